/** 现状 How a record stands: everything that its entries say, folded in their order. Pure. */
import { HOUR, instant, type Instant } from '../time/instant.ts';
import { parseInstant } from '../time/civil-date.ts';
import { entriesOf, type EntryOf, type SealedRecord } from './book.ts';
import type { EncounterForm } from './forms.ts';

/** 第三条、第四条 24 hours for the form, 48 for the report. */
const REGISTER_WITHIN = 24 * HOUR;
const REPORT_WITHIN = 48 * HOUR;

export interface Standing {
  registrant: string;
  unit: string;
  mark: 'handler' | 'non-handler';
  form: EncounterForm;
  registeredAt: Instant;
  /** H(24) from the encounter as it was filed first: a later correction moves nothing. */
  registerDue: Instant;
  /** H(48) from the completed form. */
  reportDue: Instant;
  reports: EntryOf<'reported'>[];
  paper: 'none' | 'claimed' | 'believed' | 'not-believed';
  finding: EntryOf<'found'> | undefined;
}

export const encountered = (form: Pick<EncounterForm, 'at'>): Instant => parseInstant(form.at)!;

export function standingOf(record: SealedRecord): Standing {
  const registered = entriesOf(record, 'registered')[0]!;
  const judged = entriesOf(record, 'paper-judged').at(-1)?.told.believed;
  const registerDue = instant(encountered(registered.told.form) + REGISTER_WITHIN);
  // only a paper form that was completed in time can reverse the breach; a late one is kept as what it is.
  const { paper } = registered.told;
  const claimed = paper && parseInstant(paper.completedAt)! <= registerDue ? 'claimed' : 'none';
  return {
    registrant: registered.by!,
    unit: registered.told.unit,
    mark: registered.told.mark,
    form: (entriesOf(record, 'corrected').at(-1) ?? registered).told.form,
    registeredAt: registered.at,
    registerDue,
    reportDue: instant(registered.at + REPORT_WITHIN),
    reports: entriesOf(record, 'reported'),
    paper:
      claimed === 'none' || judged === undefined ? claimed : judged ? 'believed' : 'not-believed',
    finding: entriesOf(record, 'found').at(-1),
  };
}

export interface Breach {
  duty: 'register' | 'report';
  clause: 'TJ51-A2-3.3' | 'TJ51-A2-4';
  due: Instant;
  enteredAt: Instant;
  doneAt?: Instant;
  /** 纸质登记 The breach of a form that was completed on paper in time waits for an office to believe it. */
  state: 'standing' | 'claimed-in-time' | 'reversed';
}

export function breachesOf(record: SealedRecord): Breach[] {
  if (record.kind !== 'encounter') return [];
  const { registeredAt, reports, paper } = standingOf(record);
  const states = {
    none: 'standing',
    claimed: 'claimed-in-time',
    believed: 'reversed',
    'not-believed': 'standing',
  } as const;
  return entriesOf(record, 'breach').map(({ at, told: { duty, due } }) => {
    const doneAt = duty === 'register' ? registeredAt : reports[0]?.at;
    return {
      duty,
      clause: duty === 'register' ? 'TJ51-A2-3.3' : 'TJ51-A2-4',
      due,
      enteredAt: at,
      ...(doneAt !== undefined && { doneAt }),
      state: duty === 'register' ? states[paper] : 'standing',
    };
  });
}
