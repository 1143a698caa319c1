/** Which logs a witness watches: `ORIGIN=KEY[@URL]`, as often as there are logs, and as a log has keys while one takes the place of another. */
import { keyFromText } from '../../domain/proof/note-keys.ts';
import { type NoteVerifier, noteVerifier } from '../../domain/proof/note.ts';

export interface LogToWatch {
  origin: string;
  verifiers: readonly NoteVerifier[];
  /** Where it is asked; without one it has to ask. */
  url?: string;
}

const form = /^(\S+?)=(\S+?\+[0-9a-f]{8}\+[A-Za-z0-9+/]+={0,2})(?:@(https?:\/\/\S+))?$/;

function logIn(text: string): LogToWatch {
  const [, origin, keyText = '', url] = form.exec(text) ?? [];
  const key = keyFromText(keyText);
  if (!origin || key?.type !== 'note')
    throw new Error(
      `--log ${text}: ORIGIN=KEY@URL is expected, with the key as the log hands it on`,
    );
  return {
    origin,
    verifiers: [noteVerifier(key)],
    ...(url && { url: url.replace(/\/+$/, '') }),
  };
}

/** By origin; several of one origin are several keys of one log. */
export function readLogs(texts: readonly string[]): Map<string, LogToWatch> {
  const logs = new Map<string, LogToWatch>();
  for (const log of texts.map(logIn)) {
    const { url, verifiers } = logs.get(log.origin) ?? {};
    if (url && log.url && url !== log.url)
      throw new Error(`--log ${log.origin}: one log has one address`);
    logs.set(log.origin, {
      ...log,
      ...((log.url ?? url) && { url: log.url ?? url }),
      verifiers: [...(verifiers ?? []), ...log.verifiers],
    });
  }
  return logs;
}
