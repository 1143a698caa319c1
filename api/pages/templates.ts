/** 公文模板 The words of a paper as the bureau wants them: proposed here part by part, held against the fields of the paper by the API, decided at 双人复核. */
import type { Template } from '../../domain/law/papers.ts';
import { Problem, type ProblemBody } from '../http/problems.ts';
import { select } from './filters.ts';
import { notSent } from './forms/form.ts';
import { html, type Html } from './html.ts';
import { csrfField, problemBox } from './layout.ts';
import { PROPOSALS, whoProposes, type Me } from './proposals.ts';
import { readTemplate, templateFields, templateShown, type Written } from './template-fields.ts';
import type { Page, Shown, Visit } from './visit.ts';
import { beijing } from './words.ts';

const HERE = '/desk/templates';
type Sentence = { zh: string; en: string };
interface Kind {
  id: string;
  procedure: string;
  procedureTitle: Sentence;
  title: Sentence;
  fields: Record<string, { label: Sentence; written: string; optional: boolean }>;
  template: Template;
  version: number | null;
}
interface Kinds {
  items: Kind[];
  common: Record<string, Sentence>;
}
interface Own {
  templates: { kind: string; version: number; inForceFrom: string; template: Template | null }[];
}

const kindTitle = ({ say }: Visit, { procedureTitle, title }: Kind): string =>
  `${say(procedureTitle)} · ${say(title)}`;

export const templatesPage: Page = (visit) => shown(visit, visit.query.get('kind') ?? '');

/** Of one kind, or of which there are. */
async function shown(
  visit: Visit,
  asked: string,
  { problem, sent, box }: { problem?: ProblemBody; sent?: Written; box?: Html } = {},
): Promise<Shown> {
  const { t } = visit;
  const [{ items, common }, { templates }, me] = await Promise.all([
    visit.read<Kinds>('/v1/papers/kinds'),
    visit.read<Own>('/v1/papers/series'),
    visit.read<Me>('/v1/me'),
  ]);
  const may = visit.rolesFor('PUT /v1/papers/templates')?.some((role) => me.roles.includes(role));
  const kind = items.find(({ id }) => id === asked);
  if (asked && !kind) throw new Problem('not-found');
  const options = items.map((one) => [one.id, kindTitle(visit, one)] as const);
  const next =
    Math.max(0, ...templates.flatMap((one) => (one.kind === asked ? one.version : []))) + 1;
  // Whoever has been told that another version has come meanwhile may propose the one after it.
  const isPassed = problem?.fields?.some(({ path }) => path === '/version');
  const version = (!isPassed && visit.form.get('version')) || String(next);
  return {
    ...(problem && { status: problem.status }),
    title: t('公文模板', 'Templates of papers'),
    here: HERE,
    body: html`${box}${problem && told(visit, problem, sent)}<p><a href="${PROPOSALS}">${t('双人复核、公文字号', 'Two persons, series of papers')}</a></p>
<section><form method="get" action="${HERE}">${select('kind', t('哪种公文', 'Which paper'), options, asked)}<p><button class="plain">${t('打开', 'Open')}</button></p></form>${ownShown(visit, templates, new Map(options))}</section>
${kind && html`<section><h2>${kindTitle(visit, kind)}</h2>${may ? formOf(visit, { kind, common, version }, sent) : html`${templateShown(kind.template)}${await whoProposes(visit, me)}`}</section>`}`,
  };
}

const ownShown = (
  { t }: Visit,
  templates: Own['templates'],
  titles: ReadonlyMap<string, string>,
): Html | false =>
  templates.length > 0 &&
  html`<h2>${t('本局的模板', 'Templates of the bureau')}</h2><ul>${templates.map(({ kind, version, inForceFrom, template }) => html`<li><a href="${HERE}?kind=${encodeURIComponent(kind)}">${titles.get(kind) ?? kind}</a> ${t(`第 ${version} 版`, `version ${version}`)} · ${inForceFrom}${template === null && t('（标准模板）', ' (the standard one)')}</li>`)}</ul>`;

