/**
 * Two referrals from letter to end. A: an institution, one late reply, a chase, recovery and suspension.
 * B: a practitioner at two institutions, a confirmed key violation, the one-vote veto, cancellation.
 */
import { addDays } from '../../domain/time/civil-date.ts';
import { later, type Clock } from './clock.ts';
import { decideFinally, liftSuspension } from './final-decisions.ts';
import type { DemoClient } from './client.ts';
import { chapter, minute } from './print.ts';
import { ScenarioFile, type Played } from './scenario-file.ts';
import { registerSubjects, type Subjects } from './subjects.ts';

export async function rapidResponse(client: DemoClient, clock: Clock): Promise<Played[]> {
  const scenario = new RapidResponse(client, clock, await registerSubjects(client, clock));
  await scenario.act();
  return [
    { scenario: scenario.a, title: '方向 A：监督所 → 支付处，定点医药机构 institution' },
    { scenario: scenario.b, title: '方向 B：社保中心 → 监督所，医师 practitioner' },
  ];
}

class RapidResponse {
  readonly a: ScenarioFile;
  readonly b: ScenarioFile;
  readonly clock: Clock;
  readonly subjects: Subjects;

  constructor(client: DemoClient, clock: Clock, subjects: Subjects) {
    this.a = new ScenarioFile('A', client, clock);
    this.b = new ScenarioFile('B', client, clock);
    this.clock = clock;
    this.subjects = subjects;
  }

  async act(): Promise<void> {
    await this.letters();
    await this.quickAction();
    await this.lateReply();
    await this.review();
    await this.closures();
    await decideFinally(this);
    await liftSuspension(this);
  }

  /** （一） */
  async letters(): Promise<void> {
    const { a, b, clock, subjects } = this;
    chapter(clock.day, '函告', 'The letters');
    await a.open('supervision', 'letter', {
      ...a.paper(),
      direction: 'A',
      subject: { kind: 'institution', id: subjects.institution },
      grounds: ['suspected-violation'],
      investigation: a.proof(),
    });
    await a.bare('supervision', 'phone-record', {
      calledAt: clock.now,
      person: '支付处值班',
      number: '022-00000000',
    });
    const suspension = {
      decidedAt: clock.shifted(-2),
      startsAt: clock.shifted(-1),
      agreementClause: '第8条',
      reviewOn: clock.in(40),
      document: b.proof(),
    };
    await b.open('centre', 'letter', {
      ...b.paper(),
      direction: 'B',
      subject: { kind: 'practitioner', id: subjects.practitioner },
      grounds: ['suspected-violation', 'refusal'],
      suspension,
    });
    await a.showDuties();
    await b.showDuties();
  }

  /** （二）（三） */
  async quickAction(): Promise<void> {
    const { a, b, clock, subjects } = this;
    await clock.forward(10);
    chapter(clock.day, '快速处理', 'Quick action');
    await a.send('payment', 'suspension-decision', {
      decidedAt: clock.now,
      outcome: 'suspend',
      agreementClause: '第99条',
      reviewOn: clock.in(40),
    });
    await a.send('payment', 'suspension-decision', {
      decidedAt: clock.now,
      outcome: 'suspend',
      agreementClause: '第32条',
      reviewOn: clock.in(40),
    });
    await a.send('payment', 'suspension-notice', {
      recipient: subjects.institution,
      ...a.served(),
      startsAt: clock.shifted(48),
      patientsInformedBy: clock.in(3),
    });
    await a.send('payment', 'decision-filing');
    await b.send('payment2', 'decision-filing');
    for (const recipient of [subjects.practitioner, ...subjects.employers]) {
      await b.send('payment2', 'suspension-notice', {
        recipient,
        ...b.served(),
        startsAt: clock.shifted(-11),
        patientsInformedBy: clock.in(3),
      });
    }
    await b.send('supervision2', 'filing-decision', {
      decidedAt: clock.now,
      outcome: 'filed',
      caseNo: 'YS-2026-007',
    });
  }

