/** 期间报告（印刷本） The report of a period as a page that a browser prints, in Chinese or English. */
import type { Sentence } from '../law/refusal.ts';
import { chartOf } from './chart.ts';
import { quartersBetween, type By } from './figures.ts';
import { kindTerms, type ReportKind } from './kinds.ts';
import {
  factsOf,
  noteOf,
  PAGE_END,
  pageHead,
  tableOf,
  type Language,
  type Table,
} from './markup.ts';

/** A figure with the words that belong to it. */
interface Told {
  period: string;
  whole: boolean;
  kind: ReportKind;
  by: 'all' | By;
  of: string | null;
  name: Sentence | null;
  cases: number;
  categories: readonly { category: string; name: Sentence; cases: number }[];
  overrunHours: number | null;
}

export interface PaperReport {
  language: Language;
  bureau: string;
  from: string;
  until: string;
  madeAt: string;
  /** What it was narrowed to, and to whose cases. */
  filters: readonly (readonly [Sentence, string])[];
  kinds: readonly ReportKind[];
  withheld: readonly ReportKind[];
  figures: readonly Told[];
  /** Refused attempts of which no row is kept. */
  countedOnly: number;
  /** The cases themselves, as many as are printed; `more`: there are others. */
  lists: readonly (Omit<Table, 'caption'> & { kind: ReportKind; more: boolean })[];
}

const say = (zh: string, en: string): Sentence => ({ zh, en });
const words = {
  title: say('监督期间报告', 'Report of a period'),
  bureau: say('医保局', 'Bureau'),
  days: say('期间（含首末两日，北京时间）', 'Days, both included, UTC+8'),
  made: say('制作时间', 'Made at'),
  counts: say('计入标准', 'How it counts'),
  part: say('部分', 'part'),
  period: say('期间', 'Period'),
  name: say('名称', 'Name'),
  cases: say('件数', 'Cases'),
  total: say('合计', 'Total'),
  hours: say('已结束的共超期（小时）', 'Overrun of those that are over, hours'),
  none: say('无', 'None'),
  list: say('明细', 'Cases'),
  chartAs: say('各季度件数', 'Cases by quarter'),
  counted: say('计入违期', 'Counted as breaches'),
  apart: say('另计（补录、争议、免计、撤销）', 'Told apart: claimed, disputed, excused, reversed'),
  more: say(
    '其余见表格导出（CSV、XLSX）。',
    'There are more: see the export as a table (CSV, XLSX).',
  ),
  countedOnly: say(
    '另有仅计数、不逐条保存的退回（每人每日第20次以后）：',
    'Besides, attempts that are only counted (beyond the twentieth of an officer and day): ',
  ),
  withheld: say('依规不向本查阅人显示：', 'Not shown to this reader: '),
  breachNote: say(
    '“计入违期”只含违期成立的（尚未履行、逾期履行）。补录主张按期而未确认的、因系统中断有争议的、因中断不计的和已撤销的，另列，不混入。',
    'Only standing breaches (not performed yet, performed late) count. Those claimed to have been in time, disputed because of an outage, excused or reversed are listed apart.',
  ),
} as const;

const by: Readonly<Record<By, Sentence>> = {
  unit: say('按单位', 'By unit'),
  clause: say('按条款', 'By clause'),
  procedure: say('按程序', 'By procedure'),
};

/** In pieces, so that a long report need not stand in memory as one text. */
export function* pageOf(report: PaperReport): Generator<string> {
  const { language: l, kinds, withheld } = report;
  yield pageHead(l, `${report.bureau} ${words.title[l]}`);
  yield factsOf([
    [words.days[l], `${report.from} — ${report.until}`],
    [words.made[l], report.madeAt],
    ...report.filters.map(([label, value]) => [label[l], value] as const),
  ]);
  if (withheld.length > 0)
    yield noteOf(words.withheld[l] + withheld.map((kind) => kindTerms[kind].title[l]).join('、'));
  for (const kind of kinds) yield* sectionOf(report, kind);
  yield PAGE_END;
}

