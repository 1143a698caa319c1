/** What a coordinator sees in the Temporal UI: search attributes (ASCII codes, nothing personal) and the current details in Markdown. */
import { defineSearchAttributeKey, type SearchAttributeUpdatePair } from '@temporalio/common';
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { FileView } from '../../activities/contract.ts';
import type { Wait } from '../../domain/law/wait.ts';
import { formatInstant } from '../../domain/time/civil-date.ts';

const keyword = (name: string) => defineSearchAttributeKey(name, 'KEYWORD');
const attributes = {
  stage: keyword('DubanStage'), attention: keyword('DubanAttention'), awaited: keyword('DubanAwaited'),
  unit: keyword('DubanUnit'), suspension: keyword('DubanSuspension'), chase: keyword('DubanChase'),
} as const;
const nextDue = defineSearchAttributeKey('DubanNextDue', 'DATETIME');

export type Shown = Record<keyof typeof attributes, string> & { nextDue: number };

/** The values worth searching by; `none` where there is nothing, because an absent keyword cannot be filtered for. */
export function shownOf(view: FileView, suspension: string, waits: readonly Wait[]): Shown {
  const unanswered = waits.some((w) => w.unanswered > 0);
  return {
    stage: view.stage, attention: view.attention, awaited: view.awaited ?? 'none', unit: view.blocking ?? 'none',
    suspension, chase: unanswered ? 'unanswered' : 'none', nextDue: view.nextDue ?? 0,
  };
}

/** Upserts only what changed: an upsert costs an event and a transaction of the server. */
export function show(before: Partial<Shown>, now: Shown): void {
  const changed: SearchAttributeUpdatePair[] = [];
  for (const name of Object.keys(attributes) as (keyof typeof attributes)[]) {
    if (before[name] !== now[name]) changed.push({ key: attributes[name], value: now[name] });
  }
  if (before.nextDue !== now.nextDue) changed.push({ key: nextDue, value: now.nextDue ? new Date(now.nextDue) : null });
  if (changed.length > 0) upsertSearchAttributes(changed);
}

export function showDetails(view: FileView, waits: readonly Wait[], notes: readonly string[]): void {
  setCurrentDetails([headline[view.attention], ...waits.map(paragraph), ...notes.map((n) => `> ${n}`)].join('\n\n'));
}

/** The file cannot write: says what to do about it. */
export function showTechnical(before: Partial<Shown>): Partial<Shown> {
  upsertSearchAttributes([{ key: attributes.attention, value: 'technical' }]);
  setCurrentDetails(
    '## 技术故障 technical\n\n数据库多次写入失败，本件暂停记录；法定期限照常计算，文书照常接收。故障排除后提交 `retry`（重试）。\n\n'
    + 'Writes keep failing. Once the fault is mended, submit the act `retry`. Legal periods run on and acts are still received.',
  );
  return { ...before, attention: 'technical' };
}

const headline: Record<FileView['attention'], string> = {
  'on-track': '## 正常 on track', 'due-soon': '## 临近到期 due soon', overdue: '## 已逾期 overdue', blocked: '## 日历未定 calendar not published', technical: '## 技术故障 technical',
};

const advice: Record<Wait['state'], string> = {
  open: '到期前办结即可。Nothing to do before it is due.', 'due-soon': '请提醒经办人员。Remind the officer.',
  overdue: '已逾期仍须办理：用 `chase` 督办，迟到的文书照常接收。Late, but still owed: chase it.', done: '', lapsed: '', void: '',
};

function paragraph(wait: Wait): string {
  const until = wait.due.lastDay ? `${wait.due.lastDay} 24:00` : formatInstant(wait.due.at);
  const force = { text: '', reading: '（本系统的理解）', management: '（管理时限，非法定）' }[wait.force];
  return [
    `### ${wait.duty.action.zh}`,
    `- 依据 basis: ${wait.duty.basis.article}${force} \`${wait.duty.basis.clause}\``,
    `- ${wait.owedBy} → ${wait.owedTo}，截止 due: **${until}**${wait.due.status === 'provisional' ? '（日历未公布，暂定）' : ''}${wait.state === 'overdue' ? ' **已逾期**' : ''}`,
    `- 待收文书 awaited act: \`${wait.duty.act}\`${wait.item ? ` (${wait.item})` : ''}；督办 chased: ${wait.chases}，未答复 unanswered: ${wait.unanswered}`,
    `- ${advice[wait.state]}`,
  ].join('\n');
}
