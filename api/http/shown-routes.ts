/** 度量和日志中的路由 Under which name a route stands where operators read. They may not learn from its address that there is a file which is hidden from somebody (QY-17.1). */
import type { Procedure } from '../../domain/law/procedure.ts';
import { procedures } from '../../domain/procedures.ts';
import type { AnySpec } from './route.ts';

/** All of them together. */
const HIDDEN = 'hidden';

const openings = new Set(
  (procedures as readonly Procedure[])
    .filter(({ hiddenFromInvolved }) => hiddenFromInvolved)
    .flatMap(({ opens }) => opens),
);

/** Hidden is what opens such a file, whatever stands below its address, and what says so of itself. Asked when all routes are mounted. */
export function shownRoutes(specs: () => readonly AnySpec[]): (route: string) => string {
  let hidden: ReadonlySet<string> | undefined;
  const look = (): ReadonlySet<string> => {
    const opened = specs().flatMap(({ opens, path }) =>
      opens && openings.has(opens.type) ? [path] : [],
    );
    const under = (path: string): boolean =>
      opened.some((one) => path === one || path.startsWith(`${one}/`));
    return new Set(
      specs()
        .filter((one) => one.hidden || under(one.path))
        .map(({ path }) => path),
    );
  };
  return (route) => ((hidden ??= look()).has(route) ? HIDDEN : route);
}
