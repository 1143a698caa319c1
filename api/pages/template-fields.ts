/** 模板的各部分 The parts of a template as fields of a form, and read back: what kind of part each is stands in the form itself. */
import type { Block, Template } from '../../domain/law/papers.ts';
import { select, type Option } from './filters.ts';
import { html, type Html } from './html.ts';
import type { Visit } from './visit.ts';

/** `parts`: from which part of the form each block comes, for one part may become several. */
export interface Written {
  template: Template;
  parts: number[];
}

const blockShown = (one: Block): Html => {
  switch (one.kind) {
    case 'paragraph':
      return html`${one.text}`;
    case 'heading':
      return html`<strong>${one.text}</strong>`;
    case 'table':
      return html`<ul>${one.rows.map(({ label, text }) => html`<li>${label}：${text || '—'}</li>`)}</ul>`;
    case 'list':
      return html`{{${one.field}}}`;
    case 'signatures':
      return html`${one.labels.join('；')}`;
  }
};

export const templateShown = ({ title, to, body }: Template): Html =>
  html`<p><strong>${title}</strong></p>${to && html`<p>${to}</p>`}<ol>${body.map((one) => html`<li>${blockShown(one)}${one.when && html` <span class="soft">{{${one.when}}}</span>`}</li>`)}</ol>`;

interface Around {
  /** What can be listed in lines. */
  lists: readonly Option[];
  label: (field: string) => string;
}

/** With an empty paragraph after the last one. */
export function templateFields(visit: Visit, { title, to, body }: Template, around: Around): Html {
  const { t } = visit;
  const all: Block[] = [...body, { kind: 'paragraph', text: '' }];
  return html`${input('title', t('标题', 'Title'), title)}${input('to', t('主送', 'To'), to ?? '')}
${all.map((one, n) => part(visit, around, one, n))}<input type="hidden" name="parts" value="${all.length}">`;
}

const input = (name: string, label: string, value: string): Html =>
  html`<div class="field"><label for="f-${name}">${label}</label><input type="text" id="f-${name}" name="${name}" value="${value}" maxlength="2000"></div>`;
const area = (name: string, label: string, value: string): Html =>
  html`<div class="field"><label for="f-${name}">${label}</label><textarea id="f-${name}" name="${name}" rows="3">${value}</textarea></div>`;

const kindWords: Record<Block['kind'], readonly [zh: string, en: string]> = {
  paragraph: ['段落', 'Paragraph'],
  heading: ['小标题', 'Heading'],
  table: ['表格', 'Table'],
  list: ['分行列出', 'Lines'],
  signatures: ['签名', 'Signatures'],
};

function part({ t }: Visit, { lists, label }: Around, one: Block, n: number): Html {
  const at = `b${n}`;
  const name = `${n + 1}. ${t(...kindWords[one.kind])}`;
  return html`<fieldset id="f-${at}"><legend>${name}${one.when && t(`（仅在有“${label(one.when)}”时）`, ` (only where there is: ${label(one.when)})`)}</legend><input type="hidden" name="${at}.kind" value="${one.kind}">${one.when && html`<input type="hidden" name="${at}.when" value="${one.when}">`}${inner()}</fieldset>`;

  function inner(): Html {
    switch (one.kind) {
      case 'paragraph':
      case 'heading':
        return area(`${at}.text`, t(`第 ${n + 1} 部分的文字`, `Words of part ${n + 1}`), one.text);
      case 'signatures':
        return area(
          `${at}.text`,
          t(`第 ${n + 1} 部分的签名，每行一个`, `Who signs in part ${n + 1}, one in a line`),
          one.labels.join('\n'),
        );
      case 'list':
        return select(
          `${at}.field`,
          t(`第 ${n + 1} 部分列出的项目`, `What part ${n + 1} lists`),
          [['', t('不列', 'nothing')], ...lists],
          one.field,
        );
      case 'table':
        return html`${[...one.rows, { label: '', text: '' }].map(
          (row, r) =>
            html`${input(`${at}.${r}.label`, t(`第 ${n + 1} 部分第 ${r + 1} 行：名称`, `Part ${n + 1}, row ${r + 1}: name`), row.label)}${input(`${at}.${r}.text`, t(`第 ${n + 1} 部分第 ${r + 1} 行：内容`, `Part ${n + 1}, row ${r + 1}: content`), row.text)}`,
        )}<input type="hidden" name="${at}.rows" value="${one.rows.length + 1}">`;
    }
  }
}

/** As many as a template may have, and one more to be refused. */
const MOST = { parts: 121, rows: 41 };
type Sent = ReadonlyMap<string, string>;
const counted = (form: Sent, name: string, most: number): number[] =>
  Array.from({ length: Math.max(0, Math.min(most, Number(form.get(name)) || 0)) }, (_, n) => n);

export function readTemplate(given: URLSearchParams): Written {
  const form = new Map(given);
  const text = (name: string): string => (form.get(name) ?? '').trim();
  const body: Block[] = [];
  const parts: number[] = [];
  for (const n of counted(form, 'parts', MOST.parts))
    for (const block of blocksOf(form, `b${n}`)) {
      body.push(block);
      parts.push(n);
    }
  const to = text('to');
  return { template: { title: text('title'), ...(to && { to }), body }, parts };
}

function blocksOf(form: Sent, at: string): Block[] {
  const text = (name: string): string => (form.get(`${at}.${name}`) ?? '').trim();
  const lines = text('text')
    .split(/\r?\n/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const when = text('when') ? { when: text('when') } : {};
  switch (text('kind')) {
    case 'paragraph':
    case 'heading':
      return lines.map((one) => ({
        kind: text('kind') === 'heading' ? 'heading' : 'paragraph',
        text: one,
        ...when,
      }));
    case 'signatures':
      return lines.length > 0 ? [{ kind: 'signatures', labels: lines, ...when }] : [];
    case 'list':
      return text('field') ? [{ kind: 'list', field: text('field'), ...when }] : [];
    case 'table': {
      const rows = counted(form, `${at}.rows`, MOST.rows)
        .map((r) => ({ label: text(`${r}.label`), text: text(`${r}.text`) }))
        .filter(({ label, text: cell }) => label !== '' || cell !== '');
      return rows.length > 0 ? [{ kind: 'table', rows, ...when }] : [];
    }
    default:
      return [];
  }
}
