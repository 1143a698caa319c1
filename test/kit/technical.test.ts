/** Contract 8: a fault never fails the file. The database refuses one file's writes; the file says so and waits for `retry`. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { narrowedTo, viewNamed } from '../../api/files/engine-views.ts';
import { Bureau, people } from '../setup/bureau.ts';
import {
  actPath,
  chainFault,
  decide,
  eventually,
  HOUR,
  openA,
  payload,
  registerOf,
  release,
  restarted,
  signalAct,
  store,
  typesOf,
  verdictOf,
} from './support.ts';

let bureau: Bureau;
/** Callers are answered soon: what they wait for does not come. */
beforeAll(async () => {
  bureau = await Bureau.open({ verdictTimeout: 1_500 });
});
afterAll(() => bureau.close());
afterEach(mend);

const name = (file: string) => `refuse_${file.replaceAll(/[^a-zA-Z0-9]/g, '_')}`;
const broken = new Set<string>();

async function breakFile(file: string): Promise<void> {
  broken.add(file);
  await bureau.owner
    .unsafe(`create function ${name(file)}() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$ begin raise exception 'disk of 张三 full'; end $$;
    create trigger ${name(file)} before insert on register for each row when (new.file_id = '${file}') execute function ${name(file)}()`);
}

async function mend(): Promise<void> {
  for (const file of broken)
    await bureau.owner.unsafe(
      `drop trigger ${name(file)} on register; drop function ${name(file)}()`,
    );
  broken.clear();
}

const attentionOf = async (file: string) => {
  const { engine } = bureau.service;
  const { raw, status } = await engine.as('o-coord', () =>
    engine.client.workflow.getHandle(file).describe(),
  );
  const attention =
    raw.workflowExecutionInfo?.searchAttributes?.indexedFields?.['DubanAttention']?.data;
  return {
    attention: JSON.parse(Buffer.from(attention ?? []).toString() || 'null') as unknown,
    status: status.name,
  };
};
const shows = (file: string, what: string) =>
  eventually(`${file} shows ${what}`, async () => (await attentionOf(file)).attention === what);
interface Listed {
  id: string;
  attention: string;
  fault: string | null;
}
/** The file as the list shows it under this attention; nothing where it is not there. */
async function listed(file: string, attention: string): Promise<Listed | undefined> {
  const { body } = await bureau.get(
    people.coordinator,
    `/v1/files?attention=${attention}&state=open&limit=5000`,
  );
  return (body as { items: Listed[] }).items.find(({ id }) => id === file);
}
const onDesk = async () =>
  (
    (await bureau.get(people.coordinator, '/v1/desk')).body as {
      links: { title: { en: string }; count: number }[];
    }
  ).links.find(({ title }) => title.en === 'Technically stuck')!.count;
const gauge = async () =>
  Number(
    /^duban_files_open\{attention="technical"\} (\d+)/m.exec(
      (await bureau.get(people.coordinator, '/metrics')).text,
    )?.[1],
  );
const retry = (file: string) => bureau.post(people.coordinator, actPath(file, 'retry'), {});

describe('a run that is started anew', () => {
  it('and does not come to what the register says enters nothing and says so; when it does, `retry` lets it go on', async () => {
    const { file } = await openA(bureau);
    expect((await decide(bureau, file)).status).toBe(200);
    const { engine } = bureau.service;
    const move = (by: string) =>
      bureau.owner`update duty set due_at = due_at + ${by}::interval where file_id = ${file} and key = 'replyOnDecision'`;
    // As if other code had lived the first part of this life.
    await move('1 minute');
    const before = await registerOf(bureau, file);
    await engine.as('test', () => engine.client.workflow.getHandle(file).terminate('lost'));
    await restarted(bureau, file);
    await shows(file, 'technical');
    await eventually(
      'the database knows',
      async () => (await listed(file, 'technical'))?.fault === 'relived-otherwise',
    );
    const reply = await bureau.post(
      people.payment,
      actPath(file, 'decision-reply'),
      payload['decision-reply'](),
    );
    expect(reply.status).toBe(202);
    expect((await registerOf(bureau, file)).filter(({ type }) => type !== 'history-kept')).toEqual(
      before,
    );
    await move('-1 minute');
    expect([200, 202]).toContain((await retry(file)).status);
    expect(await verdictOf(bureau, (reply.body as { id: string }).id)).toMatchObject({
      accepted: true,
      timing: 'in-time',
    });
    // That its first run was lost is another matter, which the watch over runs puts right.
    const [row] = await bureau.owner`select attention, fault from file where id = ${file}`;
    expect(row).toEqual({ attention: 'on-track', fault: null });
    expect(await chainFault(bureau, file)).toBeUndefined();
  });
});

