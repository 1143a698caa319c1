/** /v1/revisits: a round is started, the register of rounds, and how one stands (TJ51-18). Acts go through /v1/files/{id}/acts/… */
import { z } from 'zod';
import {
  groundsIn,
  placesOf,
  roundsOf,
  type PlaceRow,
  type RoundRow,
} from '../../db/revisit/store.ts';
import { roundShape } from '../../domain/revisit/forms.ts';
import { groundKinds, scale } from '../../domain/revisit/terms.ts';
import type { DrawDeps } from '../draw/committing.ts';
import { fileId } from '../files/file-shape.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { when } from '../http/when.ts';
import { partiesOf, scopeOf } from '../intake/authority.ts';
import { openingRoute } from '../intake/opening-route.ts';
import { fileOr404 } from '../intake/submit-act.ts';
import { answerRoutes, tag } from './answers.ts';
import { clueRoutes } from './clues.ts';
import { lookRoutes } from './looks.ts';
import { startRound } from './open.ts';

const text = z.string().nullable();

export function revisitRoutes(deps: DrawDeps) {
  return (api: Api): void => {
    starting(api, deps);
    list(api, deps);
    one(api, deps);
    answerRoutes(api, deps);
    clueRoutes(api, deps);
    lookRoutes(api, deps);
  };
}

function starting(api: Api, deps: DrawDeps): void {
  openingRoute(
    api,
    {
      path: '/v1/revisits',
      tag,
      summary: '启动案件回访 — Start a round of revisits and commit to its draw',
      description:
        'TJ51-18：不定期、人工启动。总体为期间内现场检查或者处理处罚的机构，由系统从登记簿得出，列明、计算摘要后不变；样本由可核验的抽取产生（docs/draw.md），不得指定。期限和样本数为管理设定，不是违期。',
      body: roundShape,
      opens: { type: 'revisit-round', clause: 'TJ51-18' },
      opened: '已承诺 Committed',
      problems: [
        'no-legal-basis',
        'body-unqualified',
        'contribution-same-body',
        'contributor-not-eligible',
        'draw-open',
        'object-hand-picked',
        'revisit-round-open',
        'revisit-overlap',
        'reason-missing',
        'revisit-period',
        'revisit-sample-small',
        'revisit-population-small',
        'sealing-key-missing',
      ],
    },
    (body, caller, key) => startRound(deps, caller, key, body),
  );
}

const cell = z.int().nullable();
const rowShape = z.tuple([cell, cell, cell, cell]).meta({
  description: `依次为 ${scale.join(', ')}；空为小数保护 In this order; null: withheld`,
});
const figuresShape = z.object({
  visited: z.int(),
  unreachable: z.int(),
  byTopic: z.object({
    fairness: rowShape,
    justice: rowShape,
    integrity: rowShape,
    civility: rowShape,
  }),
});
const roundFields = {
  file: z.string(),
  unit: z.string(),
  contributor: z.string(),
  from: z.string(),
  until: z.string(),
  stage: z.string(),
  population: z.int(),
  count: z.int(),
  groundsHash: z.string(),
  statementHash: z.string(),
  recordHash: text,
  visited: z.int(),
  unreachable: z.int(),
  openedAt: z.string(),
  nextDue: text,
  closedAt: text,
  outcome: text,
  follows: text.meta({ description: '期间重叠的上一轮 The round that this one follows' }),
};
const listed = z.object(roundFields).meta({ id: 'RevisitRound' });
const rowOf = ({ figures: _figures, reason: _reason, beside: _beside, ...r }: RoundRow) => ({
  ...r,
  openedAt: when(r.openedAt)!,
  nextDue: when(r.nextDue),
  closedAt: when(r.closedAt),
});

function list(api: Api, { sql }: DrawDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/revisits',
      tag,
      summary: '案件回访登记簿 — Rounds of revisits, newest first',
      auth: 'caller',
      reads: 'none',
      query: z.strictObject({ cursor: pageQuery.cursor, limit: pageQuery.limit }),
      responses: {
        200: {
          description: '登记簿 The register',
          schema: z.object({ items: z.array(listed), next: text }),
        },
      },
    },
    async ({ query: { cursor, limit = 100 }, caller, req }) => {
      const after = readCursor(cursor, z.tuple([at.instant, at.id]));
      const rows = await roundsOf(
        sql,
        { bureau: caller.bureau, parties: await partiesOf(sql, caller) },
        after && { openedAt: after[0], id: after[1] },
        limit + 1,
      );
      const { items, next } = paged(rows, limit, (r) => [r.openedAt, r.file]);
      return { body: { items: items.map(rowOf), next }, headers: linkToNext(req, next) };
    },
  );
}

const placeShape = z.object({
  place: z.int(),
  institution: z.string(),
  state: z.enum(['drawn', 'visited', 'unreachable']),
  revisitors: z.array(z.string()),
  offices: z.array(z.string()).meta({
    description: '参加的监察室、执法监督处 Whether one of the two offices takes part',
  }),
  overAt: text,
});
const groundShape = z.object({
  institution: z.string(),
  kind: z.enum(groundKinds),
  file: z.string(),
  on: z.string(),
  stands: z.boolean().meta({
    description: '承诺以后没有撤销、变更；总体不因此改变 Not fallen since; the population stays',
  }),
});
const whole = z
  .object({
    ...roundFields,
    beside: z.boolean().meta({
      description: '本局另一单位已对其中部分日期抽取 Another unit has drawn over some of its days',
    }),
    reason: text,
    grounds: z.array(groundShape),
    places: z.array(placeShape),
    figures: figuresShape.nullable(),
  })
  .meta({ id: 'RevisitRoundInFull' });

const placeOf = (p: PlaceRow) => ({ ...p, overAt: when(p.overAt) });

function one(api: Api, { sql }: DrawDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/revisits/:id',
      tag,
      summary: '一轮回访 — Population, sample, revisitors, and the figures once it is over',
      description:
        '总体及其根据、抽取次序中已抽中和替补的机构、回访人员和参加单位；汇总按小数保护规则显示。答复不在其中。',
      auth: 'caller',
      reads: 'narrative',
      params: z.strictObject({ id: fileId }),
      responses: { 200: { description: '一轮回访 A round', schema: whole } },
      problems: ['not-found', 'other-bureau'],
    },
    async ({ params: { id }, caller }) => {
      if ((await scopeOf(sql, caller, await fileOr404(sql, id))) !== 'full')
        throw new Problem('not-authorised');
      const [row] = await roundsOf(sql, { bureau: caller.bureau, id }, undefined, 1);
      if (!row) throw new Problem('not-found');
      const [grounds, places] = await Promise.all([groundsIn(sql, id), placesOf(sql, id)]);
      return {
        body: {
          ...rowOf(row),
          beside: row.beside,
          reason: row.reason,
          grounds,
          places: places.map(placeOf),
          figures: row.figures && {
            ...row.figures,
            byTopic: row.figures.byTopic as z.output<typeof figuresShape>['byTopic'],
          },
        },
      };
    },
  );
}
