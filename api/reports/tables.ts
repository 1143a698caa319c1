/** 报告的表格 Cases and figures as tables for spreadsheets: the same columns in CSV and in workbooks. */
import type { ReportKind } from '../../domain/reports/kinds.ts';
import type { SheetColumn } from '../http/sheet.ts';
import type { Case } from './case-shape.ts';
import type { FigureShown } from './figure-shape.ts';

const column = <T>(
  heading: string,
  width: number,
  value: SheetColumn<T>['value'],
  type?: 'instant',
): SheetColumn<T> => ({ heading, width, value, ...(type && { type }) });

/** A code beside its name. */
const code = <T>(
  heading: string,
  width: number,
  value: SheetColumn<T>['value'],
): SheetColumn<T> => ({ ...column(heading, width, value), printed: false });

const always: readonly SheetColumn<Case>[] = [
  column('时间 at', 19, (c) => c.at, 'instant'),
  column('案卷 file', 24, (c) => c.file),
  column('程序 procedure', 18, (c) => c.procedure?.title.zh ?? null),
  code('单位 unit', 16, (c) => c.unit?.id ?? null),
  column('单位名称 name', 24, (c) => c.unit?.name ?? null),
  column('条款 clause', 16, (c) => c.clause),
  column('文号条款 article', 36, (c) => c.article?.zh ?? null),
];
const officer: readonly SheetColumn<Case>[] = [
  code('人员 officer', 14, (c) => c.officer?.id ?? null),
  column('姓名 name', 14, (c) => c.officer?.name ?? null),
];
const other = (heading: string): readonly SheetColumn<Case>[] => [
  code(heading, 16, (c) => c.other?.id ?? null),
  column(
    `${heading.split(' ')[0]}名称 ${heading.slice(heading.indexOf(' ') + 1)}`,
    24,
    (c) => c.other?.name ?? null,
  ),
];
const about = (heading: string): readonly SheetColumn<Case>[] => [
  column(heading, 20, (c) => c.what),
  column('事由 about', 32, (c) => c.title?.zh ?? null),
];
const due: readonly SheetColumn<Case>[] = [
  column('到期 due', 19, (c) => c.due, 'instant'),
  column('另一解释到期 second reading', 19, (c) => c.secondReading, 'instant'),
];
const overrun: readonly SheetColumn<Case>[] = [
  column('超期小时 hours over', 12, (c) => c.overrunHours),
  column('超期天数 days over', 12, (c) => c.overrunDays),
  column('仍在继续 running', 10, (c) => (c.running ? '是' : '')),
];
const category: readonly SheetColumn<Case>[] = [
  code('分类 category', 14, (c) => c.category),
  column('分类名称 name', 26, (c) => c.categoryName.zh),
];
const done = (heading: string) => column<Case>(heading, 19, (c) => c.doneAt, 'instant');
const note = (heading: string) => column<Case>(heading, 22, (c) => c.note);

export const caseColumns: Readonly<Record<ReportKind, readonly SheetColumn<Case>[]>> = {
  breaches: [
    ...always,
    ...other('对方 owed to'),
    ...about('义务 duty'),
    ...due,
    done('完成 done'),
    ...overrun,
    ...category,
  ],
  overrides: [...always, ...officer, ...about('关口 gate'), note('事项 item'), ...category],
  'late-entries': [
    ...always,
    ...officer,
    ...about('文书 act'),
    ...due,
    column('所写时间 stated', 19, (c) => c.statedAt, 'instant'),
    ...category,
  ],
  'refused-attempts': [
    ...always,
    ...officer,
    ...about('文书 act'),
    note('退回代码 code'),
    ...category,
  ],
  chases: [
    ...always,
    ...other('督办方 chased by'),
    ...officer,
    ...about('义务 duty'),
    ...due,
    done('完成 done'),
    ...category,
  ],
  'technical-stops': [
    ...always.slice(0, 3),
    ...about('种类 kind'),
    note('故障 fault'),
    done('恢复 until'),
    ...overrun,
    ...category,
  ],
};

export const figureColumns: readonly SheetColumn<FigureShown>[] = [
  column('期间 period', 10, (f) => f.period),
  column('是否完整 whole', 10, (f) => (f.whole ? '是' : '部分')),
  column('类别 kind', 16, (f) => f.kind),
  column('类别名称 name', 14, (f) => f.kindName.zh),
  column(
    '分组 by',
    10,
    (f) => ({ all: '合计', unit: '单位', clause: '条款', procedure: '程序' })[f.by],
  ),
  column('代码 of', 20, (f) => f.of),
  column('名称 name', 36, (f) => f.name?.zh ?? null),
  column('件数 cases', 10, (f) => f.cases),
  column('其中 of which', 44, (f) =>
    f.categories.map(({ name, cases }) => `${name.zh} ${cases}`).join('；'),
  ),
  column('逾期履行共超期小时 hours over', 14, (f) => f.overrunHours),
];
