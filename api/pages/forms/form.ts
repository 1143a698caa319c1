/** 填写和提交 A form of the API as a page: shown, added to, sent under a key of its own, and shown again with what was said of it. */
import { randomUUID } from 'node:crypto';
import type { FieldProblem, ProblemBody } from '../../http/problems.ts';
import { html, type Html } from '../html.ts';
import { csrfField, problemBox, underClause } from '../layout.ts';
import type { Visit } from '../visit.ts';
import { controlsOf, idOf } from './controls.ts';
import { hasDocuments, hashName, tooLargeName } from './documents.ts';
import { withIds } from './lists.ts';
import { placeOf } from './places.ts';
import { readForm, rowsName, rowsOf } from './reading.ts';
import { hasField, type Node } from './schema.ts';

export interface FormSpec {
  action: string;
  procedure: string;
  schema: Node;
  /** Of the API: what it is sent to. */
  path: string;
  button: string;
}

/** What a link may say beforehand: fields by their path, of those that the form has. */
export function prefilled(query: URLSearchParams, schema: Node): URLSearchParams {
  const known = (name: string): boolean =>
    schema.properties === undefined || hasField(schema, name.split('/')[1]!);
  return new URLSearchParams([...query].filter(([name]) => name.startsWith('/') && known(name)));
}

/** What is said of a form that is shown again. */
interface Told {
  problem?: ProblemBody;
  key?: string;
  focus?: string | undefined;
}

/** Its first button is the one that the Enter key presses: it sends the form, and nobody sees it. */
export function formShown(
  visit: Visit,
  { action, procedure, schema, button }: FormSpec,
  form: URLSearchParams,
  { problem, key = randomUUID(), focus }: Told = {},
): Html {
  const { language, csrf } = visit;
  const problems = problem?.fields ?? [];
  return html`${problem && said(visit, problem, { schema, form })}${problem && whatIsIn(visit, problem, action)}
<form method="post" action="${action}"${hasDocuments(schema) && html` enctype="multipart/form-data"`}>${csrfField(csrf)}<input type="hidden" name="_key" value="${key}"><button class="first" tabindex="-1" aria-hidden="true">${button}</button>
${controlsOf({ language, procedure, root: schema, form, problems, focus })}
<p><button>${button}</button></p></form>`;
}

/** What another session has filled in was not sent on. */
export const notSent = ({ t }: Visit): Html =>
  html`<div class="box warn" role="alert"><p><strong>${t('没有提交。', 'Not sent.')}</strong> ${t('所填内容来自此前的登录；请核对，然后提交。', 'This was filled in under a former sign-in. Look it through, then send it.')}</p></div>`;

/** What another session has filled in, as it was, under the token of this one: nothing has been sent. */
export const formAgain = (visit: Visit, spec: FormSpec): Html => {
  const { form } = visit;
  const key = form.get('_key') ?? randomUUID();
  return html`${notSent(visit)}${formShown(visit, spec, form, { key })}`;
};

/** Where something may have been, or has been, received under the key of this form: what to do, so that it counts once. */
function whatIsIn({ t }: Visit, { code, status }: ProblemBody, action: string): Html | false {
  if (code === 'idempotency-conflict')
    return html`<div class="box warn"><p>${t('本表单先前提交的内容已经收到，修改后的没有提交。先到案卷中查看已收到的；确需另行提交的，', 'What this form said before has been received; what was changed since was not sent. Look at what is in the file first; if you do mean another one,')} <a href="${action}">${t('打开新的表单', 'open a new form')}</a>${t('。', '.')}</p></div>`;
  return (
    status >= 500 &&
    html`<div class="box warn"><p>${t('不知道是否已经收到。请不作修改，原样再次提交：只算一次。', 'Whether it was received is not known. Send it unchanged: it counts once.')}</p></div>`
  );
}

/** Whoever has sent it goes on here: the box has the focus. What is wrong with the fields is said in their names, and leads to them. */
function said(
  visit: Visit,
  problem: ProblemBody,
  filled: { schema: Node; form: URLSearchParams },
): Html {
  const { language, t } = visit;
  const { fields = [], code, instance } = problem;
  if (fields.length === 0) return problemBox(language, problem, true);
  const own = code === 'bad-input';
  return html`${!own && problemBox(language, problem)}<div class="box bad" role="alert" tabindex="-1" autofocus><p><strong>${t(`需要更正 ${fields.length} 处；所填内容都在，更正后再次提交。`, `To be corrected: ${fields.length}. What was filled in is still here; correct it and send it again.`)}</strong></p>
${own && underClause(language, problem)}<ul>${fields.map((one) => html`<li><a href="#${idOf(one.path)}">${calledIn(visit, one, filled)}</a>${t('：', ': ')}${one[language]}</li>`)}</ul>${own && html`<p class="soft small">${code} · ${instance}</p>`}</div>`;
}

const calledIn = (
  { say, t }: Visit,
  { path }: FieldProblem,
  { schema, form }: { schema: Node; form: URLSearchParams },
): string =>
  placeOf(schema, form, path)
    ?.labels.map((label) => say(label))
    .join(' › ') ||
  path ||
  t('整个表单', 'the whole form');

/** `ask`: nothing was sent, only a row more, another form or a hash was asked for. */
export type Sent =
  | { kind: 'ask'; form: URLSearchParams; key: string; focus?: string }
  | { kind: 'problem'; problem: ProblemBody; form: URLSearchParams; key: string }
  | { kind: 'done'; status: number; body: unknown };

/**
 * Sends what was filled in. The key of the form makes that a form sent twice counts once; after a refusal the form has a new one, for what is corrected is another
 * content. Where nothing is known of the outcome the key stays, and the same form may be sent again; it stays too where another content is in under it already.
 */
export async function sendForm(visit: Visit, { path, schema }: FormSpec): Promise<Sent> {
  const { form } = visit;
  const key = form.get('_key') ?? randomUUID();
  const add = form.get('_add');
  if (add !== null) {
    const rows = rowsOf(form, add, 0);
    form.set(rowsName(add), String(rows + 1));
    return { kind: 'ask', form, key, focus: `${add}/${rows}` };
  }
  if (form.has('_show')) return { kind: 'ask', form, key };
  const hash = form.get(hashName) ?? form.get(tooLargeName);
  if (hash !== null) return { kind: 'ask', form, key, focus: `${hash}/sha256` };
  const read = readForm(schema, await withIds(visit, schema, form));
  const reply = await visit.ask({
    method: 'POST',
    path,
    headers: { 'Idempotency-Key': key },
    body: read.body,
  });
  if (reply.status < 400) return { kind: 'done', status: reply.status, body: reply.body };
  const problem = reply.body as ProblemBody;
  const stays = reply.status >= 500 || problem.code === 'idempotency-conflict';
  return { kind: 'problem', problem, form: read.form, key: stays ? key : randomUUID() };
}
