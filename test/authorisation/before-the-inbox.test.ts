/** A3 什么进收件箱 What authority refuses reaches neither the inbox nor the history; what a file refuses itself is bounded for each officer, and bars nobody else. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerOf, Bureau, document, documentNo, Matter, people } from '../rapid-response/acts.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await Bureau.open();
  const { owner } = bureau;
  await owner`insert into unit (id, bureau_id, name) values ('tj.before', 'tj', '样例')`;
  for (const [id, unit, roles] of [
    ['o-before-stranger', 'tj.before', '{handler}'],
    ['o-before-no-role', 'tj.zfc', '{}'],
    ['o-before-head', 'tj.sbzx', '{head}'],
  ]) {
    await owner`insert into officer (id, unit_id, kind, name, roles) values (${id!}, ${unit!}, 'person', '样例', ${roles!})`;
  }
});
afterAll(() => bureau.close());

const reply = () => ({ documentNo: documentNo(), document: document() });
const file = async (
  m: Matter,
  officer: string,
  type = 'decision-reply',
  key: string = randomUUID(),
): Promise<[number, string]> => {
  const answer = await bureau.post(officer, `/v1/files/${m.file}/acts/${type}`, reply(), key);
  return [answer.status, answer.status === 200 ? '' : answerOf(answer).code];
};
const inbox = (m: Matter, officer: string) =>
  bureau.owner`select 1 from inbox where file_id = ${m.file} and officer_id = ${officer}`;

describe.concurrent('before the inbox', () => {
  it('A3: removed, without a role, of a unit the file has nothing to do with, of another bureau: refused at the door, and the history has nothing of it', async () => {
    const m = await Matter.open(bureau, { direction: 'A', kind: 'institution' });
    // Others tell every file of the bureau of their calendars meanwhile: what counts is whose acts the signals carry.
    const signalsOf = async (officer: string): Promise<number> => {
      const { engine } = bureau.service;
      const { events } = await engine.as('o-coord', () =>
        engine.client.workflow.getHandle(m.file).fetchHistory(),
      );
      return (events ?? []).filter(({ workflowExecutionSignaledEventAttributes: signal }) =>
        signal?.input?.payloads?.some(({ data }) =>
          Buffer.from(data ?? [])
            .toString('utf8')
            .includes(officer),
        ),
      ).length;
    };
    const strangers: [string, string][] = [
      [people.removed, 'officer-removed'],
      ['o-before-no-role', 'not-authorised'],
      ['o-before-stranger', 'not-owed-by-you'],
      [people.other, 'other-bureau'],
      [people.unsigned, 'commitment-unsigned'],
    ];
    for (const [officer, code] of strangers) {
      for (let n = 0; n < 25; n++)
        expect(await file(m, officer, 'suspension-decision')).toEqual([403, code]);
      expect(await inbox(m, officer)).toHaveLength(0);
      expect(await signalsOf(officer)).toBe(0);
    }
    expect(await file(m, people.payment)).toEqual([409, 'not-awaited']);
    expect(await signalsOf(people.payment)).toBe(1);
    expect(
      (
        await bureau.owner<
          { n: number }[]
        >`select count(*)::int as n from refused_access where subject = 'o-before-stranger' and act_hash is not null`
      )[0]!.n,
    ).toBe(25);
    // A stranger's act is nobody's to file there either way; who may not read the file does not confirm its evidence.
    expect(await file(m, 'o-before-stranger', 'evidence-confirmation')).toEqual([
      403,
      'not-authorised',
    ]);
    expect(await file(m, 'o-before-stranger', 'retry')).toEqual([403, 'not-authorised']);
  });

  it('A3: a party whose turn it is not, and a superior of one, are judged by the file', async () => {
    const m = await Matter.open(bureau, { direction: 'A', kind: 'institution' });
    expect(await file(m, people.payment)).toEqual([409, 'not-awaited']);
    expect(await file(m, people.system)).toEqual([409, 'not-awaited']);
    expect(await file(m, 'o-before-head')).toEqual([409, 'not-awaited']);
    for (const officer of [people.payment, people.system, 'o-before-head'])
      expect(await inbox(m, officer)).toHaveLength(1);
  });

  it('A3: so many refused acts of one officer in one file a day; a colleague is not shut out, nor is the officer elsewhere, and what was sent before is answered as before', async () => {
    const m = await Matter.open(bureau, { direction: 'A', kind: 'institution' });
    const first = randomUUID();
    expect(await file(m, people.payment, 'decision-reply', first)).toEqual([409, 'not-awaited']);
    for (let n = 1; n < 20; n++)
      expect(await file(m, people.payment)).toEqual([409, 'not-awaited']);
    expect(await file(m, people.payment)).toEqual([429, 'too-many-refused']);
    expect(await inbox(m, people.payment)).toHaveLength(20);
    const again = await bureau.post(
      people.payment,
      `/v1/files/${m.file}/acts/decision-reply`,
      reply(),
      first,
    );
    expect([again.status, answerOf(again).code]).toEqual([409, 'idempotency-conflict']);
    // What is lawful comes through, by a colleague.
    expect((await m.accept('suspension-decision', {}, people.payment2)).timing).toBe('in-time');
    const other = await Matter.open(bureau, { direction: 'A', kind: 'institution' });
    expect((await other.accept('suspension-decision', {}, people.payment)).timing).toBe('in-time');
  });

  it('A3: many at once without a verdict are bounded as well', async () => {
    const m = await Matter.open(bureau, { direction: 'A', kind: 'institution' });
    const replies = await Promise.all(Array.from({ length: 150 }, () => file(m, people.payment)));
    expect(replies.filter(([status]) => status === 429).length).toBeGreaterThanOrEqual(80);
    expect((await inbox(m, people.payment)).length).toBeLessThanOrEqual(70);
  });

  it('A3: accepted before and removed since: the same key is still answered with what was stored', async () => {
    const m = await Matter.open(bureau, { direction: 'A', kind: 'institution' });
    await bureau.owner`insert into officer (id, unit_id, kind, name, roles) values ('o-before-leaves', 'tj.zfc', 'person', '样例', '{handler}')`;
    const [key, body] = [randomUUID(), reply()];
    const send = (k: string) =>
      bureau.post('o-before-leaves', `/v1/files/${m.file}/acts/decision-reply`, body, k);
    expect(answerOf(await send(key)).code).toBe('not-awaited');
    await bureau.owner`update officer set removed_on = '2026-03-02' where id = 'o-before-leaves'`;
    expect(answerOf(await send(key)).code).toBe('not-awaited');
    expect(answerOf(await send(randomUUID())).code).toBe('officer-removed');
  });
});
