/** 提交文书 The form of an act, made of the schema that the file itself offers; and an act with what became of it. */
import { actTitle } from '../../domain/dossier/titles.ts';
import { formOf, schemaOf } from '../intake/procedures.ts';
import { Problem } from '../http/problems.ts';
import { addressOf, fileAddress } from './duty-lines.ts';
import { procedureTitle } from './file-address.ts';
import {
  clauseShown,
  unitShown,
  verdictShown,
  type ActShown,
  type FileShown,
} from './file-parts.ts';
import { formAgain, formShown, sendForm, type FormSpec } from './forms/form.ts';
import { listsFor } from './forms/lists.ts';
import { bothLanguages, type Node } from './forms/schema.ts';
import { fromPaper, unfitShown } from './from-paper.ts';
import { html, type Html } from './html.ts';
import { facts, problemBox } from './layout.ts';
import { namesOf, officerShown, subjectNames } from './names.ts';
import { payloadShown } from './payload.ts';
import type { Page, Shown, Visit } from './visit.ts';
import { at } from './words.ts';

/** Whatever the procedure has of this name has a form; whether it may be filed now says the API, when it is. */
async function specOf(
  visit: Visit,
): Promise<{ file: FileShown; spec: FormSpec; offered: boolean }> {
  const type = visit.params['type']!;
  const file = await visit.read<FileShown>(addressOf(visit.params['file']!));
  const form = formOf(file.procedure, type);
  if (!form) throw new Problem('not-found');
  // Which of several duties of one kind it is about stands in the address, and stays there.
  const asked = new URLSearchParams(
    [...visit.query].filter(([name]) => ['item', '/item', '/duty'].includes(name)),
  );
  return {
    file,
    offered: file.possible.some(({ act }) => act === type),
    spec: {
      action: `${fileAddress(file.id)}/new/${encodeURIComponent(type)}${asked.size > 0 ? `?${asked}` : ''}`,
      procedure: file.procedure,
      schema: schemaOf(form.shape) as Node,
      path: `${addressOf(file.id)}/acts/${encodeURIComponent(type)}`,
      button: visit.t('提交', 'File it'),
    },
  };
}

async function around(
  visit: Visit,
  { file, spec, offered }: { file: FileShown; spec: FormSpec; offered: boolean },
  form: Html,
): Promise<Shown> {
  const { t, say, query } = visit;
  const item = query.get('item');
  return {
    title: say(actTitle(file.procedure, visit.params['type']!)),
    body: html`<p><a href="${fileAddress(file.id)}">${procedureTitle(visit, file.procedure)} ${file.id}</a>${item && html` · ${item}`}${aboutDuty(visit, file)}</p>
${!offered && html`<div class="box warn"><p>${t('案卷现在不等您提交这种文书；提交的，将说明理由。', 'The file does not wait for this act of yours now; filing it will be answered with the reason.')}</p></div>`}
<section>${form}${await listsFor(visit, spec.schema)}</section>`,
  };
}

/** 就哪项义务 The form has its key; people know what is owed. */
const aboutDuty = ({ query, say, t }: Visit, { duties }: FileShown): Html | false => {
  const about = duties.find(({ key }) => key === query.get('/duty'));
  return (
    about !== undefined && html` · ${t('就义务：', 'about: ')}<strong>${say(about.action)}</strong>`
  );
};

export const newAct: Page = async (visit) => {
  const found = await specOf(visit);
  const { procedure, schema } = found.spec;
  const type = visit.params['type']!;
  const { form, unfit } = await fromPaper(visit, { file: found.file.id, procedure, schema, type });
  const shown = formShown(visit, found.spec, form);
  return around(visit, found, unfit ? html`${unfitShown(visit, unfit)}${shown}` : shown);
};

/** What another session has filled in, shown again: nothing is sent. */
export const newActAgain: Page = async (visit) => {
  const found = await specOf(visit);
  return around(visit, found, formAgain(visit, found.spec));
};

