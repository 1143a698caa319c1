/** 一次办理 One request to the register: what has become due is entered first, then the request is judged. It changes the book that it is given, which exists for this turn alone. */
import type { Refusal } from '../law/refusal.ts';
import { civilDateOf, formatInstant } from '../time/civil-date.ts';
import { canonicalJson } from '../proof/canonical.ts';
import { sha256Hex } from '../proof/hashing.ts';
import type { Book, Entry, SealedRecord } from './book.ts';
import { decide, holdAccountable, reportRetaliation } from './deciding.ts';
import type { Asked, AskedTo } from './forms.ts';
import { inOffice, type Ground } from './ground.ts';
import { enterWhatIsDue } from './lapses.ts';
import { readsAs } from './readers.ts';
import { officesOnly, refuse, repeatedOtherwise, tooMany } from './refusals.ts';
import { register, type Stamp } from './registering.ts';
import { correct, file, report } from './reporting.ts';
import { listFor, receiptOf, shownTo, type Answer } from './shown.ts';

/** `missing`: there is none, or it is not for the caller; nothing tells the two apart. */
export type Outcome = { answer: Answer } | { refusal: Refusal } | { missing: true };

/** What is asked within the seal; opening and growth are acts on the whole register. */
export type Inside = Exclude<Asked, { do: 'open' | 'grow' }>;

const MISSING = { missing: true } as const;

export function perform(book: Book, asked: Inside, ground: Ground): Outcome {
  enterWhatIsDue(book, ground.now, ground.settings.smallNumber);
  switch (asked.do) {
    case 'list':
      return { answer: listFor(book, ground) };
    case 'summary':
    case 'receive-summary':
      return summaryOf(book, asked, ground);
    case 'read':
      return read(book, asked, ground);
    default:
      return once(book, asked, ground);
  }
}

type Acting = Exclude<Inside, { do: 'list' | 'summary' | 'receive-summary' | 'read' }>;

/** Sent again, an act is known by its author and its key, and answered as it was; with another content it is refused (一次一报告). */
function once(book: Book, asked: Acting, ground: Ground): Outcome {
  const { id, through } = ground.caller;
  const key = asked.do === 'register' ? `encounter\n${asked.encounter}` : `act\n${asked.key}`;
  const mark = ground.mark(`${id}\n${key}`);
  const content = sha256Hex([], canonicalJson(JSON.parse(JSON.stringify(asked))));
  for (const record of book.records)
    for (const entry of record.entries)
      if (entry.once?.mark === mark)
        return entry.once.content === content
          ? { answer: receiptOf(record, entry, ground) }
          : { refusal: repeatedOtherwise() };
  if (enteredToday(book, ground) >= ground.settings.entriesPerDay) return { refusal: tooMany() };
  const stamp: Stamp = {
    at: ground.now,
    by: id,
    ...(through && { through }),
    once: { mark, content },
  };
  return act(book, asked, ground, stamp);
}

/** One person alone does not fill the register: its growth would show, and a turn seals all of it. */
function enteredToday(book: Book, { caller, now }: Ground): number {
  const day = civilDateOf(now);
  return book.records
    .flatMap(({ entries }) => entries)
    .filter(({ by, at }) => by === caller.id && civilDateOf(at) === day).length;
}

function act(book: Book, asked: Acting, ground: Ground, stamp: Stamp): Outcome {
  switch (asked.do) {
    case 'register':
      return answered(register(book, asked, ground, stamp), ground);
    case 'retaliation':
      return answered(reportRetaliation(book, asked, ground, stamp), ground);
    case 'accountability':
      return answered(holdAccountable(book, asked, ground, stamp), ground);
    default:
      return inRecord(book, asked, ground, stamp);
  }
}

const answered = (
  result: { refusal: Refusal } | { record: SealedRecord; entry: Entry },
  ground: Ground,
): Outcome =>
  'refusal' in result ? result : { answer: receiptOf(result.record, result.entry, ground) };

type InRecord = Exclude<Acting, { do: 'register' | 'retaliation' | 'accountability' }>;

function inRecord(book: Book, asked: InRecord, ground: Ground, stamp: Stamp): Outcome {
  const record = visible(book, asked.record, ground);
  if (!record) return MISSING;
  const result = performIn(record, asked, ground, stamp);
  return answered('refusal' in result ? result : { ...result, record }, ground);
}

function performIn(
  record: SealedRecord,
  asked: InRecord,
  ground: Ground,
  stamp: Stamp,
): { refusal: Refusal } | { entry: Entry } {
  const encounter = asked.do === 'correct' || asked.do === 'report' || asked.do === 'file';
  if (encounter && record.kind !== 'encounter')
    return {
      refusal: refuse(
        'not-awaited',
        '这类记录没有这一步。',
        'A record of this kind has no such step.',
        '核对记录编号。',
        'Check the id of the record.',
      ),
    };
  switch (asked.do) {
    case 'correct':
      return correct(record, asked, ground, stamp);
    case 'report':
      return report(record, asked, ground, stamp);
    case 'file':
      return file(record, asked, ground, stamp);
    default:
      return decide(record, asked, ground, stamp);
  }
}

/** Every record is looked at in every case. */
const visible = (book: Book, id: string, ground: Ground): SealedRecord | undefined =>
  book.records.filter((record) => readsAs(record, ground)).find((record) => record.id === id);

function read(book: Book, { record: id, purpose }: AskedTo<'read'>, ground: Ground): Outcome {
  const record = visible(book, id, ground);
  if (!record) return MISSING;
  const { now, caller } = ground;
  const day = civilDateOf(now);
  const known = record.openings.find((one) => one.by === caller.id && one.day === day);
  if (known) Object.assign(known, { times: known.times + 1, last: now, purpose });
  else record.openings.push({ by: caller.id, day, times: 1, last: now, purpose });
  return { answer: { records: [shownTo(record, ground)] } };
}

/** 备案 Summaries are for the supervision of enforcement (and discipline inspection), whoever heads the body that they are filed for. */
function summaryOf(
  book: Book,
  asked: AskedTo<'summary'> | AskedTo<'receive-summary'>,
  ground: Ground,
): Outcome {
  if (!inOffice(ground, ground.caller.id)) return { refusal: officesOnly() };
  const summary = book.summaries.find(({ month }) => month === asked.month);
  if (!summary)
    return {
      refusal: refuse(
        'summary-unknown',
        '没有这个月的汇总：月份尚未结束，或者登记簿尚未启用。',
        'There is no summary of that month: it has not ended, or the register was not open.',
        '查阅已结束的月份。',
        'Ask for a month that has ended.',
        'TJ51-A2-6.1',
      ),
    };
  if (asked.do === 'receive-summary') summary.received ??= { by: ground.caller.id, at: ground.now };
  const { received, filedAt, ...told } = summary;
  return {
    answer: {
      summary: {
        ...told,
        filedAt: formatInstant(filedAt),
        receivedAt: received && formatInstant(received.at),
      },
    },
  };
}
