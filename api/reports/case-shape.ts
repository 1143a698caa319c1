/** 报告的案件 A case of a report as it is shown: names beside codes, and what it ran over in hours and days. */
import { z } from 'zod';
import type { CaseRow } from '../../db/queries/reports.ts';
import { actTitle, articleOf } from '../../domain/dossier/titles.ts';
import { procedureOf } from '../../domain/procedures.ts';
import { categoryName, type ReportKind } from '../../domain/reports/kinds.ts';
import { when } from '../http/when.ts';

const text = z.string().nullable();
const sentence = z.object({ zh: z.string(), en: z.string() });
const named = z.object({ id: z.string(), name: text });

export const caseShape = z
  .object({
    at: z.string(),
    file: text,
    procedure: z.object({ id: z.string(), title: sentence }).nullable(),
    unit: named.nullable(),
    other: named.nullable().meta({
      description: '对方；督办的为督办方 To whom it is owed; of a chase, who chased',
    }),
    clause: text,
    article: sentence.nullable().meta({ description: '文号和条款 Instrument and article' }),
    officer: named.nullable().meta({
      description:
        '尚未公开的检查、抽取不显示人员（QY-10.3、QY-6.2） Withheld of what is not announced yet',
    }),
    what: text.meta({
      description:
        '义务、文书、关口或者停滞的种类 The duty, act or gate it is about, or what stopped',
    }),
    title: sentence.nullable(),
    due: text,
    secondReading: text,
    statedAt: text,
    doneAt: text,
    overrunMs: z.number().nullable(),
    overrunHours: z.number().nullable(),
    overrunDays: z.number().nullable(),
    running: z.boolean().meta({
      description:
        '尚未履行（或恢复），超期算至报告作出之时 Not over yet: counted until the report was made',
    }),
    note: text.meta({
      description: '退回代码、停滞代码或者事项 The code of the refusal or fault, or the item',
    }),
    category: z.string(),
    categoryName: sentence,
  })
  .meta({ id: 'ReportCase' });
export type Case = z.output<typeof caseShape>;

const HOUR = 3_600_000;
const tenths = (ms: number, unit: number): number => Math.floor((ms * 10) / unit) / 10;

/** Whole tenths, rounded down: nobody is said to be later than they were. */
export const overrunOf = (ms: number | null) => ({
  overrunMs: ms,
  overrunHours: ms === null ? null : tenths(ms, HOUR),
  overrunDays: ms === null ? null : tenths(ms, 24 * HOUR),
});

const running = new Set(['unperformed', 'lasting']);

export function caseOf(kind: ReportKind, row: CaseRow, now: number): Case {
  const still = running.has(row.category);
  const since = row.due ?? row.at;
  return {
    at: when(row.at)!,
    file: row.file,
    procedure: procedureNamed(row.procedure),
    unit: nameOf(row.unit, row.unitName),
    other: nameOf(row.other, row.otherName),
    clause: row.clause,
    article: articleOf(row.clause),
    officer: nameOf(row.officer, row.officerName),
    what: row.what,
    title: titleOf(kind, row),
    due: when(row.due),
    secondReading: when(row.second),
    statedAt: when(row.stated),
    doneAt: when(row.done),
    ...overrunOf(still ? Math.max(0, now - since) : row.overrun),
    running: still,
    note: row.note,
    category: row.category,
    categoryName: categoryName(kind, row.category),
  };
}

const nameOf = (id: string | null, name: string | null) => (id === null ? null : { id, name });

export const procedureNamed = (id: string | null) =>
  id === null ? null : { id, title: procedureOf(id)?.title ?? { zh: id, en: id } };

const stops: Readonly<Record<string, { zh: string; en: string }>> = {
  file: { zh: '案卷不能写入', en: 'The file could not write' },
  run: { zh: '流程未在运行', en: 'Nothing drove the file' },
};

function titleOf(kind: ReportKind, { action, what, procedure }: CaseRow): Case['title'] {
  if (action) return action;
  if (what === null) return null;
  if (kind === 'technical-stops') return stops[what] ?? null;
  return kind === 'refused-attempts' && procedure !== null ? actTitle(procedure, what) : null;
}
