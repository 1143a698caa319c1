/** 启动回访 How the file of a round is opened: the population is the registers', the draw is committed in the same step (TJ51-18). */
import { randomBytes } from 'node:crypto';
import { abandonedOf, lastEndedOf, prepareDraw, unrevealedOf } from '../../db/draw/store.ts';
import {
  groundsOf,
  nextRevisit,
  prepareRevisit,
  roundsBefore,
  unitsFor,
} from '../../db/revisit/store.ts';
import { currentCalendars } from '../../db/queries/calendar.ts';
import { revealWithin } from '../../domain/draw/duties.ts';
import { drawSettingsOf } from '../../domain/draw/forms.ts';
import { secretHashOf, statementHashOf } from '../../domain/draw/hashing.ts';
import type { Statement } from '../../domain/draw/record.ts';
import { drawOpen } from '../../domain/draw/refusals.ts';
import { refuseStatement } from '../../domain/draw/statement.ts';
import type { Refusal } from '../../domain/law/refusal.ts';
import type { RoundPayload } from '../../domain/revisit/forms.ts';
import { refuseOpening } from '../../domain/revisit/opening.ts';
import { MOST_OFFICES } from '../../domain/revisit/names.ts';
import { revisit } from '../../domain/revisit/procedure.ts';
import { revisitSettingsOf } from '../../domain/revisit/settings-form.ts';
import {
  groundsHash,
  population,
  roundStatement,
  sorted,
  type Ground,
} from '../../domain/revisit/statement.ts';
import { civilDateOf, formatInstant } from '../../domain/time/civil-date.ts';
import { due } from '../../domain/time/due.ts';
import type { DrawDeps } from '../draw/committing.ts';
import type { Caller } from '../http/authentication.ts';
import { Problem } from '../http/problems.ts';
import { openFileFor } from '../intake/open-file.ts';
import type { OpenedReply } from '../intake/opened.ts';
import type { NewFile, OpeningContext } from '../intake/opening-context.ts';

const CLAUSE = 'TJ51-18';

export function startRound(
  deps: DrawDeps,
  caller: Caller,
  key: string,
  payload: RoundPayload,
): Promise<OpenedReply> {
  if (!deps.seal) throw new Problem('sealing-key-missing');
  return openFileFor(deps, caller, {
    payload,
    key,
    procedure: revisit,
    prepare: (context) => prepare(deps, context, payload),
    // One draw of a unit under the clause at a time: whoever has committed reveals, or abandons, before committing again.
    ifOpen: async (file) => {
      throw Problem.refused(drawOpen({ clause: CLAUSE }, file));
    },
  });
}

async function prepare(
  deps: DrawDeps,
  context: OpeningContext,
  p: RoundPayload,
): Promise<NewFile | { refusal: Refusal }> {
  const { bureau, caller, receivedAt } = context;
  const { sql } = deps;
  const [units, grounds, [unrevealed], before] = await Promise.all([
    unitsFor(sql, { bureau: bureau.id, unit: caller.unit, contributor: p.contributor }),
    groundsOf(sql, bureau.id, p.from, p.until).then(sorted),
    unrevealedOf(sql, caller.unit, CLAUSE),
    roundsBefore(sql, { bureau: bureau.id, unit: caller.unit, from: p.from, until: p.until }),
  ]);
  const refusal = refuseOpening({
    unit: caller.unit,
    unitRoles: caller.unitRoles,
    contributor: p.contributor,
    contributorRoles: units.contributorRoles,
    from: p.from,
    until: p.until,
    today: civilDateOf(receivedAt),
    count: p.count,
    named: p.institutions ?? [],
    population: population(grounds).length,
    unrevealed,
    running: before.running,
    overlapping: before.overlapping,
    beside: before.beside !== null,
    follows: p.follows,
    reasonGiven: p.reason !== undefined,
    settings: revisitSettingsOf(bureau.settings),
  });
  return refusal
    ? { refusal }
    : commit(deps, context, { ...p, beside: before.beside }, grounds, units);
}

/** `beside`: the last round of another unit over some of these days. */
type ToCommit = RoundPayload & { beside: string | null };

