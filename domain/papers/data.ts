/** 文书内容 What a paper says, made of the file's own data: the act that it is of, earlier acts, the opening, the registries; and what whoever issues it adds. */
import { z } from 'zod';
import {
  amountWords,
  dayWords,
  type Paper,
  type PaperField,
  type WordFor,
  type Written,
} from '../law/papers.ts';
import { day, instantText, line } from '../law/shapes.ts';
import { parseInstant } from '../time/civil-date.ts';
import { instantWords } from './instant-words.ts';
import { candidates, sourceOf, topOf, valueAt } from './source.ts';
import type { CommonField } from './common.ts';
import type { PaperData } from './sheet.ts';

/** An accepted act, with what it says. */
export interface SourceAct {
  id: string;
  type: string;
  payload: unknown;
  /** 依令删除 The fields of it that were erased by order. */
  erased: readonly string[];
}
/** An act that states a paper: whether by a hash of the paper's own, and what it says where the paper was filled in for it. */
export interface Filed {
  act: string;
  type: string;
  own: boolean;
  accepted: boolean | null;
  says: Readonly<Record<string, unknown>>;
}
export interface PaperSources {
  /** The act that the paper is of, where it has been accepted. */
  act: SourceAct | undefined;
  /** Every accepted act, in their order; the first one opened the file. */
  acts: readonly SourceAct[];
  common: Readonly<Record<CommonField, string>>;
  word: WordFor;
  /** A value of such a field of such an act, with what its form declares as codes or ids of people and units called by name. */
  called: (act: string, path: string, value: unknown) => unknown;
}
/** From which field of which act a value was taken, or for which field of an act to come it was typed: where those words are erased, the paper's go too. */
export type Taken = { act: string; field: string } | { act: null; of: string; field: string };

/** Erased words are asked of nobody: a court has said that they are gone. */
const ERASED = '（依令删除）';

/** Some lines of text: what a person writes where no act says it. */
const text = z
  .string()
  .trim()
  .min(1)
  .max(4000)
  // oxlint-disable-next-line no-control-regex
  .regex(/^[^\p{Cs}\u0000-\u0009\u000B-\u001F\u007F]*$/u, {
    error: '不得含控制字符（换行除外） | No control characters but line breaks',
  });
const shapes: Readonly<Record<Written, z.ZodType>> = {
  line: line(200),
  text,
  day,
  instant: instantText,
  amount: z.int().positive(),
  lines: z.array(line(300)).min(1).max(60),
};

/** What stands in an act, and where. */
function foundIn(
  field: PaperField,
  sources: PaperSources,
): { value: unknown; taken: Taken; at: { type: string; path: string } } | 'erased' | undefined {
  const source = sourceOf(field, sources);
  if (!source) return undefined;
  const { act, path } = source;
  if (act.erased.includes(topOf(path))) return 'erased';
  const value = valueAt(act.payload, path);
  return value === undefined || value === null || value === ''
    ? undefined
    : { value, taken: { act: act.id, field: topOf(path) }, at: { type: act.type, path } };
}

/** The fields that nobody has said yet, as a form: what whoever issues the paper fills in. */
export function askedShape(paper: Paper, sources: PaperSources): z.ZodObject {
  return z.strictObject(
    Object.fromEntries(
      Object.entries(paper.fields)
        .filter(([, field]) => foundIn(field, sources) === undefined)
        .map(([name, field]) => {
          const { zh, en } = field.label;
          const shape = shapes[field.written].meta({ description: `${zh} ${en}` });
          return [name, field.optional ? shape.optional() : shape];
        }),
    ),
  );
}

const written: Readonly<Record<Written, (value: unknown) => string | string[]>> = {
  line: (value) => (typeof value === 'boolean' ? (value ? '是' : '否') : String(value)),
  text: (value) => String(value),
  day: (value) => dayWords(String(value)),
  instant: (value) => {
    const at = parseInstant(String(value));
    return at === undefined ? String(value) : instantWords(at);
  },
  amount: (value) => amountWords(value),
  lines: (value) => (Array.isArray(value) ? value.map(String) : [String(value)]),
};

/** The type of the act that says such a field, or will. */
const typeOf = ({ from }: PaperField, paper: Paper, { acts }: PaperSources): string | undefined =>
  from && (from.opening ? acts[0]?.type : (from.act ?? paper.act));

const pointer = (path: string): string => `/${path.replaceAll('.', '/')}`;

/** `given`: as `askedShape` has checked it. `filled`: what of it the act to come says too, by its place in the form of that act. */
export function dataOf(
  paper: Paper,
  sources: PaperSources,
  given: Readonly<Record<string, unknown>>,
): { data: PaperData; taken: Taken[]; filled: Record<string, unknown> } {
  const taken: Taken[] = [];
  const filled: Record<string, unknown> = {};
  const data: Record<string, string | readonly string[]> = { ...sources.common };
  for (const [name, field] of Object.entries(paper.fields)) {
    const found = foundIn(field, sources);
    if (found === 'erased') {
      data[name] = ERASED;
      continue;
    }
    const value = found ? found.value : given[name];
    if (value === undefined) continue;
    const at = found?.at;
    const of = at?.type ?? typeOf(field, paper, sources);
    if (found) taken.push(found.taken);
    else if (of) taken.push({ act: null, of, field: topOf(field.from!.path) });
    // Typed of one of several: whichever it was, where its words are erased the paper's go too.
    for (const { id } of found ? [] : candidates(field, sources))
      taken.push({ act: id, field: topOf(field.from!.path) });
    if (!found && of === paper.act) filled[pointer(field.from!.path)] = value;
    const said = of ? sources.called(of, at?.path ?? field.from!.path, value) : value;
    data[name] =
      found && field.show ? field.show(said, sources.word) : written[field.written](said);
  }
  return { data, taken, filled };
}
