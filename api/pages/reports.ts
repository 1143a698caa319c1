/** 报表 The figures of a period by quarter and year, as charts with their tables; the same as a table to take along. */
import { isWhole, quartersBetween } from '../../domain/reports/figures.ts';
import type { ProblemBody } from '../http/problems.ts';
import { chart } from './chart.ts';
import { asked, dateField, filterForm, select } from './filters.ts';
import { groupedBy } from './grouping.ts';
import { notSent } from './forms/form.ts';
import { html, type Html } from './html.ts';
import { csrfField, problemBox } from './layout.ts';
import { PageProblem, type Page, type Shown, type Visit } from './visit.ts';

const HERE = '/desk/reports';

interface Sentence {
  zh: string;
  en: string;
}
interface Figure {
  period: string;
  whole: boolean;
  kind: string;
  kindName: Sentence;
  by: 'all' | 'unit' | 'clause' | 'procedure';
  of: string | null;
  name: Sentence | null;
  cases: number;
  categories: { category: string; name: Sentence; cases: number }[];
  overrunHours: number | null;
}
interface Report {
  from: string;
  until: string;
  figures: Figure[];
}

/** More quarters than these are shown by their years. */
const MOST_BARS = 12;
const isYear = ({ period }: Figure): boolean => /^\d{4}$/.test(period);

export const reports: Page = (visit) => shown(visit);
/** Of another session: nothing was taken along. */
export const reportsAgain: Page = (visit) => shown(visit, undefined, notSent(visit));

async function shown(
  visit: Visit,
  problem?: ProblemBody,
  said: Html | false = problem !== undefined && problemBox(visit.language, problem),
): Promise<Shown> {
  const { t } = visit;
  const title = t('报表', 'Reports');
  const me = await visit.read<{ roles: string[] }>('/v1/me');
  const readers = visit.rolesFor('GET /v1/reports/figures');
  // Nobody is refused, and recorded as refused, for a look at the menu.
  if (readers && !readers.some((role) => me.roles.includes(role)))
    return {
      title,
      here: HERE,
      body: html`${said}<section><p>${t('报表由监管人员、协调人和单位负责人查阅。', 'Reports are for regulators, coordinators and heads of units.')}</p></section>`,
    };
  const report = await visit.read<Report>(
    `/v1/reports/figures?${asked(visit.query, ['from', 'until'])}`,
  );
  const kinds = groupedBy(report.figures, ({ kind }) => kind);
  return {
    ...(problem && { status: problem.status }),
    title,
    here: HERE,
    body: html`${said}${filterForm(visit, HERE, [
      dateField('from', t('自', 'From'), report.from),
      dateField('until', t('至（含）', 'Until, included'), report.until),
    ])}${kinds.size === 0 && html`<section><p>${t('这一期间没有可列的。', 'There is nothing to tell of this period.')}</p></section>`}${[...kinds].map(([kind, figures]) => kindShown(visit, kind, figures, report))}
${exported(visit, report)}`,
  };
}

function kindShown(visit: Visit, kind: string, figures: readonly Figure[], days: Report): Html {
  const { t, say } = visit;
  const name = say(figures[0]!.kindName);
  const whole = figures.filter(({ by }) => by === 'all');
  const part = (one: Figure): string => `${one.period}${one.whole ? '' : t('（部分）', ' (part)')}`;
  return html`<section><h2>${name}</h2>${chartOf(visit, kind, whole, days)}
<table class="stack"><caption>${t('按季度和年度', 'By quarter and year')}</caption><thead><tr>${[
    t('期间', 'Period'),
    t('件数', 'Cases'),
    t('其中', 'Of which'),
    t('超期小时', 'Hours over'),
  ].map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${whole.map(
    (one) =>
      html`<tr><td>${part(one)}</td><td data-th="${t('件数', 'Cases')}"><strong>${one.cases}</strong></td><td>${one.categories.filter(({ cases }) => cases > 0).map((of) => html`${say(of.name)} ${of.cases}<br>`)}</td><td data-th="${t('超期小时', 'Hours over')}">${one.overrunHours ?? '—'}</td></tr>`,
  )}</tbody></table>
${(['unit', 'clause', 'procedure'] as const).map((by) => grouped(visit, by, figures))}</section>`;
}

