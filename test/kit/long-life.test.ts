/**
 * Contract 9: a file with more acts than one run holds, its worker killed around every hand-over, ends as the same file in one run:
 * register, chain, verdicts, duties, breaches and what lists show. Both live in time to come, told by the arrival of their acts, so no alarm of the clock disturbs the comparison.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from '@temporalio/worker';
import { canonicalize } from 'json-canonicalize';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { deliver } from '../../api/intake/submit-act.ts';
import type { Caller } from '../../api/http/authentication.ts';
import { startOf } from '../../api/intake/procedures.ts';
import type { Act } from '../../domain/law/act.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { workerService } from '../../tools/engine/mains.ts';
import { chance, seedOf } from '../chaos/seeded.ts';
import { Bureau, document, iso, people } from '../setup/bureau.ts';
import {
  chainFault,
  eventually,
  HOUR,
  MINUTE,
  openA,
  payload,
  registerOf,
  restarted,
  signalAct,
  store,
  verdictOf,
} from './support.ts';
import { quietRuntime } from '../setup/quiet-runtime.ts';

/** How many events a run may hold here by its own count, instead of 4,000. */
const RUN = 40;
const own = 'duban-long-life';
const draw = chance(seedOf('long life'));
/** An advisory lock that the test holds. */
const HELD = 90_009;

let bureau: Bureau;
let twin: Bureau;
let worker: ChildProcess;
beforeAll(async () => {
  quietRuntime();
  [bureau, twin] = await Promise.all([
    Bureau.open({ background: false }, { TEMPORAL_TASK_QUEUE: own }),
    Bureau.open(),
  ]);
  worker = startWorker();
});
afterAll(async () => {
  worker.kill('SIGKILL');
  await Promise.all([bureau.close(), twin.close()]);
});

function startWorker(): ChildProcess {
  const { env, bundle } = inject('stack');
  const settings = {
    ...process.env,
    ...env,
    TEMPORAL_TASK_QUEUE: own,
    DUBAN_WORKFLOW_BUNDLE: bundle!,
  };
  const { command, args = [] } = workerService({ env: settings });
  return spawn(command, args, { env: settings, stdio: 'ignore' });
}

/** kill -9, and a new one; `meanwhile`: what happens while there is none. */
async function strike(meanwhile?: () => Promise<void>): Promise<void> {
  const gone = once(worker, 'exit');
  worker.kill('SIGKILL');
  await gone;
  await meanwhile?.();
  worker = startWorker();
}

interface Life {
  bureau: Bureau;
  file: string;
  subject: string;
  letter: Act;
}

/** The same referral for a subject of its own; `more` is what differs in how it is started. */
async function begin(
  by: Bureau,
  model: Record<string, unknown> & { letter: Act },
  at: number,
  more: object,
): Promise<Life> {
  const subject = await by.institution();
  const file = `RR-A.tj.t-${randomUUID().slice(0, 12)}`;
  const letter: Act = {
    ...model.letter,
    id: randomUUID(),
    receivedAt: at as Instant,
    arrivedAt: at as Instant,
    facts: { ...model.letter.facts, subject },
  };
  const opening = {
    ...model,
    file,
    letter,
    subject: { kind: 'institution', id: subject, heads: [] },
    units: { ...(model['units'] as object), subject },
    ...more,
  };
  await by.owner`select open_file(${by.owner.json({
    procedure: 'rapid-response',
    bureau: 'tj',
    subjectKind: 'institution',
    subjectId: subject,
    direction: 'A',
    year: 2026,
    idPattern: file,
    opening,
    arrivedAt: at,
    receivedAt: at,
    actId: letter.id,
    type: letter.type,
    unit: letter.unit,
    officer: letter.officer,
    message: letter,
    payload: {},
    hash: letter.hash,
    key: randomUUID(),
  } as never)})`;
  await by.service.engine.start(startOf(opening), letter.officer);
  await by.owner`select file_started(${file})`;
  // Its worker is a process of its own, which may still be starting.
  await verdictOf(by, letter.id, 60_000);
  return { bureau: by, file, subject, letter };
}

