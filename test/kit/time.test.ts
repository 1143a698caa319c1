/** Contract 1, 4, 6 and 7: the dates decide, also when an act and its due instant cross. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GRACE, LATE_ENTRY } from '../../domain/law/wait.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import { instant } from '../../domain/time/instant.ts';
import { Bureau, iso, people } from '../setup/bureau.ts';
import {
  actPath,
  chainFault,
  decide,
  entry,
  eventually,
  HOUR,
  MINUTE,
  openA,
  payload,
  registerOf,
  release,
  signalAct,
  settle,
  store,
  verdictOf,
  type Opened,
} from './support.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await Bureau.open();
});
afterAll(() => bureau.close());

const skipTo = (file: string, at: number) => bureau.skipTo(file, instant(Math.floor(at)));
const breaches = async (file: string) =>
  bureau.owner<
    { key: string; clause: string; state: string; overrun: number | null }[]
  >`select key, clause, state, overrun_ms::float8 as overrun from breach where file_id = ${file} order by key`;
const dueOf = async (file: string, key: string) =>
  (
    await bureau.owner<
      { due: number; state: string }[]
    >`select at_ms(due_at)::float8 as due, state from duty where file_id = ${file} and key = ${key}`
  )[0]!;
const reply = (file: string, type: 'decision-reply' | 'decision-filing' = 'decision-reply') =>
  bureau.post(people.payment, actPath(file, type), payload[type]());

/** Decided: from now on two things are owed within the same 24 hours. */
async function decided(): Promise<Opened & { due: number }> {
  const opened = await openA(bureau);
  await decide(bureau, opened.file);
  return { ...opened, due: (await dueOf(opened.file, 'replyOnDecision')).due };
}

describe('an act in the inbox that the file was never told of', () => {
  it('is found before the breach is entered: no false breach', async () => {
    const { file, due } = await decided();
    const act = await store(
      bureau,
      file,
      people.payment,
      'decision-reply',
      payload['decision-reply'](),
      { arrivedAt: due - MINUTE },
    );
    await skipTo(file, due + GRACE + MINUTE);
    expect(await verdictOf(bureau, act.id)).toMatchObject({
      accepted: true,
      timing: 'in-time',
      duty: 'replyOnDecision',
    });
    await entry(bureau, file, 'overdue:fileDecision');
    expect((await breaches(file)).map((b) => b.key)).toEqual(['fileDecision']);
    expect(await chainFault(bureau, file)).toBeUndefined();
  });

  it('at the very last instant in time, and a millisecond later', async () => {
    const [last, late] = await Promise.all([decided(), decided()]);
    const acts = await Promise.all(
      [
        [last, 0],
        [late, 1],
      ].map(([f, ms]) =>
        store(
          bureau,
          (f as typeof last).file,
          people.payment,
          'decision-reply',
          payload['decision-reply'](),
          { arrivedAt: (f as typeof last).due + (ms as number) },
        ),
      ),
    );
    await Promise.all([last, late].map((f) => skipTo(f.file, f.due + GRACE + MINUTE)));
    expect(await verdictOf(bureau, acts[0]!.id)).toMatchObject({ timing: 'in-time' });
    expect(await verdictOf(bureau, acts[1]!.id)).toMatchObject({ timing: 'late' });
    expect((await breaches(last.file)).map((b) => b.key)).toEqual(['fileDecision']);
    expect((await breaches(late.file)).map((b) => [b.key, b.overrun])).toEqual([
      ['fileDecision', null],
      ['replyOnDecision', 1],
    ]);
  });

  it('within the grace it is late, and the breach is entered once', async () => {
    const { file, due } = await decided();
    const act = await store(
      bureau,
      file,
      people.payment,
      'decision-reply',
      payload['decision-reply'](),
      { arrivedAt: due + 2_000 },
    );
    await skipTo(file, due + GRACE + MINUTE);
    expect(await verdictOf(bureau, act.id)).toMatchObject({ timing: 'late' });
    expect(
      (await registerOf(bureau, file))
        .filter((e) => e.type === 'duty-breached')
        .map((e) => e.key)
        .sort(),
    ).toEqual(['overdue:fileDecision', 'overdue:replyOnDecision']);
  });

  it('signalled and found at the same time, it is judged once', async () => {
    const { file, due } = await decided();
    const act = await store(
      bureau,
      file,
      people.payment,
      'decision-reply',
      payload['decision-reply'](),
      { arrivedAt: due - MINUTE },
    );
    await Promise.all([
      skipTo(file, due + GRACE + MINUTE),
      signalAct(bureau, file, act),
      signalAct(bureau, file, act),
    ]);
    await verdictOf(bureau, act.id);
    await settle(bureau, file);
    expect((await registerOf(bureau, file)).filter((e) => e.act === act.id)).toHaveLength(1);
  });

  it('its signal follows, and changes nothing', async () => {
    const { file, due } = await decided();
    const act = await store(
      bureau,
      file,
      people.payment,
      'decision-reply',
      payload['decision-reply'](),
      { arrivedAt: due - MINUTE },
    );
    await skipTo(file, due + GRACE + MINUTE);
    await verdictOf(bureau, act.id);
    await release(bureau, act.id);
    await eventually(
      'the relay has brought it',
      async () =>
        (
          await bureau.owner<
            { ok: boolean }[]
          >`select signalled_at is not null as ok from inbox where act_id = ${act.id}`
        )[0]!.ok,
    );
    await settle(bureau, file);
    expect(
      (await registerOf(bureau, file))
        .filter((e) => e.type === 'forged-message' || e.act === act.id)
        .map((e) => e.type),
    ).toEqual(['act-accepted']);
  });
});

