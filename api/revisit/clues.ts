/** 廉洁线索 An answer that alleges dishonesty, handed to 监察室 and settled there: it stands in no file, and nobody else is told that there is one (TJ51-18). */
import { z } from 'zod';
import { currentCalendars } from '../../db/queries/calendar.ts';
import {
  cluesOf,
  handClue,
  settleClue,
  type ClueRow,
  type Handed,
} from '../../db/revisit/answers.ts';
import { unitsFor } from '../../db/revisit/store.ts';
import { findBureau } from '../../db/queries/subjects.ts';
import { line, unitId } from '../../domain/law/shapes.ts';
import type { Refusal } from '../../domain/law/refusal.ts';
import * as no from '../../domain/revisit/refusals.ts';
import { revisitSettingsOf } from '../../domain/revisit/settings-form.ts';
import { allegesDishonesty } from '../../domain/revisit/terms.ts';
import { due } from '../../domain/time/due.ts';
import { instant, type CivilDate } from '../../domain/time/instant.ts';
import type { DrawDeps } from '../draw/committing.ts';
import { databaseNow, databaseToday } from '../http/clock.ts';
import type { Caller } from '../http/authentication.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import type { Seal } from '../intake/sealing.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { describeRoute } from '../http/route.ts';
import { when } from '../http/when.ts';
import { requireReader } from '../intake/authority.ts';
import { answersContext, ofInstitution, openAnswers, tag } from './answers.ts';

export function clueRoutes(api: Api, deps: DrawDeps): void {
  handing(api, deps);
  listing(api, deps);
  settling(api, deps);
}

const handed = describeRoute({
  method: 'post',
  path: '/v1/revisits/:id/institutions/:institution/clue',
  tag,
  summary: '移交廉洁线索 — Hand an answer that alleges dishonesty to 监察室',
  description:
    'TJ51-18：由可以查阅答复的人员移交；廉洁一项不是“否”的，写明所反映的内容。监察室在管理期限内办结。不进入案卷，其他人员看不到。',
  auth: 'caller',
  params: ofInstitution,
  body: z.strictObject({
    to: unitId.meta({ description: '监察室 Discipline inspection' }),
    words: line(2000).optional().meta({
      description: '所反映的内容（密封） What it alleges; sealed',
    }),
  }),
  responses: {
    200: { description: '已移交 Handed over', schema: z.object({ dueOn: z.string() }) },
  },
  problems: [
    'not-found',
    'not-authorised',
    'not-independent',
    'clue-unfounded',
    'clue-known',
    'clue-unit-barred',
    'contributor-not-eligible',
    'sealing-key-missing',
  ],
});

/** What the log of looks says of this one: the same as of any other. */
const LOOK = '查阅回访答复';

function handing(api: Api, deps: DrawDeps): void {
  api.route(handed, async ({ params, body: { to, words }, caller }) => {
    const answers = await openAnswers(deps, caller, params, LOOK);
    if (!answers || !(allegesDishonesty(answers) || words !== undefined))
      throw Problem.refused(no.noClue());
    const dueOn = await settledBy(deps, caller, to);
    const { id: round, institution } = params;
    const handed = await handClue(deps.sql, {
      round,
      institution,
      bureau: caller.bureau,
      to,
      officer: caller.id,
      due: dueOn,
      ...(words !== undefined && { sealed: deps.seal!.seal(words, groundContext(params)) }),
    });
    if (handed !== 'handed') throw Problem.refused(refusals[handed]());
    return { body: { dueOn } };
  });
}

const refusals: Readonly<Record<Exclude<Handed, 'handed'>, () => Refusal>> = {
  known: no.clueKnown,
  unseen: no.clueUnseen,
};

/** By when 监察室 settles it: a management period. */
async function settledBy({ sql }: DrawDeps, caller: Caller, to: string): Promise<CivilDate> {
  const { contributorRoles } = await unitsFor(sql, { ...caller, contributor: to });
  if (!contributorRoles?.includes('discipline-inspection'))
    throw new Problem('contributor-not-eligible', {
      clause: 'TJ51-18',
      lawful: { zh: '移交本局监察室。', en: 'Hand it to 监察室 of this bureau.' },
    });
  const bureau = (await findBureau(sql, caller.bureau))!;
  const limit = {
    unit: 'working-days',
    count: revisitSettingsOf(bureau.settings).clueDays,
  } as const;
  return due(instant(databaseNow()), limit, await currentCalendars(sql)).lastDay!;
}

