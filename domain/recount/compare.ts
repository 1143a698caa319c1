/** 差异 How a life that was counted again differs from what stands. Each difference is named: where it is, what stands there, and what was counted. */
import { GRACE } from '../law/wait.ts';
import { formatInstant, parseInstant } from '../time/civil-date.ts';
import type { Instant } from '../time/instant.ts';
import { ofTheLife, type Life, type Lived, type Row, type Stood, type StoodEntry } from './life.ts';

export interface Difference {
  /**
   * `entry`, `verdict`, `duty`, `breach`, `outcome`: one of them stands otherwise, or does not stand, or was not counted. `order`: the entries stand
   * in another order. `early`: it was recorded before it can have happened. `life`: the life could not be lived to where it stands.
   */
  kind: 'entry' | 'verdict' | 'duty' | 'breach' | 'outcome' | 'order' | 'early' | 'life';
  /** The key of the entry, duty or breach; the id of the act. */
  ref: string;
  /** Which field, as a path; null where it is the whole. */
  field: string | null;
  stands: unknown;
  counted: unknown;
}

/** What came of a recount. */
export interface Recounted {
  differences: Difference[];
  /** Acts whose verdicts were obeyed, because what they were judged by was not kept. */
  obeyed: readonly string[];
  /** How many of each were counted again. */
  counted: { entries: number; verdicts: number; duties: number; breaches: number };
}
/** Lives a life again and lays it beside what stands; the runner is tools/recount. */
export type Recount = (life: Life, stood: Stood) => Promise<Recounted>;

export function compare(life: Life, lived: Lived, stood: Stood): Difference[] {
  const entries = stood.entries.filter(ofTheLife);
  const found: Difference[] = [];
  if (lived.fault !== null)
    found.push(difference('life', life.opening.file, null, null, lived.fault));
  const partly = (stood.until ?? null) !== null;
  const late = remindedBefore(life, lived, entries);
  found.push(
    ...rows('entry', entries.map(entryRow), lived.entries.map(entryRow)).filter(
      ({ kind, ref, field }) => !(kind === 'entry' && field === null && late.has(ref)),
    ),
    ...rows('verdict', stood.verdicts.map(verdictRow), lived.verdicts.map(verdictRow)),
    ...(stood.duties ? rows('duty', stood.duties, lived.duties) : []),
    ...(stood.breaches ? rows('breach', stood.breaches.map(bare), lived.breaches.map(bare)) : []),
    ...order(entries, lived, late),
    ...early(stood, entries, lived),
  );
  if (!partly && lived.outcome !== stood.outcome)
    found.push(difference('outcome', life.opening.file, null, stood.outcome, lived.outcome));
  // A whole row that does not stand may have come later; a field of one that does may not.
  return partly
    ? found.filter(({ kind, field, stands }) => kind === 'life' || field || stands !== null)
    : found;
}

const difference = (
  kind: Difference['kind'],
  ref: string,
  field: string | null,
  stands: unknown,
  counted: unknown,
): Difference => ({ kind, ref, field, stands: stands ?? null, counted: counted ?? null });

const entryRow = ({ key, type, clause, act, body }: EntryLike): Row => ({
  key,
  type,
  clause,
  act,
  body,
});
type EntryLike = { [K in 'key' | 'type' | 'clause' | 'act' | 'body']?: unknown } & { key: string };
const verdictRow = ({ act, verdict }: { act: string; verdict: unknown }): Row => ({
  key: act,
  verdict,
});
/** When it was recorded is not counted, only bounded (`early`). */
const bare = ({ recordedAt: _recorded, at: _at, ...row }: Row): Row => row as Row;

/** Rows by their keys: what stands and was not counted, what was counted and does not stand, and fields that differ. */
function rows(
  kind: Difference['kind'],
  stands: readonly Row[],
  counted: readonly Row[],
): Difference[] {
  const expected = new Map(counted.map((row) => [row.key, row]));
  const there = new Set(stands.map(({ key }) => key));
  return [
    ...stands.flatMap((row) => {
      const own = expected.get(row.key);
      return own
        ? fields(kind, row.key, '', row, shown(own, row))
        : [difference(kind, row.key, null, row, null)];
    }),
    ...counted
      .filter(({ key }) => !there.has(key))
      .map((row) => difference(kind, row.key, null, null, row)),
  ];
}

