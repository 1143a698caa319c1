/** 承诺的形成 The statement of a draw, settled against the registries and committed (QY-6.1, 6.2). */
import { lastEndedOf, nextDraw, prepareDraw, type DrawRow } from '../../db/draw/store.ts';
import { type BodyRow } from '../../db/draw/facts.ts';
import { revealWithin } from '../../domain/draw/duties.ts';
import { type DrawRequest, type RedrawRequest } from '../../domain/draw/forms.ts';
import { statementHashOf } from '../../domain/draw/hashing.ts';
import { redrawStatement, type DrawFacts, type Settled } from '../../domain/draw/opening.ts';
import type { DrawClause, DrawRecord, Follows, Statement } from '../../domain/draw/record.ts';
import { redrawUnfounded } from '../../domain/draw/refusals.ts';
import { type DrawSettings } from '../../domain/draw/settings.ts';
import type { Refusal } from '../../domain/law/refusal.ts';
import { civilDateOf, formatInstant } from '../../domain/time/civil-date.ts';
import { due } from '../../domain/time/due.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import { currentCalendars } from '../../db/queries/calendar.ts';
import { findFile } from '../../db/queries/files.ts';
import { draw } from '../../domain/draw/procedure.ts';
import { Problem } from '../http/problems.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import type { NewFile, OpeningContext } from '../intake/opening-context.ts';
import type { Seal } from '../intake/sealing.ts';

export interface DrawDeps extends ActDeps {
  seal: Seal | undefined;
}

/** What each draw has of its own; everything else follows from the registries. */
export interface DrawTerms {
  clause: DrawClause;
  contributor: string;
  items: readonly string[];
  on: CivilDate | undefined;
  officers: boolean;
  redraw?: { of: DrawRow; asked: RedrawRequest } | undefined;
  first?: DrawRequest;
}

/** What another procedure has drawn goes on in the order of its own draw. */
export async function assertOwn({ sql }: DrawDeps, of: DrawRow): Promise<void> {
  if ((await findFile(sql, of.id))?.procedure === draw.id) return;
  throw Problem.refused(
    redrawUnfounded(
      of,
      '本次抽取属于另一程序，由该程序按抽取次序替补',
      'it was drawn for another procedure, which goes on in the order of the draw',
    ),
  );
}

/** The number of the draw is taken when everything else is known. */
export async function settle(
  deps: DrawDeps,
  { bureau, caller, receivedAt }: OpeningContext,
  { clause, contributor }: DrawTerms,
  rule: Statement['rule'],
  settings: DrawSettings,
  secretHash: string,
): Promise<Settled> {
  const revealBy = due(receivedAt, revealWithin(settings), await currentCalendars(deps.sql)).at;
  return {
    draw: 'CQ.draft',
    bureau: bureau.id,
    clause,
    body: caller.unit,
    contributor,
    committedAt: formatInstant(receivedAt),
    revealBy: formatInstant(revealBy),
    rule,
    secretHash,
  };
}

/** What fell out, out of the last record of the chain. */
export function linked(
  { of, asked }: NonNullable<DrawTerms['redraw']>,
  settled: Settled,
  facts: DrawFacts,
  objects: Parameters<typeof redrawStatement>[3],
  chain: readonly DrawRecord[],
): Statement | Refusal {
  const last = chain.at(-1)!;
  if (last.statement.draw !== of.id)
    return redrawUnfounded(
      settled,
      `须接续最后一次记录 ${last.statement.draw}`,
      `it must go on from the last record, ${last.statement.draw}`,
    );
  const follows: Follows = {
    draw: of.id,
    hash: last.hash,
    reason: asked.reason,
    why: asked.why,
    evidence: asked.evidence.sha256,
    outObjects: asked.objects,
    outTeams: asked.teams.map(({ officer, institution }) => [officer, institution]),
  };
  return redrawStatement(settled, follows, facts, objects, chain);
}

/** A statement that is made, with what has been looked at for it. */
interface Made {
  statement: Statement;
  secret: string;
  hints: readonly string[];
  body: BodyRow;
}

export async function committed(
  deps: DrawDeps,
  context: OpeningContext,
  terms: DrawTerms,
  settings: DrawSettings,
  { statement: draft, secret, hints, body }: Made,
): Promise<NewFile> {
  const { bureau, caller, arrivedAt } = context;
  const id = await nextDraw(deps.sql, bureau.id, Number(civilDateOf(arrivedAt).slice(0, 4)));
  const statement = { ...draft, draw: id };
  const statementHash = statementHashOf(statement);
  const sealed = deps.seal!.seal(secret, `draw:${id}`);
  await keep(deps, context, terms, statement, { statementHash, secret: sealed, hints });
  const { clause, redraw } = terms;
  // Who commits at once meets at the same predecessor, and one of them opens. A draw whose record stands is a predecessor, whether or not its file has heard so.
  const after = await lastEndedOf(deps.sql, caller.unit, clause);
  return {
    subject: {
      kind: 'draw',
      id: `${caller.unit}:${clause}${after === undefined ? '' : `:${after}`}`,
    },
    idPattern: id,
    serial: 'draw',
    type: redraw ? 'redraw' : 'draw',
    stated: { facts: { statementHash, objects: statement.objects.length, count: statement.count } },
    opening: openingOf(statement, statementHash, terms, settings, body),
  };
}

/** The draw is prepared before its file opens: committed it is with the opening. */
async function keep(
  { sql }: DrawDeps,
  { bureau, caller, receivedAt }: OpeningContext,
  { clause, contributor, redraw }: DrawTerms,
  statement: Statement,
  kept: { statementHash: string; secret: string; hints: readonly string[] },
): Promise<void> {
  const { follows, noChoice = [] } = statement;
  await prepareDraw(sql, {
    ...kept,
    id: statement.draw,
    bureau: bureau.id,
    clause,
    body: caller.unit,
    contributor,
    statement,
    objects: statement.objects.length,
    count: statement.count,
    committedAt: receivedAt,
    revealBy: Date.parse(statement.revealBy),
    noChoice,
    ...(redraw && { root: redraw.of.root }),
    ...(follows && { follows: follows.draw, reason: follows.reason }),
  });
}

function openingOf(
  { secretHash, revealBy, objects, count, follows, noChoice, body }: Statement,
  statementHash: string,
  { clause, contributor }: DrawTerms,
  { numberDays, revealDays, againDays }: DrawSettings,
  { superior }: BodyRow,
): NewFile['opening'] {
  return {
    clause,
    statementHash,
    secretHash,
    revealBy: Date.parse(revealBy),
    objects: objects.length,
    count,
    ...(follows && { follows: { draw: follows.draw, reason: follows.reason } }),
    ...(noChoice && { noChoice }),
    periods: { numberDays, revealDays, againDays },
    units: { body, contributor, ...(superior && { superior }) },
  };
}
