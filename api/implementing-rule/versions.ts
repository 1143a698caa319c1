/** 版本 The versions of a rule, in short and whole (TJ84-13, 14). */
import { z } from 'zod';
import { versionsOf, type VersionRow } from '../../db/implementing-rule/store.ts';
import { itemId } from '../../domain/commitment-case/registries.ts';
import { sectionsShape } from '../../domain/implementing-rule/forms.ts';
import { day, document } from '../../domain/law/shapes.ts';
import { tagged, unchanged } from '../http/etag.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { when } from '../http/when.ts';
import { period, tag, text, todayOf } from './rule-terms.ts';

const headShape = z
  .object({
    item: z.string(),
    version: z.int(),
    effectiveFrom: z.string(),
    until: text.meta({ description: '下一版施行的前一日 The last day before the next version' }),
    lapsedFrom: text.meta({ description: '事项退出清单 The item left the list' }),
    check: period,
    feedback: period,
    reason: text,
    author: z.string(),
    by: z.string(),
    publishedAt: z.string(),
    registeredAt: z.string(),
    documentNo: z.string(),
    document,
    file: z.string(),
    act: z.string(),
    countersignatures: z.array(
      z.object({ side: z.string(), unit: z.string(), officer: z.string(), at: z.string() }),
    ),
    recognised: z.boolean().meta({
      description:
        '双方协调员均已会签（TJ84-15.5，不影响施行） Countersigned by both sides; no bar',
    }),
  })
  .meta({ id: 'RuleVersion' });
const wholeShape = headShape
  .extend({ sections: sectionsShape })
  .meta({ id: 'RuleVersionWithSections' });

function headOf({
  sections: _sections,
  countersignatures,
  publishedAt,
  registeredAt,
  ...r
}: VersionRow) {
  return {
    ...r,
    publishedAt: when(publishedAt)!,
    registeredAt: when(registeredAt)!,
    countersignatures: countersignatures.map((c) => ({ ...c, at: when(c.at)! })),
    recognised: countersignatures.length === 2,
  };
}
const wholeOf = (r: VersionRow) => ({ ...headOf(r), sections: r.sections });

/** A rule is published: everybody of the bureau reads it. */
export function versions(api: Api): void {
  ruleOnDay(api);
  versionList(api);
  oneVersion(api);
}

const wholeRule = {
  responses: {
    200: { description: '实施细则 The rule', schema: wholeShape },
    304: unchanged,
  },
  problems: ['not-found' as const],
};

function ruleOnDay(api: Api): void {
  const { sql } = api.deps;
  api.route(
    {
      method: 'get',
      path: '/v1/implementing-rules/:item',
      tag,
      summary: '某日施行的实施细则 — The rule in force on a day',
      auth: 'caller',
      reads: 'none',
      params: z.strictObject({ item: itemId }),
      query: z.strictObject({ day: day.optional() }),
      ...wholeRule,
    },
    async ({ params, query, caller, req }) => {
      const [rule] = await versionsOf(sql, {
        bureau: caller.bureau,
        item: params.item,
        day: query.day ?? todayOf(api),
      });
      if (!rule)
        throw new Problem('not-found', {
          say: { zh: '该日没有施行的实施细则。', en: 'No rule is in force on that day.' },
          clause: 'TJ84-12.2',
        });
      return tagged(req, { body: wholeOf(rule) });
    },
  );
}

function versionList(api: Api): void {
  const { sql } = api.deps;
  api.route(
    {
      method: 'get',
      path: '/v1/implementing-rules/:item/versions',
      tag,
      summary: '实施细则的各个版本 — The versions of a rule',
      auth: 'caller',
      params: z.strictObject({ item: itemId }),
      responses: {
        200: {
          description: '最近的在前 The latest first',
          schema: z.object({ items: z.array(headShape) }),
        },
        304: unchanged,
      },
    },
    async ({ params, caller, req }) =>
      tagged(req, {
        body: {
          items: (await versionsOf(sql, { bureau: caller.bureau, item: params.item })).map(headOf),
        },
      }),
  );
}

function oneVersion(api: Api): void {
  const { sql } = api.deps;
  api.route(
    {
      method: 'get',
      path: '/v1/implementing-rules/:item/versions/:version',
      tag,
      summary: '一个版本的全文 — One version with its sections',
      auth: 'caller',
      reads: 'none',
      params: z.strictObject({ item: itemId, version: z.coerce.number().int().min(1).max(10_000) }),
      ...wholeRule,
    },
    async ({ params, caller, req }) => {
      const [rule] = await versionsOf(sql, { bureau: caller.bureau, ...params });
      if (!rule) throw new Problem('not-found');
      return tagged(req, { body: wholeOf(rule) });
    },
  );
}
