/**
 * 流程界面的视图 What a coordinator looks for in the list of the Temporal UI, declared once: for the API, the desk, `npm start` and docs/coordinator.md.
 * The UI keeps its own saved views in one browser and under ASCII names; an address with its query can be handed out.
 */
import type { Sentence } from '../../domain/law/refusal.ts';
import { procedures } from '../../domain/procedures.ts';

export interface EngineView {
  name: string;
  title: Sentence;
  query: string;
}

const view = (name: string, zh: string, en: string, query: string): EngineView => ({
  name,
  title: { zh, en },
  query,
});
const attention = (code: string): string => `DubanAttention = "${code}"`;

export const engineViews = [
  view('overdue', '已逾期', 'Overdue', attention('overdue')),
  view(
    'management-overdue',
    '超管理时限（不是违期）',
    'Past a management period (no breach)',
    attention('management-overdue'),
  ),
  view(
    'blocked',
    '可能逾期（日历未定）',
    'Possibly overdue (calendar not published)',
    attention('blocked'),
  ),
  view('due-soon', '临近到期', 'Due soon', attention('due-soon')),
  view('technical', '技术故障', 'Technically stuck', attention('technical')),
  view(
    'task-failures',
    '流程代码反复出错',
    'Failing tasks of the engine',
    'TemporalReportedProblems IN ("category=WorkflowTaskFailed", "category=WorkflowTaskTimedOut")',
  ),
  view('suspended', '现在暂停', 'Suspended now', 'DubanSuspension = "ordered"'),
  view('unanswered', '督办未答复', 'Chases never answered', 'DubanChase = "unanswered"'),
  view('open', '全部在办', 'All open files', 'DubanOpenedAt IS NOT NULL'),
] as const satisfies readonly EngineView[];

/** Worth a column of the list, which shows none of them until somebody chooses it. */
export const engineColumns: readonly { name: string; title: Sentence }[] = [
  { name: 'DubanAttention', title: { zh: '状态', en: 'How it stands' } },
  { name: 'DubanUnit', title: { zh: '等哪个单位', en: 'Which unit it waits for' } },
  { name: 'DubanAwaited', title: { zh: '等哪项义务', en: 'Which duty it waits for' } },
  { name: 'DubanNextDue', title: { zh: '最近到期', en: 'Due next' } },
  { name: 'DubanStage', title: { zh: '阶段', en: 'Stage' } },
  { name: 'DubanProcedure', title: { zh: '程序', en: 'Procedure' } },
];

export const viewNamed = (name: (typeof engineViews)[number]['name']): string =>
  engineViews.find((one) => one.name === name)!.query;

/** Only what runs is shown as it stands: of a file that has ended the server keeps the last word for some weeks. */
export const running = (query: string): string => `ExecutionStatus = "Running" AND ${query}`;

/** Whose files are hidden from those they are about (QY-17.1): the list of the UI knows no such rule, so no view leads to them. */
export const leftOut: readonly string[] = procedures
  .filter(({ hiddenFromInvolved }) => hiddenFromInvolved)
  .map(({ id }) => id);

/** By whom and what a view may be narrowed; the values are ids, in which no quotation mark can stand. */
export function narrowedTo(
  query: string,
  of: { bureau: string; unit?: string | undefined; procedure?: string | undefined },
): string {
  const parts = [
    `DubanBureau = "${of.bureau}"`,
    ...leftOut.map((procedure) => `DubanProcedure != "${procedure}"`),
    ...(of.unit === undefined ? [] : [`DubanUnit = "${of.unit}"`]),
    ...(of.procedure === undefined ? [] : [`DubanProcedure = "${of.procedure}"`]),
  ];
  return `${parts.join(' AND ')} AND ${running(query)}`;
}

/** The list of the UI under a query. */
export const listAddress = (uiUrl: string, namespace: string, query: string): string =>
  `${uiUrl}/namespaces/${encodeURIComponent(namespace)}/workflows?query=${encodeURIComponent(query)}`;
