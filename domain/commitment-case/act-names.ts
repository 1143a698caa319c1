/** The names of the acts that are not declared with their facts yet. */
export const named = [
  { type: 'archive', label: { zh: '归档', en: 'Archive' } },
  { type: 'archive-version', label: { zh: '档案新版本', en: 'New version of the archive' } },
  { type: 'push', label: { zh: '推送', en: 'Push' } },
  { type: 'distribution', label: { zh: '分发', en: 'Distribution' } },
  { type: 'reassignment', label: { zh: '改派', en: 'Reassignment' } },
  { type: 'check-record', label: { zh: '检查记录', en: 'Check record' } },
  { type: 'supervision-result', label: { zh: '监管结果反馈', en: 'Supervision result' } },
  { type: 'supplement', label: { zh: '补齐材料', en: 'Supplement' } },
  { type: 'revocation-suggestion', label: { zh: '撤销建议', en: 'Suggestion to revoke' } },
  { type: 'feedback-receipt', label: { zh: '反馈处理', en: 'Handling of the feedback' } },
  { type: 'conduct-link', label: { zh: '违法行为转办', en: 'Link to a rapid response or case' } },
  { type: 'credit-entry', label: { zh: '信用记录录入', en: 'Credit entry' } },
  { type: 'credit-objection', label: { zh: '信用记录异议', en: 'Objection to the credit entry' } },
];
