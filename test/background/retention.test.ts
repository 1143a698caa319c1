/**
 * 保存期限 A history must be kept before the engine deletes it. The runs live in a namespace with the shortest retention that the server allows, beside a database
 * and under a worker of the test's own, so that no other process keeps them: the archive is down when the test says so.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, openA, typesOf } from '../kit/support.ts';
import { Bureau, people } from '../setup/bureau.ts';
import { ownPlace, type OwnPlace } from '../setup/own-place.ts';
import { declineAndEnd } from './ending.ts';

const HOUR = 3_600_000;

let place: OwnPlace;
/** No archive runs here. */
let down: Bureau;

beforeAll(async () => {
  place = await ownPlace({ retentionDays: 1 / 24 });
  down = await place.open();
  await down.service.background.histories.loop.stop();
}, 240_000);
afterAll(async () => {
  await down?.close();
  await place?.close();
});

/** A file that has ended and of which nothing is kept. */
async function ended(): Promise<string> {
  const { file } = await openA(down);
  await declineAndEnd(down, file);
  await eventually('the run has ended', async () => {
    const { status } = await down.service.engine.runOf(file);
    return status === 'COMPLETED';
  });
  return file;
}

const gauge = async (bureau: Bureau, name: string): Promise<number> =>
  Number(
    new RegExp(`^duban_${name} (\\S+)$`, 'm').exec(
      (await bureau.get(people.admin, '/metrics')).text,
    )?.[1],
  );
const lateOnDesk = async (bureau: Bureau): Promise<number> => {
  const { links } = (await bureau.get(people.coordinator, '/v1/desk')).body as {
    links: { title: { en: string }; count: number }[];
  };
  return links.find(({ title }) => title.en === 'Histories not kept in time')!.count;
};
interface Late {
  file: string;
  run: string | null;
  endedAt: string;
  keptUntil: string | null;
}
const lateOf = async (bureau: Bureau, file: string): Promise<Late | undefined> =>
  (
    (await bureau.get(people.admin, '/v1/reconciliation')).body as { lateHistories: Late[] }
  ).lateHistories.find((one) => one.file === file);
const bodyOfHistory = async (file: string): Promise<{ state: string }> =>
  (await down.get(people.regulator, `/v1/files/${file}/history`)).body;
/** As if the run of the file had ended so long ago. */
const ago = (file: string, ms: number) =>
  down.owner`update file set changed_at = clock_timestamp() - ${ms}::float8 * interval '1 millisecond' where id = ${file}`;

describe('the retention of the engine', () => {
  it('is asked; a quarter of it, or an hour, and a history is late', async () => {
    const { retention } = down.service.engine;
    await retention.ask();
    expect([retention.known, retention.lateAfter]).toEqual([HOUR, HOUR / 4]);
    const other = await Bureau.open();
    await other.service.engine.retention.ask();
    const { known, lateAfter } = other.service.engine.retention;
    expect([known, lateAfter]).toEqual([24 * HOUR, HOUR]);
    await other.close();
  });

  it('yields to a shorter period of one’s own, and not to a longer one', async () => {
    for (const [hours, known] of [
      ['0.5', HOUR / 2],
      ['50', HOUR],
    ] as const) {
      const bureau = await place.open({ TEMPORAL_RETENTION_HOURS: hours });
      await bureau.service.engine.retention.ask();
      expect(bureau.service.engine.retention.known).toBe(known);
      await bureau.close();
    }
  });
});

describe('a history that is not kept while the archive is down', () => {
  it('is alarmed before the engine may delete it, and kept when the archive is up again', async () => {
    await down.service.engine.retention.ask();
    const file = await ended();
    expect(await lateOf(down, file)).toBeUndefined();
    expect(await gauge(down, 'histories_late')).toBe(0);
    await ago(file, 0.3 * HOUR);
    const late = (await lateOf(down, file))!;
    expect(late).toMatchObject({ file, run: null });
    expect(Date.parse(late.keptUntil!) - Date.parse(late.endedAt)).toBe(HOUR);
    expect(Date.parse(late.keptUntil!)).toBeGreaterThan(Date.now());
    expect(await gauge(down, 'histories_late')).toBe(1);
    expect(await gauge(down, 'history_left_seconds')).toBeLessThanOrEqual(0.7 * 3600);
    expect(await lateOnDesk(down)).toBe(1);

    const up = await place.open();
    up.service.background.histories.loop.wake();
    await eventually('kept', async () => (await typesOf(down, file)).at(-1) === 'history-kept');
    await up.close();
    expect(await lateOf(down, file)).toBeUndefined();
    expect([await gauge(down, 'histories_late'), await lateOnDesk(down)]).toEqual([0, 0]);
    expect((await bodyOfHistory(file)).state).toBe('kept');
  });

  it('of an earlier run, while its file goes on, is alarmed as well', async () => {
    const { file } = await openA(down);
    const { run } = await down.service.engine.newestRun(file);
    await down.owner`select note_run(${file}, ${run})`;
    await down.owner`update ended_run set noted_at = clock_timestamp() - interval '30 minutes' where run_id = ${run}`;
    expect(await lateOf(down, file)).toMatchObject({ file, run });
    expect(await gauge(down, 'history_left_seconds')).toBeLessThanOrEqual(1800);
    await down.service.background.histories.keepAll();
    expect(await lateOf(down, file)).toBeUndefined();
  });

  it('and is gone when the archive is up again, is told as lost, and stops nobody else’s', async () => {
    const [lost, kept] = [await ended(), await ended()];
    const { engine, background } = down.service;
    await engine.as('test', () =>
      engine.connection.workflowService.deleteWorkflowExecution({
        namespace: place.namespace,
        workflowExecution: { workflowId: lost },
      }),
    );
    await eventually(
      'it is gone',
      async () => (await engine.runOf(lost)).status === 'MISSING',
      60_000,
    );
    await ago(lost, 1.1 * HOUR);
    expect(await gauge(down, 'history_left_seconds')).toBeLessThan(0);
    const before = await gauge(down, 'histories_lost');
    await background.histories.keepAll();
    expect((await typesOf(down, lost)).at(-1)).toBe('history-lost');
    expect((await typesOf(down, kept)).at(-1)).toBe('history-kept');
    expect(await gauge(down, 'histories_lost')).toBe(before + 1);
    expect(await lateOf(down, lost)).toBeUndefined();
    const { lostHistories } = (await down.get(people.admin, '/v1/reconciliation')).body as {
      lostHistories: string[];
    };
    expect(lostHistories).toContain(lost);
    const reply = await down.get(people.regulator, `/v1/files/${lost}/history`);
    expect([reply.status, (reply.body as { code: string }).code]).toEqual([410, 'history-lost']);
  }, 120_000);
});
