/** POST /v1/rapid-responses: a letter (函告) opens a file, or joins the one its subject has already. */

import { letterShape } from '../../domain/rapid-response/letter.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import type { Api } from '../http/openapi.ts';
import { openingRoute } from '../intake/opening-route.ts';
import { clauseOfLetter } from './letter.ts';
import { open } from './open.ts';

export function rapidResponseRoutes(deps: ActDeps) {
  return (api: Api): void => {
    openingRoute(
      api,
      {
        path: '/v1/rapid-responses',
        tag: '快速反应 Rapid response',
        summary: '函告立卷 — Open a file by a letter',
        description:
          '方向 A：监督所函告支付处；方向 B：社保中心先行暂停后函告监督所。主体已有未结案卷的，函告并入该卷；所附事由一并计入。newFacts 说明是否带来新的事实或者事由：是的，或者另一方发来的，收函方须在 24 小时内另行答复。 A letter on a subject with an open file joins it, and its grounds with it; one with new facts or grounds, or from the other body, starts an answer of its own within 24 hours.',
        body: letterShape,
        opens: { type: 'referral-letter', clause: clauseOfLetter },
        again: '并入已有案卷，或重复提交 Joined, or sent again',
        problems: [
          'no-legal-basis',
          'paper-void',
          'not-owed-by-you',
          'not-designated',
          'ground-missing',
          'wrong-ground',
          'investigation-missing',
          'suspension-missing',
          'suspension-after-letter',
          'clause-missing',
          'clause-unknown',
          'approver-missing',
          'approver-unfit',
          'no-refusal-clause',
          'clause-not-covering',
          'notice-recipient',
          'before-trigger',
          'commitment-unsigned',
          'officer-removed',
          'receipt-not-yours',
          'in-the-future',
          'duplicate-letter',
          'not-found',
        ],
      },
      (body, caller, key) => open(deps, caller, key, body),
    );
  };
}
