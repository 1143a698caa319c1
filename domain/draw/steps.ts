/** 承诺、给数、揭示、放弃 The life of a draw. It goes one way, and every end is published. Our instants are written in one way (+08:00), so they compare as text. */
import type { Refusal } from '../law/refusal.ts';
import { drawn } from './draw.ts';
import { recordHashOf, secretHashOf, seedOf, statementHashOf } from './hashing.ts';
import type {
  Abandonment,
  AbandonedRecord,
  Contribution,
  Draw,
  DrawRecord,
  Reveal,
  Statement,
} from './record.ts';
import { mismatch, tooEarly, unapproved, wrongState } from './refusals.ts';

const statementOf = (draw: Draw): Statement =>
  'record' in draw ? draw.record.statement : draw.statement;

/** Late is accepted: a committed draw must be revealed, and lateness does not free from it. */
export function reveal(draw: Draw, shown: Reveal): Draw | Refusal {
  const statement = statementOf(draw);
  if (draw.state === 'committed')
    return tooEarly(statement, '第二单位尚未给数', 'The second body has not given its number yet');
  if (draw.state !== 'contributed')
    return wrongState(
      statement,
      '本次抽查已经结束',
      'This draw has ended',
      '接续前一记录重新抽取。',
      'Redraw, chained to the record.',
    );
  if (shown.at < draw.contribution.at)
    return wrongState(
      statement,
      '揭示早于第二个数',
      'Revealed before the second number was given',
      '写明实际揭示的时刻。',
      'State when it was revealed.',
    );
  if (!/^[0-9a-f]{64}$/.test(shown.secret) || secretHashOf(shown.secret) !== statement.secretHash)
    return mismatch(statement);
  return { state: 'revealed', record: recordOf(statement, draw.contribution, shown) };
}

export function recordOf(
  statement: Statement,
  contribution: Contribution,
  shown: Reveal,
): DrawRecord {
  const statementHash = statementHashOf(statement);
  const seed = seedOf(statementHash, shown.secret, contribution);
  const record = {
    statement,
    statementHash,
    contribution,
    reveal: shown,
    seed,
    result: drawn(statement, seed),
  };
  return { ...record, hash: recordHashOf(record) };
}

/** Whoever abandons after the second number has come may have seen the outcome; so somebody outside the drawing body approves, and it stays listed. */
export function abandon(
  draw: Draw,
  by: Abandonment & { approver: 'outside' | 'drawing-body' },
): Draw | Refusal {
  const statement = statementOf(draw);
  if ('record' in draw)
    return wrongState(
      statement,
      '本次抽查已经结束',
      'This draw has ended',
      '结果不得撤回。',
      'A result is never taken back.',
    );
  const { why, approvedBy, at, approver } = by;
  if (approver !== 'outside' || approvedBy.trim() === '' || why.trim().length < 2)
    return unapproved(statement);
  const record: Omit<AbandonedRecord, 'hash'> = {
    statement,
    statementHash: statementHashOf(statement),
    contribution: draw.state === 'contributed' ? draw.contribution : null,
    abandonment: { why: why.trim(), approvedBy, at },
  };
  return { state: 'abandoned', record: { ...record, hash: recordHashOf(record) } };
}