interface Step {
  at: number;
  who: string;
  type: string;
  body: object;
}

/** Chases and answers, which are accepted, and acts that are refused: of another unit, and of nobody's asking; by turns, for a file takes in so many of one officer. */
function noise(from: number, count: number, duty: string): Step[] {
  const paper = { documentNo: '津医监函〔2026〕900号', document: document() };
  return Array.from({ length: count }, (_, i) => from + i * 5 * MINUTE).flatMap((at, i) => [
    {
      at,
      who: people.coordinator,
      type: 'chase',
      body: { duty, to: 'tj.zfc', channel: 'phone', at: iso(at) },
    },
    {
      at: at + 1,
      who: i % 2 ? people.supervision : people.supervision2,
      type: 'decision-filing',
      body: paper,
    },
    { at: at + 2, who: people.payment, type: 'chase-answer', body: { duty, answer: '已知悉' } },
    {
      at: at + 3,
      who: i % 2 ? people.admin : people.payment2,
      type: 'opinion',
      body: { ...paper, confirmed: true, keyViolations: [] },
    },
  ]);
}

/** A life with everything in it that a file carries along: waits, breaches, claims, corrections, chases, a second reading. */
function script(t: number): Step[] {
  const paper = { documentNo: '津医监函〔2026〕901号', document: document() };
  const at = (hours: number) => t + hours * HOUR;
  return [
    {
      at: at(1),
      who: people.payment,
      type: 'suspension-decision',
      body: { ...payload['suspension-decision'](at(1) - 1), documentNo: paper.documentNo },
    },
    ...noise(at(2), 6, 'replyOnDecision'),
    // Past 24 hours: the breaches of replyOnDecision, fileDecision and decideFiling are entered on the way.
    ...noise(at(26), 3, 'replyOnDecision'),
    { at: at(27), who: people.payment, type: 'decision-reply', body: paper },
    { at: at(28), who: people.payment, type: 'decision-filing', body: paper },
    {
      at: at(29),
      who: people.payment,
      type: 'receipt-correction',
      body: { duty: 'fileDecision', correctedTo: iso(at(20)), evidence: document(7) },
    },
    {
      at: at(30),
      who: people.supervision,
      type: 'filing-decision',
      body: { ...paper, decidedAt: iso(at(20)), outcome: 'filed', caseNo: 'JYJ-2026-008' },
    },
    ...noise(at(31), 6, 'replyOnCase'),
    {
      at: at(33),
      who: people.supervision,
      type: 'evidence-confirmation',
      body: { duty: 'fileDecision', confirmed: true, evidence: document(8) },
    },
    {
      at: at(34),
      who: people.payment,
      type: 'evidence-confirmation',
      body: { duty: 'decideFiling', confirmed: true, evidence: document(9) },
    },
    ...noise(at(200), 3, 'replyOnCase'),
    {
      at: at(201),
      who: people.supervision,
      type: 'case-reply',
      body: { ...paper, caseNo: 'JYJ-2026-008' },
    },
    {
      at: at(202),
      who: people.payment,
      type: 'suspension-review',
      body: {
        document: document(),
        outcome: 'confirm',
        agreementClause: '第32条',
        reason: '样例理由',
      },
    },
    ...noise(at(1_000), 2, 'reviewSuspension'),
  ];
}

const said = (text: string): Record<string, unknown> => ({
  year: 2027,
  version: 1,
  notice: text,
  publishedOn: '2026-11-20',
  off: ['2027-01-01'],
  work: [],
});
const system: Caller = {
  id: people.admin,
  kind: 'person',
  unit: 'tj.ju',
  bureau: 'tj',
  roles: ['administrator'],
  unitRoles: [],
  removed: false,
};

