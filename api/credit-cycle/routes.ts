/** /v1/credit/cycles: the cycles of the bureau, and those that have begun (QHD-2.4b). */
import { z } from 'zod';
import { cyclesOf } from '../../db/credit-cycle/store.ts';
import { CYCLE } from '../../domain/credit-cycle/duties.ts';
import { holds } from '../http/authentication.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { when } from '../http/when.ts';
import { requireOffice } from '../intake/authority.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { openDueCycles } from './open.ts';
import { tag } from './tag.ts';

const text = z.string().nullable();

export function creditCycleRoutes(deps: ActDeps) {
  return (api: Api): void => {
    due(api, deps);
    list(api, deps);
  };
}

function due(api: Api, deps: ActDeps): void {
  api.route(
    {
      method: 'post',
      path: '/v1/credit/cycles/due',
      tag,
      summary: '周期开始立卷 — Open the cycles that have begun',
      description:
        'QHD-2.4b：系统每十分钟自行查看；此处立即查看一次。周期为一年，自本局所定日期（默认 1 月 1 日）起，各期相接，同一期只立一卷；自第一版规则施行的周期起。',
      auth: 'caller',
      clause: CYCLE,
      body: z.strictObject({}),
      responses: {
        200: {
          description: '新立的案卷，最早的一期在前 The files that were opened, the oldest first',
          schema: z.object({ opened: z.array(z.string()) }),
        },
      },
      problems: ['not-authorised'],
    },
    async ({ caller }) => {
      requireOffice(caller);
      const mine = caller.unitRoles.includes('fund-supervision') && caller.kind === 'person';
      if (!mine && !holds(caller, 'coordinator', 'regulator', 'registrar'))
        throw new Problem('not-authorised');
      return { body: { opened: await openDueCycles(deps, caller.bureau) } };
    },
  );
}

const rowShape = z
  .object({
    file: z.string(),
    stage: z.string(),
    from: z.string(),
    until: z.string().meta({ description: '期间止日的次日 The day after the last one' }),
    rule: z.int().nullable().meta({ description: '规则版本；空的不评级 Null: nobody is graded' }),
    sample: z.boolean().nullable().meta({ description: '规则为样例 The rule is a sample' }),
    assessedAt: text,
    openedAt: z.string(),
    nextDue: text,
    closedAt: text,
    outcome: text.meta({ description: 'succeeded 由下一周期取代、no-rule 没有规则' }),
  })
  .meta({ id: 'CreditCycle' });

function list(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/credit/cycles',
      tag,
      summary: '信用评价周期 — The cycles of the bureau, newest first',
      auth: 'caller',
      reads: 'none',
      responses: {
        200: {
          description: '各周期 The cycles',
          schema: z.object({ items: z.array(rowShape) }),
        },
      },
    },
    async ({ caller }) => {
      const rows = await cyclesOf(sql, caller.bureau);
      return {
        body: {
          items: rows.map((r) => ({
            ...r,
            assessedAt: when(r.assessedAt),
            openedAt: when(r.openedAt)!,
            nextDue: when(r.nextDue),
            closedAt: when(r.closedAt),
          })),
        },
      };
    },
  );
}
