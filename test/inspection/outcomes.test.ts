/** 柔性执法、从轻、立案 What a finding ends in: soft means, the list of leniency, a case (QY-12.4, 13.1, 13.2). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, today, type Fixture } from './acts.ts';
import { document, finding, fixture, Visit } from './visits.ts';

let g: Fixture;
beforeAll(async () => {
  g = await fixture();
});
afterAll(() => g.close());
const day = addDays(today(), 1);
const light = { first: true, minor: true, harmless: true };

describe.concurrent('第十三条 soft means', () => {
  it('QY-13.1: first, minor and harmless: soft means are used, and that closes it', async () => {
    const visit = await Visit.open(g, day);
    const soft = finding('f-1', 'soft-means', light);
    await visit.told([soft]);
    expect(await visit.duty('useSoftMeans')).toMatchObject({
      clause: 'QY-13.1',
      force: 'management',
    });
    expect(await visit.refused('soft-measure', { findings: ['f-9'] })).toEqual([
      422,
      'finding-unknown',
      'QY-13.1',
    ]);
    await visit.do('soft-measure', { means: 'interview' });
    await visit.do('result-publication');
    await visit.closed('soft-means');
    expect((await visit.handling()).result).toMatchObject({ found: 'violation' });
  });
  it.each(['first', 'minor', 'harmless'])('QY-13.1 cannot: soft means without %s', async (one) => {
    const visit = await Visit.open(g, day);
    await visit.ended();
    const soft = finding('f-1', 'soft-means', { ...light, [one]: false });
    await visit.heard(soft);
    expect(await visit.refused('result-notice', { findings: [soft] })).toEqual([
      422,
      'soft-means-unfounded',
      'QY-13.1',
    ]);
  });
  it('QY-13.1 cannot: anything harder in their place without its reason', async () => {
    const visit = await Visit.open(g, day);
    await visit.ended();
    const hard = finding('f-1', 'rectification', light);
    await visit.heard(hard);
    expect(await visit.refused('result-notice', { findings: [hard] })).toEqual([
      422,
      'soft-means-owed',
      'QY-13.1',
    ]);
    await visit.do('result-notice', { findings: [{ ...hard, notSoftBecause: '样例：屡教不改' }] });
  });
});

describe.concurrent('第十三条 the list of leniency', () => {
  it('QY-13.2: data of the bureau, by the day; a code that is not on it, not yet or no longer, is refused', async () => {
    const put = (code: string, inForceFrom: string, effect: string | null) =>
      g.bureau.put(g.registrar, `/v1/leniency-entries/${code}`, {
        effect,
        inForceFrom,
        name: '样例事项',
        document: document(),
        reason: '样例',
      });
    expect([
      (await put('M-01', '2025-01-01', 'exempt')).status,
      (await put('M-01', '2025-01-01', 'exempt')).status,
      (await put('M-01', '2024-06-01', 'lighter')).status,
    ]).toEqual([201, 200, 409]);
    expect((await put('M-02', '2027-01-01', 'lighter')).status).toBe(201);
    await put('M-03', '2025-01-01', 'lighter');
    await put('M-03', '2026-01-01', null);
    expect(
      (
        await g.bureau.put(g.handler, '/v1/leniency-entries/M-04', {
          effect: 'exempt',
          inForceFrom: '2025-01-01',
          name: '样例事项',
          document: document(),
          reason: '样例',
        })
      ).status,
    ).toBe(403);
    const listed = (await g.bureau.get(g.handler, '/v1/leniency-entries')).body as {
      items: { code: string }[];
    };
    expect(listed.items.map((e) => e.code)).toEqual(['M-01']);
    const visit = await Visit.open(g, day);
    await visit.ended();
    const of = (leniency?: string) => finding('f-1', 'rectification', leniency ? { leniency } : {});
    await visit.heard(of());
    for (const code of ['M-02', 'M-03', 'M-09'])
      expect(await visit.refused('result-notice', { findings: [of(code)] })).toEqual([
        422,
        'leniency-unknown',
        'QY-13.2',
      ]);
    await visit.do('result-notice', { findings: [of('M-01')] });
  });
});

it('QY-13.2: served on no stated day, the list is that of the day of the receipt, whoever asks and whenever', async () => {
  for (const [code, from] of [
    ['M-11', '2031-03-17'],
    ['M-12', '2031-03-18'],
  ] as const) {
    await g.bureau.put(g.registrar, `/v1/leniency-entries/${code}`, {
      effect: 'exempt',
      inForceFrom: from,
      name: '样例事项',
      document: document(),
      reason: '样例',
    });
  }
  // Received in the first hours of the 17th in China, when it is still the 16th in Greenwich.
  const row = {
    received_at: '2031-03-17T01:00:00+08:00',
    message: {},
    payload: { findings: [{ leniency: 'M-11' }, { leniency: 'M-12' }] },
  };
  const [known] = await g.bureau
    .owner`select known_inspection__result_notice(jsonb_populate_record(null::file, ${g.bureau.owner.json({ id: 'none', bureau_id: g.id })}),
    jsonb_populate_record(null::inbox, ${g.bureau.owner.json(row)})) as told`;
  expect(known!['told']).toMatchObject({ leniency: [{ code: 'M-11' }] });
});

describe.concurrent('第十二条 the case', () => {
  const filing = finding('f-1', 'case-filing');
  it('QY-12.4: strictly checked by somebody else, filed under its number; then nothing is owed but the publication', async () => {
    const visit = await Visit.open(g, day);
    await visit.told([filing], true);
    expect(await visit.duty('decideCase')).toMatchObject({
      clause: 'QY-12.4',
      force: 'management',
    });
    expect(await visit.refused('case-filing', { check: undefined })).toEqual([
      409,
      'review-missing',
      'QY-12.4',
    ]);
    expect(
      await visit.refused('case-filing', { check: { by: g.handler, document: document() } }),
    ).toEqual([422, 'reviewer-is-investigator', 'QY-12.4']);
    expect(
      await visit.refused('case-filing', { check: { by: 'o-nobody', document: document() } }),
    ).toEqual([422, 'unknown-reference', 'QY-12.4']);
    expect(await visit.refused('case-filing', { caseNo: undefined })).toEqual([
      422,
      'case-number-missing',
      'QY-12.4',
    ]);
    expect(
      await visit.refused('case-filing', { caseNo: undefined, file: 'RR-A.tj.2026-99999' }),
    ).toEqual([422, 'link-unknown', 'QY-12.4']);
    expect(await visit.refused('case-filing', { outcome: 'not-filed' })).toEqual([
      422,
      'reason-missing',
      'QY-12.4',
    ]);
    expect(await visit.refused('case-filing', { findings: ['f-2'] })).toEqual([
      422,
      'finding-unknown',
      'QY-12.4',
    ]);
    await visit.do('case-filing');
    expect((await visit.view()).notes.join()).toContain('样例案2026-1');
    await visit.do('result-publication');
    await visit.closed('case-filing');
  });
  it('QY-12.4: several findings, one not filed with its reason, one linked with the rapid response of this institution', async () => {
    const visit = await Visit.open(g, day);
    await visit.told([filing, finding('f-2', 'case-filing')], true);
    await visit.do('case-filing', { outcome: 'not-filed', caseNo: undefined, reason: '样例理由' });
    expect((await visit.duty('decideCase')).state).toBe('open');
    const file = `RR-A.${g.id}.2026-00001`;
    await g.bureau
      .owner`insert into file (id, procedure, bureau_id, subject_kind, subject_id, opening, opened_at, started_at, closed_at, exported_at, stage, outcome)
      values (${file}, 'rapid-response', ${g.id}, 'institution', ${visit.institution}, '{}', '2026-01-01', '2026-01-01', '2026-02-01', '2026-02-01', 'closed', 'restore')`;
    await visit.do('case-filing', { findings: ['f-2'], caseNo: undefined, file });
    expect((await visit.view()).notes.join()).toContain(file);
    await visit.do('result-publication');
    await visit.closed('case-filing');
  });
  it('QY-12.4: nobody decides: reminded of as overdue by management, no breach', async () => {
    const visit = await Visit.open(g, '2027-05-17');
    await visit.told([filing], true);
    await visit.to('2027-06-10');
    await visit.entry('management-overdue', (e) => e.body['duty'] === 'decideCase');
    expect(await visit.breaches()).toEqual([]);
    await visit.do('case-filing');
  });
});
