/** 检索 Files by a number or a name; what each was found by. */
import { actTitle } from '../../domain/dossier/titles.ts';
import { fileAddress } from './duty-lines.ts';
import { procedureTitle } from './file.ts';
import { asked, more } from './filters.ts';
import { labelOf } from './forms/schema.ts';
import { html, type Html } from './html.ts';
import type { Visit } from './visit.ts';
import { at } from './words.ts';

interface Found {
  id: string;
  procedure: string;
  subject: { id: string };
  openedAt: string;
  closedAt: string | null;
  found: { by: string; act: string | null; type: string | null; field: string | null }[];
}

/** The box above the lists, with how to ask. */
export const searchBox = ({ t, query }: Visit): Html =>
  html`<form class="filters" method="get" action="/desk/files" role="search"><div class="field"><label for="f-q">${t('文号、案号、机构、人员', 'Number, institution, person')}</label><input type="search" id="f-q" name="q" value="${query.get('q') ?? ''}" maxlength="120" aria-describedby="f-q-help"></div><button>${t('检索', 'Search')}</button>
<p class="help" id="f-q-help">${t('号码从第一个字或从年份的括号起，姓名写全，机构名称写一部分即可；刚提交的文书几秒后可以检索到。', 'Numbers from their beginning or from the year in brackets, names of people whole, any part of an institution’s name; what has just been filed is found after some seconds.')}</p></form>`;

export async function searchResult(visit: Visit): Promise<Html> {
  const { t } = visit;
  const { items, next } = await visit.read<{ items: Found[]; next: string | null }>(
    `/v1/search?${asked(visit.query, ['q', 'cursor'])}`,
  );
  if (items.length === 0)
    return html`<section><p>${t('没有找到您有权查阅的案卷。', 'No file was found that you may read.')}</p></section>`;
  return html`<section><table class="stack"><caption>${t('找到的案卷，最近立案的在前', 'Files that were found, newest first')}</caption><thead><tr>${[
    t('案卷', 'File'),
    t('程序', 'Procedure'),
    t('主体', 'Subject'),
    t('所在', 'Found in'),
    t('立案', 'Opened'),
    t('办结', 'Closed'),
  ].map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${items.map(
    (one) => html`<tr><td><a href="${fileAddress(one.id)}">${one.id}</a></td>
<td>${procedureTitle(visit, one.procedure)}</td><td>${one.subject.id}</td><td>${one.found.map((hit) => html`${foundIn(visit, one, hit)}<br>`)}</td>
<td>${at(one.openedAt)}</td><td>${at(one.closedAt)}</td></tr>`,
  )}</tbody></table></section>${more(visit, '/desk/files', next)}`;
}

function foundIn(
  { t, say }: Visit,
  { id, procedure }: Found,
  { by, act, type, field }: Found['found'][number],
): Html {
  if (by === 'file') return html`${t('案卷编号', 'its number')}`;
  if (by === 'subject') return html`${t('主体', 'its subject')}`;
  const link = html`<a href="${fileAddress(id)}/acts/${encodeURIComponent(act ?? '')}">${type ? say(actTitle(procedure, type)) : act}</a>`;
  return by === 'officer'
    ? html`${link} ${t('提交人', 'filed by')}`
    : html`${link} ${field && say(labelOf(field, {}).label)}`;
}
