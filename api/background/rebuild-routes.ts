/** 重建运行 The route that starts the run of a file anew, and what the reconciliation offers of it. */
import { z } from 'zod';
import type { Sql } from '../../db/client.ts';
import { line } from '../../domain/law/shapes.ts';
import { fileId } from '../files/file-shape.ts';
import type { Caller } from '../http/authentication.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { describeRoute } from '../http/route.ts';
import { fileOr404 } from '../intake/submit-act.ts';
import type { Rebuilding } from './rebuilding.ts';
import type { Differences } from './reconciliation.ts';

export const rebuildOffers = z
  .array(
    z.object({
      file: z.string(),
      fault: z.string(),
      method: z.literal('POST'),
      href: z.string(),
      does: z.object({ zh: z.string(), en: z.string() }),
    }),
  )
  .meta({
    description: '可以重建流程的案卷 Files whose run can be started anew, and what that would do',
  });

const does = {
  gone: {
    zh: '按收件箱和台账启动新的流程，从台账所至之处接续；裁定和期限不变，未裁定的文书随即裁定。',
    en: 'Starts a new run from inbox and register, from where the register stands; verdicts and periods stay, acts without a verdict are judged.',
  },
  stuck: {
    zh: '先排除故障并提交“重试”；仍不能写入的，终止现有流程，按收件箱和台账启动新的流程。',
    en: 'Mend the fault and file retry first; where it still cannot write, this ends the run and starts a new one from inbox and register.',
  },
  runs: {
    zh: '终止现有流程，按收件箱和台账启动新的流程；台账没有的，不再作数。',
    en: 'Ends the run that there is and starts a new one from inbox and register; what the register does not hold counts no more.',
  },
};

/** The run of another file is the only trace of it, and a file that has ended needs no run: neither is offered. */
export const offersOf = ({
  notRunning,
  otherwise,
  technical,
}: Pick<Differences, 'notRunning' | 'otherwise' | 'technical'>): z.infer<typeof rebuildOffers> => [
  ...notRunning.map(({ file, engine }) => offer(file, engine, does.gone)),
  ...otherwise
    .filter(({ fault }) => fault !== 'ANOTHER-FILE' && fault !== 'NOT-CLOSED')
    .map(({ file, fault }) => offer(file, fault, does.runs)),
  ...technical.map((file) => offer(file, 'TECHNICAL', does.stuck)),
];

const offer = (file: string, fault: string, what: (typeof does)['gone']) => ({
  file,
  fault,
  method: 'POST' as const,
  href: `/v1/files/${file}/rebuild`,
  does: what,
});

const route = describeRoute({
  method: 'post',
  path: '/v1/files/:id/rebuild',
  tag: '核对 Reconciliation',
  summary: '重建案卷的流程 — Start the run of a file anew from inbox and register',
  description:
    '先按今日程序重算；与台账不一致的，不重建，除非 insists。 First the file is counted again by today’s code; where it differs nothing is done, unless the request insists.',
  auth: ['administrator'],
  params: z.strictObject({ id: fileId }),
  body: z.strictObject({
    reason: line(2000).meta({
      description:
        '理由，原文记入台账，不写个人信息 Stands in the register as written: nothing personal',
    }),
    insists: z.boolean().default(false),
  }),
  responses: {
    200: {
      description:
        '已重建；rebuilt 为 false 的，此前已恢复 Started anew; rebuilt false: it had been mended already',
      schema: z
        .object({
          file: z.string(),
          rebuilt: z.boolean(),
          fault: z.string(),
          recounted: z.boolean(),
          differences: z.array(
            z.object({ kind: z.string(), ref: z.string(), field: z.string().nullable() }),
          ),
        })
        .meta({ id: 'Rebuilt' }),
    },
  },
  problems: [
    'not-found',
    'other-bureau',
    'file-closed',
    'run-healthy',
    'run-of-another-file',
    'rebuild-differs',
  ],
});

export function rebuildRoute(
  api: Api,
  sql: Sql,
  rebuilding: Rebuilding,
  hiddenFrom: (sql: Sql, caller: Caller) => Promise<readonly string[]>,
): void {
  api.route(route, async ({ params, body, caller }) => {
    const file = await fileOr404(sql, params.id);
    if (file.bureau !== caller.bureau) throw new Problem('other-bureau');
    // Of which the caller may be shown nothing, of that nothing is said here either (QY-17.1).
    if ((await hiddenFrom(sql, caller)).includes(file.id)) throw new Problem('not-found');
    const { differences, ...rebuilt } = await rebuilding.rebuild({
      file: file.id,
      officer: caller.id,
      unit: caller.unit,
      ...body,
    });
    // Whoever keeps the machines running need not know what a file says: where it differs is enough.
    return {
      body: {
        ...rebuilt,
        differences: differences.map(({ kind, ref, field }) => ({ kind, ref, field })),
      },
    };
  });
}
