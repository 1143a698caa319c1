/** 抽取的承诺 Makes a statement from the registries and commits it: opens the file of a draw, or of a redraw (QY-6.1, 6.2, TJ51-14.2, 18). */
import { randomBytes } from 'node:crypto';
import {
  abandonedOf,
  bodyOf,
  chainOf,
  findDraw,
  groundOf,
  lastEndedOf,
  nextDraw,
  prepareDraw,
  unrevealedOf,
  type BodyRow,
  type DrawRow,
} from '../../db/draw/store.ts';
import { draw } from '../../domain/draw/procedure.ts';
import { refuseCommitment } from '../../domain/draw/commitment.ts';
import { instrumentOf, revealWithin } from '../../domain/draw/duties.ts';
import { drawSettingsOf, type DrawRequest, type RedrawRequest } from '../../domain/draw/forms.ts';
import { secretHashOf, statementHashOf } from '../../domain/draw/hashing.ts';
import {
  candidatesOf,
  firstStatement,
  redrawStatement,
  refuseUndeclared,
  registriesOf,
  type Ground,
  type Settled,
} from '../../domain/draw/opening.ts';
import type { DrawClause, DrawRecord, Follows, Statement } from '../../domain/draw/record.ts';
import {
  drawOpen,
  impossible,
  redrawUnfounded,
  unsound,
  wrongState,
} from '../../domain/draw/refusals.ts';
import { withoutOfficers, type DrawSettings } from '../../domain/draw/settings.ts';
import { areaCovers } from '../../domain/law/instruments.ts';
import type { Refusal } from '../../domain/law/refusal.ts';
import { inspectionSettingsOf } from '../../domain/registry/settings.ts';
import { civilDateOf, formatInstant } from '../../domain/time/civil-date.ts';
import { due } from '../../domain/time/due.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import { currentCalendars } from '../../db/queries/calendar.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import type { Caller } from '../http/authentication.ts';
import { openFileFor, type NewFile, type Occasion, type OpenedReply } from '../intake/open-file.ts';
import { Problem } from '../http/problems.ts';
import type { Seal } from '../intake/sealing.ts';

export interface DrawDeps extends ActDeps {
  seal: Seal | undefined;
}

/** What each draw has of its own; everything else follows from the registries. */
interface Course {
  clause: DrawClause;
  contributor: string;
  items: readonly string[];
  on: CivilDate | undefined;
  officers: boolean;
  redraw?: { of: DrawRow; asked: RedrawRequest } | undefined;
  first?: DrawRequest;
}

export function openDraw(
  deps: DrawDeps,
  caller: Caller,
  key: string,
  asked: DrawRequest,
): Promise<OpenedReply> {
  const { clause, contributor, items, from: on } = asked;
  return open(deps, caller, key, asked, {
    clause,
    contributor,
    items,
    on,
    officers: asked.officers ?? clause !== 'TJ51-18',
    first: asked,
  });
}

export async function openRedraw(
  deps: DrawDeps,
  caller: Caller,
  key: string,
  id: string,
  asked: RedrawRequest,
): Promise<OpenedReply> {
  const of = await findDraw(deps.sql, id);
  if (!of || of.state === 'prepared') throw new Problem('not-found');
  if (of.bureau !== caller.bureau) throw new Problem('other-bureau');
  if (of.body !== caller.unit)
    throw new Problem('not-authorised', {
      say: { zh: '只有抽取单位可以重新抽取。', en: 'Only the drawing body may draw again.' },
    });
  if (of.state !== 'revealed')
    throw Problem.refused(
      wrongState(
        of,
        '该次抽查没有结果可以接续',
        'That draw has no result to go on from',
        '先揭示；放弃的，重新承诺。',
        'Reveal it first; after an abandonment commit anew.',
      ),
    );
  // The items and days are not asked again: what fell out is replaced out of what can be drawn today.
  return open(
    deps,
    caller,
    key,
    { draw: id, ...asked },
    {
      clause: of.clause,
      contributor: asked.contributor ?? of.contributor,
      items: [],
      on: undefined,
      officers: true,
      redraw: { of, asked },
    },
  );
}

function open(
  deps: DrawDeps,
  caller: Caller,
  key: string,
  payload: object,
  course: Course,
): Promise<OpenedReply> {
  if (!deps.seal) throw new Problem('sealing-key-missing');
  return openFileFor(deps, caller, {
    payload,
    key,
    procedure: draw,
    instrument: instrumentOf(course.clause),
    prepare: (occasion) => prepare(deps, occasion, course),
    // One draw of a body under a clause at a time: whoever committed reveals, or abandons, before committing again.
    ifOpen: async (file) => {
      throw Problem.refused(drawOpen(course, file));
    },
  });
}