function formOf(
  visit: Visit,
  of: { kind: Kind; common: Kinds['common']; version: string },
  sent?: Written,
): Html {
  const { t, say, csrf, now, form } = visit;
  const { kind, common, version } = of;
  const fields = [
    ...Object.entries(kind.fields).map(([name, { label }]) => [name, label] as const),
    ...Object.entries(common),
  ];
  const lists = Object.entries(kind.fields).filter(([, { written }]) =>
    ['lines', 'text'].includes(written),
  );
  const value = (name: string, otherwise: string): string => form.get(name) ?? otherwise;
  return html`<details><summary>${t('可以引用的项目', 'Fields that it may name')}</summary><ul>${fields.map(([name, label]) => html`<li><code>{{${name}}}</code> ${say(label)}</li>`)}</ul></details>
<p class="soft">${t('写作 {{项目}} 的，制发时填入项目的值。一行是一段；清空的不再印出。', 'What is written as {{field}} is filled in when the paper is issued. A line is a paragraph; what is emptied is printed no more.')}</p>
<form method="post" action="${HERE}?kind=${encodeURIComponent(kind.id)}">${csrfField(csrf)}<input type="hidden" name="version" value="${version}">
${templateFields(visit, sent?.template ?? kind.template, { lists: lists.map(([name, { label }]) => [name, say(label)]), label: (name) => say(kind.fields[name]?.label ?? common[name] ?? { zh: name, en: name }) })}
<div class="field"><label for="f-inForceFrom">${t('施行日期', 'In force from')}</label><input type="date" id="f-inForceFrom" name="inForceFrom" value="${value('inForceFrom', beijing(now).slice(0, 10))}" required></div>
<div class="field"><label for="f-reason">${t('理由', 'Reason')}</label><input type="text" id="f-reason" name="reason" maxlength="500" value="${value('reason', '')}" required></div>
<p><button name="_do" value="own">${t('提出', 'Propose it')}</button>${kind.version !== null && html` <button class="plain" name="_do" value="standard">${t('提出恢复标准模板', 'Propose the standard one again')}</button>`}</p></form>`;
}

/** What is wrong, in the parts in which it stands. */
function told({ language, t }: Visit, problem: ProblemBody, sent?: Written): Html {
  const { fields = [] } = problem;
  const place = (path: string): Html => {
    const [, block] = /^\/template\/body\/(\d+)/.exec(path) ?? [];
    const part = block === undefined ? undefined : sent?.parts[Number(block)];
    if (part !== undefined)
      return html`<a href="#f-b${part}">${t(`第 ${part + 1} 部分`, `Part ${part + 1}`)}</a>`;
    if (path.startsWith('/template/title')) return html`${t('标题', 'Title')}`;
    if (path.startsWith('/template/to')) return html`${t('主送', 'To')}`;
    return html`${t('整个模板', 'The template')}`;
  };
  return html`${problemBox(language, problem, true)}${fields.length > 0 && html`<ul class="box bad">${fields.map((one) => html`<li>${place(one.path)}${t('：', ': ')}${one[language]}</li>`)}</ul>`}`;
}

export const templateAgain: Page = (visit) =>
  shown(visit, visit.query.get('kind') ?? '', {
    sent: readTemplate(visit.form),
    box: notSent(visit),
  });

export const proposeTemplate: Page = async (visit) => {
  const { form } = visit;
  const kind = visit.query.get('kind') ?? '';
  const sent = readTemplate(form);
  const { status, body } = await visit.ask({
    method: 'PUT',
    path: '/v1/papers/templates',
    body: {
      kind,
      template: form.get('_do') === 'standard' ? null : sent.template,
      version: Number(form.get('version')),
      inForceFrom: form.get('inForceFrom') ?? '',
      reason: (form.get('reason') ?? '').trim(),
    },
  });
  if (status < 400) return { to: PROPOSALS };
  return shown(visit, kind, { problem: body as ProblemBody, sent });
};
