/** 执法扰企 The acts of a complaint about enforcement (QY-17.1), and what the engine is told of each: codes, ids and hashes only. Who complained is sealed. */
import { act } from '../law/acts.ts';

/** 线索来源 */
export const channels = [
  'hotline',
  'check-code',
  'federation',
  'social-supervisor',
  'letter',
  'superior',
  'other',
] as const;
/** 反映的问题 */
export const grounds = [
  'frequency',
  'rough-enforcement',
  'no-certificate',
  'outside-plan',
  'precondition',
  'fees',
  'favours',
  'disruption',
  'other',
] as const;
export const verdicts = ['founded', 'partly', 'unfounded'] as const;
type Founded = (typeof verdicts)[number];
export const measures = [
  'correction',
  'criticism',
  'removal-from-enforcement',
  'discipline-transfer',
  'training',
  'none',
] as const;

/** What the registries say of the officer: nobody who took part, nor of the body complained of, has a hand in it. */
export type Independence = {
  registered: boolean;
  tookPart: boolean;
  ofBody: boolean;
};

export const assignment = act<{ officer: string }, Independence>()(
  'handler-assignment',
  '指定承办人',
  'Assignment of the handler',
);
export const bodyStatement = act<{ documentHash: string }>()(
  'body-statement',
  '被反映单位说明',
  'Statement of the body',
);
export const findings = act<{ founded: Founded; documentHash: string }, Independence>()(
  'complaint-findings',
  '核查结论',
  'Findings',
);
export const answer = act<
  { measures: string[]; reasonGiven: boolean; documentHash: string },
  Independence
>()('complaint-answer', '答复', 'Answer');

export type Acts = typeof assignment | typeof bodyStatement | typeof findings | typeof answer;

export interface State {
  handler?: string;
  founded?: Founded;
}
