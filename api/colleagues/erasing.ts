/** 依令删除 The words of a comment that a court or the law has erased: they go, and that there was a comment stays. Two persons say so (decision 21). */
import { z } from 'zod';
import { commentStands, eraseComment } from '../../db/queries/comments.ts';
import { line } from '../../domain/law/shapes.ts';
import { fileId } from '../files/file-shape.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { proposalShape, proposing } from '../registries/proposal-shape.ts';
import type { Ground } from '../registries/two-persons.ts';
import { tag } from './comment-shape.ts';

interface Erasing {
  file: string;
  number: number;
  documentNo: string;
}

export const commentGround: Ground<Erasing, void> = {
  what: 'comment-words',
  proposes: ['administrator'],
  confirms: ['administrator'],
  subject: ({ file, number }) => `${file}/${number}`,
  before: async (tx, bureau, { file, number }) => ({
    stands: await commentStands(tx, bureau, file, number),
  }),
  async apply(tx, { file, number }, { caller }) {
    if (!(await eraseComment(tx, { bureau: caller.bureau, file, number, by: caller.id })))
      throw new Problem('not-found');
  },
};

export const commentErasureRoutes =
  ({ sql }: ActDeps) =>
  (api: Api): void => {
    api.route(
      {
        method: 'post',
        path: '/v1/comments/erasures',
        tag,
        summary: '提出依令删除留言 — Propose that the words of a comment are erased by order',
        description:
          '由另一名管理员复核后删除各版本的文字；留言的位置和作者保留，不可撤销。 Another administrator confirms it; that there was a comment, and whose, stays; it cannot be undone.',
        auth: ['administrator'],
        body: z.strictObject({
          file: fileId,
          number: z.int().min(1).max(1e9),
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
        proposing(sql, commentGround, erasing, { caller, reason }, () => ({ status: 204 })),
    );
  };
