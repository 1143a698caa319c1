/** 核对 The routes that compare inbox, register and engine, and that mend what can be mended. */
import { z } from 'zod';
import type { Sql } from '../../db/client.ts';
import { keptHistory, keptRuns } from '../../db/queries/histories.ts';
import { fileOr404, type ActDeps } from '../intake/submit-act.ts';
import type { Reconciliation } from './reconciliation.ts';
import type { Caller } from '../http/authentication.ts';
import type { Api } from '../http/openapi.ts';
import { allRules } from '../rules.ts';
import { Problem } from '../http/problems.ts';
import { scopeOf } from '../intake/authority.ts';
import { fileId } from '../files/file-shape.ts';
import { when } from '../http/when.ts';

const tag = '核对 Reconciliation';
const differences = z
  .object({
    notRunning: z.array(z.object({ file: z.string(), engine: z.string() })),
    otherwise: z.array(z.object({ file: z.string(), fault: z.string() })).meta({
      description:
        "流程落后于台账、结案后仍在运行，或属于另一案卷 The run is behind the register, goes on after the end, or is another file's",
    }),
    unregistered: z
      .array(z.string())
      .meta({ description: '台账中没有案卷的流程 Runs of files that the register does not know' }),
    lostHistories: z.array(z.string()),
    unsettled: z.array(
      z.object({
        act: z.string(),
        file: z.string(),
        number: z.int(),
        settled: z.boolean(),
        signalled: z.boolean(),
      }),
    ),
    unexported: z.array(z.string()),
    errands: z.array(
      z.object({
        file: z.string(),
        kind: z.string(),
        key: z.string(),
        tries: z.int(),
        error: z.string().nullable(),
      }),
    ),
    brokenEntries: z.array(z.object({ file: z.string(), seq: z.int() })),
    brokenHeads: z.array(z.object({ file: z.string() })),
  })
  .meta({ id: 'Differences' });

const runShape = z.object({
  run: z.string(),
  hash: z.string(),
  events: z.int(),
  keptAt: z.string(),
});

const keptShape = z.object({
  run: z.string(),
  hash: z.string(),
  history: z.unknown(),
  runs: z.array(runShape),
});

export const reconciliationRoutes =
  ({ sql }: ActDeps, reconciliation: Reconciliation) =>
  (api: Api): void => {
    comparing(api, sql, reconciliation);
    mending(api, reconciliation);
    keptHistories(api, sql);
  };

async function hiddenFrom(sql: ActDeps['sql'], { bureau, id }: Caller): Promise<Set<string>> {
  const hidden = await Promise.all(
    allRules().map(([, rules]) => rules.hiddenFrom?.(sql, bureau, id) ?? []),
  );
  return new Set(hidden.flat());
}

function comparing(api: Api, sql: Sql, reconciliation: Reconciliation): void {
  api.route(
    {
      method: 'get',
      path: '/v1/reconciliation',
      tag,
      summary:
        '核对本局的收件箱、台账与流程引擎 — Compare inbox, register and engine of the bureau',
      auth: ['administrator', 'regulator'],
      responses: { 200: { description: '差异 Differences', schema: differences } },
    },
    async ({ caller }) => {
      const [all, hidden] = [
        await reconciliation.differences(caller.bureau),
        await hiddenFrom(sql, caller),
      ];
      // Files of which the caller may be shown nothing are not shown here either, even where they are stuck (QY-17.1).
      const shown = (one: string | { file: string }): boolean =>
        !hidden.has(typeof one === 'string' ? one : one.file);
      return {
        body: Object.fromEntries(
          Object.entries(all).map(([kind, found]) => [
            kind,
            Array.isArray(found) ? found.filter(shown) : found,
          ]),
        ),
      };
    },
  );
}

function mending(api: Api, reconciliation: Reconciliation): void {
  api.route(
    {
      method: 'post',
      path: '/v1/reconciliation',
      tag,
      summary: '修复差异 — Mend what can be mended',
      auth: ['administrator'],
      responses: {
        200: {
          description: '已修复 Mended',
          schema: z.object({
            restarted: z.array(z.string()),
            rung: z.array(z.string()),
            failed: z.array(z.string()),
            kept: z.int(),
            told: z.int(),
          }),
        },
      },
    },
    async ({ caller }) => ({ body: await reconciliation.repair(caller.bureau) }),
  );
}

function keptHistories(api: Api, sql: Sql): void {
  api.route(
    {
      method: 'get',
      path: '/v1/files/:id/history',
      tag: '案卷 Files',
      summary: '保存的流程历史 — The kept histories of a file: of every run that has ended',
      auth: ['regulator', 'administrator'],
      params: z.strictObject({ id: fileId }),
      query: z.strictObject({
        run: z
          .string()
          .max(64)
          .optional()
          .meta({ description: '不填为最近一段 The newest unless one is named' }),
      }),
      responses: {
        200: {
          description: '历史 History',
          schema: keptShape,
        },
      },
      problems: ['not-found', 'other-bureau'],
    },
    async ({ params, query, caller }) => {
      const file = await fileOr404(sql, params.id);
      await scopeOf(sql, caller, file);
      const kept = await keptHistory(sql, file.id, query.run);
      if (!kept)
        throw new Problem('not-found', {
          say: {
            zh: '历史在案卷结束后保存。',
            en: 'The history is kept once the file has ended.',
          },
        });
      return {
        body: {
          ...kept,
          runs: (await keptRuns(sql, file.id)).map((run) => ({
            ...run,
            keptAt: when(run.keptAt)!,
          })),
        },
      };
    },
  );
}
