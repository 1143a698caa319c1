/** 检索 Files by a number or a name; what each was found by. */
import type { Sentence } from '../../domain/law/refusal.ts';
import type { ProblemBody } from '../http/problems.ts';
import { actTitle } from '../../domain/dossier/titles.ts';
import { fileAddress } from './duty-lines.ts';
import { procedureTitle } from './file-address.ts';
import { asked, more } from './filters.ts';
import { labelOf } from './forms/schema.ts';
import { letterAddress } from './letters.ts';
import { paperAddress } from './papers.ts';
import { html, type Html } from './html.ts';
import { subjectNames, subjectShown } from './names.ts';
import { PageProblem, type Visit } from './visit.ts';
import { at } from './words.ts';

interface Found {
  id: string;
  procedure: string;
  subject: { kind: string; id: string };
  openedAt: string;
  closedAt: string | null;
  found: {
    by: string;
    act: string | null;
    type: string | null;
    field: string | null;
    paper?: string;
  }[];
}

/** The box above the lists, with how to ask. */
export const searchBox = ({ t, say, query }: Visit, refused?: readonly Sentence[]): Html =>
  html`<form class="filters" method="get" action="/desk/files" role="search"><div class="field"><label for="f-q">${t('文号、案号、机构、人员', 'Number, institution, person')}</label><input type="search" id="f-q" name="q" value="${query.get('q') ?? ''}" minlength="2" maxlength="120" aria-describedby="f-q-help${refused && html` f-q-wrong`}"${refused && html` aria-invalid="true"`}>${refused && html`<div class="wrong" id="f-q-wrong">${refused.map((one) => html`<p>${say(one)}</p>`)}</div>`}</div><button>${t('检索', 'Search')}</button>
<p class="help" id="f-q-help">${t('文号、案号从第一个字或从年份的括号起，其他号码和姓名写全，机构名称写一部分即可；刚提交的文书几秒后可以检索到。', 'Numbers of letters and cases from their beginning or from the year in brackets, other numbers and names of people whole, any part of an institution’s name; what has just been filed is found after some seconds.')}</p></form>`;

/** The box with what was found; with the sentence of the API beside it where that cannot be asked. */
export async function searched(visit: Visit): Promise<{ status: number; body: Html }> {
  const reply = await visit.ask({
    method: 'GET',
    path: `/v1/search?${asked(visit.query, ['q', 'cursor'])}`,
  });
  if (reply.status === 200) {
    const { items, next, letters } = reply.body as Result;
    const subjects = await subjectNames(
      visit,
      items.map(({ subject }) => subject),
    );
    const body = html`${searchBox(visit)}${result(visit, { items, next, letters, subjects })}`;
    return { status: 200, body };
  }
  const problem = reply.body as ProblemBody;
  const refused = refusedWith(problem);
  if (refused.length === 0) throw new PageProblem(problem);
  return { status: reply.status, body: searchBox(visit, refused) };
}

/** What is said beside the box: what is wrong with the question, or that too much is found by it. */
function refusedWith({ code, fields = [], lawful, zh, en }: ProblemBody): readonly Sentence[] {
  const wrong = fields.filter(({ path }) => path === '/q');
  return code === 'report-too-large' ? [{ zh, en }, ...(lawful ? [lawful] : [])] : wrong;
}

interface Result {
  items: Found[];
  next: string | null;
  letters: { id: string; number: string; title: string }[];
}
function result(
  visit: Visit,
  { items, next, letters, subjects }: Result & { subjects: ReadonlyMap<string, string> },
): Html {
  const { t } = visit;
  const waiting =
    letters.length > 0 &&
    html`<section><h2>${t('尚未立卷的公文', 'Letters by which no file was opened yet')}</h2><ul>${letters.map(({ id, number, title }) => html`<li><a href="${letterAddress(id)}">${number} ${title}</a></li>`)}</ul></section>`;
  if (items.length === 0 && waiting) return waiting;
  if (items.length === 0)
    return html`<section><p>${t('没有找到您有权查阅的案卷。', 'No file was found that you may read.')}</p></section>`;
  return html`${waiting}<section><table class="stack"><caption>${t('找到的案卷，最近立案的在前', 'Files that were found, newest first')}</caption><thead><tr>${[
    t('案卷', 'File'),
    t('程序', 'Procedure'),
    t('主体', 'Subject'),
    t('所在', 'Found in'),
    t('立案', 'Opened'),
    t('办结', 'Closed'),
  ].map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${items.map(
    (one) => html`<tr><td><a href="${fileAddress(one.id)}">${one.id}</a></td>
<td>${procedureTitle(visit, one.procedure)}</td><td>${subjectShown(subjects, one.subject.id)}</td><td>${one.found.map((hit) => html`${foundIn(visit, one, hit)}<br>`)}</td>
<td>${at(one.openedAt)}</td><td>${at(one.closedAt)}</td></tr>`,
  )}</tbody></table></section>${more(visit, '/desk/files', next)}`;
}

function foundIn(
  { t, say }: Visit,
  { id, procedure }: Found,
  { by, act, type, field, paper }: Found['found'][number],
): Html {
  if (paper !== undefined)
    return html`<a href="${paperAddress(id, paper)}">${t('制发的公文', 'a paper issued in it')}</a>`;
  if (by === 'file') return html`${t('案卷编号', 'its number')}`;
  if (by === 'subject') return html`${t('主体', 'its subject')}`;
  const link = html`<a href="${fileAddress(id)}/acts/${encodeURIComponent(act ?? '')}">${type ? say(actTitle(procedure, type)) : act}</a>`;
  return by === 'officer'
    ? html`${link} ${t('提交人', 'filed by')}`
    : html`${link} ${field && say(labelOf(field, {}).label)}`;
}
