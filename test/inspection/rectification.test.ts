/** 整改 One notice with every finding and its date, tracked, re-checked by two; what failed leads on (QY-12.3). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { document, on, problem, toldOf, type Fixture } from './acts.ts';
import { finding, fixture, Visit } from './visits.ts';

let g: Fixture;
beforeAll(async () => {
  g = await fixture();
});
afterAll(() => g.close());
const monday = on('2027-05-17');
/** A Thursday; five working days later is the next Thursday. */
const until = '2027-05-27';
const last = '2027-06-03';
const two = [finding('f-1', 'rectification'), finding('f-2', 'rectification')];
const demands = ['f-1', 'f-2'].map((id) => ({ finding: id, demand: '样例要求' }));
const both = (one: boolean, other: boolean) => [
  { finding: 'f-1', conforming: one },
  { finding: 'f-2', conforming: other },
];

/** Told that two things must be put right. */
async function told(): Promise<Visit> {
  const visit = await Visit.open(g, monday);
  await visit.told(two);
  return visit;
}
async function ordered(): Promise<Visit> {
  const visit = await told();
  await visit.do('rectification-order', { demands, until });
  return visit;
}

describe.concurrent('第十二条 told once, tracked, re-checked in time', () => {
  it('QY-12.3: ordered, reported, re-checked by two: closed', async () => {
    const visit = await told();
    expect(await visit.duty('orderRectification')).toMatchObject({
      clause: 'QY-12.3',
      force: 'management',
    });
    await visit.do('rectification-order', { demands, until });
    expect(await visit.duty('recheck')).toMatchObject({
      clause: 'QY-12.3',
      force: 'management',
      lastDay: last,
    });
    await visit.to('2027-05-25');
    await visit.do('rectification-report', { findings: ['f-1', 'f-2'] });
    await visit.to(last, 22);
    expect(await visit.do('recheck', { results: both(true, true) })).toMatchObject({
      timing: 'in-time',
    });
    await visit.do('result-publication');
    await visit.closed('rectification');
    expect((await visit.handling()).rectifications).toMatchObject([
      {
        orderedOn: monday,
        until,
        findings: ['f-1', 'f-2'],
        conforming: true,
        reportedAt: expect.any(String),
        recheckedAt: expect.any(String),
      },
    ]);
  });
  it('QY-12.3: the re-check may come before the date; after it, it is late by management and no breach', async () => {
    const early = await ordered();
    await early.to('2027-05-20');
    await early.do('recheck', { results: both(true, true) });
    const late = await ordered();
    await late.to('2027-06-04', 2);
    await late.entry('management-overdue', (e) => e.body['duty'] === 'recheck');
    await late.do('recheck', { results: both(true, true) });
    expect(await late.breaches()).toEqual([]);
  });
  it('QY-12.3, QY-15.1: a re-check is an inspection of its own only where this one, of these items, has a rectification ordered and open: no repeat, no place, no year', async () => {
    const visit = await told();
    const { institution } = visit;
    const register = (change: object = {}) =>
      g.bureau.post(g.head, '/v1/clues', {
        kind: 're-check',
        institution,
        items: ['i-1'],
        evidence: document(),
        orderedBy: null,
        rechecks: visit.file,
        ...change,
      });
    const refused = async (change: object = {}) => problem(await register(change)).code;
    expect(await refused()).toBe('recheck-unfounded');
    await visit.do('rectification-order', { demands, until });
    expect(await refused({ institution: await g.institution() })).toBe('recheck-unfounded');
    expect(await refused({ items: ['i-1', 'i-2'] })).toBe('recheck-unfounded');
    expect(await refused({ rechecks: 'XJ.none' })).toBe('recheck-unfounded');
    const reply = await register();
    expect(reply.status, reply.text).toBe(201);
    const body = await g.plan(institution, {
      kind: 'case',
      clues: [(reply.body as { id: string }).id],
      days: { from: '2027-06-10', until: '2027-06-11' },
    });
    const lawful = await g.assess(body);
    expect(lawful.findings.filter((f) => f.outcome === 'refused')).toEqual([]);
    expect(lawful.findings.filter((f) => f.gate === 'repeat').map((f) => f.outcome)).toEqual([
      'excepted',
    ]);
    expect(lawful.usesPlace).toBe(false);
    // Found carried out, there is nothing left to re-check.
    await visit.do('recheck', { results: both(true, true) });
    expect(toldOf((await g.assess(body)).findings)).toEqual(
      expect.arrayContaining([
        'refused clues recheck-unfounded QY-4.2',
        expect.stringMatching(/^refused repeat /),
      ]),
    );
  });
  it('QY-12.3 cannot: a date before the order, a finding left out, one that was not told, orally, not served, a second list', async () => {
    const visit = await told();
    expect(await visit.refused('rectification-order', { demands, until: '2027-05-16' })).toEqual([
      422,
      'rectification-date-invalid',
      'QY-12.3',
    ]);
    expect(
      await visit.refused('rectification-order', { demands: demands.slice(1), until }),
    ).toEqual([422, 'finding-unlisted', 'QY-12.3']);
    expect(
      await visit.refused('rectification-order', {
        demands: [...demands, { finding: 'f-3', demand: '样例' }],
        until,
      }),
    ).toEqual([422, 'finding-unknown', 'QY-12.3']);
    expect(
      await visit.refused('rectification-order', { demands, until, document: undefined }),
    ).toEqual([422, 'document-missing', 'QY-12.3']);
    expect(
      await visit.refused('rectification-order', { demands, until, service: undefined }),
    ).toEqual([422, 'date-missing', 'QY-12.3']);
    await visit.do('rectification-order', { demands, until: monday });
    expect(await visit.refused('rectification-order', { demands, until })).toEqual([
      409,
      'already-notified',
      'QY-12.3',
    ]);
  });
  it('QY-12.3 cannot: re-checked by one, by one twice, without certificates, not every finding; nothing closes without it', async () => {
    const visit = await ordered();
    await visit.do('result-publication');
    expect((await visit.view()).stage).toBe('concluding');
    const shown = (...officers: string[]) =>
      officers.map((officer) => ({ officer, shown: 'certificate' }));
    expect(
      await visit.refused('recheck', { results: both(true, true), present: shown(g.handler) }),
    ).toEqual([422, 'too-few-officers', 'QY-12.3']);
    expect(
      await visit.refused('recheck', {
        results: both(true, true),
        present: shown(g.handler, g.handler),
      }),
    ).toEqual([422, 'too-few-officers', 'QY-12.3']);
    expect(
      await visit.refused('recheck', {
        results: both(true, true),
        present: [...shown(g.handler), { officer: g.second, shown: 'none' }],
      }),
    ).toEqual([422, 'certificate-not-shown', 'QY-10.4']);
    expect(await visit.refused('recheck', { results: both(true, true).slice(1) })).toEqual([
      422,
      'finding-unlisted',
      'QY-12.3',
    ]);
    expect(
      await visit.refused('recheck', { results: [{ finding: 'f-9', conforming: true }] }),
    ).toEqual([422, 'finding-unknown', 'QY-12.3']);
    await visit.do('recheck', {
      results: both(true, true),
      present: shown(g.of(g.county, '3'), g.of(g.county, '4')),
    });
    await visit.closed('rectification');
  });
  it('QY-12.3, QY-12.4: what failed leads on to the filing of a case, and the file stays open until it is decided', async () => {
    const visit = await ordered();
    await visit.to(until);
    expect(await visit.refused('recheck', { results: both(true, false) })).toEqual([
      409,
      'not-rechecked',
      'QY-12.3',
    ]);
    await visit.do('recheck', { results: both(true, false), next: 'case-filing' });
    expect(await visit.duty('decideCase')).toMatchObject({ clause: 'QY-12.4', state: 'open' });
    expect(await visit.refused('case-filing', { findings: ['f-1'] })).toEqual([
      422,
      'finding-unknown',
      'QY-12.4',
    ]);
    await visit.do('result-publication');
    await visit.do('case-filing', { findings: ['f-2'] });
    await visit.closed('rectification');
  });
  it('QY-12.3, QY-14.1: what failed may be for somebody else', async () => {
    const visit = await ordered();
    await visit.to(until);
    await visit.do('recheck', { results: both(false, true), next: 'transfer' });
    expect(await visit.duty('transfer')).toMatchObject({ clause: 'QY-14.1', state: 'open' });
    await visit.do('transfer', { findings: ['f-1'] });
    await visit.do('transfer-acceptance');
    await visit.do('result-publication');
    await visit.closed('rectification');
  });
  it('QY-12.3, QY-14.1: two things to transfer, the one told and the one that failed: one transfer does for both', async () => {
    const visit = await Visit.open(g, monday);
    const three = [...two, finding('f-3', 'transfer')];
    await visit.told(three);
    await visit.do('rectification-order', { demands, until });
    await visit.to(until);
    await visit.do('recheck', { results: both(false, true), next: 'transfer' });
    await visit.do('transfer', { findings: ['f-1', 'f-3'] });
    await visit.do('transfer-acceptance');
    await visit.do('result-publication');
    await visit.closed('rectification+transfer');
  });
  it('QY-12.3: ordered before the result where it is clear, and not a second time with it', async () => {
    const visit = await Visit.open(g, monday);
    await visit.ended();
    await visit.heard(...two);
    await visit.do('rectification-order', { demands, until });
    await visit.do('result-notice', { findings: two });
    expect((await visit.duties()).some((d) => d.duty === 'orderRectification')).toBe(false);
  });
});
