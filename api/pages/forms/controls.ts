/** 控件 A form as a person fills it in, made of its schema alone: labels, help, limits, and beside each field what the API has said of it. */
import type { Sentence } from '../../../domain/law/refusal.ts';
import type { FieldProblem } from '../../http/problems.ts';
import { html, type Content, type Html } from '../html.ts';
import type { Language } from '../words.ts';
import { filePicker, isDocument, tooLargeName } from './documents.ts';
import { listOf as idsOf } from './lists.ts';
import { bound, leftOut, select } from './plain.ts';
import { chosenOf, eitherName, rowsName, rowsOf } from './reading.ts';
import { fieldOf, labelOf, resolved, valueLabel, type Field, type Node } from './schema.ts';

export interface Filled {
  language: Language;
  procedure: string;
  root: Node;
  /** What stands in the fields: what was sent, or what the link that leads here says. */
  form: URLSearchParams;
  problems: readonly FieldProblem[];
  /** Where whoever fills it in goes on: the row that was just added. */
  focus?: string | undefined;
}
interface Place {
  path: string;
  label: Sentence;
  help?: Sentence;
  /** Where what stands around it is filled in, it has to be there. */
  required: boolean;
  /** It may be left out of the form, and the act may be refused for it. */
  demanded?: boolean;
  /** The browser asks for it before it sends: only where everything around it is asked for too. */
  must: boolean;
}

export const idOf = (path: string): string => `f${path.replaceAll(/[^A-Za-z0-9]/g, '-')}`;

export function controlsOf(filled: Filled): Html {
  const field = fieldOf(filled.root, filled.root);
  const whole: Place = { path: '', label: { zh: '', en: '' }, required: true, must: true };
  return field.kind === 'group'
    ? html`${wrong(filled, '')}${partsOf(filled, field, whole)}`
    : control(filled, filled.root, whole);
}

const partsOf = (
  filled: Filled,
  group: Extract<Field, { kind: 'group' }>,
  { path, must }: Place,
): Html[] =>
  group.parts.map(([name, node, required]) =>
    control(filled, node, {
      path: `${path}/${name}`,
      ...labelOf(name, node),
      required,
      demanded: !required && resolved(node, filled.root)['x-demanded'] === true,
      // The browser asks for no hash and no id: with the form the chosen file is sent, and both come of it.
      must: must && required && !(['id', 'sha256'].includes(name) && isDocument(group)),
    }),
  );

const problemsAt = ({ problems }: Filled, path: string): FieldProblem[] =>
  problems.filter((one) => one.in === 'body' && one.path === path);

function wrong(filled: Filled, path: string): Html | false {
  const found = problemsAt(filled, path);
  return (
    found.length > 0 &&
    html`<div class="wrong" id="${idOf(path)}-wrong">${found.map((one) => html`<p>${one[filled.language]}</p>`)}</div>`
  );
}

const told = (filled: Filled, { path, help }: Place): Html =>
  html`${help && html`<p class="help" id="${idOf(path)}-help">${help[filled.language]}</p>`}${wrong(filled, path)}`;

/** What of a field a screen reader reads after its label. */
const described = (filled: Filled, { path, help }: Place): Html => {
  const bad = problemsAt(filled, path).length > 0;
  const by = [help && `${idOf(path)}-help`, bad && `${idOf(path)}-wrong`].filter(Boolean).join(' ');
  return html`${by && html` aria-describedby="${by}"`}${bad && html` aria-invalid="true"`}`;
};

function control(filled: Filled, node: Node, place: Place): Html {
  const field = fieldOf(node, filled.root);
  switch (field.kind) {
    case 'fixed':
      return html``;
    case 'group':
      return framed(filled, place, [
        isDocument(field) &&
          filePicker(
            filled.language,
            idOf(place.path),
            place.path,
            filled.form.getAll(tooLargeName),
          ),
        partsOf(filled, field, place),
      ]);
    case 'list':
      return listed(filled, field, place);
    case 'choices':
      return framed(
        filled,
        place,
        field.values.map(
          (value) =>
            html`<label class="choice"><input type="checkbox" name="${place.path}" value="${value}"${filled.form.getAll(place.path).includes(value) && html` checked`}>${valueLabel(filled.procedure, value)[filled.language]}</label>`,
        ),
      );
    case 'either':
      return either(filled, field.among, place);
    default:
      return single(filled, field, place);
  }
}

const focused = ({ focus }: Filled, path: string): Html | false =>
  focus === path && html` tabindex="-1" autofocus`;

/** Something stands in it, or something of it is wrong. */
const isTouched = ({ form, problems }: Filled, path: string): boolean =>
  [...form].some(([name, text]) => `${name}/`.startsWith(`${path}/`) && text !== '') ||
  problems.some((one) => `${one.path}/`.startsWith(`${path}/`));

/** What nobody has to fill in is folded away until something stands in it. */
function framed(filled: Filled, place: Place, inside: Content): Html {
  const { path, label, required } = place;
  const id = html` id="${idOf(path)}"${focused(filled, path)}`;
  const title = label[filled.language];
  if (required || isTouched(filled, path))
    return html`<fieldset${id}><legend>${title}</legend>${told(filled, place)}${inside}</fieldset>`;
  return html`<details class="field"><summary>${title}${leftOut(filled.language, place.demanded)}</summary><fieldset${id}><legend class="soft small">${title}</legend>${told(filled, place)}${inside}</fieldset></details>`;
}

