/** 解释口径 GET /v1/readings: every duty with its limit, both readings, and who has confirmed what it rests on. */
import { z } from 'zod';
import { bureauName } from '../../db/queries/reports.ts';
import { procedures } from '../../domain/procedures.ts';
import { sheetPage } from '../../domain/reading-sheet/page.ts';
import { judgedWords, kindWords, stateWords } from '../../domain/reading-sheet/words.ts';
import type { Language } from '../../domain/reports/markup.ts';
import { databaseNow } from '../http/clock.ts';
import type { Api } from '../http/openapi.ts';
import { describeRoute } from '../http/route.ts';
import { sendSheet, type SheetColumn, workbook } from '../http/sheet.ts';
import { when } from '../http/when.ts';
import { requireReader } from '../intake/authority.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { languageOf, sendPage } from '../reports/printing.ts';
import { sheetFor, type Reading, type Setting, type Sheet } from './sheet.ts';

const text = z.string().nullable();
const sentence = z.object({ zh: z.string(), en: z.string() });
const states = Object.keys(stateWords) as [keyof typeof stateWords];

const settingShape = z
  .object({
    name: z.string(),
    value: z.unknown(),
    byDefault: z.boolean(),
    state: z.enum(states),
    confirmed: z
      .object({
        by: z.string(),
        name: text,
        at: z.string(),
        second: z.object({ by: z.string(), name: text }).nullable().meta({
          description:
            '复核人；null：一人办理 Who has confirmed it; null: registered by one person alone',
        }),
      })
      .nullable(),
  })
  .meta({ id: 'ReadingSetting' });

const readingShape = z
  .object({
    procedure: z.object({ id: z.string(), title: sentence }),
    duty: z.string(),
    kind: z.enum(['within', 'until']),
    action: sentence,
    when: sentence.nullable().meta({ description: '仅适用于 Only in these files' }),
    act: z.object({ type: z.string(), title: sentence }),
    owedBy: sentence,
    owedTo: sentence,
    judgedBy: z.enum(['receipt', 'occurrence', 'service']),
    limit: z.unknown().meta({
      description: '由案卷确定日期的为 null Null where the file itself sets the day',
    }),
    limitWords: sentence,
    secondReading: z.object({ limit: z.unknown(), words: sentence }).nullable(),
    again: sentence.nullable(),
    force: z.enum(['text', 'reading', 'management']),
    clause: z.string(),
    article: z.string(),
    instrument: z.object({
      id: z.string(),
      number: z.string(),
      title: z.string(),
      checkedOn: text.meta({
        description: 'null：待核实 Nobody has confirmed lately that it is in force',
      }),
    }),
    settings: z.array(settingShape),
    state: z.enum(states),
    stateName: sentence,
  })
  .meta({ id: 'DutyReading' });

const route = describeRoute({
  method: 'get',
  path: '/v1/readings',
  tag: '报告 Reports',
  summary:
    '解释口径 — Every duty with its limit, both readings, force, setting and who confirmed it; JSON, CSV, XLSX, or a page to print',
  description:
    '由各程序的声明生成；设定及其登记人取自本局登记簿。一项设定改变，哪些期限随之改变，逐项试算得出。 Made of what procedures declare; which setting stands behind a duty is found by changing each of them once.',
  auth: 'caller',
  // Settings and periods: nobody's words.
  reads: 'none',
  query: z.strictObject({
    procedure: z.string().max(40).optional(),
    language: z.enum(['zh', 'en']).optional(),
    format: z.enum(['json', 'csv', 'xlsx', 'html']).optional(),
  }),
  problems: ['report-too-large'],
  responses: {
    200: {
      description: '口径 The sheet',
      schema: z.object({
        bureau: z.string(),
        madeAt: z.string(),
        readings: z.array(readingShape),
        others: z.array(settingShape),
      }),
      csv: true,
      media: [workbook, 'text/html'],
    },
  },
});

export const readingSheetRoutes =
  ({ reports: sql }: ActDeps) =>
  (api: Api): void => {
    api.route(route, async ({ query, caller, req, res }) => {
      requireReader(caller);
      const { procedure, language, format } = query;
      const all = await sheetFor(sql, caller.bureau);
      const sheet = {
        ...all,
        readings: all.readings.filter(
          (one) => procedure === undefined || one.procedure.id === procedure,
        ),
      };
      const wanted = format ?? req.accepts(['json', 'text/csv', 'html']);
      if (wanted === 'html')
        return sendPage(
          res,
          sheetPage({
            bureau: await bureauName(sql, caller.bureau),
            madeAt: when(databaseNow())!,
            ...paperOf(sheet, languageOf(req, language)),
          }),
        );
      if (wanted === 'xlsx' || wanted === 'csv' || wanted === 'text/csv')
        return sendSheet(res, wanted === 'xlsx' ? 'xlsx' : 'csv', {
          name: '解释口径',
          title: '解释口径',
          columns,
          rows: sheet.readings,
        });
      return {
        body: {
          bureau: caller.bureau,
          madeAt: when(databaseNow())!,
          readings: sheet.readings.map(shown),
          others: sheet.others.map(settingShown),
        },
      };
    });
  };

