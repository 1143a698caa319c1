/**
 * 文书的部件 What the papers of all procedures share: how a kind is declared by its layout, and the fields, rows and sentences that stand in many of them.
 */
import { instantWords } from '../papers/instant-words.ts';
import { parseInstant } from '../time/civil-date.ts';
import {
  asked,
  dayWords,
  earlier,
  maybe,
  p,
  rows,
  said,
  servedNumber,
  servedTitle,
  signed,
  type Block,
  type Layout,
  type Paper,
  type PaperField,
  type Written,
} from './papers.ts';

type Fields = Paper['fields'];
type Rows = readonly (readonly [label: string, text: string])[];
type Name = readonly [zh: string, en: string];
type ActName = string | { readonly type: string };
type Goes = Pick<Paper, 'act' | 'when' | 'by'>;

const goes =
  (when: Paper['when']) =>
  (act: ActName, ...by: readonly string[]): Goes => ({
    act: typeof act === 'string' ? act : act.type,
    when,
    by,
  });
/** Issued before the act that states it, or that it accompanies. */
export const before = goes('before');
/** Says what an accepted act has said. */
export const after = goes('after');

interface More {
  /** Absent: its name. */
  title?: string;
  /** Absent: the receiver, else the addressee, else the subject; `null`: to nobody. */
  to?: string | null;
  receiver?: string;
  accompanies?: Paper['accompanies'];
  signer?: Paper['signer'];
  needs?: Paper['needs'];
  needsUnless?: string;
  needsWhere?: Paper['needsWhere'];
  afresh?: true;
  fits?: Paper['fits'];
  about?: Paper['about'];
  testimony?: true;
  many?: true;
  opens?: Paper['opens'];
  /** 行政检查文书基本格式 The official form that it is by name. */
  form?: string;
}

const addressed = (fields: Fields, { to, receiver }: More): string | undefined =>
  to === null
    ? undefined
    : (to ??
      (receiver
        ? '{{receiver}}'
        : Object.hasOwn(fields, 'addressee')
          ? '{{addressee}}'
          : '{{subject}}'));

const laidOut =
  (layout: Layout) =>
  (
    kind: string,
    [zh, en]: Name,
    when: Goes,
    fields: Fields,
    body: readonly Block[],
    more: More = {},
  ): Paper => {
    const signedByPeople = layout === 'record' || layout === 'receipt';
    const to = addressed(fields, signedByPeople ? { to: null, ...more } : more);
    return {
      kind,
      title: { zh, en },
      layout,
      ...when,
      ...(more.accompanies && { accompanies: more.accompanies }),
      ...(more.needs && { needs: more.needs }),
      ...(more.needsUnless && { needsUnless: more.needsUnless }),
      ...(more.needsWhere && { needsWhere: more.needsWhere }),
      ...(more.afresh && { afresh: more.afresh }),
      ...(more.about && { about: more.about }),
      ...(more.fits && { fits: more.fits }),
      ...(more.testimony && { testimony: more.testimony }),
      ...(more.many && { many: more.many }),
      ...(more.opens && { opens: more.opens }),
      ...(more.receiver && { receiver: more.receiver }),
      ...(more.signer && { signer: more.signer }),
      ...(more.form && { form: more.form }),
      fields,
      template: { title: more.title ?? zh, ...(to && { to }), body: [...body] },
    };
  };
export const letter = laidOut('letter');
export const notification = laidOut('notification');
export const decision = laidOut('decision');
export const record = laidOut('record');
/** A receipt with rows of its own. */
export const receiptOf = laidOut('receipt');

export const servedBy = signed(
  '受送达人（签名、盖章、日期）',
  '见证人（签名、日期）',
  '送达人（签名、日期）',
);
/** 送达回证 Of one paper: to whom, how, and who signs. */
export const receipt = (
  kind: string,
  [zh, en]: Name,
  when: Goes,
  fields: Fields,
  { served, more = [] }: { served: string; more?: Rows },
): Paper =>
  receiptOf(
    kind,
    [zh, en],
    when,
    fields,
    [
      rows(
        ['受送达人', '{{recipient}}'],
        ['送达文书', served],
        ['送达方式', '{{method}}'],
        ['送达人', '{{officer}}'],
        ...more,
      ),
      servedBy,
    ],
    { title: '送达回证' },
  );

