/** 期限计算器 The public calculator: no token, nothing stored, the counting explained line by line. */
import { z } from 'zod';
import { currentCalendars } from '../../db/queries/calendar.ts';
import { calculate } from '../../domain/time/calculate.ts';
import { dueAnswerShape, dueRequestShape } from '../../domain/time/shapes.ts';
import type { Api } from '../http/openapi.ts';

export function timeRoutes(api: Api): void {
  api.route(
    {
      method: 'post',
      path: '/v1/time/due',
      tag: '期限计算 Time',
      auth: 'public',
      limit: 'calculator',
      summary: '计算期限 — When a period ends',
      description:
        '按民法典计算期间，逐行说明；依据未公布年份安排的结果标为 provisional。 Counts a period by the Civil Code, line by line; what rests on an unpublished year is provisional.',
      body: dueRequestShape,
      responses: {
        200: {
          description: '到期时刻及计算过程 The due instant and how it was counted',
          schema: dueAnswerShape as z.ZodType,
        },
      },
    },
    async ({ body }) => ({ body: calculate(body, await currentCalendars(api.deps.sql)) }),
  );
}
