/** POST /v1/special-inspections: the plan of a special inspection (QY-7); its papers follow as acts of its file, and every visit under it asks for them. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { unitsUnder } from '../../db/queries/subjects.ts';
import {
  specialKnowledge,
  specialsOf,
  type SpecialRow,
} from '../../db/special-inspection/store.ts';
import { specialInspection } from '../../domain/special-inspection/procedure.ts';
import { numbered } from '../../domain/law/procedure.ts';
import type { Refusal } from '../../domain/law/refusal.ts';
import { unitId } from '../../domain/law/shapes.ts';
import { refuseOpening } from '../../domain/special-inspection/opening.ts';
import { planShape, type PlanPayload } from '../../domain/special-inspection/forms.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import { type ActDeps } from '../intake/submit-act.ts';
import type { Caller } from '../http/authentication.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import { inspectionSettingsOf } from '../../domain/inspection/settings-form.ts';
import type { Api } from '../http/openapi.ts';
import { openFileFor } from '../intake/open-file.ts';
import type { NewFile, OpeningContext } from '../intake/opening-context.ts';
import type { OpenedReply } from '../intake/opened.ts';
import { openingRoute } from '../intake/opening-route.ts';
import { Problem } from '../http/problems.ts';

const tag = '专项检查 Special inspections';

export function specialInspectionRoutes(deps: ActDeps) {
  return (api: Api): void => {
    openingRoute(
      api,
      {
        path: '/v1/special-inspections',
        tag,
        summary: '拟订专项检查计划 — The plan of a special inspection',
        body: planShape,
        opens: { type: 'special-plan', clause: 'QY-7.1' },
        description:
          '先拟订计划，经县级以上人民政府批准，报同级司法行政部门备案，向社会公布，齐全后方可检查（QY-7.1）；年度数量受控（QY-7.2）；紧急部署的补办手续（QY-7.3）。',
        problems: [
          'no-legal-basis',
          'body-unqualified',
          'in-the-future',
          'special-days-invalid',
          'item-unpublished',
          'reason-missing',
          'special-number-reached',
        ],
      },
      (body, caller, key) => open(deps, caller, key, body),
    );
    list(api, deps);
  };
}

const open = (
  deps: ActDeps,
  caller: Caller,
  key: string,
  payload: PlanPayload,
): Promise<OpenedReply> =>
  openFileFor(deps, caller, {
    payload,
    key,
    procedure: specialInspection,
    prepare: (context) => prepare(deps, context, payload),
    // Every special inspection is a subject of its own.
    ifOpen: () => Promise.reject(new Problem('conflict')),
  });

async function prepare(
  { sql }: ActDeps,
  { bureau, caller, receivedAt, arrivedAt }: OpeningContext,
  p: PlanPayload,
): Promise<NewFile | { refusal: Refusal }> {
  const today = civilDateOf(receivedAt);
  const settings = inspectionSettingsOf(bureau.settings);
  const { body, items } = p;
  const known = await specialKnowledge(sql, { bureau: bureau.id, body, items, today });
  const refusal = refuseOpening({
    ofBody: (await unitsUnder(sql, caller.unit)).includes(p.body),
    registered: known.body !== null,
    madeOn: p.madeOn,
    today,
    from: p.days.from,
    until: p.days.until,
    unpublished: known.unpublished,
    ...(p.emergency && { emergency: { reasonGiven: p.emergency.reason !== undefined } }),
    most: settings.specialsPerYear,
    years: yearsOf(p.days).map((year) => ({
      year,
      others: known.campaigns.filter((c) => c.year === year).length,
    })),
  });
  if (refusal) return { refusal };
  return {
    subject: { kind: 'campaign', id: randomUUID() },
    idPattern: numbered(specialInspection.prefix, bureau.id, civilDateOf(arrivedAt).slice(0, 4)),
    type: 'special-plan',
    stated: {
      facts: {
        madeOn: p.madeOn,
        items: p.items,
        documentHash: p.document.sha256,
        ...(p.emergency && { risk: p.emergency.risk }),
      },
    },
    opening: {
      units: { inspecting: p.body },
      body: known.body!,
      madeOn: p.madeOn,
      days: p.days,
      items: p.items,
      settings,
      ...(p.emergency && { risk: p.emergency.risk }),
    },
  };
}

/** The years in which it would be held: each has its own number of special inspections. */
function yearsOf({ from, until }: PlanPayload['days']): number[] {
  const [first, last] = [Number(from.slice(0, 4)), Number(until.slice(0, 4))];
  return Array.from({ length: last - first + 1 }, (_, n) => first + n);
}

const text = z.string().nullable();
const rowShape = z
  .object({
    file: z.string(),
    body: z.string(),
    from: z.string(),
    until: z.string(),
    items: z.array(z.string()),
    madeOn: z.string(),
    government: z.looseObject({ on: z.string(), level: z.string() }).nullable(),
    filedOn: text,
    publishedOn: text,
    url: text,
    emergency: text,
    headApprovedOn: text,
    counted: z.boolean(),
    state: z.enum(['planned', 'withdrawn', 'ended']),
    stage: z.string(),
    visits: z.int(),
  })
  .meta({ id: 'SpecialInspection' });
const columns: readonly Column<SpecialRow>[] = [
  ['案卷 file', (r) => r.file],
  ['主体 body', (r) => r.body],
  ['自 from', (r) => r.from],
  ['至 until', (r) => r.until],
  ['事项 items', (r) => r.items.join(' ')],
  ['计划 plan', (r) => r.madeOn],
  ['政府批准 government', (r) => r.government?.on ?? null],
  ['备案 filed', (r) => r.filedOn],
  ['公布 published', (r) => r.publishedOn],
  ['紧急 emergency', (r) => r.emergency],
  ['计入年度 counted', (r) => r.counted],
  ['状态 state', (r) => r.state],
  ['检查数 visits', (r) => r.visits],
];

function list(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/special-inspections',
      tag,
      summary: '专项检查清单 — Special inspections with their papers and the yearly number',
      auth: 'caller',
      reads: 'none',
      query: z.strictObject({
        year: z.coerce.number().int().min(1990).max(2200).optional(),
        body: unitId.optional(),
        format: z.enum(['json', 'csv']).optional(),
      }),
      responses: {
        200: {
          description: '清单 List',
          schema: z.object({ items: z.array(rowShape) }),
          csv: true,
        },
      },
    },
    async ({ query, caller, req, res }) => {
      const items = await specialsOf(sql, caller.bureau, query.year, query.body);
      if (wantsCsv(req, query.format))
        return sendCsv(res, 'special-inspections', csv(columns, items), {});
      return { body: { items } };
    },
  );
}
