/** 前提 What a paper rests on: it has no number before its file has accepted that. */
import type { Paper } from '../law/papers.ts';

/** Where remedies are sought is said by the service, which comes after the paper: until then it is asked for. */
const comesAfter = (path: string): boolean => path.startsWith('remedies.');

/** The acts that are wanting, by type: those that its procedure names, and those from which it takes what it must say. */
export function wanting(paper: Paper, accepted: readonly { type: string }[]): string[] {
  const taken = Object.values(paper.fields).flatMap(({ from, optional }) =>
    from?.act === undefined || optional || comesAfter(from.path) ? [] : [from.act],
  );
  return [...new Set([...(paper.needs ?? []), ...taken])].filter(
    (type) => !accepted.some((one) => one.type === type),
  );
}
