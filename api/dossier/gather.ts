/** 案卷的来源 Reads what a dossier is made of: the rows of one file from one state of the database, cut at the instant asked for, and its histories. */
import * as queries from '../../db/queries/dossier.ts';
import type { Querying } from '../../db/client.ts';
import { dutiesOf } from '../../db/queries/duties.ts';
import { registerOf, type FileWithView } from '../../db/queries/files.ts';
import { countedAttempts, refusedAttempts } from '../../db/queries/refused-attempts.ts';
import { calendarsIn, ownSettings } from '../../domain/dossier/ground.ts';
import type { Life } from '../../domain/dossier/life-shape.ts';
import type { SourceAct, SourceFile, Sources } from '../../domain/dossier/sources.ts';
import type { Scope } from '../../domain/law/authority.ts';
import type { Verdict } from '../../domain/law/verdict.ts';
import { procedureOf } from '../../domain/procedures.ts';
import type { Caller } from '../http/authentication.ts';
import { databaseNow } from '../http/clock.ts';
import { fileInLog, type FileInLog } from '../log/of-file.ts';
import { version } from '../http/version.ts';
import { rulesOf } from '../rules.ts';
import { cutAt, type Cut } from './asof.ts';
import { asLogged, lifeOf } from './life.ts';
import { namesOf } from './names.ts';

/** More than any file holds: it would have been carried on a hundred times. */
const ALL = 1_000_000;

export interface Gathered extends Omit<Sources, 'histories'> {
  life: Life;
  log: FileInLog | undefined;
}

export interface Asked {
  file: FileWithView;
  caller: Caller;
  scope: Scope;
  asOf: string | undefined;
}

export async function gather(tx: Querying, asked: Asked): Promise<Gathered> {
  const { file, caller, scope } = asked;
  const register = await registerOf(tx, file.id, 0, ALL);
  const cut = asked.asOf === undefined ? undefined : cutAt(asked.asOf, register);
  const at = cut?.at ?? databaseNow();
  const entries = cut ? register.slice(0, cut.seq) : register;
  const lived = await queries.livedUnder(tx, file.id);
  const stored = await queries.submittedActs(tx, file.id);
  const acts = actsBy(stored, register, cut);
  const duties = (await dutiesOf(tx, file.id)).map(({ key, act, body }) => ({
    key,
    act,
    kind: body['kind'] as 'within',
    limit: body['limit'],
  }));
  const attempts = await attemptsBy(tx, file, cut);
  const gates = (await rulesOf(file.procedure).gates?.(tx, file.id)) ?? [];
  const made = { at: databaseNow(), officer: caller.id, unit: caller.unit, scope, version };
  const until = Math.min(at, lived.closedAt ?? at);
  const settings = await queries.settingsBetween(tx, file.bureau, lived.first, until);
  const named = { file, entries, acts, attempts, made };
  const calendars = await queries.calendarsNamed(tx, calendarsIn(entries));
  const opened = await lifeOf(tx, { file, scope, stored, acts, calendars, settings });
  const log = await logFor(tx, asked, cut ? entries.length : Infinity, opened);
  const life = log ? asLogged(opened, log.log) : opened;
  return {
    file: { ...sourceFile(file), changes: cut?.complete === false ? [] : lived.changes },
    made,
    cut,
    entries,
    acts,
    duties,
    attempts,
    gates: gates.filter(({ decidedAt }) => !cut || (decidedAt !== null && decidedAt <= at)),
    life,
    log,
    names: await namesOf(tx, named, at),
    calendars,
    settings: settings.map((one) => ({
      from: one.from,
      settings: ownSettings(file.procedure, one.settings),
    })),
  };
}

/** The leaves of what the life opens, and of nothing else: of acts none where even their officers are withheld, for a leaf's text names them. */
const logFor = (
  tx: Querying,
  { file }: Asked,
  upto: number,
  { acts, ground }: Life,
): Promise<FileInLog | undefined> => {
  const known = {
    act: new Set(acts.map(({ act }) => act)),
    verdict: new Set(acts.filter(({ verdict }) => verdict).map(({ act }) => act)),
  };
  return fileInLog(
    tx,
    file,
    upto,
    (kind, act) => known[kind].has(act),
    ground.map(({ registry, ref }) => ({
      kind: registry === 'bureau' ? ('change' as const) : ('calendar' as const),
      ref,
    })),
  );
};

function sourceFile(file: FileWithView): Omit<SourceFile, 'changes'> {
  const { opening, view } = file;
  return {
    id: file.id,
    procedure: file.procedure,
    bureau: file.bureau,
    subjectKind: file.subjectKind,
    subjectId: file.subjectId,
    direction: file.direction,
    stage: file.stage,
    attention: file.attention,
    openedAt: file.openedAt,
    closedAt: file.closedAt,
    outcome: file.outcome,
    units: opening.units ?? {},
    notes: view.notes ?? [],
    instrument: opening.instrument ?? procedureOf(file.procedure)?.instrument ?? '',
  };
}

const judging = new Set(['act-accepted', 'act-refused']);

/** As of an earlier place an act that came later is not there, and one that was judged later waits. */
function actsBy(
  stored: readonly queries.SubmittedAct[],
  register: readonly { seq: number; type: string; act: string | null }[],
  cut: Cut | undefined,
): SourceAct[] {
  const judgedIn = new Map(
    register.filter(({ type }) => judging.has(type)).map(({ act, seq }) => [act, seq]),
  );
  const settled = ({ id, settledAt }: queries.SubmittedAct): boolean => {
    if (!cut) return true;
    const seq = judgedIn.get(id);
    return seq === undefined ? settledAt !== null && settledAt <= cut.at : seq <= cut.seq;
  };
  return stored
    .filter(({ storedAt }) => !cut || storedAt <= cut.at)
    .map((row) => {
      const { storedAt: _stored, settledAt: _settled, verdict, ...act } = row;
      return { ...act, verdict: settled(row) ? ((verdict ?? undefined) as Verdict) : undefined };
    });
}

async function attemptsBy(tx: Querying, { id, bureau }: FileWithView, cut: Cut | undefined) {
  const of = { bureau, file: id };
  const items = await refusedAttempts(tx, of, 0, ALL);
  const counted = await countedAttempts(tx, of);
  return {
    items: items.filter(({ at }) => !cut || at <= cut.at).map(({ id: _id, ...attempt }) => attempt),
    // A day's count goes on until its end: as of an instant within it nobody knows how far it had come.
    counted: counted.filter(({ lastAt }) => !cut || lastAt <= cut.at),
  };
}
