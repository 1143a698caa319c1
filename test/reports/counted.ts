/** The same figures counted a second time: from the entries of the register alone, in TypeScript, by whoever has nothing else. Days and quarters are read off the texts of instants in UTC+8. */
import type { Sql } from '../../db/client.ts';

interface Entry {
  file: string;
  procedure: string;
  key: string;
  type: string;
  clause: string | null;
  body: Record<string, unknown>;
  at: number;
  /** Of an act: the duty that it has performed, as its verdict says. */
  performed: string | null;
}
interface Performs {
  due: string;
  timing: string;
  date: string;
}
interface Breach {
  kind: 'breaches';
  file: string;
  procedure: string;
  key: string;
  unit: string;
  clause: string;
  day: string;
  category: string;
  overrun: number;
}
export type CountedCase =
  | Breach
  | {
      kind: 'chases' | 'refused-attempts';
      file: string;
      procedure: string;
      clause: string | null;
      unit: string | null;
      day: string;
      category: string;
      overrun: 0;
    };

export async function entriesOf(owner: Sql, bureau: string): Promise<Entry[]> {
  return owner<
    Entry[]
  >`select r.file_id as file, f.procedure, r.key, r.type, r.clause, r.body, at_ms(coalesce(i.arrived_at, r.recorded_at))::float8 as at, i.verdict->>'duty' as performed
    from register r join file f on f.id = r.file_id left join inbox i on i.act_id = r.act_id where f.bureau_id = ${bureau} order by r.file_id, r.seq`;
}

const dayOf = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
const text = (value: unknown): string => value as string;

export function casesFrom(entries: readonly Entry[]): CountedCase[] {
  const breaches = new Map<string, Breach>();
  const others: CountedCase[] = [];
  const units = new Map<string, string>();
  for (const { file, procedure, key, type, clause, body, at, performed } of entries) {
    const of = (duty: unknown): string => `${file} ${text(duty)}`;
    // What an entry is about stands in its key, after its kind: `armed:decideSuspension`.
    const about = key.slice(key.indexOf(':') + 1);
    if (type === 'duty-armed' || type === 'window-opened')
      units.set(of(about), text(body['owedBy']));
    if (type === 'duty-breached')
      breaches.set(of(about), {
        kind: 'breaches',
        file,
        procedure,
        key: about,
        unit: text(body['owedBy']),
        clause: clause!,
        day: text(body['due']).slice(0, 10),
        category: 'unperformed',
        overrun: 0,
      });
    if (type === 'breach-reversed') breaches.get(of(about))!.category = 'reversed';
    const performs = (type === 'duty-performed' ? body : body['performs']) as Performs | undefined;
    const breach = performs && breaches.get(of(type === 'duty-performed' ? about : performed));
    if (breach && performs.timing === 'late') {
      breach.category = 'late';
      breach.overrun = Date.parse(performs.date) - Date.parse(performs.due);
    }
    if (breach && performs.timing === 'claimed-in-time') {
      breach.category = 'claimed';
      breach.overrun = at - Date.parse(performs.due);
    }
    const act = body['act'] as
      | { type: string; facts?: { duty?: string; confirmed?: boolean } }
      | undefined;
    if (
      type === 'act-accepted' &&
      act?.type === 'evidence-confirmation' &&
      act.facts?.confirmed === false
    )
      breaches.get(of(act.facts.duty))!.category = 'late';
    if (type === 'act-accepted' && act?.type === 'chase')
      others.push({
        kind: 'chases',
        file,
        procedure,
        clause: null,
        unit: units.get(of(act.facts!.duty))!,
        day: dayOf(at),
        category: act.facts!.duty!,
        overrun: 0,
      });
    if (type === 'act-accepted' && act?.type === 'chase-answer')
      for (const one of others)
        if (one.kind === 'chases' && one.file === file && one.category === act.facts!.duty)
          one.category = 'answered';
    if (type === 'act-refused')
      others.push({
        kind: 'refused-attempts',
        file,
        procedure,
        clause,
        unit: null,
        day: dayOf(at),
        category: 'by-file',
        overrun: 0,
      });
  }
  return [
    ...breaches.values(),
    ...others.map((one) =>
      one.kind === 'chases' && one.category !== 'answered'
        ? { ...one, category: 'unanswered' }
        : one,
    ),
  ];
}

export const quarter = (day: string): string =>
  `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;

/** How many of each, by a name that says what was counted. */
export function tally<T>(rows: readonly T[], nameOf: (row: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const row of rows) counts[nameOf(row)] = (counts[nameOf(row)] ?? 0) + 1;
  return counts;
}
