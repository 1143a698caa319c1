/** 联动清单的查阅 The list of what depends on a revoked licence, and where each result stands (TJ84-11). */
import { z } from 'zod';
import {
  departmentsOf,
  findCascade,
  listOf,
  type ListedRow,
} from '../../db/licence-revocation/store.ts';
import { remindersOf } from '../../db/commitment-case/store.ts';
import { unitsUnder } from '../../db/queries/subjects.ts';
import { licenceKinds } from '../../domain/commitment-case/terms.ts';
import { document } from '../../domain/law/shapes.ts';
import { fileOr404, type ActDeps } from '../intake/submit-act.ts';
import { holds, type Caller } from '../http/authentication.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { scopeOf } from '../intake/authority.ts';
import { fileId } from '../files/file-shape.ts';
import { when } from '../http/when.ts';

export const tag = '撤销 Revocations';

const time = z.string().nullable();
const count = z.int();
const cascadeShape = z
  .object({
    file: z.string(),
    licence: z.object({ kind: z.enum(licenceKinds), number: z.string() }),
    decidedOn: z.string(),
    authority: z.string(),
    documentNo: time,
    document,
    reporter: z.string(),
    closed: z.boolean(),
    departments: z
      .array(
        z.object({
          department: z.string(),
          listed: count,
          confirmed: count,
          revoked: count,
          notDependent: count,
        }),
      )
      .meta({ description: '各受理部门的进度 How far each accepting department is' }),
    reminders: z
      .array(z.object({ unit: z.string(), officer: time, duty: z.string(), count, at: z.string() }))
      .meta({ description: '督办提醒 Which coordinators were reminded (TJ84-15.4)' }),
  })
  .meta({ id: 'LicenceRevocation' });
const listedShape = z
  .object({
    result: z.string(),
    item: z.string(),
    department: z.string(),
    listedAt: z.string(),
    approvedOn: z.string(),
    state: z.enum(['live', 'stopped', 'revoked']),
    case: time,
    flagged: z.boolean().meta({
      description:
        '联动结束后批准的，已直接要求撤销 Approved after the cascade had ended: obliged at once',
    }),
    decision: z.enum(['revoke', 'not-dependent']).nullable(),
    decidedBy: time,
    decidedAt: time,
    revocationFile: time.meta({ description: '办理撤销的案卷 Where it is revoked' }),
    revokedAt: time,
    revokedByFile: time,
  })
  .meta({ id: 'LicenceRevocationResult' });
const row = (r: ListedRow) => ({
  ...r,
  state: r.state as 'live',
  listedAt: when(r.listedAt)!,
  decidedAt: when(r.decidedAt),
  revokedAt: when(r.revokedAt),
});
const columns: readonly Column<ListedRow>[] = [
  ['办理结果 result', (r) => r.result],
  ['事项 item', (r) => r.item],
  ['受理部门 department', (r) => r.department],
  ['批准 approved', (r) => r.approvedOn],
  ['状态 state', (r) => r.state],
  ['原案卷 case', (r) => r.case],
  ['确认 decision', (r) => r.decision],
  ['确认人 by', (r) => r.decidedBy],
  ['确认时间 at', (r) => when(r.decidedAt)],
  ['撤销案卷 revocation file', (r) => r.revocationFile],
  ['撤销 revoked', (r) => when(r.revokedAt)],
];

export function reading(api: Api, deps: ActDeps): void {
  oneRevocation(api, deps);
  resultList(api, deps);
}

const params = z.strictObject({ id: fileId });

function oneRevocation(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/licence-revocations/:id',
      tag,
      summary: '吊销联动 — A revoked licence: its document, and how far each department is',
      auth: 'caller',
      params,
      responses: { 200: { description: '吊销 Revocation', schema: cascadeShape } },
      problems: ['not-found', 'other-bureau'],
    },
    async ({ params, caller }) => {
      const cascade = await findCascade(sql, params.id);
      if (!cascade) throw new Problem('not-found');
      const departments = await own({ sql }, caller, params.id, cascade.reporter);
      const { kind, number, bureau: _bureau, reportedBy: _officer, ...rest } = cascade;
      const seen = (unit: string) => !departments || departments.includes(unit);
      const [rows, reminders] = [
        await departmentsOf(sql, params.id),
        await remindersOf(sql, params.id),
      ];
      return {
        body: {
          ...rest,
          licence: { kind, number },
          departments: rows.filter((d) => seen(d.department)),
          reminders: reminders.filter((r) => seen(r.unit)).map((r) => ({ ...r, at: when(r.at)! })),
        },
      };
    },
  );
}

function resultList(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/licence-revocations/:id/results',
      tag,
      summary: '清单 — Every listed result and where it stands',
      auth: 'caller',
      params,
      query: z.strictObject(pageQuery),
      responses: {
        200: {
          description: '清单 List',
          schema: z.object({ items: z.array(listedShape), next: time }),
          csv: true,
        },
      },
      problems: ['not-found', 'other-bureau'],
    },
    async ({ params, query, caller, req, res }) => {
      const cascade = await findCascade(sql, params.id);
      if (!cascade) throw new Problem('not-found');
      const departments = await own({ sql }, caller, params.id, cascade.reporter);
      const limit = query.limit ?? 100;
      const { items, next } = paged(
        await listOf(sql, params.id, departments, readCursor(query.cursor, at.id) ?? '', limit + 1),
        limit,
        (r) => r.result,
      );
      if (wantsCsv(req, query.format))
        return sendCsv(res, 'licence-revocation', csv(columns, items), linkToNext(req, next));
      return { body: { items: items.map(row), next }, headers: linkToNext(req, next) };
    },
  );
}

/** Whose results a caller sees: the reporter, its superiors, coordinators and regulators see all; an accepting department its own and those under it. */
async function own(
  { sql }: Pick<ActDeps, 'sql'>,
  caller: Caller,
  file: string,
  reporter: string,
): Promise<readonly string[] | undefined> {
  await scopeOf(sql, caller, await fileOr404(sql, file));
  if (holds(caller, 'regulator') || holds(caller, 'coordinator')) return undefined;
  const under = await unitsUnder(sql, caller.unit);
  return under.includes(reporter) ? undefined : under;
}