/** The secret is made here and sealed; nobody knows the seed before the reveal, the starter neither. */
async function commit(
  deps: DrawDeps,
  context: OpeningContext,
  p: ToCommit,
  grounds: readonly Ground[],
  units: Awaited<ReturnType<typeof unitsFor>>,
): Promise<NewFile | { refusal: Refusal }> {
  const { bureau, caller, receivedAt, arrivedAt } = context;
  const { sql } = deps;
  const secret = randomBytes(32).toString('hex');
  const revealBy = due(
    receivedAt,
    revealWithin(drawSettingsOf(bureau.settings)),
    await currentCalendars(sql),
  ).at;
  const draft = roundStatement(
    {
      draw: 'HF.draft',
      bureau: bureau.id,
      body: caller.unit,
      contributor: p.contributor,
      committedAt: formatInstant(receivedAt),
      revealBy: formatInstant(revealBy),
      secretHash: secretHashOf(secret),
      count: p.count,
    },
    population(grounds),
    { area: units.area, today: civilDateOf(receivedAt) },
    await abandonedOf(sql, caller.unit, CLAUSE),
  );
  const unsound = refuseStatement(draft);
  if (unsound) return { refusal: unsound };
  const id = await nextRevisit(sql, bureau.id, Number(civilDateOf(arrivedAt).slice(0, 4)));
  const statement = { ...draft, draw: id };
  const fixed = groundsHash(grounds);
  await keep(deps, context, p, statement, { secret, grounds, groundsHash: fixed });
  return {
    ...(await subjectOf(deps, caller, id)),
    stated: {
      facts: {
        statementHash: statementHashOf(statement),
        groundsHash: fixed,
        objects: statement.objects.length,
        count: p.count,
      },
    },
    opening: openingOf(context, p, statement, fixed, units),
  };
}

/** Who commits at once meets at the same predecessor, and one of them opens. */
async function subjectOf({ sql }: DrawDeps, { unit }: Caller, id: string) {
  const after = await lastEndedOf(sql, unit, CLAUSE);
  return {
    subject: { kind: 'draw', id: [unit, CLAUSE, ...(after ? [after] : [])].join(':') },
    idPattern: id,
    serial: 'revisit',
    type: 'revisit-round',
  };
}

async function keep(
  { sql, seal }: DrawDeps,
  { bureau, caller, receivedAt }: OpeningContext,
  p: ToCommit,
  statement: Statement,
  kept: { secret: string; grounds: readonly Ground[]; groundsHash: string },
): Promise<void> {
  const { draw: id, follows, noChoice = [], objects, count, revealBy } = statement;
  await prepareDraw(sql, {
    id,
    bureau: bureau.id,
    clause: CLAUSE,
    body: caller.unit,
    contributor: p.contributor,
    statement,
    statementHash: statementHashOf(statement),
    secret: seal!.seal(kept.secret, `draw:${id}`),
    objects: objects.length,
    count,
    committedAt: receivedAt,
    revealBy: Date.parse(revealBy),
    hints: [],
    noChoice,
    ...(follows && { follows: follows.draw, reason: follows.reason }),
  });
  await prepareRevisit(sql, {
    id,
    bureau: bureau.id,
    unit: caller.unit,
    from: p.from,
    until: p.until,
    by: caller.id,
    grounds: kept.grounds,
    groundsHash: kept.groundsHash,
    ...(p.follows !== undefined && { follows: p.follows }),
    ...(p.beside !== null && { beside: p.beside }),
    ...((p.follows !== undefined || p.beside !== null) && { reason: p.reason }),
  });
}

function openingOf(
  { bureau, caller }: OpeningContext,
  p: RoundPayload,
  statement: Statement,
  fixed: string,
  { offices, superior }: Awaited<ReturnType<typeof unitsFor>>,
): NewFile['opening'] {
  const { numberDays, revealDays, againDays } = drawSettingsOf(bureau.settings);
  const others = offices
    .filter((unit) => unit !== caller.unit && unit !== p.contributor)
    .slice(0, MOST_OFFICES);
  const { secretHash, revealBy, objects, count, follows, noChoice } = statement;
  return {
    clause: CLAUSE,
    statementHash: statementHashOf(statement),
    secretHash,
    revealBy: Date.parse(revealBy),
    objects: objects.length,
    count,
    ...(follows && { follows: { draw: follows.draw, reason: follows.reason } }),
    ...(noChoice && { noChoice }),
    periods: { numberDays, revealDays, againDays },
    units: {
      body: caller.unit,
      contributor: p.contributor,
      ...(superior && { superior }),
      ...Object.fromEntries(others.map((unit, n) => [`office-${n + 1}`, unit])),
    },
    period: { from: p.from, until: p.until },
    groundsHash: fixed,
    settings: revisitSettingsOf(bureau.settings),
  };
}
