/** 我的待办 What my unit and I owe, by due instant: law and management told apart, with filters and counts. */
import { dutyTable, type DutyShown } from './duty-lines.ts';
import { asked, filterForm, more, select } from './filters.ts';
import { html, type Html } from './html.ts';
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
}

export const home: Page = async (visit) => {
  const { t, query } = visit;
  const whole = query.get('whose') === 'all';
  const filter = asked(query, ['state', 'force', 'procedure']);
  if (!whole) filter.set('mine', 'true');
  const page = new URLSearchParams([...filter, ...asked(query, ['cursor']), ['limit', '100']]);
  const [me, counts, { items, next }] = await Promise.all([
    visit.read<Me>('/v1/me'),
    visit.read<Counts>(`/v1/duties/counts?${filter}`),
    visit.read<{ items: DutyShown[]; next: string | null }>(`/v1/duties?${page}`),
  ]);
  const law = items.filter(({ force }) => force !== 'management');
  const management = items.filter(({ force }) => force === 'management');
  return {
    title: t('我的待办', 'My duties'),
    here: '/desk',
    body: html`<p class="soft">${me.name} · ${me.unit.name} · ${me.bureau.name}</p>
${countsOf(visit, counts)}${filters(visit, whole)}
${items.length === 0 && html`<section><p>${t('现在没有待办。', 'Nothing is owed now.')}</p></section>`}
${law.length > 0 && html`<section>${dutyTable(visit, t('法定期限', 'Periods of law'), law)}</section>`}
${management.length > 0 && html`<section>${dutyTable(visit, t('管理时限（超过不是违期）', 'Management periods (late is no breach)'), management)}</section>`}
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
  ].map(([label, n]) => html`<li><strong>${n!}</strong>${label!}</li>`)}</ul>`;

const filters = (visit: Visit, whole: boolean): Html => {
  const { t, query } = visit;
  return filterForm(visit, '/desk', [
    select(
      'whose',
      t('谁的', 'Whose'),
      [
        ['', t('本单位应办', 'owed by my unit')],
        ['all', t('我能看到的全部', 'all that I may see')],
      ],
      whole ? 'all' : '',
    ),
    select(
      'force',
      t('性质', 'Kind'),
      [
        ['', t('全部', 'all')],
        ['law', t('法定期限', 'law')],
        ['management', t('管理时限', 'management')],
      ],
      query.get('force') ?? '',
    ),
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
  ]);
};
