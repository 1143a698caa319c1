/** 检索 Files by their number, subject, procedure and state, newest first, as far as whoever is signed in may see them. */
import { procedures } from '../../domain/procedures.ts';
import { addressOf, fileAddress } from './duty-lines.ts';
import { asked, filterForm, more, select, textField } from './filters.ts';
import { searchBox, searched } from './search.ts';
import { html, type Html } from './html.ts';
import { subjectNames, subjectShown, unitNames } from './names.ts';
import type { Page, Visit } from './visit.ts';
import { at } from './words.ts';

interface Line {
  id: string;
  procedure: string;
  subject: { kind: string; id: string };
  stage: string;
  attention: string;
  nextDue: string | null;
  blocking: string | null;
  openedAt: string;
  closedAt: string | null;
}

const HERE = '/desk/files';

export const files: Page = async (visit) => {
  const { t, query } = visit;
  const number = query.get('number')?.trim();
  // A number leads to its file; what is wrong with it the page says in the words of the API.
  if (number) {
    await visit.read(addressOf(number));
    return { to: fileAddress(number) };
  }
  if (query.get('q')?.trim()) {
    const { status, body } = await searched(visit);
    return {
      status,
      title: t('检索', 'Search'),
      here: HERE,
      body: html`${body}<p><a href="${HERE}">${t('全部案卷', 'All files')}</a></p>`,
    };
  }
  const filter = asked(query, ['procedure', 'subject', 'state', 'attention', 'cursor']);
  filter.set('limit', '100');
  const { items, next } = await visit.read<{ items: Line[]; next: string | null }>(
    `/v1/files?${filter}`,
  );
  return {
    title: t('检索', 'Search'),
    here: HERE,
    body: html`${searchBox(visit)}${filters(visit)}<section>${items.length === 0 ? html`<p>${t('没有这样的案卷。', 'There is no such file.')}</p>` : table(visit, items, await namesIn(visit, items))}</section>
${more(visit, HERE, next)}`,
  };
};

function filters(visit: Visit): Html {
  const { t, query, say } = visit;
  return filterForm(visit, HERE, [
    textField('number', t('案卷编号', 'Number of the file'), ''),
    textField('subject', t('主体编号', 'Id of the subject'), query.get('subject') ?? ''),
    select(
      'procedure',
      t('程序', 'Procedure'),
      [['', t('全部', 'all')], ...procedures.map(({ id, title }) => [id, say(title)] as const)],
      query.get('procedure') ?? '',
    ),
    select(
      'state',
      t('状态', 'State'),
      [
        ['', t('全部', 'all')],
        ['open', t('在办', 'open')],
        ['closed', t('已办结', 'closed')],
      ],
      query.get('state') ?? '',
    ),
  ]);
}

const titles = new Map<string, { zh: string; en: string }>(
  procedures.map(({ id, title }) => [id, title]),
);

interface NamesIn {
  subjects: ReadonlyMap<string, string>;
  units: ReadonlyMap<string, string>;
}
async function namesIn(visit: Visit, items: readonly Line[]): Promise<NamesIn> {
  const [subjects, units] = await Promise.all([
    subjectNames(
      visit,
      items.map(({ subject }) => subject),
    ),
    unitNames(
      visit,
      items.flatMap(({ blocking }) => (blocking ? [blocking] : [])),
    ),
  ]);
  return { subjects, units };
}

const table = ({ t, say }: Visit, items: readonly Line[], { subjects, units }: NamesIn): Html =>
  html`<table class="stack"><caption>${t('案卷，最近立案的在前', 'Files, newest first')}</caption><thead><tr>${[
    t('案卷', 'File'),
    t('程序', 'Procedure'),
    t('主体', 'Subject'),
    t('等待', 'Waits for'),
    t('最近期限', 'Next due'),
    t('立案', 'Opened'),
    t('办结', 'Closed'),
  ].map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${items.map(
    (one) => html`<tr><td><a href="${fileAddress(one.id)}">${one.id}</a></td>
<td>${titles.has(one.procedure) ? say(titles.get(one.procedure)!) : one.procedure}</td><td data-th="${t('主体', 'Subject')}">${subjectShown(subjects, one.subject.id)}</td><td data-th="${t('等待', 'Waits for')}">${one.blocking ? (units.get(one.blocking) ?? one.blocking) : '—'}</td>
<td data-th="${t('最近期限', 'Next due')}">${at(one.nextDue)}</td><td data-th="${t('立案', 'Opened')}">${at(one.openedAt)}</td><td data-th="${t('办结', 'Closed')}">${at(one.closedAt)}</td></tr>`,
  )}</tbody></table>`;
