/** 一份有效 Which paper stands of an act, and on which others may rest. */
import { expect, it } from 'vitest';
import { differing } from '../../../api/papers/differing.ts';
import { actLink, type PaperOfActs } from '../../../api/pages/paper-acts.ts';
import { isReliedOn } from '../../../api/papers/gather.ts';
import { standing } from '../../../api/papers/may-issue.ts';
import { paperShown } from '../../../api/papers/shapes.ts';
import { valueLabel } from '../../../api/pages/forms/schema.ts';
import type { PaperRow } from '../../../db/queries/papers.ts';
import { allKinds, paperOf } from '../../../domain/papers/kinds.ts';

const row = (procedure: string, kind: string, more: Partial<PaperRow> = {}): PaperRow => ({
  id: 'F.P1',
  file: 'F',
  procedure,
  about: null,
  bureau: 'b',
  kind,
  version: 1,
  replaces: null,
  act: null,
  inboxNumber: 1,
  mark: '函',
  year: 2026,
  number: 1,
  title: '',
  officer: 'o',
  unit: 'u',
  system: null,
  requestHash: null,
  issuedAt: 0 as PaperRow['issuedAt'],
  templateVersion: null,
  filled: null,
  htmlSha256: 'h',
  docxSha256: 'd',
  replacedBy: null,
  withdrawnAt: null,
  withdrawnBy: null,
  withdrawnUnit: null,
  withdrawnWhy: null,
  withdrawalHash: null,
  withdrawalProposedAt: null,
  confirmedBy: null,
  erased: false,
  filed: [],
  followed: [],
  entered: null,
  ...more,
});

it('QY-12.1: several records of one visit stand beside each other, and one notice of it', () => {
  const stands = (procedure: string, kind: string): boolean =>
    standing([row(procedure, kind, { act: 'a' })], paperOf(procedure, kind)!, 'a') !== undefined;
  for (const kind of ['inquiry-record', 'site-record', 'sample-record'])
    expect([kind, stands('inspection', kind)]).toEqual([kind, false]);
  expect(stands('penalty-case', 'demand')).toBe(false);
  expect(stands('licence-revocation', 'report')).toBe(false);
  expect(stands('penalty-case', 'investigators')).toBe(true);
});

it('X-9: two persons withdraw what an act states, says or has used up, but not a record', () => {
  const relied = (procedure: string, kind: string, more: Partial<PaperRow>): boolean =>
    isReliedOn(row(procedure, kind, more), paperOf(procedure, kind)!);
  const filed = (own: boolean, accepted: boolean | null) => ({
    filed: [{ act: 'a', type: 'decision', own, accepted, says: {} }],
  });
  expect(relied('penalty-case', 'decision', filed(true, true))).toBe(true);
  expect(relied('penalty-case', 'decision', filed(true, null))).toBe(true);
  expect(relied('penalty-case', 'decision', filed(true, false))).toBe(false);
  expect(relied('penalty-case', 'decision', filed(false, true))).toBe(false);
  expect(relied('penalty-case', 'demand', { act: 'a' })).toBe(true);
  expect(relied('penalty-case', 'investigation-report', { act: 'a' })).toBe(false);
  const after = { followed: [{ act: 'a', type: 'facts-notice', says: {} }] };
  expect(relied('penalty-case', 'hearing-notice', after)).toBe(true);
  expect(relied('penalty-case', 'hearing-notice', {})).toBe(false);
});

it('QY-12.1: what somebody who is no officer has signed is withdrawn by two persons, as they have said it once', () => {
  const said = row('inspection', 'inquiry-record', { act: 'a' });
  expect(isReliedOn(said, paperOf('inspection', 'inquiry-record')!)).toBe(true);
  // Before its act is filed as well: the hearing was held, and the party has signed what was said there.
  const heard = row('penalty-case', 'hearing-record');
  expect(isReliedOn(heard, paperOf('penalty-case', 'hearing-record')!)).toBe(true);
  const others = /^(被|当事人|在场|见证|证据提供|服务对象)/;
  const wanting = allKinds.flatMap(({ id, paper: { layout, template, testimony } }) => {
    const labels = template.body.flatMap((one) => (one.kind === 'signatures' ? one.labels : []));
    const isTheirs = layout === 'record' && labels.some((label) => others.test(label));
    return isTheirs === (testimony ?? false) ? [] : [id];
  });
  expect(wanting).toEqual([]);
});

