/** POST /v1/inspection-programmes: the yearly joint programme of a body (QY-5.3), what became of it, and the merged checklist (QY-5.4). */
import { z } from 'zod';
import { findBureau, unitsUnder } from '../../db/queries/files.ts';
import { checklist, programmesOf, type ProgrammeRow } from '../../db/inspection-programme/store.ts';
import { specialKnowledge } from '../../db/special-inspection/store.ts';
import { inspectionProgramme } from '../../domain/inspection-programme/procedure.ts';
import { numbered } from '../../domain/law/procedure.ts';
import { acting } from '../../domain/inspection-programme/acts.ts';
import { programmeExists, refuseOpening } from '../../domain/inspection-programme/opening.ts';
import {
  missingOf,
  plannedOf,
  programmeShape,
  type ProgrammePayload,
} from '../../domain/inspection-programme/forms.ts';
import type { Refusal } from '../../domain/law/refusal.ts';
import { inspectionSettingsOf } from '../../domain/registry/settings.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import { keyHeader, keyOf, type ActDeps } from '../intake/submit-act.ts';
import type { Caller } from '../http/authentication.ts';
import { databaseToday } from '../http/clock.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import type { Api } from '../http/openapi.ts';
import {
  openedShape,
  openFileFor,
  type NewFile,
  type Occasion,
  type OpenedReply,
} from '../intake/open-file.ts';
import { Problem } from '../http/problems.ts';
import { fileId } from '../files/routes.ts';

const tag = '年度计划 Programmes';

export function inspectionProgrammeRoutes(deps: ActDeps) {
  return (api: Api): void => {
    api.route(
      {
        method: 'post',
        path: '/v1/inspection-programmes',
        tag,
        summary: '年度联合检查计划 — The yearly joint programme of a body',
        auth: 'caller',
        headers: keyHeader,
        body: programmeShape,
        opens: { type: 'programme', clause: 'QY-5.3' },
        description:
          '会同卫生健康、市场监管部门制定，写明检查主体、检查对象、检查内容、检查时间（QY-5.3），年度开始前公布；每季度报告，年末报告后结束。',
        responses: {
          200: { description: '重复提交 Sent again', schema: openedShape },
          201: { description: '已立卷 Opened', schema: openedShape },
          202: { description: '已收到，待处理 Received', schema: openedShape },
        },
        problems: [
          'no-legal-basis',
          'body-unqualified',
          'programme-part-missing',
          'programme-partner-missing',
          'programme-exists',
          'special-days-invalid',
          'item-unpublished',
          'idempotency-conflict',
          'idempotency-key-missing',
        ],
      },
      async ({ body, caller, headers }) => open(deps, caller, keyOf(headers), body),
    );
    reading(api, deps);
    merged(api, deps);
  };
}

async function open(
  deps: ActDeps,
  caller: Caller,
  key: string,
  payload: ProgrammePayload,
): Promise<OpenedReply> {
  const exists = (file: string): Promise<never> =>
    Promise.reject(Problem.refused(programmeExists(file)));
  try {
    return await openFileFor(deps, caller, {
      payload,
      key,
      procedure: inspectionProgramme,
      prepare: (occasion) => prepare(deps, occasion, payload),
      ifOpen: exists,
    });
  } catch (error) {
    // The programme of that year has been reported and closed already.
    if (
      (error as { constraint_name?: string }).constraint_name !==
      'inspection_programme_body_unit_year_key'
    )
      throw error;
    const [known] = (
      await programmesOf(deps.sql, {
        bureau: caller.bureau,
        year: payload.year,
        today: databaseToday(),
      })
    ).filter((p) => p.body === payload.body);
    return exists(known!.file);
  }
}

async function prepare(
  { sql }: ActDeps,
  { bureau, caller, receivedAt }: Occasion,
  p: ProgrammePayload,
): Promise<NewFile | { refusal: Refusal }> {
  const on = civilDateOf(receivedAt);
  const items = p.contents ?? [];
  const known = await specialKnowledge(sql, { bureau: bureau.id, body: p.body, items, today: on });
  const refusal = refuseOpening({
    ofBody: (await unitsUnder(sql, caller.unit)).includes(p.body),
    registered: known.body !== null,
    year: p.year,
    thisYear: Number(on.slice(0, 4)),
    missing: missingOf(p),
    authorities: (p.subjects ?? []).map((s) => s.authority),
    unpublished: known.unpublished,
  });
  if (refusal) return { refusal };
  const planned = plannedOf(p.time!);
  return {
    subject: { kind: 'programme', id: `${p.body}.${p.year}` },
    idPattern: numbered(inspectionProgramme.prefix, bureau.id, p.year),
    type: 'programme',
    told: { facts: { year: p.year, planned, items, documentHash: p.document.sha256 } },
    opening: {
      units: { inspecting: p.body },
      year: p.year,
      planned,
      items,
      settings: inspectionSettingsOf(bureau.settings),
    },
  };
}

