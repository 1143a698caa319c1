/** Whole files acted out: who does what at which hour of the file, and what must come of it. */
import type { Duty } from '../../domain/law/duty.ts';
import { dutiesFor } from '../../domain/rapid-response/duties.ts';
import { defaultSettings } from '../../domain/rapid-response/settings.ts';
import { addDays, civilDateOf } from '../../domain/time/civil-date.ts';
import { instant } from '../../domain/time/instant.ts';
import { document, documentNo, iso, people } from '../setup/bureau.ts';

const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** What a step knows: the file's own clock, its subject, and when each earlier step was received. */
export interface StepContext {
  now: number;
  subject: string;
  received: ReadonlyMap<string, number>;
}
/** One act. `at`: hours after the step `after` (the letter, unless said); the file's time is taken there first. `lands`: what the act is to come to. */
export interface Step {
  name: string;
  who: string;
  act: string;
  at: number;
  after?: string;
  lands: 'in-time' | 'late' | 'accepted' | 'refused';
  body: (s: StepContext) => object;
}
export interface Scenario {
  opens: { who: string; path: string };
  opening: (now: number) => object;
  steps: readonly Step[];
  /** Keys of the legal breaches that must stand at the end, items left out. */ breaches: readonly string[];
  outcome: string;
  /** What its files owe, whose due instants are counted anew; those whose day an act or an earlier count has set are not. */
  duties: readonly Duty[];
  datedByActs: readonly string[];
}

const response = (who: string) => ({
  opens: { who, path: '/v1/rapid-responses' },
  duties: Object.values(dutiesFor('institution', defaultSettings)),
  datedByActs: ['informPatients', 'statement', 'reviewSuspension'],
});

const no = () => ({ documentNo: documentNo(), document: document() });
const served = (s: StepContext) => ({
  method: 'direct',
  servedAt: iso(s.now - 1),
  proof: document(3),
});
const day = (s: StepContext, days = 0) => addDays(civilDateOf(instant(s.now)), days);

const notice: Step = {
  name: 'notice',
  who: people.payment,
  act: 'suspension-notice',
  at: 3,
  lands: 'in-time',
  body: (s) => ({
    ...no(),
    ...served(s),
    recipient: s.subject,
    startsAt: iso(s.now + HOUR),
    patientsInformedBy: day(s, 5),
  }),
};
const patients: Step = {
  name: 'patients',
  who: people.payment,
  act: 'patient-notice-proof',
  at: 4,
  lands: 'in-time',
  body: (s) => ({ recipient: s.subject, document: document(), informedOn: day(s) }),
};
const filed: Step = {
  name: 'filed',
  who: people.supervision,
  act: 'filing-decision',
  at: 5,
  lands: 'in-time',
  body: (s) => ({ ...no(), decidedAt: iso(s.now - 1), outcome: 'filed', caseNo: 'JYJ-2026-008' }),
};
const caseReply: Step = {
  name: 'caseReply',
  who: people.supervision,
  act: 'case-reply',
  at: 1,
  after: 'filed',
  lands: 'in-time',
  body: () => ({ ...no(), caseNo: 'JYJ-2026-008' }),
};
const ending: readonly Step[] = [
  {
    name: 'closure',
    who: people.supervision,
    act: 'case-closure',
    at: 40,
    lands: 'accepted',
    body: (s) => ({
      ...no(),
      closedAt: iso(s.now - 1),
      caseNo: 'JYJ-2026-008',
      investigators: ['o-jds-1', 'o-jds-2'],
      legalReview: { document: document(4), reviewer: 'o-law-1' },
      discussion: { document: document(5), participants: ['o-jds-1', 'o-jds-2', 'o-law-1'] },
    }),
  },
  {
    name: 'opinion',
    who: people.supervision,
    act: 'opinion',
    at: 26,
    after: 'closure',
    lands: 'late',
    body: () => ({ ...no(), confirmed: true, keyViolations: [] }),
  },
  {
    name: 'offer',
    who: people.payment,
    act: 'statement-offer',
    at: 1,
    after: 'opinion',
    lands: 'accepted',
    body: (s) => ({ ...no(), ...served(s), windowEndsOn: day(s, 1) }),
  },
  {
    name: 'statement',
    who: people.payment,
    act: 'statement',
    at: 2,
    after: 'opinion',
    lands: 'in-time',
    body: () => ({ outcome: 'made', document: document() }),
  },
  {
    name: 'final',
    who: people.payment,
    act: 'final-decision',
    at: 3,
    after: 'opinion',
    lands: 'in-time',
    body: (s) => ({
      ...no(),
      decidedAt: iso(s.now - 1),
      measures: [{ measure: 'restore' }],
      reasons: '样例',
    }),
  },
  {
    name: 'service',
    who: people.payment,
    act: 'final-service',
    at: 1,
    after: 'final',
    lands: 'in-time',
    body: (s) => ({
      recipient: s.subject,
      ...served(s),
      remedies: { body: '样例', period: '60日' },
    }),
  },
  {
    name: 'finalReply',
    who: people.payment,
    act: 'final-reply',
    at: 2,
    after: 'final',
    lands: 'in-time',
    body: no,
  },
  {
    name: 'finalFiling',
    who: people.payment,
    act: 'final-filing',
    at: 27,
    after: 'final',
    lands: 'late',
    body: no,
  },
];

/** Direction A: reply in time, filing late, opinion late, final filing late; one act too early. */
export const scenarioA: Scenario = {
  ...response(people.supervision),
  outcome: 'restore',
  breaches: ['fileDecision', 'fileFinal', 'sendOpinion'],
  opening: () => ({
    direction: 'A',
    ...no(),
    grounds: ['suspected-violation'],
    investigation: document(2),
  }),
  steps: [
    {
      name: 'early',
      who: people.payment,
      act: 'decision-reply',
      at: 1,
      lands: 'refused',
      body: no,
    },
    {
      name: 'decision',
      who: people.payment,
      act: 'suspension-decision',
      at: 2,
      lands: 'in-time',
      body: (s) => ({
        ...no(),
        decidedAt: iso(s.now - 1),
        outcome: 'suspend',
        agreementClause: '第32条',
      }),
    },
    notice,
    patients,
    filed,
    caseReply,
    {
      name: 'reply',
      who: people.payment,
      act: 'decision-reply',
      at: 20,
      after: 'decision',
      lands: 'in-time',
      body: no,
    },
    {
      name: 'filing',
      who: people.payment,
      act: 'decision-filing',
      at: 25,
      after: 'decision',
      lands: 'late',
      body: no,
    },
    ...ending,
  ],
};

/** Direction B: suspended two hours before the letter; filed with 制度处 in time, the case filed late. */
export const scenarioB: Scenario = {
  ...response(people.centre),
  outcome: 'restore',
  breaches: ['decideFiling', 'fileFinal', 'sendOpinion'],
  opening: (now) => ({
    direction: 'B',
    ...no(),
    grounds: ['suspected-violation', 'refusal'],
    suspension: {
      decidedAt: iso(now - 2 * HOUR),
      startsAt: iso(now - 2 * HOUR),
      agreementClause: '第32条',
      approver: 'o-head',
      document: document(),
    },
  }),
  steps: [
    { ...notice, at: 1 },
    { ...patients, at: 2 },
    {
      name: 'filing',
      who: people.payment,
      act: 'decision-filing',
      at: 3,
      lands: 'in-time',
      body: no,
    },
    { ...filed, at: 26, lands: 'late' },
    caseReply,
    ...ending,
  ],
};
