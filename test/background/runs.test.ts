/** Runs beside the register: what is gone, behind, beyond the end, or another file's, is seen within a look and mended where that is safe. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registeredFiles } from '../../db/queries/runs.ts';
import { hashOf } from '../../db/queries/turns.ts';
import type { Act } from '../../domain/law/act.ts';
import { startOf } from '../../api/intake/procedures.ts';
import {
  actPath,
  chainFault,
  decide,
  eventually,
  openA,
  payload,
  registerOf,
  typesOf,
  verdictOf,
} from '../kit/support.ts';
import { declineAndEnd } from './ending.ts';
import { Bureau, document, documentNo, iso, people } from '../setup/bureau.ts';

let bureau: Bureau;
let runs: Bureau['service']['background']['runs'];
beforeAll(async () => {
  bureau = await Bureau.open();
  ({ runs } = bureau.service.background);
  // From now on the looks compare by themselves.
  await runs.look();
});
afterAll(() => bureau.close());

const handle = (file: string) => bureau.service.engine.client.workflow.getHandle(file);
const asTest = <T>(work: () => Promise<T>): Promise<T> => bureau.service.engine.as('test', work);
const statusOf = async (file: string) => (await bureau.service.engine.runOf(file)).status;
const faultOf = async (file: string) =>
  (
    await bureau.owner<
      { fault: string; tries: number; mended: boolean }[]
    >`select fault, tries, mended_at is not null as mended from run_fault where file_id = ${file}`
  )[0];
const attention = async (file: string) =>
  ((await bureau.get(people.coordinator, `/v1/files/${file}`)).body as { attention: string })
    .attention;
const shown = (file: string) =>
  eventually(
    `visibility shows ${file}`,
    async () =>
      (
        await asTest(() =>
          bureau.service.engine.client.workflow.count(
            `WorkflowId = "${file}" AND ExecutionStatus != "Running"`,
          ),
        )
      ).count > 0,
  );

/** Runs of files that the register has lost: the numbers after the last one it knows. */
async function lostFiles(count: number): Promise<{ files: string[]; last: number }> {
  const { file } = await openA(bureau);
  const [row] = await bureau.owner<
    { opening: { letter: Act } }[]
  >`select opening from file where id = ${file}`;
  const last = Number(file.slice(-5));
  const files = Array.from(
    { length: count },
    (_, n) => `${file.slice(0, -5)}${String(last + 1 + n).padStart(5, '0')}`,
  );
  for (const id of files)
    await bureau.service.engine.start(
      startOf({ ...row!.opening, file: id, letter: { ...row!.opening.letter, id: `lost-${id}` } }),
      people.supervision,
    );
  return { files, last };
}

const letter = (subject: string) => ({
  direction: 'A',
  subject: { kind: 'institution', id: subject },
  documentNo: documentNo(),
  document: document(),
  grounds: ['suspected-violation'],
  investigation: document(2),
});

