/** 评价规则 What PUT /v1/credit/rules/{version} takes, and why a version cannot be registered (QHD-2.4c). Never imported by workflows. */
import { z } from 'zod';
import { day, document, line } from '../law/shapes.ts';
import { documentNo } from '../law/form-fields.ts';
import type { Refusal } from '../law/refusal.ts';
import { refusing } from '../law/refuse.ts';
import { addYears } from '../time/civil-date.ts';
import type { CivilDate } from '../time/instant.ts';
import { faultOf, type Fault, type RuleTable } from './rule.ts';
import { grades, recordClasses } from './terms.ts';
import { gravity } from '../credit-record/shapes.ts';

const RULE = 'QHD-2.4c';
const refuse = refusing(RULE);

const columnId = z.string().regex(/^[a-z][a-z0-9-]{0,29}$/, {
  error: '栏目编号：小写字母开头，1–30 位 | A column: 1–30 of a–z, 0–9, -, beginning with a letter',
});
const unique = <T>(list: readonly T[]): boolean => new Set(list).size === list.length;
const some = <T extends z.ZodType>(one: T) =>
  z.array(one).min(1).max(20).refine(unique, { error: '不得重复 | No duplicates' });
const number = z.int().min(0).max(9999);

export const columnShape = z
  .strictObject({
    id: columnId,
    name: line(100),
    polarity: z.enum(['bad', 'good']).default('bad').meta({
      description: '失信 bad，守信 good Dishonest acts, or good ones',
    }),
    classes: some(z.enum(recordClasses)).optional(),
    gravities: some(gravity).optional().meta({ description: '情节 As records name the gravity' }),
    items: some(
      z.string().regex(/^[A-Za-z0-9.-]{1,40}$/, { error: '事项编号格式不符 | Not an item id' }),
    )
      .optional()
      .meta({ description: '清单事项 Items of the list' }),
  })
  .meta({ id: 'CreditRuleColumn' });
const rangeShape = z
  .strictObject({ from: number, until: number.nullable() })
  .refine(({ from, until }) => until === null || until >= from, {
    error: '止数小于起数 | It ends before it begins',
  });
export const lineShape = z
  .strictObject({
    when: z.record(columnId, rangeShape).meta({
      description: '每栏次数的起止，均含；不写的栏不限 For which numbers, both ends included',
    }),
    grade: z.enum(grades),
  })
  .meta({ id: 'CreditRuleLine' });

export const ruleShape = z.strictObject({
  title: line(200),
  documentNo: documentNo.optional().meta({ description: '文号；样例没有文号 None of a sample' }),
  document: document.meta({ description: '规则的来源文件 The document that the rule comes from' }),
  inForceFrom: day.meta({
    description: '自哪一日起施行，须在登记之后 From which day, after the registration',
  }),
  sample: z.boolean().default(false).meta({
    description: '样例：数字为虚构，不是法定标准 Invented numbers, not the law',
  }),
  objectionDays: z.int().min(1).max(365).nullable().default(null).meta({
    description:
      '异议办理期限，工作日；规则没有写的为空，由本局设定 Working days; null: the rule has none',
  }),
  columns: z
    .array(columnShape)
    .min(1)
    .max(12)
    .refine((all) => unique(all.map(({ id }) => id)), {
      error: '栏目重复 | A column stands twice',
    }),
  lines: z.array(lineShape).min(1).max(500),
});
export type RulePayload = z.output<typeof ruleShape>;

export interface Registering {
  version: number;
  today: CivilDate;
  /** Versions of the bureau that stand, in their order. */
  others: readonly { version: number; inForceFrom: CivilDate; revokedAt?: number | null }[];
}

/** Years from its registration within which a version comes into force. */
const LONGEST = 2;

/** May this version be registered? Pure; what stands comes in. */
export const refuseRule = (r: RulePayload, known: Registering): Refusal | undefined =>
  refuseOrder(r, known) ?? refuseSource(r) ?? refuseTable(r);

