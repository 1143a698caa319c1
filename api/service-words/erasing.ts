/** 依令删除 Sealed words of the public that a court or the law has erased: they go, and what they were about stays. Two persons say so (decision 21). */
import { z } from 'zod';
import { eraseServiceWords, wordsStand } from '../../db/service-words/store.ts';
import type { Sql } from '../../db/client.ts';
import { line } from '../../domain/law/shapes.ts';
import { proposalShape, proposing } from '../registries/proposal-shape.ts';
import type { Ground } from '../registries/two-persons.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';

interface Erasing {
  of: string;
  documentNo: string;
}

export const wordsGround: Ground<Erasing, void> = {
  what: 'service-words',
  proposes: ['administrator'],
  confirms: ['administrator'],
  subject: ({ of }) => of,
  before: async (tx, bureau, { of }) => ({ stands: await wordsStand(tx, bureau, of) }),
  async apply(tx, { of }, { caller }) {
    if (!(await eraseServiceWords(tx, { bureau: caller.bureau, of, by: caller.id })))
      throw new Problem('not-found');
  },
};

export const wordsRoutes =
  ({ sql }: { sql: Sql }) =>
  (api: Api): void => {
    api.route(
      {
        method: 'post',
        path: '/v1/service-words/erasures',
        tag: '好差评 Service evaluations',
        summary: '提出依令删除密封内容 — Propose that sealed words are erased by order',
        description:
          '由另一名管理员复核后删除评价、投诉、上门服务以及联合惩戒名单上个人、参保人员信用记录的密封内容；评价、案卷、名单条目及其数字不变，不可撤销。 Another administrator confirms it; the evaluation, the file and all figures stay; it cannot be undone.',
        auth: ['administrator'],
        body: z.strictObject({
          of: z
            .string()
            .regex(/^[A-Za-z0-9._-]{1,200}$/)
            .meta({
              description:
                '评价编号、案卷编号，或者 jp- 加名单条目编号、cx- 加参保人员信用记录编号 The evaluation, the file, jp- and the entry of the list, or cx- and the record of the insured',
            }),
          documentNo: line(120).meta({ description: '判决、决定的文号 Number of the order' }),
          reason: line(500),
        }),
        responses: {
          202: { description: '待复核 To be confirmed', schema: proposalShape },
          204: { description: '已删除（首次设立） Erased (bootstrap)' },
        },
        problems: ['not-found', 'proposal-person', 'officer-removed'],
      },
      async ({ body: { reason, ...erasing }, caller }) =>
        proposing(sql, wordsGround, erasing, { caller, reason }, () => ({ status: 204 })),
    );
  };