/** A quarter, or year, in which there was nothing is a bar too. */
function chartOf(
  { t, say }: Visit,
  kind: string,
  whole: readonly Figure[],
  { from, until }: Report,
): Html {
  const quarters = quartersBetween(from, until);
  const byQuarter = quarters.length <= MOST_BARS;
  const periods = byQuarter ? quarters : [...new Set(quarters.map((one) => one.slice(0, 4)))];
  const cases = new Map(whole.map((one) => [one.period, one.cases]));
  const name = say(whole[0]!.kindName);
  const isPart = (period: string): boolean => !isWhole(period, from, until);
  return chart({
    id: `chart-${kind}`,
    title: byQuarter
      ? t(`${name}，按季度`, `${name} by quarter`)
      : t(`${name}，按年度`, `${name} by year`),
    note: periods.some(isPart) ? t('* 只含其中一部分日期', '* only some of its days') : undefined,
    bars: periods.map((one) => [`${one}${isPart(one) ? '*' : ''}`, cases.get(one) ?? 0]),
  });
}

const groups = {
  unit: { zh: '按单位', en: 'By unit' },
  clause: { zh: '按条款', en: 'By clause' },
  procedure: { zh: '按程序', en: 'By procedure' },
};

/** Of the years; quarters stand in the tables to take along. */
function grouped(
  { t, say }: Visit,
  by: keyof typeof groups,
  figures: readonly Figure[],
): Html | false {
  const rows = figures.filter((one) => one.by === by && isYear(one));
  return (
    rows.length > 0 &&
    html`<details><summary>${say(groups[by])}</summary><table class="stack"><thead><tr>${[t('期间', 'Period'), say(groups[by]), t('件数', 'Cases')].map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows
      .toSorted((a, b) => b.cases - a.cases)
      .map(
        (one) =>
          html`<tr><td>${one.period}</td><td>${one.name ? say(one.name) : (one.of ?? '—')}</td><td data-th="${t('件数', 'Cases')}">${one.cases}</td></tr>`,
      )}</tbody></table></details>`
  );
}

/** A table is an export: the read log has for what purpose. */
const exported = ({ t, csrf, form }: Visit, { from, until }: Report): Html =>
  html`<details class="card noprint"${form.size > 0 && html` open`}><summary>${t('导出表格', 'Take the table along')}</summary><form method="post" action="${HERE}?${new URLSearchParams({ from, until }).toString()}">${csrfField(csrf)}
<div class="field"><label for="purpose">${t('用途', 'Purpose')}<span class="bad" aria-hidden="true"> *</span></label><p class="help" id="purpose-help">${t('记入查阅登记；不写个人信息。', 'The read log has it; nothing personal.')}</p><input type="text" id="purpose" name="purpose" required maxlength="200" value="${form.get('purpose') ?? ''}" aria-describedby="purpose-help"></div>
${select(
  'format',
  t('格式', 'Format'),
  [
    ['xlsx', 'Excel (xlsx)'],
    ['csv', 'CSV'],
  ],
  form.get('format') ?? 'xlsx',
)}<p><button class="plain">${t('下载', 'Download')}</button></p></form></details>`;

export const reportTable: Page = async (visit) => {
  const { form, query, ask } = visit;
  const to = asked(query, ['from', 'until']);
  to.set('format', form.get('format') === 'csv' ? 'csv' : 'xlsx');
  const { status, headers, raw, body } = await ask({
    method: 'GET',
    path: `/v1/reports/figures?${to}`,
    headers: { 'Duban-Purpose': encodeURIComponent((form.get('purpose') ?? '').trim()) },
  });
  if (status === 403) throw new PageProblem(body as ProblemBody);
  if (status !== 200 || !raw) return shown(visit, body as ProblemBody);
  return {
    bytes: raw,
    headers: {
      'Content-Type': String(headers['content-type']),
      'Content-Disposition': String(headers['content-disposition']),
    },
  };
};