const count = z.int();
const figuresShape = z.object({
  quarters: z.array(
    z.object({
      quarter: count,
      planned: count,
      begun: count,
      unused: count.nullable(),
      overrun: count,
    }),
  ),
  beside: z.object({ special: count, case: count, outside: count }).meta({
    description: '计划外：专项、线索检查，以及事项不在计划内的日常检查 Beside the programme',
  }),
  planned: count,
  begun: count,
  unused: count,
  overrun: count,
});
const overlapShape = z
  .object({
    upper: z.string(),
    lower: z.string(),
    item: z.string(),
    acting: z.enum(acting).nullable(),
  })
  .meta({
    description:
      '不同层级的同一事项，及上级如何统筹（QY-5.2） Overlapping levels, and how it was settled',
  });
const programmeRow = z
  .object({
    file: z.string(),
    body: z.string(),
    year: count,
    items: z.array(z.string()),
    announcedOn: z.string().nullable(),
    state: z.enum(['open', 'closed']),
    stage: z.string(),
    attention: z.string(),
    subjects: z.array(z.object({ authority: z.string(), name: z.string() })),
    objects: z.array(z.object({ kind: z.string(), area: z.string(), count })),
    figures: figuresShape,
    overlaps: z.array(overlapShape),
  })
  .meta({ id: 'InspectionProgramme' });
const columns: readonly Column<ProgrammeRow>[] = [
  ['案卷 file', (r) => r.file],
  ['主体 body', (r) => r.body],
  ['年度 year', (r) => r.year],
  ['公布 announced', (r) => r.announcedOn],
  ['状态 state', (r) => r.state],
  ['计划 planned', (r) => r.figures.planned],
  ['已实施 begun', (r) => r.figures.begun],
  ['未用 unused', (r) => r.figures.unused],
  ['超出 overrun', (r) => r.figures.overrun],
  ['重复未统筹 unsettled', (r) => r.overlaps.filter((o) => o.acting === null).length],
];

function reading(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/inspection-programmes',
      tag,
      summary: '年度计划及执行情况 — Programmes, and what became of them',
      auth: 'caller',
      query: z.strictObject({
        year: z.coerce.number().int().min(2000).max(2200).optional(),
        format: z.enum(['json', 'csv']).optional(),
      }),
      responses: {
        200: {
          description: '清单 List',
          schema: z.object({ items: z.array(programmeRow) }),
          csv: true,
        },
      },
    },
    async ({ query, caller, req, res }) => {
      const items = await programmesOf(sql, {
        bureau: caller.bureau,
        year: query.year,
        today: databaseToday(),
      });
      if (wantsCsv(req, query.format))
        return sendCsv(res, 'inspection-programmes', csv(columns, items), {});
      return { body: { items } };
    },
  );
  api.route(
    {
      method: 'get',
      path: '/v1/inspection-programmes/:file',
      tag,
      summary: '一个年度计划 — One programme',
      auth: 'caller',
      params: z.strictObject({ file: fileId }),
      responses: { 200: { description: '计划 The programme', schema: programmeRow } },
      problems: ['not-found'],
    },
    async ({ params, caller }) => {
      const [found] = await programmesOf(sql, {
        bureau: caller.bureau,
        file: params.file,
        today: databaseToday(),
      });
      if (!found) throw new Problem('not-found');
      return { body: found };
    },
  );
}

const checklistShape = z
  .object({
    rows: z.array(
      z.object({
        content: z.string(),
        items: z.array(z.string()),
        methods: z.array(z.string()),
        standards: z.array(z.string()),
      }),
    ),
    missing: z
      .array(z.string())
      .meta({ description: '没有公布的事项 Items that are not published' }),
    teamSize: count.meta({
      description: '现场检查人数的管理上限 More people on site than this are remarked upon',
    }),
    force: z.literal('management'),
    clause: z.literal('QY-5.4'),
  })
  .meta({ id: 'InspectionChecklist' });

/** 一表通查 One list for simple matters: what several items look at is looked at once. */
function merged(api: Api, { sql }: ActDeps): void {
  const ids = z
    .string()
    .max(4000)
    .transform((text) => [...new Set(text.split(',').filter(Boolean))])
    .refine((list) => list.length > 0 && list.length <= 50, {
      error: '1–50 个事项，用逗号分隔 | 1–50 items, separated by commas',
    });
  api.route(
    {
      method: 'get',
      path: '/v1/inspection-checklists',
      tag,
      summary: '一表通查 — One checklist for several items',
      auth: 'caller',
      query: z.strictObject({ items: ids }),
      responses: {
        200: { description: '合并的检查表 The merged checklist', schema: checklistShape },
      },
    },
    async ({ query, caller }) => {
      const rows = await checklist(sql, caller.bureau, query.items, databaseToday());
      const { teamSize } = inspectionSettingsOf((await findBureau(sql, caller.bureau))!.settings);
      const known = rows[0]?.known ?? [];
      return {
        body: {
          rows: rows.map(({ known: _known, ...row }) => row),
          missing: query.items.filter((id) => !known.includes(id)),
          teamSize,
          force: 'management',
          clause: 'QY-5.4',
        },
      };
    },
  );
}
