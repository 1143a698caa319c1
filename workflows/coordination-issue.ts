/**
 * 审管联动协调事项 A problem that a coordinator follows until it is solved: 津医保局发〔2021〕84号, article 15 (6).
 * The article says 及时 and sets no number: every period here is management, reminded of and never a breach.
 */
import * as acts from '../domain/coordination-issue/acts.ts';
import {
  bodyAnswer,
  escalation,
  type resolution,
  type State,
} from '../domain/coordination-issue/acts.ts';
import { dutiesFor, type Settings } from '../domain/coordination-issue/duties.ts';
import { guards, notAwaited } from '../domain/coordination-issue/guards.ts';
import type { ActOf } from '../domain/law/acts.ts';
import type { Instant } from '../domain/time/instant.ts';
import { CaseFile } from './kit/case-file.ts';
import type { Closing, Opening } from './messages.ts';

interface CoordinationIssueOpening extends Opening {
  units: { coordinator: string; accepting: string; supervising: string };
  about: { file?: string; item?: string };
  settings: Settings;
}

const CLAUSE = 'TJ84-15.6';

export async function coordinationIssue(opening: CoordinationIssueOpening): Promise<Closing> {
  const state: State = { resolved: false };
  const file = new CaseFile(opening, {
    acts: [acts],
    units: opening.units,
    state,
    guards,
    notAwaited: notAwaited(state),
    manages: true,
  });
  return file.run(CLAUSE, () => new CoordinationIssue(file, opening).run());
}

class CoordinationIssue {
  readonly file: CaseFile<State>;
  readonly opening: CoordinationIssueOpening;
  readonly duties: ReturnType<typeof dutiesFor>;
  #notedAt = 0 as Instant;
  /** It is reported once. */
  #withdraw = () => {};

  constructor(file: CaseFile<State>, opening: CoordinationIssueOpening) {
    this.file = file;
    this.opening = opening;
    this.duties = dutiesFor(opening.settings);
  }

  async run(): Promise<string> {
    this.mayEscalate();
    const resolution = await this.resolution();
    this.#withdraw();
    await this.notes(resolution);
    await this.closure();
    return this.file.state.targets ? 'resolved-after-escalation' : 'resolved';
  }

  // （六）The coordinator has the problem solved, and is reminded until it is; what is not solved in time is reported upwards.
  async resolution(): Promise<ActOf<typeof resolution>> {
    const { file, duties, opening } = this;
    file.stage = 'resolving';
    const first = await file.within(duties.resolveIssue, opening.letter.receivedAt);
    if (!first.act && !file.state.targets)
      void file
        .performed(duties.escalateIssue, first.wait.due.at)
        .then(({ act }) => this.escalated(act));
    const { act } = await file.insistOn(first);
    file.state.resolved = true;
    file.release(duties.escalateIssue.id, 'the issue is resolved');
    return act;
  }

  // （六）It may be reported before its time is over, too.
  mayEscalate(): void {
    this.#withdraw = this.file.allow(
      { act: escalation.type, by: [this.opening.units.coordinator], clause: CLAUSE },
      (act) => this.escalated(act),
    );
  }

  /** Both bodies are named; from now on they read the file and may answer. It stays the coordinator's until it is solved. */
  escalated(act: ActOf<typeof escalation> | undefined): void {
    if (!act) return;
    this.#withdraw();
    const { file } = this;
    const { approvingBody, supervisingBody } = act.facts;
    const bodies = [...new Set([approvingBody!, supervisingBody!])];
    file.state.targets = { approvingBody: approvingBody!, supervisingBody: supervisingBody! };
    file.stage = 'escalated';
    file.notes.push(
      '已报告审批机关和监管机关。Reported to the approving and the supervising body.',
    );
    file.effect('reader', { units: bodies, act: act.id });
    file.allow({ act: bodyAnswer.type, by: bodies, clause: CLAUSE }, () => {});
  }

  // （六）Both sides take note of how it was solved.
  async notes({ receivedAt }: ActOf<typeof resolution>): Promise<void> {
    const {
      file,
      duties,
      opening: { units },
    } = this;
    file.stage = 'noting';
    await Promise.all([
      file.performed(duties.noteByAccepting, receivedAt, { item: units.accepting }),
      ...(units.supervising === units.accepting
        ? []
        : [file.performed(duties.noteBySupervising, receivedAt, { item: units.supervising })]),
    ]).then((noted) => {
      this.#notedAt = Math.max(...noted.map(({ act }) => act.receivedAt)) as Instant;
    });
  }

  // 销号, only now.
  async closure(): Promise<void> {
    this.file.stage = 'closing';
    await this.file.performed(this.duties.closeIssue, this.#notedAt);
  }
}
