/** 参保人员信用记录 QJ-2.7: by two persons, sealed, counted by the bureau's rule, and kept when they fall. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Hall, paper, told, type Body } from '../service-evaluation/acts.ts';
import { Bureau } from '../setup/bureau.ts';
import { uniqueHex } from '../setup/unique.ts';

let b: Bureau;
beforeAll(async () => {
  b = await Bureau.open();
});
afterAll(() => b.close());

const path = '/v1/insured-credit/records';
const refusal = (code: string, status = 422) => [status, code, 'QJ-2.7'];
const kinds = [
  { kind: 'false-claim', name: '虚假报销', points: -40 },
  { kind: 'promise-kept', name: '守诺', points: 5 },
];
const person = { name: '样例某', idNumber: '样例110X' };
const record = (more: Body = {}): Body => ({
  person,
  kind: 'false-claim',
  occurredOn: '2026-03-02',
  document: paper(3),
  ...more,
});

describe.concurrent('QJ-2.7 参保人员信用记录', () => {
  it('QJ-2.7: proposed by one, decided by another head as it was shown; the score is counted line by line, and what falls is kept and not counted; nobody is named outside the seal', async () => {
    const g = await Hall.setUp(b, { settings: { insuredCredit: { kinds } } });
    const tried = async (more: Body, by = 'o') => told(await g.post(path, record(more), by));
    expect(await tried({ kind: 'no-such' })).toEqual(refusal('insured-kind-unknown'));
    expect(await tried({ occurredOn: '2199-01-01' })).toEqual(refusal('in-the-future'));
    expect((await tried({}, 'reg'))[0]).toBe(403);
    const none = await Hall.setUp(b, { area: '130200', settings: { insuredCredit: { kinds } } });
    expect(told(await none.post(path, record()))).toEqual([422, 'no-legal-basis', 'X-11']);
    const proposed = async (more: Body = {}, by = 'o') => {
      const reply = await g.post(path, record(more), by);
      expect([reply.status, reply.status === 202 ? '' : reply.text]).toEqual([202, '']);
      return (reply.body as { id: number }).id;
    };
    const first = await proposed();
    // One number is one person, however it is typed.
    for (const idNumber of ['样例110x', '样例１１０Ｘ', '样例 110\u{3000}ｘ', '样例1\u{200b}10X'])
      expect(await tried({ person: { ...person, idNumber } }, 's')).toEqual(
        refusal('insured-recorded-already', 409),
      );
    expect((await tried({ person: { ...person, idNumber: '\u{200b}' } }))[0]).toBe(400);
    const decide = async (id: number, by: string, what = 'record', step = 1, agrees = true) =>
      told(await g.post(`${path}/${id}/decision`, { what, step, agrees }, by));
    const certificate = {
      number: `证${uniqueHex()}`,
      validFrom: '2020-01-01',
      validUntil: '2099-01-01',
    };
    await b.owner`update officer set certificate = ${b.owner.json(certificate)} where id in (${g.o('o')}, ${g.o('h2')})`;
    expect((await decide(first, 'o2'))[0]).toBe(403);
    expect(await decide(first, 'h2')).toEqual(refusal('proposal-own', 403));
    expect(await decide(first, 'h', 'fall')).toEqual(refusal('proposal-decided', 409));
    expect((await decide(first, 'h'))[0]).toBe(200);
    expect(await decide(first, 'h')).toEqual(refusal('proposal-decided', 409));
    const second = await proposed({ kind: 'promise-kept' }, 's');
    const look = async (id: number, by = 'reg') => {
      const { status, body } = await g.get(`${path}/${id}/person`, by);
      return status === 200 ? (body as Body) : status;
    };
    // What is only proposed counts nothing.
    expect(await look(first)).toMatchObject({ ...person, score: 60 });
    expect((await decide(second, 'h'))[0]).toBe(200);
    expect(await look(second)).toEqual({
      ...person,
      score: 65,
      records: [
        { id: first, kind: 'false-claim', on: '2026-03-02', points: -40 },
        { id: second, kind: 'promise-kept', on: '2026-03-02', points: 5 },
      ],
    });
    for (const by of ['o', 'h', 'h2'])
      expect([by, await look(first, by)]).toMatchObject([by, person]);
    for (const by of ['w', 's', 'o2']) expect([by, await look(first, by)]).toEqual([by, 403]);
    const fall = async (by: string) =>
      told(await g.post(`${path}/${first}/fall`, { why: 'overturned', document: paper(4) }, by));
    expect((await fall('o2'))[0]).toBe(202);
    expect(await fall('o')).toEqual(refusal('insured-recorded-already', 409));
    // Whoever proposes that it falls gets no look by that; and the desk counts what its link shows.
    for (const by of ['o2', 's', 'w']) expect([by, await look(first, by)]).toEqual([by, 403]);
    expect(await g.desk('参保人员信用记录')).toEqual({ counted: 1, listed: 1 });
    // Agreed to the record once more: nothing that came meanwhile.
    expect(await decide(first, 'h', 'record', 1)).toEqual(refusal('proposal-decided', 409));
    expect((await decide(first, 'h', 'fall', 3))[0]).toBe(200);
    expect(await fall('s')).toEqual(refusal('insured-not-recorded', 409));
    expect(await look(first)).toMatchObject({ score: 105, records: [{ id: second }] });
    const { items } = (await g.get(path)).body as { items: Body[] };
    expect(items.map(({ state }) => state)).toEqual(['recorded', 'fallen']);
    const kept =
      await b.owner`select to_jsonb(c)::text as text from insured_credit c where bureau_id = ${g.id} union all select to_jsonb(c)::text from registry_change c where bureau_id = ${g.id} and registry = 'insured-credit'`;
    expect(kept).toHaveLength(2 + 6);
    const shown = [(await g.get(path)).text, ...kept.map(({ text }) => text as string)].join();
    expect(shown).not.toMatch(/样例某|样例110/);
    // 依令删除 The words go; the record stays.
    await b.owner`update officer set roles = '{administrator}' where id = ${g.o('w')}`;
    const order = { of: `cx-${second}`, documentNo: '样例令3号', reason: '样例' };
    expect((await g.post('/v1/service-words/erasures', order, 'w')).status).toBe(204);
    expect(await look(second)).toMatchObject({ name: null, idNumber: null, score: 105 });
  });

  it('QJ-2.7: whoever types a number sees what was typed, and what else stands of the person only when a head has agreed', async () => {
    const g = await Hall.setUp(b, { settings: { insuredCredit: { kinds } } });
    const proposed = async (by: string, more: Body = {}) =>
      ((await g.post(path, record(more), by)).body as { id: number }).id;
    const decide = async (id: number, by: string, agrees: boolean) =>
      (await g.post(`${path}/${id}/decision`, { what: 'record', step: 1, agrees }, by)).status;
    const look = async (id: number, by: string) =>
      (await g.get(`${path}/${id}/person`, by)).body as Body;
    const stands = await proposed('o');
    expect(await decide(stands, 'h', true)).toBe(200);
    const typed = { ...person, score: null, records: null };
    const whole = { ...person, score: 60, records: [{ id: stands }] };
    const curious = await proposed('s', { kind: 'promise-kept' });
    const own = await proposed('h2', { kind: 'promise-kept', occurredOn: '2026-03-03' });
    expect(await g.desk('参保人员信用记录')).toEqual({ counted: 2, listed: 2 });
    expect(await look(curious, 's')).toEqual(typed);
    // A head who may decide, and a regulator, see what it is about; of an own proposal a head does not.
    for (const by of ['h', 'h2', 'reg']) expect(await look(curious, by)).toMatchObject(whole);
    expect(await look(own, 'h2')).toEqual(typed);
    expect(await look(own, 'h')).toMatchObject(whole);
    expect([await decide(curious, 'h', false), await decide(own, 'h', false)]).toEqual([200, 200]);
    expect([await look(curious, 's'), await look(own, 'h2')]).toEqual([typed, typed]);
    for (const by of ['h', 'reg']) expect(await look(curious, by)).toMatchObject(whole);
    // Agreed to: with what stands of the person.
    const agreed = await proposed('s', { kind: 'promise-kept' });
    expect(await decide(agreed, 'h', true)).toBe(200);
    expect(await look(agreed, 's')).toMatchObject({
      ...person,
      score: 65,
      records: [{ id: stands }, { id: agreed }],
    });
  });
});
