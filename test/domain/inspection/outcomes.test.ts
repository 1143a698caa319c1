/** 处理 What an inspection may end in, and what is owed until when; across the Spring Festival and National Day. */
import { describe, expect, it } from 'vitest';
import { answerComplaint } from '../../../domain/enforcement-complaint/duties.ts';
import { dutiesFor } from '../../../domain/inspection/duties.ts';
import { statementWindow } from '../../../domain/inspection/statement-window.ts';
import { dutiesFor as ofSpecial } from '../../../domain/special-inspection/duties.ts';
import {
  leniencyOf,
  refuseMeasure,
  refuseSoftMeans,
  refuseUnreviewed,
  sealedThrough,
} from '../../../domain/inspection/outcomes.ts';
import { refuseAcceptance, refuseTransfer } from '../../../domain/inspection/transferring.ts';
import { refuseCrime, type CrimeTransfer } from '../../../domain/crime-transfer/rules.ts';
import { refuseClosing, refuseRectification } from '../../../domain/inspection/rectification.ts';
import { defaultInspectionSettings } from '../../../domain/inspection/settings.ts';
import type { Refusal } from '../../../domain/law/refusal.ts';
import { publishedYears } from '../../../domain/time/calendars.ts';
import { due, inTime } from '../../../domain/time/due.ts';
import { at, on } from './sample.ts';

const code = (r: Refusal | undefined) => r && [r.code, r.clause];
/** Under the notice: of inspections, of special inspections, of complaints. */
const duties = {
  ...dutiesFor(defaultInspectionSettings),
  ...ofSpecial(defaultInspectionSettings),
  answerComplaint: answerComplaint(defaultInspectionSettings),
};

describe('QY-13.1 soft means', () => {
  const all = { first: true, minor: true, harmless: true };
  it('all three, and then without a reason nothing harder', () => {
    expect(refuseSoftMeans('soft-means', all, false)).toBeUndefined();
    expect(code(refuseSoftMeans('case-filing', all, false))).toEqual([
      'soft-means-owed',
      'QY-13.1',
    ]);
    expect(code(refuseSoftMeans('rectification', all, false))).toEqual([
      'soft-means-owed',
      'QY-13.1',
    ]);
    expect(refuseSoftMeans('case-filing', all, true)).toBeUndefined();
    expect(refuseSoftMeans('no-problem', all, false)).toBeUndefined();
  });
  it.each(['first', 'minor', 'harmless'])('not without %s', (one) => {
    expect(code(refuseSoftMeans('soft-means', { ...all, [one]: false }, true))).toEqual([
      'soft-means-unfounded',
      'QY-13.1',
    ]);
    expect(refuseSoftMeans('case-filing', { ...all, [one]: false }, false)).toBeUndefined();
  });
});

it('QY-13.2: a code of the list in force on the day', () => {
  const list = [{ code: 'M-01', effect: 'exempt' as const, inForceFrom: on('2025-01-01') }];
  expect(leniencyOf('M-01', list, on('2025-01-01'))).toEqual(list[0]);
  expect(leniencyOf('M-01', list, on('2024-12-31'))).toMatchObject({
    code: 'leniency-unknown',
    clause: 'QY-13.2',
  });
  expect(leniencyOf('M-02', list, on('2026-01-01'))).toMatchObject({ code: 'leniency-unknown' });
});