const clueShape = z
  .object({
    round: z.string(),
    institution: z.string(),
    handedAt: z.string(),
    dueOn: z.string(),
    overdue: z.boolean().meta({ description: '超过管理期限 Past the management period' }),
    ground: z.string().nullable().meta({ description: '所反映的内容 What it alleges' }),
    outcome: z.string().nullable(),
    words: z.string().nullable(),
    settledAt: z.string().nullable(),
  })
  .meta({ id: 'RevisitClue' });
const shown = (seal: Seal, { handedAt, settledAt, ground, words, ...clue }: ClueRow) => ({
  ...clue,
  ground: ground === null ? null : seal.open(ground, groundContext({ ...clue, id: clue.round })),
  words: words === null ? null : seal.open(words, clueContext(clue.round, clue.institution)),
  handedAt: when(handedAt)!,
  settledAt: when(settledAt),
  overdue: clue.outcome === null && clue.dueOn < databaseToday(),
});

const clueContext = (round: string, institution: string): string =>
  `clue:${answersContext(round, institution)}`;

const groundContext = ({ id, institution }: z.output<typeof ofInstitution>): string =>
  `clue-ground:${answersContext(id, institution)}`;

/** 监察室 Nobody else is told, whatever their role. */
function requireDiscipline(caller: Caller): void {
  requireReader(caller);
  if (caller.unitRoles.includes('discipline-inspection')) return;
  throw new Problem('not-authorised', {
    clause: 'TJ51-18',
    say: { zh: '由监察室办理。', en: 'This is for discipline inspection.' },
    lawful: { zh: '由监察室的在册人员办理。', en: 'Let an officer of 监察室 do it.' },
  });
}

function listing(api: Api, { sql, seal }: DrawDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/revisit-clues',
      tag,
      summary:
        '廉洁线索 — Clues of the own unit, or of one where nobody may deal with them; due first comes first',
      description: '只有监察室的在册人员可以查阅；涉及本人或者本单位办理的案件的除外。',
      auth: 'caller',
      reads: 'sealed',
      query: z.strictObject({
        state: z.enum(['open', 'settled']).default('open'),
        cursor: pageQuery.cursor,
        limit: pageQuery.limit,
      }),
      responses: {
        200: {
          description: '线索 Clues',
          schema: z.object({ items: z.array(clueShape), next: z.string().nullable() }),
        },
      },
      problems: ['sealing-key-missing'],
    },
    async ({ query: { state, cursor, limit = 100 }, caller, req }) => {
      requireDiscipline(caller);
      if (!seal) throw new Problem('sealing-key-missing');
      const after = readCursor(cursor, z.tuple([at.day, at.id, at.id]));
      const rows = await cluesOf(
        sql,
        { unit: caller.unit, officer: caller.id, settled: state === 'settled' },
        after && { dueOn: after[0], round: after[1], institution: after[2] },
        limit + 1,
      );
      const { items, next } = paged(rows, limit, (c) => [c.dueOn, c.round, c.institution]);
      return {
        body: { items: items.map((clue) => shown(seal, clue)), next },
        headers: linkToNext(req, next),
      };
    },
  );
}

function settling(api: Api, { sql, seal }: DrawDeps): void {
  api.route(
    {
      method: 'post',
      path: '/v1/revisits/:id/institutions/:institution/clue/outcome',
      tag,
      summary: '线索办结 — What became of a clue; the words are sealed',
      auth: 'caller',
      params: ofInstitution,
      body: z.strictObject({
        outcome: z.enum(['founded', 'unfounded', 'referred']),
        words: line(2000).optional(),
      }),
      responses: {
        200: { description: '已办结 Settled', schema: z.object({ settled: z.literal(true) }) },
      },
      problems: ['not-found', 'clue-known', 'sealing-key-missing'],
    },
    async ({ params: { id: round, institution }, body, caller }) => {
      requireDiscipline(caller);
      if (!seal) throw new Problem('sealing-key-missing');
      const settled = await settleClue(sql, {
        round,
        institution,
        unit: caller.unit,
        officer: caller.id,
        outcome: body.outcome,
        ...(body.words !== undefined && {
          sealed: seal.seal(body.words, clueContext(round, institution)),
        }),
      });
      if (settled === undefined) throw new Problem('not-found');
      if (!settled) throw Problem.refused(no.clueKnown());
      return { body: { settled: true as const } };
    },
  );
}