async function prepare(
  deps: DrawDeps,
  occasion: Occasion,
  course: Course,
): Promise<NewFile | { refusal: Refusal }> {
  const { bureau, caller, receivedAt } = occasion;
  const body = await bodyOf(deps.sql, bureau.id, caller.unit, course.contributor);
  const refusal = refuseParties(course, caller, body);
  if (refusal) return { refusal };
  const [settings, today] = [drawSettingsOf(bureau.settings), civilDateOf(receivedAt)];
  const inspection = inspectionSettingsOf(bureau.settings);
  const [looked, abandoned, unrevealed, chain] = await Promise.all([
    groundOf(deps.sql, {
      bureau: bureau.id,
      body: caller.unit,
      clause: course.clause,
      items: course.items,
      on: course.on ?? today,
      certificateKinds: inspection.certificateKinds,
    }),
    course.redraw ? undefined : abandonedOf(deps.sql, caller.unit, course.clause),
    unrevealedOf(deps.sql, caller.unit, course.clause),
    course.redraw ? chainOf(deps.sql, course.redraw.of.root) : [],
  ]);
  const ground: Ground & { hints: string[] } = {
    ...looked,
    level: body.level,
    objects: looked.objects.filter(({ territory }) => areaCovers(body.area, territory)),
  };
  const rule = ruleOf(settings, course, chain);
  const bare =
    refuseUndeclared(course, ground, rule.team, inspection.listDays) ?? refuseItems(course, ground);
  if (bare) return { refusal: bare };
  const secret = randomBytes(32).toString('hex');
  const draft = await settle(deps, occasion, course, rule, settings, secretHashOf(secret));
  const objects = candidatesOf(ground, course.clause, course.on ?? today, rule.team);
  const made = course.redraw
    ? linked(course.redraw, draft, ground, objects, chain)
    : firstStatement(draft, course.first!, ground, objects, abandoned);
  if ('code' in made) return { refusal: made };
  const known = registriesOf(made, ground, objects, {
    today,
    staleAfterDays: inspection.listDays,
    unrevealed,
    chain,
    abandoned,
  });
  const refused = refuseCommitment(made, known);
  if (refused) return { refusal: refused };
  return committed(deps, occasion, course, settings, made, secret, ground.hints, body);
}

const ruleOf = (
  settings: DrawSettings,
  { redraw, officers }: Course,
  chain: readonly DrawRecord[],
) =>
  redraw ? chain[0]!.statement.rule : officers ? settings.rule : withoutOfficers(settings.rule);

function refuseParties(
  { clause, contributor, officers }: Course,
  caller: Caller,
  body: BodyRow,
): Refusal | undefined {
  const inspects =
    body.listed ||
    (clause === 'TJ51-18' &&
      caller.unitRoles.some(
        (role) =>
          role === 'supervision-body' ||
          role === 'enforcement-supervision' ||
          role === 'discipline-inspection',
      ));
  if (!inspects)
    return unsound(
      { clause },
      '抽取单位不是登记的检查主体',
      'the drawing unit is no registered inspecting body',
      'body-unqualified',
    );
  if (clause !== 'TJ51-18' && !officers)
    return unsound(
      { clause },
      '检查须同时抽取人员',
      'for an inspection officers are drawn too',
      'officer-hand-picked',
    );
  if (contributor === caller.unit)
    return unsound(
      { clause },
      '第二个数须由另一单位给出',
      'the second number must come from another body',
      'contribution-same-body',
    );
  if (body.contributorRoles?.includes('discipline-inspection') !== true)
    return unsound(
      { clause },
      '给出第二个数的单位不是本局的监察机构',
      'the unit that is to give the second number is no unit of discipline inspection of this bureau',
      'contributor-not-eligible',
    );
  return undefined;
}

function refuseItems({ clause, items }: Course, ground: Ground): Refusal | undefined {
  const stranger = items.find((item) => !ground.items.some(({ id }) => id === item));
  return stranger === undefined
    ? undefined
    : {
        ...impossible(
          { clause },
          `清单没有事项 ${stranger}`,
          `the list has no item ${stranger}`,
          'item-unknown',
        ),
        clause: clause === 'QY-6.2' ? 'QY-2.3' : clause,
      };
}

/** The number of the draw is taken when everything else is known. */
async function settle(
  deps: DrawDeps,
  { bureau, caller, receivedAt }: Occasion,
  { clause, contributor }: Course,
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
function linked(
  { of, asked }: NonNullable<Course['redraw']>,
  settled: Settled,
  ground: Ground,
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
  return redrawStatement(settled, follows, ground, objects, chain);
}

async function committed(
  deps: DrawDeps,
  { bureau, caller, receivedAt, arrivedAt }: Occasion,
  course: Course,
  settings: DrawSettings,
  draft: Statement,
  secret: string,
  hints: readonly string[],
  { superior }: BodyRow,
): Promise<NewFile> {
  const id = await nextDraw(deps.sql, bureau.id, Number(civilDateOf(arrivedAt).slice(0, 4)));
  const statement = { ...draft, draw: id };
  const { noChoice } = statement;
  const statementHash = statementHashOf(statement);
  const { clause, contributor, redraw } = course;
  const revealBy = Date.parse(statement.revealBy);
  const follows = statement.follows && {
    draw: statement.follows.draw,
    reason: statement.follows.reason,
  };
  await prepareDraw(deps.sql, {
    id,
    bureau: bureau.id,
    clause,
    body: caller.unit,
    contributor,
    statement,
    objects: statement.objects.length,
    count: statement.count,
    statementHash,
    secret: deps.seal!.seal(secret, `draw:${id}`),
    committedAt: receivedAt,
    revealBy,
    hints,
    noChoice: noChoice ?? [],
    ...(redraw && { root: redraw.of.root }),
    ...(follows && { follows: follows.draw, reason: follows.reason }),
  });
  const { numberDays, revealDays, againDays } = settings;
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
    told: { facts: { statementHash, objects: statement.objects.length, count: statement.count } },
    opening: {
      clause,
      statementHash,
      secretHash: statement.secretHash,
      revealBy,
      objects: statement.objects.length,
      count: statement.count,
      ...(follows && { follows }),
      ...(noChoice && { noChoice }),
      periods: { numberDays, revealDays, againDays },
      units: { body: caller.unit, contributor, ...(superior && { superior }) },
    } as NewFile['opening'],
  };
}
