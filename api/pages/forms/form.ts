/** 填写和提交 A form of the API as a page: shown, added to, sent under a key of its own, and shown again with what was said of it. */
import { randomUUID } from 'node:crypto';
import type { FieldProblem, ProblemBody } from '../../http/problems.ts';
import { html, type Html } from '../html.ts';
import { csrfField, problemBox } from '../layout.ts';
import type { Visit } from '../visit.ts';
import { controlsOf, idOf } from './controls.ts';
import { bodyOf, rowsName, rowsOf } from './reading.ts';
import type { Node } from './schema.ts';

export interface FormSpec {
  action: string;
  procedure: string;
  schema: Node;
  /** Of the API: what it is sent to. */
  path: string;
  button: string;
}

/** What a link may say beforehand: fields by their path. */
export function prefilled(query: URLSearchParams): URLSearchParams {
  return new URLSearchParams([...query].filter(([name]) => name.startsWith('/')));
}

export function formShown(
  visit: Visit,
  { action, procedure, schema, button }: FormSpec,
  form: URLSearchParams,
  { problem, key = randomUUID() }: { problem?: ProblemBody; key?: string } = {},
): Html {
  const { language, csrf } = visit;
  const problems = problem?.fields ?? [];
  return html`${problem && problemBox(language, problem)}${problems.length > 0 && wrongFields(visit, problems)}
<form method="post" action="${action}">${csrfField(csrf)}<input type="hidden" name="_key" value="${key}">
${controlsOf({ language, procedure, root: schema, form, problems })}
<p><button>${button}</button></p></form>`;
}

const wrongFields = ({ language, t }: Visit, problems: readonly FieldProblem[]): Html =>
  html`<div class="box bad"><p>${t('需要更正：', 'To be corrected:')}</p><ul>${problems.map((one) => html`<li><a href="#${idOf(one.path)}">${one[language]}</a> <span class="soft small">${one.path}</span></li>`)}</ul></div>`;

/** `ask`: nothing was sent, only a row more or another form was asked for. */
export type Sent =
  | { kind: 'ask'; form: URLSearchParams; key: string }
  | { kind: 'problem'; problem: ProblemBody; key: string }
  | { kind: 'done'; status: number; body: unknown };

/**
 * Sends what was filled in. The key of the form makes that a form sent twice counts once; after a refusal the form has a new one, for what is corrected is another
 * content. Where nothing is known of the outcome the key stays, and the same form may be sent again.
 */
export async function sendForm(visit: Visit, { path, schema }: FormSpec): Promise<Sent> {
  const { form } = visit;
  const key = form.get('_key') ?? randomUUID();
  const add = form.get('_add');
  if (add !== null) {
    form.set(rowsName(add), String(rowsOf(form, add, 0) + 1));
    return { kind: 'ask', form, key };
  }
  if (form.has('_show')) return { kind: 'ask', form, key };
  const reply = await visit.ask({
    method: 'POST',
    path,
    headers: { 'Idempotency-Key': key },
    body: bodyOf(schema, form),
  });
  if (reply.status < 400) return { kind: 'done', status: reply.status, body: reply.body };
  const problem = reply.body as ProblemBody;
  return { kind: 'problem', problem, key: reply.status >= 500 ? key : randomUUID() };
}
