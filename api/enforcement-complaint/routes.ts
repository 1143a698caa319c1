/** 执法扰企 QY-17.1: complaints about enforcement, registered by an officer or brought with the check code; who complained is sealed, and every look at it is registered. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
  complaintKnowledge,
  complaintsOf,
  handlesComplaint,
  handlingUnit,
  inspectionByCode,
  openSealed,
  readings,
  type ComplaintRow,
} from '../../db/enforcement-complaint/store.ts';
import { enforcementComplaint } from '../../domain/enforcement-complaint/procedure.ts';
import { numbered } from '../../domain/law/procedure.ts';
import { channels, grounds } from '../../domain/enforcement-complaint/acts.ts';
import { refuseOpening } from '../../domain/enforcement-complaint/opening.ts';
import {
  codeComplaintShape,
  complaintShape,
  type ComplaintPayload,
} from '../../domain/enforcement-complaint/forms.ts';
import type { Refusal } from '../../domain/law/refusal.ts';
import { line } from '../../domain/law/shapes.ts';
import { inspectionSettingsOf } from '../../domain/registry/settings.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import { fileOr404, keyHeader, keyOf, type ActDeps } from '../intake/submit-act.ts';
import { holds, type Caller } from '../http/authentication.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import type { Api } from '../http/openapi.ts';
import {
  openedShape,
  openFileFor,
  systemCaller,
  type NewFile,
  type Occasion,
  type OpenedReply,
} from '../intake/open-file.ts';
import { Problem } from '../http/problems.ts';
import { partiesOf, scopeOf } from '../intake/authority.ts';
import { codeHash, seal } from '../intake/sealed-words.ts';
import type { Seal } from '../intake/sealing.ts';
import { fileId, when } from '../files/routes.ts';

const tag = '执法监督 Supervision of enforcement';
const opened = {
  200: { description: '重复提交 Sent again', schema: openedShape },
  201: { description: '已立卷 Opened', schema: openedShape },
  202: { description: '已收到，待处理 Received', schema: openedShape },
};
export const codeParam = z.strictObject({
  code: z.string().regex(/^[A-Za-z0-9_-]{16,128}$/, { error: '核验码格式不符 | Not a check code' }),
});

export function enforcementComplaintRoutes(deps: ActDeps, key: Seal | undefined) {
  return (api: Api): void => {
    api.route(
      {
        method: 'post',
        path: '/v1/enforcement-complaints',
        tag,
        summary: '登记执法扰企线索 — Register a complaint about enforcement',
        auth: 'caller',
        headers: keyHeader,
        body: complaintShape,
        opens: { type: 'complaint', clause: 'QY-17.1' },
        responses: opened,
        description:
          '由检查组和被反映单位之外的人员办理（QY-17.1）。反映人和内容密封，每次查阅均登记。',
        problems: [
          'no-legal-basis',
          'complaint-unknown-inspection',
          'unknown-reference',
          'not-independent',
          'sealing-key-missing',
          'idempotency-conflict',
          'idempotency-key-missing',
        ],
      },
      async ({ body, caller, headers }) => open(deps, key, caller, keyOf(headers), body),
    );
    withCode(api, deps, key);
    reading(api, deps, key);
  };
}

/** The inspected complain themselves, with the code of their notice; nobody else has it. */
function withCode(api: Api, deps: ActDeps, key: Seal | undefined): void {
  api.route(
    {
      method: 'post',
      path: '/v1/checks/:code/complaints',
      tag,
      summary: '凭核验码反映执法扰企 — Complain with the check code',
      auth: 'public',
      limit: 'calculator',
      params: codeParam,
      headers: keyHeader,
      body: codeComplaintShape,
      responses: opened,
      problems: [
        'not-found',
        'not-independent',
        'sealing-key-missing',
        'idempotency-conflict',
        'idempotency-key-missing',
      ],
    },
    async ({ params, body, headers }) => {
      const found = await inspectionByCode(deps.sql, codeHash(params.code));
      if (!found) throw new Problem('not-found');
      const handling = await handlingUnit(deps.sql, found.bureau, found.body);
      if (!handling)
        throw new Problem('not-independent', {
          clause: 'QY-17.1',
          lawful: { zh: '向上级医保部门反映。', en: 'Complain to the superior.' },
        });
      return open(deps, key, systemCaller(found.bureau), `${found.plan}:${keyOf(headers)}`, {
        ...body,
        channel: 'check-code',
        file: found.file,
        handling,
      });
    },
  );
}

async function open(
  deps: ActDeps,
  key: Seal | undefined,
  caller: Caller,
  idempotencyKey: string,
  { narrative, complainant, ...payload }: ComplaintPayload,
): Promise<OpenedReply> {
  const kept = await seal(deps.sql, key, caller.id, idempotencyKey, {
    narrative,
    ...(complainant && { complainant }),
  });
  const handling = payload.handling ?? caller.unit;
  const known = await complaintKnowledge(deps.sql, {
    bureau: caller.bureau,
    file: payload.file,
    body: payload.body,
    handling,
  });
  const complaint = { ...payload, handling, ...kept, plan: known.plan, body: known.body };
  return openFileFor(deps, caller, {
    payload: complaint,
    key: idempotencyKey,
    procedure: enforcementComplaint,
    prepare: (occasion) => Promise.resolve(prepare(occasion, complaint, known)),
    ifOpen: () => Promise.reject(new Problem('conflict')),
  });
}

