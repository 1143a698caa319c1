/**
 * 文书的声明 What papers a procedure owes in writing: which letter, notice or record goes with which act, who issues it, and what stands in it. Declared by the
 * procedure's own room (`papers.ts`) as data; whoever makes papers (domain/papers) knows no procedure.
 */
import type { Sentence } from './refusal.ts';

/** 版式 How a paper is laid out: a letter between bodies, a decision or notice to a party, a record or a receipt that people sign. */
export const layouts = ['letter', 'notification', 'decision', 'record', 'receipt'] as const;
export type Layout = (typeof layouts)[number];

/** How a value is written, and how it is asked for where no act says it yet: a line, a text, a day, an instant, an amount (fen), lines of a list. */
export type Written = 'line' | 'text' | 'day' | 'instant' | 'amount' | 'lines';

/** What a code is called in this procedure: of a field that is declared to hold codes. */
export type WordFor = (code: string) => string;

/** An act of a type, where it says this. */
export interface ActSaying {
  path: string;
  is: string;
}
export interface PaperField {
  label: Sentence;
  written: Written;
  /**
   * Where it stands: in the act that the paper is of (`act` absent), in the last accepted act of another type, in what opened the file; or nowhere, and whoever
   * issues the paper says it. What an act does not say yet is asked for as well. `changedBy`: what such an act has said later takes its place. `only`: of acts
   * that each are about a thing of their own it is taken where there is one alone; of several whoever issues the paper says it. `where`: of such an act alone.
   */
  from?: {
    act?: string;
    opening?: true;
    /** 登记 Said by the register of what the file is about, of the one that the paper tells: asked of nobody. */
    register?: true;
    /** Of the paper that this act states, where it was issued here: what its kind is called (else `otherwise`), or its number (else what stands at the path). */
    paper?: 'title' | 'number';
    otherwise?: string;
    path: string;
    where?: ActSaying;
    changedBy?: { act: string; path: string; where?: ActSaying };
    only?: true;
  };
  optional?: true;
  /** What whoever issues the paper is offered, and may change. */
  offers?: 'subject';
  /** Of a value that is no plain text: its lines. What the form of the act declares as a code or an id is called by name already. */
  show?: (value: unknown, word: WordFor) => readonly string[];
}

/**
 * 适用 What must have been said for a kind to fit: by the act that it goes with, by the last accepted act of another type, or by what opened the file. What
 * nobody has said yet contradicts nothing. Without `values`: anything. `never`: no accepted act of that type has said one of them.
 */
export interface Fit {
  act?: string;
  opening?: true;
  path: string;
  /** `null`: or nothing. */
  values?: readonly (string | boolean | null)[];
  never?: true;
  /** Or that any accepted act of another type has said so. */
  or?: { act: string; path: string; values: readonly (string | boolean)[] };
}

/** 模板 A template is data: blocks with `{{field}}` in their texts. `when`: only where that field has a value. */
export type Block =
  | { kind: 'paragraph' | 'heading'; text: string; when?: string | undefined }
  | { kind: 'table'; rows: { label: string; text: string }[]; when?: string | undefined }
  | { kind: 'list'; field: string; when?: string | undefined }
  | { kind: 'signatures'; labels: string[]; when?: string | undefined };
export interface Template {
  title: string;
  /** 主送 To whom it is addressed. */
  to?: string | undefined;
  body: Block[];
}

export interface Paper {
  /** Its kind, within its procedure: it stands in registers and never changes. */
  kind: string;
  title: Sentence;
  layout: Layout;
  /** The act that it goes with; it stands under the clause of that act. */
  act: string;
  /** `before`: the act states its number and hash, so it is issued first; `after`: it says what an accepted act has said. */
  when: 'before' | 'after';
  /** Of one that goes before its act and that the act does not state: the acts after which it is used up, and another one may be issued. */
  accompanies?: readonly string[];
  /** Acts that must have been accepted before it has a number, beside those from which it takes what it must say. */
  needs?: readonly string[];
  /** 紧急 Where what opened the file says something at this place, it waits for none of `needs`. */
  needsUnless?: string;
  /** 视内容而定 Acts that must have been accepted too where one of the rows that are filled in for this field says one of these there. */
  needsWhere?: readonly { act: string; field: string; at: string; values: readonly string[] }[];
  /** 重新作出 Its act is done anew only where the one before stands no more: what it rests on then came after that one. */
  afresh?: true;
  /** Of an act that may end in several ways, and of a file that may stand in several: for which the kind is. */
  fits?: readonly Fit[];
  /** 他人签名的记录 Somebody who is no officer has signed it: what they have said, given or seen. It is withdrawn by two persons, whether or not an act has stated it. */
  testimony?: true;
  /** Several of one act stand beside each other: each is a record or a letter of its own. */
  many?: true;
  /** 立卷的公文 Of the letter that opens a file, and is issued before there is one: what the form of the opening takes for every such letter, by its place there. */
  opens?: Readonly<Record<string, string>>;
  /** 逐个告知 Of a file that is about many: it tells one of them, of one of these kinds, and nothing of any other. Of each one such paper stands. */
  about?: readonly string[];
  /** The role of the unit that it is addressed to; absent: the subject. */
  receiver?: string;
  /** The roles of the units that issue it; whoever may file the act may too. */
  by: readonly string[];
  /** 落款 `bureau`: signed by the organ itself, whoever issues it (行政处罚法 59); absent: by the unit that issues it. */
  signer?: 'bureau';
  /** 行政检查文书基本格式 The official form that it is by name. */
  form?: string;
  fields: Readonly<Record<string, PaperField>>;
  template: Template;
}

// What declarations are written with.