describe('QY-12.3 one notice, tracked, re-checked', () => {
  const notice = { orderedOn: on('2026-03-10'), until: on('2026-03-20'), findings: ['f1', 'f2'] };
  it('the date, all findings, never twice', () => {
    expect(refuseRectification(notice, ['f1', 'f2'], [])).toBeUndefined();
    expect(
      refuseRectification({ ...notice, until: notice.orderedOn }, ['f1', 'f2'], []),
    ).toBeUndefined();
    expect(
      code(refuseRectification({ ...notice, until: on('2026-03-09') }, ['f1', 'f2'], [])),
    ).toEqual(['rectification-date-invalid', 'QY-12.3']);
    expect(code(refuseRectification(notice, ['f1', 'f2', 'f3'], []))).toEqual([
      'finding-unlisted',
      'QY-12.3',
    ]);
    expect(code(refuseRectification({ ...notice, findings: ['f1'] }, ['f1'], [notice]))).toEqual([
      'already-notified',
      'QY-12.3',
    ]);
  });
  it('closed by two officers; what failed leads on', () => {
    expect(code(refuseClosing(undefined, undefined))).toEqual(['not-rechecked', 'QY-12.3']);
    expect(
      code(refuseClosing({ certificates: ['N1', 'N1'], conforming: true }, undefined)),
    ).toEqual(['too-few-officers', 'QY-12.3']);
    expect(
      refuseClosing({ certificates: ['N1', 'N2'], conforming: true }, undefined),
    ).toBeUndefined();
    expect(
      code(refuseClosing({ certificates: ['N1', 'N2'], conforming: false }, undefined)),
    ).toEqual(['not-rechecked', 'QY-12.3']);
    expect(
      refuseClosing({ certificates: ['N1', 'N2'], conforming: false }, 'case-filing'),
    ).toBeUndefined();
  });
});

it('QY-11: a major decision is reviewed by somebody not on the team', () => {
  expect(refuseUnreviewed(false, undefined, ['o1'])).toBeUndefined();
  expect(code(refuseUnreviewed(true, undefined, ['o1']))).toEqual(['review-missing', 'QY-11']);
  expect(code(refuseUnreviewed(true, 'o1', ['o1']))).toEqual(['reviewer-is-investigator', 'QY-11']);
  expect(refuseUnreviewed(true, 'l1', ['o1'])).toBeUndefined();
});

describe('QY-13.3 封存', () => {
  it('only sealing, with the head', () => {
    expect(code(refuseMeasure('seizure', true))).toEqual(['measure-not-available', 'QY-13.3']);
    expect(code(refuseMeasure('sealing', false))).toEqual(['approver-not-head', 'QY-13.3']);
    expect(refuseMeasure('sealing', true)).toBeUndefined();
  });
  it('30 natural days, the first not counted, never rolled: over the National Day of 2025', () => {
    expect(sealedThrough(on('2025-09-05'))).toBe('2025-10-05');
    expect(due(at('2025-09-05'), duties.releaseSealed.limit, publishedYears).lastDay).toBe(
      '2025-10-05',
    );
  });
});

describe('QY-14 transfers', () => {
  const crime: CrimeTransfer = {
    certificates: ['N1', 'N2'],
    documents: ['transfer-letter', 'investigation-report', 'list-of-goods', 'test-report', 'other'],
    decidedBy: 'principal',
    approved: true,
    reasonGiven: false,
    fined: false,
  };
  it.each([
    ['complete', {}, undefined],
    ['acting principal', { decidedBy: 'acting-principal' }, undefined],
    ['a deputy', { decidedBy: 'other' }, 'approver-not-head'],
    ['one officer', { certificates: ['N1', 'N1'] }, 'too-few-officers'],
    ['a fine instead', { fined: true }, 'fine-instead-of-transfer'],
    ['four documents', { documents: crime.documents.slice(1) }, 'document-missing'],
    ['not approved, no reason', { approved: false }, 'reason-missing'],
    [
      'not approved, with reason, without documents',
      { approved: false, reasonGiven: true, documents: [] },
      undefined,
    ],
  ] as const)('QY-14.3 %s', (_title, change, expected) =>
    expect(refuseCrime('QY-14.3', { ...crime, ...change })?.code).toBe(expected),
  );
  it('QY-14.1, QY-14.2: to the competent, who accepts or says why not', () => {
    expect(code(refuseTransfer(false))).toEqual(['receiver-not-competent', 'QY-14.1']);
    expect(refuseTransfer(true)).toBeUndefined();
    expect(code(refuseAcceptance(false, false))).toEqual(['reason-missing', 'QY-14.2']);
    expect(refuseAcceptance(true, false) ?? refuseAcceptance(false, true)).toBeUndefined();
  });
});

