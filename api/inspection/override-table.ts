/** The report of overrides, alerts, complaints and draws as one table for spreadsheets, in the order of their days. */
import type { FixedDraw, OverrideRow, RoughRow } from '../../db/inspection/reports.ts';
import type { AlertRow } from '../../db/enforcement-supervision/store.ts';
import { clauseOf, type GateId } from '../../domain/inspection/findings.ts';
import type { Column } from '../http/csv.ts';

interface Line {
  what: string;
  on: string;
  body: string | null;
  file: string | null;
  gate: string;
  clause: string;
  item: string | null;
  by: string | null;
  reference: string | null;
  note: string;
}

const drawLine = (r: FixedDraw): Line => ({
  what: '没有随机余地的抽取 draw without choice',
  on: r.on,
  body: r.body,
  file: r.draw,
  gate: r.noChoice.join(' '),
  clause: 'QY-6.2',
  item: null,
  by: null,
  reference: null,
  note: `${r.count}/${r.population}`,
});
const overrideLine = (r: OverrideRow): Line => ({
  what: '突破 override',
  on: r.on,
  body: r.body,
  file: r.file,
  gate: r.gate,
  clause: clauseOf[r.gate as GateId],
  item: r.item,
  by: r.head,
  reference: r.act,
  note: r.needed ? '必要 needed' : '非必要 not needed',
});
const alertLine = (r: AlertRow): Line => ({
  what: '频次预警 frequency',
  on: r.on,
  body: r.body,
  file: r.file,
  gate: r.span,
  clause: 'QY-4.3',
  item: null,
  by: null,
  reference: r.id,
  note: `${r.number}/${r.most}`,
});
const complaintLine = (r: RoughRow): Line => ({
  what: '执法扰企 complaint',
  on: r.receivedOn,
  body: r.body,
  file: r.inspection,
  gate: r.grounds.join(' '),
  clause: 'QY-17.1',
  item: null,
  by: null,
  reference: r.file,
  note: r.founded ?? r.stage,
});

export const lines = (
  o: readonly OverrideRow[],
  a: readonly AlertRow[],
  c: readonly RoughRow[],
  d: readonly FixedDraw[],
): Line[] =>
  [
    ...d.map(drawLine),
    ...o.map(overrideLine),
    ...a.map(alertLine),
    ...c.map(complaintLine),
  ].toSorted((x, y) => (x.on < y.on ? -1 : x.on > y.on ? 1 : 0));

export const lineColumns: readonly Column<Line>[] = [
  ['类别 what', (l) => l.what],
  ['日期 on', (l) => l.on],
  ['主体 body', (l) => l.body],
  ['案卷 file', (l) => l.file],
  ['关口 gate', (l) => l.gate],
  ['条款 clause', (l) => l.clause],
  ['事项 item', (l) => l.item],
  ['负责人 head', (l) => l.by],
  ['理由出处 reference', (l) => l.reference],
  ['说明 note', (l) => l.note],
];
