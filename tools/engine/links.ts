/** The coordinator's views as links into the Temporal UI: saved views live in one browser only, links can be handed out. */

const views = [
  ['逾期 overdue', 'DubanAttention="overdue"'],
  ['超管理时限 past a management period', 'DubanAttention="management-overdue"'],
  ['临近到期 due soon', 'DubanAttention="due-soon"'],
  ['可能逾期（日历未定） calendar not published', 'DubanAttention="blocked"'],
  ['技术故障 technical', 'DubanAttention="technical"'],
  ['全部在办 all open', 'ExecutionStatus="Running"'],
] as const;

export const fileLink = (uiUrl: string, namespace: string, workflowId: string): string =>
  `${uiUrl}/namespaces/${namespace}/workflows/${encodeURIComponent(workflowId)}`;

export function coordinatorLinks(
  uiUrl: string,
  namespace: string,
): { label: string; link: string }[] {
  return views.map(([label, query]) => ({
    label,
    link: `${uiUrl}/namespaces/${namespace}/workflows?query=${encodeURIComponent(query.startsWith('Duban') ? `${query} AND ExecutionStatus="Running"` : query)}`,
  }));
}
