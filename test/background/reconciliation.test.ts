/** What is looked after without anybody waiting: kept histories, and the comparison of inbox, register and engine. */
import { createHash, randomUUID } from 'node:crypto';
import { canonicalize } from 'json-canonicalize';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bureau, document, documentNo, iso, people } from '../setup/bureau.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await Bureau.open();
});
afterAll(() => bureau.close());

const act = (file: string, officer: string, type: string, body: object) =>
  bureau.post(officer, `/v1/files/${file}/acts/${type}`, body);

async function opened(): Promise<string> {
  const id = await bureau.institution();
  const reply = await bureau.post(people.supervision, '/v1/rapid-responses', {
    direction: 'A',
    subject: { kind: 'institution', id },
    documentNo: documentNo(),
    document: document(),
    grounds: ['suspected-violation'],
    investigation: document(2),
  });
  return (reply.body as { file: string }).file;
}

/** The shortest whole file: suspension declined, no case. */
async function closed(): Promise<string> {
  const file = await opened();
  const paper = () => ({ documentNo: documentNo(), document: document() });
  const decidedAt = iso(await bureau.now(file));
  await act(file, people.payment, 'suspension-decision', {
    ...paper(),
    decidedAt,
    outcome: 'decline',
    reason: '协议无此条款',
  });
  await act(file, people.payment, 'decision-reply', paper());
  await act(file, people.payment, 'decision-filing', paper());
  await act(file, people.supervision, 'filing-decision', {
    ...paper(),
    decidedAt,
    outcome: 'not-filed',
    reason: '线索不实',
  });
  return file;
}

interface Entry {
  type: string;
  body: { sha256?: string };
}
const register = async (file: string) =>
  ((await bureau.get(people.regulator, `/v1/files/${file}/register`)).body as { items: Entry[] })
    .items;

describe('the history of a closed file', () => {
  it('is kept, hashed into the chain, and names the officer of every attempt', async () => {
    const file = await closed();
    // The verdict on the last act is answered just before the file closes.
    await expect
      .poll(async () => (await bureau.get(people.regulator, `/v1/files/${file}`)).body, {
        timeout: 10_000,
      })
      .toMatchObject({ stage: 'closed', outcome: 'no-case' });
    await expect
      .poll(
        async () => {
          await bureau.service.background.histories.keep(file);
          return (await register(file)).at(-1)!.type;
        },
        { timeout: 10_000 },
      )
      .toBe('history-kept');
    const kept = (await bureau.get(people.regulator, `/v1/files/${file}/history`)).body as {
      hash: string;
      history: { events: { eventType: string; principal?: { name: string } }[] };
    };
    expect(createHash('sha256').update(canonicalize(kept.history)).digest('hex')).toBe(kept.hash);
    expect((await register(file)).at(-1)!.body.sha256).toBe(kept.hash);
    const signals = kept.history.events.filter((e) =>
      e.eventType.endsWith('WORKFLOW_EXECUTION_SIGNALED'),
    );
    expect(signals.map((e) => e.principal?.name)).toEqual([
      people.payment,
      people.payment,
      people.payment,
      people.supervision,
    ]);
    expect(await bureau.service.background.histories.keep(file)).toBe(false);
  });
});

describe('reconciliation', () => {
  it('finds a file whose run the engine has lost, starts it again, and nothing is doubled', async () => {
    const file = await opened();
    const paper = { documentNo: documentNo(), document: document() };
    await act(file, people.payment, 'suspension-decision', {
      ...paper,
      decidedAt: iso(await bureau.now(file)),
      outcome: 'suspend',
      agreementClause: '第32条',
    });
    const before = await register(file);
    const { engine, background } = bureau.service;
    await engine.as('test', () => engine.client.workflow.getHandle(file).terminate('lost'));
    // The engine's list of runs follows what it does by a moment.
    await expect
      .poll(async () => (await background.reconciliation.differences('tj')).notRunning, {
        timeout: 10_000,
      })
      .toContainEqual({ file, engine: 'TERMINATED' });

    const mended = await bureau.post(people.admin, '/v1/reconciliation', {});
    expect((mended.body as { restarted: string[] }).restarted).toContain(file);
    expect((await act(file, people.payment, 'decision-reply', paper)).status).toBe(200);
    const after = await register(file);
    expect(after.slice(0, before.length)).toEqual(before);
    // The history of the run that was lost is kept too, as long as the engine has it.
    expect(after.slice(before.length).map((e) => e.type)).toEqual(['history-kept', 'act-accepted']);
  });

  it('sees an entry that somebody changed behind the database’s back', async () => {
    const file = await opened();
    await bureau.owner.begin(async (sql) => {
      await sql`alter table register disable trigger append_only`;
      await sql`update register set body_hash = ${'0'.repeat(64)} where file_id = ${file} and seq = 1`;
      await sql`alter table register enable trigger append_only`;
    });
    expect(
      (await bureau.service.background.reconciliation.differences('tj')).brokenEntries,
    ).toContainEqual({
      file,
      seq: 1,
    });
  });

  it('of many bureaus at once takes no connection from whoever files acts, and shares what asks every run', async () => {
    const { reconciliation } = bureau.service.background;
    const bureaus = Array.from({ length: 12 }, (_, n) => `held-${n}`);
    const asked: Promise<object>[] = [];
    await bureau.owner.begin(async (tx) => {
      for (const held of bureaus)
        await tx`select pg_advisory_xact_lock(hashtextextended('duban:reconciliation:' || ${held}, 0))`;
      for (const held of bureaus) asked.push(reconciliation.differences(held));
      const file = await opened();
      expect((await register(file)).map(({ type }) => type)).toContain('act-accepted');
    });
    expect(await Promise.all(asked)).toHaveLength(bureaus.length);

    // Of a bureau without files: asking every run of all that other tests have left open would take minutes.
    const [empty] = bureaus as [string];
    const [first, second, each] = [
      reconciliation.differences(empty),
      reconciliation.differences(empty),
      reconciliation.differences(empty, true),
    ];
    expect(await second).toBe(await each);
    expect(await first).not.toBe(await second);
  }, 120_000);

  it('is for administrators and regulators', async () => {
    expect((await bureau.get(people.payment, '/v1/reconciliation')).status).toBe(403);
    expect(
      (await bureau.post(people.regulator, '/v1/reconciliation', {}, randomUUID())).status,
    ).toBe(403);
  });
});

it('is told that the engine is away while that does not know its namespace yet', async () => {
  const starting = await Bureau.open({}, { TEMPORAL_NAMESPACE: 'not-yet-known' });
  try {
    const answer = await starting.get(people.admin, '/v1/reconciliation');
    expect([answer.status, answer.body]).toEqual([
      503,
      expect.objectContaining({ code: 'engine-away' }),
    ]);
  } finally {
    await starting.close();
  }
});
