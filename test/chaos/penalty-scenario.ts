/** 立案查处 A whole penalty case acted out, from the filing to the closure: a review that comes late, an act too early, a fine in two parts. */
import { dutiesFor } from '../../domain/penalty-case/duties.ts';
import { defaultPenaltySettings } from '../../domain/penalty-case/settings.ts';
import { addDays, civilDateOf } from '../../domain/time/civil-date.ts';
import { instant } from '../../domain/time/instant.ts';
import { document, documentNo, iso, people } from '../setup/bureau.ts';
import { HOUR, type Scenario, type Step, type StepContext } from './scenarios.ts';

const [head, reviewer] = ['o-head', 'o-law-1'];
const DAY = 24;
const investigators = [people.supervision, people.supervision2];
const day = (s: StepContext, days = 0) => addDays(civilDateOf(instant(s.now)), days);
const measures = [{ measure: 'fine', amountFen: 100_000 }];
const basis = ['条例第三十八条'];

const step = (
  name: string,
  act: string,
  after: string,
  at: number,
  body: Step['body'],
  lands: Step['lands'] = 'in-time',
  who: string = people.supervision,
): Step => ({ name, act, who, at, after, lands, body });

const decision = (s: StepContext) => ({
  documentNo: documentNo(),
  document: document(9),
  decidedAt: iso(s.now - 1),
  outcome: 'penalty',
  measures,
  discretion: 'normal',
  reasons: '样例',
  basis,
  approvedBy: head,
});
const paid = (paidFen: number) => (s: StepContext) => ({
  item: 'fine',
  paidFen,
  doneAt: iso(s.now - 1),
  document: document(12),
});

const inquiry: readonly Step[] = [
  step('assign', 'investigator-assignment', 'letter', 2, () => ({ investigators })),
  step('early', 'penalty-decision', 'letter', 3, decision, 'refused'),
  step('report', 'investigation-report', 'assign', 5, (s) => ({
    investigators,
    reportedAt: iso(s.now - 1),
    findings: '样例',
    proposal: '样例',
    document: document(3),
  })),
  step(
    'review',
    'legal-review',
    'report',
    30 * DAY,
    (s) => ({ reviewedAt: iso(s.now - 1), outcome: 'passed', document: document(4) }),
    'late',
    reviewer,
  ),
];

const handling: readonly Step[] = [
  step(
    'discussion',
    'collective-discussion',
    'review',
    1,
    (s) => ({
      heldAt: iso(s.now - 1),
      participants: [head, 'o-jcs-1', 'o-zfjd-1'],
      conclusion: '样例',
      document: document(5),
    }),
    'accepted',
  ),
  step(
    'notice',
    'facts-notice',
    'review',
    2,
    (s) => ({
      documentNo: documentNo(),
      document: document(6),
      method: 'direct',
      servedAt: iso(s.now - 1),
      proof: document(7),
      measures,
      reasons: '样例',
      basis,
      windowEndsOn: day(s, 10),
    }),
    'accepted',
  ),
  step('statement', 'party-statement', 'notice', 5, () => ({
    outcome: 'waived',
    document: document(8),
  })),
  step('decision', 'penalty-decision', 'statement', 3, decision),
  step('service', 'decision-service', 'decision', DAY, (s) => ({
    document: document(10),
    method: 'direct',
    servedAt: iso(s.now - 1),
    proof: document(11),
    remedies: { body: '市人民政府', period: '60日' },
  })),
];

const execution: readonly Step[] = [
  step('part', 'execution-record', 'service', 2 * DAY, paid(40_000), 'accepted'),
  step('rest', 'execution-record', 'service', 3 * DAY, paid(60_000)),
  step('closure', 'penalty-closure', 'rest', 5, (s) => ({
    documentNo: documentNo(),
    document: document(13),
    closedAt: iso(s.now - 1),
    approvedBy: head,
  })),
];

export const penaltyScenario: Scenario = {
  opens: { who: people.supervision, path: '/v1/penalty-cases' },
  duties: Object.values(dutiesFor(defaultPenaltySettings, false)),
  datedByActs: ['statement', 'collect', 'carryOut'],
  outcome: 'penalty',
  // Management all of it: a late review is told, and is no breach.
  breaches: [],
  opening: (now) => ({
    matter: 'fund-use',
    caseNo: 'JYJ-2026-008',
    document: document(),
    filedAt: iso(now - HOUR),
    approvedBy: head,
    facts: '样例事实',
    basis,
  }),
  steps: [...inquiry, ...handling, ...execution],
};