describe('between "wait armed" and "file parked"', () => {
  it('the act that triggers a duty and the act that performs it may arrive together', async () => {
    const { file } = await openA(bureau);
    const at = await bureau.now(file);
    const acts = [
      await store(
        bureau,
        file,
        people.payment,
        'suspension-decision',
        payload['suspension-decision'](at - 1),
        { arrivedAt: at },
      ),
      await store(bureau, file, people.payment, 'decision-reply', payload['decision-reply'](), {
        arrivedAt: at,
      }),
      await store(bureau, file, people.payment, 'decision-filing', payload['decision-filing'](), {
        arrivedAt: at,
      }),
    ];
    for (const act of acts) await signalAct(bureau, file, act);
    for (const act of acts)
      expect(await verdictOf(bureau, act.id)).toMatchObject({ accepted: true, timing: 'in-time' });
  });

  it('an act stored while the file is being opened waits for the first duties to be armed', async () => {
    const files = await Promise.all([1, 2, 3, 4, 5].map(() => openA(bureau)));
    const replies = await Promise.all(files.map(({ file }) => decide(bureau, file)));
    expect(replies.map((r) => r.status)).toEqual([200, 200, 200, 200, 200]);
  });

  it('acts and due instants that lie between two looks are taken in the order of their instants', async () => {
    const { file, due } = await decided();
    const arrivals = [due - MINUTE, due + HOUR];
    const first = await store(
      bureau,
      file,
      people.payment,
      'decision-reply',
      payload['decision-reply'](),
      { arrivedAt: arrivals[0]! },
    );
    const second = await store(
      bureau,
      file,
      people.payment,
      'decision-filing',
      payload['decision-filing'](),
      { arrivedAt: arrivals[1]! },
    );
    await Promise.all([signalAct(bureau, file, second), signalAct(bureau, file, first)]);
    expect(await verdictOf(bureau, second.id)).toMatchObject({ accepted: true, timing: 'late' });
    const keys = (await registerOf(bureau, file))
      .map((e) => e.key)
      .filter(
        (k) => k === `act:${first.id}` || k === `act:${second.id}` || k.startsWith('overdue:'),
      );
    expect(keys.filter((k) => !k.startsWith('overdue:noticeOfStart'))).toEqual([
      `act:${first.id}`,
      'overdue:fileDecision',
      `act:${second.id}`,
    ]);
  });
});

