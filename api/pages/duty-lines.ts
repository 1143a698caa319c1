/** 义务的写法 How a duty is written in lists: by whom, until when, under which article, of law or of management, and how many days are left. */
import { at } from './words.ts';
import { html, type Html } from './html.ts';
import { officerShown, type Names } from './names.ts';
import type { Visit } from './visit.ts';

/** As much of a duty of the API as the pages write. */
export interface DutyShown {
  file: string;
  key: string;
  act: string;
  action: { zh: string; en: string };
  owedBy: string;
  owedTo: string;
  clause: string;
  article: string;
  force: 'text' | 'reading' | 'management';
  from: string;
  due: string;
  secondReading: string | null;
  status: 'firm' | 'provisional';
  state: string;
  chases: number;
  unanswered: number;
  assignee: string | null;
  deputy: string | null;
  possiblyOverdue: boolean;
  explanation: { zh: string; en: string }[];
}

/** Of a file, at the API and at the desk. */
export const addressOf = (file: string): string => `/v1/files/${encodeURIComponent(file)}`;
export const fileAddress = (file: string): string => `/desk/files/${encodeURIComponent(file)}`;

const DAY = 86_400_000;

/** Whole days, as a person counts them: on the last day it is today. */
export function daysLeft({ t, now }: Visit, due: string): Html {
  const left = Date.parse(due) - now;
  const days = Math.floor(Math.abs(left) / DAY);
  if (left < 0)
    return html`<span class="bad">${days > 0 ? t(`已过 ${days} 天`, `${days} d past`) : t('已过期限', 'past')}</span>`;
  if (days === 0) return html`<span class="warn">${t('24 小时内', 'within 24 h')}</span>`;
  return html`<span>${t(`还有 ${days} 天`, `${days} d left`)}</span>`;
}

/** Late by a management period is no breach of law, and is not shown like one. */
export function stateTags({ t }: Visit, duty: DutyShown): Html {
  const management = duty.force === 'management';
  const late = duty.state === 'overdue';
  return html`<span class="tag soft">${
    management
      ? t('管理时限', 'management')
      : duty.force === 'reading'
        ? t('法定（本系统理解）', 'law, as read')
        : t('法定期限', 'law')
  }</span> ${late && html`<span class="tag ${management ? 'warn' : 'bad'}">${management ? t('超管理时限', 'past a management period') : t('逾期', 'overdue')}</span>`}${
    duty.state === 'due-soon' && html`<span class="tag warn">${t('临近到期', 'due soon')}</span>`
  } ${duty.possiblyOverdue && html`<span class="tag warn">${t('可能逾期（日历未定）', 'possibly overdue')}</span>`}${
    duty.status === 'provisional' && html`<span class="tag soft">${t('暂定', 'provisional')}</span>`
  } ${duty.unanswered > 0 && html`<span class="tag bad">${t(`督办未答复 ${duty.unanswered}`, `unanswered chases ${duty.unanswered}`)}</span>`}`;
}

export const dutyTable = (
  visit: Visit,
  caption: string,
  duties: readonly DutyShown[],
  names: Names,
): Html => {
  const { t, say } = visit;
  return html`<table class="stack"><caption>${caption}</caption><thead><tr>${[
    t('到期', 'Due'),
    t('应办事项', 'What is owed'),
    t('依据', 'Under'),
    t('负有方', 'Owed by'),
    t('案卷', 'File'),
  ].map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${duties.map(
    (duty) => html`<tr><td><strong>${at(duty.due)}</strong><br>${daysLeft(visit, duty.due)}</td>
<td>${say(duty.action)}<br>${stateTags(visit, duty)}</td><td>${duty.article}<br><span class="soft small">${duty.clause}</span></td>
<td>${names.units.get(duty.owedBy) ?? duty.owedBy}${duty.assignee && html`<br><span class="soft small">${t('承办', 'in hand')} ${officerShown(names, duty.assignee)}${duty.deputy && html` · ${t('代办', 'deputy')} ${officerShown(names, duty.deputy)}`}</span>`}</td><td><a href="${fileAddress(duty.file)}">${duty.file}</a></td></tr>`,
  )}</tbody></table>`;
};
