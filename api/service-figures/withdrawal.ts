/** 撤销他机构报送的办件 What another body has reported is taken back by two persons: proposed by one, confirmed by another (decision 21). */
import { z } from 'zod';
import { caseOf, withdrawCase } from '../../db/service-figures/store.ts';
import { line } from '../../domain/law/shapes.ts';
import { caseNo, CASES } from '../../domain/service-figures/cases.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { proposalShape, proposing } from '../registries/proposal-shape.ts';
import type { Ground } from '../registries/two-persons.ts';
import { tag } from './readers.ts';

interface Withdrawal {
  bureau: string;
  case: string;
  reason: string;
}

export const caseGround: Ground<Withdrawal, void> = {
  what: 'service-case',
  proposes: ['registrar', 'head'],
  confirms: ['administrator', 'registrar', 'head'],
  subject: ({ bureau, case: no }) => `${bureau}/${no}`,
  async before(tx, bureau, { case: no }) {
    return (await caseOf(tx, bureau, no)) ?? null;
  },
  async apply(tx, { bureau, case: no, reason }, { caller }) {
    if (bureau !== caller.bureau) throw new Problem('other-bureau');
    const answer = await withdrawCase(tx, { bureau, case: no, by: caller.id, reason });
    if (answer === 'none') throw new Problem('not-found');
    if (answer === 'again') throw new Problem('conflict');
  },
};

const answerShape = z.object({ case: z.string() });

export function caseWithdrawal(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'post',
      path: '/v1/services/cases/:case/withdrawal',
      tag,
      summary: '撤销任一机构报送的办件 — Withdraw a case of any body, by two persons',
      description:
        'QJ-2.6e：报送的机构自己撤销的，在报送中写明；他人撤销的，由登记员或者负责人提出，另一人复核后不再计数（/v1/proposals）。 Whoever has reported it withdraws it in a report; anybody else proposes it here.',
      auth: ['registrar', 'head'],
      clause: CASES,
      params: z.strictObject({ case: caseNo }),
      body: z.strictObject({ reason: line(500) }),
      problems: ['not-found', 'conflict', 'proposal-person'],
      responses: {
        200: { description: '一人办理 A bootstrap', schema: answerShape },
        202: { description: '待复核 To be confirmed', schema: proposalShape },
      },
    },
    async ({ params: { case: no }, body: { reason }, caller }) => {
      const after = { bureau: caller.bureau, case: no, reason };
      return proposing(sql, caseGround, after, { caller, reason }, async () => ({
        body: { case: no },
      }));
    },
  );
}
