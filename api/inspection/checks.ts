/** 核验 GET /v1/checks/{code}: is this inspection lawful today? For whoever stands at the door; and the code and its QR for the notice, for the team and the heads. */
import { createHash, randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import { toBuffer, toString } from 'qrcode';
import { z } from 'zod';
import {
  behindCheck,
  keepCheckCode,
  readCheckCode,
  type Behind,
} from '../../db/inspection/checks.ts';
import { factsOf } from '../../db/inspection/store.ts';
import {
  CODE_LENGTH,
  codeFrom,
  readCode,
  reasonsAgainst,
  written,
} from '../../domain/inspection/check-code.ts';
import { inspectionKinds, methods, teamRoles } from '../../domain/inspection/terms.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import { fileOr404, type ActDeps } from '../intake/submit-act.ts';
import type { Caller } from '../http/authentication.ts';
import { requireOffice } from '../intake/authority.ts';
import { checkPage, pagePolicy, unknownPage, type Check } from './check-page.ts';
import { databaseNow, databaseToday } from '../http/clock.ts';
import type { TaskHandlers } from '../background/tasks.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import type { Seal } from '../intake/sealing.ts';
import { fileId } from '../files/routes.ts';

/** `publicUrl`: how the institution reaches this API; without it, the address that the request came to. */
export interface CheckDeps extends ActDeps {
  seal: Seal | undefined;
  publicUrl: string | undefined;
}

const tag = '核验 Checks';
const hashOf = (code: string): string => createHash('sha256').update(code, 'utf8').digest('hex');
const bound = (plan: string): string => `check:${plan}`;

const ofPlan = z.object({ plan: z.string() });
/** Approved, or begun in urgency: the code is made, once. */
export const checkTasks = (seal: Seal | undefined): TaskHandlers => ({
  'check-code': async ({ data }, { sql }) => {
    const { plan } = ofPlan.parse(data);
    if (!seal)
      throw Object.assign(new Error('no sealing key is set'), { code: 'sealing-key-missing' });
    const code = codeFrom(randomBytes(CODE_LENGTH));
    await keepCheckCode(sql, plan, hashOf(code), seal.seal(code, bound(plan)));
  },
});

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
  const behind = await behindCheck(sql, hashOf(code));
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

function forTheNotice(api: Api, deps: CheckDeps): void {
  const params = z.strictObject({ file: fileId });
  const problems = ['not-found', 'other-bureau', 'check-not-yours', 'sealing-key-missing'] as const;
  api.route(
    {
      method: 'get',
      path: '/v1/files/:file/check-code',
      tag,
      auth: 'caller',
      params,
      summary:
        '核验码 — The check code for the notice: for the team and the heads; every reading is noted',
      problems,
      responses: {
        200: {
          description: '核验码 Code',
          schema: z.object({ code: z.string(), url: z.string() }),
        },
      },
    },
    async ({ params, caller, req }) => {
      const code = await codeOf(deps, caller, params.file);
      return { body: { code: written(code), url: addressOf(deps, req, code) } };
    },
  );

  api.route(
    {
      method: 'get',
      path: '/v1/files/:file/notice-qr',
      tag,
      auth: 'caller',
      params,
      query: z.strictObject({ format: z.enum(['svg', 'png']).default('svg') }),
      problems,
      summary:
        '通知书二维码 — The QR code for the notice: for the team and the heads; every reading is noted',
      responses: { 200: { description: '二维码 QR code', media: 'image/svg+xml' } },
    },
    async ({ params, query, caller, req, res }) => {
      const text = addressOf(deps, req, await codeOf(deps, caller, params.file));
      res.set('Cache-Control', 'no-store');
      if (query.format === 'png')
        res
          .type('png')
          .send(await toBuffer(text, { errorCorrectionLevel: 'M', margin: 4, width: 600 }));
      else
        res
          .type('svg')
          .send(await toString(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 }));
    },
  );
}

async function codeOf({ sql, seal }: CheckDeps, caller: Caller, id: string): Promise<string> {
  const file = await fileOr404(sql, id);
  if (file.bureau !== caller.bureau) throw new Problem('other-bureau');
  requireOffice(caller);
  const kept = await readCheckCode(sql, file.id, caller.id, databaseToday());
  if (!kept) throw new Problem('check-not-yours');
  if (!seal) throw new Problem('sealing-key-missing');
  return seal.open(kept.sealed, bound(kept.plan));
}

/** Upper case and digits only: a QR code of them is small. */
const addressOf = ({ publicUrl }: CheckDeps, req: Request, code: string): string =>
  `${(publicUrl ?? `${req.protocol}://${req.get('host')}`).replace(/\/$/, '')}/v1/checks/${code}`;
