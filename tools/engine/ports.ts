/** Ports: those that are set must be free and are refused plainly otherwise; the rest are last time's if free, else any free one. */
import { createServer } from 'node:net';

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () =>
      probe.close(() => resolve(true)),
    );
  });
}

/** `setting` is the environment variable by which another port can be chosen. */
export async function mustBeFree(port: number, what: string, setting: string): Promise<void> {
  if (await isFree(port)) return;
  throw new Error(
    `port ${port} (${what}) is taken by another program: end that program, or choose another port with ${setting}`,
  );
}

/** temporalUi → TEMPORAL_UI_PORT */
const portSetting = (name: string): string =>
  `${name.replaceAll(/([A-Z])/g, '_$1').toUpperCase()}_PORT`;

export async function choosePorts<Name extends string>(
  names: readonly Name[],
  given: Partial<Record<Name, number>>,
  last: Partial<Record<Name, number>> = {},
): Promise<Record<Name, number>> {
  const chosen: Partial<Record<Name, number>> = {};
  const taken = new Set(
    Object.values(given).filter((port): port is number => typeof port === 'number'),
  );
  for (const name of names) {
    const wanted = given[name];
    if (wanted !== undefined) await mustBeFree(wanted, name, portSetting(name));
    const port = wanted ?? (await freePort(last[name], taken));
    chosen[name] = port;
    taken.add(port);
  }
  return chosen as Record<Name, number>;
}

/** Below the range from which systems take outgoing ports, and from a random start, so that stacks starting together keep apart. */
async function freePort(last: number | undefined, taken: ReadonlySet<number>): Promise<number> {
  if (last !== undefined && !taken.has(last) && (await isFree(last))) return last;
  let next = 20_000 + Math.floor(Math.random() * 11_000);
  while (taken.has(next) || !(await isFree(next))) next += 1;
  return next;
}
