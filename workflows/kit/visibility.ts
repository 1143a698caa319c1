/** What a coordinator sees in the Temporal UI: search attributes (ASCII codes, nothing personal) and the current details in Markdown. */
import { defineSearchAttributeKey, type SearchAttributeUpdatePair } from '@temporalio/common';
import { patched, setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { Entry, FileView } from '../../activities/contract.ts';
import type { Attention } from '../../domain/law/attention.ts';
import { unmarked } from '../../domain/law/unmarked.ts';
import type { Wait } from '../../domain/law/wait.ts';
import type { ActNames } from '../../domain/law/act-names.ts';
import { partyLabels } from '../../domain/registry/roles.ts';
import { formatInstant } from '../../domain/time/civil-date.ts';

const keyword = (name: string) => defineSearchAttributeKey(name, 'KEYWORD');
const attributes = {
  stage: keyword('DubanStage'),
  attention: keyword('DubanAttention'),
  awaited: keyword('DubanAwaited'),
  unit: keyword('DubanUnit'),
  suspension: keyword('DubanSuspension'),
  chase: keyword('DubanChase'),
} as const;
const nextDue = defineSearchAttributeKey('DubanNextDue', 'DATETIME');

export type Shown = Record<keyof typeof attributes, string> & { nextDue: number };

/** The values by which files are searched for. Where there is no value it is `none`, because an absent keyword cannot be filtered for. */
export function shownOf(view: FileView, suspension: string, waits: readonly Wait[]): Shown {
  const unanswered = waits.some((w) => w.unanswered > 0);
  return {
    stage: view.stage,
    attention: attentionShown(view, waits),
    awaited: view.awaited ?? 'none',
    unit: view.blocking ?? 'none',
    suspension,
    chase: unanswered ? 'unanswered' : 'none',
    nextDue: view.nextDue ?? 0,
  };
}

/**
 * Runs that began before there was `management-overdue` showed that as overdue, and a duty between its two readings as on track. Their histories
 * hold what was shown then. The marker of the change is written only where the two differ.
 */
function attentionShown({ attention }: FileView, waits: readonly Wait[]): string {
  const owed = waits.filter(({ kind }) => kind === 'within');
  const before = owed.some(({ state }) => state === 'overdue')
    ? 'overdue'
    : owed.some(({ due, wakes }) => due.status === 'provisional' && wakes.length === 0)
      ? 'blocked'
      : owed.some(({ state }) => state === 'due-soon')
        ? 'due-soon'
        : 'on-track';
  return attention === before || patched('attention-by-force') ? attention : before;
}

/** Upserts only what changed: an upsert costs an event and a transaction of the server. */
export function show(before: Partial<Shown>, now: Shown): void {
  const changed: SearchAttributeUpdatePair[] = [];
  for (const name of Object.keys(attributes) as (keyof typeof attributes)[]) {
    if (before[name] !== now[name]) changed.push({ key: attributes[name], value: now[name] });
  }
  if (before.nextDue !== now.nextDue)
    changed.push({ key: nextDue, value: now.nextDue ? new Date(now.nextDue) : null });
  if (changed.length > 0) upsertSearchAttributes(changed);
}

/** `summary`: what stands beside the details of a file's first run; the server does not bring it to the next. */
export function showDetails(
  view: FileView,
  waits: readonly Wait[],
  { notes, names }: { notes: readonly string[]; names: ActNames },
  summary?: unknown,
): void {
  const before = typeof summary === 'string' ? [summary, '---'] : [];
  setCurrentDetails(
    [
      ...before,
      headline[view.attention],
      ...waits.map((wait) => paragraph(wait, names)),
      ...notes.map((n) => `> ${unmarked(n)}`),
    ].join('\n\n'),
  );
}

/** Shows that the file cannot write, and what to do about it. `fault` is a code or a short sentence of Duban's. */
export function showTechnical(before: Partial<Shown>, fault: string): Partial<Shown> {
  upsertSearchAttributes([{ key: attributes.attention, value: 'technical' }]);
  setCurrentDetails(
    '## 技术故障 technical\n\n数据库多次写入失败，本件暂停记录；法定期限照常计算，文书照常接收。故障排除后由协调员提交 `retry`（重试）。\n\n' +
      `Writes keep failing. Once the fault is mended, a coordinator submits the act \`retry\`. Legal periods run on and acts are still received.\n\n- 故障 fault: \`${unmarked(fault).slice(0, 200)}\``,
  );
  return { ...before, attention: 'technical' };
}

/** The server refuses a summary over 400 bytes, and with it the whole task. */
const brief = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text);

/** The due instant in Beijing time, as 20xx-xx-xx 09:16; the end of a day is written as 24:00. */
const dueOf = ({ due }: Wait): string =>
  due.lastDay ? `${due.lastDay} 24:00` : formatInstant(due.at).slice(0, 16).replace('T', ' ');

