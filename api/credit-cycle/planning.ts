/** /v1/credit/planning: how the inspections of a year are divided among the grades (QHD-3.2, QY-9.2). */
import { z } from 'zod';
import { objectsByGrade } from '../../db/credit-cycle/store.ts';
import { findBureau } from '../../db/queries/subjects.ts';
import { plannedBy } from '../../domain/credit-cycle/planning.ts';
import { drawSettingsOf } from '../../domain/draw/forms.ts';
import { bindingInstruments, isRefusal } from '../../domain/law/instruments.ts';
import { databaseToday } from '../http/clock.ts';
import type { Api } from '../http/openapi.ts';
import { requireReader } from '../intake/authority.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { tag } from './tag.ts';

export const planningRoutes =
  ({ sql }: ActDeps) =>
  (api: Api): void =>
    api.route(
      {
        method: 'get',
        path: '/v1/credit/planning',
        tag,
        summary: '按等级分配检查 — How a year’s inspections are divided among the grades',
        description:
          'QHD-3.2、QY-9.2：与抽查同一权重（逐级加重，等级不详为中性），不突破年度频次上限的余额；供编制计划，检查对象仍由抽查产生。',
        auth: 'caller',
        reads: 'none',
        query: z.strictObject({
          year: z.coerce.number().int().min(2022).max(2199),
          inspections: z.coerce.number().int().min(1).max(1_000_000),
        }),
        responses: {
          200: {
            description: '各等级的次数 The inspections of each grade',
            schema: z.object({
              rows: z.array(
                z.object({
                  grade: z.string(),
                  objects: z.int(),
                  weight: z.int(),
                  places: z.int().meta({ description: '上限的余额 What the caps leave' }),
                  inspections: z.int(),
                }),
              ),
              short: z.int().meta({ description: '没有余额的次数 Beyond what the caps leave' }),
            }),
          },
        },
      },
      async ({ query: { year, inspections }, caller }) => {
        requireReader(caller);
        const bureau = (await findBureau(sql, caller.bureau))!;
        // Where QY binds, an institution without a registered cap cannot be inspected.
        const capped = !isRefusal(bindingInstruments(bureau, 'QY', databaseToday()));
        const objects = await objectsByGrade(sql, caller.bureau, year, capped);
        return { body: plannedBy(inspections, objects, drawSettingsOf(bureau.settings).rule) };
      },
    );