describe('duties', () => {
  it.each([
    ['an ordinary March', '2026-03-10', '2026-04-08'],
    ['over the Spring Festival 2026', '2026-02-06', '2026-03-12'],
    ['over National Day 2025', '2025-09-19', '2025-10-23'],
  ])(
    'QY-12.1: served within 20 working days of the end, %s: day 20 and 21',
    (_title, end, last) => {
      const d = due(at(end), duties.tellResult.limit, publishedYears);
      expect(d.lastDay).toBe(last);
      expect(inTime(at(`${last}T23:59:59+08:00`), d)).toBe(true);
      expect(d.at).toBe(at(`${last}T00:00:00+08:00`) + 86_400_000);
      expect(inTime(d.at, d)).toBe(false);
      expect(duties.tellResult).toMatchObject({
        judgedBy: 'service',
        basis: { force: 'text', clause: 'QY-12.1' },
      });
    },
  );
  it('QY-14.3: three natural days, rolled; then 24 hours', () => {
    expect(due(at('2026-02-12'), duties.decideCrime.limit, publishedYears).lastDay).toBe(
      '2026-02-24',
    );
    expect(duties.moveCrime.limit).toEqual({ unit: 'hours', count: 24 });
  });
  it('only what the texts give is text; every other period is management', () => {
    const text = Object.values(duties)
      .filter((d) => d.basis.force === 'text')
      .map((d) => d.basis.clause);
    // Of a suspected crime: the decision, the transfer, the goods, the request to reconsider (国令310).
    expect(text).toEqual(['QY-12.1', 'QY-13.3', 'QY-14.3', 'QY-14.3', 'QY-14.3', 'QY-14.3']);
    const clauses = Object.values(duties)
      .filter((d) => d.basis.force === 'management')
      .map((d) => d.basis.clause);
    expect(new Set(clauses)).toEqual(
      new Set([
        'QY-7.3',
        'QY-10.2',
        'QY-10.10',
        'QY-12.1',
        'QY-11',
        'QY-12.3',
        'QY-12.4',
        'QY-13.1',
        'QY-14.1',
        'QY-14.2',
        'QY-14.3',
        'QY-6.3',
        'QY-17.1',
      ]),
    );
    for (const [id, d] of Object.entries(duties))
      expect([d.id, d.basis.instrument]).toEqual([id, 'QY']);
  });
  it('QY-6.3, QY-7.3, QY-10.2: the default settings', () => {
    expect([
      duties.publishResult.limit,
      duties.fileAmendedPlan.limit,
      duties.reportUrgent.limit,
    ]).toEqual([
      { unit: 'working-days', count: 20 },
      { unit: 'working-days', count: 1 },
      { unit: 'hours', count: 24 },
    ]);
  });
});

describe('QY-10.10 the window of the statement', () => {
  // The end 2026-03-10: the result is due on 2026-04-08 (Wed); 04-04 to 04-06 are Qingming.
  const told = (day: string, days = 5) =>
    statementWindow(at(day), at('2026-03-10'), days, publishedYears);
  it('five working days, well inside', () =>
    expect(told('2026-03-16')).toEqual({ lastDay: '2026-03-23', shortened: false, none: false }));
  it('ends one working day before the result is due, exactly or shortened', () => {
    expect(told('2026-03-30')).toEqual({ lastDay: '2026-04-07', shortened: false, none: false });
    expect(told('2026-03-31')).toEqual({ lastDay: '2026-04-07', shortened: true, none: false });
    expect(told('2026-04-03')).toEqual({ lastDay: '2026-04-07', shortened: true, none: false });
  });
  it('no time left: told the day before the due, or on it', () => {
    expect(told('2026-04-07')).toEqual({ lastDay: '2026-04-07', shortened: true, none: true });
    expect(told('2026-04-08')).toEqual({ lastDay: '2026-04-08', shortened: true, none: true });
  });
  it('once the 20 days are missed, at least the next working day', () =>
    expect(told('2026-04-09')).toEqual({ lastDay: '2026-04-10', shortened: true, none: false }));
});
