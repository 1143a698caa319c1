import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../domain/time/civil-date.ts';
import {
  Bureau,
  Matter,
  answerOf,
  archive,
  both,
  city,
  document,
  fields,
  keyless,
  people,
  told,
  today,
  approval,
} from './acts.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await Bureau.open();
});
afterAll(async () => {
  await bureau.close();
});

const fresh = (type: 'certification' | 'credit' = 'certification') => new Matter(bureau, { type });
const yesterday = () => addDays(today(), -1);

describe.concurrent('第一、十七、十八条 the basis', () => {
  it('TJ84-1 the case keeps basis and version of the day of its approval, and shows them', async () => {
    const m = await Matter.open(bureau, { type: 'certification' });
    expect(m.file).toMatch(/^CC-ZM\.tj\.\d{4}-\d{5}$/);
    expect(await m.case()).toMatchObject({
      basis: { instrument: 'TJ84', version: '2021-09-22', force: 'binding' },
      listVersion: 2,
      rule: null,
    });
    // found by the number of its result, by whoever is shown it.
    const searched = (by: string) => bureau.get(by, `/v1/search?q=${m.id}`);
    expect((await searched(city.acceptor)).body).toMatchObject({
      items: [{ id: m.file, found: [{ by: 'subject' }] }],
    });
    expect((await searched(people.other)).body).toMatchObject({ items: [] });
    expect((await m.register('duty-armed'))[0]!.body).toMatchObject({
      instrument: 'TJ84',
      article: '第五条',
      force: 'management',
    });
  });

  it('TJ84-17/18 approved the day before TJ84 began: the older rule, also in its duties', async () => {
    const m = await Matter.open(bureau, {
      type: 'certification',
      approval: { approvedOn: '2021-09-21' },
    });
    expect(await m.case()).toMatchObject({ basis: { instrument: 'TJ55' }, listVersion: 1 });
    // TJ84-17/18: every duty, what may be filed and what is refused stand under the older text, none under an article of the later one.
    await m.accept('archive');
    await m.accept('push');
    await m.accept('distribution');
    await m.accept('check-record', { result: 'not-conforming' });
    expect(told(await m.refuse('supervision-result', { to: 'tj.jszx' }))).toEqual([
      422,
      'wrong-department',
      'TJ55',
    ]);
    expect(told(await m.refuse('credit-entry'))).toEqual([409, 'fact-unconfirmed', 'TJ55']);
    await m.accept('supervision-result', {
      result: 'not-conforming',
      handlingSuggestion: { kind: 'revoke', text: '样例' },
    });
    const armed = await m.register('duty-armed');
    expect(armed.map((e) => e.body['duty'])).toEqual(
      expect.arrayContaining([
        'archive',
        'push',
        'distribute',
        'check',
        'orderStop',
        'feedBack',
        'suggestRevocation',
        'receiveFeedback',
      ]),
    );
    for (const { clause, body } of armed)
      expect([clause, body]).toMatchObject([
        'TJ55',
        { instrument: 'TJ55', article: '条款待核实', force: 'management' },
      ]);
    expect(
      (await m.view()).possible
        .map(({ clause }) => clause)
        .filter((clause) => clause.startsWith('TJ84-') && clause !== 'TJ84-10.2'),
    ).toEqual([]);
    expect(
      await (
        await Matter.open(bureau, { type: 'certification', approval: { approvedOn: '2021-09-22' } })
      ).case(),
    ).toMatchObject({ basis: { instrument: 'TJ84' } });
  });

  it('TJ84-1 X-11 cannot: a bureau that neither is bound nor has adopted it', async () => {
    expect(told(await fresh().refused({}, people.other))).toEqual([422, 'no-legal-basis', 'X-11']);
  });
});

describe.concurrent('第二条 exactly one of two types, one that the item allows', () => {
  it.each([{ type: undefined }, { type: ['certification', 'credit'] }, { type: 'both' }])(
    'TJ84-2 cannot: %o',
    async (changes) => {
      const reply = await fresh().approve(changes);
      expect(fields(reply)).toEqual([400, 'bad-input', ['/type']]);
      expect(reply.text).toContain('TJ84-2');
    },
  );

  it('TJ84-2 cannot: a type the item does not allow, an item not done on commitment, an unknown one', async () => {
    expect(told(await fresh('credit').refused({ item: 'zm-01' }))).toEqual([
      422,
      'type-not-allowed',
      'TJ84-2',
    ]);
    expect(told(await fresh().refused({ item: 'fs-01' }))).toEqual([
      422,
      'type-not-allowed',
      'TJ84-2',
    ]);
    expect(told(await fresh().refused({ item: 'nothing' }))).toEqual([
      422,
      'item-unknown',
      'TJ84-2',
    ]);
  });

  it('TJ84-2 an item that allows both: the case fixes one', async () => {
    const m = await Matter.open(bureau, { type: 'credit', item: 'zx-02' });
    expect(m.file).toMatch(/^CC-XY\./);
    expect(await m.case()).toMatchObject({ type: 'credit', item: 'zx-02' });
  });
});

