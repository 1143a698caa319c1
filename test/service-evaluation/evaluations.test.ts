/** 好差评 QJ-2.2: everything that somebody has given is collected, once; a bad one goes through its five stages in their order and no other. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bureau } from '../setup/bureau.ts';
import { uniqueHex } from '../setup/unique.ts';
import { Evaluations, Hall, paper, told } from './acts.ts';

let b: Bureau;
let g: Evaluations;
beforeAll(async () => {
  b = await Bureau.open();
  g = Evaluations.of(await Hall.setUp(b));
});
afterAll(() => b.close());

const refusal = (code: string, status = 422, clause = 'QJ-2.2a') => [status, code, clause];
const outOfOrder = refusal('not-awaited', 409);

describe.concurrent('QJ-2.2 好差评', { timeout: 90_000 }, () => {
  it('QJ-2.2a: one and a batch, anonymous ones too; a second time is a duplicate, marks by default are counted and no evaluations, nobody collects what is about the own person', async () => {
    const own = Evaluations.of(await Hall.setUp(b));
    const good = own.evaluation({ grade: 'fairly-satisfied', words: '样例：还可以' });
    const bad = own.evaluation({ grade: 'dissatisfied' });
    const byDefault = own.evaluation({ active: false, grade: 'very-satisfied' });
    const future = own.evaluation({ evaluatedAt: '2199-01-01T00:00:00+08:00' });
    const first = await own.collected([good, bad, byDefault, future, bad]);
    expect(first.map(({ state, file, code }) => [state, file !== null, code])).toEqual([
      ['collected', false, null],
      ['collected', true, null],
      ['default-mark', false, null],
      ['refused', false, 'in-the-future'],
      ['duplicate', true, null],
    ]);
    expect(first[1]!.file).toMatch(/^HP\./);
    // By another officer, at the same instant twice, and with something else under the number.
    const again = await Promise.all([own.collected([good, bad], 'w2'), own.collected([bad], 'o2')]);
    expect(again.flat().map(({ state }) => state)).toEqual(['duplicate', 'duplicate', 'duplicate']);
    // Nobody collects what is about the own person, whatever it says.
    const ownWords = await own.collected([own.evaluation({ grade: 'very-satisfied' })], 'w');
    expect(ownWords.map(({ state, code }) => [state, code])).toEqual([
      ['refused', 'reviewed-person'],
    ]);
    // A mark by default is counted once; a bad one is never given so, and is an evaluation.
    const badMark = own.evaluation({ active: false });
    expect((await own.collected([byDefault, badMark])).map(({ state }) => state)).toEqual([
      'default-mark',
      'collected',
    ]);
    const figures = (
      await own.get('/v1/service-evaluations/figures?from=2020-01-01&until=2198-12-31')
    ).body;
    expect(figures).toMatchObject({ received: 3, bad: 2, defaultMarks: 1, contested: 0 });
    // A platform may name a window that nobody has registered: the evaluation is kept all the same.
    const [strange] = await own.collected([own.evaluation({ unit: 'no-such', officer: 'no-one' })]);
    expect((await own.view(strange!.file!)).notes.join()).toContain('没有在本局登记');
    const { items } = (await own.get('/v1/service-evaluations?limit=2')).body as {
      items: object[];
    };
    expect(items).toHaveLength(2);
    const none = await Hall.setUp(b, { area: '130200' });
    const refused = await none.post('/v1/service-evaluations', { evaluations: [own.evaluation()] });
    expect(told(refused)).toEqual([422, 'no-legal-basis', 'X-11']);
  });

  it('QJ-2.2a QJ-2.2b: five stages in their order and no other; it does not close without the result of the rectification and a revisit after it', async () => {
    const { file } = await g.bad();
    const stages = {
      'evaluation-transfer': await g.transfer(file, 'ck'),
      'evaluation-rectification': await g.rectification(file),
      'evaluation-feedback': await g.feedback(file),
      'evaluation-revisit': await g.revisit(file),
    };
    const tried = async (but: string[]) => {
      for (const [type, body] of Object.entries(stages))
        if (!but.includes(type)) expect(await g.act(file, type, body)).toEqual(outOfOrder);
    };
    await tried([]);
    await g.accepted(file, 'evaluation-acceptance', await g.acceptance(file));
    await tried(['evaluation-transfer']);
    await g.accepted(file, 'evaluation-transfer', await g.transfer(file, 'ck'));
    expect(await g.owes(file)).toEqual([`rectifyEvaluation ${g.unit('ck')}`]);
    await tried(['evaluation-transfer', 'evaluation-rectification']);
    const rectify = async (more: object, by = 'w2') =>
      g.act(file, 'evaluation-rectification', await g.rectification(file, { ...more }), by);
    expect(await rectify({}, 'o')).toEqual(refusal('not-owed-by-you', 403, 'QJ-2.2b'));
    expect(await rectify({ measures: [] })).toEqual(refusal('nothing-rectified', 422, 'QJ-2.2b'));
    expect(await rectify({ document: undefined })).toEqual(
      refusal('document-missing', 422, 'QJ-2.2b'),
    );
    expect(await rectify({ completedAt: '2026-01-05T10:00:00+08:00' })).toEqual(
      refusal('before-trigger', 422, 'QJ-2.2b'),
    );
    expect((await rectify({}))[0]).toBe(200);
    await tried(['evaluation-feedback']);
    await g.accepted(file, 'evaluation-feedback', await g.feedback(file));
    const back = async (more: object) =>
      g.act(file, 'evaluation-revisit', await g.revisit(file, { ...more }));
    expect(await back({ revisitedAt: '2026-01-05T10:00:00+08:00' })).toEqual(
      refusal('before-trigger', 422, 'QJ-2.2b'),
    );
    expect(await back({ appraisal: undefined })).toEqual(refusal('appraisal-missing'));
    expect(await back({ reached: false })).toEqual(refusal('appraisal-missing'));
    expect((await g.view(file)).outcome).toBeNull();
    expect((await back({ appraisal: 'dissatisfied' }))[0]).toBe(200);
    await g.until(file, { stage: 'closed', outcome: 'revisited' });
    expect(await g.breaches(file)).toBe(0);
  });

  it('QJ-2.2a: whoever is reviewed neither handles nor revisits, also who turns out to be it and who has moved to the office', async () => {
    const own = Evaluations.of(await Hall.setUp(b));
    const { file, evaluation } = await own.bad({
      officer: own.o('w'),
      words: '样例：态度生硬',
      evaluator: { name: '样例某', contact: '样例电话' },
    });
    await own.b.owner`update officer set unit_id = ${own.unit('bgs')} where id = ${own.o('w')}`;
    const barred = refusal('reviewed-person', 403);
    const acceptance = await own.acceptance(file);
    expect(await own.act(file, 'evaluation-acceptance', acceptance, 'w')).toEqual(barred);
    await own.accepted(file, 'evaluation-acceptance', acceptance);
    const unknown = await own.transfer(file, 'ck', { reviewed: 'no-one' });
    expect(await own.act(file, 'evaluation-transfer', unknown)).toEqual(
      refusal('unknown-reference'),
    );
    const toWindow = await own.transfer(file, 'ck', { reviewed: own.o('w2') });
    await own.accepted(file, 'evaluation-transfer', toWindow);
    expect(await own.act(file, 'evaluation-transfer', toWindow)).toEqual(outOfOrder);
    const done = await own.rectification(file);
    expect(await own.act(file, 'evaluation-rectification', done, 'w2')).toEqual(barred);
    // Another section takes it over; the window has nothing to do with it any more.
    await own.accepted(file, 'evaluation-transfer', await own.transfer(file, 'jgk'));
    expect(await own.owes(file)).toEqual([`rectifyEvaluation ${own.unit('jgk')}`]);
    await own.accepted(file, 'evaluation-rectification', await own.rectification(file), 's');
    await own.accepted(file, 'evaluation-feedback', await own.feedback(file));
    const revisit = await own.revisit(file);
    expect(await own.act(file, 'evaluation-revisit', revisit, 'w')).toEqual(barred);
    await own.accepted(file, 'evaluation-revisit', revisit);
    // Who said it is for the office, what was said also for the section that investigates, and neither for those whom it is about.
    const words = async (by: string) => {
      const { status, body } = await own.get(`/v1/service-evaluations/${evaluation}/words`, by);
      return status === 200 ? body : status;
    };
    const said = { words: '样例：态度生硬', erased: false };
    const who = { name: '样例某', contact: '样例电话' };
    expect(await words('o')).toEqual({ ...said, evaluator: who });
    expect(await words('reg')).toEqual({ ...said, evaluator: who });
    expect(await words('s')).toEqual({ ...said, evaluator: null });
    for (const by of ['w', 'w2', 'h']) expect([by, await words(by)]).toEqual([by, 403]);
    const kept = await own.b
      .owner`select to_jsonb(i)::text as text from inbox i where file_id = ${file} union all select opening::text from file where id = ${file} union all select body::text from register where file_id = ${file}`;
    expect(kept.map(({ text }) => text as string).join()).not.toMatch(/样例某|样例电话|生硬/);
    // 依令删除 By two administrators; one alone where there has been no second. The evaluation and its file stay.
    await own.b.owner`update officer set roles = '{administrator}' where id = ${own.o('h')}`;
    const order = { of: evaluation, documentNo: '样例令1号', reason: '样例' };
    const erase = (by: string) => own.post('/v1/service-words/erasures', order, by);
    expect((await erase('o')).status).toBe(403);
    expect((await erase('h')).status).toBe(204);
    expect((await erase('h')).status).toBe(404);
    expect(await words('o')).toEqual({ words: null, evaluator: null, erased: true });
    const shown = (await own.get('/v1/service-evaluations', 'w')).text;
    expect(shown).not.toContain(evaluation);
    expect((await own.get('/v1/service-evaluations', 's')).text).toContain(evaluation);
  });

  it('QJ-2.2b: who is not reached on two days is recorded and is not revisited; two tries of one day are one', async () => {
    const { file } = await g.bad({ evaluator: undefined });
    await g.fedBack(file);
    const vain = async () =>
      g.accepted(
        file,
        'evaluation-revisit',
        await g.revisit(file, { reached: false, appraisal: undefined, how: 'platform' }),
      );
    await vain();
    await vain();
    expect((await g.view(file)).stage).toBe('fed-back');
    await b.skip(file, 24);
    await vain();
    await g.until(file, { stage: 'closed', outcome: 'unreachable' });
  });

  it('QJ-2.2b: a mistake is found by somebody outside the reviewed section, with evidence, and still revisited', async () => {
    const { file } = await g.bad();
    await g.transferred(file);
    const evidence = {
      ground: 'other-service',
      evidence: { id: 'e-1', sha256: 'cd'.repeat(32), where: 'oa' },
    };
    const find = (body: object, by = 'o') => g.act(file, 'evaluation-mistake', { ...body }, by);
    expect(await find(evidence, 'w2')).toEqual(refusal('reviewed-section', 403, 'QJ-2.2b'));
    expect(await find(evidence, 's')).toEqual(refusal('not-owed-by-you', 403, 'QJ-2.2b'));
    expect(await find({ ground: 'malicious' })).toEqual(
      refusal('evidence-missing', 422, 'QJ-2.2b'),
    );
    expect((await find(evidence))[0]).toBe(200);
    expect(await g.act(file, 'evaluation-revisit', await g.revisit(file))).toEqual(outOfOrder);
    await g.accepted(file, 'evaluation-feedback', await g.feedback(file));
    await g.accepted(file, 'evaluation-revisit', await g.revisit(file));
    await g.until(file, { stage: 'closed', outcome: 'mistaken-revisited' });
  });

  it('QJ-2.2b: rates over all bad ones received, open and mistaken ones too, exact; of none there is no rate; every period is management', async () => {
    const own = Evaluations.of(await Hall.setUp(b));
    const figures = async (from: string, until: string) =>
      (await own.get(`/v1/service-evaluations/figures?from=${from}&until=${until}`)).body;
    const nothing = { numerator: 0, denominator: 0, percent: '无', complete: false };
    expect(await figures('2026-03-01', '2026-03-31')).toMatchObject({
      bad: 0,
      rectified: nothing,
      revisited: nothing,
    });
    const at = (text: string, more = {}) =>
      own.evaluation({ evaluatedAt: `${text}+08:00`, ...more });
    const [last, before, after, good] = await own.collected([
      at('2026-03-31T23:59:59.999'),
      at('2026-02-28T23:59:59'),
      at('2026-04-01T00:00:00'),
      at('2026-03-01T00:00:00', { grade: 'satisfied' }),
    ]);
    expect([before, after].every((one) => one!.file)).toBe(true);
    expect(good!.file).toBeNull();
    const whole = async () => figures('2026-03-01', '2026-03-31');
    expect(await whole()).toMatchObject({ received: 2, bad: 1, rectified: { percent: '0.00' } });
    // Months late: reminded of, and no breach.
    expect((await own.view(last!.file!)).duties.map(({ force }) => force)).toEqual(['management']);
    await own.until(last!.file!, { attention: 'management-overdue' });
    await own.fedBack(last!.file!);
    await own.accepted(last!.file!, 'evaluation-revisit', await own.revisit(last!.file!));
    const all = { numerator: 1, denominator: 1, percent: '100.00', complete: true };
    expect(await whole()).toMatchObject({ mistaken: 0, rectified: all, revisited: all });
    expect(await own.breaches(last!.file!)).toBe(0);
    // Another two of the day: one mistaken, one open.
    const [mistaken] = await own.collected([at('2026-03-31T08:00:00'), at('2026-03-31T09:00:00')]);
    await own.transferred(mistaken!.file!);
    await own.accepted(mistaken!.file!, 'evaluation-mistake', {
      ground: 'wrong-key',
      evidence: { id: 'e-2', sha256: 'ce'.repeat(32), where: 'oa' },
    });
    const third = { numerator: 1, denominator: 3, percent: '33.33', complete: false };
    expect(await whole()).toMatchObject({
      bad: 3,
      mistaken: 1,
      rectified: third,
      revisited: third,
    });
    const rows = await own.b
      .owner`select bad, rectified_on is not null as rectified, revisited_on is not null as revisited, mistaken from service_evaluations_received(${own.id}, '2026-03-31', '2026-03-31') order by received_on, rectified, mistaken`;
    expect([...rows]).toEqual([
      { bad: true, rectified: false, revisited: false, mistaken: false },
      { bad: true, rectified: false, revisited: false, mistaken: true },
      { bad: true, rectified: true, revisited: true, mistaken: false },
    ]);
  });

  it('QJ-2.2a: what differs under a number is dropped no more than the first: it stands beside it, a bad one with its file at once, until somebody else has settled which is the platform’s', async () => {
    const own = Evaluations.of(await Hall.setUp(b));
    // Typed in first as a good one, by a colleague of whoever it is about.
    const praise = own.evaluation({ grade: 'very-satisfied', words: '样例：很好' });
    const [good] = await own.collected([praise], 'w2');
    const real = { ...praise, grade: 'very-dissatisfied', words: '样例：态度生硬' };
    const [bad, again] = await own.collected([real, real]);
    expect(bad).toMatchObject({ state: 'contested', code: 'evaluation-differs' });
    expect(bad!.file).toMatch(/^HP\./);
    expect(again).toMatchObject({ state: 'duplicate', file: bad!.file, code: null });
    expect((await own.view(bad!.file!)).notes.join()).toContain('待核定');
    // At the same instant two that differ: both stand, whichever was first.
    const third = own.evaluation({ grade: 'satisfied' });
    const both = await Promise.all([
      own.collected([third]),
      own.collected([{ ...third, grade: 'dissatisfied' }], 'o2'),
    ]);
    expect(
      both
        .flat()
        .map(({ state }) => state)
        .toSorted(),
    ).toEqual(['collected', 'contested']);
    const figures = async () =>
      (await own.get('/v1/service-evaluations/figures?from=2020-01-01&until=2198-12-31')).body;
    expect(await figures()).toMatchObject({ received: 4, bad: 2, contested: 2 });
    const settle = async (by: string, stands = 'this', id = bad!.evaluation!) =>
      told(
        await own.post(
          `/v1/service-evaluations/${id}/settlement`,
          { stands, document: paper(6) },
          by,
        ),
      );
    expect(await settle('o')).toEqual(refusal('proposal-own', 403));
    expect(await settle('w2')).toEqual(refusal('proposal-own', 403));
    expect(await settle('w')).toEqual(refusal('reviewed-person', 403));
    expect((await settle('reg'))[0]).toBe(403);
    expect((await settle('s', 'this', good!.evaluation!))[0]).toBe(404);
    // A bad one is not taken out by a good one.
    expect(await settle('s', 'other')).toEqual(refusal('bad-evaluation-stands', 409));
    expect((await settle('s'))[0]).toBe(204);
    expect(await settle('h')).toEqual(refusal('evaluation-settled', 409));
    expect(await figures()).toMatchObject({ received: 3, bad: 2, contested: 1 });
    const { items } = (await own.get('/v1/service-evaluations?contested=false&limit=9')).body as {
      items: { evaluation: string; void: boolean }[];
    };
    expect(items.find((e) => e.evaluation === good!.evaluation)!.void).toBe(true);
    // A change of the registry, and so a leaf of this bureau's log.
    const changes = await own.b
      .owner`select entity_id from registry_change where registry = 'evaluation-settlement' and bureau_id = ${own.id}`;
    expect(changes).toHaveLength(1);
    // It goes on coming as what it is.
    expect((await own.collected([real], 'o2'))[0]).toMatchObject({ state: 'duplicate' });
  });

  it('QJ-2.2a QJ-2.2b: a second account of whoever is reviewed is that person; the section where that person is finds no mistake, whatever the platform named; a revisit that ends dissatisfied is counted, and opens no second round', async () => {
    const own = Evaluations.of(await Hall.setUp(b));
    const certificate = {
      number: `证${uniqueHex()}`,
      validFrom: '2020-01-01',
      validUntil: '2099-01-01',
    };
    await own.b
      .owner`update officer set certificate = ${own.b.owner.json(certificate)} where id in (${own.o('w')}, ${own.o('o2')}, ${own.o('h')})`;
    // The platform names another section and nobody; the office finds out who it was.
    const { file, evaluation } = await own.bad({
      unit: own.unit('jgk'),
      officer: undefined,
      words: '样例：态度生硬',
    });
    await own.accepted(file, 'evaluation-acceptance', await own.acceptance(file));
    const toWindow = await own.transfer(file, 'ck', { reviewed: own.o('w') });
    await own.accepted(file, 'evaluation-transfer', toWindow);
    const barred = refusal('reviewed-person', 403);
    const mistake = {
      ground: 'wrong-entry',
      evidence: { id: 'e-9', sha256: 'ce'.repeat(32), where: 'oa' },
    };
    expect(await own.act(file, 'evaluation-mistake', mistake, 'w2')).toEqual(
      refusal('reviewed-section', 403, 'QJ-2.2b'),
    );
    expect(await own.act(file, 'evaluation-mistake', mistake, 'o2')).toEqual(barred);
    await own.accepted(file, 'evaluation-rectification', await own.rectification(file), 'w2');
    expect(await own.act(file, 'evaluation-feedback', await own.feedback(file), 'o2')).toEqual(
      barred,
    );
    await own.accepted(file, 'evaluation-feedback', await own.feedback(file));
    for (const by of ['w', 'o2', 'h'])
      expect([
        by,
        (await own.get(`/v1/service-evaluations/${evaluation}/words`, by)).status,
        (await own.get('/v1/service-evaluations', by)).text.includes(evaluation),
      ]).toEqual([by, 403, false]);
    const revisit = await own.revisit(file, { appraisal: 'very-dissatisfied' });
    expect(await own.act(file, 'evaluation-revisit', revisit, 'o2')).toEqual(barred);
    await own.accepted(file, 'evaluation-revisit', revisit);
    await own.until(file, { stage: 'closed', outcome: 'revisited' });
    // Over the file that went its way: the figures of the bureau, and those of the services, row by row.
    const span = 'from=2020-01-01&until=2198-12-31';
    expect((await own.get(`/v1/service-evaluations/figures?${span}`)).body).toMatchObject({
      bad: 1,
      dissatisfied: 1,
      rectified: { numerator: 1, denominator: 1, complete: true },
      revisited: { numerator: 1, denominator: 1, complete: true },
    });
    const { figures } = (await own.get(`/v1/services/figures?${span}`)).body as {
      figures: { kpi: string; numerator: string; shown: string; state: string; rows: object[] }[];
    };
    for (const kpi of ['rectified', 'revisited'])
      expect(figures.find((f) => f.kpi === kpi)).toMatchObject({
        numerator: '1',
        denominator: '1',
        rows: [{ item: file, numerator: '1', denominator: '1' }],
      });
    const second = await own.collected([own.evaluation()], 'o2');
    expect(second[0]).toMatchObject({ state: 'refused', code: 'reviewed-person' });
  });
});
