/** After a day: whatever is not where it must be. */
import { chainFaultOf } from './chains.ts';
import type { DayResult, DayScenario } from './day-scenario.ts';
import type { Receiver } from './receiver.ts';
import { chance } from './seeded.ts';
import type { Harness } from './harness.ts';

export async function faultsOfDay(
  of: DayScenario,
  receiver: Receiver,
  seed: number,
): Promise<string[]> {
  const { harness, day } = of;
  return [
    ...(await misplaced(harness, day)),
    ...(await unjudged(harness)),
    ...(await independentTouched(harness, day)),
    ...(await forgotten(harness, day)),
    ...(await undelivered(harness, receiver)),
    ...(await chainFaultOf(harness.owner)),
    ...(await notRunning(harness, seed)),
    ...(await answeredOtherwise(of)),
  ].slice(0, 20);
}

interface Case {
  result: string;
  file: string;
  outcome: string | null;
  stage: string;
  state: string;
  files: number;
}

/** Every approval: one case, and in it what the day has made of it. */
async function misplaced({ owner }: Harness, day: DayResult): Promise<string[]> {
  const results = [...day.cases.keys()];
  const rows = await owner<
    Case[]
  >`select r.id as result, r.file_id as file, f.outcome, f.stage, r.state, (select count(*)::int from file x where x.procedure = 'commitment-case' and x.subject_id = r.id) as files
    from result r join file f on f.id = r.file_id where r.id = any(${results})`;
  const [checked, dependent] = [
    new Set(day.checked),
    new Set([...day.dependents.open, day.dependents.newcomer]),
  ];
  const faults = rows.flatMap(({ result, file, outcome, stage, state, files }) => {
    const want = checked.has(result)
      ? 'closed conforming live'
      : dependent.has(result)
        ? 'closed revoked revoked'
        : 'pushed null live';
    const is = `${stage} ${outcome} ${state}`;
    return is === want && files === 1 && file === day.cases.get(result)
      ? []
      : [`${result}: ${is} in ${files} files instead of ${want}`];
  });
  return rows.length === results.length
    ? faults
    : [...faults, `${rows.length} of ${results.length} results are registered`];
}

async function unjudged({ owner }: Harness): Promise<string[]> {
  const rows = await owner<
    { id: string }[]
  >`select id from file where inbox_number <> judged_number and opening ? 'letter'`;
  const acts = await owner<
    { act: string }[]
  >`select act_id as act from inbox where verdict is null`;
  return [
    ...rows.map(({ id }) => `${id}: not everything is judged`),
    ...acts.map(({ act }) => `${act}: no verdict`),
  ];
}

/** Nothing that does not depend on the licence has heard of it. */
async function independentTouched({ owner }: Harness, day: DayResult): Promise<string[]> {
  const rows = await owner<
    { id: string }[]
  >`select r.id from result r where not r.licences @> ${[day.licence]} and (r.state <> 'live' or exists (select 1 from inbox i where i.file_id = r.file_id and i.type in ('licence-revoked', 'revocation')))`;
  return rows.map(({ id }) => `${id}: touched, though it does not depend on the licence`);
}

/** Every dependent was confirmed by a person and revoked, in its case or, where that had ended, in one file of its own. */
async function forgotten({ owner }: Harness, day: DayResult): Promise<string[]> {
  const { open, closed, newcomer } = day.dependents;
  const rows = await owner<
    {
      result: string;
      decision: string | null;
      where: string | null;
      by: string | null;
      outcome: string;
      files: number;
    }[]
  >`select l.result_id as result, l.decision, l.revocation_file as where, r.revoked_by_file as by, f.outcome,
      (select count(*)::int from file x where x.procedure = 'result-revocation' and x.subject_id = r.id) as files
    from licence_revocation_result l join result r on r.id = l.result_id join file f on f.id = r.file_id where l.file_id = ${day.cascade}`;
  const wanted = new Set([...open, ...closed, newcomer]);
  const old = new Set(closed);
  const faults = rows.flatMap(({ result, decision, where, by, outcome, files }) => {
    if (!wanted.delete(result)) return [`${result}: listed, though it does not depend`];
    const own = old.has(result)
      ? files === 1 && by!.startsWith('RV') && outcome === 'conforming'
      : files === 0 && by === day.cases.get(result);
    return decision === 'revoke' && by !== null && by === where && own
      ? []
      : [`${result}: ${decision}, revoked in ${by}, meant for ${where}, ${files} files of its own`];
  });
  return [...faults, ...[...wanted].map((result) => `${result}: forgotten`)];
}

/** At least once, and in order of each file. Entries still come while we look (a closed history is exported): so look again. */
async function undelivered(harness: Harness, receiver: Receiver): Promise<string[]> {
  const { owner } = harness;
  await harness.patiently(
    'the outbox is empty',
    async () =>
      (await owner`select 1 from delivery where state <> 'delivered' limit 1`).length === 0
        ? true
        : undefined,
    600_000,
  );
  const look = async (): Promise<string[]> => {
    const files = await owner<
      { id: string; entries: number }[]
    >`select id, register_seq as entries from file where register_seq > 0`;
    return files.flatMap(({ id, entries }) => receiver.fault(id, entries) ?? []);
  };
  return harness
    .patiently(
      'everything came',
      async () => ((await look()).length === 0 ? [] : undefined),
      20_000,
    )
    .catch(look);
}

/** A seeded handful of the open ones runs in the engine. */
async function notRunning({ owner, engine }: Harness, seed: number): Promise<string[]> {
  const draw = chance(seed);
  const open = await owner<
    { id: string }[]
  >`select id from file where closed_at is null order by id`;
  const some = Array.from(
    { length: Math.min(20, open.length) },
    () => open[Math.floor(draw() * open.length)]!.id,
  );
  const states = await Promise.all(
    some.map(async (id) => [id, (await engine.runOf(id)).status] as const),
  );
  return states.flatMap(([id, state]) => (state === 'RUNNING' ? [] : [`${id}: ${state}`]));
}

/** The first batch once more: the same answers. */
async function answeredOtherwise(of: DayScenario): Promise<string[]> {
  const { events, answers } = of.day.first;
  return JSON.stringify(await of.send(events)) === JSON.stringify(answers)
    ? []
    : ['the same batch is answered otherwise'];
}