describe('late, early, and claimed to have been in time', () => {
  it('each of two duties of the same 24 hours is breached by itself, under its own clause; lateness discharges nothing', async () => {
    const { file, due } = await decided();
    await skipTo(file, due - MINUTE);
    expect(await breaches(file)).toEqual([]);
    await skipTo(file, due + GRACE + MINUTE);
    await entry(bureau, file, 'overdue:fileDecision');
    await entry(bureau, file, 'overdue:replyOnDecision');
    expect((await breaches(file)).map((b) => [b.key, b.clause, b.state, b.overrun])).toEqual([
      ['fileDecision', 'TJ51-A1-1.4b', 'standing', null],
      ['replyOnDecision', 'TJ51-A1-1.4a', 'standing', null],
    ]);
    expect((await reply(file)).body).toMatchObject({ state: 'accepted', timing: 'late' });
    const [, after] = await breaches(file);
    expect(after!.state).toBe('standing');
    expect(after!.overrun).toBeGreaterThan(GRACE);
    expect((await dueOf(file, 'fileDecision')).state).toBe('overdue');
    expect((await reply(file, 'decision-filing')).body).toMatchObject({ timing: 'late' });
  });

  it('what is dated before its trigger is refused with the earliest lawful date, and so is what is dated ahead', async () => {
    const { file, receivedAt } = await openA(bureau);
    const early = await bureau.post(
      people.payment,
      actPath(file, 'suspension-decision'),
      payload['suspension-decision'](receivedAt - 1),
    );
    expect(early.status).toBe(422);
    expect(early.body).toMatchObject({
      code: 'before-trigger',
      clause: 'TJ51-A1-1.2a',
      lawful: { earliest: iso(receivedAt) },
    });
    const ahead = await bureau.post(
      people.payment,
      actPath(file, 'suspension-decision'),
      payload['suspension-decision']((await bureau.now(file)) + HOUR),
    );
    expect(ahead.body).toMatchObject({ code: 'in-the-future' });
    expect((await decide(bureau, file)).status).toBe(200);
  });

  it('a decision entered within half an hour of its date is in time, though the period is over', async () => {
    const { file, receivedAt } = await openA(bureau);
    const due = receivedAt + 24 * HOUR;
    await skipTo(file, due + 10 * MINUTE);
    expect(await breaches(file)).toEqual([]);
    const said = await bureau.post(
      people.payment,
      actPath(file, 'suspension-decision'),
      payload['suspension-decision'](due - MINUTE),
    );
    expect(said.body).toMatchObject({ state: 'accepted', timing: 'in-time' });
    expect(await breaches(file)).toEqual([]);
  });

  it('a decision entered later than that is a claim: the breach stands until an officer of another unit confirms', async () => {
    const { file, receivedAt } = await openA(bureau);
    const due = receivedAt + 24 * HOUR;
    await skipTo(file, due + LATE_ENTRY + GRACE + MINUTE);
    await entry(bureau, file, 'overdue:decideSuspension');
    const said = await bureau.post(
      people.payment,
      actPath(file, 'suspension-decision'),
      payload['suspension-decision'](due - HOUR),
    );
    expect(said.body).toMatchObject({ timing: 'claimed-in-time' });
    const state = async () =>
      (await breaches(file)).find((b) => b.key === 'decideSuspension')!.state;
    expect(await state()).toBe('claimed-in-time');
    const confirmation = {
      duty: 'decideSuspension',
      confirmed: true,
      evidence: { id: 'doc-9', sha256: 'cd'.repeat(32), where: 'oa/2026' },
    };
    expect(
      (await bureau.post(people.payment2, actPath(file, 'evidence-confirmation'), confirmation))
        .body,
    ).toMatchObject({ code: 'same-unit', clause: 'X-13' });
    expect(await state()).toBe('claimed-in-time');
    expect(
      (await bureau.post(people.supervision, actPath(file, 'evidence-confirmation'), confirmation))
        .status,
    ).toBe(200);
    expect(await state()).toBe('reversed');
    expect(
      (await registerOf(bureau, file)).filter((e) => e.type === 'breach-reversed'),
    ).toHaveLength(1);
  });

  it('"not yet": nothing is overdue before due and grace', async () => {
    const { file, due } = await decided();
    await skipTo(file, due + GRACE - 2_000);
    expect((await registerOf(bureau, file)).some((e) => e.type === 'duty-breached')).toBe(false);
  });
});

