/** 弃用 What is to go says so in the document and in every answer: `Deprecation` (RFC 9745) and `Sunset` (RFC 8594). */
import type { RequestHandler } from 'express';
import type { Deprecation } from '../../domain/law/deprecation.ts';
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
      ? [{ fixed: fixedBy(path, one.path), headers: deprecationHeaders(one.deprecated) }]
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
      if (headers) res.set(headers);
      next();
    },
  ];
}

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

const text = (description: string) => ({ description, schema: { type: 'string' as const } });
/** The headers of its answers, as the document describes them. */
export const deprecationHeadersSaid = {
  Deprecation: text('RFC 9745：自何时起弃用 Since when it should not be used any more'),
  Sunset: text('RFC 8594：何时停用 From when on it is not answered any more'),
};
