/** 曝光结束之后 A decision that fell when its publicity was over: what was said to the public of it is noted, once (TJ51-7, 处罚法 48). */
import { z } from 'zod';
import { noteAftermath } from '../../db/publicity/store.ts';
import { document, line } from '../../domain/law/shapes.ts';
import { CLAUSE } from '../../domain/publicity/duties.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { fileId } from '../files/file-shape.ts';
import { requireOffice } from '../intake/authority.ts';
import { fileOr404, type ActDeps } from '../intake/submit-act.ts';

export function aftermath(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'post',
      path: '/v1/publicities/:id/aftermath',
      tag: '曝光 Publicity',
      summary:
        '曝光结束后的说明 — What was said of a decision that fell when its publicity was over',
      description:
        'TJ51-7、处罚法第四十八条：曝光期满下架之后决定被撤销、变更的，没有可以撤回的，但是公众看到过：监督所登记如何公开说明，或者为何无须说明。登记一次，不再改动。',
      auth: 'caller',
      clause: CLAUSE,
      params: z.strictObject({ id: fileId }),
      body: z.strictObject({
        explanation: line(2000).meta({
          description: '公开说明的内容，或者无须说明的理由 What was said, or why nothing had to be',
        }),
        address: line(500).optional().meta({ description: '公开之处 Where it stands' }),
        document: document.optional(),
      }),
      responses: { 204: { description: '已登记 Noted' } },
      problems: ['not-found', 'not-owed-by-you', 'nothing-fell-after-end'],
    },
    async ({ params, body, caller }) => {
      requireOffice(caller);
      const file = await fileOr404(sql, params.id);
      if (file.procedure !== 'publicity' || file.bureau !== caller.bureau)
        throw new Problem('not-found');
      if (caller.kind !== 'person' || file.opening.units?.['supervision-body'] !== caller.unit)
        throw new Problem('not-owed-by-you', {
          clause: CLAUSE,
          say: {
            zh: '由曝光该决定的监督所说明。',
            en: 'The supervision body that publicised it notes it.',
          },
          lawful: { zh: '由该监督所提交。', en: 'Let that body submit it.' },
        });
      if (!(await noteAftermath(sql, { ...body, file: file.id, by: caller.id })))
        throw new Problem('nothing-fell-after-end', { clause: CLAUSE });
      return { status: 204 };
    },
  );
}
