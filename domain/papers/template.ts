/**
 * 模板 A template as a bureau writes it: blocks with `{{field}}` in their texts, and nothing that is executed. It is held against the fields of its paper: a
 * field that the paper does not have, a list where a text belongs, a brace that is left open are each refused with their place.
 */
import { z } from 'zod';
import type { Block, Paper, Template } from '../law/papers.ts';
import { line, lineOrNothing } from '../law/shapes.ts';
import { commonFields } from './common.ts';

const name = z.string().regex(/^[a-zA-Z][A-Za-z0-9]{0,39}$/, {
  error: '项目名：字母开头，字母和数字 | A field: letters and digits, a letter first',
});
const when = name.optional();
const text = line(2000);
/** 手填 What is written in by hand is a cell with nothing in it, in standard templates too. */
const cell = lineOrNothing(2000);
const block = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['paragraph', 'heading']), text, when }),
  z.strictObject({
    kind: z.literal('table'),
    rows: z
      .array(z.strictObject({ label: line(60), text: cell }))
      .min(1)
      .max(40),
    when,
  }),
  z.strictObject({ kind: z.literal('list'), field: name, when }),
  z.strictObject({ kind: z.literal('signatures'), labels: z.array(line(60)).min(1).max(8), when }),
]);
export const templateShape = z
  .strictObject({ title: line(60), to: line(200).optional(), body: z.array(block).min(1).max(120) })
  .meta({
    id: 'PaperTemplate',
    description:
      '文书模板：正文中用 {{项目}} 引用该文书的项目 Blocks of text, in which {{field}} stands for a field of the paper',
  });

/** A fault of a template, and where it is. */
export interface TemplateFault {
  path: string;
  zh: string;
  en: string;
}

const isList = (paper: Paper, field: string): boolean =>
  paper.fields[field]?.written === 'lines' || paper.fields[field]?.written === 'text';
const known = (paper: Paper, field: string): boolean =>
  Object.hasOwn(paper.fields, field) || Object.hasOwn(commonFields, field);

/** Every place in the template that the paper cannot fill. */
export function faultsOf(template: Template, paper: Paper): TemplateFault[] {
  return [
    ...inText(template.title, '/title', paper),
    ...(template.to === undefined ? [] : inText(template.to, '/to', paper)),
    ...template.body.flatMap((one, n) => inBlock(one, `/body/${n}`, paper)),
  ];
}

function inBlock(one: Block, at: string, paper: Paper): TemplateFault[] {
  const found = one.when && !known(paper, one.when) ? [unknown(one.when, `${at}/when`)] : [];
  switch (one.kind) {
    case 'paragraph':
    case 'heading':
      return [...found, ...inText(one.text, `${at}/text`, paper)];
    case 'table':
      return [
        ...found,
        ...one.rows.flatMap((row, n) => [
          ...inText(row.label, `${at}/rows/${n}/label`, paper),
          ...inText(row.text, `${at}/rows/${n}/text`, paper),
        ]),
      ];
    case 'list':
      return [
        ...found,
        ...(known(paper, one.field)
          ? isList(paper, one.field)
            ? []
            : [
                fault(
                  `${at}/field`,
                  `“${one.field}”不是可以分行列出的项目`,
                  `"${one.field}" has no lines to list`,
                ),
              ]
          : [unknown(one.field, `${at}/field`)]),
      ];
    case 'signatures':
      return [
        ...found,
        ...one.labels.flatMap((label, n) => inText(label, `${at}/labels/${n}`, paper)),
      ];
  }
}

const fault = (path: string, zh: string, en: string): TemplateFault => ({ path, zh, en });
const unknown = (field: string, path: string, at?: number): TemplateFault =>
  fault(
    path,
    `本文书没有项目“${field}”${at === undefined ? '' : `（第 ${at + 1} 个字符处）`}`,
    `The paper has no field "${field}"${at === undefined ? '' : ` (character ${at + 1})`}`,
  );

function inText(given: string, path: string, paper: Paper): TemplateFault[] {
  const found = [...given.matchAll(PLACE)].flatMap((place) =>
    known(paper, place[1]!) ? [] : [unknown(place[1]!, path, place.index)],
  );
  const rest = given.replaceAll(PLACE, '');
  return /\{\{|\}\}/.test(rest)
    ? [
        ...found,
        fault(
          path,
          '有没有写完的 {{ }}：写作 {{项目}}，项目名只有字母和数字',
          'A {{ }} is not complete: write {{field}}, letters and digits only',
        ),
      ]
    : found;
}

/** 项目的位置 Where a value goes. */
const PLACE = /\{\{\s*([A-Za-z][A-Za-z0-9]{0,39})\s*\}\}/g;

/** The text with its values. What has none stands as a stroke, as on a form that was left empty. */
export const filled = (text: string, valueOf: (field: string) => string | undefined): string =>
  text.replaceAll(PLACE, (_, field: string) => valueOf(field) || '／');
