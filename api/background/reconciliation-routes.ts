/** 核对 The routes that compare inbox, register and engine, and that mend what can be mended. */
import { z } from 'zod';
import type { Sql } from '../../db/client.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { engineAway } from './each.ts';
import { historyRoutes } from './history-routes.ts';
import type { Background } from './background.ts';
import { offersOf, rebuildOffers, rebuildRoute } from './rebuild-routes.ts';
import type { Reconciliation } from './reconciliation.ts';
import { hiddenFrom } from '../intake/hidden.ts';
import type { Api } from '../http/openapi.ts';
import { when } from '../http/when.ts';

const tag = '核对 Reconciliation';
const differences = z
  .object({
    notRunning: z.array(z.object({ file: z.string(), engine: z.string() })),
    otherwise: z.array(z.object({ file: z.string(), fault: z.string() })).meta({
      description:
        "流程落后（BEHIND）或超前（AHEAD）于台账、与台账不一致（OTHERWISE）、结案后仍在运行，或属于另一案卷 The run is behind the register or ahead of it, stands otherwise, goes on after the end, or is another file's",
    }),
    technical: z.array(z.string()).meta({
      description: '写入失败的案卷 Files that run and cannot write: mend the fault and file retry',
    }),
    rebuild: rebuildOffers,
    unregistered: z
      .array(z.string())
      .meta({ description: '台账中没有案卷的流程 Runs of files that the register does not know' }),
    lateHistories: z
      .array(
        z.object({
          file: z.string(),
          run: z.string().nullable(),
          endedAt: z.string(),
          keptUntil: z.string().nullable(),
        }),
      )
      .meta({
        description:
          '流程已结束、历史逾时未保存；keptUntil 为引擎可能删除的时间 Histories that should have been kept by now; the engine may delete them at keptUntil',
      }),
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
    brokenLeaves: z
      .array(
        z.object({
          index: z.int().nullable(),
          kind: z.string(),
          ref: z.string(),
          file: z.string().nullable(),
          why: z.enum(['differs', 'row-gone', 'order', 'no-leaf', 'not-by-order']),
        }),
      )
      .meta({
        description:
          '存证与台账、收件箱、登记不符 Leaves of the log that are not what the tables say',
      }),
    brokenSeries: z
      .array(
        z.object({
          procedure: z.string(),
          place: z.int().nullable(),
          file: z.string().nullable(),
        }),
      )
      .meta({
        description:
          '立案序列缺号 Places in the series of openings without a file, and the other way round',
      }),
    brokenTree: z
      .array(
        z.object({
          size: z.int(),
          why: z.enum([
            'node',
            'edge',
            'signed-head',
            'index',
            'signature',
            'unknown-key',
            'given-up-key',
            'cosignature',
          ]),
          key: z.string().optional(),
        }),
      )
      .meta({
        description:
          '存证树与已签名的检查点不符，或签名不是在用密钥的签名 The tree is not the one that was signed, or the signature is not one of a key in use',
      }),
    brokenPapers: z
      .array(
        z.object({
          file: z.string().nullable(),
          paper: z.string(),
          why: z.enum(['differs', 'no-entry', 'no-paper', 'gone', 'withdrawal', 'number']),
        }),
      )
      .meta({
        description:
          '公文与台账不符，或者文号有缺 Papers that are not what the register has, and gaps in a series',
      }),
    papersOtherwise: z
      .array(
        z.object({
          file: z.string(),
          paper: z.string(),
          act: z.string(),
          differs: z.array(z.string()),
        }),
      )
      .meta({
        description:
          '提交与其写明的公文不同的项目（按表单中的位置） Where acts say otherwise than the papers that they state, by the place in the form',
      }),
    erased: z
      .array(
        z.object({
          kind: z.enum(['act', 'change', 'paper']),
          ref: z.string(),
          file: z.string().nullable(),
          fields: z.array(z.string()),
          documentNo: z.string(),
          at: z.string(),
        }),
      )
      .meta({ description: '依令删除的内容 Words that were erased by order' }),
  })
  .meta({ id: 'Differences' });

export const reconciliationRoutes =
  (deps: ActDeps, { reconciliation, rebuilding }: Background) =>
  (api: Api): void => {
    rebuildRoute(api, deps.sql, rebuilding, hiddenFrom);
    comparing(api, deps.sql, reconciliation);
    mending(api, deps.sql, reconciliation);
    historyRoutes(api, deps);
  };

/** Files of which the caller may be shown nothing are not shown here either, even where they are stuck or were mended (QY-17.1). */
function shownTo(hidden: ReadonlySet<string>, found: object): object {
  const shown = (one: unknown): boolean => {
    const file = one instanceof Object && 'file' in one ? one.file : one;
    return typeof file !== 'string' || !hidden.has(file);
  };
  return Object.fromEntries(
    Object.entries(found).map(([kind, of]) => [kind, Array.isArray(of) ? of.filter(shown) : of]),
  );
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
      query: z.strictObject({
        each: z.enum(['true', 'false']).optional().meta({
          description:
            'true：逐卷询问流程办到何处；恢复备份之后使用，较慢 Every run is asked how far it has come: after a restore; slower',
        }),
      }),
      problems: ['engine-away'],
      responses: { 200: { description: '差异 Differences', schema: differences } },
    },
    async ({ caller, query }) => {
      const found = await reconciliation
        .differences(caller.bureau, query.each === 'true')
        .catch(engineAway);
      const late = found.lateHistories.map(({ endedAt, keptUntil, ...one }) => ({
        ...one,
        endedAt: when(endedAt)!,
        keptUntil: when(keptUntil ?? null),
      }));
      const erased = found.erased.map((one) => ({ ...one, at: when(one.at)! }));
      const all = { ...found, rebuild: offersOf(found), lateHistories: late, erased };
      return { body: shownTo(new Set(await hiddenFrom(sql, caller)), all) };
    },
  );
}

function mending(api: Api, sql: Sql, reconciliation: Reconciliation): void {
  api.route(
    {
      method: 'post',
      path: '/v1/reconciliation',
      tag,
      summary: '修复差异 — Mend what can be mended',
      auth: ['administrator'],
      problems: ['engine-away'],
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
    async ({ caller }) => {
      const mended = await reconciliation.repair(caller.bureau).catch(engineAway);
      return { body: shownTo(new Set(await hiddenFrom(sql, caller)), mended) };
    },
  );
}
