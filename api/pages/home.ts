/** 我的待办 What my unit and I owe, by due instant: law and management told apart, with filters and counts. */
import { dutyTable, type DutyShown } from './duty-lines.ts';
import { html, type Html } from './html.ts';
import type { Page, Visit } from './visit.ts';

interface Duties {
  items: DutyShown[];
  next: string | null;
}

const filters = ['state', 'force', 'procedure', 'cursor'] as const;

/** The query of the API: what the page was asked for, and nothing else. */
function asked(query: URLSearchParams, unit: string | undefined): string {
  const to = new URLSearchParams({ limit: '100' });
  for (const name of filters) {
    const value = query.get(name);
    if (value) to.set(name, value);
  }
  if (unit) to.set('unit', unit);
  return `/v1/duties?${to}`;
}

export const home: Page = async (visit) => {
  const { t, query, officer } = visit;
  const me = await visit.read<{ name: string; unit: string }>(
    `/v1/officers/${encodeURIComponent(officer)}`,
  );
  const whole = query.get('whose') === 'all';
  const { items, next } = await visit.read<Duties>(asked(query, whole ? undefined : me.unit));
  const law = items.filter(({ force }) => force !== 'management');
  const management = items.filter(({ force }) => force === 'management');
  return {
    title: t('我的待办', 'My duties'),
    here: '/desk',
    body: html`<p class="soft">${me.name} · ${me.unit}</p>
${counts(visit, items, next !== null)}${filterForm(visit, whole)}
${items.length === 0 && html`<section><p>${t('现在没有待办。', 'Nothing is owed now.')}</p></section>`}
${law.length > 0 && html`<section>${dutyTable(visit, t('法定期限', 'Periods of law'), law)}</section>`}
${management.length > 0 && html`<section>${dutyTable(visit, t('管理时限（超过不是违期）', 'Management periods (late is no breach)'), management)}</section>`}
${next !== null && html`<p><a class="button plain" href="${more(query, next)}">${t('更多', 'More')}</a></p>`}`,
  };
};

function more(query: URLSearchParams, next: string): string {
  const to = new URLSearchParams(query);
  to.set('cursor', next);
  return `/desk?${to}`;
}

function counts({ t }: Visit, items: readonly DutyShown[], cut: boolean): Html {
  const of = (what: (duty: DutyShown) => boolean): string =>
    `${items.filter(what).length}${cut ? '+' : ''}`;
  const late = (duty: DutyShown): boolean => duty.state === 'overdue';
  return html`<ul class="counts">${[
    [t('共', 'In all'), of(() => true)],
    [t('逾期（法定）', 'Overdue (law)'), of((d) => late(d) && d.force !== 'management')],
    [t('超管理时限', 'Past a management period'), of((d) => late(d) && d.force === 'management')],
    [t('临近到期', 'Due soon'), of((d) => d.state === 'due-soon')],
    [t('督办未答复', 'Unanswered chases'), of((d) => d.unanswered > 0)],
  ].map(([label, n]) => html`<li><strong>${n}</strong>${label}</li>`)}</ul>`;
}

function filterForm({ t, query }: Visit, whole: boolean): Html {
  const select = (
    name: string,
    label: string,
    options: readonly (readonly [value: string, text: string])[],
    chosen: string,
  ): Html =>
    html`<div class="field"><label for="f-${name}">${label}</label><select id="f-${name}" name="${name}">${options.map(
      ([value, text]) =>
        html`<option value="${value}"${value === chosen && html` selected`}>${text}</option>`,
    )}</select></div>`;
  return html`<form class="filters" method="get" action="/desk">${select(
    'whose',
    t('谁的', 'Whose'),
    [
      ['', t('本单位应办', 'owed by my unit')],
      ['all', t('我能看到的全部', 'all that I may see')],
    ],
    whole ? 'all' : '',
  )}${select(
    'force',
    t('性质', 'Kind'),
    [
      ['', t('全部', 'all')],
      ['law', t('法定期限', 'law')],
      ['management', t('管理时限', 'management')],
    ],
    query.get('force') ?? '',
  )}${select(
    'state',
    t('状态', 'State'),
    [
      ['', t('全部', 'all')],
      ['overdue', t('逾期', 'overdue')],
      ['due-soon', t('临近到期', 'due soon')],
      ['open', t('未到期', 'not yet due')],
    ],
    query.get('state') ?? '',
  )}<button class="plain">${t('筛选', 'Filter')}</button></form>`;
}