const settingShown = ({ confirmed, ...setting }: Setting) => ({
  ...setting,
  confirmed: confirmed && { ...confirmed, at: when(confirmed.at)! },
});
const shown = ({ settings, ...reading }: Reading) => ({
  ...reading,
  settings: settings.map(settingShown),
  stateName: stateWords[reading.state],
});

const written = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);
const settingsOf = ({ settings }: Reading): string =>
  settings.map(({ name, value }) => `${name} = ${written(value)}`).join('；');
const confirmedOf = ({ state, settings }: Reading, language: Language = 'zh'): string =>
  [
    stateWords[state][language],
    ...settings.flatMap(({ confirmed }) => (confirmed ? [personsOf(confirmed, language)] : [])),
  ].join('；');
/** Who proposed it, and who confirmed it. */
function personsOf(
  { by, name, at, second }: NonNullable<Setting['confirmed']>,
  language: Language,
): string {
  const alone = { zh: '一人办理', en: 'by one alone' }[language];
  const confirmer = second?.name ?? second?.by ?? alone;
  return `${name ?? by} → ${confirmer} ${when(at)}`;
}
const placeOf = ({ instrument, article }: Reading): string =>
  `${instrument.number}${instrument.checkedOn === null ? '（待核实）' : ''} ${article}`;

const columns: readonly SheetColumn<Reading>[] = [
  { heading: '程序 procedure', width: 18, value: (r) => r.procedure.title.zh },
  { heading: '义务 duty', width: 22, value: (r) => r.duty },
  { heading: '内容 action', width: 34, value: (r) => r.action.zh },
  { heading: '种类 kind', width: 10, value: (r) => (r.kind === 'until' ? '可以' : '应当') },
  { heading: '适用 when', width: 26, value: (r) => r.when?.zh ?? null },
  { heading: '文书 act', width: 20, value: (r) => r.act.title.zh },
  { heading: '负有方 owed by', width: 16, value: (r) => r.owedBy.zh },
  { heading: '对方 owed to', width: 16, value: (r) => r.owedTo.zh },
  { heading: '期限 limit', width: 34, value: (r) => r.limitWords.zh },
  {
    heading: '另一解释 second reading',
    width: 26,
    value: (r) => r.secondReading?.words.zh ?? null,
  },
  { heading: '再次提醒 again', width: 16, value: (r) => r.again?.zh ?? null },
  { heading: '判定时点 judged by', width: 14, value: (r) => judgedWords[r.judgedBy].zh },
  { heading: '性质 force', width: 12, value: (r) => kindWords[r.force].zh },
  { heading: '条款 clause', width: 16, value: (r) => r.clause },
  { heading: '文号 instrument', width: 24, value: (r) => r.instrument.number },
  { heading: '条文 article', width: 22, value: (r) => r.article },
  { heading: '设定 setting', width: 36, value: settingsOf },
  { heading: '确认 confirmed by', width: 36, value: (r) => confirmedOf(r) },
];

function paperOf({ readings, others }: Sheet, language: Language) {
  const row = (r: Reading): string[] => [
    r.action[language] + (r.kind === 'until' ? (language === 'zh' ? '（可以）' : ' (may)') : ''),
    r.when?.[language] ?? '',
    `${r.owedBy[language]} → ${r.owedTo[language]}`,
    r.limitWords[language],
    r.secondReading?.words[language] ?? '',
    judgedWords[r.judgedBy][language],
    kindWords[r.force][language],
    `${placeOf(r)} ${r.clause}`,
    settingsOf(r),
    confirmedOf(r, language),
  ];
  return {
    language,
    procedures: procedures
      .map(({ id, title }) => ({
        title,
        rows: readings.filter((one) => one.procedure.id === id).map(row),
      }))
      .filter(({ rows }) => rows.length > 0),
    others: others.map(({ name, value, state, confirmed }) => [
      name,
      written(value),
      [stateWords[state][language], ...(confirmed ? [personsOf(confirmed, language)] : [])].join(
        '；',
      ),
    ]),
  };
}
