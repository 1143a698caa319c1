/** 定期汇总 The monthly summary (第六条): numbers by act, by stage and by month of registration, each record once, and never who has recorded it. Pure. */
import { addMonths, civilDate, civilDateOf } from '../time/civil-date.ts';
import type { Instant } from '../time/instant.ts';
import { entriesOf, type Book, type SealedRecord } from './book.ts';
import { disclosed, type Figures } from './disclosure.ts';
import { lobbyingActs, stages } from './terms.ts';

const monthOf = (at: Instant): string => civilDateOf(at).slice(0, 7);
const following = (month: string): string => addMonths(civilDate(`${month}-01`), 1).slice(0, 7);

/** The records of a month as its summary counts them: as their forms stood when they were registered. */
function figuresOf(records: readonly SealedRecord[], month: string): Figures {
  const forms = records
    .filter(({ kind }) => kind === 'encounter')
    .flatMap((record) => entriesOf(record, 'registered'))
    .filter(({ at }) => monthOf(at) === month)
    .map(({ told }) => told.form);
  return {
    records: forms.length,
    byStage: stages.map((stage) => forms.filter((form) => form.stage === stage).length),
    byAct: lobbyingActs.map((act) => forms.filter(({ acts }) => acts.includes(act)).length),
  };
}

/** Makes what has become due: every month since the register was opened, in order, without a gap, also after an outage. */
export function summarise(book: Book, now: Instant, smallNumber: number): void {
  const last = book.summaries.at(-1)?.month;
  let month = last ? following(last) : monthOf(book.openedAt);
  for (; month < monthOf(now); month = following(month)) {
    const figures = figuresOf(book.records, month);
    book.summaries.push({
      month,
      filedAt: now,
      zero: figures.records === 0,
      figures: disclosed(figures, smallNumber),
      received: null,
    });
  }
}
