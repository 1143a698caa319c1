/**
 * 吊销联动撤销 A licence was lawfully revoked: every live result that depends on it is confirmed by a person of the department that accepted it,
 * and revoked in a file of its own. 津医保局发〔2021〕84号, art. 11. Which results these are stays in Postgres; the file counts.
 */
import * as acts from '../domain/licence-revocation/acts.ts';
import {
  newcomer,
  resultsRevoked,
  type Progress,
  type State,
  type confirmation,
} from '../domain/licence-revocation/acts.ts';
import { confirmResults } from '../domain/licence-revocation/duties.ts';
import { guards, notAwaited } from '../domain/licence-revocation/guards.ts';
import { atOnce } from '../domain/commitment-case/duties.ts';
import type { CommitmentSettings } from '../domain/commitment-case/settings.ts';
import type { LicenceKind } from '../domain/commitment-case/terms.ts';
import type { ActOf } from '../domain/law/acts.ts';
import type { Wait } from '../domain/law/wait.ts';
import type { Instant } from '../domain/time/instant.ts';
import { CaseFile } from './kit/case-file.ts';
import type { Closing, Opening } from './messages.ts';

interface LicenceRevocationOpening extends Opening {
  kind: LicenceKind;
  units: { reporter: string; [department: string]: string };
  /** Results on the list by accepting department, when the file was opened. */
  departments: { department: string; results: number }[];
  settings: CommitmentSettings;
}

export async function licenceRevocation(opening: LicenceRevocationOpening): Promise<Closing> {
  const state: State = {
    reporter: { unit: opening.letter.unit, officer: opening.letter.officer },
    departments: new Map(),
    revoked: 0,
    notDependent: 0,
  };
  const file = new CaseFile(opening, {
    acts: [acts],
    units: opening.units,
    state,
    guards,
    notAwaited,
    ours: new Set<string>([newcomer.type, resultsRevoked.type]),
  });
  return file.run('TJ84-11', () => new Cascade(file, opening).run());
}

class Cascade {
  readonly file: CaseFile<State>;
  readonly opening: LicenceRevocationOpening;
  #over = false;
  #end: () => void = () => {};

  constructor(file: CaseFile<State>, opening: LicenceRevocationOpening) {
    this.file = file;
    this.opening = opening;
  }

  // 第十一条  Feedback of the supervising department: each accepting department confirms its own, and revokes at once.
  async run(): Promise<string> {
    const { file, opening } = this;
    const over = new Promise<void>((end) => {
      this.#end = end;
    });
    file.allow({ act: newcomer.type, by: ['duban'], clause: 'TJ84-11' }, (act) =>
      this.newcomer(act),
    );
    file.allow({ act: resultsRevoked.type, by: ['duban'], clause: 'TJ84-11' }, (act) =>
      this.revoked(act),
    );
    for (const { department, results } of opening.departments)
      this.listed(department, results, opening.letter.receivedAt);
    this.look();
    await over;
    const { revoked, notDependent } = file.state;
    return revoked > 0 ? 'revoked' : notDependent > 0 ? 'none-dependent' : 'none-live';
  }

  /** More results of a department: it owes their confirmation, once for all of them. */
  listed(department: string, results: number, from: Instant): void {
    const { file } = this;
    const progress = file.state.departments.get(department) ?? {
      listed: 0,
      answered: 0,
      rounds: 0,
    };
    file.state.departments.set(department, progress);
    progress.listed += results;
    if (file.wait(this.key(department, progress))) return;
    progress.rounds++;
    const duty = atOnce(
      { ...confirmResults, owedBy: department },
      from,
      this.opening.settings,
      file.calendar,
    );
    const which = {
      round: this.round(department, progress),
      takes: (act: ActOf<typeof confirmation>) => this.confirmed(act, progress),
    };
    void file.within(duty, from, which).then(({ wait, act }) => {
      if (!act && wait.state === 'overdue') this.escalate(wait);
    });
  }

  round(department: string, { rounds }: Progress): string {
    return rounds < 2 ? department : `${department}.${rounds}`;
  }
  key(department: string, progress: Progress): string {
    return `${confirmResults.id}:${this.round(department, progress)}`;
  }

  /** 立即 At the end of the working day it goes to the department's coordinator. Management. */
  escalate(wait: Wait): void {
    this.file.enter({
      key: `escalated:${wait.key}`,
      type: 'escalated',
      clause: 'TJ84-11',
      body: { duty: wait.duty.id, owedBy: wait.owedBy, to: 'coordinator', force: wait.force },
    });
  }

  /** A person answers for one or several results: revoked each in its own file, or found not to depend. True when the department has answered for all. */
  confirmed({ id, facts }: ActOf<typeof confirmation>, progress: Progress): boolean {
    const { file } = this;
    progress.answered += facts.results;
    if (facts.decision === 'not-dependent') file.state.notDependent += facts.results;
    file.effect('results-confirmed', { act: id });
    this.look();
    return progress.answered >= progress.listed;
  }

  /** Approved on the licence while the cascade runs: on the list too. When all is done, it is obliged at once, as if the file had ended. */
  newcomer(act: ActOf<typeof newcomer>): void {
    const { result, department } = act.facts;
    if (this.#over) return this.file.effect('newcomer-flagged', { result });
    this.file.effect('newcomer-listed', { result, department });
    this.listed(department, 1, act.receivedAt);
    this.look();
  }

  /** Results of the list have been revoked, also some that nobody had confirmed (TJ84-10.1): their departments owe nothing for these. */
  revoked({ known }: ActOf<typeof resultsRevoked>): void {
    const { revoked, unanswered } = known!;
    const { file } = this;
    file.state.revoked += revoked;
    for (const { department, results } of unanswered) {
      const progress = file.state.departments.get(department)!;
      progress.answered += results;
      if (progress.answered >= progress.listed)
        file.release(this.key(department, progress), 'revoked otherwise');
    }
    this.look();
  }

  /** How far it is; the file ends when every listed result is revoked or found not to depend. */
  look(): void {
    const { file } = this;
    const { revoked, notDependent, departments } = file.state;
    const all = [...departments.values()];
    const [listed, answered] = [
      all.reduce((sum, d) => sum + d.listed, 0),
      all.reduce((sum, d) => sum + d.answered, 0),
    ];
    file.stage = answered < listed ? 'confirmation' : 'revocation';
    file.notes[0] = `清单 ${listed} 件：已确认 ${answered}，已撤销 ${revoked}，不依据该证照 ${notDependent}（TJ84-11）。Of ${listed} results ${answered} are confirmed, ${revoked} revoked, ${notDependent} not dependent.`;
    if (revoked + notDependent < listed) return;
    this.#over = true;
    this.#end();
  }
}
