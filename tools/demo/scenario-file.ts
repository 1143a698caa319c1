/** One file of a scenario: its acts carry document numbers and documents of their own, and each is told in one line of the diary. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from './clock.ts';
import { officers, type ActReply, type Duty, type DemoClient, type Officer } from './client.ts';
import { actLabel, cell, forceOf, minute, resultOf, verdictOf } from './print.ts';

let serial = 0;
const document = (): object => ({
  id: `demo-${(serial += 1)}`,
  sha256: 'ab'.repeat(32),
  where: 'oa/demo',
});

/** What opens a file of which procedure. */
const opened = {
  letter: { path: '/v1/rapid-responses', procedure: 'rapid-response', act: 'referral-letter' },
  filing: { path: '/v1/penalty-cases', procedure: 'penalty-case', act: 'penalty-filing' },
  approval: { path: '/v1/commitment-cases', procedure: 'commitment-case', act: 'approval' },
} as const;
type Opened = keyof typeof opened;

/** A file that was acted out, and what to call it. */
export interface Played {
  scenario: ScenarioFile;
  title: string;
}

export class ScenarioFile {
  readonly name: string;
  #client: DemoClient;
  #clock: Clock;
  #file = '';
  #procedure = '';

  constructor(name: string, client: DemoClient, clock: Clock) {
    this.name = name;
    this.#client = client;
    this.#clock = clock;
  }

  get file(): string {
    return this.#file;
  }

  /** 文号 and 文书, as every act has them. */
  paper(): { documentNo: string; document: object } {
    return {
      documentNo: `津医保函〔${this.#clock.day.slice(0, 4)}〕${(serial += 1)}号`,
      document: document(),
    };
  }
  proof(): object {
    return document();
  }
  /** 办理结果编号, never used before: a result has one file. */
  resultId(): string {
    return `demo-${randomUUID().slice(0, 8)}`;
  }
  /** 送达 Served directly, now. */
  served(): object {
    return { method: 'direct', servedAt: this.#clock.now, proof: document() };
  }

  async open(by: Officer, kind: Opened, letter: object): Promise<void> {
    const { path, procedure, act } = opened[kind];
    this.#file = await this.#client.open(by, path, letter);
    this.#procedure = procedure;
    this.#clock.follow(this.#file);
    this.#tell(by, `${actLabel(procedure, act)} → 立卷 opened ${this.#file}`);
  }

  /** An act with document number and document. */
  send(by: Officer, type: string, content: object = {}): Promise<ActReply> {
    return this.bare(by, type, { ...this.paper(), ...content });
  }

  /** An act as it is. */
  async bare(by: Officer, type: string, content: object): Promise<ActReply> {
    const reply = await this.#client.act(by, this.#file, type, content);
    this.#tell(by, `${actLabel(this.#procedure, type)}${resultOf(content)} → ${verdictOf(reply)}`);
    return reply;
  }

  /** A file that the system has opened. */
  take(file: string, procedure: string): void {
    this.#file = file;
    this.#procedure = procedure;
    this.#clock.follow(file);
  }

  async duty(key: string): Promise<Duty> {
    const found = (await this.#client.duties(this.#file)).find((duty) => duty.key === key);
    if (!found) throw new Error(`${this.#file} has no duty ${key}`);
    return found;
  }

  /** Waits until a wake of the file has been entered: the clock can be ahead of the worker by a moment. */
  async until(key: string, state: string): Promise<Duty> {
    for (let tries = 0; tries < 100; tries += 1) {
      const duty = (await this.#client.duties(this.#file)).find((one) => one.key === key);
      if (duty?.state === state) return duty;
      await sleep(50);
    }
    throw new Error(`${this.#file}: ${key} is not ${state}`);
  }

  /** The last act is accepted a moment before its file has closed. */
  async closed(): Promise<void> {
    for (let tries = 0; (await this.#client.file(this.#file)).closedAt === null; tries += 1) {
      if (tries === 100) throw new Error(`${this.#file} does not close`);
      await sleep(50);
    }
  }

  /** 重点监管 What is promised and missing, and the reminders sent (TJ84-9.1, 15.4). */
  async showCase(): Promise<void> {
    const { keySupervision, reminders } = await this.#client.commitmentCase(this.#file);
    for (const { material, promisedOn, ended } of keySupervision)
      console.log(
        `      ◉ ${this.name}  重点监管 key supervision [TJ84-9.1] ${material}，承诺 promised ${promisedOn}${ended ? `，已解除 ended: ${ended}` : ''}`,
      );
    for (const { unit, officer, count, at } of reminders)
      console.log(
        `      ⚠ ${this.name}  督办提醒 reminder [TJ84-15.4] → ${unit} 协调员 coordinator ${officer}，第 ${count} 次 no. ${count}，${minute(at)}`,
      );
  }

  async showDuties(): Promise<void> {
    const open = (await this.#client.duties(this.#file)).filter(({ state }) =>
      ['open', 'due-soon', 'overdue'].includes(state),
    );
    for (const { action, clause, owedBy, due, status, force } of open) {
      console.log(
        `      ⏳ ${this.name}  ${cell(action.zh, 32)} ${cell(clause, 13)} ${cell(owedBy, 8)} 截止 due ${minute(due, true)}${forceOf(force)}${status === 'provisional' ? '（暂定 provisional）' : ''}`,
      );
    }
  }

  #tell(by: Officer, text: string): void {
    console.log(`   ${minute(this.#clock.now)}  ${this.name}  ${cell(officers[by], 9)} ${text}`);
  }
}