export const fileAct: Page = async (visit) => {
  const found = await specOf(visit);
  const sent = await sendForm(visit, found.spec);
  if (sent.kind === 'ask')
    return around(visit, found, formShown(visit, found.spec, sent.form, sent));
  if (sent.kind === 'problem')
    return {
      status: sent.problem.status,
      ...(await around(visit, found, formShown(visit, found.spec, sent.form, sent))),
    };
  const { id } = sent.body as { id: string };
  return { to: `${fileAddress(found.file.id)}/acts/${encodeURIComponent(id)}` };
};

/** Of an act, or of the one that has opened the file. */
function schemaFor(visit: Visit, procedure: string, type: string): Node | undefined {
  const form = formOf(procedure, type);
  if (form) return schemaOf(form.shape) as Node;
  return visit.openings().find((one) => one.procedure === procedure && one.type === type)?.schema;
}

/** One act: its receipt, its verdict, what has begun with it, and what it says. */
export const actPage: Page = async (visit) => {
  const { t, say, params } = visit;
  const given = await visit.read<FileShown>(addressOf(params['file']!));
  const act = await visit.read<ActShown>(
    `${addressOf(given.id)}/acts/${encodeURIComponent(params['act']!)}`,
  );
  const owing = (act.started ?? []).map(({ owedBy }) => owedBy);
  const [names, subjects] = await Promise.all([
    namesOf(visit, { units: [act.unit, ...owing], officers: [act.officer] }),
    subjectNames(visit, [given.subject]),
  ]);
  const file = { ...given, names, subjects };
  return {
    title: say(actTitle(file.procedure, act.type)),
    body: html`<p><a href="${fileAddress(file.id)}">${procedureTitle(visit, file.procedure)} ${file.id}</a></p>
<section>${facts([
      [t('裁定', 'Verdict'), verdictShown(visit, act)],
      [t('收到', 'Received'), at(act.receivedAt)],
      [
        t('提交人', 'Filed by'),
        `${unitShown(visit, file, act.unit)} · ${officerShown(names, act.officer)}`,
      ],
      [t('收件序号', 'Number'), act.number],
      [t('内容哈希', 'Hash'), html`<code>${act.hash}</code>`],
    ])}${act.state === 'pending' && html`<p>${t('已收到并登记；案卷裁定后在此显示。', 'It is received and on record; the verdict will be shown here.')} <a href="">${t('刷新', 'Reload')}</a></p>`}</section>
${act.refusal && refusal(visit, act.refusal)}
${consequences(visit, file, act)}
${act.payload !== undefined && html`<section><h2>${t('内容', 'Content')}</h2>${payloadShown(visit, file.procedure, act.payload, schemaFor(visit, file.procedure, act.type))}</section>`}`,
  };
};

const refusal = (
  { language, t }: Visit,
  { code, clause, say, lawful }: NonNullable<ActShown['refusal']>,
): Html =>
  problemBox(language, {
    type: '',
    title: '',
    status: 422,
    detail: '',
    instance: t('未采纳', 'refused'),
    code,
    ...say,
    clause,
    lawful,
  });

function consequences(
  visit: Visit,
  file: FileShown,
  { started = [], warnings = [] }: ActShown,
): Html {
  const { t, say } = visit;
  return html`${warnings.length > 0 && html`<section><h2>${t('提示（不影响采纳）', 'Warnings (no bar)')}</h2><ul>${warnings.map((one) => html`<li>${say(bothLanguages(one))}</li>`)}</ul></section>`}
${
  started.length > 0 &&
  html`<section><h2>${t('由此开始的义务', 'What is owed from now on')}</h2><ul class="cards">${started.map(
    (one) =>
      html`<li><strong>${say(one.action)}</strong><br>${unitShown(visit, file, one.owedBy)} · ${t('至', 'until')} <strong>${at(one.due)}</strong> · ${clauseShown(visit, one.clause)}${one.force === 'management' && html` <span class="tag soft">${t('管理时限', 'management')}</span>`}</li>`,
  )}</ul></section>`
}`;
}
