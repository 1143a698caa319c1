/** 第九条 重点监管 What was promised and is missing: under key supervision from the push, awaited until the promised date. */
import { supplement } from '../../domain/commitment-case/acts.ts';
import { dueOn } from '../../domain/law/duty.ts';
import type { ActOf } from '../../domain/law/acts.ts';
import { addDays, startOfDay } from '../../domain/time/civil-date.ts';
import type { CivilDate, Instant } from '../../domain/time/instant.ts';
import { never, type CaseContext, type Result } from './context.ts';

export class Supplementing {
  #promises = 0;
  #endSupplement: () => void = () => {};
  readonly context: CaseContext;

  constructor(context: CaseContext) {
    this.context = context;
  }

  // 第九条第一款  信用承诺制: what was promised and is missing stands under 重点监管 from receipt of the file, material by material,
  // until it is found conforming or the result is revoked.
  keySupervision(at: Instant): void {
    const { file } = this.context;
    if (file.state.missing.length === 0) return;
    file.effect('key-supervision', { at });
    this.offer();
  }

  conforming(result: Result): void {
    const { file } = this.context;
    const { conforming } = result.facts;
    if (conforming.length === 0) return;
    file.state.missing = file.state.missing.filter((m) => !conforming.includes(m));
    file.effect('key-supervision-ended', {
      materials: conforming,
      at: result.receivedAt,
      end: 'conforming',
    });
  }

  offer(): void {
    this.withdraw();
    const { units } = this.context.opening;
    this.#endSupplement = this.context.offer(supplement.type, units.accepting, 'TJ84-9.1', (act) =>
      this.supplied(act),
    );
  }
  withdraw(): void {
    this.#endSupplement();
  }
  supplied({ facts }: ActOf<typeof supplement>): void {
    this.context.file.state.supplied.push(facts.material);
  }

  // 第九条第二款  The promised date: until then the materials may come in; the next check begins when all are in, or when the date has passed.
  async completing(result: Result, promisedOn: CivilDate): Promise<Instant> {
    const { file, duties } = this.context;
    const { state } = file;
    this.withdraw();
    state.waiting = true;
    // What had come in before has been judged.
    state.supplied = [];
    this.context.stage('completing');
    let since = startOfDay(addDays(promisedOn, 1));
    for (;;) {
      const { wait, act } = await file.until(
        dueOn(duties.supplement, promisedOn),
        result.receivedAt,
        { round: ++this.#promises },
      );
      if (wait.state === 'void') return never();
      if (!act) break;
      this.supplied(this.context.noted(act));
      since = act.receivedAt;
      if (state.missing.every((m) => state.supplied.includes(m))) break;
      since = startOfDay(addDays(promisedOn, 1));
    }
    state.waiting = false;
    this.context.stage('distributed');
    if (state.missing.length > 0) this.offer();
    return since;
  }
}
