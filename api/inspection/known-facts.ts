/** QY-15.3 已掌握的情况 What is known already of an institution from other inspections. */
import { z } from 'zod';
import { knownFacts } from '../../db/inspection/reports.ts';
import { day, subjectId } from '../../domain/law/shapes.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { databaseToday } from '../http/clock.ts';
import type { Api } from '../http/openapi.ts';
import { tag, text } from './report-terms.ts';

const factShape = z.object({
  item: z.string(),
  inspection: z.string(),
  file: text,
  body: text,
  kind: z.string(),
  over: z.string(),
  found: z.string(),
  outcomes: z.array(z.string()).nullable(),
});

export function known(api: Api, sql: ActDeps['sql']): void {
  api.route(
    {
      method: 'get',
      path: '/v1/institutions/:id/known-facts',
      tag,
      summary: '已掌握的情况 — What is known already from other inspections',
      auth: ['handler', 'head', 'regulator'],
      description: '各类检查中已掌握的，不再重复检查（QY-15.3）：一年内查清该事项的最近一次检查。',
      params: z.strictObject({ id: subjectId }),
      query: z.strictObject({ items: z.string().max(4000).optional(), day: day.optional() }),
      responses: {
        200: {
          description: '按事项 By item',
          schema: z.object({ clause: z.literal('QY-15.3'), items: z.array(factShape) }),
        },
      },
    },
    async ({ params, query, caller }) => {
      const items = await knownFacts(sql, {
        bureau: caller.bureau,
        institution: params.id,
        items: query.items?.split(',').filter(Boolean),
        day: query.day ?? databaseToday(),
      });
      return { body: { clause: 'QY-15.3', items } };
    },
  );
}
