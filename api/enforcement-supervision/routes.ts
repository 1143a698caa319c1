/** 执法监督 QY-16: review of files and revisits by random sample, training; QY-4.3: the watch over the frequency, followed up by the supervision of enforcement. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import {
  keepReview,
  keepSample,
  isOfBody,
  reviewable,
  samples,
  tookPart,
  type SampleRow,
} from '../../db/enforcement-supervision/store.ts';
import { populationHash, SAMPLE_ALGORITHM, sampleOf } from '../../domain/draw/sample.ts';
import { day, document, line, unitId } from '../../domain/law/shapes.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { requireInPost, requireSupervision } from '../inspection-registries/authority.ts';
import type { Api } from '../http/openapi.ts';
import { describeRoute } from '../http/route.ts';
import { Problem } from '../http/problems.ts';
import { fileId } from '../files/file-shape.ts';
import { when } from '../http/when.ts';
import { training, tag, text } from './trainings.ts';
import { watching } from './frequency-alerts.ts';

export function enforcementSupervisionRoutes({ sql }: ActDeps) {
  return (api: Api): void => {
    sampling(api, sql);
    sampleList(api, sql);
    reviewing(api, sql);
    training(api, sql);
    watching(api, sql);
  };
}

const sampleShape = z
  .object({
    id: z.string(),
    kind: z.enum(['file-review', 'revisit']),
    from: z.string(),
    until: z.string(),
    size: z.int(),
    population: z.int(),
    populationHash: z.string(),
    seed: z.string(),
    algorithm: z.string(),
    by: z.string(),
    at: z.string(),
    verified: z.boolean().meta({
      description: '按记录重新抽取，结果相同 Drawn again from the record, with the same result',
    }),
    files: z.array(z.object({ file: z.string(), reviewer: text, grade: text })),
  })
  .meta({ id: 'ReviewSample' });
function shown({ population, drawn, files, at, ...s }: SampleRow) {
  const again =
    populationHash(population) === s.populationHash &&
    sampleOf(population, drawn.length, s.seed).join() === drawn.join();
  return {
    ...s,
    at: when(at)!,
    size: drawn.length,
    population: population.length,
    verified: again,
    files: files.map(({ plan: _plan, ...f }) => f),
  };
}

function sampling(api: Api, sql: ActDeps['sql']): void {
  api.route(
    {
      method: 'post',
      path: '/v1/file-reviews',
      tag,
      summary:
        '抽取评查、回访样本 — Draw a sample of files to review, or of inspections to revisit',
      auth: ['regulator'],
      description:
        '从该期间已告知结果的检查中随机抽取（QY-16），总体、种子、算法均留存，可以重新抽取核对。',
      body: z.strictObject({
        kind: z.enum(['file-review', 'revisit']),
        from: day,
        until: day,
        body: unitId.optional(),
        size: z.int().min(1).max(500),
      }),
      responses: { 201: { description: '样本 The sample', schema: sampleShape } },
      problems: ['sample-too-large'],
    },
    async ({ body, caller }) => {
      const population = await reviewable(sql, { ...body, bureau: caller.bureau });
      if (population.length < body.size)
        throw new Problem('sample-too-large', {
          clause: 'QY-16',
          say: {
            zh: `该期间只有 ${population.length} 件。`,
            en: `There are only ${population.length}.`,
          },
          lawful: { zh: '减少样本或者延长期间。', en: 'A smaller sample, or a longer period.' },
        });
      const seed = randomBytes(32).toString('hex');
      const id = await keepSample(sql, {
        bureau: caller.bureau,
        kind: body.kind,
        from: body.from,
        until: body.until,
        population,
        populationHash: populationHash(population),
        seed,
        algorithm: SAMPLE_ALGORITHM,
        drawn: sampleOf(population, body.size, seed),
        by: caller.id,
      });
      return { status: 201, body: shown((await samples(sql, caller.bureau, id))[0]!) };
    },
  );
}

function sampleList(api: Api, sql: ActDeps['sql']): void {
  api.route(
    {
      method: 'get',
      path: '/v1/file-reviews',
      tag,
      summary: '评查、回访样本 — Samples and their reviews',
      auth: ['regulator', 'coordinator', 'head'],
      responses: {
        200: { description: '清单 List', schema: z.object({ items: z.array(sampleShape) }) },
      },
    },
    async ({ caller }) => {
      await requireInPost(sql, caller, 'regulator', 'coordinator');
      return { body: { items: (await samples(sql, caller.bureau)).map(shown) } };
    },
  );
}

const reviewShape = z.strictObject({
  grade: z.enum(['excellent', 'qualified', 'unqualified']),
  findings: line(4000),
  document,
  checklist: z
    .strictObject({
      qualification: z.boolean(),
      approval: z.boolean(),
      procedure: z.boolean(),
      evidence: z.boolean(),
      result: z.boolean(),
    })
    .optional()
    .meta({ description: '评查要点 Points looked at' }),
  spokenWith: z
    .boolean()
    .optional()
    .meta({ description: '回访：已向企业了解 Revisit: the enterprise was spoken with' }),
});

const reviewRoute = describeRoute({
  method: 'post',
  path: '/v1/file-reviews/:sample/files/:file',
  tag,
  summary: '评查、回访记录 — The review of one file of a sample',
  auth: 'caller',
  body: reviewShape,
  params: z.strictObject({
    sample: z.string().regex(/^yb-[0-9a-f-]{36}$/, { error: '样本编号格式不符 | Not a sample id' }),
    file: fileId,
  }),
  responses: {
    201: {
      description: '已记入 Entered',
      schema: z.object({ sample: z.string(), file: z.string(), grade: z.string() }),
    },
  },
  problems: [
    'not-found',
    'not-in-sample',
    'reviewer-is-handler',
    'not-independent',
    'not-authorised',
    'already-reviewed',
  ],
});

/** QY-16: nobody reviews what they handled. */
function reviewing(api: Api, sql: ActDeps['sql']): void {
  api.route(reviewRoute, async ({ params, body, caller }) => {
    requireSupervision(caller, 'QY-16');
    const [sample] = await samples(sql, caller.bureau, params.sample);
    if (!sample) throw new Problem('not-found');
    const plan = sample.files.find((f) => f.file === params.file)?.plan;
    if (!plan) throw new Problem('not-in-sample', { clause: 'QY-16' });
    if (await isOfBody(sql, plan, caller.unit))
      throw new Problem('not-independent', {
        clause: 'QY-16',
        say: {
          zh: '被检查主体的人员不得评查本单位的案卷。',
          en: 'Nobody of the body that inspected reviews its file.',
        },
      });
    if (await tookPart(sql, plan, caller.id))
      throw new Problem('reviewer-is-handler', {
        clause: 'QY-16',
        lawful: {
          zh: '由没有办理过该案卷的人员评查。',
          en: 'Let somebody review it who had no hand in it.',
        },
      });
    if (
      !(await keepReview(sql, {
        sample: sample.id,
        plan,
        by: caller.id,
        grade: body.grade,
        payload: body,
      }))
    )
      throw new Problem('already-reviewed', { clause: 'QY-16' });
    return { status: 201, body: { ...params, grade: body.grade } };
  });
}