/** What the alarm in the timeline is for. */
export function alarmSummary(wait: Wait): string {
  const what = {
    remind: '预警',
    verdict: '到期',
    'second-reading': '第二种读法到期',
    expected: '预计到期',
    again: '再次催办',
  }[wait.wakes[0]!.what];
  return brief(`${what}：${wait.duty.basis.article} ${wait.duty.action.zh}，截止 ${dueOf(wait)}`);
}

/** What is said of an entry in the timeline, by its type. */
const saidOf: Readonly<Record<string, string>> = {
  'act-accepted': '采纳',
  'act-refused': '退回',
  'duty-reminded': '预警',
  'duty-breached': '违期',
  'management-overdue': '超管理时限',
  'management-overdue-again': '再次催办',
  'window-lapsed': '期限届满',
  'breach-reversed': '撤销违期',
  'duty-revised': '期限调整',
  'forged-message': '伪造消息',
  'possibly-overdue': '可能逾期',
  'file-closed': '结案',
};

/** What one turn has entered, for the timeline of the Temporal UI: acts and events. Duties that began with them are left out. */
export function turnSummary(entries: readonly Entry[], names: ActNames): string {
  const called = (type: string): string => (names.isNamed(type) ? names.nameOf(type).zh : type);
  const parts = entries.flatMap(({ type, clause, body }) => {
    const { act, action } = body as { act?: { type: string }; action?: { zh: string } };
    return saidOf[type]
      ? [[saidOf[type], act ? called(act.type) : action?.zh, clause].filter(Boolean).join(' ')]
      : [];
  });
  return brief(parts.join('；') || '记入台账');
}

const headline: Record<Attention, string> = {
  'on-track': '## 正常 on track',
  'due-soon': '## 临近到期 due soon',
  'management-overdue': '## 已超过管理时限（不是违期） past a management period, no breach',
  overdue: '## 已逾期 overdue',
  blocked: '## 可能逾期（日历未定） possibly overdue, calendar not published',
  technical: '## 技术故障 technical',
};

const advice: Record<Wait['state'], string> = {
  open: '到期前办结即可。Nothing to do before it is due.',
  'due-soon': '请提醒经办人员，或提交 `chase`（督办），duty 填 `#`。Remind the officer, or chase.',
  overdue:
    '仍须办理，迟到的文书照常接收；提交 `chase`（督办），duty 填 `#`。Still owed: chase it under that key.',
  done: '',
  lapsed: '',
  void: '',
};

/** What nobody owes happens by itself: a plan on hold wakes, a bar ends, a window passes unused. */
function adviceOf({ state, duty, kind, key }: Wait): string {
  if (duty.owedBy === 'duban' || duty.limit.unit === 'year-window')
    return '到期自动处理，无需提交文书。It comes by itself on that day; nothing is to be filed.';
  if (kind === 'until' && state === 'open')
    return '可以在到期前提交；不提交的，到期后继续办理。May be filed until then; without it the file goes on.';
  return advice[state].replace('#', () => unmarked(key));
}

const unitOf = (role: string, unit: string): string =>
  `${partyLabels[role] ?? ''} \`${unmarked(unit)}\``.trim();

function paragraph(wait: Wait, names: ActNames): string {
  const { duty, item, chases, unanswered } = wait;
  const force = { text: '', reading: '（本系统的理解）', management: '（管理时限，非法定）' }[
    wait.force
  ];
  const possibly = wait.possiblyOverdue ? ' **可能逾期（日历未定） possibly overdue**' : '';
  const overdue =
    wait.state === 'overdue'
      ? ` **${wait.force === 'management' ? '已超过管理时限' : '已逾期，违期已入台账'}**`
      : '';
  return [
    `### ${duty.action.zh}`,
    `- ${unitOf(duty.owedBy, wait.owedBy)} → ${unitOf(duty.owedTo, wait.owedTo)}，自 since ${formatInstant(wait.from).slice(0, 10)}，截止 due: **${dueOf(wait)}**${wait.due.status === 'provisional' ? '（日历未公布，暂定）' : ''}${overdue}${possibly}`,
    `- 依据 basis: ${duty.basis.article}${force} \`${duty.basis.clause}\``,
    ...(duty.owedBy === 'duban'
      ? []
      : [
          `- 待收文书 awaited act: ${names.nameOf(duty.act).zh} \`${duty.act}\`${item ? `（${unmarked(item)}）` : ''}`,
        ]),
    ...(chases > 0 ? [`- 已督办 chased: ${chases} 次，未答复 unanswered: ${unanswered}`] : []),
    `- ${adviceOf(wait)}`,
  ].join('\n');
}
