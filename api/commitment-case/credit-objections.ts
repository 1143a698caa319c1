/** POST /v1/credit-records/{id}/objections: an objection stays with the entry it is about (TJ84-10.3), also when the case has long ended. */
import { z } from 'zod';
import { objectToCreditRecord } from '../../db/commitment-case/store.ts';
import { findCreditRecord } from '../../db/commitment-registries/results.ts';
import { hashOf } from '../../db/queries/turns.ts';
import { forms } from '../../domain/commitment-case/forms.ts';
import { fileOr404, submitAct, type ActDeps } from '../intake/submit-act.ts';
import { keyHeader, keyOf } from '../intake/idempotency-key.ts';
import type { Api } from '../http/openapi.ts';
import { describeRoute } from '../http/route.ts';
import { Problem } from '../http/problems.ts';

const notYours = () =>
  new Problem('not-owed-by-you', {
    clause: 'TJ84-10.3',
    say: {
      zh: '异议由录入的受理部门登记。',
      en: 'The department that recorded enters the objection.',
    },
    lawful: { zh: '由该受理部门登记。', en: 'Let that department enter it.' },
  });

const objection = describeRoute({
  method: 'post',
  path: '/v1/credit-records/:id/objections',
  tag: '承诺制事项 Commitment cases',
  summary: '信用记录异议 — An objection to a credit entry',
  auth: 'caller',
  headers: keyHeader,
  description: '案卷未结的，作为 credit-objection 记入案卷；已结的，直接附于记录。同一键只计一次。',
  params: z.strictObject({ id: z.string().regex(/^[A-Za-z0-9._-]{1,200}$/) }),
  body: forms['credit-objection'].shape,
  responses: {
    200: {
      description: '已登记 Entered',
      schema: z.object({ record: z.string(), act: z.string() }),
    },
  },
  problems: ['not-found', 'other-bureau', 'not-owed-by-you', 'idempotency-key-missing'],
});

export function creditObjectionRoutes(deps: ActDeps) {
  return (api: Api): void => {
    api.route(objection, async ({ params, body, caller, headers }) => {
      const key = keyOf(headers);
      const record = await findCreditRecord(deps.sql, params.id);
      if (!record) throw new Problem('not-found');
      if (record.bureau !== caller.bureau) throw new Problem('other-bureau');
      if (record.unit !== caller.unit) throw notYours();
      const file = await fileOr404(deps.sql, record.file);
      if (file.closedAt === null) {
        const { act, verdict } = await submitAct(deps, caller, file, 'credit-objection', key, body);
        if (verdict && !verdict.accepted) throw Problem.refused(verdict.refusal);
        return { body: { record: record.id, act: act.id } };
      }
      const act = hashOf({ record: record.id, by: caller.id, key });
      if (
        !(await objectToCreditRecord(deps.sql, {
          id: record.id,
          unit: caller.unit,
          by: caller.id,
          act,
          document: body.document,
        }))
      )
        throw notYours();
      return { body: { record: record.id, act } };
    });
  };
}