describe('a window', () => {
  const offered = async () => {
    const opened = await openA(bureau);
    const { file } = opened;
    await decide(bureau, file);
    const at = (await bureau.now(file)) - 1;
    expect(
      (
        await bureau.post(
          people.supervision,
          actPath(file, 'filing-decision'),
          payload['filing-decision'](at),
        )
      ).status,
    ).toBe(200);
    expect(
      (
        await bureau.post(
          people.supervision,
          actPath(file, 'case-closure'),
          payload['case-closure'](at),
        )
      ).status,
    ).toBe(200);
    expect(
      (await bureau.post(people.supervision, actPath(file, 'opinion'), payload.opinion())).status,
    ).toBe(200);
    const endsOn = civilDateOf(await bureau.now(file));
    expect(
      (
        await bureau.post(
          people.payment,
          actPath(file, 'statement-offer'),
          payload['statement-offer']((await bureau.now(file)) - 1, endsOn),
        )
      ).status,
    ).toBe(200);
    const window = (
      await bureau.owner<
        { key: string; due: number }[]
      >`select key, at_ms(due_at)::float8 as due from duty where file_id = ${file} and duty = 'statement'`
    )[0]!;
    return { ...opened, window };
  };

  it('lapses without a breach, and what comes later is refused', async () => {
    const { file, window } = await offered();
    await skipTo(file, window.due + GRACE + MINUTE);
    await entry(bureau, file, `lapsed:${window.key}`);
    expect((await dueOf(file, window.key)).state).toBe('lapsed');
    expect((await breaches(file)).map((b) => b.key)).not.toContain(window.key);
    // The list row does not show the window any more, and a healthy run is told from it by nobody.
    const [row] = await bureau.owner<
      { due: number | null; view: { possible: { duty?: string }[] } }[]
    >`select at_ms(next_due)::float8 as due, view from file where id = ${file}`;
    expect(row!.view.possible.map(({ duty }) => duty)).not.toContain(window.key);
    expect(row!.due).toBe((await bureau.service.engine.viewOf(file))!.nextDue);
    expect(
      (await bureau.post(people.payment, actPath(file, 'statement'), payload.statement())).body,
    ).toMatchObject({ code: 'not-awaited' });
  });

  it('does not lapse over an act that the inbox received in time', async () => {
    const { file, window } = await offered();
    const act = await store(bureau, file, people.payment, 'statement', payload.statement(), {
      arrivedAt: window.due - 1,
    });
    await skipTo(file, window.due + GRACE + MINUTE);
    expect(await verdictOf(bureau, act.id)).toMatchObject({ accepted: true, timing: 'in-time' });
    await settle(bureau, file);
    expect((await registerOf(bureau, file)).some((e) => e.key === `lapsed:${window.key}`)).toBe(
      false,
    );
  });
});

