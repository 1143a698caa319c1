/** 历史检查 The history of before, taken over once (QY-15.1). */
import { z } from 'zod';
import { institutionForWindows, takeOver, wasInspected } from '../../db/inspection/past.ts';
import { pastShape, type PastPayload } from '../../domain/inspection/past-shape.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import type { Caller } from '../http/authentication.ts';
import { databaseToday } from '../http/clock.ts';
import type { Api } from '../http/openapi.ts';
import { Problem, refusedAs, refusedFields } from '../http/problems.ts';
import { tag } from '../inspection/reading.ts';

const report = z
  .object({
    accepted: z.int(),
    unchanged: z.int(),
    refused: z.array(z.object({ index: z.int(), id: z.string(), ...refusedFields })),
  })
  .meta({ id: 'PastInspectionsReport' });

export function past(api: Api, deps: ActDeps): void {
  api.route(
    {
      method: 'post',
      path: '/v1/past-inspections',
      tag,
      summary: '历史检查 — Take over inspections of before',
      auth: ['registrar'],
      body: z.strictObject({ inspections: z.array(pastShape).min(1).max(1000) }),
      bodyLimit: '2mb',
      description:
        '逐条登记，重复提交不产生变化；已登记的不得更改。 Each by itself; sent again it changes nothing, and what is registered stands (QY-15.1: it counts as history).',
      responses: { 200: { description: '结果 The report', schema: report } },
    },
    async ({ body, caller }) => {
      const done: z.infer<typeof report> = { accepted: 0, unchanged: 0, refused: [] };
      for (const [index, row] of body.inspections.entries()) {
        const outcome = await takenOver(deps, caller, row);
        if (outcome instanceof Problem)
          done.refused.push({ index, id: row.id, ...refusedAs(outcome) });
        else done[outcome]++;
      }
      return { body: done };
    },
  );
}

async function takenOver(
  { sql }: ActDeps,
  caller: Caller,
  row: PastPayload,
): Promise<'accepted' | 'unchanged' | Problem> {
  if (row.endedOn > databaseToday())
    return new Problem('in-the-future', {
      clause: 'QY-15.1',
      lawful: {
        zh: '只登记已经结束的检查。',
        en: 'Only inspections that have ended are taken over.',
      },
    });
  const usesPlace = row.kind === 'daily' && row.onSite && !row.recheck && !row.exempt;
  try {
    const institution = await institutionForWindows(sql, row.institution, row.body ?? caller.unit);
    if (!institution) return new Problem('unknown-reference', { clause: 'QY-15.1' });
    if (institution.bureau !== caller.bureau) return new Problem('other-bureau');
    if (
      row.rechecks !== undefined &&
      !(await wasInspected(sql, { ...row, rechecks: row.rechecks }))
    )
      return new Problem('recheck-unfounded', { clause: 'QY-12.3' });
    const { changed, conflict } = await takeOver(sql, {
      ...row,
      bureau: caller.bureau,
      itemCapExempt: false,
      usesPlace,
      source: { row, by: caller.id, document: row.document },
    });
    return conflict
      ? new Problem('past-inspection-differs', { clause: 'X-6' })
      : changed
        ? 'accepted'
        : 'unchanged';
  } catch (error) {
    if ((error as { code?: string }).code === '23503')
      return new Problem('unknown-reference', { clause: 'QY-15.1' });
    throw error;
  }
}
