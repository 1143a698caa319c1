/** 中断 When the system could not take acts, and the decision on what was late then. */
import { z } from 'zod';
import { line } from '../../domain/law/shapes.ts';
import { decideDispute, decidesBreach, outagesIn } from '../../db/queries/outages.ts';
import { breachLedger, breachOwed } from '../../db/queries/duties.ts';
import { bound } from '../../db/queries/turns.ts';
import { databaseNow } from '../http/clock.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { describeRoute } from '../http/route.ts';
import { requireReader, scopeOf } from '../intake/authority.ts';
import { fileOr404, type ActDeps } from '../intake/submit-act.ts';
import { gaps } from '../background/outages.ts';
import { disputeOf, disputeShape, outageOf, outageShape } from './dispute-shape.ts';
import { fileId } from './file-shape.ts';

const tag = '违期 Breaches';
const day = z.iso.date();
const DAY = 86_400_000;

export function outageRoutes(deps: ActDeps) {
  return (api: Api): void => {
    ledger(api, deps);
    deciding(api, deps);
  };
}

const ledgerRoute = describeRoute({
  method: 'get',
  path: '/v1/outages',
  tag,
  summary: '系统中断台账 — When API, database, engine or worker were not at work',
  description:
    '由心跳得出；仍在中断的，until 为 null。最近的在前，最多 1000 条。 Derived from heartbeats, the newest first, a thousand at most.',
  auth: 'caller',
  query: z.strictObject({
    from: day.optional().meta({ description: '不填为 400 天前 400 days ago unless it is said' }),
    until: day.optional(),
  }),
  responses: {
    200: { description: '中断 Outages', schema: z.object({ items: z.array(outageShape) }) },
  },
});

function ledger(api: Api, { sql }: ActDeps): void {
  api.route(ledgerRoute, async ({ query, caller }) => {
    requireReader(caller);
    const now = databaseNow();
    // Days of Beijing, both included.
    const at = (date: string): number => Date.parse(`${date}T00:00:00+08:00`);
    const from = query.from ? at(query.from) : now - 400 * DAY;
    const until = query.until ? at(query.until) + DAY : now;
    return { body: { items: (await outagesIn(sql, { from, until }, gaps, 1000)).map(outageOf) } };
  });
}

const decision = z.strictObject({
  decision: z.enum(['upheld', 'excused']).meta({
    description: 'upheld：维持违期；excused：不计违期 The breach is upheld, or it is excused',
  }),
  reason: line(2000).meta({
    description:
      '理由，原文记入台账，不写个人信息 Stands in the register as written: nothing personal',
  }),
});

const decisionRoute = describeRoute({
  method: 'post',
  path: '/v1/files/:id/breaches/:key/outage-decision',
  tag,
  summary: '对中断争议作出决定 — Decide on a breach that an outage makes disputable',
  auth: ['coordinator', 'regulator'],
  params: z.strictObject({ id: fileId, key: z.string().max(512) }),
  body: decision,
  responses: { 200: { description: '决定 Decision', schema: disputeShape } },
  problems: ['not-found', 'other-bureau', 'own-breach', 'dispute-decided'],
});

function deciding(api: Api, { sql }: ActDeps): void {
  api.route(decisionRoute, async ({ params, body, caller }) => {
    const file = await fileOr404(sql, params.id);
    if ((await scopeOf(sql, caller, file)) === 'withheld') throw new Problem('not-authorised');
    const breach = await breachOwed(sql, file.id, params.key);
    if (!breach) throw new Problem('not-found');
    const place = { file: file.id, key: params.key };
    const own = new Problem('own-breach', { clause: breach.clause });
    const standing = await decidesBreach(sql, { ...place, officer: caller.id });
    if (caller.kind !== 'person' || standing === 'own') throw own;
    const by = { officer: caller.id, unit: caller.unit, standing };
    const entry = bound({
      key: `outage-decided:${params.key}`,
      type: 'outage-decided',
      clause: breach.clause,
      body: { breach: params.key, duty: breach.duty, ...body, ...by },
    });
    const answer = await decideDispute(sql, { ...place, ...body, ...by, entry });
    if (answer === 'own') throw own;
    if (answer === 'none') throw notDisputed();
    if (answer === 'decided-before') throw new Problem('dispute-decided');
    const reader = { bureau: caller.bureau, reader: caller.id };
    const all = await breachLedger(sql, { ...reader, file: file.id }, undefined, 5000);
    return { body: disputeOf(all.find(({ key }) => key === params.key)!.outage!) };
  });
}

const notDisputed = (): Problem =>
  new Problem('not-found', {
    say: {
      zh: '该违期的最后几小时没有系统中断，没有争议可以决定。',
      en: 'No outage lies in the last hours of this breach: there is nothing to decide.',
    },
  });