function* sectionOf(report: PaperReport, kind: ReportKind): Generator<string> {
  const { language: l } = report;
  const figures = report.figures.filter((one) => one.kind === kind);
  yield `<section>\n<h2>${kindTerms[kind].title[l]}</h2>\n`;
  yield noteOf(`${words.counts[l]}：${kindTerms[kind].when[l]}`);
  if (kind === 'breaches') yield noteOf(words.breachNote[l]);
  if (kind === 'refused-attempts' && report.countedOnly > 0)
    yield noteOf(`${words.countedOnly[l]}${report.countedOnly}`);
  yield charted(report, kind, figures);
  yield tableOf(wholeTable(report, kind, figures));
  for (const name of ['unit', 'clause', 'procedure'] as const) {
    const of = figures.filter((one) => one.by === name && one.of !== null);
    if (of.length > 0) yield tableOf(groupedTable(report, kind, name, of));
  }
  const list = report.lists.find((one) => one.kind === kind);
  if (list && list.rows.length > 0) {
    yield `<h3>${words.list[l]}</h3>\n${tableOf({ ...list, caption: kindTerms[kind].title[l] })}`;
    if (list.more) yield noteOf(words.more[l]);
  }
  yield '</section>\n';
}

/** From the first quarter of which there is something to the last; the year of `until` where there is nothing. */
function drawn(quarters: readonly string[], told: ReadonlyMap<string, unknown>): string[] {
  const first = quarters.findIndex((one) => told.has(one));
  return first < 0
    ? quarters.slice(-4)
    : quarters.slice(first, quarters.findLastIndex((one) => told.has(one)) + 1);
}

const standing = new Set(['unperformed', 'late']);

function charted(report: PaperReport, kind: ReportKind, figures: readonly Told[]): string {
  const { language: l } = report;
  const whole = new Map(
    figures.filter((one) => one.by === 'all').map((one) => [one.period, one] as const),
  );
  const apart = (one: Told): number =>
    kind === 'breaches'
      ? one.categories.reduce((n, c) => (standing.has(c.category) ? n : n + c.cases), 0)
      : 0;
  const bars = drawn(quartersBetween(report.from, report.until), whole).map((label) => {
    const one = whole.get(label);
    const outline = one ? apart(one) : 0;
    return { label, solid: (one?.cases ?? 0) - outline, outline };
  });
  return chartOf({
    id: `chart-${kind}`,
    title: `${kindTerms[kind].title[l]}：${words.chartAs[l]}`,
    description: bars
      .map(({ label, solid, outline }) => `${label} ${solid}${outline ? ` + ${outline}` : ''}`)
      .join('；'),
    bars,
    legend: kind === 'breaches' ? [words.counted[l], words.apart[l]] : [kindTerms[kind].title[l]],
  });
}

const periodOf = ({ period, whole }: Told, l: Language): string =>
  whole ? period : `${period}（${words.part[l]}）`;

function wholeTable(
  { language: l }: PaperReport,
  kind: ReportKind,
  figures: readonly Told[],
): Table {
  const names = Object.values(kindTerms[kind].categories);
  const runs = figures.some((one) => one.overrunHours !== null);
  const rows = figures.filter((one) => one.by === 'all');
  return {
    caption: `${kindTerms[kind].title[l]}：${words.total[l]}`,
    head: [
      words.period[l],
      words.cases[l],
      ...names.map((name) => name[l]),
      ...(runs ? [words.hours[l]] : []),
    ],
    rows:
      rows.length === 0
        ? [[words.none[l], 0, ...names.map(() => 0), ...(runs ? [0] : [])]]
        : rows.map((one) => [
            periodOf(one, l),
            one.cases,
            ...one.categories.map(({ cases }) => cases),
            ...(runs ? [one.overrunHours ?? 0] : []),
          ]),
  };
}

function groupedTable(
  { language: l }: PaperReport,
  kind: ReportKind,
  name: By,
  figures: readonly Told[],
): Table {
  const names = Object.values(kindTerms[kind].categories);
  return {
    caption: `${kindTerms[kind].title[l]}：${by[name][l]}`,
    head: [
      words.period[l],
      by[name][l],
      words.name[l],
      words.cases[l],
      ...names.map((one) => one[l]),
    ],
    rows: figures.map((one) => [
      periodOf(one, l),
      one.of ?? '—',
      one.name?.[l] ?? '',
      one.cases,
      ...one.categories.map(({ cases }) => cases),
    ]),
  };
}