function refuseOrder({ inForceFrom }: RulePayload, { version, today, others }: Registering) {
  const last = others.at(-1);
  if (others.some((o) => o.version === version))
    return refuse(
      'rule-registered',
      `第 ${version} 版已经登记，不得更改。`,
      `Version ${version} is registered and does not change.`,
      '登记为新的版本。',
      'Register a new version.',
    );
  if (version !== (last?.version ?? 0) + 1)
    return refuse(
      'rule-order',
      `下一版为第 ${(last?.version ?? 0) + 1} 版。`,
      `The next version is ${(last?.version ?? 0) + 1}.`,
      '按次序登记。',
      'Register the versions in their order.',
    );
  if (inForceFrom <= today)
    return refuse(
      'rule-reaches-back',
      `施行日期（${inForceFrom}）不晚于登记之日（${today}），将溯及既往。`,
      `It would be in force from ${inForceFrom}, no later than the day of its registration (${today}).`,
      `${today} 之后的日期。`,
      `A day after ${today}.`,
    );
  if (inForceFrom > addYears(today, LONGEST))
    return refuse(
      'rule-too-far',
      `施行日期（${inForceFrom}）在登记之日两年以后。`,
      `It would be in force from ${inForceFrom}, more than ${LONGEST} years from today.`,
      `${addYears(today, LONGEST)} 及以前。`,
      `On or before ${addYears(today, LONGEST)}.`,
    );
  const stands = others.filter(({ revokedAt }) => (revokedAt ?? null) === null).at(-1);
  return stands && inForceFrom < stands.inForceFrom
    ? refuse(
        'rule-order',
        `早于前一版的施行日期（${stands.inForceFrom}）。`,
        `The version before it is in force from ${stands.inForceFrom}.`,
        `${stands.inForceFrom} 及以后，或者先撤销尚未施行的前一版。`,
        `On or after ${stands.inForceFrom}; or revoke that version before its day.`,
      )
    : undefined;
}

/** 撤销 A version may be revoked before its day, not when cycles may be governed by it. */
export function refuseRevocation(version: number, { today, others }: Omit<Registering, 'version'>) {
  const stands = others.find((o) => o.version === version);
  if (!stands)
    return refuse(
      'rule-unknown',
      `没有第 ${version} 版。`,
      `There is no version ${version}.`,
      '写明已登记的版本。',
      'Name a version that is registered.',
    );
  if ((stands.revokedAt ?? null) !== null)
    return refuse(
      'rule-revoked',
      `第 ${version} 版已经撤销。`,
      `Version ${version} is revoked already.`,
      '不必再撤销。',
      'Nothing is to be done.',
    );
  return stands.inForceFrom <= today
    ? refuse(
        'rule-in-force',
        `第 ${version} 版自 ${stands.inForceFrom} 起施行。`,
        `Version ${version} is in force from ${stands.inForceFrom}.`,
        '登记新的版本。',
        'Register a new version.',
      )
    : undefined;
}

/** What is law has its number; what has none is a sample. */
const refuseSource = ({ sample, documentNo: no }: RulePayload): Refusal | undefined =>
  sample || no !== undefined
    ? undefined
    : refuse(
        'rule-source-missing',
        '没有来源文件的文号。',
        'The number of the document that it comes from is missing.',
        '写明文号；虚构数字的，标明样例。',
        'State it; invented numbers are a sample and say so.',
      );

const places = (at: Record<string, number>): string =>
  Object.entries(at)
    .map(([column, n]) => `${column} ${n}`)
    .join('，');

function refuseTable(table: RuleTable): Refusal | undefined {
  const found = faultOf(table);
  return found && refusalOf[found.fault](found as never);
}

type OfFault = { [F in Fault['fault']]: (fault: Fault & { fault: F }) => Refusal };
const refusalOf: OfFault = {
  hole: ({ at }) =>
    refuse(
      'rule-hole',
      `规则表有缺口：${places(at)}，没有等级。`,
      `The table has a hole: no grade for ${places(at)}.`,
      '补上该情形。',
      'Add a line for it.',
    ),
  overlap: ({ at, lines }) =>
    refuse(
      'rule-lines-overlap',
      `第 ${lines.join('、')} 行重叠：${places(at)}。`,
      `Lines ${lines.join(' and ')} overlap: ${places(at)}.`,
      '一种情形只归一行。',
      'One line for each case.',
    ),
  'unknown-column': ({ line: n, column }) =>
    refuse(
      'rule-column-unknown',
      `第 ${n} 行所写的栏目 ${column} 不存在。`,
      `Line ${n} names a column ${column} that does not exist.`,
      '写明表中的栏目。',
      'Name a column of the table.',
    ),
  uncounted: ({ cls }) =>
    refuse(
      'rule-class-uncounted',
      `没有一栏不论情节计入${cls === 'serious' ? '严重' : '一般'}失信行为。`,
      `No column counts ${cls} acts whatever their gravity and item.`,
      '增加一栏计入该类行为。',
      'Add a column that counts them.',
    ),
  'too-large': () =>
    refuse(
      'rule-too-large',
      '规则表的情形过多，无法逐一核对。',
      'The table has too many combinations to be checked.',
      '减少栏目或者分段。',
      'Use fewer columns or ranges.',
    ),
};