  /** （四）A's reply is owed within 24 hours of the decision; nobody sends it. */
  async lateReply(): Promise<void> {
    const { a, b, clock, subjects } = this;
    const { due } = await a.duty('replyOnDecision');
    await clock.to(later(due, 1));
    chapter(clock.day, '逾期与督办', `The reply was due ${minute(due)}`);
    const { state } = await a.until('replyOnDecision', 'overdue');
    console.log(`      ⚠ A  支付处回复监督所：${state}，违期入账 the breach is in the register`);
    await a.bare('coordinator', 'chase', {
      duty: 'replyOnDecision',
      to: 'tj.zfc',
      channel: 'phone',
      at: clock.now,
    });
    await clock.forward(2);
    await a.bare('payment', 'chase-answer', {
      duty: 'replyOnDecision',
      answer: '回复函在会签，今日发出。',
    });
    await a.send('payment', 'decision-reply');
    await a.send('supervision', 'filing-decision', {
      decidedAt: clock.now,
      outcome: 'filed',
      caseNo: 'JG-2026-021',
    });
    await a.send('supervision', 'case-reply', { caseNo: 'JG-2026-021' });
    await b.send('supervision2', 'case-reply', { caseNo: 'YS-2026-007' });
    await clock.forward(24);
    chapter(clock.day, '告知患者', 'Patients are informed');
    await a.bare('payment', 'patient-notice-proof', {
      recipient: subjects.institution,
      document: a.proof(),
      informedOn: clock.day,
    });
    for (const recipient of [subjects.practitioner, ...subjects.employers])
      await b.bare('payment2', 'patient-notice-proof', {
        recipient,
        document: b.proof(),
        informedOn: clock.day,
      });
  }

  /** X-14 No suspension is endless: it is looked at again while the investigation runs. */
  async review(): Promise<void> {
    const { a, b, clock } = this;
    await clock.to(`${addDays(clock.start, 38)}T10:00:00+08:00`);
    chapter(clock.day, '复核暂停', 'The suspensions are reviewed');
    await a.bare('payment', 'suspension-review', {
      document: a.proof(),
      outcome: 'confirm',
      agreementClause: '第32条',
      reason: '案件尚在调查。',
      reviewOn: clock.in(60),
    });
    await b.bare('payment2', 'suspension-review', {
      document: b.proof(),
      outcome: 'confirm',
      agreementClause: '第8条',
      reason: '案件尚在调查。',
      reviewOn: clock.in(60),
    });
  }

  /** （五）The cases are closed, opinions sent, and the subjects may speak. */
  async closures(): Promise<void> {
    const { a, b, clock, subjects } = this;
    await clock.to(`${addDays(clock.start, 50)}T09:30:00+08:00`);
    chapter(clock.day, '案件办结、通报意见', 'The cases are closed');
    const papers = (file: ScenarioFile, caseNo: string, investigators: string[]) => ({
      closedAt: clock.now,
      caseNo,
      investigators,
      legalReview: { document: file.proof(), reviewer: 'o-law-1' },
      discussion: { document: file.proof(), participants: ['o-head', 'o-zfjd-1', 'o-law-1'] },
    });
    await a.send('supervision', 'case-closure', papers(a, 'JG-2026-021', ['o-jds-1', 'o-jds-2']));
    await b.send('supervision2', 'case-closure', papers(b, 'YS-2026-007', ['o-jds-1', 'o-jds-2']));
    await clock.forward(4);
    await a.send('supervision', 'opinion', {
      confirmed: true,
      keyViolations: [],
      recommended: ['recover', 'suspend'],
    });
    await b.send('supervision2', 'opinion', {
      confirmed: true,
      keyViolations: ['false-claim'],
      recommended: ['cancel', 'recover'],
    });
    await a.showDuties();
    await a.send('payment', 'statement-offer', { ...a.served(), windowEndsOn: clock.in(1) });
    await b.send('payment2', 'statement-offer', { ...b.served(), windowEndsOn: clock.in(1) });
    await clock.forward(20);
    chapter(clock.day, '陈述申辩', 'The subjects are heard');
    await a.bare('payment', 'statement', { outcome: 'made', document: a.proof() });
    await b.bare('payment2', 'statement', { outcome: 'waived', document: b.proof() });
    console.log(
      `      （${subjects.institution} 已陈述 spoke；${subjects.practitioner} 放弃 waived）`,
    );
  }
}
