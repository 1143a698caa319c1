/**
 * 差评 A bad evaluation of a service: 黔江 2021 方案, 二（二）. Accepted, transferred, put right (or found to be mistaken), fed back, and then revisited with
 * the appraisal of the user, in this order and no other. It ends with the revisit only, or with two tries in vain; the text gives no period, so each is management.
 */
import * as acts from '../domain/service-evaluation/acts.ts';
import {
  mistake,
  transfer,
  type rectification,
  type State,
} from '../domain/service-evaluation/acts.ts';
import { CHAIN, dutiesFor, RATES } from '../domain/service-evaluation/duties.ts';
import { guards, notAwaited } from '../domain/service-evaluation/guards.ts';
import type { ServiceEvaluationSettings } from '../domain/service-evaluation/settings.ts';
import type { ActOf } from '../domain/law/acts.ts';
import { civilDateOf } from '../domain/time/civil-date.ts';
import type { Instant } from '../domain/time/instant.ts';
import { CaseFile } from './kit/case-file.ts';
import type { Closing, Opening } from './messages.ts';

interface ServiceEvaluationOpening extends Opening {
  units: { accepting: string };
  evaluation: string;
  /** As the evaluation names them, where it does. */
  section?: string;
  officer?: string;
  /** 被评价部门 That one, and the officer's own. */
  sections?: readonly string[];
  evaluatedAt: Instant;
  settings: ServiceEvaluationSettings;
  remarks: readonly string[];
}

export async function serviceEvaluation(opening: ServiceEvaluationOpening): Promise<Closing> {
  const { section, officer, sections = section === undefined ? [] : [section] } = opening;
  const state: State = {
    reviewed: officer === undefined ? [] : [officer],
    sections: [...sections],
    tries: [],
  };
  const file = new CaseFile(opening, {
    acts: [acts],
    units: opening.units,
    state,
    guards,
    notAwaited,
    manages: true,
  });
  return file.run(CHAIN, () => new BadEvaluation(file, opening).run());
}

/** How it was dealt with, and when. */
interface Result {
  mistaken: boolean;
  at: Instant;
}

class BadEvaluation {
  readonly file: CaseFile<State>;
  readonly opening: ServiceEvaluationOpening;
  readonly duties: ReturnType<typeof dutiesFor>;

  constructor(file: CaseFile<State>, opening: ServiceEvaluationOpening) {
    this.file = file;
    this.opening = opening;
    this.duties = dutiesFor(opening.settings);
  }

  // 二（二）受理、转办、调查整改、结果反馈、用户评议
  async run(): Promise<string> {
    const { file, opening, duties } = this;
    for (const remark of opening.remarks) file.warn(remark);
    file.stage = 'collected';
    const accepted = await file.performed(duties.accept, opening.evaluatedAt);
    file.stage = 'accepted';
    const { act } = await file.performed(duties.transfer, accepted.act.occurredAt!);
    const result = await this.investigated(act);
    file.stage = result.mistaken ? 'mistaken' : 'rectified';
    const told = await file.performed(duties.feedback, result.at);
    file.stage = 'fed-back';
    const reached = await this.revisited(told.act.servedAt!);
    const how = reached ? 'revisited' : 'unreachable';
    return result.mistaken ? `mistaken-${how}` : how;
  }

  /** 调查整改 By the section that it was transferred to last; somebody outside the reviewed section may find instead that the evaluation is mistaken. */
  investigated(first: ActOf<typeof transfer>): Promise<Result> {
    const { file, opening } = this;
    const { accepting } = opening.units;
    return new Promise((resolve) => {
      let round = 0;
      let withdraw: () => void = () => {};
      const finish = (result: Result): void => {
        withdraw();
        withdrawTransfer();
        resolve(result);
      };
      const key = (): string => `${this.duties.rectify.id}:${round}`;
      const given = (act: ActOf<typeof transfer>): void => {
        if (round > 0) file.release(key(), 'transferred to another section');
        round++;
        withdraw();
        this.transferred(act);
        const { to } = act.facts;
        const duty = { ...this.duties.rectify, owedBy: to };
        void file.performed(duty, act.occurredAt!, { round }).then((performed) => {
          if (performed.act) finish(this.rectified(performed.act));
        });
        const by = [...new Set([accepting, to])];
        withdraw = file.allow({ act: mistake.type, by, clause: RATES }, (found) => {
          file.release(key(), 'the evaluation is mistaken');
          finish(this.mistaken(found));
        });
      };
      const withdrawTransfer = file.allow(
        { act: transfer.type, by: [accepting], clause: CHAIN },
        given,
      );
      given(first);
    });
  }

  transferred(act: ActOf<typeof transfer>): void {
    const { file } = this;
    const { to, reviewed } = act.facts;
    file.stage = 'transferred';
    file.state.to = to;
    file.state.since = act.occurredAt!;
    if (reviewed !== undefined) {
      file.state.reviewed.push(reviewed);
      const section = act.known?.section;
      if (section) file.state.sections.push(section);
    }
    file.effect('reader', { act: act.id, units: [to] });
  }

  rectified(act: ActOf<typeof rectification>): Result {
    const at = act.occurredAt!;
    this.file.effect('evaluation-rectified', { at });
    this.file.enter({
      key: 'evaluation-rectified',
      type: 'evaluation-rectified',
      clause: RATES,
      act: act.id,
      body: { at, measures: act.facts.measures },
    });
    return { mistaken: false, at };
  }

  /** 误评 Neither rectified, nor out of the denominator. */
  mistaken(act: ActOf<typeof mistake>): Result {
    this.file.effect('evaluation-mistaken', {});
    this.file.enter({
      key: 'evaluation-found-mistaken',
      type: 'evaluation-found-mistaken',
      clause: RATES,
      act: act.id,
      body: { ground: act.facts.ground },
    });
    return { mistaken: true, at: act.receivedAt };
  }

  /** 回访 Until the person is reached, or was not reached on two days. Answers whether the person was. */
  async revisited(from: Instant): Promise<boolean> {
    const { file, duties } = this;
    const { tries } = file.state;
    const { act } = await file.performed(duties.revisit, from, {
      takes: ({ facts, occurredAt }) => {
        const day = civilDateOf(occurredAt!);
        if (!facts.reached && !tries.includes(day)) tries.push(day);
        return facts.reached || tries.length >= 2;
      },
    });
    const { reached, appraisal } = act.facts;
    const at = act.occurredAt!;
    file.effect('evaluation-revisited', { reached, at, appraisal: appraisal ?? null });
    const type = reached ? 'evaluation-revisited' : 'evaluation-unreachable';
    file.enter({
      key: type,
      type,
      clause: RATES,
      act: act.id,
      body: { at, appraisal: appraisal ?? null, tries: tries.length },
    });
    return reached;
  }
}
