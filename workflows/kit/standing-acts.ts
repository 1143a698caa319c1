/** Acts that every file takes at any time, whatever its procedure: 督办, 补录确认, a calendar notice, 重试. */
import type { Verdict } from '../../domain/law/verdict.ts';
import type { Act } from '../../domain/law/act.ts';
import { holdsRole, type Standing } from '../../domain/law/authority.ts';
import type { Refusal } from '../../domain/law/refusal.ts';
import { recount, type Wait } from '../../domain/law/wait.ts';
import { formatInstant } from '../../domain/time/civil-date.ts';
import { inTime } from '../../domain/time/due.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { CalendarYear } from '../../domain/time/limit.ts';
import type { BreachRow, Entry } from '../../activities/contract.ts';
import * as entries from './entries.ts';
import { standingClauses } from '../../domain/law/standing-clauses.ts';

/** 可以 An act that somebody may file now without owing it. */
export interface Offer {
  act: string;
  by: readonly string[];
  clause: string;
  item?: string;
  duty?: string;
  /** Officers who hold one of these, of whatever unit; and units that may not, where all others may (`by: ['*']`). */
  roles?: readonly string[];
  except?: readonly string[];
}

/** What these acts need of the file that they are filed in. */
interface OpenFile {
  calendar: readonly CalendarYear[];
  readonly notes: string[];
  readonly waits: readonly Wait[];
  readonly settledWaits: Iterable<Wait>;
  /** A duty that is open, or that was settled, by its key. */
  wait(key: string): Wait | undefined;
  settled(key: string): Wait | undefined;
  breached(key: string): BreachRow | undefined;
  /** What is written at the end of the turn. */
  enter(entry: Entry): void;
  touch(wait: Wait, doneAt?: Instant): void;
  breach(row: BreachRow): void;
  determine(wait: Wait): void;
  recounted(notice: Act): void;
}

interface StandingAct {
  clause: string;
  /** Brought by the system itself, not by an officer: nobody's standing is asked. */
  ours?: true;
  refuse(file: OpenFile, act: Act, standing: Standing): Refusal | undefined;
  accept(file: OpenFile, act: Act): void;
}

const text = (act: Act, name: string) => String(act.facts[name] ?? '');

/** 督办 Who is chased for which duty, by which channel: counted and shown (TJ84-15.4; for Annex 1 a management act). */
const chase: StandingAct = {
  clause: standingClauses.chase,
  refuse(file, act, standing) {
    const wait = file.wait(text(act, 'duty'));
    if (!wait) return nothingToChase;
    const may = holdsRole(standing, 'coordinator') || [wait.owedTo, wait.owedBy].includes(act.unit);
    return may ? undefined : notACoordinator;
  },
  accept(file, act) {
    const wait = file.wait(text(act, 'duty'));
    if (!wait) return;
    wait.chases++;
    wait.unanswered++;
    file.touch(wait);
  },
};

const chaseAnswer: StandingAct = {
  clause: standingClauses['chase-answer'],
  refuse(file, act) {
    const wait = file.wait(text(act, 'duty')) ?? file.settled(text(act, 'duty'));
    if (!wait || wait.unanswered === 0) return nothingToAnswer;
    return wait.owedBy === act.unit ? undefined : notTheDebtor;
  },
  accept(file, act) {
    const wait = file.wait(text(act, 'duty')) ?? file.settled(text(act, 'duty'));
    if (!wait) return;
    wait.unanswered = 0;
    file.touch(wait);
  },
};

/** 补录确认 X-13: an officer of another unit has seen the evidence of a late entry; only then is the breach reversed. */
const evidenceConfirmation: StandingAct = {
  clause: standingClauses['evidence-confirmation'],
  refuse(file, act) {
    const wait = file.settled(text(act, 'duty'));
    if (!wait?.claimed) return nothingClaimed;
    return wait.claimed.act.unit === act.unit ? sameUnit : undefined;
  },
  accept(file, act) {
    const wait = file.settled(text(act, 'duty'));
    if (!wait?.claimed) return;
    const { date, otherwise } = wait.claimed;
    wait.claimed = undefined;
    const confirmed = act.facts['confirmed'] === true;
    if (wait.breached)
      file.breach(
        entries.breachRow(wait, confirmed ? 'reversed' : 'standing', confirmed ? date : otherwise),
      );
    if (confirmed && wait.breached) file.enter(entries.reversed(wait, act, 'evidence-confirmed'));
  },
};

