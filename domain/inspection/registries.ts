/** 行政检查的登记簿 The forms in which bodies, heads, delegations, lists, items and clues are registered (QY-1 to 6). Never imported by workflows. */
import { z } from 'zod';
import { areaCode, day, document, line, officerId, subjectId, unitId } from '../law/shapes.ts';
import { clueKinds, headPosts, levels, methods } from './terms.ts';

const distinct = (all: readonly string[]): boolean => new Set(all).size === all.length;
const twice = { error: '不得重复 | No duplicates' };
const ordered = {
  error: '结束日期不得早于开始日期 | The end must not lie before the beginning',
  path: ['until'],
};
const inOrder = ({ from, until }: { from: string; until: string | null }): boolean =>
  until === null || from <= until;

export const entryId = z.string().regex(/^[A-Za-z0-9.-]{1,64}$/, {
  error: '编号：1–64 位字母、数字、. 或 - | An id: 1–64 of letters, digits, ., -',
});
export const clueId = z.string().regex(/^[A-Za-z0-9-]{1,64}$/, {
  error: '线索编号：1–64 位字母、数字或 - | The id of a clue: 1–64 of letters, digits, -',
});
const itemIds = z.array(entryId).min(1).max(500).refine(distinct, twice);
const published = z
  .strictObject({
    on: day,
    url: z.url({ protocol: /^https?$/, error: '应为网址 | A web address is expected' }).max(500),
  })
  .nullable();
/** Every change says why. */
const reason = line(500).meta({ description: '登记理由 Why' });
const span = { from: day, until: day.nullable() };
const suspended = z.strictObject(span).refine(inOrder, ordered).nullable();

/** QY-1.1, 1.2  `qualification` null: a delegate, which acts in the name of its delegator only. */
export const bodyShape = z.strictObject({
  reason,
  level: z.enum(levels),
  area: areaCode,
  qualification: z
    .strictObject({ basis: line(300), ...span, suspended, published })
    .refine(inOrder, ordered)
    .nullable(),
});
/** QY-10.1. */
export const headShape = z
  .strictObject({ reason, post: z.enum(headPosts), ...span })
  .refine(inOrder, ordered);
/** QY-1.3  Scope and expiry are part of it. */
export const delegationShape = z
  .strictObject({
    reason,
    delegator: unitId,
    delegate: unitId,
    document,
    items: itemIds,
    from: day,
    until: day,
    publishedByDelegatorOn: day.nullable(),
    publishedByDelegateOn: day.nullable(),
    filedWithJusticeOn: day.nullable(),
    filedWithSuperiorOn: day.nullable(),
  })
  .refine(inOrder, ordered);
const certificate = z
  .strictObject({
    number: z.string().regex(/^[\p{L}\p{N}.:_-]{1,40}$/u, {
      error: '证件编号格式不正确 | The number is not valid',
    }),
    kind: line(60),
    holder: officerId,
    from: day,
    until: day,
    suspended,
  })
  .refine(inOrder, ordered);
/** QY-1.4, 1.5, 6.1  执法人员 have a certificate; 协助执法人员 never do. */
export const officerShape = z.strictObject({
  reason,
  roll: z.enum(['enforcement', 'assistance']),
  listed: z.boolean(),
  certificate: certificate.nullable(),
});
export const objectShape = z.strictObject({ reason, listed: z.boolean() });
export const recusalShape = z.strictObject({ reason, recused: z.boolean() });
export const basisShape = z.strictObject({
  reason,
  name: line(200),
  article: line(100),
  from: day,
});
/** QY-2.1  From that day nothing rests on it any more. */
export const repealShape = z.strictObject({ reason, on: day, document });
const texts = z.array(line(200)).min(1).max(100).refine(distinct, twice);
/** QY-2, 3.1  `cap` null: the list sets none. */
export const itemShape = z.strictObject({
  reason,
  name: line(200),
  basis: entryId.nullable(),
  contents: texts,
  methods: z.array(z.enum(methods)).min(1).max(methods.length).refine(distinct, twice),
  standards: texts,
  cap: z
    .strictObject({
      perYear: z.int().min(0).max(366),
      exempts: z.array(z.enum(clueKinds)).max(clueKinds.length).refine(distinct, twice),
    })
    .nullable(),
  published,
  withdrawnOn: day.nullable(),
});
/** QY-4.2  No word about who brought it. `items` null: it could not name any (QY-15.1). */
export const clueShape = z
  .strictObject({
    kind: z.enum(clueKinds),
    institution: subjectId,
    items: itemIds.nullable(),
    evidence: document.nullable(),
    orderedBy: unitId.nullable(),
    transferredBy: line(100)
      .nullable()
      .default(null)
      .meta({ description: '转办：来源单位 Which authority transferred it' }),
    hit: line(100)
      .nullable()
      .default(null)
      .meta({ description: '数据监测：命中编号 The hit of the monitoring' }),
    signature: document.nullable().default(null).meta({
      description: '企业申请：机构签章的申请书 The application that the institution has signed',
    }),
    rechecks: entryId
      .nullable()
      .default(null)
      .meta({ description: '整改复查：原检查案卷 The file of the inspection that is re-checked' }),
  })
  .refine((c) => (c.kind === 'superior-order') === (c.orderedBy !== null), {
    error:
      '上级交办须写明交办单位，其他线索不填 | A superior’s order names the unit that gives it; other clues name none',
    path: ['orderedBy'],
  })
  .refine((c) => c.kind !== 're-check' || c.items !== null, {
    error: '整改复查须写明事项 | A re-check names its items',
    path: ['items'],
  });
export const capShape = z.strictObject({ reason, perYear: z.int().min(0).max(366) });
export const creditClasses = ['A', 'B', 'C', 'D'] as const;
export const creditShape = z.strictObject({ reason, class: z.enum(creditClasses), asOf: day });
export const lists = ['objects', 'officers', 'assistants', 'items'] as const;
export type ListName = (typeof lists)[number];
/** QY-6.1  On that day the list was gone through and found current. */
export const currencyShape = z.strictObject({ reason, on: day });

/** Registries with their entries in the one chain of the bureau. */
export const registries = [
  'body',
  'head',
  'delegation',
  'officer',
  'object',
  'recusal',
  'basis',
  'item',
  'clue',
  'cap',
  'credit',
  'currency',
  'correction',
] as const;
export type Registry = (typeof registries)[number];

export interface Forms {
  body: z.output<typeof bodyShape>;
  head: z.output<typeof headShape>;
  delegation: z.output<typeof delegationShape>;
  officer: z.output<typeof officerShape>;
  object: z.output<typeof objectShape>;
  basis: z.output<typeof basisShape>;
  item: z.output<typeof itemShape>;
  clue: z.output<typeof clueShape>;
  cap: z.output<typeof capShape>;
  credit: z.output<typeof creditShape>;
}