describe.concurrent('第三条 approval and supervising department', () => {
  it('TJ84-3.1 the supervising department comes from the list, never from free text', async () => {
    const m = await Matter.open(bureau, { type: 'certification' });
    expect((await m.view()).parties).toEqual({
      accepting: city.accepting,
      supervising: city.supervising,
    });
    expect(fields(await fresh().approve({ supervising: 'tj.yyfw' }))).toEqual([
      400,
      'bad-input',
      ['/supervising'],
    ]);
  });

  it('TJ84-3.1 cannot: the list of that day knows no item added later, and names nobody for this department', async () => {
    expect(
      told(
        await fresh('credit').refused({
          item: 'zx-02',
          approvedOn: '2025-12-31',
          missing: [],
          explanation: '样例',
        }),
      ),
    ).toEqual([422, 'item-unknown', 'TJ84-2']);
    expect(told(await fresh().refused({ item: 'zm-02' }))).toEqual([
      422,
      'supervisor-unknown',
      'TJ84-3.1',
    ]);
  });

  it('TJ84-3.1 one department on both sides: allowed and flagged', async () => {
    const m = await Matter.open(bureau, { type: 'certification', departments: both });
    expect((await m.view()).notes.join()).toContain('TJ84-3.1');
    expect((await (await Matter.open(bureau, { type: 'certification' })).view()).notes).toEqual([]);
  });

  it('TJ84-3.2 cannot: without result or day of approval, or approved in the future', async () => {
    expect(fields(await fresh().approve({ result: undefined }))).toEqual([
      400,
      'bad-input',
      ['/result'],
    ]);
    expect(fields(await fresh().approve({ approvedOn: undefined }))).toEqual([
      400,
      'bad-input',
      ['/approvedOn'],
    ]);
    expect(told(await fresh().refused({ approvedOn: addDays(today(), 1) }))).toEqual([
      422,
      'approval-in-future',
      'TJ84-3.2',
    ]);
  });

  it('TJ84-3.2 no second file for the same result: open, closed, or at the same time', async () => {
    const m = await Matter.open(bureau, { type: 'certification' });
    const again = await m.refused();
    expect(told(again)).toEqual([409, 'result-has-file', 'TJ84-3.2']);
    const twin = fresh();
    const replies = await Promise.all([twin.approve(), twin.approve()]);
    expect(replies.map((r) => r.status).toSorted()).toEqual([201, 409]);
    const ended = await Matter.fedBack(bureau, { type: 'certification' }, {});
    await ended.accept('feedback-receipt');
    await ended.closed('conforming');
    expect(told(await ended.refused())).toEqual([409, 'result-has-file', 'TJ84-3.2']);
  });
});

describe.concurrent('第四条 the record and its key', () => {
  it('TJ84-4 the same key again answers with the same file; with another body it is a conflict; without a key nothing opens', async () => {
    const m = fresh();
    const key = randomUUID();
    const body = approval('certification', m.id);
    const [first, second] = [
      await bureau.post(city.acceptor, '/v1/commitment-cases', body, key),
      await bureau.post(city.acceptor, '/v1/commitment-cases', body, key),
    ];
    expect([first.status, second.status, (second.body as { file: string }).file]).toEqual([
      201,
      200,
      (first.body as { file: string }).file,
    ]);
    expect(
      (await bureau.post(city.acceptor, '/v1/commitment-cases', { ...body, party: 'A1' }, key))
        .status,
    ).toBe(409);
    expect(
      fields(await keyless(bureau, city.acceptor, '/v1/commitment-cases', body)).slice(0, 2),
    ).toEqual([400, 'idempotency-key-missing']);
  });

  it('TJ84-4 X-4 party code and licences stay in the registry: not in the file, its opening, its history', async () => {
    const m = await Matter.open(bureau, {
      type: 'credit',
      approval: { party: '91120101SECRET0001', licences: ['YP-SECRET-1'] },
    });
    const [row] = await bureau.owner<
      { opening: string; code: string; licences: string[] }[]
    >`select f.opening::text as opening, r.party_code as code, r.licences from file f join result r on r.id = f.subject_id where f.id = ${m.file}`;
    expect([row!.code, row!.licences]).toEqual(['91120101SECRET0001', ['YP-SECRET-1']]);
    expect(row!.opening).not.toMatch(/SECRET/);
    expect(JSON.stringify([await m.view(), await m.register()])).not.toMatch(/SECRET/);
  });
});

