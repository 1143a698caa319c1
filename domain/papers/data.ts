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
import type { CommonField } from './common.ts';
import type { PaperData } from './sheet.ts';

/** An accepted act, with what it says. */
export interface SourceAct {
  id: string;
  type: string;
  payload: unknown;
}
export interface PaperSources {
  /** The act that the paper is of, where it has been accepted. */
  act: SourceAct | undefined;
  /** Every accepted act, in their order; the first one opened the file. */
  acts: readonly SourceAct[];
  common: Readonly<Record<CommonField, string>>;
  word: WordFor;
}
/** From which field of which act a value was taken: where those words are erased, the paper's go too. */
export interface Taken {
  act: string;
  field: string;
}

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

const valueAt = (payload: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (of, part) => (typeof of === 'object' && of !== null ? Reflect.get(of, part) : undefined),
      payload,
    );

const sourceOf = ({ from }: PaperField, { act, acts }: PaperSources): SourceAct | undefined =>
  from === undefined
    ? undefined
    : from.opening
      ? acts[0]
      : from.act === undefined
        ? act
        : acts.findLast(({ type }) => type === from.act);

/** What stands in an act, and where. */
function foundIn(
  field: PaperField,
  sources: PaperSources,
): { value: unknown; taken: Taken } | undefined {
  const act = sourceOf(field, sources);
  if (!act) return undefined;
  const value = valueAt(act.payload, field.from!.path);
  return value === undefined || value === null || value === ''
    ? undefined
    : { value, taken: { act: act.id, field: field.from!.path.split('.')[0]! } };
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

const written: Readonly<Record<Written, (value: unknown, word: WordFor) => string | string[]>> = {
  line: (value, word) => (typeof value === 'boolean' ? (value ? '是' : '否') : word(String(value))),
  text: (value) => String(value),
  day: (value) => dayWords(String(value)),
  instant: (value) => {
    const at = parseInstant(String(value));
    return at === undefined ? String(value) : instantWords(at);
  },
  amount: (value) => amountWords(value),
  lines: (value, word) =>
    Array.isArray(value) ? value.map((one) => word(String(one))) : [String(value)],
};

/** `filled`: as `askedShape` has checked it. */
export function dataOf(
  paper: Paper,
  sources: PaperSources,
  given: Readonly<Record<string, unknown>>,
): { data: PaperData; taken: Taken[] } {
  const taken: Taken[] = [];
  const data: Record<string, string | readonly string[]> = { ...sources.common };
  for (const [name, field] of Object.entries(paper.fields)) {
    const found = foundIn(field, sources);
    if (found) taken.push(found.taken);
    const value = found ? found.value : given[name];
    if (value === undefined) continue;
    data[name] =
      found && field.show
        ? field.show(value, sources.word)
        : written[field.written](value, sources.word);
  }
  return { data, taken };
}