// Fields that many papers have.

export const addressee = asked('line', '受函单位', 'To whom it is addressed');
export const party = asked('line', '行政相对人', 'The party');
/** The subject, unless somebody else takes it. */
export const recipient: PaperField = {
  ...asked('line', '受送达人', 'Recipient'),
  offers: 'subject',
};
export const facts = asked('text', '事实', 'The facts');
export const place = asked('line', '地点', 'Place');
export const reasons = said('reasons', 'text', '理由', 'Reasons');
export const reason = maybe(said('reason', 'text', '理由', 'Reason'));
export const outcome = said('outcome', 'line', '决定', 'Outcome');
export const decidedAt = said('decidedAt', 'instant', '决定时间', 'Decided at');
export const findings = said('findings', 'text', '核查情况', 'Findings');
const address = asked('line', '送达地点', 'Where');
export const method = said('method', 'line', '送达方式', 'Method');
export const methodOfService = said('service.method', 'line', '送达方式', 'Method');
export const remedies = {
  remedyBody: said('remedies.body', 'line', '救济机关', 'Where remedies are sought'),
  remedyPeriod: said('remedies.period', 'line', '救济期限', 'Within which period'),
};
/** 起诉 What the acts do not say, which state one body and one period. */
export const suit = {
  court: asked('line', '起诉的人民法院', 'At which court one sues'),
  suitPeriod: asked('line', '起诉期限', 'Within which period one sues'),
};
/** 送达回证 Of the paper that an act has served: under that act, with its number and its method of service. */
export const receiptFor = (
  kind: string,
  [zh, en]: Name,
  when: Goes,
  how: PaperField = methodOfService,
): Paper =>
  receipt(
    kind,
    [`${zh}送达回证`, `Receipt: ${en}`],
    when,
    {
      served: servedTitle(undefined, zh),
      servedNo: maybe(servedNumber()),
      recipient,
      method: how,
      address,
    },
    {
      served: '{{served}} {{servedNo}}',
      more: [
        ['当事人', '{{subject}}'],
        ['送达地点', '{{address}}'],
      ],
    },
  );
/** The number that an earlier act states. */
export const numberOf = (
  act: { readonly type: string },
  zh = '决定文号',
  en = 'Number of the decision',
): PaperField => earlier(act.type, 'documentNo', 'line', zh, en);
/** A text that whoever issues the paper writes. */
export const words = (zh: string, en: string, written: Written = 'text'): PaperField =>
  asked(written, zh, en);

// Sentences and rows that many papers have.

export const because = p('理由：{{reason}}', 'reason');
/** 救济 To whoever reconsiders, and to a court: two bodies, each within a period of its own (行政处罚法 59). */
export const appealAgainst = (what: string): Block =>
  p(
    `不服${what}的，可以在{{remedyPeriod}}内向{{remedyBody}}申请行政复议，也可以在{{suitPeriod}}内向{{court}}提起行政诉讼。`,
  );
export const mayAppeal = appealAgainst('本决定');
export const whoseMatter: Rows = [
  ['当事人', '{{subject}}'],
  ['统一社会信用代码', '{{creditCode}}'],
];

/** Days and instants written out; every other text as it is. */
const textOf = (value: unknown): string => {
  const text = String(value);
  const at = /^\d{4}-\d\d-\d\dT/.test(text) ? parseInstant(text) : undefined;
  return at !== undefined
    ? instantWords(at)
    : /^\d{4}-\d\d-\d\d$/.test(text)
      ? dayWords(text)
      : text;
};
/** Each row as a line: its parts behind their labels. */
export const labelledLines =
  (...parts: readonly (readonly [name: string, label: string])[]): PaperField['show'] =>
  (value) =>
    (Array.isArray(value) ? value : []).map((row: Readonly<Record<string, unknown>>) =>
      parts
        .flatMap(([name, label]) => {
          const value = row[name];
          return value === undefined ? [] : [`${label}${textOf(value)}`];
        })
        .join('；'),
    );
