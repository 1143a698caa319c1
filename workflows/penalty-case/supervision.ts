/** 十六 挂牌督办 with its own day, lifted only by an approval; and what a joint meeting has said of the case. */
import {
  meetingOutcome,
  supervisionFlag,
  supervisionRemoval,
} from '../../domain/penalty-case/acts.ts';
import { onDay } from '../../domain/penalty-case/duties.ts';
import type { PenaltyContext } from './context.ts';

export class Supervision {
  readonly context: PenaltyContext;
  #rounds = 0;

  constructor(context: PenaltyContext) {
    this.context = context;
  }

  offers(): void {
    const { context } = this;
    const { file, state, duties, opening } = context;
    context.offer(
      supervisionFlag.type,
      (act) => {
        const { level, until } = act.facts;
        state.flag = { unit: act.unit, until };
        file.effect('penalty-flag', { unit: act.unit, level, until, at: act.receivedAt });
        context.note('supervision-set', act, { unit: act.unit, level, until });
        file.notes.push(`挂牌督办至 ${until}。Under supervision until then.`);
        const round = ++this.#rounds;
        context.owe(
          { ...onDay(duties.supervised, until), owedTo: act.unit },
          act.receivedAt,
          { round },
          () => {},
        );
      },
      () => state.flag === undefined,
      opening.superiors,
    );
    context.offer(
      supervisionRemoval.type,
      (act) => {
        file.notes.splice(
          file.notes.findIndex((note) => note.startsWith('挂牌督办至')),
          1,
        );
        delete state.flag;
        file.effect('penalty-flag', { unit: null, level: null, until: null, at: act.receivedAt });
        context.note('supervision-lifted', act, { unit: act.unit });
        context.release('the supervision was lifted', duties.supervised);
      },
      () => state.flag !== undefined,
      opening.superiors,
    );
    context.offer(meetingOutcome.type, (act) => {
      const { meeting } = act.facts;
      context.note('meeting-linked', act, { meeting });
      file.notes.push(
        `联席会议 ${meeting} 的结果已记入。The outcome of that joint meeting is on file.`,
      );
    });
  }
}
