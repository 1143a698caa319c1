/** 窗口 GET /v1/institutions/{id}/windows: from when each item may be inspected again, and why (QY-3.1, 4.1, 15). */
import { z } from 'zod';
import { plansKnownTo } from '../../db/inspection/insiders.ts';
import { institutionForWindows, type InstitutionRow } from '../../db/inspection/past.ts';
import { factsOf } from '../../db/inspection/facts.ts';
import { begunOr, unbegun } from '../../domain/inspection/discretion.ts';
import { placesTaken, roomFrom } from '../../domain/inspection/places.ts';
import type { Plan } from '../../domain/inspection/plan.ts';
import type { Known } from '../../domain/inspection/known.ts';
import { yearOf } from '../../domain/inspection/judging.ts';
import { windowOf, type WindowFacts } from '../../domain/inspection/windows.ts';
import { areaCovers } from '../../domain/law/instruments.ts';
import { day, subjectId } from '../../domain/law/shapes.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { requireNotice } from '../inspection-registries/authority.ts';
import { holds } from '../http/authentication.ts';
import { databaseNow, databaseToday } from '../http/clock.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { tag } from '../inspection/reading.ts';
import { past } from './past-inspections.ts';

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
