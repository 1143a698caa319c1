/** 见证时刻 When witnesses saw a head, and what says that it was written before. */
import { cosignatureVerifier, cosignedAt } from '../proof/cosignature.ts';
import type { NoteKey } from '../proof/note-keys.ts';
import { verified, type Note } from '../proof/note.ts';

/** A head is signed at least every minute; two minutes without one are an alarm. */
const SLACK = 5 * 60_000;

/** Keys that the holder has from elsewhere. */
export interface Keys {
  logs: readonly NoteKey[];
  witnesses: readonly NoteKey[];
}

/** When the first of these witnesses saw this head, in milliseconds. */
export function seenAt(note: Note, keys: Keys): number | undefined {
  const verifiers = keys.witnesses
    .filter(({ type }) => type === 'cosignature')
    .map(cosignatureVerifier);
  const verdict = verified(note, verifiers);
  const times = verdict.verified ? verdict.by.flatMap((one) => cosignedAt(one) ?? []) : [];
  return times.length > 0 ? Math.min(...times) * 1000 : undefined;
}

const instants = ['recordedAt', 'settledAt', 'openedAt', 'arrivedAt'] as const;

/** Written so long before a head was seen that it should stand under it. */
export const isLate = (text: string, seen: number): boolean => writtenAt(text) < seen - SLACK;

export function writtenAt(text: string): number {
  const said = JSON.parse(text) as Partial<Record<(typeof instants)[number], unknown>>;
  const at = instants.map((name) => said[name]).find((value) => typeof value === 'number');
  return typeof at === 'number' ? at : Infinity;
}