const plain = (
  zh: string,
  en: string,
  written: Written,
  more: Partial<PaperField> = {},
): PaperField => ({
  label: { zh, en },
  written,
  ...more,
});
/** Said by the act that the paper is of; asked for until it is filed. */
export const said = (
  path: string,
  written: Written,
  zh: string,
  en: string,
  show?: PaperField['show'],
): PaperField => plain(zh, en, written, { from: { path }, ...(show && { show }) });
/** Said by an earlier act of the file. */
export const earlier = (
  act: string,
  path: string,
  written: Written,
  zh: string,
  en: string,
  show?: PaperField['show'],
): PaperField => plain(zh, en, written, { from: { act, path }, ...(show && { show }) });
/** Said by what opened the file. */
export const opened = (
  path: string,
  written: Written,
  zh: string,
  en: string,
  show?: PaperField['show'],
): PaperField => plain(zh, en, written, { from: { opening: true, path }, ...(show && { show }) });
/** Said by the register, of the one that is told. */
export const registered = (path: string, written: Written, zh: string, en: string): PaperField =>
  plain(zh, en, written, { from: { register: true, path } });
/** 所送达的文书 What the paper is called that an act states, or its number. */
export const servedTitle = (act?: { readonly type: string }, otherwise?: string): PaperField =>
  plain('送达的文书（名称）', 'What is served', 'line', {
    from: {
      ...(act && { act: act.type }),
      path: 'documentNo',
      paper: 'title',
      ...(otherwise && { otherwise }),
    },
  });
export const servedNumber = (act?: { readonly type: string }): PaperField =>
  plain('送达文书文号', 'Number of what is served', 'line', {
    from: { ...(act && { act: act.type }), path: 'documentNo', paper: 'number' },
  });
/** No act says it. */
export const asked = (written: Written, zh: string, en: string): PaperField =>
  plain(zh, en, written);
/** What such an act has said since, at the same place or at another, takes its place. */
export const changedBy = (
  act: { readonly type: string },
  field: PaperField,
  { path, where }: { path?: string; where?: ActSaying } = {},
): PaperField => ({
  ...field,
  from: {
    ...field.from!,
    changedBy: { act: act.type, path: path ?? field.from!.path, ...(where && { where }) },
  },
});
/** Of an earlier act that says this. */
export const ofOneSaying = (where: ActSaying, field: PaperField): PaperField => ({
  ...field,
  from: { ...field.from!, where },
});
/** Of an earlier act of which there may be several, each about a thing of its own. */
export const onlyOf = (field: PaperField): PaperField => ({
  ...field,
  from: { ...field.from!, only: true },
});
type Values = NonNullable<Fit['values']>;
/** The act that it goes with says so at this place. */
export const where = (path: string, ...values: Values): Fit => ({
  path,
  ...(values.length > 0 && { values }),
});
/** The last accepted act of that type says so; without values: says anything there. */
export const whereLast = (
  { type: act }: { readonly type: string },
  path: string,
  ...values: Values
): Fit => ({ act, ...where(path, ...values) });
/** No accepted act of that type says so. */
export const unless = (
  { type: act }: { readonly type: string },
  path: string,
  ...values: Values
): Fit => ({ act, path, values, never: true });
/** What opened the file says so. */
export const whereOpened = (path: string, ...values: Values): Fit => ({
  opening: true,
  path,
  values,
});
export const maybe = (field: PaperField): PaperField => ({ ...field, optional: true });

export const p = (text: string, when?: string): Block => ({
  kind: 'paragraph',
  text,
  ...(when && { when }),
});
export const h = (text: string, when?: string): Block => ({
  kind: 'heading',
  text,
  ...(when && { when }),
});
export const rows = (...all: readonly (readonly [label: string, text: string])[]): Block => ({
  kind: 'table',
  rows: all.map(([label, text]) => ({ label, text })),
});
export const list = (field: string): Block => ({ kind: 'list', field, when: field });
export const signed = (...labels: string[]): Block => ({ kind: 'signatures', labels });

/** Fen as yuan, with its thousands parted. */
const yuan = (fen: unknown): string => {
  const whole = String(Math.trunc(Number(fen) / 100)).replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return `${whole}.${String(Number(fen) % 100).padStart(2, '0')}元`;
};
const isRow = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
/** What stands in a list of rows, or one row by itself. */
export const rowsOf = (value: unknown): readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(value) ? value.filter(isRow) : isRow(value) ? [value] : [];

/** 措施 Measures with their amounts and days, as decisions state them. */
export const measureLines: PaperField['show'] = (value, word) =>
  rowsOf(value).map((one) =>
    [
      word(String(one['measure'] ?? '')),
      one['amountFen'] !== undefined && yuan(one['amountFen']),
      one['clause'] !== undefined && `协议${String(one['clause'])}`,
      one['by'] !== undefined && `于 ${dayWords(String(one['by']))}前完成`,
      one['endsOn'] !== undefined && `至 ${dayWords(String(one['endsOn']))}止`,
      one['reviewOn'] !== undefined && `${dayWords(String(one['reviewOn']))}复核`,
    ]
      .filter(Boolean)
      .join('，'),
  );
/** Codes as they are called, each a line. */
export const wordLines: PaperField['show'] = (value, word) =>
  (Array.isArray(value) ? value : [value]).map((one) => word(String(one)));
/** One text of each row. */
export const partLines =
  (...names: readonly string[]): PaperField['show'] =>
  (value) =>
    rowsOf(value).map((one) =>
      names.flatMap((name) => (one[name] === undefined ? [] : [String(one[name])])).join('：'),
    );

export const dayWords = (day: string): string => {
  const [, year, month, of] = /^(\d{4})-(\d\d)-(\d\d)/.exec(day) ?? [];
  return year ? `${year}年${Number(month)}月${Number(of)}日` : day;
};
export const amountWords = yuan;