describe('while the database refuses the writes of a file', () => {
  it('the file shows `technical`, keeps running, takes acts in, and after `retry` has them all', async () => {
    const { file } = await openA(bureau);
    await breakFile(file);
    expect((await decide(bureau, file)).status).toBe(202);
    await shows(file, 'technical');
    await eventually('the view of the Temporal UI has it', async () => {
      const { engine } = bureau.service;
      const query = narrowedTo(viewNamed('technical'), { bureau: 'tj' });
      return engine.as('o-coord', async () => {
        for await (const run of engine.client.workflow.list({ query }))
          if (run.workflowId === file) return true;
        return false;
      });
    });
    // Lists, desk and alarm read the database: it is told by a statement of its own.
    expect(await eventually('the database knows', () => listed(file, 'technical'))).toMatchObject({
      id: file,
      fault: 'P0001',
    });
    expect(await onDesk()).toBeGreaterThanOrEqual(1);
    expect(await gauge()).toBeGreaterThanOrEqual(1);
    const reply = await bureau.post(
      people.payment,
      actPath(file, 'decision-reply'),
      payload['decision-reply'](),
    );
    expect(reply.status).toBe(202);
    expect((await attentionOf(file)).status).toBe('RUNNING');
    expect(await typesOf(bureau, file)).toHaveLength(3);
    await mend();
    expect((await retry(file)).status).toBe(200);
    expect(await verdictOf(bureau, (reply.body as { id: string }).id)).toMatchObject({
      accepted: true,
      timing: 'in-time',
    });
    await eventually(
      'attention is normal again',
      async () => (await attentionOf(file)).attention === 'on-track',
    );
    expect(await listed(file, 'technical')).toBeUndefined();
    expect(await listed(file, 'on-track')).toMatchObject({ attention: 'on-track', fault: null });
    expect(await chainFault(bureau, file)).toBeUndefined();
  });

  it("and also while the file's own row cannot be written, the API finds it by asking the engine, and finds that it is over", async () => {
    const { file } = await openA(bureau);
    await breakFile(file);
    await bureau.owner.unsafe(
      `create trigger ${name(file)}_row before update of attention on file for each row when (new.id = '${file}') execute function ${name(file)}()`,
    );
    await decide(bureau, file);
    await shows(file, 'technical');
    expect(await listed(file, 'technical')).toBeUndefined();
    await bureau.owner.unsafe(`drop trigger ${name(file)}_row on file`);
    await eventually('the look finds it', async () => {
      await bureau.service.background.technical.look();
      return listed(file, 'technical');
    });
    await mend();
    expect((await retry(file)).status).toBe(200);
    expect(await listed(file, 'on-track')).toMatchObject({ id: file });
    // Marked by a look that was late, it is put right by the next one.
    await bureau.owner`select mark_attention(${file}, 'technical', 'late')`;
    await eventually('the look sees that it is over', async () => {
      await bureau.service.background.technical.look();
      return listed(file, 'on-track');
    });
  });

  it('a retry before it is mended is no harm', async () => {
    const { file } = await openA(bureau);
    await breakFile(file);
    await decide(bureau, file);
    await shows(file, 'technical');
    expect((await retry(file)).status).toBe(202);
    await shows(file, 'technical');
    await mend();
    expect((await retry(file)).status).toBe(200);
    expect((await registerOf(bureau, file)).filter((e) => e.type === 'act-accepted')).toHaveLength(
      4,
    );
  });

  it('no breach is charged for it: an act received in time counts, though its due instant has passed meanwhile', async () => {
    const { file, receivedAt } = await openA(bureau);
    await breakFile(file);
    expect((await decide(bureau, file)).status).toBe(202);
    await shows(file, 'technical');
    const act = await store(
      bureau,
      file,
      people.payment,
      'decision-reply',
      payload['decision-reply'](),
      { arrivedAt: receivedAt + 2 * HOUR },
    );
    await bureau.skipTo(file, (receivedAt + 30 * HOUR) as never);
    await mend();
    expect([200, 202]).toContain((await retry(file)).status);
    await release(bureau, act.id);
    await signalAct(bureau, file, act);
    expect(await verdictOf(bureau, act.id)).toMatchObject({ accepted: true, timing: 'in-time' });
    const breaches = await bureau.owner<
      { key: string }[]
    >`select key from breach where file_id = ${file}`;
    expect(breaches.map((b) => b.key)).toEqual(['fileDecision']);
  });

  it('what the database said does not reach the history', async () => {
    const { file } = await openA(bureau);
    await breakFile(file);
    await decide(bureau, file);
    await shows(file, 'technical');
    const { engine } = bureau.service;
    const history = await engine.as('o-coord', () =>
      engine.client.workflow.getHandle(file).fetchHistory(),
    );
    expect(JSON.stringify(history.events)).not.toContain('张三');
    expect(JSON.stringify(history.events)).toContain('P0001');
    await mend();
    expect([200, 202]).toContain((await retry(file)).status);
  });
});
