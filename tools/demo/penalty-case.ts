/** 立案查处 The case of 监督所 behind a rapid response: filed, investigated, reviewed, discussed, decided without a penalty, served, closed. Its closing is that of the response. */
import type { ScenarioFile } from './scenario-file.ts';
import type { Clock } from './clock.ts';

const [head, ...investigators] = ['o-head', 'o-jds-1', 'o-jds-2'];
const discussants = [head, 'o-zfjd-1', 'o-jcs-1'];

export interface Matter {
  subject: string;
  caseNo: string;
  /** The file that it comes from. */
  origin: string;
}

export class PenaltyCase {
  readonly #case: ScenarioFile;
  readonly #clock: Clock;

  constructor(scenario: ScenarioFile, clock: Clock) {
    this.#case = scenario;
    this.#clock = clock;
  }

  async files({ subject, caseNo, origin }: Matter): Promise<void> {
    await this.#case.open('supervision', 'filing', {
      subject: { kind: 'institution', id: subject },
      matter: 'fund-use',
      caseNo,
      document: this.#case.proof(),
      filedAt: this.#clock.now,
      approvedBy: head,
      facts: '单日刷卡人次持续超过指标',
      basis: ['医疗保障基金使用监督管理条例'],
      origins: [origin],
    });
  }

  async investigates(): Promise<void> {
    await this.#case.bare('supervision', 'investigator-assignment', { investigators });
    await this.#case.bare('supervision', 'evidence-record', {
      kind: 'documentary',
      description: '结算明细、门诊日志',
      collectors: investigators,
      collectedAt: this.#clock.now,
      document: this.#case.proof(),
    });
    await this.#case.bare('supervision', 'investigation-report', {
      investigators,
      reportedAt: this.#clock.now,
      findings: '未查实违法',
      proposal: '不予处罚',
      document: this.#case.proof(),
    });
    const decision = {
      decidedAt: this.#clock.now,
      outcome: 'no-penalty',
      measures: [],
      discretionReason: '未查实违法事实',
      reasons: '未查实违法事实',
      basis: ['行政处罚法第五十七条'],
      approvedBy: head,
    };
    // Before the review nothing is decided.
    await this.#case.send('supervision', 'penalty-decision', decision);
    await this.#case.bare('reviewer', 'legal-review', {
      reviewedAt: this.#clock.now,
      outcome: 'passed',
      document: this.#case.proof(),
    });
    await this.#case.bare('supervision', 'collective-discussion', {
      heldAt: this.#clock.now,
      participants: discussants,
      conclusion: '不予处罚',
      document: this.#case.proof(),
    });
    await this.#case.send('supervision', 'penalty-decision', {
      ...decision,
      decidedAt: this.#clock.now,
    });
  }

  async ends(): Promise<void> {
    await this.#case.bare('supervision', 'decision-service', {
      document: this.#case.proof(),
      ...this.#case.served(),
      remedies: { body: '市人民政府', period: '60日' },
    });
    await this.#case.send('supervision', 'penalty-closure', {
      closedAt: this.#clock.now,
      approvedBy: head,
    });
    await this.#case.closed();
  }
}
