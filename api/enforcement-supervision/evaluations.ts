/** 企业评价 QY-17.2: what the inspected say of each step, with a code of their own that the supervision of enforcement hands to them. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import {
  keepEvaluation,
  planByEvaluationCode,
  readEvaluationCode,
} from '../../db/enforcement-supervision/store.ts';
import { signs, steps } from '../../domain/inspection/after.ts';
import { CODE_LENGTH, codeFrom, written } from '../../domain/inspection/check-code.ts';
import { line } from '../../domain/law/shapes.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { requireSupervision } from '../inspection-registries/authority.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { codeHash } from '../inspection/code-hash.ts';
import { sealed } from '../intake/sealed-words.ts';
import type { Seal } from '../intake/sealing.ts';
import { codeParam } from '../enforcement-complaint/routes.ts';
import { fileId } from '../files/file-shape.ts';
import { withFederation, tag } from './federation.ts';
import { figures, oneByOne } from './evaluation-figures.ts';

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
