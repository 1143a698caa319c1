/** 督查内容 What is in a review, in the very bytes that are hashed. */
import { z } from 'zod';
import { reviewContent } from '../../db/work-review/store.ts';
import { fileId } from '../files/file-shape.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { scopeOf } from '../intake/authority.ts';
import { fileOr404, type ActDeps } from '../intake/submit-act.ts';
import { tag } from './tag.ts';

export function reviewContentRoute(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/work-reviews/:id/content',
      tag,
      summary: '督查内容 — What is in a review, to be closed by its SHA-256',
      description:
        'QJ-3.3：立卷时固定的任务和指标，逐字节不变；标头 Duban-Content-Sha256 为其 SHA-256，审定时填写。不含个人信息。',
      auth: 'caller',
      params: z.strictObject({ id: fileId }),
      reads: 'none',
      responses: {
        200: {
          description: '内容 The content',
          media: 'application/json',
          headers: ['Duban-Content-Sha256'],
        },
      },
      problems: ['not-found', 'not-authorised', 'other-bureau'],
    },
    async ({ params, caller, res }) => {
      const file = await fileOr404(sql, params.id);
      if (file.procedure !== 'work-review') throw new Problem('not-found');
      if ((await scopeOf(sql, caller, file)) === 'withheld') throw new Problem('not-authorised');
      const { content, sha256 } = (await reviewContent(sql, file.id))!;
      res.set('Duban-Content-Sha256', sha256);
      res.type('application/json').send(Buffer.from(content, 'utf8'));
    },
  );
}
