/** 到期 What a turn enters by itself before anything else: periods that have passed, and months that have ended. What is owed can be read at any instant; nobody has to wait for a turn. Pure. */
import { HOUR, instant, type Instant } from '../time/instant.ts';
import { append, entriesOf, type Book, type SealedRecord } from './book.ts';
import { nextLevelOf } from './chain.ts';
import type { Ground } from './ground.ts';
import { breachesOf, standingOf } from './standing.ts';
import { summarise } from './summary.ts';

export function enterWhatIsDue(book: Book, now: Instant, smallNumber: number): void {
  for (const record of book.records) if (record.kind === 'encounter') enterBreach(record, now);
  summarise(book, now, smallNumber);
}

/** 第四条 The report of the handling officer; whoever is no handler owes it as a matter of management. */
function enterBreach(record: SealedRecord, now: Instant): void {
  const { mark, reports, reportDue } = standingOf(record);
  if (mark !== 'handler' || reports.length > 0 || now <= reportDue) return;
  if (breachesOf(record).some(({ duty }) => duty === 'report')) return;
  append(record, { type: 'breach', at: now, by: null, told: { duty: 'report', due: reportDue } });
}

export interface Owed {
  record: string;
  duty: 'report' | 'next-level' | 'judge-paper' | 'take-up' | 'receive-summary';
  clause: string;
  force: 'text' | 'management';
  due: Instant | null;
  overdue: boolean;
}

/** What the caller owes now, of the records that he may read. */
export function owedBy(record: SealedRecord, ground: Ground, office: boolean): Owed[] {
  const { now, settings } = ground;
  const owed = (
    duty: Owed['duty'],
    due: Instant | null,
    clause = 'TJ51-A2-4',
    force: Owed['force'] = 'management',
  ): Owed[] => [
    { record: record.id, duty, clause, force, due, overdue: due !== null && now > due },
  ];
  if (record.kind === 'retaliation')
    return office && entriesOf(record, 'taken-up').length === 0
      ? owed(
          'take-up',
          instant(record.entries[0]!.at + settings.retaliationDays * 24 * HOUR),
          'TJ51-A2-8',
        )
      : [];
  if (record.kind !== 'encounter') return [];
  const standing = standingOf(record);
  const paper = office && standing.paper === 'claimed' ? owed('judge-paper', null, 'X-13') : [];
  const next = nextLevelOf(record, ground);
  if (next?.by !== ground.caller.id) return paper;
  const last = standing.reports.at(-1);
  if (!last)
    return [
      ...paper,
      ...owed(
        'report',
        standing.reportDue,
        'TJ51-A2-4',
        standing.mark === 'handler' ? 'text' : 'management',
      ),
    ];
  return [...paper, ...owed('next-level', instant(last.at + settings.nextLevelHours * HOUR))];
}