function listed(
  filled: Filled,
  { each, least, most }: Extract<Field, { kind: 'list' }>,
  place: Place,
): Html {
  const { path, must } = place;
  const zh = filled.language === 'zh';
  const rows = rowsOf(filled.form, path, must ? Math.max(least, 1) : least);
  return framed(filled, place, [
    html`<input type="hidden" name="${rowsName(path)}" value="${rows}">`,
    ...Array.from({ length: rows }, (_, n) =>
      control(filled, each, {
        path: `${path}/${n}`,
        label: { zh: `第 ${n + 1} 项`, en: `No. ${n + 1}` },
        required: true,
        must: must && n < least,
      }),
    ),
    rows < most &&
      html`<p><button class="plain" name="_add" value="${path}" formnovalidate>${zh ? '添加一项' : 'Add one'}</button></p>`,
  ]);
}

/** Around one of several forms: what is wrong, and what the field is, stands inside, once. */
function either(filled: Filled, among: readonly Node[], place: Place): Html {
  const { path, label, required } = place;
  const zh = filled.language === 'zh';
  const chosen = chosenOf(filled.form, path, among);
  const id = `${idOf(path)}-either`;
  const inside = html`<div class="field"><label for="${id}">${zh ? '填哪一种' : 'Which of these'}</label><select id="${id}" name="${eitherName(path)}">${among.map((node, n) => html`<option value="${n}"${n === chosen && html` selected`}>${formName(filled, node, n)}</option>`)}</select> <button class="plain" name="_show" value="${path}" formnovalidate>${zh ? '换成这一种' : 'Show it'}</button></div>${control(filled, among[chosen]!, { ...place, required: true })}`;
  const open = required || isTouched(filled, path) || chosen > 0;
  return open
    ? html`<div class="field">${inside}</div>`
    : html`<details class="field"><summary>${label[filled.language]}${leftOut(filled.language, place.demanded)}</summary>${inside}</details>`;
}

/** As it describes itself, else by its fixed values, else by its fields. */
function formName({ root, language, procedure }: Filled, node: Node, n: number): string {
  const { description, properties } = resolved(node, root);
  if (description) return labelOf('', { description }).label[language];
  const parts = Object.entries(properties ?? {});
  const fixed = parts.flatMap(([, part]) => {
    const value = resolved(part, root).const;
    return typeof value === 'string' ? [valueLabel(procedure, value)[language]] : [];
  });
  const names = parts.map(([name, part]) => labelOf(name, part).label[language]);
  const said = (fixed.length > 0 ? fixed : names).join(language === 'zh' ? '、' : ', ');
  return said || (language === 'zh' ? `填法 ${n + 1}` : `Form ${n + 1}`);
}

function single(filled: Filled, field: Field, place: Place): Html {
  const { path, label, required } = place;
  const id = idOf(path);
  const title = label[filled.language];
  const mark = required
    ? html` <span class="bad" aria-hidden="true">*</span>`
    : place.demanded && html`<span class="soft">${leftOut(filled.language, place.demanded)}</span>`;
  return html`<div class="field"><label for="${id}">${title}${field.kind === 'instant' && (filled.language === 'zh' ? '（北京时间）' : ' (Beijing time)')}${mark}</label>${told(filled, place)}${input(filled, field, place)}</div>`;
}

function input(filled: Filled, field: Field, place: Place): Html {
  const { path, must } = place;
  const value = filled.form.get(path) ?? '';
  const usual = html` id="${idOf(path)}" name="${path}"${must && html` required`}${filled.focus === path && html` autofocus`}${described(filled, place)}`;
  switch (field.kind) {
    case 'choice':
      return select(usual, value, [
        ['', ''],
        ...field.values.map((one): [string, string] => [
          one,
          valueLabel(filled.procedure, one)[filled.language],
        ]),
      ]);
    case 'yes-no':
      return select(usual, value, [
        ['', ''],
        ['true', filled.language === 'zh' ? '是' : 'yes'],
        ['false', filled.language === 'zh' ? '否' : 'no'],
      ]);
    case 'number':
      return html`<input type="number" inputmode="numeric"${usual}${bound('min', field.node.minimum)}${bound('max', field.node.maximum)} value="${value}">`;
    case 'date':
      return html`<input type="date"${usual} value="${value}">`;
    case 'instant':
      return html`<input type="datetime-local" step="1"${usual} value="${value}">`;
    case 'address':
      return html`<input type="url"${usual} value="${value}">`;
    case 'text':
      return text(filled, place, { usual, field, value });
    default:
      return html`<textarea${usual} spellcheck="false">${value}</textarea>`;
  }
}

function text(
  { language }: Filled,
  { path }: Place,
  { usual, field, value }: { usual: Html; field: Extract<Field, { kind: 'text' }>; value: string },
): Html {
  const { longest, oneLine, pattern } = field;
  const ids = idsOf(pattern, path.split('/').at(-1));
  if (ids)
    return html`<input type="text"${usual} list="${ids}" autocomplete="off" placeholder="${language === 'zh' ? '名称或者编号' : 'name or id'}" value="${value}">`;
  const most = longest !== undefined && html` maxlength="${longest}"`;
  if (longest === undefined || longest <= 512)
    return html`<input type="text"${usual}${most} value="${value}">`;
  return html`<textarea${usual}${most}>\n${value}</textarea>${oneLine && inOneLine(language)}`;
}

/** Said beside every larger field whose text is kept as one line. */
export const inOneLine = (language: Language): Html =>
  html`<p class="help">${language === 'zh' ? '不分段：换行存为空格。' : 'Not in paragraphs: a line break is kept as a space.'}</p>`;