describe('a run that is gone', () => {
  it('is an alarm at the next look and runs again at once; nothing is doubled', async () => {
    const { file } = await openA(bureau);
    await decide(bureau, file);
    const before = await registerOf(bureau, file);
    await asTest(() => handle(file).terminate('an accident'));
    await shown(file);
    await runs.look();
    expect(await statusOf(file)).toBe('RUNNING');
    expect(await faultOf(file)).toMatchObject({ fault: 'TERMINATED', tries: 1 });
    expect(
      (
        await bureau.post(
          people.payment,
          actPath(file, 'decision-reply'),
          payload['decision-reply'](),
        )
      ).status,
    ).toBe(200);
    expect((await registerOf(bureau, file)).slice(0, before.length)).toEqual(before);
    await runs.look();
    expect(await faultOf(file)).toMatchObject({ mended: true });
  });

  it('shows on the desk, in the list and the gauges until it is mended, and is not started for ever', async () => {
    const { file } = await openA(bureau);
    // It has been tried as often as it is.
    await bureau.owner`insert into run_fault (file_id, fault, tries) values (${file}, 'FAILED', 5)`;
    await asTest(() => handle(file).terminate('again'));
    await shown(file);
    await runs.look();
    expect(await statusOf(file)).toBe('TERMINATED');
    expect(await attention(file)).toBe('technical');
    const list = (await bureau.get(people.coordinator, '/v1/files?attention=technical&state=open'))
      .body as { items: { id: string }[] };
    expect(list.items.map(({ id }) => id)).toContain(file);
    const desk = (await bureau.get(people.coordinator, '/v1/desk')).body as {
      links: { title: { en: string }; count: number }[];
    };
    expect(
      desk.links.find(({ title }) => title.en.startsWith('Not running'))!.count,
    ).toBeGreaterThan(0);
    expect((await bureau.get(people.coordinator, '/metrics')).text).toMatch(
      /duban_runs_faulty\{fault="TERMINATED"\} [1-9]/,
    );
    // A person may want it all the same.
    const mended = (await bureau.post(people.admin, '/v1/reconciliation', {})).body as {
      restarted: string[];
    };
    expect(mended.restarted).toContain(file);
    await runs.look();
    expect(await attention(file)).toBe('on-track');
    expect(await statusOf(file)).toBe('RUNNING');
  });

  it('is found by the numbers when the engine does not know it at all', async () => {
    const { file } = await openA(bureau);
    await runs.compare();
    const { engine } = bureau.service;
    await asTest(() =>
      engine.connection.workflowService.deleteWorkflowExecution({
        namespace: engine.options.namespace,
        workflowExecution: { workflowId: file },
      }),
    );
    await eventually('it is gone', async () => (await statusOf(file)) === 'MISSING');
    await eventually('it runs again', async () => {
      await runs.look();
      return (await statusOf(file)) === 'RUNNING';
    });
    expect(await faultOf(file)).toMatchObject({ fault: 'MISSING' });
  });

  it('is found by the numbers also where another one was on its way when everything was compared', async () => {
    const [late, file] = [(await openA(bureau)).file, (await openA(bureau)).file];
    const { engine } = bureau.service;
    const remove = async (workflowId: string): Promise<void> => {
      await asTest(() =>
        engine.connection.workflowService.deleteWorkflowExecution({
          namespace: engine.options.namespace,
          workflowExecution: { workflowId },
        }),
      );
      await eventually('it is gone', async () => (await statusOf(workflowId)) === 'MISSING');
    };
    await remove(late);
    await runs.compare();
    await runs.mend({ id: late }, 'MISSING');
    await remove(file);
    await eventually('it runs again', async () => {
      await runs.look();
      return (await statusOf(file)) === 'RUNNING';
    });
  });

  it('one that can never start again keeps nobody else waiting', async () => {
    const [bad, good] = [await openA(bureau), await openA(bureau)];
    await bureau.owner`update file set opening = opening - 'procedure' where id = ${bad.file}`;
    for (const { file } of [bad, good]) {
      await asTest(() => handle(file).terminate('both'));
      await shown(file);
    }
    const reply = await bureau.post(people.admin, '/v1/reconciliation', {});
    expect(reply.status).toBe(200);
    expect(reply.body).toMatchObject({
      restarted: expect.arrayContaining([good.file]),
      failed: expect.arrayContaining([bad.file]),
    });
    await bureau.owner`update file set opening = opening || '{"procedure":"rapid-response"}' where id = ${bad.file}`;
    await runs.mend({ id: bad.file }, 'TERMINATED');
  });
});

