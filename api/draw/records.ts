/** 抽查记录 The record of a draw: shown, withheld while nobody may know it, and recomputed by whoever asks (QY-6.2). */
import { z } from 'zod';
import {
  chainOf,
  findDraw,
  notedOf,
  picksIn,
  recordOf,
  sealedDraw,
  type DrawRow,
} from '../../db/draw/store.ts';
import { canonicalize } from '../../domain/draw/canonical.ts';
import { wrongState } from '../../domain/draw/refusals.ts';
import { verify } from '../../domain/draw/verify.ts';
import { holdsAll, type Finding } from '../../domain/draw/finding.ts';
import { refuseOffice } from '../../domain/law/authority.ts';
import { formatInstant } from '../../domain/time/civil-date.ts';
import { instant } from '../../domain/time/instant.ts';
import type { Caller } from '../http/authentication.ts';
import { mayReadDraw } from './reading.ts';
import { type DrawDeps } from './committing.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { fileId } from '../files/file-shape.ts';

export const tag = '双随机 Draws';
const findingShape = z.object({
  check: z.string(),
  holds: z.boolean().nullable(),
  say: z.object({ zh: z.string(), en: z.string() }),
});
const picksShape = z.object({
  draw: z.string(),
  items: z.array(
    z.object({
      institution: z.string(),
      officers: z.array(z.string()),
      objectOn: z.string(),
      officersOn: z.string(),
    }),
  ),
});

export function records(api: Api, deps: DrawDeps): void {
  picks(api, deps);
  statement(api, deps);
  record(api, deps);
  verification(api, deps);
}

const params = z.strictObject({ id: fileId });

const problems = ['not-found', 'record-withheld', 'draw-wrong-state'] as const;

function picks(api: Api, deps: DrawDeps): void {
  const { sql } = deps;
  api.route(
    {
      method: 'get',
      path: '/v1/draws/:id/picks',
      tag,
      summary:
        '抽中的对象和人员 — Who is drawn; before publication only for the heads, the second body, who drew, and each officer for their own',
      auth: 'caller',
      reads: 'narrative',
      params,
      responses: { 200: { description: '结果 Picks', schema: picksShape } },
      problems: [...problems, 'other-bureau'],
    },
    async ({ params, caller }) => {
      const draw = await drawOr404(sql, params.id);
      const picks = await picksIn(sql, draw.id);
      const all = await mayReadDraw(deps.sql, draw, caller);
      const items = all
        ? picks
        : picks.filter(
            ({ officers }) => refuseOffice(caller) === undefined && officers.includes(caller.id),
          );
      if (!all && items.length === 0) throw withheld();
      return { body: { draw: draw.id, items } };
    },
  );
}

function statement(api: Api, deps: DrawDeps): void {
  const { sql } = deps;
  api.route(
    {
      method: 'get',
      path: '/v1/draws/:id/statement',
      tag,
      summary: '承诺书 — The committed statement, byte for byte as it was hashed',
      auth: 'optional',
      reads: 'narrative',
      params,
      responses: { 200: { description: 'RFC 8785 JSON', schema: z.unknown() } },
      problems,
    },
    async ({ params, caller, res }) => {
      const draw = await drawOr404(sql, params.id);
      if (!(await mayReadDraw(deps.sql, draw, caller))) throw withheld();
      res
        .set('Cache-Control', 'no-store')
        .type('application/json')
        .send(canonicalize((await sealedDraw(sql, draw.id))!.statement));
    },
  );
}

function record(api: Api, deps: DrawDeps): void {
  const { sql } = deps;
  api.route(
    {
      method: 'get',
      path: '/v1/draws/:id/record',
      tag,
      limit: 'calculator',
      summary: '抽查记录 — The published record; npm run verify-draw reads it as it is',
      auth: 'optional',
      reads: 'narrative',
      params,
      responses: { 200: { description: 'RFC 8785 JSON (docs/draw.md §7)', schema: z.unknown() } },
      problems,
      description:
        '在最后一户开始现场检查，或者批准的日期过后公开；此前只有负责人、给数单位和抽取人可以查阅。',
    },
    async ({ params, caller, res }) => {
      res
        .set('Cache-Control', 'no-store')
        .type('application/json')
        .send(await textOf(deps, await drawOr404(sql, params.id), caller));
    },
  );
}

function verification(api: Api, deps: DrawDeps): void {
  const { sql } = deps;
  api.route(
    {
      method: 'get',
      path: '/v1/draws/:id/verification',
      tag,
      limit: 'calculator',
      summary:
        '核验 — Recomputes the draw from its record, the number in the inbox and the commitment in the register',
      auth: 'optional',
      reads: 'none',
      params,
      problems,
      responses: {
        200: {
          description: '逐项核验 Each check',
          schema: z.object({
            draw: z.string(),
            algorithm: z.string(),
            holds: z.boolean(),
            findings: z.array(findingShape),
          }),
        },
      },
    },
    async ({ params, caller }) => {
      const draw = await drawOr404(sql, params.id);
      const record = await textOf(deps, draw, caller);
      const findings = recomputed.get(draw.id) ?? (await recompute(sql, draw, record));
      return {
        body: {
          draw: draw.id,
          algorithm: 'duban-draw/1',
          holds: holdsAll(findings),
          findings: findings.map(({ check, holds, say }) => ({ check, holds: holds ?? null, say })),
        },
      };
    },
  );
}

/** A record never changes, nor what was noted of it: the last few need not be drawn again for everybody who asks. */
const recomputed = new Map<string, Finding[]>();
const KEPT = 200;

async function recompute(sql: DrawDeps['sql'], draw: DrawRow, record: string): Promise<Finding[]> {
  const [noted, all] = await Promise.all([notedOf(sql, draw.id), chainOf(sql, draw.root)]);
  const chain = all.filter(
    ({ statement }) => statement.committedAt < formatInstant(instant(draw.committedAt)),
  );
  const findings = verify(record, {
    ...(noted.statementHash && { statementHash: noted.statementHash }),
    ...(noted.number && { number: noted.number }),
    ...(chain.length > 0 && { chain }),
  });
  if (recomputed.size >= KEPT) recomputed.delete(recomputed.keys().next().value!);
  recomputed.set(draw.id, findings);
  return findings;
}

export async function drawOr404(sql: DrawDeps['sql'], id: string): Promise<DrawRow> {
  const draw = await findDraw(sql, id);
  if (!draw) throw new Problem('not-found');
  return draw;
}

const withheld = (): Problem =>
  new Problem('record-withheld', {
    clause: 'QY-6.2',
    lawful: {
      zh: '承诺摘要已经公开；记录在最后一户开始现场检查或者批准的日期过后公开。',
      en: 'The hash of the commitment is public; the record follows after the last on-site start, or when the approved days have passed.',
    },
  });

async function textOf(deps: DrawDeps, draw: DrawRow, caller: Caller | undefined): Promise<string> {
  if (draw.recordHash === null)
    throw Problem.refused(
      wrongState(
        draw,
        '本次抽查还没有记录',
        'This draw has no record yet',
        '揭示以后查阅。',
        'Ask after the reveal.',
      ),
    );
  if (!(await mayReadDraw(deps.sql, draw, caller))) throw withheld();
  return canonicalize(await recordOf(deps.sql, draw.id));
}
