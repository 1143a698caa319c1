/** 版本的写法 How periods, days and the tag of the rules are written in forms. */
import { z } from 'zod';
import { periodStarts } from '../../domain/commitment-case/rule-periods.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import type { Api } from '../http/openapi.ts';

export const tag = '实施细则 Implementing rules';
export const text = z.string().nullable();

export const todayOf = (api: Api): CivilDate => civilDateOf(api.deps.clock.now());

export const period = z
  .object({
    limit: z.object({ unit: z.string(), count: z.int() }),
    section: z.string(),
    from: z.enum(periodStarts).optional().meta({
      description: '起算 From what it counts (rules from before this was asked have none)',
    }),
  })
  .nullable();