describe('reminders (X-8)', () => {
  const instantsOf = async (file: string, key: string) =>
    (await registerOf(bureau, file))
      .filter((e) => e.key.startsWith(`reminded:${key}:`))
      .map((e) => e.body['at']);

  it('hours: at a half and at four fifths, each once, at its own instant', async () => {
    const { file, receivedAt } = await openA(bureau);
    await skipTo(file, receivedAt + 12 * HOUR - MINUTE);
    expect(await instantsOf(file, 'decideSuspension')).toEqual([]);
    await skipTo(file, receivedAt + 12 * HOUR + MINUTE);
    await entry(bureau, file, (e) => e.type === 'duty-reminded');
    expect(await instantsOf(file, 'decideSuspension')).toEqual([iso(receivedAt + 12 * HOUR)]);
    await skipTo(file, receivedAt + 23 * HOUR);
    await eventually('both', async () => (await instantsOf(file, 'decideSuspension')).length === 2);
    expect(await instantsOf(file, 'decideSuspension')).toEqual([
      iso(receivedAt + 12 * HOUR),
      iso(receivedAt + 0.8 * 24 * HOUR),
    ]);
    expect((await dueOf(file, 'decideSuspension')).state).toBe('due-soon');
  });

  it('a short period of days: at half of it and at 00:00 of its last day', async () => {
    const { file } = await openA(bureau);
    const filed = (await bureau.now(file)) - 1;
    await bureau.post(
      people.supervision,
      actPath(file, 'filing-decision'),
      payload['filing-decision'](filed),
    );
    const [duty] = await bureau.owner<
      { from: number; due: number }[]
    >`select at_ms(from_at)::float8 as from, at_ms(due_at)::float8 as due from duty where file_id = ${file} and key = 'replyOnCase'`;
    await skipTo(file, duty!.due - HOUR);
    await eventually('both', async () => (await instantsOf(file, 'replyOnCase')).length === 2);
    expect(await instantsOf(file, 'replyOnCase')).toEqual([
      iso(Math.floor((duty!.from + duty!.due) / 2)),
      iso(duty!.due - 24 * HOUR),
    ]);
  });

  it('a long period of days: the third and the first working day before its last day', async () => {
    const { file } = await openA(bureau);
    const { due } = await dueOf(file, 'reportFilingStatus');
    const lastDay = due - 24 * HOUR;
    const years = (
      await bureau.owner<
        { calendar: { off: string[]; work: string[] }[] }[]
      >`select opening->'calendar' as calendar from file where id = ${file}`
    )[0]!.calendar;
    const works = (at: number) => {
      const day = iso(at).slice(0, 10);
      if (years.some((y) => y.work.includes(day))) return true;
      return (
        !years.some((y) => y.off.includes(day)) &&
        ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())
      );
    };
    const before: number[] = [];
    for (let at = lastDay - 24 * HOUR; before.length < 3; at -= 24 * HOUR)
      if (works(at)) before.push(at);
    await skipTo(file, due - HOUR);
    await eventually(
      'both',
      async () => (await instantsOf(file, 'reportFilingStatus')).length === 2,
    );
    expect(await instantsOf(file, 'reportFilingStatus')).toEqual([
      iso(before[2]!),
      iso(before[0]!),
    ]);
  });

  it('what is done is not reminded of', async () => {
    const { file, due } = await decided();
    await reply(file);
    await skipTo(file, due - HOUR);
    expect(await instantsOf(file, 'replyOnDecision')).toEqual([]);
    await eventually(
      'the other is reminded of',
      async () => (await instantsOf(file, 'fileDecision')).length === 2,
    );
  });
});

describe('one alarm', () => {
  it('a file has at most one timer open, whatever it waits for', async () => {
    const { file, due } = await decided();
    await reply(file);
    await skipTo(file, due + HOUR);
    await settle(bureau, file);
    const { engine } = bureau.service;
    const { events } = await engine.as('o-coord', () =>
      engine.client.workflow.getHandle(file).fetchHistory(),
    );
    let open = 0;
    for (const e of events ?? []) {
      if (e.timerStartedEventAttributes) open++;
      if (e.timerFiredEventAttributes || e.timerCanceledEventAttributes) open--;
      // A task's own commands may start the new one before they cancel the old one.
      if (e.workflowTaskScheduledEventAttributes) expect(open).toBeLessThanOrEqual(1);
    }
    expect(open).toBe(1);
  });
});
