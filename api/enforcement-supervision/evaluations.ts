/** 企业评价 QY-17.2: what the inspected say of each step, with a code of their own; in figures for everybody, one by one only for the supervision of enforcement. Consultations with 工商联. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import {
  evaluationFigures,
  evaluationsOf,
  keepEvaluation,
  planByEvaluationCode,
  readEvaluationCode,
} from '../../db/enforcement-supervision/store.ts';
import { lastQuarter, LEAST, signs, steps } from '../../domain/inspection/after.ts';
import { CODE_LENGTH, codeFrom, written } from '../../domain/inspection/check-code.ts';
import { day, line, unitId } from '../../domain/law/shapes.ts';
import { addDays } from '../../domain/time/civil-date.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { requireReader } from '../intake/authority.ts';
import { requireSupervision } from '../inspection-registries/authority.ts';
import { holds } from '../http/authentication.ts';
import { databaseToday } from '../http/clock.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { codeHash } from '../inspection/code-hash.ts';
import { sealed } from '../intake/sealed-words.ts';
import type { Seal } from '../intake/sealing.ts';
import { codeParam } from '../enforcement-complaint/routes.ts';
import { fileId } from '../files/routes.ts';
import { withFederation, tag } from './federation.ts';

export function inspectionEvaluationRoutes({ sql }: ActDeps, key: Seal | undefined) {
  return (api: Api): void => {
    giving(api, sql, key);
    handing(api, sql, key);
    figures(api, sql);
    oneByOne(api, sql, key);
    withFederation(api, sql);
  };
}

const evaluationShape = z.strictObject({
  step: z.enum(steps).meta({ description: '评价的环节 Which step' }),
  score: z.int().min(1).max(5),
  courteous: z.boolean().meta({ description: '是否文明执法 Whether it was civil' }),
  signs: z.array(z.enum(signs)).max(6).default([]),
  comment: line(2000).optional().meta({ description: '密封保存 Sealed' }),
});

function giving(api: Api, sql: ActDeps['sql'], key: Seal | undefined): void {
  api.route(
    {
      method: 'post',
      path: '/v1/checks/:code/evaluations',
      tag,
      summary: '凭评价码评价检查 — Evaluate a step of the inspection',
      auth: 'public',
      limit: 'calculator',
      params: codeParam,
      body: evaluationShape,
      description:
        '评价码在检查结束后由执法监督机构交给机构，检查人员看不到（QY-17.2）。每个环节评价一次；评价不记名，检查人员看不到单份评价。',
      responses: { 201: { description: '已收到 Received', schema: z.object({ id: z.string() }) } },
      problems: ['not-found', 'already-evaluated', 'sealing-key-missing'],
    },
    async ({ params, body: { comment, ...given } }) => {
      const plan = await planByEvaluationCode(sql, codeHash(params.code));
      if (!plan) throw new Problem('not-found');
      const id = await keepEvaluation(sql, {
        ...given,
        plan,
        ...(comment !== undefined && {
          sealed: sealed(key, comment, `evaluation:${plan}:${given.step}`),
        }),
      });
      if (!id)
        throw new Problem('already-evaluated', {
          clause: 'QY-17.2',
          lawful: {
            zh: '每个环节评价一次；其他情况可以反映。',
            en: 'Each step once; anything else may be complained of.',
          },
        });
      return { status: 201, body: { id } };
    },
  );
}

const ofEvaluation = (plan: string): string => `evaluation-code:${plan}`;

/** For the supervision of enforcement to hand to the institution with the result: the check code on the notice is known to the team, this one is not. */
function handing(api: Api, sql: ActDeps['sql'], key: Seal | undefined): void {
  api.route(
    {
      method: 'get',
      path: '/v1/inspections/:file/evaluation-code',
      tag,
      summary:
        '评价码（登记） — The code with which the institution evaluates; the look is registered',
      auth: 'caller',
      params: z.strictObject({ file: fileId }),
      description:
        '检查结束后，由检查组和检查主体之外的执法监督人员领取，密封交给机构（QY-17.2）。',
      responses: { 200: { description: '评价码 Code', schema: z.object({ code: z.string() }) } },
      problems: [
        'not-found',
        'not-authorised',
        'not-independent',
        'evaluation-closed',
        'sealing-key-missing',
      ],
    },
    async ({ params, caller }) => {
      requireSupervision(caller, 'QY-17.2');
      if (!key) throw new Problem('sealing-key-missing');
      const found = await readEvaluationCode(
        sql,
        { file: params.file, bureau: caller.bureau, officer: caller.id },
        (plan) => {
          const code = codeFrom(randomBytes(CODE_LENGTH));
          return { hash: codeHash(code), sealed: key.seal(code, ofEvaluation(plan)) };
        },
      );
      if (!found) throw new Problem('not-found');
      if (found.tookPart)
        throw new Problem('not-independent', {
          clause: 'QY-17.2',
          say: {
            zh: '检查人员和检查主体的人员不得领取评价码。',
            en: 'Nobody of the team or the body is given the code.',
          },
        });
      if (!found.ended)
        throw new Problem('evaluation-closed', {
          clause: 'QY-17.2',
          lawful: { zh: '检查结束后领取。', en: 'Ask once the inspection has ended.' },
        });
      return { body: { code: written(key.open(found.sealed!, ofEvaluation(found.plan!))) } };
    },
  );
}

