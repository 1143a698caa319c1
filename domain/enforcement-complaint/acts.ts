/** 执法扰企 The acts of a complaint about enforcement (QY-17.1), and what the engine is told of each: codes, ids and hashes only. Who complained is sealed. */
import type { ActWith } from '../law/acts.ts';

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
export interface Independence {
  registered: boolean;
  tookPart: boolean;
  ofBody: boolean;
}
export type Assignment = ActWith<{ officer: string }, Independence>;
export type Findings = ActWith<{ founded: Founded; documentHash: string }, Independence>;
export type Answer = ActWith<
  { measures: string[]; reasonGiven: boolean; documentHash: string },
  Independence
>;

export interface State {
  handler?: string;
  founded?: Founded;
}
