/**
 * 预约上门服务 A visit at home: 黔江 2021 方案, 二（四）. Booked, confirmed with a day and with who comes, held with the record of both sides, or put off, missed, cancelled.
 * The text gives no period: each is management, and the visit is due on the day that was appointed.
 */
import * as acts from '../domain/home-visit/acts.ts';
import {
  cancellation,
  confirmation,
  noShow,
  type Part,
  type record,
  type State,
} from '../domain/home-visit/acts.ts';
import { dutiesFor, VISITS } from '../domain/home-visit/duties.ts';
import { guards, notAwaited } from '../domain/home-visit/guards.ts';
import type { HomeVisitSettings } from '../domain/home-visit/settings.ts';
import type { ActOf } from '../domain/law/acts.ts';
import { dueOn } from '../domain/law/duty.ts';
import { civilDateOf } from '../domain/time/civil-date.ts';
import type { CivilDate, Instant } from '../domain/time/instant.ts';
import { CaseFile } from './kit/case-file.ts';
import type { Closing, Opening } from './messages.ts';

interface HomeVisitOpening extends Opening {
  units: { handling: string };
  on: CivilDate;
  part: Part;
  settings: HomeVisitSettings;
}

export async function homeVisit(opening: HomeVisitOpening): Promise<Closing> {
  const { on, part, letter } = opening;
  const state: State = {
    bookedOn: civilDateOf(letter.receivedAt),
    on,
    part,
    confirmed: false,
    noShows: 0,
  };
  const file = new CaseFile(opening, {
    acts: [acts],
    units: opening.units,
    state,
    guards,
    notAwaited,
    manages: true,
  });
  return file.run(VISITS, () => new HomeVisit(file, opening).run());
}

class HomeVisit {
  readonly file: CaseFile<State>;
  readonly opening: HomeVisitOpening;
  readonly duties: ReturnType<typeof dutiesFor>;
  /** Each day appointed has its own round. */
  #round = 0;

  constructor(file: CaseFile<State>, opening: HomeVisitOpening) {
    this.file = file;
    this.opening = opening;
    this.duties = dutiesFor(opening.settings);
  }

  run(): Promise<string> {
    const { file, opening } = this;
    return new Promise((end) => {
      const by = [opening.units.handling];
      file.allow({ act: cancellation.type, by, clause: VISITS }, (act) => {
        for (const { key } of file.waits) file.release(key, 'the visit was cancelled');
        this.#ended('cancelled', act.receivedAt);
        end('cancelled');
      });
      void this.#life(opening.letter.receivedAt, end);
    });
  }

  // 二（四）预约 Confirmed, visited; after a visit at which nobody was met it is appointed anew.
  async #life(from: Instant, end: (outcome: string) => void): Promise<void> {
    const { file, opening, duties } = this;
    const { noShows } = file.state;
    file.stage = noShows === 0 ? 'booked' : 'to-appoint-again';
    const which = noShows === 0 ? {} : { round: noShows };
    const { act } = await file.performed(duties.confirm, from, which);
    // Cancelled meanwhile.
    if (!act) return;
    const visit = await this.#visit(act);
    if ('missedAt' in visit) {
      file.state.noShows++;
      file.state.confirmed = false;
      file.effect('visit-missed', { noShows: file.state.noShows });
      if (file.state.noShows < opening.settings.noShows) return this.#life(visit.missedAt, end);
      this.#ended('no-show', visit.missedAt);
      return end('no-show');
    }
    const outcome = visit.facts.served ? 'served' : 'not-served';
    this.#ended(outcome, visit.occurredAt!);
    end(outcome);
  }

  /** 上门 On the day appointed, which may be put off; or nobody was there. */
  #visit(first: ActOf<typeof confirmation>): Promise<ActOf<typeof record> | { missedAt: Instant }> {
    const { file, opening, duties } = this;
    const by = [opening.units.handling];
    return new Promise((resolve) => {
      const finish = (visit: ActOf<typeof record> | { missedAt: Instant }): void => {
        withdrawNoShow();
        withdrawPuttingOff();
        resolve(visit);
      };
      const key = (): string => `${duties.visit.id}:${this.#round}`;
      const appoint = (act: ActOf<typeof confirmation>): void => {
        this.#appointed(act);
        const round = ++this.#round;
        const duty = dueOn(duties.visit, act.facts.on);
        void file.performed(duty, opening.letter.receivedAt, { round }).then((performed) => {
          if (performed.act) finish(performed.act as ActOf<typeof record>);
        });
      };
      const withdrawPuttingOff = file.allow(
        { act: confirmation.type, by, clause: VISITS },
        (act) => {
          file.release(key(), 'put off to another day');
          appoint(act);
        },
      );
      const withdrawNoShow = file.allow({ act: noShow.type, by, clause: VISITS }, (act) => {
        file.release(key(), 'nobody was met');
        finish({ missedAt: act.occurredAt! });
      });
      appoint(first);
    });
  }

  #appointed(act: ActOf<typeof confirmation>): void {
    const { file } = this;
    const { on, part } = act.facts;
    file.state.on = on;
    file.state.part = part;
    file.state.confirmed = true;
    file.stage = 'confirmed';
    file.effect('visit-appointed', { act: act.id, on, part });
  }

  #ended(ended: string, at: Instant): void {
    const { file } = this;
    file.effect('visit-ended', { ended, at });
    if (ended !== 'served' && ended !== 'not-served') return;
    file.enter({
      key: 'home-visited',
      type: 'home-visited',
      clause: VISITS,
      body: { served: ended === 'served', at },
    });
  }
}