describe.concurrent('第五条 who accepts', () => {
  it('TJ84-5.1 cannot: an office outside the closed list; a person for another department', async () => {
    expect(told(await fresh().refused({}, people.payment))).toEqual([
      403,
      'acceptor-not-listed',
      'TJ84-5.1',
    ]);
    expect(told(await fresh().refused({}, 'o-jgc-1'))).toEqual([
      403,
      'acceptor-not-listed',
      'TJ84-5.1',
    ]);
    expect(told(await fresh().refused({ accepting: 'tj.cgzx' }))).toEqual([
      403,
      'not-owed-by-you',
      'TJ84-5.1',
    ]);
  });

  it('TJ84-5.1 district and street offices accept, and are supervised in their district', async () => {
    const m = await Matter.open(bureau, { type: 'certification', by: 'o-q1jd-1' });
    expect((await m.view()).parties).toEqual({ accepting: 'tj.q1.jd', supervising: 'tj.q1.ju' });
  });

  it('TJ84-5.2 cannot: an archive with a part missing, or a push without archive, also with the approval', async () => {
    for (const part of ['application', 'commitment', 'result']) {
      expect(
        told(await fresh().refused({ archive: { ...archive(), [part]: undefined }, push: true })),
      ).toEqual([422, 'archive-incomplete', 'TJ84-5.2']);
    }
    expect(told(await fresh().refused({ push: true }))).toEqual([409, 'archive-first', 'TJ84-5.2']);
    expect(
      fields(
        await fresh().approve({
          archive: { ...archive(), result: { ...document(), sha256: 'x' } },
        }),
      )[0],
    ).toBe(400);
  });
});

describe.concurrent('第九条第一款 what was promised', () => {
  const m1 = (changes = {}) => ({
    material: 'm-1',
    promise: '样例',
    promisedOn: addDays(today(), 10),
    ...changes,
  });

  it('TJ84-9.1 nothing missing needs an explanation, and is shown', async () => {
    expect(told(await fresh('credit').refused({ missing: undefined }))).toEqual([
      422,
      'explanation-missing',
      'TJ84-9.1',
    ]);
    expect(told(await fresh('credit').refused({ missing: [] }))).toEqual([
      422,
      'explanation-missing',
      'TJ84-9.1',
    ]);
    const m = await Matter.open(bureau, {
      type: 'credit',
      approval: { missing: [], explanation: '材料已齐' },
    });
    expect((await m.view()).notes.join()).toContain('TJ84-9.1');
  });

  it('TJ84-9.1 cannot: a material that may not be promised, twice, for a day before the approval, without its promise; for certification at all', async () => {
    expect(told(await fresh('credit').refused({ missing: [m1({ material: 'm-9' })] }))).toEqual([
      422,
      'material-not-promisable',
      'TJ84-9.1',
    ]);
    expect(told(await fresh('credit').refused({ missing: [m1(), m1()] }))).toEqual([
      422,
      'material-twice',
      'TJ84-9.1',
    ]);
    expect(
      told(await fresh('credit').refused({ missing: [m1({ promisedOn: yesterday() })] })),
    ).toEqual([422, 'promise-before-approval', 'TJ84-9.1']);
    expect(
      fields(await fresh('credit').approve({ missing: [m1({ promise: undefined })] })),
    ).toEqual([400, 'bad-input', ['/missing/0/promise']]);
    expect(told(await fresh().refused({ missing: [m1()] }))).toEqual([
      422,
      'missing-not-for-type',
      'TJ84-9.1',
    ]);
  });

  it('a refused approval stays refused under its key', async () => {
    const m = fresh('credit');
    const key = randomUUID();
    const body = approval('credit', m.id, { missing: [] });
    for (let i = 0; i < 2; i++)
      expect(
        told(answerOf(await bureau.post(city.acceptor, '/v1/commitment-cases', body, key))),
      ).toEqual([422, 'explanation-missing', 'TJ84-9.1']);
  });
});
