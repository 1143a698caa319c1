/** 技术故障 Files that cannot write or that nobody drives, and the comparison of inbox, register and engine: what it is, and what to do about each. */
import type { ProblemBody } from '../http/problems.ts';
import { differencesShown, engineLink, type Differences } from './differences.ts';
import { looksAtRuns, viewsLink } from './engine.ts';
import { fileAddress } from './duty-lines.ts';
import { procedureTitle } from './file-address.ts';
import { more } from './filters.ts';
import { html, type Html } from './html.ts';
import { problemBox } from './layout.ts';
import type { Page, Visit } from './visit.ts';
import { at } from './words.ts';

const HERE = '/desk/technical';

interface Stuck {
  id: string;
  procedure: string;
  fault: string | null;
  nextDue: string | null;
}

export const technical: Page = async (visit) => {
  const { t, query } = visit;
  const cursor = query.get('cursor');
  const page = new URLSearchParams({ attention: 'technical', state: 'open', limit: '50' });
  if (cursor) page.set('cursor', cursor);
  const [me, { items, next }] = await Promise.all([
    visit.read<{ roles: string[] }>('/v1/me'),
    visit.read<{ items: Stuck[]; next: string | null }>(`/v1/files?${page}`),
  ]);
  const comparers = visit.rolesFor('GET /v1/reconciliation');
  const looks = looksAtRuns(visit, me);
  const compares = !comparers || comparers.some((role) => me.roles.includes(role));
  return {
    title: t('技术故障', 'Technically stuck'),
    here: HERE,
    body: html`<section><h2>${t('不能写入或没有流程的案卷', 'Files that cannot write, or that nobody drives')}</h2>${items.length === 0 ? html`<p>${t('没有。', 'None.')}</p>` : html`<p class="soft">${t('期限照常计算。先排除故障，再提交“重试”；没有流程的，由系统自行恢复；恢复不了的，由管理员、监管人员核对时可见。', 'Periods go on. Mend the fault first, then file the retry; where no run drives the file the system mends it by itself; what it cannot mend administrators and regulators see when they compare.')}</p>${table(visit, items, looks)}`}${more(visit, HERE, next)}${looks && viewsLink(visit)}</section>
${compares && (await comparison(visit))}`,
  };
};

const table = (visit: Visit, items: readonly Stuck[], looks: boolean): Html => {
  const { t } = visit;
  return html`<table class="stack"><thead><tr>${[
    t('案卷', 'File'),
    t('故障', 'Fault'),
    t('最近期限', 'Next due'),
    t('办理', 'What to do'),
  ].map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${items.map(
    (
      one,
    ) => html`<tr><td><a href="${fileAddress(one.id)}">${one.id}</a><br><span class="soft">${procedureTitle(visit, one.procedure)}</span></td>
<td>${one.fault ? html`<code>${one.fault}</code>` : t('没有在运行的流程', 'no run drives it')}</td><td data-th="${t('最近期限', 'Next due')}">${at(one.nextDue)}</td>
<td>${one.fault ? html`<a href="${fileAddress(one.id)}/new/retry">${t('重试', 'Retry')}</a>` : t('系统自行恢复', 'the system mends it')}${looks && html` · ${engineLink(visit, one.id)}`}</td></tr>`,
  )}</tbody></table>`;
};

/** 核对 Every file is looked at, so it is done when somebody asks for it. */
async function comparison(visit: Visit): Promise<Html> {
  const { t, query, language } = visit;
  const title = html`<h2>${t('核对收件箱、台账与流程引擎', 'Inbox, register and engine compared')}</h2>`;
  if (query.get('compare') !== 'true')
    return html`<section>${title}<form method="get" action="${HERE}"><button class="plain" name="compare" value="true">${t('现在核对', 'Compare now')}</button></form></section>`;
  const { status, body } = await visit.ask({ method: 'GET', path: '/v1/reconciliation' });
  if (status !== 200)
    return html`<section>${title}${problemBox(language, body as ProblemBody)}</section>`;
  const lists = differencesShown(visit, body as Differences);
  return html`<section>${title}${lists.length === 0 && html`<p class="good" role="status">${t('没有差异。', 'Nothing differs.')}</p>`}${lists.map(
    ({ name, todo, lines }) =>
      html`<h3>${name}（${lines.length}）</h3><p class="soft">${todo}</p><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`,
  )}</section>`;
}
