/**
 * `npm run demo -- services`: the year 2021 of the plan of Qianjiang in fast motion, through the API: the lists, closed cases, innovations, all sixteen tasks with their evidence, and
 * every weekly, monthly, quarterly and yearly review, each beside an independent count; then dossiers, verified. Exits with 1 where they differ. Everything in it is invented.
 */
import { connect, type Sql } from '../../db/client.ts';
import { printed } from '../../domain/service-catalogue/terms.ts';
import { databasesFor } from '../engine/details.ts';
import { Dossiers, printDossiers } from './dossiers.ts';
import { namespace, type Harness } from './harness.ts';
import { assessed, reviewed, reviewsOf } from './services/compare.ts';
import { act, askerOf, document, founded, groupOf, until, type Ask } from './services/ground.ts';
import {
  casesOf,
  dated,
  flagged,
  innovations,
  timed,
  type Case,
  type Done,
} from './services/script.ts';

const CASES = 400;
interface Task {
  row: string;
  file: string | null;
  stage: string | null;
  units: string[];
}

const noon = (day: string): string => `${day}T12:00:00+08:00`;
/** 清单、办件、创新服务 What the figures are counted from. */
async function counted(ask: Ask, cases: readonly Case[]): Promise<void> {
  const services = printed.services.map((s) => {
    const time = timed.find(([number]) => number === s.number);
    return {
      ...s,
      online: s.number <= flagged.online,
      fullyOnline: s.number <= flagged.wholly,
      instant: s.number <= flagged.instant,
      ...(time && { time: { unit: time[1], statutory: String(time[2]) } }),
    };
  });
  const powers = printed.powers.map((p) => ({ ...p, fullyOnline: p.number <= flagged.powers }));
  const day = '2021-04-27';
  const lists = { decidedOn: day, inForceOn: day, document: document(2), powers, services };
  const { file } = await ask<{ file: string }>(
    'registrar',
    'POST',
    '/v1/service-catalogues',
    lists,
  );
  const { hash } = await ask<{ hash: string }>('head', 'GET', `/v1/service-catalogues/${file}`);
  await act(ask, 'head', file, 'service-catalogue-confirmation', { list: hash });
  const reported = cases.map(({ no, service, closedOn, visits, took }) => ({
    case: no,
    service,
    acceptedOn: day,
    closedOn,
    visits,
    channel: 'online',
    inPlace: false,
    ...(took !== undefined && {
      took: {
        amount: (took / 10).toFixed(1),
        unit: timed.find(([number]) => number === service)![1],
      },
    }),
  }));
  const withdrawn = cases
    .filter((c) => c.withdrawn)
    .map(({ no }) => ({ case: no, withdrawn: true, reason: '样例：重复报送' }));
  await ask('h', 'POST', '/v1/services/cases', { cases: [...reported, ...withdrawn] });
  for (const one of innovations) {
    const note = { kind: 'innovation', ...one, description: '样例', document: document(3) };
    const { id } = await ask<{ id: number }>('h', 'POST', '/v1/services/notes', note);
    await ask('head', 'POST', `/v1/services/notes/${id}/confirmation`, {});
  }
}

const tasksOf = async (ask: Ask): Promise<Task[]> =>
  (await ask<{ items: { rows: Task[] }[] }>('reg', 'GET', '/v1/work-plans')).items.flatMap(
    ({ rows }) => rows,
  );

/** 补录 Evidence of a year that is over: what is claimed in time another unit confirms; what was late is late. */
async function entered(ask: Ask, bureau: string, task: Task, done: Done): Promise<void> {
  const [file, by] = [task.file!, task.units[0]!.slice(bureau.length + 1)];
  if (done.row === '6.1')
    await act(ask, 'deputy', file, 'task-date-confirmation', {
      on: done.due,
      reason: '正文写明 2021 年底前',
    });
  const completes = () =>
    act(ask, by, file, 'task-completion', {
      completedAt: noon(done.on),
      description: '样例',
      evidence: [document(4)],
    });
  await completes();
  if (done.returned) {
    const back = { outcome: 'returned', reason: '样例：证明不全' };
    await act(ask, 'off2', file, 'task-acceptance', back);
    await completes();
  }
  await act(ask, 'off1', file, 'task-acceptance', { outcome: 'accepted' });
  const claimed = await ask<{ items: { key: string; state: string }[] }>(
    'reg',
    'GET',
    `/v1/breaches?file=${file}`,
  );
  for (const { key } of claimed.items.filter(({ state }) => state === 'claimed-in-time'))
    await act(ask, 'off2', file, 'evidence-confirmation', {
      duty: key,
      confirmed: true,
      evidence: document(5),
    });
}

/** 方案 Its sixteen rows, each done; and closed on the last day of its year. */
async function planned(ask: Ask, bureau: string): Promise<{ plan: string; tasks: Task[] }> {
  await ask('registrar', 'PUT', '/v1/work-group', groupOf(bureau));
  const { file: plan } = await ask<{ file: string }>('off1', 'POST', '/v1/work-plans', {
    year: 2021,
    issuedOn: '2021-04-27',
    closedOn: '2021-12-31',
    document: document(6),
  });
  await until('sixteen tasks are open', async () => {
    const tasks = await tasksOf(ask);
    return tasks.length === 16 && tasks.every(({ stage }) => stage !== null && stage !== 'opening');
  });
  const tasks = await tasksOf(ask);
  await Promise.all(
    dated.map((done) =>
      entered(
        ask,
        bureau,
        tasks.find(({ row }) => row === done.row)!,
        done,
      ),
    ),
  );
  await act(ask, 'off1', plan, 'plan-closing', { document: document(7) });
  return { plan, tasks };
}

export async function servicesCommand(harness: Harness): Promise<void> {
  const { bureau, stack } = harness;
  const sql: Sql = connect(databasesFor(stack, namespace).ownerUrl, { max: 1 });
  await founded(sql, bureau).finally(() => sql.end());
  const ask = askerOf(harness);
  const cases = casesOf(CASES);
  await counted(ask, cases);
  console.log(
    `\n${cases.length} 件办件 cases, ${cases.filter((c) => c.withdrawn).length} withdrawn`,
  );
  const { plan, tasks } = await planned(ask, bureau);
  console.log(
    `  ${plan}: ${tasks.length} 项任务 tasks, ${dated.filter(({ on, due }) => on > due).length} late`,
  );
  const differ = [...(await reviewed(ask, cases)), ...(await assessed(ask, tasks))];
  if (differ.length > 0)
    throw new Error(
      `独立清点不一致 The independent count differs:\n${differ.slice(0, 20).join('\n')}`,
    );
  console.log(
    '独立清点一致。The independent count agrees: every task, figure and section in every review.',
  );
  const [year] = (await reviewsOf(ask)).filter(({ span }) => span === 'year');
  const dossiers = new Dossiers(harness, bureau, `o-${bureau}-reg`);
  const verified = [];
  for (const file of [plan, tasks.find(({ row }) => row === '4.2')!.file!, year!.file])
    verified.push(await dossiers.verified(file));
  printDossiers(verified);
}