describe('a run that the engine has older than the register', () => {
  /** As after a restore of the engine: a run of the same letter that has heard nothing since. */
  async function older(file: string): Promise<void> {
    const [row] = await bureau.owner<
      { opening: { letter: Act } }[]
    >`select opening from file where id = ${file}`;
    await asTest(() => handle(file).terminate('restored'));
    await bureau.service.engine.start(startOf(row!.opening), row!.opening.letter.officer, {
      again: true,
    });
    await eventually(
      'it knows its letter',
      async () => (await bureau.service.engine.judgedBy(file)) === 1,
    );
  }

  it('is found behind, and told again what it has lost', async () => {
    const { file } = await openA(bureau);
    await decide(bureau, file);
    await older(file);
    await bureau.owner`update file set changed_at = now() - interval '1 hour' where id = ${file}`;
    const found = (await bureau.get(people.admin, '/v1/reconciliation')).body as {
      otherwise: object[];
    };
    expect(found.otherwise).toContainEqual({ file, fault: 'BEHIND' });
    const before = await registerOf(bureau, file);
    await runs.look();
    await eventually(
      'it has heard',
      async () => (await bureau.service.engine.judgedBy(file)) === 2,
    );
    await runs.look();
    expect(await faultOf(file)).toMatchObject({ fault: 'BEHIND', mended: true });
    expect(await registerOf(bureau, file)).toEqual(before);
  });

  it('judges a new act though the one before it is lost: the relay fills the gap', async () => {
    const { file } = await openA(bureau);
    await decide(bureau, file);
    await older(file);
    // It hears number 3 and waits for number 2, which has had its verdict: nobody would send that again.
    const reply = bureau.post(
      people.payment,
      actPath(file, 'decision-reply'),
      payload['decision-reply'](),
    );
    await eventually(
      'it was heard a while ago',
      async () =>
        (
          await bureau.owner`update inbox set signalled_at = now() - interval '1 minute', next_try_at = null where file_id = ${file} and number = 3`
        ).count === 1,
    );
    expect((await reply).status).toBe(200);
    expect(await chainFault(bureau, file)).toBeUndefined();
  });

  it('goes on after the end of its file until it is told of that', async () => {
    const { file } = await openA(bureau);
    await decide(bureau, file);
    await older(file);
    await bureau.owner`update file set closed_at = now(), outcome = 'no-case', changed_at = now() - interval '1 hour' where id = ${file}`;
    await runs.compare().then(async ({ suspects }) => {
      for (const one of suspects) await runs.examine(one);
    });
    expect(await faultOf(file)).toMatchObject({ fault: 'NOT-CLOSED' });
    await runs.look();
    await eventually(
      'it has heard',
      async () => (await bureau.service.engine.judgedBy(file)) === 2,
    );
    await bureau.owner`update file set closed_at = null, outcome = null where id = ${file}`;
  });
});

describe('a run that has gone on since the row of its file was read', () => {
  const rowOf = async (file: string) => (await registeredFiles(bureau.service.sql, [file]))[0]!;

  it('is no fault: the row is read again before anything is noted', async () => {
    const [acted, ended] = [(await openA(bureau)).file, (await openA(bureau)).file];
    const rows = [await rowOf(acted), await rowOf(ended)];
    await decide(bureau, acted);
    await declineAndEnd(bureau, ended);
    await eventually('its run has ended', async () => (await statusOf(ended)) === 'COMPLETED');
    for (const row of rows)
      expect(await runs.examine({ ...row, changed: 3_600_000 })).toBe(undefined);
    expect([await faultOf(acted), await faultOf(ended)]).toEqual([undefined, undefined]);
  });
});

