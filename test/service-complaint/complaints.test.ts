/** 投诉 QJ-2.6c, 附件3 第37项: what a platform hands down is answered, tracked, dealt with and concluded; every one of them counts. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bureau, iso } from '../setup/bureau.ts';
import { uniqueHex } from '../setup/unique.ts';
import { Hall, paper, told, type Body } from '../service-evaluation/acts.ts';

let b: Bureau;
beforeAll(async () => {
  b = await Bureau.open();
});
afterAll(() => b.close());

const refusal = (code: string, status = 422) => [status, code, 'QJ-2.6c'];
const words = { words: '样例：等候太久', complainant: { name: '样例某', contact: '样例电话' } };
const complaint = (more: Body = {}): Body => ({
  source: 'national-platform',
  number: 'GZ-1',
  kind: 'complaint',
  handedAt: iso(Date.now() - 60_000),
  ...words,
  ...more,
});
const opened = async (g: Hall, more: Body = {}, by = 'o'): Promise<string> => {
  const reply = await g.post('/v1/service-complaints', complaint(more), by);
  expect([reply.status, reply.status === 201 ? '' : reply.text]).toEqual([201, '']);
  return (reply.body as { file: string }).file;
};
const answer = async (g: Hall, file: string, more: Body = {}) => ({
  how: 'telephone',
  servedAt: await g.now(file),
  ...more,
});
const result = async (g: Hall, file: string, more: Body = {}) => ({
  founded: 'founded',
  measures: ['样例：增开窗口'],
  settledAt: await g.now(file),
  document: paper(7),
  ...more,
});

describe.concurrent('QJ-2.6c 平台交办的投诉', { timeout: 90_000 }, () => {
  it('QJ-2.6c: the first answer, tracking, result and conclusion, in their order; neither whoever is complained of nor that section deals with it', async () => {
    const g = await Hall.setUp(b);
    const opening = async (more: Body, by = 'o') =>
      told(await g.post('/v1/service-complaints', complaint(more), by));
    expect(await opening({ number: undefined })).toEqual(refusal('complaint-number-missing'));
    expect(await opening({ source: 'direct' })).toEqual(refusal('complaint-number-missing'));
    // Without its day it would count on the day of its registration.
    const undated = refusal('handing-down-undated');
    for (const source of ['national-platform', 'yukuaiban'])
      expect(await opening({ source, handedAt: undefined })).toEqual(undated);
    expect(await opening({ source: 'direct', number: undefined })).toEqual(undated);
    expect(await opening({ handedAt: '2199-01-01T00:00:00+08:00' })).toEqual(
      refusal('in-the-future'),
    );
    expect(await opening({ unit: 'no-such' })).toEqual(refusal('unknown-reference'));
    expect(await opening({ unit: g.unit('ck') }, 'w2')).toEqual(refusal('complained-of', 403));
    // About an officer: neither by that section nor by that person, whatever else is named.
    expect(await opening({ officer: g.o('o2') })).toEqual(refusal('complained-of', 403));
    const elsewhere = { officer: g.o('o2'), handling: g.unit('jgk') };
    expect(await opening(elsewhere, 'o2')).toEqual(refusal('complained-of', 403));
    // What was refused has left no words.
    const left =
      await b.owner`select count(*)::int as n from service_words where bureau_id = ${g.id}`;
    expect(left[0]!.n).toBe(0);
    const file = await opened(g, { unit: g.unit('ck'), officer: g.o('w') });
    expect(file).toMatch(/^TS\./);
    // The same number again: while it is open, and by another person.
    expect((await opening({}, 's'))[1]).toBe('complaint-known');
    for (const [type, body] of [
      ['complaint-tracking', { progress: '样例：核实中' }],
      ['complaint-result', await result(g, file)],
      ['complaint-conclusion', { servedAt: await g.now(file), platform: true, proof: paper(8) }],
    ] as [string, Body][])
      expect(await g.act(file, type, body)).toEqual(refusal('not-awaited', 409));
    // Also who has moved to the unit that deals with it.
    await b.owner`update officer set unit_id = ${g.unit('bgs')} where id = ${g.o('w')}`;
    expect(await g.act(file, 'complaint-response', await answer(g, file), 'w')).toEqual(
      refusal('complained-of', 403),
    );
    const early = await answer(g, file, { servedAt: '2026-01-05T10:00:00+08:00' });
    expect(await g.act(file, 'complaint-response', early)).toEqual(refusal('before-trigger'));
    await g.accepted(file, 'complaint-response', await answer(g, file));
    await g.accepted(file, 'complaint-tracking', { progress: '样例：核实中' });
    const settle = async (more: Body) =>
      g.act(file, 'complaint-result', await result(g, file, more));
    expect(await settle({ document: undefined })).toEqual(refusal('document-missing'));
    expect(await settle({ measures: [] })).toEqual(refusal('reason-missing'));
    expect((await settle({}))[0]).toBe(200);
    const conclude = async (more: Body) =>
      g.act(file, 'complaint-conclusion', {
        servedAt: await g.now(file),
        platform: true,
        proof: paper(8),
        ...more,
      });
    expect(await conclude({ proof: undefined })).toEqual(refusal('platform-not-told'));
    expect(await conclude({ platform: false })).toEqual(refusal('platform-not-told'));
    expect((await conclude({}))[0]).toBe(200);
    await g.until(file, { stage: 'closed', outcome: 'founded' });
    // After its end, too.
    expect(await opening({}, 's')).toEqual(refusal('complaint-known', 409));
    const look = async (by: string) =>
      (await g.get(`/v1/service-complaints/${file}/words`, by)).body;
    expect(await look('o')).toEqual({ ...words, erased: false });
    expect(await look('reg')).toEqual({ ...words, erased: false });
    for (const by of ['w', 'w2', 's']) expect(await look(by)).toMatchObject({ status: 403 });
    const kept =
      await b.owner`select to_jsonb(i)::text as text from inbox i where file_id = ${file} and number = 1 union all select opening::text from file where id = ${file} union all select body::text from register where file_id = ${file}`;
    expect(kept.map(({ text }) => text as string).join()).not.toMatch(/样例某|样例电话|等候/);
    expect((await g.get('/v1/service-complaints', 'w')).text).not.toContain(file);
  });

  it('QJ-2.6c QJ-A3: the rate is over all that was handed down, open ones too; what the bureau takes by itself is dealt with alike and does not count; nothing is a breach', async () => {
    const g = await Hall.setUp(b);
    const figures = async () =>
      (await g.get('/v1/service-complaints/figures?from=2026-03-01&until=2026-03-31')).body;
    expect(await figures()).toMatchObject({
      answered: { numerator: 0, denominator: 0, percent: '无', complete: false },
    });
    const file = await opened(g, { number: 'GZ-2', handedAt: '2026-03-31T23:59:59+08:00' });
    await opened(g, { number: 'GZ-3', handedAt: '2026-03-01T00:00:00+08:00' });
    await opened(g, { number: 'GZ-4', handedAt: '2026-04-01T00:00:00+08:00' });
    const direct = await opened(g, { source: 'direct', number: undefined, handedAt: undefined });
    await g.until(file, { attention: 'management-overdue' });
    await g.accepted(file, 'complaint-response', await answer(g, file));
    expect(await figures()).toMatchObject({
      answered: { numerator: 1, denominator: 2, percent: '50.00', complete: false },
    });
    // A management period ends without a breach, so there is nothing that another unit could reverse.
    expect(await g.breaches(file)).toBe(0);
    const late = { duty: 'answerServiceComplaint', confirmed: true, evidence: paper(4) };
    expect((await g.act(file, 'evidence-confirmation', late, 'o2'))[1]).toBe('nothing-claimed');
    const services = (await g.get('/v1/services/figures?from=2026-03-01&until=2026-03-31'))
      .body as {
      figures: { kpi: string; rows: { item: string; numerator: string }[] }[];
    };
    const rows = services.figures.find(({ kpi }) => kpi === 'answered');
    expect(rows).toMatchObject({ numerator: '1', denominator: '2' });
    expect(rows!.rows.map(({ item, numerator }) => [item === file, numerator]).toSorted()).toEqual([
      [false, '0'],
      [true, '1'],
    ]);
    await g.accepted(direct, 'complaint-response', await answer(g, direct));
    await g.accepted(
      direct,
      'complaint-result',
      await result(g, direct, { founded: 'unfounded', measures: [] }),
    );
    await g.accepted(direct, 'complaint-conclusion', {
      servedAt: await g.now(direct),
      platform: false,
    });
    await g.until(direct, { stage: 'closed', outcome: 'unfounded' });
    const { items } = (
      await g.get('/v1/service-complaints?state=open&source=national-platform&limit=2')
    ).body as { items: { number: string }[] };
    expect(items.map(({ number }) => number)).toEqual(['GZ-4', 'GZ-2']);
  });

  it('QJ-2.6c: transferred to another section with whom it turns out to be about; the period goes on, and neither that person, under whichever account, nor that section deals with it', async () => {
    const g = await Hall.setUp(b);
    const certificate = {
      number: `证${uniqueHex()}`,
      validFrom: '2020-01-01',
      validUntil: '2099-01-01',
    };
    await b.owner`update officer set certificate = ${b.owner.json(certificate)} where id in (${g.o('o2')}, ${g.o('s')})`;
    const file = await opened(g, { number: 'GZ-9' });
    const due = (await g.view(file)).duties[0]!.due;
    const transfer = async (to: string, more: Body = {}, by = 'o') =>
      g.act(
        file,
        'complaint-transfer',
        { to: g.unit(to), transferredAt: await g.now(file), ...more },
        by,
      );
    expect(await transfer('bgs')).toEqual(refusal('not-awaited', 409));
    expect(await transfer('no-such')).toEqual(refusal('unknown-reference'));
    expect(await transfer('ck', { about: 'no-one' })).toEqual(refusal('unknown-reference'));
    expect(await transfer('ck', { about: g.o('w') })).toEqual(refusal('complained-of', 403));
    // One of the own section: it leaves that section, and the answer is due when it was.
    expect((await transfer('jgk', { about: g.o('o2') }))[0]).toBe(200);
    expect((await g.view(file)).duties).toMatchObject([
      { duty: 'answerServiceComplaint', due, owedBy: g.unit('jgk') },
    ]);
    expect(await g.act(file, 'complaint-response', await answer(g, file))).toEqual(
      refusal('not-owed-by-you', 403),
    );
    const barred = refusal('complained-of', 403);
    expect(await g.act(file, 'complaint-response', await answer(g, file), 's')).toEqual(barred);
    expect(await transfer('bgs', {}, 's2')).toEqual(barred);
    for (const by of ['o', 'o2', 's'])
      expect([by, (await g.get(`/v1/service-complaints/${file}/words`, by)).status]).toEqual([
        by,
        403,
      ]);
    expect((await g.get(`/v1/service-complaints/${file}/words`, 's2')).status).toBe(200);
    for (const [by, sees] of [
      ['s2', true],
      ['s', false],
      ['o2', false],
    ] as const)
      expect([by, (await g.get('/v1/service-complaints', by)).text.includes(file)]).toEqual([
        by,
        sees,
      ]);
    await g.accepted(file, 'complaint-response', await answer(g, file), 's2');
    // After the first answer, too; then the rest is with the window.
    expect((await transfer('ck', {}, 's2'))[0]).toBe(200);
    await g.accepted(file, 'complaint-tracking', { progress: '样例' }, 'w');
    await g.accepted(file, 'complaint-result', await result(g, file), 'w');
    const told = { servedAt: await g.now(file), platform: true, proof: paper(8) };
    await g.accepted(file, 'complaint-conclusion', told, 'w2');
    await g.until(file, { stage: 'closed', outcome: 'founded' });
  });
});
