/** Contract 5: a verdict is final for its act id; a stored one is obeyed; a turn written twice changes nothing. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Act } from '../../domain/law/act.ts';
import { enter } from '../../db/queries/turns.ts';
import { Bureau, people } from '../setup/bureau.ts';
import {
  actPath,
  chainFault,
  decide,
  openA,
  payload,
  registerOf,
  signalAct,
  settle,
  store,
  verdictOf,
} from './support.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await Bureau.open();
});
afterAll(() => bureau.close());

const messageOf = async (act: string) =>
  (await bureau.owner<{ message: Act }[]>`select message from inbox where act_id = ${act}`)[0]!
    .message;

/** Everything the database knows of a file, as text. */
async function everythingOf(file: string): Promise<string> {
  const rows = await Promise.all(
    ['register', 'duty', 'breach', 'inbox', 'suspension'].map(
      (table) =>
        bureau.owner`select * from ${bureau.owner(table)} where file_id = ${file} order by 1, 2, 3`,
    ),
  );
  return JSON.stringify([...rows, await bureau.owner`select * from file where id = ${file}`]);
}

describe('a verdict is final for its act', () => {
  it('a refused act delivered again once it became lawful changes nothing; a new act is accepted', async () => {
    const { file } = await openA(bureau);
    const key = randomUUID();
    const early = await bureau.post(
      people.payment,
      actPath(file, 'decision-reply'),
      payload['decision-reply'](),
      key,
    );
    expect(early.status).toBe(409);
    expect(early.body).toMatchObject({ code: 'not-awaited', clause: 'TJ51-A1-1.4a' });
    expect((await decide(bureau, file)).status).toBe(200);
    const [row] = await bureau.owner<
      { act: string }[]
    >`select act_id as act from inbox where file_id = ${file} and number = 2`;
    await signalAct(bureau, file, await messageOf(row!.act));
    await settle(bureau, file);
    expect(await verdictOf(bureau, row!.act)).toMatchObject({ accepted: false });
    expect(
      (await registerOf(bureau, file)).filter((e) => e.act === row!.act).map((e) => e.type),
    ).toEqual(['act-refused']);
    expect(
      (
        await bureau.post(
          people.payment,
          actPath(file, 'decision-reply'),
          payload['decision-reply'](),
        )
      ).status,
    ).toBe(200);
  });

  it('the same key with another body is a conflict, with the same body the stored verdict', async () => {
    const { file } = await openA(bureau);
    const key = randomUUID();
    const body = payload['decision-reply']();
    const first = await bureau.post(people.payment, actPath(file, 'decision-reply'), body, key);
    await decide(bureau, file);
    const again = await bureau.post(people.payment, actPath(file, 'decision-reply'), body, key);
    expect([first.status, again.status]).toEqual([409, 409]);
    expect(again.body).toMatchObject({ code: 'not-awaited' });
    expect(
      (
        await bureau.post(
          people.payment,
          actPath(file, 'decision-reply'),
          payload['decision-reply'](),
          key,
        )
      ).body,
    ).toMatchObject({ code: 'idempotency-conflict' });
  });
});

describe('a verdict that is stored already is obeyed', () => {
  const refusal = {
    code: 'not-awaited',
    clause: 'TJ51-A1-1.2a',
    say: { zh: '已拒绝', en: 'refused' },
    lawful: { zh: '', en: '' },
  };
  const judge = (act: string, verdict: object) =>
    bureau.owner`update inbox set verdict = ${bureau.owner.json(verdict as never)} where act_id = ${act}`;

  it('a refusal, though the act would be accepted now', async () => {
    const { file } = await openA(bureau);
    const at = await bureau.now(file);
    const act = await store(
      bureau,
      file,
      people.payment,
      'suspension-decision',
      payload['suspension-decision'](at - 1),
      { arrivedAt: at },
    );
    await judge(act.id, { accepted: false, refusal });
    await signalAct(bureau, file, act);
    await settle(bureau, file);
    expect(
      (await registerOf(bureau, file)).filter((e) => e.act === act.id).map((e) => e.type),
    ).toEqual(['act-refused']);
    expect((await decide(bureau, file)).status).toBe(200);
  });

  it('an acceptance, though authority and guards would refuse the act now', async () => {
    const { file } = await openA(bureau);
    const at = await bureau.now(file);
    const body = { ...payload['suspension-decision'](at - 1), agreementClause: undefined };
    const act = await store(bureau, file, people.coordinator, 'suspension-decision', body, {
      arrivedAt: at,
    });
    await judge(act.id, { accepted: true, timing: 'in-time', duty: 'decideSuspension' });
    await signalAct(bureau, file, act);
    await settle(bureau, file);
    const entries = await registerOf(bureau, file);
    expect(entries.filter((e) => e.act === act.id).map((e) => e.type)).toEqual(['act-accepted']);
    expect(entries.some((e) => e.key === 'armed:replyOnDecision')).toBe(true);
  });

  it('an acceptance of what nobody awaits does not stop the file', async () => {
    const { file } = await openA(bureau);
    const act = await store(
      bureau,
      file,
      people.payment,
      'decision-reply',
      payload['decision-reply'](),
      { arrivedAt: await bureau.now(file) },
    );
    await judge(act.id, { accepted: true });
    await signalAct(bureau, file, act);
    expect((await decide(bureau, file)).status).toBe(200);
    expect(
      (await registerOf(bureau, file)).filter((e) => e.act === act.id).map((e) => e.type),
    ).toEqual(['act-accepted']);
  });
});