/** A dossier shows less of a duty or a breach than the tables hold. */
const shown = (own: Row, row: Row): Row =>
  Object.fromEntries(Object.keys(row).map((name) => [name, own[name]])) as Row;

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Down to the fields that differ. What is absent and what is null is the same: tables know no difference. */
function fields(
  kind: Difference['kind'],
  ref: string,
  path: string,
  stands: unknown,
  counted: unknown,
): Difference[] {
  if (isPlain(stands) && isPlain(counted) && Array.isArray(stands) === Array.isArray(counted))
    return [...new Set([...Object.keys(stands), ...Object.keys(counted)])].flatMap((name) =>
      fields(kind, ref, path ? `${path}.${name}` : name, stands[name], counted[name]),
    );
  return (stands ?? null) === (counted ?? null)
    ? []
    : [difference(kind, ref, path, stands, counted)];
}

/** What is entered at its instant without a look into the inbox, and when that was. */
const reminding: Readonly<Record<string, (entry: StoodEntry) => Instant | undefined>> = {
  'duty-reminded': ({ body }) => parseInstant(String(body['at'])),
  'management-overdue-again': ({ body }) => parseInstant(String(body['at'])),
  'possibly-overdue': ({ body }) => parseInstant(String(body['due'])),
};

/**
 * A reminder goes out without a look into the inbox: of an act that had just arrived the file may not have been told yet. Such an act was taken
 * after the reminder, and counted again it comes before it, so that there is nothing to remind of any more.
 */
function remindedBefore(life: Life, lived: Lived, entries: readonly StoodEntry[]): Set<string> {
  const counted = new Set(lived.entries.map(({ key }) => key));
  const place = new Map(entries.map(({ key }, index) => [key, index]));
  return new Set(
    entries.flatMap((entry, index) => {
      const at = counted.has(entry.key) ? undefined : reminding[entry.type]?.(entry);
      const overtaken =
        at !== undefined &&
        life.acts.some(
          ({ message: { id, arrivedAt } }) =>
            arrivedAt <= at + GRACE && (place.get(`act:${id}`) ?? -1) > index,
        );
      return overtaken ? [entry.key] : [];
    }),
  );
}

/** The first entry that stands at another place than it was counted. */
function order(
  entries: readonly StoodEntry[],
  lived: Lived,
  except: ReadonlySet<string>,
): Difference[] {
  const there = new Set(entries.map(({ key }) => key));
  const counted = lived.entries.map(({ key }) => key).filter((key) => there.has(key));
  const known = new Set(counted);
  const stands = entries.map(({ key }) => key).filter((key) => known.has(key) && !except.has(key));
  const at = stands.findIndex((key, index) => key !== counted[index]);
  return at < 0 ? [] : [difference('order', stands[at]!, null, stands[at], counted[at])];
}

/** What was recorded before it can have happened. Two clocks are at work, and what is due is taken up so much later. */
function early(stood: Stood, entries: readonly StoodEntry[], lived: Lived): Difference[] {
  const at = new Map(lived.entries.map((entry) => [entry.key, entry.at]));
  const judged = new Map(lived.verdicts.map((verdict) => [verdict.act, verdict.at]));
  const broken = new Map(lived.breaches.map((breach) => [breach.key, breach.at]));
  const bound = (ref: string, field: string, stands: number, least: Instant | undefined) =>
    least === undefined || stands >= least - GRACE
      ? []
      : [difference('early', ref, field, formatInstant(stands as Instant), formatInstant(least))];
  return [
    ...entries.flatMap(({ key, recordedAt }) => bound(key, 'recordedAt', recordedAt, at.get(key))),
    ...stood.verdicts.flatMap(({ act, settledAt }) =>
      bound(act, 'settledAt', settledAt, judged.get(act)),
    ),
    ...(stood.breaches ?? []).flatMap(({ key, recordedAt }) =>
      bound(key, 'recordedAt', recordedAt, broken.get(key)),
    ),
  ];
}
