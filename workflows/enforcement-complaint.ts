/**
 * 执法扰企线索 A complaint about enforcement: 庆阳 2025-06-26 通知, article 17. Dealt with by people outside the team, verified, answered.
 * The article says 及时 and gives no number: the period is management, reminded of and never a breach.
 */
import * as acts from '../domain/enforcement-complaint/acts.ts';
import {
  assignment,
  bodyStatement,
  findings,
  type State,
  type answer,
} from '../domain/enforcement-complaint/acts.ts';
import { guards, notAwaited } from '../domain/enforcement-complaint/guards.ts';
import { answerComplaint } from '../domain/enforcement-complaint/duties.ts';
import type { InspectionSettings } from '../domain/inspection/settings.ts';
import type { ActOf } from '../domain/law/acts.ts';
import { CaseFile } from './kit/case-file.ts';
import type { Closing, Opening } from './messages.ts';

interface EnforcementComplaintOpening extends Opening {
  /** `handling`: outside the body complained of, which may read nothing of it but what it is asked. */
  units: { handling: string };
  body: string;
  grounds: readonly string[];
  inspection?: string;
  settings: InspectionSettings;
}

const CLAUSE = 'QY-17.1';

export async function enforcementComplaint(opening: EnforcementComplaintOpening): Promise<Closing> {
  const state: State = {};
  const file = new CaseFile(opening, {
    acts: [acts],
    units: opening.units,
    state,
    guards,
    notAwaited: notAwaited(),
    manages: true,
  });
  return file.run(CLAUSE, () => new EnforcementComplaint(file, opening).run());
}

class EnforcementComplaint {
  readonly file: CaseFile<State>;
  readonly opening: EnforcementComplaintOpening;

  constructor(file: CaseFile<State>, opening: EnforcementComplaintOpening) {
    this.file = file;
    this.opening = opening;
  }

  async run(): Promise<string> {
    this.file.stage = 'received';
    this.verification();
    const { facts } = await this.answer();
    const founded = this.file.state.founded!;
    this.file.enter({
      key: 'answered',
      type: 'complaint-answered',
      clause: CLAUSE,
      body: { founded, measures: facts.measures },
    });
    return founded;
  }

  // 第十七条  By somebody from outside the team and the body complained of; may be given to somebody else until it is answered. The body may say what it has to say.
  verification(): void {
    const {
      file,
      opening: { units, body },
    } = this;
    file.allow({ act: assignment.type, by: [units.handling], clause: CLAUSE }, (act) => {
      file.state.handler = act.facts.officer;
      if (file.stage === 'received') file.stage = 'verifying';
    });
    file.allow({ act: bodyStatement.type, by: [body], clause: CLAUSE }, () => {});
    file.allow({ act: findings.type, by: [units.handling], clause: CLAUSE }, (act) => {
      file.state.founded = act.facts.founded;
      file.stage = 'verified';
    });
  }

  // 第十七条  Dealt with promptly (management) and answered, served and not only drafted: owed from the receipt on, whoever deals with it.
  async answer(): Promise<ActOf<typeof answer>> {
    const {
      file,
      opening: { settings, letter },
    } = this;
    const { act } = await file.performed(answerComplaint(settings), letter.receivedAt);
    file.effect('complaint-answered', { founded: file.state.founded!, at: act.servedAt! });
    return act;
  }
}