describe('a number that the engine has given to another file', () => {
  it('is passed over, with all the numbers that the register has lost', async () => {
    const { files, last } = await lostFiles(3);
    const year = Number(files[0]!.slice(8, 12));
    await eventually(
      'visibility has them',
      async () =>
        (await bureau.service.engine.lists.highest(
          { procedure: 'rapid-response', bureau: 'tj', year },
          0,
        )) >=
        last + 3,
    );
    const next = await openA(bureau);
    expect(Number(next.file.slice(-5))).toBeGreaterThan(last + 3);
    expect((await decide(bureau, next.file)).status).toBe(200);
    expect(await typesOf(bureau, next.file)).not.toContain('forged-message');
    // They run, and nobody knows of them: that is said.
    const { unregistered } = (await bureau.get(people.admin, '/v1/reconciliation')).body as {
      unregistered: string[];
    };
    expect(unregistered).toEqual(expect.arrayContaining(files));
    for (const file of files) await asTest(() => handle(file).terminate('done'));
  });

  it('is refused at the start, said, and listed, when the engine could not be asked before', async () => {
    const file = (await lostFiles(1)).files[0]!;
    const [row] = await bureau.owner<
      { opening: Record<string, unknown> & { letter: Act } }[]
    >`select opening from file where procedure = 'rapid-response' and bureau_id = 'tj' and direction = 'A' order by opened_at desc limit 1`;
    // What the API does while the engine is away: it keeps the opening and leaves the start to the relay.
    const subject = await bureau.institution();
    const body = letter(subject);
    const own = {
      ...row!.opening.letter,
      id: `own-${file}`,
      hash: hashOf(body),
      facts: { ...row!.opening.letter.facts, subject },
    };
    const key = `key-${file}`;
    const opening = { ...row!.opening, letter: own };
    await bureau.owner`select open_file(${bureau.owner.json({
      procedure: 'rapid-response',
      bureau: 'tj',
      subjectKind: 'institution',
      subjectId: subject,
      direction: 'A',
      year: 2026,
      idPattern: file,
      opening,
      arrivedAt: own.arrivedAt,
      receivedAt: own.receivedAt,
      actId: own.id,
      type: own.type,
      unit: own.unit,
      officer: own.officer,
      message: own,
      payload: {},
      hash: own.hash,
      key,
    } as never)})`;
    await eventually(
      'the relay has tried',
      async () => (await faultOf(file))?.fault === 'ANOTHER-FILE',
    );
    expect(
      await bureau.owner`select 1 from file where id = ${file} and started_at is null`,
    ).toHaveLength(1);
    // Nor has that run written into it, though it knows no better than that it is this file.
    await eventually(
      'it has tried',
      async () => (await bureau.service.engine.judgedBy(file)) === 1,
    );
    expect(await typesOf(bureau, file)).toEqual([]);
    const again = await bureau.post(people.supervision, '/v1/rapid-responses', body, key);
    expect([again.status, (again.body as { code: string }).code]).toEqual([503, 'number-taken']);
    const found = (await bureau.get(people.admin, '/v1/reconciliation')).body as {
      otherwise: object[];
    };
    expect(found.otherwise).toContainEqual({ file: file, fault: 'ANOTHER-FILE' });
    // No look starts it, and no repair: the other file's run is the only trace of that file.
    await bureau.post(people.admin, '/v1/reconciliation', {});
    expect((await bureau.service.engine.runOf(file)).letter?.id).toBe(`lost-${file}`);
    // A person has looked, and ended the lost file's run.
    await asTest(() => handle(file).terminate('looked into'));
    expect(
      ((await bureau.post(people.admin, '/v1/reconciliation', {})).body as { restarted: string[] })
        .restarted,
    ).toContain(file);
    await verdictOf(bureau, own.id);
    expect((await bureau.post(people.supervision, '/v1/rapid-responses', body, key)).status).toBe(
      200,
    );
  });
});

