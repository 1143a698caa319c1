/** 检查的查阅 What may be read of inspections, and what of it by whom; unannounced ones stay so (QY-10.3). */
import { z } from 'zod';
import { findInspection, listInspections, type InspectionRow } from '../../db/inspection/listed.ts';
import { findingShape, findingsOf } from '../../domain/inspection/finding-form.ts';
import { inspectionKinds } from '../../domain/inspection/terms.ts';
import { unitId } from '../../domain/law/shapes.ts';
import { fileOr404, type ActDeps } from '../intake/submit-act.ts';
import { partiesOf, scopeOf } from '../intake/authority.ts';
import type { Caller } from '../http/authentication.ts';
import { databaseToday } from '../http/clock.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { fileId } from '../files/file-shape.ts';
import { when } from '../http/when.ts';

export const tag = '行政检查 Inspections';

// ---- reading ---------------------------------------------------------------------------------------------------------

const text = z.string().nullable();
const days = z.object({ from: z.string(), until: z.string() }).nullable();
const member = z.object({ officer: z.string(), role: z.string(), from: z.string() });
const row = z
  .object({
    file: z.string(),
    plan: text,
    bureau: z.string(),
    kind: z.enum(inspectionKinds),
    state: z.string(),
    body: z.string(),
    inNameOf: z.string(),
    level: z.string(),
    onSite: z.boolean(),
    filedAt: text,
    withheld: z.boolean().meta({
      description:
        '检查开始前，只有检查组、批准人和负责人可见对象、日期和人员 Target, days and team are withheld until the door is opened',
    }),
    institution: text,
    days,
    items: z.array(z.string()).nullable(),
    wakesOn: text,
    wokenOn: text,
    approvedBy: text,
    approvedOn: text,
    startedOn: text,
    lastOnSiteOn: text,
    endedOn: text,
    abandoned: z.boolean(),
    found: z.string(),
    recheck: z.boolean(),
    place: z.object({ year: z.int(), state: z.string() }).nullable(),
    window: text.meta({ description: '窗口案卷 The file of its window (QY-15.1)' }),
  })
  .meta({ id: 'Inspection' });
const whole = row.extend({
  team: z.array(member).nullable(),
  clues: z.array(z.string()).nullable(),
  jointWith: z.array(z.string()).nullable(),
  draw: text,
  campaign: text,
  assessment: z
    .object({
      stage: z.string(),
      day: z.string(),
      lawful: z.boolean(),
      earliest: text,
      owed: z.array(z.string()),
      findings: z.array(findingShape),
    })
    .nullable(),
});

/** Before an inspection is on site its target is shown to those only who may know it. */
const target = (r: InspectionRow) => ({
  plan: r.plan,
  institution: r.institution,
  days: { from: r.daysFrom, until: r.daysUntil },
  items: r.document.items.map((i) => i.item),
  wakesOn: r.wakesOn,
  place: r.place,
});
const noTarget = {
  plan: null,
  institution: null,
  days: null,
  items: null,
  wakesOn: null,
  place: null,
};

const shown = (r: InspectionRow): z.infer<typeof row> => ({
  file: r.file,
  bureau: r.bureau,
  kind: r.kind,
  state: r.state,
  body: r.body,
  inNameOf: r.inNameOf,
  level: r.level,
  onSite: r.onSite,
  filedAt: when(r.filedAt),
  withheld: !r.known,
  wokenOn: r.wokenOn,
  approvedBy: r.approvedBy,
  approvedOn: r.approvedOn,
  startedOn: r.startedOn,
  lastOnSiteOn: r.lastOnSiteOn,
  endedOn: r.endedOn,
  abandoned: r.abandoned,
  found: r.found,
  recheck: r.recheck,
  window: r.window,
  ...(r.known ? target(r) : noTarget),
});

function shownWhole(r: InspectionRow): z.infer<typeof whole> {
  const open = r.known;
  const { team, clues, jointWith, draw, special } = r.document;
  const a = open ? r.assessment : null;
  return {
    ...shown(r),
    team: open ? [...team] : null,
    clues: open ? [...clues] : null,
    jointWith: open ? [...jointWith] : null,
    draw: open ? (draw?.id ?? null) : null,
    campaign: open ? (special?.campaign ?? null) : null,
    assessment: a && {
      stage: a.stage,
      day: a.day,
      lawful: a.lawful,
      earliest: a.earliest ?? null,
      owed: [...a.owed],
      findings: findingsOf(a.findings),
    },
  };
}

const readerOf = (caller: Caller) => ({ officer: caller.id, day: databaseToday() });

export function reading(api: Api, deps: ActDeps): void {
  inspectionList(api, deps);
  oneInspection(api, deps);
}

const place = z.tuple([at.instant, at.id]);

function inspectionList(api: Api, deps: ActDeps): void {
  const { sql } = deps;
  api.route(
    {
      method: 'get',
      path: '/v1/inspections',
      tag,
      summary: '检查列表 — Inspections, newest first',
      auth: 'caller',
      query: z.strictObject({
        cursor: pageQuery.cursor,
        limit: pageQuery.limit,
        kind: z.enum(inspectionKinds).optional(),
        state: z.string().max(20).optional(),
        body: unitId.optional(),
      }),
      responses: {
        200: { description: '列表 List', schema: z.object({ items: z.array(row), next: text }) },
      },
      problems: ['bad-cursor'],
    },
    async ({ query, caller, req }) => {
      const { cursor, limit = 100, ...filter } = query;
      const parties = await partiesOf(sql, caller);
      const { items, next } = paged(
        await listInspections(
          sql,
          { ...filter, bureau: caller.bureau, parties },
          readerOf(caller),
          readCursor(cursor, place),
          limit + 1,
        ),
        limit,
        (r) => [r.filedAt, r.plan],
      );
      return { body: { items: items.map((r) => shown(r)), next }, headers: linkToNext(req, next) };
    },
  );
}

function oneInspection(api: Api, deps: ActDeps): void {
  const { sql } = deps;
  api.route(
    {
      method: 'get',
      path: '/v1/inspections/:id',
      tag,
      summary: '一次检查 — An inspection: plan, place, last assessment',
      auth: 'caller',
      reads: 'narrative',
      params: z.strictObject({ id: fileId }),
      responses: { 200: { description: '检查 Inspection', schema: whole } },
      problems: ['not-found', 'other-bureau'],
    },
    async ({ params, caller }) => {
      const found = await findInspection(sql, params.id, readerOf(caller));
      if (!found) throw new Problem('not-found');
      await scopeOf(sql, caller, await fileOr404(sql, params.id));
      return { body: shownWhole(found) };
    },
  );
}
