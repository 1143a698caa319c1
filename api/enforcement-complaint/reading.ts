/** 线索的查阅 What may be read of a complaint; who complained is sealed, and every look at it is entered (QY-17.1). */
import { z } from 'zod';
import {
  complaintsOf,
  handlesComplaint,
  openSealed,
  readings,
  type ComplaintRow,
} from '../../db/enforcement-complaint/store.ts';
import { channels, grounds } from '../../domain/enforcement-complaint/acts.ts';
import { line } from '../../domain/law/shapes.ts';
import { fileOr404, type ActDeps } from '../intake/submit-act.ts';
import { holds, type Caller } from '../http/authentication.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { partiesOf, scopeOf } from '../intake/authority.ts';
import type { Seal } from '../intake/sealing.ts';
import { fileId } from '../files/file-shape.ts';
import { when } from '../http/when.ts';

export const tag = '执法监督 Supervision of enforcement';
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

export function reading(api: Api, deps: ActDeps, key: Seal | undefined): void {
  complaintList(api, deps);
  complainant(api, deps, key);
  sealedReadings(api, deps);
}

function complaintList(api: Api, { sql }: ActDeps): void {
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
}

function complainant(api: Api, { sql }: ActDeps, key: Seal | undefined): void {
  api.route(
    {
      method: 'get',
      path: '/v1/enforcement-complaints/:file/complainant',
      tag,
      summary: '查阅反映人和内容（登记） — Who complained and how; the look is registered',
      auth: 'caller',
      reads: 'sealed',
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
      problems: ['not-found', 'other-bureau', 'not-independent', 'sealing-key-missing'],
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
}

function sealedReadings(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/sealed-readings',
      tag,
      summary: '查阅登记 — Who opened what is sealed',
      auth: ['regulator'],
      reads: 'reads',
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
