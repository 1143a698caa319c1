/** 技术故障 Files that cannot write or that nobody drives, and what waits for longer than it should: what it is, and what to do about each. */
import type { ProblemBody } from '../http/problems.ts';
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
  awaited: string | null;
  nextDue: string | null;
}
interface Differences {
  notRunning: { file: string; engine: string }[];
  otherwise: { file: string; fault: string }[];
  unregistered: string[];
  unsettled: { act: string; file: string; number: number; signalled: boolean }[];
  errands: { file: string; kind: string; tries: number; error: string | null }[];
  lateHistories: { file: string; endedAt: string; keptUntil: string | null }[];
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
  const compares = ['administrator', 'regulator'].some((role) => me.roles.includes(role));
  return {
    title: t('技术故障', 'Technically stuck'),
    here: HERE,
    body: html`<section><h2>${t('不能写入或没有流程的案卷', 'Files that cannot write, or that nobody drives')}</h2>${items.length === 0 ? html`<p>${t('没有。', 'None.')}</p>` : html`<p class="soft">${t('期限照常计算。先排除故障，再提交“重试”；没有流程的，由系统自行恢复，恢复不了的列在下面的核对中。', 'Periods go on. Mend the fault first, then file the retry; where no run drives the file the system mends it by itself, and what it cannot mend stands in the comparison below.')}</p>${table(visit, items)}`}${more(visit, HERE, next)}</section>
${compares && (await comparison(visit))}`,
  };
};

/** To the run in the Temporal UI. */
const engineLink = ({ t, engineUrl }: Visit, file: string): Html =>
  html`<a href="${engineUrl(file)}" rel="noreferrer">${t('流程引擎', 'Temporal UI')}</a>`;

const table = (visit: Visit, items: readonly Stuck[]): Html => {
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
<td>${one.fault ? html`<code>${one.fault}</code>` : t('没有在运行的流程', 'no run drives it')}</td><td>${at(one.nextDue)}</td>
<td><a href="${fileAddress(one.id)}/new/retry">${t('重试', 'Retry')}</a> · ${engineLink(visit, one.id)}</td></tr>`,
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
  const lists = differencesShown(visit, body as Differences).filter(
    ({ lines }) => lines.length > 0,
  );
  return html`<section>${title}${lists.length === 0 && html`<p class="good" role="status">${t('没有差异。', 'Nothing differs.')}</p>`}${lists.map(
    ({ name, todo, lines }) =>
      html`<h3>${name}（${lines.length}）</h3><p class="soft">${todo}</p><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`,
  )}</section>`;
}

interface List {
  name: string;
  todo: string;
  lines: Html[];
}

function differencesShown(visit: Visit, found: Differences): List[] {
  const { t } = visit;
  const link = (file: string): Html => html`<a href="${fileAddress(file)}">${file}</a>`;
  return [
    {
      name: t('没有在运行', 'Not running'),
      todo: t(
        '系统会再次启动；一小时后仍在此处的，由管理员重建流程（POST /v1/files/{id}/rebuild）。',
        'The system starts it again; what is still here after an hour an administrator rebuilds (POST /v1/files/{id}/rebuild).',
      ),
      lines: found.notRunning.map(
        ({ file, engine }) =>
          html`${link(file)} <code>${engine}</code> · ${engineLink(visit, file)}`,
      ),
    },
    {
      name: t('流程与台账不一致', 'Run and register differ'),
      todo: t(
        '以台账为准：由管理员重建流程。',
        'The register counts: an administrator rebuilds the run.',
      ),
      lines: found.otherwise.map(
        ({ file, fault }) => html`${link(file)} <code>${fault}</code> · ${engineLink(visit, file)}`,
      ),
    },
    {
      name: t('台账中没有的流程', 'Runs that the register does not know'),
      todo: t(
        '恢复备份之后会有：查明后在流程引擎中终止。',
        'After a restore: find out what they are, then end them in the engine.',
      ),
      lines: found.unregistered.map((file) => html`${file} · ${engineLink(visit, file)}`),
    },
    {
      name: t('久未裁定的文书', 'Acts that wait long for their verdict'),
      todo: t(
        '已收到，不会丢失；系统会再次送达。案卷本身有故障的，先排除故障。',
        'They are received and cannot be lost; the system brings them again. Where the file itself is stuck, mend that first.',
      ),
      lines: found.unsettled.map(
        ({ act, file, number, signalled }) =>
          html`${link(file)} <a href="${fileAddress(file)}/acts/${encodeURIComponent(act)}">${t(`第 ${number} 份`, `No. ${number}`)}</a>${!signalled && html` <span class="tag warn">${t('未送达流程', 'not brought to the run')}</span>`} · ${engineLink(visit, file)}`,
      ),
    },
    {
      name: t('未完成的案卷间事务', 'Errands between files that are not done'),
      todo: t('系统会再试；看错误说明。', 'The system tries again; see the error.'),
      lines: found.errands.map(
        ({ file, kind, tries, error }) =>
          html`${link(file)} <code>${kind}</code> ${t(`已试 ${tries} 次`, `tried ${tries} times`)} <code>${error}</code>`,
      ),
    },
    {
      name: t('逾时未保存的流程历史', 'Histories that should have been kept by now'),
      todo: t(
        '检查后台保存；到期后引擎会删除。',
        'See to the background work that keeps them; the engine deletes them when their time is over.',
      ),
      lines: found.lateHistories.map(
        ({ file, endedAt, keptUntil }) =>
          html`${link(file)} ${at(endedAt)}${keptUntil && html` → ${at(keptUntil)}`}`,
      ),
    },
  ];
}