const figuresShape = z.object({
  body: z.string(),
  step: z.enum(steps),
  evaluations: z.int(),
  inspections: z.int(),
  average: z.number(),
  discourteous: z.int(),
  signs: z.record(z.string(), z.int()),
});

function figures(api: Api, sql: ActDeps['sql']): void {
  api.route(
    {
      method: 'get',
      path: '/v1/inspection-evaluations',
      tag,
      summary: '评价汇总 — Evaluations in figures',
      auth: 'caller',
      query: z.strictObject({
        from: day.optional(),
        until: day.optional(),
        body: unitId.optional(),
      }),
      description: `按检查主体和环节汇总；涉及的检查少于 ${LEAST} 件的不显示；检查人员只看已经结束的上一季度，以保护评价人。`,
      responses: {
        200: {
          description: '汇总 Figures',
          schema: z.object({
            from: z.string(),
            until: z.string(),
            least: z.int(),
            items: z.array(figuresShape),
          }),
        },
      },
    },
    async ({ query, caller }) => {
      requireReader(caller);
      const span = holds(caller, 'regulator')
        ? {
            from: query.from ?? addDays(databaseToday(), -365),
            until: query.until ?? databaseToday(),
          }
        : ownSpan(query);
      return {
        body: {
          ...span,
          least: LEAST,
          items: await evaluationFigures(sql, {
            ...span,
            bureau: caller.bureau,
            least: LEAST,
            body: query.body,
          }),
        },
      };
    },
  );
}
/** Two spans of one's own choice, one day apart, would single out whoever spoke on that day. */
function ownSpan({ from, until }: { from?: unknown; until?: unknown }) {
  if (from !== undefined || until !== undefined)
    throw new Problem('not-authorised', {
      clause: 'QY-17.2',
      lawful: {
        zh: '不填起止日期：显示已经结束的上一季度。',
        en: 'Leave the days out: the last quarter that is over is shown.',
      },
    });
  return lastQuarter(databaseToday());
}

/** One by one: for regulators outside the body and the team, and every look is registered. */
function oneByOne(api: Api, sql: ActDeps['sql'], key: Seal | undefined): void {
  const row = z.object({
    step: z.enum(steps),
    score: z.int(),
    courteous: z.boolean(),
    signs: z.array(z.string()),
    comment: z.string().nullable(),
  });
  api.route(
    {
      method: 'get',
      path: '/v1/inspections/:file/evaluations',
      tag,
      summary: '一次检查的评价（登记） — The evaluations of one inspection; the look is registered',
      auth: ['regulator'],
      params: z.strictObject({ file: fileId }),
      query: z.strictObject({ reason: line(500) }),
      responses: {
        200: { description: '评价 Evaluations', schema: z.object({ items: z.array(row) }) },
      },
      problems: ['not-found', 'not-independent'],
    },
    async ({ params, query, caller }) => {
      const found = await evaluationsOf(sql, {
        bureau: caller.bureau,
        file: params.file,
        officer: caller.id,
        reason: query.reason,
      });
      if (!found) throw new Problem('not-found');
      if (found.tookPart)
        throw new Problem('not-independent', {
          clause: 'QY-17.2',
          say: {
            zh: '检查人员和检查主体的人员不得查阅单份评价。',
            en: 'Nobody of the team or the body reads a single evaluation.',
          },
        });
      return {
        body: {
          items: found.rows.map(({ id: _id, comment, ...r }) => ({
            ...r,
            comment:
              comment === null || !key
                ? null
                : key.open(comment, `evaluation:${found.id}:${r.step}`),
          })),
        },
      };
    },
  );
}
