/** 移送之后 What has been transferred is not handled here any more (QY-14.1). */
import type { Refusal } from '../../law/refusal.ts';
import { refuse } from '../../law/refuse.ts';
import type { ConductState } from './state.ts';

const transferred: Refusal = refuse(
  'already-transferred',
  'QY-14.1',
  '已经移送，不得继续处理。',
  'It has been transferred: it is not handled any more.',
  '由接收单位处理。',
  'The receiver deals with it.',
);

/** QY-14.1  After the whole matter was transferred only this is left to do: telling, releasing, correcting, and the transfer itself. */
export const stays: ReadonlySet<string> = new Set([
  'inspection-end',
  'end-correction',
  'on-site-record',
  'sealing-release',
  'provisional-result',
  'statement',
  'statement-waiver',
  'legal-review',
  'result-notice',
  'result-publication',
  'transfer-acceptance',
  'jurisdiction-dispute',
  'jurisdiction-decision',
  'crime-decision',
  'crime-transfer',
  'police-answer',
  'goods-handover',
  'police-reconsideration',
  'police-return',
]);
export const wholeGone =
  (type: string) =>
  (_act: unknown, { gone }: ConductState): Refusal | undefined =>
    gone.whole && !stays.has(type) ? transferred : undefined;

/** The same of each finding that is gone by itself. */
export const findingsGone = (
  findings: readonly string[],
  { gone }: ConductState,
): Refusal | undefined =>
  findings.some((f) => gone.findings.includes(f)) ? transferred : undefined;
export const notGone = (
  { facts }: { facts: { findings: readonly string[] } },
  s: ConductState,
): Refusal | undefined => findingsGone(facts.findings, s);