describe('enter', () => {
  /** The turn by which the letter was entered, as its worker sent it. */
  async function turnOf(file: string): Promise<
    {
      entries: {
        key: string;
        type: string;
        clause: string | null;
        act: string | null;
        body: unknown;
      }[];
    } & Record<string, unknown>
  > {
    const [f] = await bureau.owner<
      { letter: string }[]
    >`select opening->'letter'->>'id' as letter from file where id = ${file}`;
    const entries = (await registerOf(bureau, file))
      .slice(0, 3)
      .map(({ key, type, clause, act, body }) => ({ key, type, clause, act, body }));
    const duty = {
      key: 'decideSuspension',
      duty: 'decideSuspension',
      act: 'suspension-decision',
      owedBy: 'tj.zfc',
      owedTo: 'tj.jds',
      clause: 'TJ51-A1-1.2a',
      force: 'text',
      from: 0,
      due: 0,
      status: 'firm',
      state: 'open',
      chases: 0,
      unanswered: 0,
      // Whole: it stands on the board that everybody else reads.
      body: {
        action: { zh: '样例', en: 'Sample' },
        article: '样例',
        inclusive: false,
        explanation: [],
        calendarVersions: [],
      },
    };
    return {
      file,
      judged: 1,
      entries,
      verdicts: [{ act: f!.letter, verdict: { accepted: false } }],
      duties: [duty],
      breaches: [
        {
          key: 'decideSuspension',
          duty: 'decideSuspension',
          clause: 'x',
          owedBy: 'x',
          owedTo: 'x',
          due: 0,
          state: 'standing',
        },
      ],
      view: {
        stage: 'opened',
        attention: 'on-track',
        nextDue: 0,
        awaited: 'x',
        blocking: 'x',
        body: {},
      },
    };
  }

  it('a turn that is repeated changes nothing, and neither does one that comes late with an older state', async () => {
    const { file } = await openA(bureau);
    await decide(bureau, file);
    // What is new is said to be entered: only then the run counts on it.
    const turn = await turnOf(file);
    const fresh = { ...turn, entries: [{ ...turn.entries[0]!, key: 'new' }] };
    expect(await enter(bureau.service.sql, fresh as never)).toEqual({ entered: true });
    const before = await everythingOf(file);
    expect(await enter(bureau.service.sql, turn as never)).toEqual({
      repeated: true,
    });
    expect(await everythingOf(file)).toBe(before);
  });

  it('a turn that asks for acts the file does not know gets them and enters nothing', async () => {
    const { file } = await openA(bureau);
    const act = await store(
      bureau,
      file,
      people.payment,
      'suspension-decision',
      payload['suspension-decision'](Date.now() - 1),
      { arrivedAt: await bureau.now(file) },
    );
    const before = await everythingOf(file);
    const turn = await turnOf(file);
    const fresh = {
      ...turn,
      entries: [{ ...turn.entries[0]!, key: 'new' }],
      ask: { after: 1, until: act.arrivedAt },
    };
    expect(await enter(bureau.service.sql, fresh as never)).toMatchObject({
      missed: [
        { message: { id: act.id }, verdict: null, standing: { unit: 'tj.zfc', removed: false } },
      ],
    });
    expect(await everythingOf(file)).toBe(before);
    expect(
      await enter(bureau.service.sql, {
        ...fresh,
        ask: { after: 1, until: act.arrivedAt - 1 },
        entries: turn.entries,
      } as never),
    ).toEqual({ repeated: true });
  });

  it('an answer to a chase after the duty was done keeps the instant it was done', async () => {
    const { file } = await openA(bureau);
    const chase = await bureau.post(people.coordinator, actPath(file, 'chase'), {
      duty: 'decideSuspension',
      to: 'tj.zfc',
      channel: 'phone',
      at: new Date().toISOString(),
    });
    expect(chase.status).toBe(200);
    await decide(bureau, file);
    const done = async () =>
      (
        await bureau.owner`select done_at, unanswered, chases from duty where file_id = ${file} and key = 'decideSuspension'`
      )[0];
    const before = await done();
    expect(
      (
        await bureau.post(people.payment, actPath(file, 'chase-answer'), {
          duty: 'decideSuspension',
          answer: '已办',
        })
      ).status,
    ).toBe(200);
    expect(before).toMatchObject({ unanswered: 1, chases: 1 });
    expect(before!['done_at']).not.toBeNull();
    expect(await done()).toEqual({ ...before, unanswered: 0 });
    expect(await chainFault(bureau, file)).toBeUndefined();
  });
});
