/** 核验 GET /v1/checks/{code}: is this inspection lawful today? For whoever stands at the door. */
import type { Response } from 'express';
import { z } from 'zod';
import { behindCheck, type Behind } from '../../db/inspection/checks.ts';
import { factsOf } from '../../db/inspection/facts.ts';
import { readCode, reasonsAgainst } from '../../domain/inspection/check-code.ts';
import { inspectionKinds, methods, teamRoles } from '../../domain/inspection/terms.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import { checkPage, pagePolicy, unknownPage, type Check } from './check-page.ts';
import { databaseNow } from '../http/clock.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { codeHash } from './code-hash.ts';
import { type CheckDeps, tag } from './check-code.ts';
import { forTheNotice } from './notice-code.ts';

const checkShape = z
  .object({
    lawful: z.boolean().meta({ description: '今日是否合法 Whether it is lawful today' }),
    on: z.string(),
    institution: z.string(),
    body: z.string(),
    inNameOf: z.string(),
    kind: z.enum(inspectionKinds),
    startedOn: z.string(),
    approvedUntil: z.string(),
    approvedOn: z.string().nullable(),
    endedOn: z.string().nullable(),
    items: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        method: z.enum(methods).nullable(),
        basis: z.string().nullable(),
      }),
    ),
    team: z.array(
      z.object({ name: z.string(), role: z.enum(teamRoles), certificate: z.string().nullable() }),
    ),
    reasons: z.array(
      z.object({
        code: z.string(),
        clause: z.string(),
        say: z.object({ zh: z.string(), en: z.string() }),
      }),
    ),
  })
  .meta({ id: 'Check' });

export function checkRoutes(deps: CheckDeps) {
  return (api: Api): void => {
    atTheDoor(api, deps);
    forTheNotice(api, deps);
  };
}

function atTheDoor(api: Api, deps: CheckDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/checks/:code',
      tag,
      auth: 'public',
      limit: 'calculator',
      summary: '核验行政检查 — Is this inspection lawful today?',
      params: z.strictObject({ code: z.string().max(100) }),
      description:
        '公开。核验码印在检查通知书上，自现场检查开始登记时生效；不存在的和没有生效的，回答相同。Accept: text/html 时为手机页面。',
      responses: {
        200: {
          description: '核验结果 What is known of it',
          schema: checkShape,
          media: 'text/html',
        },
      },
      problems: ['check-unknown'],
      pages: ['check-unknown'],
    },
    async ({ params, req, res }) => {
      const code = readCode(params.code);
      const check = await checkOf(deps, code);
      res.vary('Accept').set('Cache-Control', 'no-store');
      if (req.accepts(['application/json', 'text/html']) === 'text/html')
        return html(res, check ? checkPage(code, check) : unknownPage(), check ? 200 : 404);
      if (!check) throw new Problem('check-unknown');
      return { body: check };
    },
  );
}

function html(res: Response, page: string, status: number): void {
  res
    .status(status)
    .set({
      'Content-Security-Policy': pagePolicy,
      'Referrer-Policy': 'no-referrer',
      'X-Robots-Tag': 'noindex',
    })
    .type('html')
    .send(page);
}

async function checkOf({ sql, engine }: CheckDeps, code: string): Promise<Check | undefined> {
  const behind = await behindCheck(sql, codeHash(code));
  if (!behind) return undefined;
  const on = civilDateOf((await engine.clockOf(behind.file)) ?? databaseNow());
  const { plan, known } = await factsOf(sql, behind.plan, on);
  const reasons = reasonsAgainst(
    plan,
    known,
    behind,
    new Map(behind.team.map(({ id, name }) => [id, name])),
  );
  return { ...shown(behind, on), lawful: reasons.length === 0, reasons };
}

function shown(
  {
    plan,
    items,
    institution,
    body,
    inNameOf,
    kind,
    startedOn,
    until,
    approvedOn,
    endedOn,
    team,
  }: Behind,
  on: CivilDate,
): Omit<Check, 'lawful' | 'reasons'> {
  const method = (id: string) => plan.items.find(({ item }) => item === id)?.method ?? null;
  return {
    on,
    institution,
    body,
    inNameOf,
    kind,
    startedOn,
    approvedUntil: until,
    approvedOn,
    endedOn,
    team: team.map(({ name, role, certificate }) => ({ name, role, certificate })),
    items: items.map(({ id, name, basis, article }) => ({
      id,
      name,
      method: method(id),
      basis: basis && `${basis}${article ?? ''}`,
    })),
  };
}
