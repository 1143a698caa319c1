/** 启动记录 The first line of a process's log: what runs here, and how it is set. Nothing of it is a secret or about a person. */
import type { Logger } from 'pino';
import { commitOf, version } from './version.ts';

/** Named so, a setting is a secret; where one lies is none. */
const SECRET = /(PASSWORD|PASSWD|SECRET|TOKEN|KEY|CREDENTIAL|HEADERS)s?$/i;

/** An address without who signs in with which password, and without what a query may say. */
function addressOf(text: string): string {
  try {
    const url = new URL(text);
    return `${url.protocol}//${url.host}${url.pathname}`;
  } catch {
    return 'set';
  }
}

function shown(name: string, value: unknown): unknown {
  if (SECRET.test(name)) return 'set';
  if (typeof value !== 'string') return value;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(value)) return addressOf(value);
  // Something like `postgres:user:password@host` is no address that can be read: better nothing of it.
  return value.includes('@') ? 'set' : value;
}

/** The settings as they may be read by whoever reads logs: of a secret only that it is set; what is not set is left out. */
export const shownSettings = (settings: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(settings)
      .filter(([, value]) => value !== undefined && value !== '')
      .map(([name, value]) => [name, shown(name, value)]),
  );

export function startLine(log: Logger, settings: Readonly<Record<string, unknown>>): void {
  log.info(
    {
      version,
      commit: commitOf() ?? 'unknown',
      node: process.version,
      settings: shownSettings(settings),
    },
    'starting',
  );
}
