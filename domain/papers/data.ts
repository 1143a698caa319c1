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
import { pointer, saidByKind } from './fits.ts';
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
  /** What stands at a path of the form of an act. */
  shapeAt?: (act: string, path: string) => z.ZodType | undefined;
  /** What the register says of the one that the paper tells. */
  registered?: unknown;
  /** 送达 The paper that an act states and that was issued here, by the name of its kind. */
  stated?: (act: string) => { title: string; number: string } | undefined;
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

/** `taken`, `at`: of what stands in an act; a register and a paper that was issued say it without one. */
interface Found {
  value: unknown;
  taken?: Taken;
  at?: { type: string; path: string };
}
/** What stands in an act, and where. */
function foundIn(field: PaperField, sources: PaperSources): Found | 'erased' | undefined {
  if (field.from?.register) {
    const value = valueAt(sources.registered, field.from.path);
    return value === undefined || value === null ? undefined : { value };
  }
  const source = sourceOf(field, sources);
  if (!source) return undefined;
  const { act, path } = source;
  const { paper, otherwise } = field.from!;
  const stated = paper && (sources.stated?.(act.id)?.[paper] ?? otherwise);
  if (stated) return { value: stated };
  if (paper === 'title') return undefined;
  if (act.erased.includes(topOf(path))) return 'erased';
  const value = valueAt(act.payload, path);
  return value === undefined || value === null || value === ''
    ? undefined
    : { value, taken: { act: act.id, field: topOf(path) }, at: { type: act.type, path } };
}

/** 照表单填写 Rows that the act to come says too are asked for as its form asks for them: so the act takes them as they are. */
function rowsAt(field: PaperField, paper: Paper, sources: PaperSources): z.ZodType | undefined {
  const { from, show, optional } = field;
  if (!show || !from || from.opening || (from.act ?? paper.act) !== paper.act) return undefined;
  const shape = sources.shapeAt?.(paper.act, from.path);
  return shape instanceof z.ZodArray && !optional ? shape.min(1) : shape;
}

/** The fields that nobody has said yet, as a form: what whoever issues the paper fills in. */
export function askedShape(paper: Paper, sources: PaperSources): z.ZodObject {
  return z.strictObject(
    Object.fromEntries(
      Object.entries(paper.fields)
        .filter(([, field]) => !field.from?.register && foundIn(field, sources) === undefined)
        .map(([name, field]) => {
          const { zh, en } = field.label;
          const asked = rowsAt(field, paper, sources) ?? shapes[field.written];
          const shape = asked.meta({ description: `${zh} ${en}` });
          const offered = field.offers && sources.common[field.offers];
          return [
            name,
            offered ? shape.default(offered) : field.optional ? shape.optional() : shape,
          ];
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
  !from || from.register || from.paper === 'title'
    ? undefined
    : from.opening
      ? acts[0]?.type
      : (from.act ?? paper.act);

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
    if (found?.taken) taken.push(found.taken);
    else if (!found && of) taken.push({ act: null, of, field: topOf(field.from!.path) });
    // Typed of one of several: whichever it was, where its words are erased the paper's go too.
    for (const { id } of found ? [] : candidates(field, sources))
      taken.push({ act: id, field: topOf(field.from!.path) });
    if (!found && of === paper.act) filled[pointer(field.from!.path)] = value;
    const inRows = found !== undefined || rowsAt(field, paper, sources) !== undefined;
    const said = of ? sources.called(of, at?.path ?? field.from!.path, value) : value;
    data[name] =
      inRows && field.show ? field.show(said, sources.word) : written[field.written](said);
  }
  // What the kind says by itself of the act to come.
  if (!sources.act)
    for (const [at, [only, ...others]] of saidByKind(paper))
      if (others.length === 0) filled[at] = only;
  return { data, taken, filled };
}