interface Kept {
  file?: string | undefined;
  body: string | null;
  plan: string | null;
  handling: string;
  grounds: readonly string[];
  channel: string;
}
function prepare(
  { bureau, arrivedAt }: Occasion,
  p: Kept,
  known: Awaited<ReturnType<typeof complaintKnowledge>>,
): NewFile | { refusal: Refusal } {
  const refusal = refuseOpening({
    ...(p.file !== undefined && { begun: known.begun }),
    bodyRegistered: known.bodyRegistered,
    handlingRegistered: known.handlingRegistered,
    sameUnit: p.handling === p.body,
  });
  if (refusal) return { refusal };
  const about = { grounds: p.grounds, ...(p.file && { inspection: p.file }) };
  return {
    subject: { kind: 'complaint', id: randomUUID() },
    idPattern: numbered(enforcementComplaint.prefix, bureau.id, civilDateOf(arrivedAt).slice(0, 4)),
    type: 'complaint',
    told: { facts: { channel: p.channel, ...about } },
    opening: {
      units: { handling: p.handling },
      body: p.body!,
      ...about,
      settings: inspectionSettingsOf(bureau.settings),
    },
  };
}

const text = z.string().nullable();
const rowShape = z
  .object({
    file: z.string(),
    inspection: text,
    body: text,
    handling: z.string(),
    channel: z.enum(channels),
    grounds: z.array(z.enum(grounds)),
    receivedOn: z.string(),
    stage: z.string(),
    attention: z.string(),
    founded: text,
    answeredAt: text,
    readings: z
      .int()
      .meta({ description: '查阅反映人的次数 How often the complainant has been looked at' }),
  })
  .meta({ id: 'EnforcementComplaint' });
const shown = (r: ComplaintRow) => ({ ...r, answeredAt: when(r.answeredAt) });
const columns: readonly Column<ComplaintRow>[] = [
  ['案卷 file', (r) => r.file],
  ['检查 inspection', (r) => r.inspection],
  ['被反映单位 body', (r) => r.body],
  ['承办 handling', (r) => r.handling],
  ['来源 channel', (r) => r.channel],
  ['反映 grounds', (r) => r.grounds.join(' ')],
  ['收到 received', (r) => r.receivedOn],
  ['阶段 stage', (r) => r.stage],
  ['结论 founded', (r) => r.founded],
  ['答复 answered', (r) => when(r.answeredAt)],
];

function reading(api: Api, { sql }: ActDeps, key: Seal | undefined): void {
  api.route(
    {
      method: 'get',
      path: '/v1/enforcement-complaints',
      tag,
      summary: '执法扰企线索清单 — Complaints about enforcement',
      auth: 'caller',
      query: z.strictObject({
        state: z.enum(['open', 'closed']).optional(),
        inspection: fileId.optional(),
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
      const rows = await complaintsOf(sql, {
        bureau: caller.bureau,
        officer: caller.id,
        unit: caller.unit,
        units: await partiesOf(sql, caller),
        state: query.state,
        inspection: query.inspection,
      });
      if (wantsCsv(req, query.format))
        return sendCsv(res, 'enforcement-complaints', csv(columns, rows), {});
      return { body: { items: rows.map(shown) } };
    },
  );
  api.route(
    {
      method: 'get',
      path: '/v1/enforcement-complaints/:file/complainant',
      tag,
      summary: '查阅反映人和内容（登记） — Who complained and how; the look is registered',
      auth: 'caller',
      params: z.strictObject({ file: fileId }),
      query: z.strictObject({ reason: line(500) }),
      responses: {
        200: {
          description: '反映人和内容 The complaint',
          schema: z.object({
            narrative: z.string(),
            complainant: z.object({ name: z.string(), contact: z.string() }).nullable(),
          }),
        },
      },
      problems: ['not-found', 'not-independent', 'sealing-key-missing'],
    },
    async ({ params, query, caller }) => {
      await mayOpen(sql, caller, params.file);
      const sealed = await openSealed(sql, {
        file: params.file,
        bureau: caller.bureau,
        officer: caller.id,
        reason: query.reason,
      });
      if (!sealed) throw new Problem('not-found');
      if (!key) throw new Problem('sealing-key-missing');
      const words = JSON.parse(key.open(sealed.text, sealed.id)) as {
        narrative: string;
        complainant?: { name: string; contact: string };
      };
      return { body: { narrative: words.narrative, complainant: words.complainant ?? null } };
    },
  );
  api.route(
    {
      method: 'get',
      path: '/v1/sealed-readings',
      tag,
      summary: '查阅登记 — Who opened what is sealed',
      auth: ['regulator'],
      responses: {
        200: {
          description: '登记 The entries',
          schema: z.object({
            items: z.array(
              z.object({
                subject: z.string(),
                officer: z.string(),
                reason: z.string(),
                at: z.string(),
              }),
            ),
          }),
        },
      },
    },
    async ({ caller }) => ({
      body: {
        items: (await readings(sql, caller.bureau, caller.id)).map((r) => ({
          ...r,
          at: when(r.at)!,
        })),
      },
    }),
  );
}

/** QY-17.1  Who complained is for whoever it was given to, the heads of the unit that deals with it, and regulators; never for the body complained of, nor the team. */
async function mayOpen(sql: ActDeps['sql'], caller: Caller, id: string): Promise<void> {
  const file = await fileOr404(sql, id);
  if (file.procedure !== 'enforcement-complaint') throw new Problem('not-found');
  await scopeOf(sql, caller, file);
  if (holds(caller, 'regulator') || (await handlesComplaint(sql, id, caller.id))) return;
  throw new Problem('not-authorised', {
    clause: 'QY-17.1',
    say: {
      zh: '反映人只对经办人员、承办单位负责人和监管人员开放。',
      en: 'Who complained is for the officer it was given to, the heads of the unit that deals with it, and regulators.',
    },
    lawful: { zh: '由承办单位指定经办人员后查阅。', en: 'Let the unit assign a handler first.' },
  });
}