/**
 * 收到更正 TJ51-A1-X1: an act reached the addressee earlier than it was stamped (a failed line, a letter handed over). Logged with its evidence,
 * it is a claim like a late entry: the breach stands until an officer of another unit confirms the evidence.
 */
const receiptCorrection: StandingAct = {
  clause: standingClauses['receipt-correction'],
  refuse(file, act) {
    const wait = file.settled(text(act, 'duty'));
    if (!wait || !correctable(file, wait)) return nothingToCorrect;
    if (![wait.owedBy, wait.owedTo].includes(act.unit)) return notAParty;
    const correctedTo = act.facts['correctedTo'] as Instant;
    return correctedTo < wait.from || !inTime(correctedTo, wait.due)
      ? correctionIsNoUse(wait)
      : undefined;
  },
  accept(file, act) {
    const wait = file.settled(text(act, 'duty'));
    if (!wait) return;
    const otherwise = file.breached(wait.key)?.doneAt ?? act.receivedAt;
    wait.claimed = { act, date: act.facts['correctedTo'] as Instant, otherwise };
    file.breach(entries.breachRow(wait, 'claimed-in-time', otherwise));
  },
};

const correctable = (file: OpenFile, wait: Wait): boolean =>
  wait.breached &&
  !wait.claimed &&
  wait.duty.judgedBy === 'receipt' &&
  file.breached(wait.key)?.state === 'standing';

/** 放假安排 X-2: a new or changed notice. Open day-based periods are counted again; what has passed is left to a person. */
const calendarRevision: StandingAct = {
  clause: standingClauses['calendar-revision'],
  ours: true,
  refuse: () => undefined,
  accept(file, act) {
    const { year, version, notice, publishedOn, off, work, fictitious } =
      act.facts as unknown as CalendarYear;
    const known = file.calendar.find((y) => y.year === year);
    if (known && known.version >= version) return;
    file.calendar = [
      ...file.calendar.filter((y) => y.year !== year),
      { year, version, notice, publishedOn, off, work, fictitious },
    ];
    for (const wait of file.waits) {
      const change = recount(wait, file.calendar, act.arrivedAt);
      if (!change) continue;
      file.enter(entries.revised(wait, change.before, change.after, act, change.passed));
      file.touch(wait);
    }
    for (const wait of file.settledWaits) {
      if (wait.undetermined === undefined) continue;
      const change = recount(wait, file.calendar, wait.undetermined);
      if (!change) continue;
      file.enter(entries.revised(wait, change.before, change.after, act, change.passed));
      file.touch(wait, wait.undetermined);
      file.determine(wait);
    }
    file.recounted(act);
  },
};

/** 重试 Wakes a file that shows `technical`; a healthy file only notes it. */
const retry: StandingAct = {
  clause: standingClauses.retry,
  refuse: (_file, _act, standing) =>
    holdsRole(standing, 'coordinator', 'administrator') ? undefined : notACoordinator,
  accept: () => {},
};

/** 关联 TJ84-10.2, QY-12.4: another file of ours has sent this matter here; the link is shown in both. */
const linked: StandingAct = {
  clause: 'TJ84-10.2',
  ours: true,
  refuse: () => undefined,
  accept(file, act) {
    const clause = act.facts['clause'] ?? 'TJ84-10.2';
    file.notes.push(
      `关联案卷 ${text(act, 'file')}（${clause}），证据在该卷。Linked with ${text(act, 'file')}; the evidence is on that file.`,
    );
  },
};

const standingActs: { readonly [type: string]: StandingAct } = {
  chase,
  'chase-answer': chaseAnswer,
  'evidence-confirmation': evidenceConfirmation,
  'receipt-correction': receiptCorrection,
  'calendar-revision': calendarRevision,
  retry,
  linked,
};

