/** What the demonstration prints: a diary as it goes, then the register of each file in columns. Chinese takes two columns a character. */
import { actTitle, kindTitle } from '../../domain/dossier/titles.ts';
import { addDays, civilDate } from '../../domain/time/civil-date.ts';
import type { ActReply, Entry, FileState } from './client.ts';

interface Label {
  zh: string;
  en: string;
}
const kinds: Readonly<Record<string, Label>> = {
  'act-accepted': { zh: '采纳', en: 'accepted' },
  'act-refused': { zh: '退回', en: 'REFUSED' },
  'duty-armed': { zh: '起算', en: 'owed from' },
  'duty-reminded': { zh: '预警', en: 'reminded' },
  'duty-breached': { zh: '违期', en: 'BREACH' },
  'management-overdue': { zh: '超管理时限', en: 'late' },
  'breach-beyond-second-reading': { zh: '两种读法均逾期', en: '' },
  'duty-performed': { zh: '立卷即履行', en: 'met on opening' },
  'duty-released': { zh: '免除', en: 'released' },
  'window-opened': { zh: '期限开始', en: 'window opens' },
  'window-lapsed': { zh: '期限届满', en: 'window closes' },
  'breach-reversed': { zh: '违期撤销', en: 'breach reversed' },
  'possibly-overdue': { zh: '可能逾期', en: 'possibly overdue' },
  'duty-revised': { zh: '期限调整', en: 'revised' },
  'notice-gap': { zh: '告知前已暂停', en: 'told after' },
  'suspension-joined': { zh: '先行暂停并入', en: 'suspension joined' },
  'no-case-notified': { zh: '告知不予立案', en: 'no case' },
  'file-closed': { zh: '结案', en: 'closed' },
  'forged-message': { zh: '伪造', en: 'forged' },
  'management-overdue-again': { zh: '再次提醒', en: 'again' },
  'history-kept': { zh: '历史留存', en: 'history kept' },
  'content-erased': { zh: '依令删除', en: 'words erased by order' },
  'outage-disputed': { zh: '中断争议', en: 'disputed for an outage' },
  'outage-decided': { zh: '中断争议决定', en: 'dispute decided' },
  escalated: { zh: '报协调员', en: 'escalated' },
  'archive-version-entered': { zh: '档案新版本', en: 'version' },
};

export const actLabel = (procedure: string, type: string): string => {
  const { zh, en } = actTitle(procedure, type);
  return `${zh} ${en}`;
};
export const heading = (zh: string, en: string): void => console.log(`\n══ ${zh} ${en}`);
export const chapter = (day: string, zh: string, en: string): void =>
  console.log(`\n── ${day}  ${zh} ${en}`);

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/;
const widthOf = (text: string): number =>
  [...text].reduce((width, character) => width + (wide.test(character) ? 2 : 1), 0);

/** Fills or cuts to a width in columns. */
export function cell(text: string, width: number): string {
  let cut = '';
  for (const character of text) {
    if (widthOf(cut + character) > width) break;
    cut += character;
  }
  return cut + ' '.repeat(width - widthOf(cut));
}

/** 2026-11-22T10:00:00.000+08:00 → 2026-11-22 10:00. An end at midnight is 24:00 of the day before. */
export function minute(time: unknown, end = false): string {
  if (typeof time !== 'string') return '';
  const midnight = end && /T00:00:00(\.000)?\+/.test(time);
  return midnight
    ? `${addDays(civilDate(time.slice(0, 10)), -1)} 24:00`
    : time.slice(0, 16).replace('T', ' ');
}

export function verdictOf(reply: ActReply): string {
  if (reply.refusal)
    return `退回 REFUSED [${reply.refusal.clause ?? reply.refusal.code}] ${reply.refusal.detail}`;
  const timing =
    {
      'in-time': '，按期 in time',
      late: reply.force === 'management' ? '，超管理时限 past a management period' : '，迟到 LATE',
      'claimed-in-time': '，补录 late entry',
    }[reply.timing ?? ''] ?? '';
  return `采纳 accepted${timing}`;
}

interface ActBody {
  type: string;
  officer: string;
  receivedAt: string;
  occurredAt?: string;
  servedAt?: string;
  facts?: { result?: string };
}
type Body = Record<string, unknown> & {
  act?: ActBody;
  action?: Label;
  performs?: { action: Label; timing: string; force: string };
  say?: Label;
  outcome?: string;
  force?: string;
  count?: number;
};

/** What a period rests on, where that is not the text itself: a management period is never a breach. */
export const forceOf = (force: string | undefined): string =>
  ({ management: '（管理时限 management）', reading: '（解读 reading）' })[force ?? ''] ?? '';
const results: Readonly<Record<string, string>> = {
  conforming: '相符 conforming',
  'not-conforming': '不符 not conforming',
  'to-supplement': '待补齐 to supplement',
};
/** 监管结果 of an act that states one. */
export const resultOf = (content: unknown): string => {
  const { result } = (content ?? {}) as { result?: unknown };
  return typeof result === 'string' && results[result] ? `：${results[result]}` : '';
};

/** An entry is dated by what it records, the close by the file's own clock; one that records no date has that of the entry before it. */
function dateOf({ type, body }: Entry, closedAt: string | null): unknown {
  const { act, from, at, due, date } = body as Body;
  if (type === 'file-closed') return closedAt;
  if (type === 'duty-armed' || type === 'window-opened') return from;
  return act?.receivedAt ?? at ?? date ?? due;
}

function contentOf(procedure: string, { type, body }: Entry): string {
  const { act, action, performs, say, outcome, due, item, force, count } = body as Body;
  if (type === 'file-closed') return `${outcome}`;
  if (type === 'act-refused') return `${actLabel(procedure, act!.type)}: ${say?.zh}`;
  if (act)
    return `${actLabel(procedure, act.type)}${resultOf(act.facts)}${performs ? ` → ${performs.action.zh}${{ late: performs.force === 'management' ? ' 超管理时限' : ' 迟到 LATE', 'claimed-in-time': ' 补录' }[performs.timing] ?? ''}` : ''}`;
  const times = count === undefined ? '' : `，第 ${count} 次 no. ${count}`;
  return `${action?.zh ?? ''}${item ? ` (${String(item).slice(0, 16)})` : ''}${due ? `，截止 due ${minute(due, true)}${forceOf(force)}` : ''}${times}`;
}

const whoOf = (body: Body): string =>
  body.act?.officer ?? (body['owedBy'] as string | undefined) ?? '—';

export function printRegister(title: string, file: FileState, entries: readonly Entry[]): void {
  const row = (...cells: string[]): string =>
    [4, 16, 25, 12, 8].map((width, i) => cell(cells[i]!, width)).join(' ') + ` ${cells[5]}`;
  console.log(`\n━━ 台账 Register  ${file.id}  ${title}\n`);
  console.log(row('序号', '日期 date', '事项 entry', '条款 clause', '谁 who', '内容 content'));
  let date: unknown;
  for (const entry of entries) {
    date = dateOf(entry, file.closedAt) ?? date;
    const { zh, en } = kinds[entry.type] ?? kindTitle(file.procedure, entry.type);
    console.log(
      row(
        String(entry.seq),
        minute(date),
        `${zh} ${en}`,
        entry.clause ?? '',
        whoOf(entry.body as Body),
        contentOf(file.procedure, entry),
      ),
    );
  }
  const breaches = entries.filter(({ type }) => type === 'duty-breached').length;
  console.log(
    `\n   ${entries.length} 条 entries，违期 breaches: ${breaches}，结果 outcome: ${file.outcome ?? '未结 open'}`,
  );
}
