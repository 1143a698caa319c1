/** 我的待办 What my unit and I owe, by due instant: law and management told apart, with filters and counts. */
import { dutyTable, type DutyShown } from './duty-lines.ts';
import type { InnerReply } from '../http/inside.ts';
import { boardFilter, forceField, whoseField } from './board-filters.ts';
import { asked, dateField, filterForm, more, select } from './filters.ts';
import { html, type Html } from './html.ts';
import { namesOf } from './names.ts';
import type { Page, Visit } from './visit.ts';

interface Me {
  name: string;
  unit: { name: string };
  bureau: { name: string };
}
interface Counts {
  all: number;
  overdueByLaw: number;
  overdueByManagement: number;
  dueSoon: number;
  unanswered: number;
  inMyHands: number;
  unassigned: number;
}

/** What is beyond is not counted for the page. */
const MOST = 500;

export const home: Page = async (visit) => {
  const { t, query } = visit;
  const filter = boardFilter(query, ['state', 'force', 'procedure', 'from', 'until']);
  const counted = new URLSearchParams([...filter, ['upTo', String(MOST)]]);
  const page = new URLSearchParams([...filter, ...asked(query, ['cursor']), ['limit', '100']]);
  const [me, counts, mentions, { items, next }] = await Promise.all([
    visit.read<Me>('/v1/me'),
    visit.read<Counts>(`/v1/duties/counts?${counted}`),
    visit.ask({ method: 'GET', path: '/v1/mentions/counts' }),
    visit.read<{ items: DutyShown[]; next: string | null }>(`/v1/duties?${page}`),
  ]);
  const names = await namesOf(visit, {
    units: items.map(({ owedBy }) => owedBy),
    officers: items
      .flatMap(({ assignee, deputy }) => [assignee, deputy])
      .filter((id) => id !== null),
  });
  const law = items.filter(({ force }) => force !== 'management');
  const management = items.filter(({ force }) => force === 'management');
  return {
    title: t('我的待办', 'My duties'),
    here: '/desk',
    body: html`<p class="soft">${me.name} · ${me.unit.name} · ${me.bureau.name}</p>
${countsOf(visit, counts)}${besides(visit, mentions)}${filters(visit)}
${items.length === 0 && html`<section><p>${t('现在没有待办。', 'Nothing is owed now.')}</p></section>`}
${law.length > 0 && html`<section>${dutyTable(visit, t('法定期限', 'Periods of law'), law, names)}</section>`}
${management.length > 0 && html`<section>${dutyTable(visit, t('管理时限（超过不是违期）', 'Management periods (late is no breach)'), management, names)}</section>`}
${more(visit, '/desk', next)}`,
  };
};

const countsOf = ({ t }: Visit, counts: Counts): Html =>
  html`<ul class="counts">${[
    [t('共', 'In all'), counts.all],
    [t('逾期（法定）', 'Overdue (law)'), counts.overdueByLaw],
    [t('超管理时限', 'Past a management period'), counts.overdueByManagement],
    [t('临近到期', 'Due soon'), counts.dueSoon],
    [t('督办未答复', 'Unanswered chases'), counts.unanswered],
    [t('由我承办', 'In my hands'), counts.inMyHands],
    [t('未分派', 'Nobody’s yet'), counts.unassigned],
  ].map(
    ([label, n]) =>
      html`<li><strong>${Number(n) < MOST ? n! : t(`${MOST} 以上`, `${MOST} or more`)}</strong>${label!}</li>`,
  )}</ul>`;

/** 提到我的、移交、双人复核 What colleagues have for whoever is signed in, beside what is owed. */
const besides = ({ t }: Visit, { status, body }: InnerReply): Html => {
  const unseen = status === 200 ? (body as { unseen: number }).unseen : 0;
  return html`<p class="noprint"><a href="/desk/mentions">${unseen > 0 ? t(`提到我的：${unseen} 条未读`, `${unseen} mentions of me not seen`) : t('提到我的', 'Mentions of me')}</a> · <a href="/desk/hand-overs">${t('移交', 'Hand-overs')}</a> · <a href="/desk/proposals">${t('双人复核、公文字号', 'Two persons, series of papers')}</a></p>`;
};

const filters = (visit: Visit): Html => {
  const { t, query } = visit;
  return filterForm(visit, '/desk', [
    whoseField(visit),
    forceField(visit),
    select(
      'state',
      t('状态', 'State'),
      [
        ['', t('全部', 'all')],
        ['overdue', t('逾期', 'overdue')],
        ['due-soon', t('临近到期', 'due soon')],
        ['open', t('未到期', 'not yet due')],
      ],
      query.get('state') ?? '',
    ),
    dateField('from', t('到期日自', 'Due from'), query.get('from') ?? ''),
    dateField('until', t('至（含）', 'until, included'), query.get('until') ?? ''),
  ]);
};
