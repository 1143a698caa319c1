/** 弃用 What is to go says so in the document and in every answer: `Deprecation` (RFC 9745), `Sunset` (RFC 8594) and `Link`, to where it is said and to what takes its place. */
import type { Request, RequestHandler, Response } from 'express';
import type { Deprecation } from '../../domain/law/deprecation.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import { addYears, civilDate, startOfDay } from '../../domain/time/civil-date.ts';
import type { AnySpec } from './route.ts';

/** Both days begin at 00:00 of the bureau. Throws where less than the promised year lies between them. */
export function deprecationHeaders({ since, until }: Deprecation): Record<string, string> {
  if (until < addYears(civilDate(since), 1))
    throw new Error(`what is deprecated from ${since} is answered for a year, not until ${until}`);
  return {
    Deprecation: `@${startOfDay(civilDate(since)) / 1000}`,
    Sunset: new Date(startOfDay(civilDate(until))).toUTCString(),
  };
}

/** Sets the headers of a deprecated route, and of the single acts of a route that takes many. */
export function announcing({ path, deprecated, operations = [] }: AnySpec): RequestHandler[] {
  const of = operations.flatMap((one) =>
    one.deprecated
      ? [
          {
            fixed: fixedBy(path, one.path),
            deprecated: one.deprecated,
            headers: deprecationHeaders(one.deprecated),
          },
        ]
      : [],
  );
  const all = deprecated && deprecationHeaders(deprecated);
  if (!all && of.length === 0) return [];
  return [
    (req, res, next) => {
      const asked = of.find(({ fixed }) =>
        fixed.every(([name, value]) => req.params[name] === value),
      );
      const headers = all ?? asked?.headers;
      if (headers) {
        const instead = (deprecated ?? asked!.deprecated).instead;
        res.set(headers).append('Link', links(instead, req.params));
      }
      next();
    },
  ];
}

/** What takes its place is linked where it is one address, with what this one was asked for. */
function links(instead: string, params: Request['params']): string[] {
  const path = /^[A-Z]+ (\/\S+)$/
    .exec(instead)?.[1]
    ?.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
      params[name] === undefined ? whole : encodeURIComponent(String(params[name])),
    );
  return [
    '</docs>; rel="deprecation"; type="text/html"',
    ...(path && !/[{}]/.test(path) ? [`<${path}>; rel="successor-version"`] : []),
  ];
}

/** Sets the headers of an answer; what is linked already stays. */
export function setHeaders(res: Response, headers: Record<string, string>): Response {
  const { Link: link, ...others } = headers;
  res.set(others);
  return link === undefined ? res : res.append('Link', link);
}

/** What should have gone by this day, for whoever starts the process. */
export const pastTheirDay = (
  specs: readonly Pick<AnySpec, 'path' | 'deprecated' | 'operations'>[],
  today: CivilDate,
): string[] =>
  specs
    .flatMap((spec) => [spec, ...(spec.operations ?? [])])
    .filter(({ deprecated }) => deprecated && deprecated.until <= today)
    .map(({ path }) => path);

/** What the parameters of a route are at the address of one of its acts. They are compared as the router has read them, whatever was encoded. */
const fixedBy = (route: string, path: string): [name: string, value: string][] => {
  const at = path.split('/');
  return route.split('/').flatMap((segment, n) => {
    const value = at[n] ?? '';
    return segment.startsWith(':') && !value.startsWith(':') ? [[segment.slice(1), value]] : [];
  });
};

/** What the document says of it beside `deprecated`. */
export const deprecationSaid = ({ since, until, instead }: Deprecation): string =>
  `自 ${since} 起弃用，${until} 停用，改用 ${instead}。Deprecated since ${since}, answered until ${until}; use ${instead} instead.`;
