/** 核定 Two evaluations stand under one number: somebody else says, with its proof, which of them is the platform's (QJ-2.2a). */
import { z } from 'zod';
import { settleEvaluation, type Settled } from '../../db/service-evaluation/store.ts';
import type { ProblemCode } from '../../domain/law/codes.ts';
import { CHAIN } from '../../domain/service-evaluation/duties.ts';
import { settlementShape } from '../../domain/service-evaluation/forms.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { assertPerson } from '../registries/two-persons.ts';
import { tag } from './tag.ts';

const refused: Readonly<Record<Exclude<Settled, 'done' | 'none'>, ProblemCode>> = {
  settled: 'evaluation-settled',
  own: 'proposal-own',
  reviewed: 'reviewed-person',
  section: 'reviewed-section',
  bad: 'bad-evaluation-stands',
};

export function settling(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'post',
      path: '/v1/service-evaluations/:id/settlement',
      tag,
      summary:
        '核定同一编号的评价 — Settle which of two evaluations under one number is the platform’s',
      description:
        'QJ-2.2a：由没有归集这两条评价、不是被评价人员、也不在被评价部门的人员凭平台凭证核定。核定为不实的好评作废，不计入；差评不作废，按误评办理并回访。',
      auth: ['handler', 'head'],
      clause: CHAIN,
      params: z.strictObject({ id: z.string().regex(/^pj-[0-9a-f]{32}$/) }),
      body: settlementShape,
      responses: { 204: { description: '已核定 Settled' } },
      problems: ['not-found', 'proposal-person', ...Object.values(refused)],
    },
    async ({ params: { id }, body, caller }) => {
      assertPerson(caller);
      const settlement = { ...body, id, bureau: caller.bureau, by: caller.id };
      const answer = await settleEvaluation(sql, settlement);
      if (answer === 'none') throw new Problem('not-found');
      if (answer !== 'done') throw new Problem(refused[answer], { clause: CHAIN });
      return { status: 204 };
    },
  );
}
