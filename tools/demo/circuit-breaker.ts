/**
 * 熔断的一天 A day of 熔断 in fast motion: touches, the warning and its delivery, the trip, the suspension with its two instants, the case, the decision that
 * restores, half-open left out, and the reset. The breaker and the response that it has opened, each with its register and its dossier.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { formatInstant } from '../../domain/time/civil-date.ts';
import { instant } from '../../domain/time/instant.ts';
import type { DemoClient } from './client.ts';
import type { Clock } from './clock.ts';
import { registerIndicator } from './indicator.ts';
import { chapter } from './print.ts';
import { PenaltyCase } from './penalty-case.ts';
import { ScenarioFile, type Played } from './scenario-file.ts';
import { registerSubjects } from './subjects.ts';

const INDICATOR = 'demo-cards';

export async function circuitBreaker(client: DemoClient, clock: Clock): Promise<Played[]> {
  const { institution } = await registerSubjects(client, clock);
  const day = new BreakerDay(client, clock, institution);
  await day.indicators();
  await day.touches();
  await day.trips();
  await day.decides();
  await day.resets();
  return [
    { scenario: day.breaker, title: '熔断 circuit breaker' },
    { scenario: day.response, title: '方向 B：系统熔断后函告监督所 the response it has opened' },
    { scenario: day.penalty, title: '立案查处 the case that its filing has opened' },
  ];
}

class BreakerDay {
  readonly breaker: ScenarioFile;
  readonly response: ScenarioFile;
  readonly penalty: ScenarioFile;
  readonly #case: PenaltyCase;
  readonly #client: DemoClient;
  readonly #clock: Clock;
  readonly #subject: string;

  constructor(client: DemoClient, clock: Clock, subject: string) {
    this.breaker = new ScenarioFile('RD', client, clock);
    this.response = new ScenarioFile('B', client, clock);
    this.penalty = new ScenarioFile('LA', client, clock);
    this.#case = new PenaltyCase(this.penalty, clock);
    this.#client = client;
    this.#clock = clock;
    this.#subject = subject;
  }

  async indicators(): Promise<void> {
    chapter(this.#clock.day, '指标', 'The indicator, registered under its clause');
    await registerIndicator(this.#client, INDICATOR, this.breaker.proof());
  }

  async touches(): Promise<void> {
    chapter(this.#clock.day, '触碰、警示', 'Touched, and warned');
    await this.#touch(80, 105);
    this.breaker.take(await this.#breaker(), 'circuit-breaker');
    await this.#entered(this.breaker.file, 'indicator-warned');
    console.log(`      → 警示立卷 the warning has opened ${this.breaker.file}`);
    // Before the delivery nothing counts.
    await this.#touch(130, 130, 130);
    await this.#now();
    await this.breaker.bare('centre', 'warning-service', {
      warning: `${INDICATOR}@1`,
      ...this.breaker.served(),
    });
  }

  async trips(): Promise<void> {
    chapter(this.#clock.day, '持续触碰、熔断', 'It goes on, and trips');
    await sleep(5);
    await this.#touch(130, 140, 150);
    const ordered = await this.#entered(this.breaker.file, 'stop-ordered');
    this.response.take(String(ordered['response']), 'rapid-response');
    console.log(
      `      ⚡ 自动暂停，无批准人 suspended by itself [TJ51-6.3] → ${this.response.file}，24 小时起算`,
    );
    await this.#acknowledge('stop:1');
    const stopped = await this.#entered(this.breaker.file, 'money-stopped');
    console.log(
      `      决定 decided ${String(ordered['decidedAt'])} → 实际停止 stopped ${String(stopped['at'])}，相隔 gap ${String(stopped['gapMs'])} ms`,
    );
    const reason = { document: this.breaker.proof(), reason: '样例' };
    await this.breaker.bare('payment', 'reset', reason);
  }

  /** 监督所 files a case of its own, whose closing is that of the response. */
  async decides(): Promise<void> {
    const { response, penalty } = this;
    const caseNo = 'RD-2026-001';
    chapter(this.#clock.day, '立案', 'A case is filed');
    await this.#now();
    await this.#case.files({ subject: this.#subject, caseNo, origin: response.file });
    await this.#now();
    await response.send('supervision', 'filing-decision', {
      decidedAt: this.#clock.now,
      outcome: 'filed',
      penaltyCase: penalty.file,
    });
    await response.send('supervision', 'case-reply', { caseNo });
    await response.send('payment', 'suspension-notice', {
      recipient: this.#subject,
      ...response.served(),
      startsAt: this.#clock.now,
      patientsInformedBy: this.#clock.in(1),
    });
    await response.send('payment', 'decision-filing');
    await response.bare('payment', 'patient-notice-proof', {
      recipient: this.#subject,
      document: response.proof(),
      informedOn: this.#clock.day,
    });
    chapter(this.#clock.day, '查处、结案', 'Investigated, decided, closed');
    await this.#now();
    await this.#case.investigates();
    await this.#now();
    await this.#case.ends();
    const { due } = await response.until('sendOpinion', 'open');
    console.log(
      `      → 结案即快速反应的办结 its closing is that of the response：意见 24 小时内 opinion due ${due} [TJ51-A1-1.5a]`,
    );
    chapter(this.#clock.day, '意见、处理决定', 'Opinion and decision');
    await response.send('supervision', 'opinion', {
      confirmed: false,
      keyViolations: [],
      recommended: ['restore'],
    });
    await this.#restored();
  }

  /** The decision settles the cut too. */
  async #restored(): Promise<void> {
    const { response } = this;
    await this.#now();
    const decision = {
      decidedAt: this.#clock.now,
      measures: [{ measure: 'restore' }],
      reasons: '未查实。',
    };
    await response.send('payment', 'final-decision', decision);
    await response.send('payment', 'final-decision', { ...decision, cut: 'resume' });
    await this.#now();
    await response.bare('payment', 'final-service', {
      recipient: this.#subject,
      ...response.served(),
      remedies: { body: '市人民政府', period: '60日内申请行政复议' },
    });
    await response.send('payment', 'final-reply');
    await response.send('payment', 'final-filing');
  }

  async resets(): Promise<void> {
    chapter(this.#clock.day, '恢复、复位', 'The money flows again, and the breaker is reset');
    await this.#entered(this.breaker.file, 'resume-ordered');
    await this.#acknowledge('resume:1');
    await this.#entered(this.breaker.file, 'money-resumed');
    await this.breaker.bare('payment', 'reset', {
      document: this.breaker.proof(),
      reason: '未查实违规，已恢复',
    });
    await this.breaker.closed();
    await this.response.closed();
    await this.#touch(105);
  }

  async #touch(...readings: number[]): Promise<void> {
    const touches = readings.map((value) => ({
      event: randomUUID(),
      subject: { kind: 'institution', id: this.#subject },
      indicator: INDICATOR,
      value,
      measuredAt: formatInstant(instant(Date.now())),
    }));
    const { items } = await this.#client.report<{ items: { state: string; outcome: string }[] }>(
      '/v1/touches',
      { touches },
    );
    items.forEach(({ state, outcome }, i) =>
      console.log(`      ${readings[i]} 人次 → ${state} ${outcome}`),
    );
  }

  async #acknowledge(item: string): Promise<void> {
    await this.#client.report('/v1/breaker-acknowledgements', {
      acknowledgements: [
        {
          event: randomUUID(),
          file: this.breaker.file,
          item,
          at: formatInstant(instant(Date.now())),
        },
      ],
    });
  }

  async #breaker(): Promise<string> {
    for (let tries = 0; tries < 200; tries += 1) {
      const rows = await this.#client.list('/v1/circuit-breakers?state=open&limit=1000');
      const found = rows.find(({ subject }) => (subject as { id: string }).id === this.#subject);
      if (found) return String(found['file']);
      await sleep(50);
    }
    throw new Error('no breaker has opened');
  }

  async #entered(file: string, type: string): Promise<Record<string, unknown>> {
    for (let tries = 0; tries < 400; tries += 1) {
      const found = (await this.#client.registerOf(file)).find((entry) => entry.type === type);
      if (found) return found.body;
      await sleep(50);
    }
    throw new Error(`${file} has no ${type}`);
  }

  /** Nothing is skipped in this scenario: its clock follows the real one. */
  async #now(): Promise<void> {
    await this.#clock.to(formatInstant(instant(Date.now())));
  }
}
