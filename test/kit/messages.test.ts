/** Contract 1 to 3 and 5: what reaches a file, in whatever order and however often. */
import { randomUUID } from 'node:crypto';
import { temporal } from '@temporalio/proto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Act } from '../../domain/law/act.ts';
import { Bureau, iso, people } from '../setup/bureau.ts';
import {
  actPath,
  chainFault,
  decide,
  entry,
  eventually,
  openA,
  payload,
  registerOf,
  release,
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

const count = async (file: string, type: string) =>
  (await registerOf(bureau, file)).filter((e) => e.type === type).length;
const forgery = (changes: object = {}): Act =>
  ({
    id: randomUUID(),
    number: 2,
    type: 'suspension-decision',
    unit: 'tj.zfc',
    officer: 'o-zfc-1',
    receivedAt: Date.now(),
    arrivedAt: Date.now(),
    occurredAt: Date.now(),
    hash: 'ff'.repeat(32),
    facts: { outcome: 'decline', reasonGiven: true },
    ...changes,
  }) as unknown as Act;

describe('a message without its row in the inbox', () => {
  it('is entered as forged and changes nothing', async () => {
    const { file } = await openA(bureau);
    const message = forgery();
    await signalAct(bureau, file, message);
    const forged = await entry(bureau, file, (e) => e.type === 'forged-message');
    expect(forged.clause).toBe('TJ51-A1-X1');
    expect(forged.body).toMatchObject({ claimed: { id: message.id, number: '2' } });
    expect(await count(file, 'act-accepted')).toBe(1);
    // The number it claimed is still free for the real act.
    expect((await decide(bureau, file)).status).toBe(200);
    expect(await chainFault(bureau, file)).toBeUndefined();
  });

  it.each([7, 2_147_483_647, 2_147_483_648, Number.MAX_SAFE_INTEGER])(
    'is entered as forged also where its number, %d, lies far ahead',
    async (number) => {
      const { file } = await openA(bureau);
      await signalAct(bureau, file, forgery({ number }));
      expect((await entry(bureau, file, (e) => e.type === 'forged-message')).body).toMatchObject({
        claimed: { number: String(number) },
      });
      expect((await decide(bureau, file)).status).toBe(200);
    },
  );

  it('sent in advance under the number of a later act, neither takes its place nor makes the real one look forged', async () => {
    const { file } = await openA(bureau);
    const early = forgery({ number: 3 });
    await signalAct(bureau, file, early);
    expect((await decide(bureau, file)).status).toBe(200);
    const reply = await bureau.post(
      people.payment,
      actPath(file, 'decision-reply'),
      payload['decision-reply'](),
    );
    expect(reply.status).toBe(200);
    const claimed = (await registerOf(bureau, file))
      .filter((e) => e.type === 'forged-message')
      .map((e) => (e.body as { claimed: { id: string } }).claimed.id);
    expect(claimed).toEqual([early.id]);
  });

  it('signalled together with the real one leaves the real one unharmed', async () => {
    const { file } = await openA(bureau);
    const real = await store(
      bureau,
      file,
      people.payment,
      'suspension-decision',
      payload['suspension-decision'](Date.now() - 1),
      { arrivedAt: await bureau.now(file) },
    );
    const false_ = forgery({ number: real.number });
    await Promise.all([signalAct(bureau, file, false_), signalAct(bureau, file, real)]);
    expect(await verdictOf(bureau, real.id)).toMatchObject({ accepted: true });
    await settle(bureau, file);
    const claimed = (await registerOf(bureau, file))
      .filter((e) => e.type === 'forged-message')
      .map((e) => (e.body as { claimed: { id: string } }).claimed.id);
    expect(claimed).toEqual([false_.id]);
  });
});

describe('a message with another content than its row', () => {
  it.each([
    ['another outcome', (a: Act) => ({ ...a, facts: { ...a.facts, outcome: 'decline' } })],
    ['another officer', (a: Act) => ({ ...a, officer: 'o-zfc-2' })],
    ['an earlier receipt', (a: Act) => ({ ...a, receivedAt: a.receivedAt - 1 })],
    ['a fact more', (a: Act) => ({ ...a, facts: { ...a.facts, more: true } })],
    ['a fact less', (a: Act) => ({ ...a, facts: {} })],
  ])('is forged: %s', async (_, change) => {
    const { file } = await openA(bureau);
    const real = await store(
      bureau,
      file,
      people.payment,
      'suspension-decision',
      payload['suspension-decision'](Date.now() - 1),
      { arrivedAt: await bureau.now(file) },
    );
    await signalAct(bureau, file, change(real));
    await entry(bureau, file, (e) => e.type === 'forged-message');
    expect(await count(file, 'act-accepted')).toBe(1);
    await signalAct(bureau, file, real);
    expect(await verdictOf(bureau, real.id)).toMatchObject({ accepted: true });
  });

  it('is forged also after the act has been judged', async () => {
    const { file, letter } = await openA(bureau);
    await signalAct(bureau, file, { ...letter, officer: 'o-zfc-1' });
    await entry(bureau, file, (e) => e.type === 'forged-message');
    expect(await count(file, 'act-accepted')).toBe(1);
  });
});

describe('garbage', () => {
  const deep = JSON.parse(`${'['.repeat(1_000)}${']'.repeat(1_000)}`) as unknown;
  it.each<[string, unknown[]]>([
    ['nothing', []],
    ['null', [null]],
    ['a number', [7]],
    ['a text', ['act']],
    ['a list', [[1, 2]]],
    ['an empty object', [{}]],
    ['a number that is none', [{ number: 'two' }]],
    ['a fraction', [{ number: 2.5 }]],
    ['a negative number', [{ number: -1 }]],
    ['zero', [{ number: 0 }]],
    [
      'fields that cannot be written as text',
      [
        {
          id: { toString: 1, valueOf: 2 },
          number: { toString: null },
          type: ['x'],
          hash: { toString: 'no' },
        },
      ],
    ],
    ['facts of a wrong kind', [{ number: 2, id: 5, type: 6, facts: 'none' }]],
    ['depth', [{ number: deep, id: deep, type: deep, hash: deep }]],
    ['depth under a lawful number, twice', [{ number: 2, facts: deep }]],
    [
      'the names of object internals',
      [
        JSON.parse(
          '{"__proto__": {"number": 2}, "constructor": 1, "number": 2, "facts": {"__proto__": 1}}',
        ),
      ],
    ],
    ['a long text', [{ number: 2, id: '长'.repeat(50_000), hash: 'x'.repeat(50_000) }]],
    [
      'control characters',
      [{ id: '\u0000\u0001\ud800', number: 'x', type: '\u0000', hash: '\u0000' }],
    ],
  ])('never crashes the file: %s', async (_, args) => {
    const { file } = await openA(bureau);
    const { engine } = bureau.service;
    for (let i = 0; i < 2; i++)
      await engine.as('o-zfc-1', () =>
        engine.client.workflow.getHandle(file).signal('act', ...(args as [unknown])),
      );
    await entry(bureau, file, (e) => e.type === 'forged-message');
    expect((await decide(bureau, file)).status).toBe(200);
    expect(await chainFault(bureau, file)).toBeUndefined();
  });

  const plain = Buffer.from('json/plain');
  it.each<[string, temporal.api.common.v1.IPayload]>([
    ['JSON that is none', { metadata: { encoding: plain }, data: Buffer.from('{"number": ') }],
    [
      'an encoding nobody knows',
      { metadata: { encoding: Buffer.from('binary/x-unknown') }, data: Buffer.from('x') },
    ],
    ['no encoding at all', { data: Buffer.from('x') }],
    [
      'depth that no stack bears',
      {
        metadata: { encoding: plain },
        data: Buffer.from(`{"number": 2, "id": ${'['.repeat(200_000)}${']'.repeat(200_000)}}`),
      },
    ],
    ['no data', { metadata: { encoding: plain } }],
  ])('never crashes the file: %s', async (_, bad) => {
    const { file } = await openA(bureau);
    const { engine } = bureau.service;
    await engine.as('o-zfc-1', () =>
      engine.connection.workflowService.signalWorkflowExecution({
        namespace: engine.options.namespace,
        workflowExecution: { workflowId: file },
        signalName: 'act',
        input: { payloads: [bad] },
      }),
    );
    expect((await decide(bureau, file)).status).toBe(200);
  });

  it('under another name than `act` is left alone', async () => {
    const { file } = await openA(bureau);
    const { engine } = bureau.service;
    await engine.as('o-zfc-1', () =>
      engine.client.workflow.getHandle(file).signal('something-else', 1),
    );
    expect((await decide(bureau, file)).status).toBe(200);
  });

  it("a cancellation from the engine's page ends no file", async () => {
    const { file } = await openA(bureau);
    const { engine } = bureau.service;
    await engine.as('o-coord', () => engine.client.workflow.getHandle(file).cancel());
    expect((await decide(bureau, file)).status).toBe(200);
  });
});

describe('order and number of the signals', () => {
  it('acts whose signals arrive in the wrong order are judged in inbox order', async () => {
    const { file } = await openA(bureau);
    const at = await bureau.now(file);
    const decision = await store(
      bureau,
      file,
      people.payment,
      'suspension-decision',
      payload['suspension-decision'](at - 1),
      { arrivedAt: at },
    );
    const reply = await store(
      bureau,
      file,
      people.payment,
      'decision-reply',
      payload['decision-reply'](),
      { arrivedAt: at },
    );
    const filing = await store(
      bureau,
      file,
      people.payment,
      'decision-filing',
      payload['decision-filing'](),
      { arrivedAt: at },
    );
    await signalAct(bureau, file, filing);
    await signalAct(bureau, file, reply);
    expect(await count(file, 'act-accepted')).toBe(1);
    await signalAct(bureau, file, decision);
    for (const act of [decision, reply, filing])
      expect(await verdictOf(bureau, act.id)).toMatchObject({ accepted: true, timing: 'in-time' });
    const judged = (await registerOf(bureau, file))
      .filter((e) => e.type === 'act-accepted')
      .map((e) => e.act);
    expect(judged.slice(1)).toEqual([decision.id, reply.id, filing.id]);
    expect(await count(file, 'forged-message')).toBe(0);
  });

  it('several acts in one activation: each is judged after the procedure has come to rest', async () => {
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
    ];
    await Promise.all(acts.toReversed().map((act) => signalAct(bureau, file, act)));
    for (const act of acts)
      expect(await verdictOf(bureau, act.id)).toMatchObject({ accepted: true });
  });

  it('the same act three times at once counts once, and all three callers hear the verdict', async () => {
    const { file } = await openA(bureau);
    const body = payload['suspension-decision']((await bureau.now(file)) - 1);
    const key = randomUUID();
    const replies = await Promise.all(
      [1, 2, 3].map(() =>
        bureau.post(people.payment, actPath(file, 'suspension-decision'), body, key),
      ),
    );
    expect(replies.map((r) => r.status)).toEqual([200, 200, 200]);
    expect(new Set(replies.map((r) => (r.body as { id: string }).id)).size).toBe(1);
    expect(await count(file, 'act-accepted')).toBe(2);
    expect(await count(file, 'act-refused')).toBe(0);
    expect(await chainFault(bureau, file)).toBeUndefined();
  });

  it('a signal repeated after the verdict changes nothing', async () => {
    const { file } = await openA(bureau);
    await decide(bureau, file);
    const [row] = await bureau.owner<
      { message: Act }[]
    >`select message from inbox where file_id = ${file} and number = 2`;
    const before = await registerOf(bureau, file);
    for (let i = 0; i < 3; i++) await signalAct(bureau, file, row!.message);
    await settle(bureau, file);
    expect((await registerOf(bureau, file)).slice(0, before.length)).toEqual(before);
    expect((await registerOf(bureau, file)).length).toBe(before.length + 1);
  });

  it("an act whose signal was lost is brought by the relay, in the officer's name", async () => {
    const { file } = await openA(bureau);
    const at = await bureau.now(file);
    const act = await store(
      bureau,
      file,
      people.payment2,
      'suspension-decision',
      payload['suspension-decision'](at - 1),
      { arrivedAt: at },
    );
    await release(bureau, act.id);
    expect(await verdictOf(bureau, act.id)).toMatchObject({ accepted: true });
    await eventually(
      'the signal is acknowledged',
      async () =>
        (
          await bureau.owner<
            { ok: boolean }[]
          >`select signalled_at is not null as ok from inbox where act_id = ${act.id}`
        )[0]!.ok,
    );
  });

  it('two acts at the same instant by two officers keep the order of the inbox', async () => {
    const { file } = await openA(bureau);
    const now = await bureau.now(file);
    const replies = await Promise.all(
      [people.payment, people.payment2].map((who) =>
        bureau.post(
          who,
          actPath(file, 'suspension-decision'),
          payload['suspension-decision'](now - 1),
        ),
      ),
    );
    expect(replies.map((r) => r.status).sort()).toEqual([200, 409]);
    const rows = await bureau.owner<
      { number: number; accepted: boolean }[]
    >`select number, (verdict->>'accepted')::boolean as accepted from inbox where file_id = ${file} and number > 1 order by number`;
    expect(rows.map((r) => r.accepted)).toEqual([true, false]);
  });

  it('a lower number never gets lost behind a higher one that arrived earlier', async () => {
    const { file, receivedAt } = await openA(bureau);
    const due = receivedAt + 24 * 3_600_000;
    await decide(bureau, file);
    const after = { arrivedAt: due + 3_600_000 };
    const first = await store(
      bureau,
      file,
      people.payment,
      'decision-filing',
      payload['decision-filing'](),
      after,
    );
    const second = await store(
      bureau,
      file,
      people.payment,
      'decision-reply',
      payload['decision-reply'](),
      { arrivedAt: due - 3_600_000 },
    );
    await bureau.skipTo(file, (due + 2 * 3_600_000) as never);
    await Promise.all([first, second].map((act) => release(bureau, act.id)));
    for (const act of [first, second]) await verdictOf(bureau, act.id);
    expect(await verdictOf(bureau, second.id)).toMatchObject({ accepted: true, timing: 'in-time' });
    expect(iso(second.receivedAt)).toBe(iso(due - 3_600_000));
  });
});