/** Hands the acts in, seven at a time; `trouble` comes while they are on their way. */
async function live(
  { bureau: by, file, letter }: Life,
  steps: readonly Step[],
  trouble: () => Promise<void> = async () => {},
): Promise<void> {
  const forged = (number: number) =>
    signalAct(by, file, { ...letter, number, hash: 'f'.repeat(64) });
  for (let i = 0; i < steps.length; i += 7) {
    const acts: Act[] = [];
    for (const { at, who, type, body } of steps.slice(i, i + 7))
      acts.push(await store(by, file, who, type, body, { arrivedAt: at }));
    for (const act of acts) await signalAct(by, file, act, act.officer);
    if (i === 7 * 4)
      await deliver(
        by.service.acts,
        system,
        file,
        'calendar-revision',
        `long-life-${file}`,
        said('样例通知'),
        { facts: said('样例通知') as never },
        (letter.receivedAt - HOUR) as Instant,
      );
    await trouble();
    await eventually(
      `act ${acts.at(-1)!.number} of ${file} is judged`,
      async () =>
        (
          await by.owner`select 1 from inbox where act_id = ${acts.at(-1)!.id} and verdict is not null`
        ).length > 0,
      60_000,
    );
  }
  // A message under a number that was judged long ago, in other words; and one under a number that there never was.
  await forged(2);
  await forged(100_000);
  await eventually(
    'both are entered as forged',
    async () =>
      (await registerOf(by, file)).filter(({ type }) => type === 'forged-message').length === 2,
    30_000,
  );
}

/** What a file has come to, without what is only its own: its name, its subject, the ids of its acts. */
async function courseOf({ bureau: by, file, subject }: Life): Promise<Record<string, unknown>> {
  const acts = await by.owner<
    { id: string; verdict: object }[]
  >`select act_id as id, verdict from inbox where file_id = ${file} order by number`;
  const register = (await registerOf(by, file)).filter(({ type }) => type !== 'history-kept');
  const duties =
    await by.owner`select key, duty, item, act, owed_by, owed_to, clause, force, at_ms(from_at)::text as from, at_ms(due_at)::text as due, at_ms(alt_due_at)::text as alt, status, state, at_ms(done_at)::text as done,
    chases, unanswered, body from duty where file_id = ${file} order by key`;
  const breaches =
    await by.owner`select key, clause, at_ms(due_at)::text as due, at_ms(done_at)::text as done, overrun_ms::text as overrun, state from breach where file_id = ${file} order by key`;
  const [shown] =
    await by.owner`select stage, attention, at_ms(next_due)::text as due, awaited, blocking_unit as blocking, view, judged_number as judged, inbox_number as inbox from file where id = ${file}`;
  const whole = {
    entries: register
      .filter(({ type }) => type !== 'forged-message')
      .map(({ type, key, clause, body }) => ({ type, key, clause, body })),
    forged: register
      .filter(({ type }) => type === 'forged-message')
      .map(({ body }) => (body as { claimed: { number: string } }).claimed.number)
      .sort(),
    verdicts: acts.map(({ verdict }) => verdict),
    duties,
    breaches,
    shown,
  };
  const ids = new Map(acts.map(({ id }, i) => [id, `act ${i + 1}`]));
  const text = JSON.stringify(whole)
    .replaceAll(file, 'the file')
    .replaceAll(subject, 'the subject')
    .replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => ids.get(id) ?? 'another');
  return JSON.parse(text) as Record<string, unknown>;
}

/** All runs of a file, the first one first. */
async function runsOf({ bureau: by, file }: Life) {
  const { engine } = by.service;
  const runs = [];
  for (let run: string | undefined = (await engine.newestRun(file)).run; run;) {
    const { history, before }: Awaited<ReturnType<typeof engine.historyOf>> =
      await engine.historyOf(file, run);
    runs.unshift({ run, events: history.events ?? [] });
    run = before;
  }
  return runs;
}

