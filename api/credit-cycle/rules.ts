/** /v1/credit/rules: the rule by which subjects are graded, by version; a version is proposed by one person and confirmed by another (QHD-2.4c). */
import { z } from 'zod';
import { ruleOn, rulesOf, type RuleRow } from '../../db/credit-cycle/store.ts';
import { sampleRule } from '../../domain/credit-cycle/sample.ts';
import { columnShape, lineShape, ruleShape } from '../../domain/credit-cycle/rule-form.ts';
import { day, line } from '../../domain/law/shapes.ts';
import { databaseToday } from '../http/clock.ts';
import type { Api } from '../http/openapi.ts';
import { when } from '../http/when.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { proposalReply, proposalShape } from '../registries/proposal-shape.ts';
import { proposed } from '../registries/two-persons.ts';
import { creditRuleGround, creditRuleRevocationGround } from './rule-ground.ts';
import { tag } from './tag.ts';

const tableFields = {
  title: z.string(),
  sample: z.boolean().meta({ description: '样例，数字为虚构 Invented numbers, not the law' }),
  objectionDays: z.int().nullable(),
  columns: z.array(columnShape),
  lines: z.array(lineShape),
};
const versionShape = z
  .object({
    ...tableFields,
    version: z.int(),
    documentNo: z.string().nullable(),
    document: z.looseObject({}),
    inForceFrom: z.string(),
    inForce: z.boolean().meta({ description: '该日施行的版本 The one in force on the day' }),
    enteredBy: z.string(),
    enteredAt: z.string(),
    revokedAt: z.string().nullable().meta({ description: '施行前撤销 Revoked before its day' }),
    revokedWhy: z.string().nullable(),
  })
  .meta({ id: 'CreditRule' });
const sampleShape = z.object(tableFields).meta({ id: 'CreditRuleSample' });

const shown = (r: RuleRow, now: number | undefined): z.input<typeof versionShape> => ({
  ...r,
  inForce: r.version === now,
  enteredAt: when(r.enteredAt)!,
  revokedAt: when(r.revokedAt),
});

export function creditRuleRoutes(deps: ActDeps) {
  return (api: Api): void => {
    list(api, deps);
    sample(api);
    write(api, deps);
    revoke(api, deps);
  };
}

function list(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/credit/rules',
      tag,
      summary:
        '评价规则各版本 — The versions of the rule, newest first, and the one in force on a day',
      auth: 'caller',
      reads: 'none',
      query: z.strictObject({
        day: day.optional().meta({ description: '问哪一天施行的版本 In force on which day' }),
      }),
      responses: {
        200: {
          description: '各版本 The versions',
          schema: z.object({ items: z.array(versionShape) }),
        },
      },
    },
    async ({ query, caller }) => {
      const rules = await rulesOf(sql, caller.bureau);
      const now = ruleOn(rules, query.day ?? databaseToday())?.version;
      return { body: { items: rules.toReversed().map((r) => shown(r, now)) } };
    },
  );
}

function sample(api: Api): void {
  api.route(
    {
      method: 'get',
      path: '/v1/credit/rules/sample',
      tag,
      summary: '样例规则 — What a table of the rule looks like, with invented numbers',
      description:
        'QHD-2.4c：省级办法的标准以其文本为准，系统不含法定数字；样例只供试用，登记时须标明。',
      auth: 'caller',
      reads: 'none',
      responses: { 200: { description: '样例 The sample', schema: sampleShape } },
    },
    () => Promise.resolve({ body: { ...sampleRule } }),
  );
}

function write(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'put',
      path: '/v1/credit/rules/:version',
      tag,
      summary: '登记评价规则 — Register a version of the rule',
      description:
        'QHD-2.4c：由一人提出、另一人复核后登记（/v1/proposals）；自登记之后的某日起施行，不溯及既往。规则表不得有缺口或者重叠。周期开始时施行的版本适用于整个周期及其更正；周期中登记的新版适用于下一周期。 Proposed by one, confirmed by another; in force from a day after that. The version in force when a cycle begins governs it and its corrections.',
      auth: ['registrar'],
      params: z.strictObject({ version: z.coerce.number().int().min(1).max(9999) }),
      body: ruleShape.extend({ reason: line(500).optional() }),
      problems: [
        'rule-registered',
        'rule-order',
        'rule-reaches-back',
        'rule-too-far',
        'rule-source-missing',
        'rule-hole',
        'rule-lines-overlap',
        'rule-column-unknown',
        'rule-class-uncounted',
        'rule-too-large',
        'proposal-person',
      ],
      responses: {
        200: { description: '首次设立 A bootstrap', schema: versionShape },
        202: { description: '待复核 To be confirmed', schema: proposalShape },
      },
    },
    async ({ params: { version }, body, caller }) => {
      const { reason = null, ...row } = body;
      const change = { bureau: caller.bureau, version, row };
      const outcome = await proposed(sql, creditRuleGround, change, { caller, reason });
      if (!outcome.bootstrap) return proposalReply(sql, caller, outcome.id);
      const rules = await rulesOf(sql, caller.bureau);
      const now = ruleOn(rules, databaseToday())?.version;
      return {
        body: shown(
          rules.find((r) => r.version === version)!,
          now,
        ),
      };
    },
  );
}

function revoke(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'post',
      path: '/v1/credit/rules/:version/revocation',
      tag,
      summary: '撤销尚未施行的规则 — Revoke a version of the rule before its day',
      description:
        'QHD-2.4c：由一人提出、另一人复核（/v1/proposals）。已经施行的版本不撤销；撤销后，下一版可以自较早的日期施行。',
      auth: ['registrar'],
      params: z.strictObject({ version: z.coerce.number().int().min(1).max(9999) }),
      body: z.strictObject({ reason: line(500) }),
      clause: 'QHD-2.4c',
      problems: ['rule-unknown', 'rule-in-force', 'rule-revoked', 'proposal-person'],
      responses: {
        200: { description: '首次设立 A bootstrap', schema: versionShape },
        202: { description: '待复核 To be confirmed', schema: proposalShape },
      },
    },
    async ({ params: { version }, body: { reason }, caller }) => {
      const change = { bureau: caller.bureau, version };
      const outcome = await proposed(sql, creditRuleRevocationGround, change, { caller, reason });
      if (!outcome.bootstrap) return proposalReply(sql, caller, outcome.id);
      const rules = await rulesOf(sql, caller.bureau);
      const now = ruleOn(rules, databaseToday())?.version;
      return {
        body: shown(
          rules.find((r) => r.version === version)!,
          now,
        ),
      };
    },
  );
}
