/** 报告的数字 GET /v1/reports/figures: quarters and years by unit, clause and procedure; as data, as a table, or as a page to print. */
import type { Response } from 'express';
import { z } from 'zod';
import {
  bureauName,
  countedOnly,
  reportFigures,
  unitNames,
  type ReportFilter,
} from '../../db/queries/reports.ts';
import { figuresOf } from '../../domain/reports/figures.ts';
import { reportKinds, type ReportKind } from '../../domain/reports/kinds.ts';
import type { Language } from '../../domain/reports/markup.ts';
import { pageOf, type PaperReport } from '../../domain/reports/page.ts';
import type { Caller } from '../http/authentication.ts';
import { databaseNow } from '../http/clock.ts';
import type { Api } from '../http/openapi.ts';
import { describeRoute } from '../http/route.ts';
import { sendSheet, workbook } from '../http/sheet.ts';
import { when } from '../http/when.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { allCases, narrowing, tag } from './cases.ts';
import type { Case } from './case-shape.ts';
import { figureOf, figureShape, type FigureShown } from './figure-shape.ts';
import { languageOf, sendPage } from './printing.ts';
import { daysOf, readers, scopeFor, type Days, type Scoped } from './scope.ts';
import { caseColumns, figureColumns } from './tables.ts';

const route = describeRoute({
  method: 'get',
  path: '/v1/reports/figures',
  tag,
  summary:
    '季度、年度数字 — Quarters and years by unit, clause and procedure; JSON, CSV, XLSX, or a page to print',
  description:
    '与 /v1/reports/cases 所列完全一致：同一来源、同一范围。违期成立、补录主张、中断争议、免计、撤销分别计数。 Counted from the very rows that /v1/reports/cases lists.',
  auth: readers,
  query: z.strictObject({
    kind: z.enum(reportKinds).optional(),
    ...narrowing,
    language: z.enum(['zh', 'en']).optional().meta({
      description: '页面语言，默认按 Accept-Language，否则中文 The language of the page',
    }),
    format: z.enum(['json', 'csv', 'xlsx', 'html']).optional(),
  }),
  problems: ['report-too-large'],
  responses: {
    200: {
      description: '数字 Figures',
      schema: z.object({
        from: z.string(),
        until: z.string(),
        madeAt: z.string(),
        withheld: z.array(z.enum(reportKinds)).meta({
          description: '依规不向本查阅人显示的 Of which this reader is told nothing',
        }),
        figures: z.array(figureShape),
        countedOnly: z.int().meta({
          description:
            '每人每日第20次以后仅计数的退回，不计入 figures Refused attempts that are only counted, in none of the figures',
        }),
      }),
      csv: true,
      media: [workbook, 'text/html'],
    },
  },
});

interface Made {
  days: Days;
  scope: Scoped;
  filter: ReportFilter;
  kinds: readonly ReportKind[];
  figures: FigureShown[];
  counted: number;
  now: number;
}

export function figureRoutes({ reports: sql }: ActDeps) {
  return (api: Api): void => {
    api.route(route, async ({ query, caller, req, res }) => {
      const { kind, format, language, ...rest } = query;
      const made = await figuresFor(sql, caller, kind, rest);
      const wanted = format ?? req.accepts(['json', 'text/csv', 'html']);
      if (wanted === 'html') return printed(sql, caller, made, languageOf(req, language), res);
      const { days, figures, scope, counted, now } = made;
      if (wanted === 'xlsx' || wanted === 'csv' || wanted === 'text/csv')
        return sendSheet(res, wanted === 'xlsx' ? 'xlsx' : 'csv', {
          name: `期间数字-${days.from}-${days.until}`,
          title: '季度年度',
          columns: figureColumns,
          rows: figures,
        });
      const withheld = [...scope.withheld];
      return {
        body: { ...days, madeAt: when(now)!, withheld, figures, countedOnly: counted },
      };
    });
  };
}

async function figuresFor(
  sql: ActDeps['sql'],
  caller: Caller,
  kind: ReportKind | undefined,
  query: ReportFilter & Parameters<typeof daysOf>[0],
): Promise<Made> {
  const { from: _from, until: _until, ...filter } = query;
  const days = daysOf(query);
  const scope = await scopeFor(sql, caller, days);
  const kinds = (kind ? [kind] : reportKinds).filter((one) => !scope.withheld.includes(one));
  const attempts = kinds.includes('refused-attempts') && scope.beforeFiles !== 'none';
  // One after the other: a report of many years must not hold every connection.
  const all = [];
  for (const one of kinds) all.push(...(await reportFigures(sql, one, scope, filter)));
  // Which unit and clause they were about is not kept.
  const counted =
    attempts && Object.values(filter).every((one) => one === undefined)
      ? await countedOnly(sql, scope)
      : 0;
  const units = await unitNames(sql, [
    ...new Set(all.flatMap(({ unit }) => (unit === null ? [] : [unit]))),
  ]);
  const figures = figuresOf(all).map((one) => figureOf(one, days, units));
  return { days, scope, filter, kinds, figures, counted, now: databaseNow() };
}

/** On paper so many cases of each kind are printed; all of them are in the tables. */
const PRINTED = 200;

async function printed(
  sql: ActDeps['sql'],
  caller: Caller,
  { days, scope, filter, kinds, figures, counted, now }: Made,
  language: Language,
  res: Response,
): Promise<void> {
  const bureau = await bureauName(sql, caller.bureau);
  const lists: PaperReport['lists'][number][] = [];
  for (const kind of kinds) {
    const cases: Case[] = [];
    for await (const one of allCases(sql, kind, scope, filter, now, PRINTED + 1)) cases.push(one);
    const columns = caseColumns[kind].filter(({ printed }) => printed !== false);
    lists.push({
      kind,
      head: columns.map(({ heading }) => headingIn(heading, language)),
      rows: cases
        .slice(0, PRINTED)
        .map((one) => columns.map(({ value, type }) => cellOf(value(one), type))),
      more: cases.length > PRINTED,
    });
  }
  await sendPage(
    res,
    pageOf({
      language,
      bureau,
      ...days,
      madeAt: when(now)!,
      filters: filtersOf(filter, scope),
      kinds,
      withheld: scope.withheld,
      figures,
      countedOnly: counted,
      lists,
    }),
  );
}

/** On paper an instant is told to the minute. */
const cellOf = (value: string | number | boolean | null, type?: 'instant'): string | number => {
  if (typeof value === 'number') return value;
  const text = String(value ?? '');
  return type === 'instant' ? text.slice(0, 16).replace('T', ' ') : text;
};

/** A heading is the Chinese word and the English one. */
const headingIn = (heading: string, language: Language): string => {
  const [, zh = heading, en = heading] = /^(\S+) (.+)$/.exec(heading) ?? [];
  return language === 'zh' ? zh : en;
};

const filtersOf = (filter: ReportFilter, { parties }: Scoped): PaperReport['filters'] => [
  ...(parties
    ? [[{ zh: '范围', en: 'Scope' }, `本单位及下属单位 own units: ${parties.join('、')}`] as const]
    : [[{ zh: '范围', en: 'Scope' }, '全局 the whole bureau'] as const]),
  ...(
    [
      ['unit', { zh: '单位', en: 'Unit' }],
      ['clause', { zh: '条款', en: 'Clause' }],
      ['procedure', { zh: '程序', en: 'Procedure' }],
      ['officer', { zh: '人员', en: 'Officer' }],
    ] as const
  ).flatMap(([name, label]) => (filter[name] ? [[label, filter[name]] as const] : [])),
];
