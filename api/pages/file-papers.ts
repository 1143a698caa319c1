/** 文书和案卷档案 The documents of a file as a list, and its dossier to take along, with the purpose that the API asks for. */
import { actTitle } from '../../domain/dossier/titles.ts';
import type { ProblemBody } from '../http/problems.ts';
import { addressOf, fileAddress } from './duty-lines.ts';
import { procedureTitle } from './file-address.ts';
import type { FileShown } from './file-parts.ts';
import { select } from './filters.ts';
import { notSent } from './forms/form.ts';
import { labelOf } from './forms/schema.ts';
import { html, type Html } from './html.ts';
import { csrfField, problemBox } from './layout.ts';
import type { Page, Shown, Visit } from './visit.ts';
import { at } from './words.ts';

interface DocumentShown {
  act: string;
  type: string;
  field: string;
  id: string;
  sha256: string;
  where: string;
  receivedAt: string;
}

/** As many as one page has; the API has the rest. */
const MOST = 500;

/** They stand in the words of acts, which are read and entered in the read log: only when somebody asks for them. */
export async function documentsShown(visit: Visit, file: FileShown): Promise<Html> {
  const { t, say, query } = visit;
  const title = html`<h2>${t('文书', 'Documents')}</h2>`;
  if (query.get('documents') !== 'shown')
    return html`<section class="noprint">${title}<p><a href="${fileAddress(file.id)}?documents=shown#documents">${t('列出本卷引用的文书', 'List the documents that the file refers to')}</a></p></section>`;
  const { items, next } = await visit.read<{ items: DocumentShown[]; next: string | null }>(
    `${addressOf(file.id)}/documents?limit=${MOST}`,
  );
  if (items.length === 0)
    return html`<section id="documents">${title}<p>${t('没有您可以查阅的文书引用。', 'None that you may read.')}</p></section>`;
  const field = (path: string): string =>
    path
      .split('/')
      .slice(1)
      .map((step) => (/^\d+$/.test(step) ? String(Number(step) + 1) : say(labelOf(step, {}).label)))
      .join(' · ');
  return html`<section id="documents">${title}<p>${t(`文书引用 ${items.length} 份`, `${items.length} documents are referred to`)}</p>${next !== null && html`<p class="soft">${t(`只列最早的 ${MOST} 份。`, `The first ${MOST} only.`)}</p>`}<table class="stack"><thead><tr>${[
    t('收到', 'Received'),
    t('所在', 'In'),
    t('文书', 'Document'),
    t('存放', 'Kept at'),
  ].map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${items.map(
    (one) =>
      html`<tr><td>${at(one.receivedAt)}</td><td><a href="${fileAddress(file.id)}/acts/${encodeURIComponent(one.act)}">${say(actTitle(file.procedure, one.type))}</a> <span class="soft">${field(one.field)}</span></td><td>${one.id}<br><code>${one.sha256}</code></td><td>${one.where}</td></tr>`,
  )}</tbody></table></section>`;
}

const formats = [
  ['zip', '全部（zip，含校验脚本）', 'everything (zip, with its verifier)'],
  ['docx', '文档（docx）', 'document (docx)'],
  ['html', '网页（html）', 'page (html)'],
] as const;

/** 用途 is asked for where it is taken along, for the read log has it. */
export const dossierForm = (visit: Visit, file: string): Html => {
  const { t, csrf, form } = visit;
  return html`<details class="card noprint"${form.size > 0 && html` open`}><summary>${t('案卷档案', 'Dossier')}</summary><form method="post" action="${fileAddress(file)}/dossier">${csrfField(csrf)}
<div class="field"><label for="purpose">${t('用途', 'Purpose')}<span class="bad" aria-hidden="true"> *</span></label><p class="help" id="purpose-help">${t('记入查阅登记；不写个人信息。', 'The read log has it; nothing personal.')}</p><input type="text" id="purpose" name="purpose" required maxlength="200" value="${form.get('purpose') ?? ''}" aria-describedby="purpose-help"></div>
${select(
  'format',
  t('格式', 'Format'),
  formats.map(([value, zh, en]) => [value, t(zh, en)]),
  form.get('format') ?? 'zip',
)}<p><button class="plain">${t('下载', 'Download')}</button></p></form></details>`;
};

/** With what is wrong, or, where another session has filled it in, with nothing asked for. */
const shownAgain = async (visit: Visit, problem?: ProblemBody): Promise<Shown> => {
  const file = await visit.read<FileShown>(addressOf(visit.params['file']!));
  return {
    ...(problem && { status: problem.status }),
    title: visit.t('案卷档案', 'Dossier'),
    body: html`<p><a href="${fileAddress(file.id)}">${procedureTitle(visit, file.procedure)} ${file.id}</a></p>${problem ? problemBox(visit.language, problem) : notSent(visit)}${dossierForm(visit, file.id)}`,
  };
};

export const dossier: Page = async (visit) => {
  const { form, params, ask } = visit;
  const asked = form.get('format') ?? '';
  const [format] = formats.find(([one]) => one === asked) ?? formats[0];
  const { status, headers, raw, body } = await ask({
    method: 'GET',
    path: `${addressOf(params['file']!)}/dossier?format=${format}`,
    headers: { 'Duban-Purpose': encodeURIComponent((form.get('purpose') ?? '').trim()) },
  });
  if (status !== 200 || !raw) return shownAgain(visit, body as ProblemBody);
  return {
    bytes: raw,
    headers: {
      'Content-Type': String(headers['content-type']),
      'Content-Disposition': String(headers['content-disposition']),
    },
  };
};

export const dossierAgain: Page = (visit) => shownAgain(visit);
