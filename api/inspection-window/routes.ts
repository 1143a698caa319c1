/** 窗口与历史 GET /v1/institutions/{id}/windows: from when each item may be inspected again, and why (QY-3.1, 4.1, 15). POST /v1/past-inspections: the history of before, taken over once. */
import { z } from 'zod';
import { plansKnownTo } from '../../db/inspection/store.ts';
import {
  factsOf,
  institutionForWindows,
  takeOver,
  wasInspected,
  type InstitutionRow,
} from '../../db/inspection/store.ts';
import { begunOr, unbegun } from '../../domain/inspection/discretion.ts';
import { placesTaken, roomFrom } from '../../domain/inspection/places.ts';
import type { Known, Plan } from '../../domain/inspection/plan.ts';
import { yearOf } from '../../domain/inspection/judging.ts';
import { pastShape, type PastPayload } from '../../domain/inspection/forms.ts';
import { windowOf, type WindowFacts } from '../../domain/inspection/windows.ts';
import { areaCovers } from '../../domain/law/instruments.ts';
import { day, subjectId } from '../../domain/law/shapes.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { requireNotice } from '../inspection-registries/authority.ts';
import { holds, type Caller } from '../http/authentication.ts';
import { databaseNow, databaseToday } from '../http/clock.ts';
import type { Api } from '../http/openapi.ts';
import { Problem, refusedAs, refusedFields } from '../http/problems.ts';

const tag = '行政检查 Inspections';

export function inspectionWindowRoutes(deps: ActDeps) {
  return (api: Api): void => {
    windows(api, deps);
    past(api, deps);
  };
}

const bar = z.object({
  clause: z.string(),
  kind: z.enum(['within-year', 'under-way', 'superior-clean', 'item-cap']),
  by: z.string(),
  from: z.string().nullable(),
});
const answer = z
  .object({
    institution: z.string(),
    on: z.string(),
    level: z.string(),
    yearlyCap: z
      .object({
        clause: z.string(),
        cap: z.int().nullable(),
        year: z.int(),
        taken: z.int(),
        from: z.string().nullable(),
      })
      .meta({ description: '机构年度频次上限 The yearly cap of the institution (QY-4.1)' }),
    items: z.array(
      z.object({
        item: z.string(),
        open: z.boolean(),
        from: z.string().nullable().meta({
          description:
            '没有日期的，正在检查或者清单不允许 None: it is under way, or the list allows nobody',
        }),
        bars: z.array(bar),
      }),
    ),
  })
  .meta({ id: 'InstitutionWindows' });

function windows(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/institutions/:id/windows',
      tag,
      summary: '机构窗口 — From when each item may be inspected again, and why',
      auth: ['handler', 'head', 'regulator', 'coordinator'],
      params: z.strictObject({ id: subjectId }),
      query: z.strictObject({ on: day.optional() }),
      responses: { 200: { description: '各事项的窗口 Windows by item', schema: answer } },
      problems: ['no-legal-basis', 'not-found', 'other-bureau'],
    },
    async ({ params, query, caller }) => {
      const institution = await institutionForWindows(sql, params.id, caller.unit);
      if (!institution) throw new Problem('not-found');
      const now = databaseToday();
      const on = query.on && query.on > now ? query.on : now;
      const { known } = await factsOf(sql, asked(institution, caller.unit, on), now);
      const inspects =
        institution.body !== null &&
        holds(caller, 'handler', 'head') &&
        areaCovers(known.body.area, institution.area);
      if (!inspects && institution.bureau !== caller.bureau) throw new Problem('other-bureau');
      await requireNotice(sql, caller.bureau, now);
      // What has not begun is nobody's to know but theirs who filed it, will go, or head the body.
      return {
        body: windowsOf(
          institution,
          known,
          on,
          await plansKnownTo(sql, unbegun(known), caller.id, now),
        ),
      };
    },
  );
}

/** Not a plan: the question what the registries and the history say of every item of the list. */
const asked = ({ id, items }: InstitutionRow, body: string, from: CivilDate): Plan => ({
  id: 'pl-windows',
  kind: 'daily',
  institution: id,
  body,
  inNameOf: body,
  filedAt: databaseNow(),
  days: { from, until: from },
  items: items.map((item) => ({ item, method: 'on-site', contents: [], standard: '' })),
  purpose: 'supervision',
  onSiteReasonGiven: false,
  team: [],
  clues: [],
  reasons: [],
  overrides: [],
  jointWith: [],
});

function windowsOf(
  institution: InstitutionRow,
  known: Known,
  on: CivilDate,
  knows: ReadonlySet<string>,
): z.infer<typeof answer> {
  const caps = new Map(known.items.map((i) => [i.id, i.cap?.perYear ?? null]));
  const facts: WindowFacts = {
    on,
    level: institution.level ?? 'county',
    history: known.history,
    plans: known.plans.filter((p) => knows.has(p.id)),
    pairs: known.pairs,
    itemCap: (item) => caps.get(item) ?? null,
  };
  const places = known.places.filter(begunOr(knows));
  const cap = known.institution.yearlyCap;
  const taken = placesTaken(places, yearOf(on), [], known.pairs);
  const items = [
    ...new Set([...institution.items, ...known.history.flatMap((p) => p.items)]),
  ].sort();
  return {
    institution: institution.id,
    on,
    level: facts.level,
    yearlyCap: {
      clause: 'QY-4.1',
      cap,
      year: yearOf(on),
      taken,
      from:
        cap === null
          ? null
          : taken < cap
            ? on
            : (roomFrom(places, cap, yearOf(on), [], known.pairs) ?? null),
    },
    items: items.map((item) => {
      const w = windowOf(item, facts);
      return {
        item,
        open: w.open,
        from: w.from ?? null,
        bars: w.bars.map((b) => ({ ...b, from: b.from ?? null })),
      };
    }),
  };
}

// ---- taken over from before ------------------------------------------------------------------------------------------

const report = z
  .object({
    accepted: z.int(),
    unchanged: z.int(),
    refused: z.array(z.object({ index: z.int(), id: z.string(), ...refusedFields })),
  })
  .meta({ id: 'PastInspectionsReport' });

function past(api: Api, deps: ActDeps): void {
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