describe('a file with more acts than one run can hold', () => {
  it('with its worker killed around the hand-over, comes to the same as in one run: register, chain, verdicts, due instants', async () => {
    const opened = await openA(twin);
    const [row] = await twin.owner<
      { opening: Record<string, unknown> & { letter: Act } }[]
    >`select opening from file where id = ${opened.file}`;
    const t = Math.ceil(Date.now() / MINUTE) * MINUTE + 10 * MINUTE;
    const [carried, whole] = await Promise.all([
      begin(bureau, row!.opening, t, { runEvents: RUN }),
      begin(twin, row!.opening, t, { runEvents: undefined }),
    ]);
    const steps = script(t);
    let [batches, kills] = [0, 0];
    const trouble = async () => {
      batches += 1;
      if (batches % 3 !== 0) return;
      await pause(draw() * 250);
      kills += 1;
      await strike();
    };
    await Promise.all([live(carried, steps, trouble), live(whole, steps)]);

    const [one, other] = await Promise.all([courseOf(carried), courseOf(whole)]);
    expect(one).toEqual(other);
    expect([await chainFault(bureau, carried.file), await chainFault(twin, whole.file)]).toEqual([
      undefined,
      undefined,
    ]);
    const [runs, single] = await Promise.all([runsOf(carried), runsOf(whole)]);
    expect(kills).toBe(4);
    expect(single).toHaveLength(1);
    expect(runs.length).toBeGreaterThan(3);
    // Living through the past costs a new run next to nothing, however many were refused.
    for (const { events } of runs) expect(events.length).toBeLessThan(RUN + 120);

    // Each run replays: its hand-over, and living through the past, are the same the second time.
    const histories = runs
      .slice(0, -1)
      .map(({ events }) => ({ workflowId: carried.file, history: { events } }));
    for await (const { error } of Worker.runReplayHistories(
      { workflowBundle: { codePath: inject('stack').bundle! } },
      histories,
    ))
      expect(error).toBeUndefined();

    // Every attempt is in one of the histories, and all of those that have ended are kept, while the file lives.
    const heard = runs
      .flatMap(({ events }) => events)
      .map((e) =>
        Buffer.from(
          e.workflowExecutionSignaledEventAttributes?.input?.payloads?.[0]?.data ?? [],
        ).toString(),
      )
      .join('\n');
    const acts = await bureau.owner<
      { id: string }[]
    >`select act_id as id from inbox where file_id = ${carried.file} and number > 1`;
    expect(acts.filter(({ id }) => !heard.includes(id))).toEqual([]);
    await eventually('all ended runs are kept', async () => {
      await bureau.service.background.histories.keepAll();
      const { length } =
        await bureau.owner`select 1 from history_export where file_id = ${carried.file}`;
      return length === runs.length - 1;
    });
    const kept = (await registerOf(bureau, carried.file))
      .filter(({ type }) => type === 'history-kept')
      .map(({ body }) => body as { run: string; sha256: string });
    expect(kept.map(({ run }) => run)).toEqual(runs.slice(0, -1).map(({ run }) => run));
    const reply = (
      await bureau.get(people.regulator, `/v1/files/${carried.file}/history?run=${kept[1]!.run}`)
    ).body as { hash: string; history: object; runs: { run: string }[] };
    expect(createHash('sha256').update(canonicalize(reply.history)).digest('hex')).toBe(reply.hash);
    expect([reply.hash, reply.runs.map(({ run }) => run)]).toEqual([
      kept[1]!.sha256,
      // With the one that runs.
      runs.map(({ run }) => run),
    ]);
    expect(await chainFault(bureau, carried.file)).toBeUndefined();

    // What a coordinator sees is shown again by the new run.
    const { engine } = bureau.service;
    const [now, before] = await Promise.all(
      [carried, whole].map(({ file }) =>
        engine.as('o-coord', () => engine.client.workflow.getHandle(file).describe()),
      ),
    );
    const shown = (d: typeof now) =>
      Object.fromEntries(
        Object.entries(d!.raw.workflowExecutionInfo?.searchAttributes?.indexedFields ?? {})
          .filter(([name]) => name.startsWith('Duban'))
          .map(([name, { data }]) => [name, Buffer.from(data ?? []).toString()]),
      );
    expect(shown(now)).toEqual(shown(before));
  }, 180_000);

  it('whose turn was entered by a task that was lost, and is not reached by the one that hands over in its place, lives through that turn too', async () => {
    const opened = await openA(twin);
    const [row] = await twin.owner<
      { opening: Record<string, unknown> & { letter: Act } }[]
    >`select opening from file where id = ${opened.file}`;
    const t = Math.ceil(Date.now() / MINUTE) * MINUTE + 10 * MINUTE;
    const life = await begin(bureau, row!.opening, t, { runEvents: RUN });
    const { file, letter } = life;
    const decision = await store(
      bureau,
      file,
      people.payment,
      'suspension-decision',
      payload['suspension-decision'](t + HOUR - 1),
      { arrivedAt: t + HOUR },
    );
    await bureau.owner
      .unsafe(`create function hold_turn() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$ begin perform pg_advisory_xact_lock(${HELD}); return new; end $$;
      create trigger hold_turn before insert on register for each row when (new.act_id = '${decision.id}') execute function hold_turn()`);
    const held = await bureau.owner.reserve();
    try {
      await held`select pg_advisory_lock(${HELD})`;
      await signalAct(bureau, file, decision, decision.officer);
      await eventually(
        'the turn is being entered',
        async () =>
          (
            await bureau.owner`select 1 from pg_locks where locktype = 'advisory' and objid = ${HELD} and not granted`
          ).length > 0,
      );
      await strike(async () => {
        // Nothing new: but so many signals that the next task is to hand over before it judges.
        for (let i = 0; i < RUN; i++) await signalAct(bureau, file, letter, letter.officer);
        await held`select pg_advisory_unlock(${HELD})`;
        expect(await verdictOf(bureau, decision.id)).toMatchObject({ accepted: true });
      });
    } finally {
      held.release();
      await bureau.owner.unsafe('drop trigger hold_turn on register; drop function hold_turn()');
    }
    const reply = await store(
      bureau,
      file,
      people.payment,
      'decision-reply',
      payload['decision-reply'](),
      { arrivedAt: t + 2 * HOUR },
    );
    await signalAct(bureau, file, reply, reply.officer);
    // A new worker takes its time on a busy machine.
    await eventually(
      'the reply is judged',
      async () =>
        (await bureau.owner`select 1 from inbox where act_id = ${reply.id} and verdict is not null`)
          .length > 0,
      60_000,
    );
    expect(await verdictOf(bureau, reply.id)).toMatchObject({ accepted: true, timing: 'in-time' });
    expect((await runsOf(life)).length).toBeGreaterThan(1);
    expect(await bureau.owner`select attention, fault from file where id = ${file}`).toEqual([
      { attention: 'on-track', fault: null },
    ]);
    for (const { id } of [decision, reply])
      expect(
        (await registerOf(bureau, file)).filter(
          ({ type, act }) => type === 'act-accepted' && act === id,
        ),
      ).toHaveLength(1);
    expect(await chainFault(bureau, file)).toBeUndefined();
  }, 120_000);

  it('that the engine has lost is started anew where it stood, and nothing is entered twice', async () => {
    const opened = await openA(twin);
    const [row] = await twin.owner<
      { opening: Record<string, unknown> & { letter: Act } }[]
    >`select opening from file where id = ${opened.file}`;
    const t = Math.ceil(Date.now() / MINUTE) * MINUTE + 10 * MINUTE;
    const life = await begin(twin, row!.opening, t, {});
    await live(life, script(t).slice(0, 42));
    const [before, register] = [await courseOf(life), await registerOf(twin, life.file)];
    const { engine } = twin.service;
    const late = await store(
      twin,
      life.file,
      people.coordinator,
      'chase',
      { duty: 'replyOnCase', to: 'tj.jds', channel: 'phone', at: iso(t) },
      { arrivedAt: t + 32 * HOUR },
    );
    await engine.as('test', () => engine.client.workflow.getHandle(life.file).terminate('lost'));
    await restarted(twin, life.file);
    expect(await verdictOf(twin, late.id)).toMatchObject({ accepted: true });
    const after = await registerOf(twin, life.file);
    expect(after.slice(0, register.length)).toEqual(register);
    expect(
      after
        .slice(register.length)
        .filter(({ type }) => type !== 'history-kept')
        .map(({ type, act }) => [type, act]),
    ).toEqual([['act-accepted', late.id]]);
    expect({ ...(await courseOf(life)), entries: [], verdicts: [], shown: [], duties: [] }).toEqual(
      { ...before, entries: [], verdicts: [], shown: [], duties: [] },
    );
  }, 90_000);
});
