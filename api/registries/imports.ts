/** 批量登记 Many rows at once: each judged alone, with a report of what was refused and why. Repeating an import changes nothing. */
import type { Querying } from '../../db/client.ts';
import { z } from 'zod';
import { lockRows } from '../../db/queries/registry.ts';
import { catalogued } from '../../domain/codes.ts';
import { line } from '../../domain/law/shapes.ts';
import {
  registryNames,
  registryShapes,
  type RegistryName,
  type RegistryRows,
} from '../../domain/registry/shapes.ts';
import { refusalRecorder } from '../http/refused-access.ts';
import type { Deps } from '../http/deps.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { badInput, bilingual, fieldProblems } from '../http/fields.ts';
import { asProblem } from '../http/problem-answer.ts';
import type { Outcome, Registrar } from './registration.ts';
import { enterOrPropose, holdFor } from './row-ground.ts';
import { refusedRowShape, today, warningShape, writeProblems } from './terms.ts';

const requestShape = z.strictObject({
  registry: z.enum(registryNames as [RegistryName, ...RegistryName[]]),
  rows: z.array(z.unknown()).min(1).max(1000).meta({
    description:
      '与单个登记相同的内容，含 id The same content as a single registration, with its id',
  }),
  reason: line(500).optional(),
});

const reportShape = z
  .object({
    accepted: z.int(),
    unchanged: z.int(),
    refused: z.array(refusedRowShape),
    warnings: z.array(warningShape.extend({ index: z.int(), id: z.string() })),
    proposed: z.array(z.object({ index: z.int(), id: z.string(), proposal: z.int() })).meta({
      description: '待另一人复核的行 Rows that another person has to confirm',
    }),
  })
  .meta({ id: 'ImportReport' });
type Report = z.infer<typeof reportShape>;

export function importRoutes(api: Api): void {
  const { deps } = api;
  const recordRefusal = refusalRecorder(deps);
  api.route(
    {
      method: 'post',
      path: '/v1/registry-imports',
      tag: '登记簿 Registries',
      auth: ['registrar'],
      summary: '批量登记 — Register many rows',
      description:
        '逐行校验，合格的行写入，其余列出原因；重复提交不产生变化。 Rows are judged one by one; what is refused is listed with its reason; a repeated import changes nothing.',
      body: requestShape,
      bodyLimit: '1mb',
      problems: [...writeProblems, 'proposal-person'],
      responses: { 200: { description: '结果 The report', schema: reportShape } },
    },
    async ({ body, caller, res }) => {
      const by: Registrar = { caller, today: today(deps), reason: body.reason ?? null };
      const report = await deps.sql.begin((tx) => enterAll(tx, deps, body.registry, body.rows, by));
      const unauthorised = report.refused.find(({ code }) => catalogued(code).status === 403);
      if (unauthorised) await recordRefusal(res, new Problem(unauthorised.code as 'other-bureau'));
      return { body: report };
    },
  );
}

type Savepoints = Querying & { savepoint<T>(within: (tx: Querying) => Promise<T>): Promise<T> };

/** Rows in their order, each in a savepoint of its own, so that a refused one leaves nothing behind; a later row of the same id meets what the earlier one left. */
async function enterAll<N extends RegistryName>(
  tx: unknown,
  deps: Deps,
  name: N,
  rows: readonly unknown[],
  by: Registrar,
): Promise<Report> {
  const open = tx as Savepoints;
  const report: Report = { accepted: 0, unchanged: 0, refused: [], warnings: [], proposed: [] };
  await holdFor(open, name, by);
  const standing = await lockRows(
    open,
    name,
    rows.map(idOf).filter((id) => id !== null),
  );
  for (const [index, given] of rows.entries()) {
    const id = idOf(given);
    try {
      const row = readRow(name, given);
      const outcome = await open.savepoint((point) =>
        enterOrPropose(point, name, standing.get(row.id), row, by, deps),
      );
      if ('bootstrap' in outcome) {
        report.proposed.push({ index, id: row.id, proposal: outcome.id });
        continue;
      }
      if (outcome.result !== 'unchanged')
        standing.set(row.id, (await lockRows(open, name, [row.id])).get(row.id)!);
      count(report, index, row.id, outcome);
    } catch (error) {
      report.refused.push(refusedRow(index, id, error));
    }
  }
  return report;
}

function readRow<N extends RegistryName>(name: N, given: unknown): RegistryRows[N] {
  const read = registryShapes[name].safeParse(given, { error: bilingual });
  if (read.success) return read.data as RegistryRows[N];
  throw badInput(fieldProblems(read.error, 'body'));
}

/** The id a row gives itself, if it could be one. */
function idOf(given: unknown): string | null {
  if (
    typeof given !== 'object' ||
    given === null ||
    !('id' in given) ||
    typeof given.id !== 'string'
  )
    return null;
  return /^[A-Za-z0-9._-]{1,64}$/.test(given.id) ? given.id : null;
}

function count(report: Report, index: number, id: string, { result, warnings }: Outcome): void {
  if (result === 'unchanged') report.unchanged += 1;
  else report.accepted += 1;
  report.warnings.push(...warnings.map((warning) => ({ index, id, ...warning })));
}

/** A fault of ours ends the import; a refusal is a line of the report. */
function refusedRow(index: number, id: string | null, error: unknown): Report['refused'][number] {
  const problem = asProblem(error);
  if (problem.status >= 500) throw error;
  const { say = catalogued(problem.code).title, clause, fields } = problem.details;
  return {
    index,
    id,
    code: problem.code,
    ...(clause && { clause }),
    ...say,
    ...(fields && { fields: [...fields] }),
  };
}
