/** 第二个数 What the second body gives. No hash in it: the file asks it at the verdict. Our instants are written in one way (+08:00), so they compare as text. */
import type { Refusal } from '../law/refusal.ts';
import type { Contribution, Statement } from './record.ts';
import { tooEarly, weakNumber, wrongBody } from './refusals.ts';

export function refuseContribution(
  statement: Pick<Statement, 'clause' | 'contributor' | 'committedAt'>,
  given: Contribution,
  used: ReadonlySet<string> = new Set(),
): Refusal | undefined {
  if (given.body !== statement.contributor) return wrongBody(statement);
  if (given.at <= statement.committedAt)
    return tooEarly(
      statement,
      '第二个数早于承诺',
      'The second number was given before the commitment',
    );
  return /^[0-9]{20,80}$/.test(given.number) && !used.has(given.number)
    ? undefined
    : weakNumber(statement);
}
