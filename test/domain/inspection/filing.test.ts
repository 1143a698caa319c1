/** 提交方案 What bars a filing: not what the head is asked to override, and not the plan it is to be carried out jointly with (QY-5.1, 5.2, X-3). */
import { expect, it } from 'vitest';
import { barsFiling } from '../../../domain/inspection/filing.ts';
import { refused, type Finding, type GateId } from '../../../domain/inspection/findings.ts';

const refusal = (gate: GateId, more: { item?: string; by?: string } = {}): Finding => refused(gate, 'QY-X', 'conflict', ['甲', 'A'], ['乙', 'B'], more);
const bars = (asked: { gate: GateId; item?: string }[], jointWith: string[], ...findings: Finding[]): string[] => barsFiling(findings, { asked, jointWith }).map(({ gate, item }) => (item ? `${gate} ${item}` : gate));

it('QY-5.1, QY-5.2: the plan with which it is joined bars nothing of merging and levels, another one does, and a window is none of it', () => {
  const by = (plan: string) => [refusal('combination', { by: plan }), refusal('levels', { by: plan }), refusal('repeat', { by: plan, item: 'i-1' })];
  expect(bars([], ['P-2'], ...by('P-2'))).toEqual(['repeat i-1']);
  expect(bars([], ['P-2'], ...by('P-3'))).toEqual(['combination', 'levels', 'repeat i-1']);
  expect(bars([], ['P-2'], refusal('combination'))).toEqual(['combination']);
});

it('X-3: what is asked of the head bars nothing, for the item it is asked for, and only where an override is known', () => {
  const all = [refusal('repeat', { item: 'i-1' }), refusal('repeat', { item: 'i-2' }), refusal('yearly-cap')];
  expect(bars([{ gate: 'repeat', item: 'i-1' }], [], ...all)).toEqual(['repeat i-2', 'yearly-cap']);
  expect(bars([{ gate: 'repeat' }], [], ...all)).toEqual(['yearly-cap']);
  expect(bars([{ gate: 'yearly-cap' }], [], ...all)).toEqual(['repeat i-1', 'repeat i-2', 'yearly-cap']);
  expect(barsFiling([{ ...all[0]!, outcome: 'warned' }], { jointWith: [] })).toEqual([]);
});