describe('a history that is gone', () => {
  async function closed(): Promise<string> {
    const { file } = await openA(bureau);
    const now = await bureau.now(file);
    await bureau.post(people.payment, actPath(file, 'suspension-decision'), {
      documentNo: documentNo(),
      document: document(),
      decidedAt: iso(now),
      outcome: 'decline',
      reason: '协议无此条款',
    });
    for (const type of ['decision-reply', 'decision-filing'] as const)
      await bureau.post(people.payment, actPath(file, type), payload[type]());
    await bureau.post(people.supervision, actPath(file, 'filing-decision'), {
      documentNo: documentNo(),
      document: document(),
      decidedAt: iso(now),
      outcome: 'not-filed',
      reason: '线索不实',
    });
    await eventually(
      'it closes',
      async () =>
        (await bureau.owner`select 1 from file where id = ${file} and closed_at is not null`)
          .length > 0,
    );
    await eventually('its run has ended', async () => (await statusOf(file)) === 'COMPLETED');
    return file;
  }

  it('is entered as lost once, counted, and stops nobody else’s from being kept', async () => {
    const { engine, background } = bureau.service;
    const [kept, { file: lost }] = [await closed(), await openA(bureau)];
    await asTest(() =>
      engine.connection.workflowService.deleteWorkflowExecution({
        namespace: engine.options.namespace,
        workflowExecution: { workflowId: lost },
      }),
    );
    await eventually('it is gone', async () => (await statusOf(lost)) === 'MISSING');
    // The longest closed of all, long ago.
    await bureau.owner`update file set closed_at = now() - interval '3 days', changed_at = now() - interval '3 days', outcome = 'no-case' where id = ${lost}`;
    expect((await bureau.get(people.admin, '/metrics')).text).toMatch(
      /duban_history_oldest_seconds 2(59|6)\d{3}/,
    );
    expect((await bureau.post(people.admin, '/v1/reconciliation', {})).status).toBe(200);
    await background.histories.keepAll();
    expect((await typesOf(bureau, kept)).at(-1)).toBe('history-kept');
    expect((await typesOf(bureau, lost)).filter((type) => type === 'history-lost')).toHaveLength(1);
    expect(await chainFault(bureau, lost)).toBeUndefined();
    const found = (await bureau.get(people.admin, '/v1/reconciliation')).body as {
      lostHistories: string[];
      unexported: string[];
    };
    expect(found.lostHistories).toContain(lost);
    expect(found.unexported).not.toContain(lost);
    expect((await bureau.get(people.admin, '/metrics')).text).toMatch(/duban_histories_lost [1-9]/);
  });

  it('of an earlier run, while its file goes on, is entered as lost once and counted; so is one whose run is gone without a trace', async () => {
    const { engine, background } = bureau.service;
    const lostNow = async () =>
      Number(
        /duban_histories_lost (\d+)/.exec((await bureau.get(people.admin, '/metrics')).text)![1],
      );
    const before = await lostNow();
    const { file } = await openA(bureau);
    const run = randomUUID();
    await bureau.owner`select note_run(${file}, ${run})`;
    await background.histories.keepAll();
    // Just noted, it may only be late.
    expect(await typesOf(bureau, file)).not.toContain('history-lost');
    await bureau.owner`update ended_run set noted_at = now() - interval '1 hour' where run_id = ${run}`;
    await background.histories.keepAll();
    await background.histories.keepAll();
    const entered = (await registerOf(bureau, file)).filter(({ type }) => type === 'history-lost');
    expect(entered.map(({ body }) => body)).toEqual([{ run }]);
    expect(await chainFault(bureau, file)).toBeUndefined();

    const gone = (await openA(bureau)).file;
    await asTest(() =>
      engine.connection.workflowService.deleteWorkflowExecution({
        namespace: engine.options.namespace,
        workflowExecution: { workflowId: gone },
      }),
    );
    await eventually('it is gone', async () => (await statusOf(gone)) === 'MISSING');
    await runs.mend({ id: gone }, 'MISSING');
    expect(
      (await registerOf(bureau, gone))
        .filter(({ type }) => type === 'history-lost')
        .map(({ body }) => body),
    ).toEqual([{}]);
    expect((await decide(bureau, gone)).status).toBe(200);
    expect(await chainFault(bureau, gone)).toBeUndefined();
    expect(await lostNow()).toBe(before + 2);
    const { lostHistories } = (await bureau.get(people.admin, '/v1/reconciliation')).body as {
      lostHistories: string[];
    };
    expect(lostHistories).toEqual(expect.arrayContaining([file, gone]));
  });
});
