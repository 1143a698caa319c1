/** 前提 What a paper rests on before it has a number. */
import { expect, it } from 'vitest';
import { paperOf } from '../../../domain/papers/kinds.ts';
import { wanting, wantingFor } from '../../../domain/papers/rests.ts';

const of = (procedure: string, kind: string, ...accepted: string[]): string[] =>
  wanting(
    paperOf(procedure, kind)!,
    accepted.map((type) => ({ type })),
  );

it('TJ51-14.1: a decision wants its review, the notice of the facts and the report that it prints', () => {
  const all = ['legal-review', 'facts-notice', 'investigation-report'];
  expect(of('penalty-case', 'decision').toSorted()).toEqual(all.toSorted());
  expect(of('penalty-case', 'decision', 'legal-review', 'facts-notice')).toEqual([
    'investigation-report',
  ]);
  // Where remedies are sought says the service, which comes after it.
  expect(of('penalty-case', 'decision', ...all)).toEqual([]);
  expect(of('rapid-response', 'final-decision')).toEqual([]);
});

it('TJ51-14.1: a decision that is made anew rests on a report, a review and a notice of its own', () => {
  const all = ['investigation-report', 'legal-review', 'facts-notice'];
  const before = [...all, 'penalty-decision', 'decision-service', 'decision-reversal'];
  expect(of('penalty-case', 'decision', ...before).toSorted()).toEqual(all.toSorted());
  expect(of('penalty-case', 'decision', ...before, ...all)).toEqual([]);
  // Each of the other outcomes as well.
  for (const kind of ['no-penalty-decision', 'withdrawal-decision', 'transfer-letter']) {
    expect(of('penalty-case', kind, ...before)).toEqual(['legal-review', 'investigation-report']);
    expect(of('penalty-case', kind, ...before, ...all)).toEqual([]);
  }
});

it('TJ51-A1-1.5b: an adverse decision wants the offer to be heard, and one that restores does not', () => {
  const decision = paperOf('rapid-response', 'final-decision')!;
  const wanted = (measures: unknown, ...accepted: string[]): string[] =>
    wantingFor(
      decision,
      accepted.map((type) => ({ type })),
      { measures },
    );
  const [restore, warn] = [{ measure: 'restore' }, { measure: 'warn' }];
  expect(wanted([restore, warn], 'opinion')).toEqual(['statement-offer']);
  expect(wanted([restore, warn], 'opinion', 'statement-offer')).toEqual([]);
  expect([wanted([restore]), wanted(undefined)]).toEqual([[], []]);
});

it('QY-10.1: a notice of inspection wants the approval', () => {
  expect(of('inspection', 'notice')).toEqual(['approval']);
  expect(of('inspection', 'notice', 'approval')).toEqual([]);
  // What may be left out is not waited for.
  expect(of('inspection', 'result-notice')).toEqual([]);
  // A plan that was changed is approved anew.
  expect(of('inspection', 'notice', 'plan', 'approval', 'plan-change')).toEqual(['approval']);
  expect(of('inspection', 'notice', 'plan', 'approval', 'plan-change', 'approval')).toEqual([]);
});

it('QY-10.2: an urgent inspection is approved when somebody is there already: its notice does not wait for it', () => {
  const notice = paperOf('inspection', 'notice')!;
  const plan = (payload: object) => [{ type: 'plan', payload }];
  expect(wanting(notice, plan({ urgent: { reason: '正在销毁资料' } }))).toEqual([]);
  expect(wanting(notice, plan({}))).toEqual(['approval']);
});
