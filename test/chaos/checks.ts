/** After the trouble: what must hold in any case, and what must be as in a run without trouble. */
import { due as count } from '../../domain/time/due.ts';
import { instant } from '../../domain/time/instant.ts';
import type { WorkCalendar } from '../../domain/time/limit.ts';
import { chainFault, registerOf } from '../kit/support.ts';
import type { Scenario } from './scenarios.ts';
import type { Harness } from './harness.ts';

const actId = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;
const bare = (key: string) => key.split(':')[0]!;

/** The course of a file without its instants and ids: what a disturbed run shares with an undisturbed one. */
export async function courseOf({ owner }: Harness, file: string): Promise<object> {
  // When a history is kept is the API's affair, and how many there are.
  const entries = (await registerOf({ owner }, file)).filter(({ type }) => type !== 'history-kept');
  const acts = await owner<
    {
      type: string;
      verdict: {
        accepted: boolean;
        timing?: string;
        duty?: string;
        refusal?: { code: string; clause: string };
      };
    }[]
  >`select type, verdict from inbox where file_id = ${file} order by number`;
  const duties = await owner<
    {
      key: string;
      state: string;
      from: number;
      due: number;
      status: string;
      clause: string;
      owedBy: string;
    }[]
  >`select key, state, at_ms(from_at)::float8 as from, at_ms(due_at)::float8 as due, status, clause, owed_by as "owedBy" from duty where file_id = ${file} order by key`;
  const breaches = await owner<
    { key: string; state: string; clause: string }[]
  >`select key, state, clause from breach where file_id = ${file} order by key`;
  return {
    acts: acts.map(({ type, verdict: v }) => [
      type,
      v.accepted,
      v.timing,
      v.duty && bare(v.duty),
      v.refusal?.code,
      v.refusal?.clause,
    ]),
    duties: duties.map((d) => [bare(d.key), d.state, d.status, d.clause, d.owedBy]),
    breaches: breaches.map((b) => [bare(b.key), b.state, b.clause]),
    entries: entries
      .map(
        (e) =>
          `${e.type} ${e.clause ?? ''} ${
            bare(e.key) === 'act'
              ? ''
              : bare(e.key.slice(e.key.indexOf(':') + 1))
                  .replace(/^i-c-.*/, 'subject')
                  .replace(actId, 'act')
          }`,
      )
      .sort(),
  };
}

/** Everything that is wrong with a file that has been through trouble; nothing when all is well. */
export async function faultsOf(
  harness: Harness,
  file: string,
  scenario: Scenario,
): Promise<string[]> {
  const { owner } = harness;
  const faults: string[] = [];
  const chain = await chainFault({ owner }, file);
  if (chain) faults.push(`chain: ${chain}`);
  faults.push(
    ...(await duesWrong(harness, file, scenario)),
    ...(await missingOrDoubled(harness, file)),
  );
  const breaches = (
    await owner<
      { key: string }[]
    >`select key from breach where file_id = ${file} and state = 'standing' order by key`
  ).map((b) => bare(b.key));
  if (JSON.stringify([...new Set(breaches)]) !== JSON.stringify(scenario.breaches))
    faults.push(`breaches: ${breaches.join(', ')} instead of ${scenario.breaches.join(', ')}`);
  const [f] = await owner<
    { outcome: string; inbox: number; judged: number }[]
  >`select outcome, inbox_number as inbox, judged_number as judged from file where id = ${file}`;
  if (f!.outcome !== scenario.outcome) faults.push(`outcome: ${f!.outcome}`);
  if (f!.inbox !== f!.judged) faults.push(`judged ${f!.judged} of ${f!.inbox}`);
  return faults;
}

/** Every due instant is what the law makes of its start, whatever happened since. */
async function duesWrong(
  { owner }: Harness,
  file: string,
  { duties: table, datedByActs }: Scenario,
): Promise<string[]> {
  const [f] = await owner<
    { calendar: WorkCalendar }[]
  >`select opening->'calendar' as calendar from file where id = ${file}`;
  const rows = await owner<
    { duty: string; from: number; due: number }[]
  >`select duty, at_ms(from_at)::float8 as from, at_ms(due_at)::float8 as due from duty where file_id = ${file}`;
  return rows.flatMap(({ duty, from, due }) => {
    const limit = table.find((d) => d.id === duty)!.limit;
    if (datedByActs.includes(duty)) return [];
    return count(instant(from), limit, f!.calendar).at === due ? [] : [`due of ${duty}: ${due}`];
  });
}

/** Inbox, register and history say the same: each act once, each in all three, and nothing that one of them has not heard of. */
async function missingOrDoubled(harness: Harness, file: string): Promise<string[]> {
  const { owner } = harness;
  const faults: string[] = [];
  const inbox = await owner<
    { act: string; number: number; officer: string; judged: boolean }[]
  >`select act_id as act, number, officer_id as officer, verdict is not null as judged from inbox where file_id = ${file} order by number`;
  const entries = await registerOf({ owner }, file);
  const { events } = await harness.history(file);
  const signals = (events ?? [])
    .filter((e) => e.workflowExecutionSignaledEventAttributes)
    .map((e) => ({
      text: Buffer.from(
        e.workflowExecutionSignaledEventAttributes!.input?.payloads?.[0]?.data ?? [],
      ).toString(),
      by: (e as { principal?: { name?: string } }).principal?.name,
    }));
  inbox.forEach(({ act, number, officer, judged }, i) => {
    if (number !== i + 1) faults.push(`inbox: a gap before ${number}`);
    if (!judged) faults.push(`act ${number} has no verdict`);
    const entered = entries.filter((e) => e.act === act && e.key.startsWith('act:'));
    if (entered.length !== 1)
      faults.push(`act ${number} is in the register ${entered.length} times`);
    const sent = signals.filter((s) => s.text.includes(act));
    if (number > 1 && sent.length === 0) faults.push(`act ${number} is not in the history`);
    if (sent.some((s) => s.by !== officer))
      faults.push(`act ${number} was signalled by ${sent.map((s) => s.by).join()}`);
  });
  for (const e of entries) {
    if (e.type === 'forged-message') faults.push(`forged: ${JSON.stringify(e.body)}`);
    if (e.act && !inbox.some((row) => row.act === e.act))
      faults.push(`the register knows an act that the inbox does not: ${e.act}`);
  }
  return faults;
}