it('X-9: the form of the act that states a paper is offered until one is filed that was not refused', () => {
  const offered = (...verdicts: (boolean | null)[]): boolean => {
    const filed = verdicts.map((accepted) => ({ act: 'a', accepted, differs: [] }));
    const paper: PaperOfActs = { id: 'F.P1', file: 'F', state: 'issued', filed, usedUpBy: null };
    const link = actLink({ t: (zh) => zh }, paper, { act: 'decision', stated: true });
    return String(link).includes('/new/decision?paper=F.P1');
  };
  expect([offered(), offered(false), offered(false, null), offered(false, true)]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

it('TJ51-A1-1.2b: what an act says otherwise than its paper is named by its place', () => {
  const filled = {
    '/outcome': valueLabel('rapid-response', 'filed').zh,
    '/caseNo': '案1',
    '/decidedAt': '2026-11-30T10:00:00+08:00',
  };
  const of = (says: Record<string, unknown>, more: object = filled): string[] =>
    differing(
      [],
      row('rapid-response', 'filing-decision', { filled: { ...more } }),
      { type: 'filing-decision', says },
      new Map(),
    );
  const same = { '/outcome': 'filed', '/caseNo': '案1', '/decidedAt': '2026-11-30T02:00:00Z' };
  expect(of({ ...same, '/decidedAt': '2026-11-30T10:00:00.000+08:00' })).toEqual([]);
  expect(of({ ...same, '/outcome': 'not-filed', '/caseNo': null }, filled)).toContain('/outcome');
  expect(of({ ...same, '/caseNo': '案2' })).toContain('/caseNo');
});

it('TJ51-14.1: a notice beside its act is compared with it, but for the time for which it calls', () => {
  const differs = (
    [procedure, kind]: [string, string],
    filled: object,
    [type, says]: [string, Record<string, unknown>],
  ): string[] | undefined => {
    const followed = [{ act: 'a', type, says }];
    const of = row(procedure, kind, { filled: { ...filled }, followed });
    return paperShown([], of, new Map()).usedUpBy?.differs;
  };
  const told = (amountFen: number, windowEndsOn: string) => ({
    '/measures': [{ measure: 'fine', amountFen }],
    '/windowEndsOn': windowEndsOn,
    '/hearingOffered': true,
  });
  const hearing = (says: Record<string, unknown>) =>
    differs(['penalty-case', 'hearing-notice'], told(5_000_000, '2026-12-15'), [
      'facts-notice',
      says,
    ]);
  expect(hearing(told(5_000_000, '2026-12-15'))).toEqual([]);
  expect(hearing(told(500_000, '2026-12-14'))).toEqual(['/measures', '/windowEndsOn']);
  expect(hearing({ ...told(5_000_000, '2026-12-15'), '/hearingOffered': false })).toEqual([
    '/hearingOffered',
  ]);
  const call = { '/heldAt': '2026-12-01T09:00:00+08:00' };
  const held = { '/heldAt': '2026-12-01T09:20:00+08:00' };
  expect(differs(['patrol', 'talk-call'], call, ['warning-talk', held])).toEqual([]);
  expect(differs(['patrol', 'talk-call'], call, ['talk-absence', {}])).toEqual([]);
});

it('TJ51-14.1: rows, lists, people and the way in which a case ends are compared too', () => {
  const names = new Map([['o-1', '某某']]);
  const of = (kind: string, filled: object, says: Record<string, unknown>): string[] =>
    differing(
      [],
      { procedure: 'penalty-case', kind, filled: { ...filled } },
      { type: paperOf('penalty-case', kind)!.act, says },
      names,
    );
  const fine = (amountFen: number) => ({ '/measures': [{ measure: 'fine', amountFen }] });
  expect(of('decision', fine(5_000_000), fine(5_000_000))).toEqual([]);
  expect(of('decision', fine(5_000_000), fine(500_000))).toEqual(['/measures']);
  // Lines that were typed for rows, before the paper asked for rows, are not compared.
  expect(of('decision', { '/measures': ['罚款五万元'] }, fine(5_000_000))).toEqual([]);
  const basis = (...all: string[]) => ({ '/basis': all });
  expect(of('decision', basis('甲', '乙'), basis('甲', '乙'))).toEqual([]);
  expect(of('decision', basis('甲', '乙'), basis('甲'))).toEqual(['/basis']);
  expect(of('decision', {}, { '/outcome': 'penalty' })).toEqual([]);
  expect(of('no-penalty-decision', {}, { '/outcome': 'penalty' })).toEqual(['/outcome']);
  // Whoever is in the registry is compared by the name; of somebody else nothing is known.
  const chair = (text: string, id: string) =>
    of('hearing-record', { '/chair': text }, { '/chair': id });
  expect([chair('某某', 'o-1'), chair('o-1', 'o-1'), chair('他人', 'o-1')]).toEqual([
    [],
    [],
    ['/chair'],
  ]);
  expect(chair('他人', 'o-2')).toEqual([]);
});