/** Which of them somebody can file now, and who: nothing is offered that would be refused. */
export function standingOffers(file: OpenFile): Offer[] {
  const [waits, settled] = [file.waits, [...file.settledWaits]];
  const offer = (
    act: keyof typeof standingClauses,
    by: readonly string[],
    more: Partial<Offer> = {},
  ): Offer[] =>
    by.length > 0 || more.roles
      ? [{ act, by: [...new Set(by)].sort(), clause: standingClauses[act], ...more }]
      : [];
  return [
    ...(waits.length > 0
      ? offer(
          'chase',
          waits.flatMap((w) => [w.owedTo, w.owedBy]),
          { roles: ['coordinator'] },
        )
      : []),
    ...offer(
      'chase-answer',
      [...waits, ...settled].filter((w) => w.unanswered > 0).map((w) => w.owedBy),
    ),
    ...settled.flatMap((w) =>
      w.claimed
        ? offer('evidence-confirmation', ['*'], { except: [w.claimed.act.unit], duty: w.key })
        : [],
    ),
    ...settled
      .filter((w) => correctable(file, w))
      .flatMap((w) => offer('receipt-correction', [w.owedBy, w.owedTo], { duty: w.key })),
    ...offer('retry', [], { roles: ['coordinator', 'administrator'] }),
  ];
}

/** Judges one of these acts; `undefined` when the type is not one of them. */
export function judgeStandingAct(
  file: OpenFile,
  act: Act,
  standing: Standing | null,
  refusedAlready: Refusal | undefined,
): Verdict | undefined {
  const kind = standingActs[act.type];
  if (!kind) return undefined;
  const refusal = kind.ours
    ? undefined
    : (refusedAlready ?? (standing ? kind.refuse(file, act, standing) : undefined));
  if (refusal) return { accepted: false, refusal };
  file.enter(
    entries.accepted(act, kind.ours ? String(act.facts['clause'] ?? kind.clause) : kind.clause),
  );
  kind.accept(file, act);
  return { accepted: true };
}

const refusal = (
  code: string,
  clause: string,
  zh: string,
  en: string,
  lawfulZh: string,
  lawfulEn: string,
): Refusal => ({ code, clause, say: { zh, en }, lawful: { zh: lawfulZh, en: lawfulEn } });
const nothingToChase = refusal(
  'nothing-to-chase',
  'X-8',
  '该义务现在没有待办，不能督办。',
  'This duty is not open now: there is nothing to chase.',
  '只能督办本件现有的待办义务。',
  'Chase a duty that the file owes now.',
);
const notACoordinator = refusal(
  'not-authorised',
  'X-8',
  '督办、重试由协调员或义务的相对方提出。',
  'Chasing and retrying are for a coordinator or for the party the duty is owed to.',
  '由协调员提出。',
  'Let a coordinator submit it.',
);
const nothingToAnswer = refusal(
  'nothing-to-answer',
  'X-8',
  '该义务没有未答复的督办。',
  'There is no unanswered chase on this duty.',
  '仅在有督办时答复。',
  'Answer only where there was a chase.',
);
const notTheDebtor = refusal(
  'not-owed-by-you',
  'X-8',
  '督办由被督办的单位答复。',
  'A chase is answered by the unit that was chased.',
  '由负有该义务的单位答复。',
  'Let the unit that owes the duty answer.',
);
const nothingClaimed = refusal(
  'nothing-claimed',
  'X-13',
  '该义务没有待确认的补录。',
  'There is no late entry to confirm on this duty.',
  '仅对补录的文书确认证据。',
  'Confirm evidence only for a late entry.',
);
const nothingToCorrect = refusal(
  'nothing-to-correct',
  'X-13',
  '该义务没有因收到时间而成立的违期，不需更正。',
  'No breach of this duty rests on a receipt.',
  '仅对按收到时间判定并已违期办结的义务更正。',
  'Correct the receipt only of a duty that was performed too late by its receipt.',
);
const notAParty = refusal(
  'not-owed-by-you',
  'X-13',
  '收到时间由收发双方更正。',
  'A receipt is corrected by one of the two parties.',
  '由收发双方之一提出，由另一单位确认。',
  'Let one of the two submit it, and another unit confirm it.',
);
const correctionIsNoUse = (wait: Wait): Refusal =>
  refusal(
    'correction-not-in-time',
    'X-13',
    '更正后的收到时间不在期限之内。',
    'The corrected receipt is not within the period.',
    `须不早于 ${formatInstant(wait.from)}，${wait.due.inclusive ? '不晚于' : '早于'} ${formatInstant(wait.due.at)}。`,
    `No earlier than ${formatInstant(wait.from)}, ${wait.due.inclusive ? 'and no later than' : 'and before'} ${formatInstant(wait.due.at)}.`,
  );
const sameUnit = refusal(
  'same-unit',
  'X-13',
  '补录证据须由另一单位的人员确认。',
  'The evidence of a late entry must be confirmed by an officer of another unit.',
  '请另一单位的人员确认。',
  'Ask an officer of another unit.',
);
