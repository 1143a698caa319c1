/**
 * 市区协同 What the city's supervision body and the districts have done together: 津人社局发〔2017〕51号, (8). One file an event; it stands when every
 * side has agreed to its record. The text gives no number: every period here is management, shown and reminded of, never a breach.
 */
import * as acts from '../domain/district-cooperation/acts.ts';
import { withdrawal, type State } from '../domain/district-cooperation/acts.ts';
import { dutiesFor, ofSide } from '../domain/district-cooperation/duties.ts';
import { guards, notAwaited } from '../domain/district-cooperation/guards.ts';
import type { DistrictCooperationSettings } from '../domain/district-cooperation/settings.ts';
import type { Instant } from '../domain/time/instant.ts';
import { CaseFile } from './kit/case-file.ts';
import type { Closing, Opening } from './messages.ts';

interface CooperationOpening extends Opening {
  /** `recorder`, and the other sides as `side-1` and so on. */
  units: Record<string, string>;
  settings: DistrictCooperationSettings;
}

const CLAUSE = 'TJ51-8.2';

export async function districtCooperation(opening: CooperationOpening): Promise<Closing> {
  const state: State = { recordedBy: opening.letter.officer, rounds: 0 };
  const file = new CaseFile(opening, {
    acts: [acts],
    units: opening.units,
    state,
    guards,
    notAwaited,
    manages: true,
  });
  return file.run(CLAUSE, () => new Cooperation(file, opening).run());
}

class Cooperation {
  readonly file: CaseFile<State>;
  readonly opening: CooperationOpening;
  readonly duties: ReturnType<typeof dutiesFor>;

  constructor(file: CaseFile<State>, opening: CooperationOpening) {
    this.file = file;
    this.opening = opening;
    this.duties = dutiesFor(opening.settings);
  }

  // （八）Each side agrees; a disputed record is corrected and put to all of them again, or withdrawn.
  run(): Promise<string> {
    const { file, opening } = this;
    return new Promise((settle) => {
      file.allow({ act: withdrawal.type, by: [opening.units['recorder']!], clause: CLAUSE }, () => {
        for (const { key } of file.waits) file.release(key, 'the record was withdrawn');
        settle('withdrawn');
      });
      void this.#agreement(opening.letter.receivedAt, settle);
    });
  }

  async #agreement(since: Instant, settle: (outcome: string) => void): Promise<void> {
    const { file, opening, duties } = this;
    file.stage = 'confirming';
    const sides = Object.keys(opening.units).length - 1;
    const answers = await Promise.all(
      Array.from({ length: sides }, (_, n) =>
        file.performed(ofSide(duties.answerRecord, n + 1), since, {
          round: this.#roundOf(opening.units[`side-${n + 1}`]!),
        }),
      ),
    );
    // Withdrawn meanwhile.
    if (answers.some(({ act }) => !act)) return;
    if (answers.every(({ act }) => act.facts.agrees)) return settle('confirmed');
    file.notes.push('参加方对协同记录有异议。A side disputes the record.');
    file.stage = 'disputed';
    const from = Math.max(...answers.map(({ act }) => act.receivedAt)) as Instant;
    const { act } = await file.performed(
      duties.correctRecord,
      from,
      file.state.rounds === 0 ? {} : { round: file.state.rounds },
    );
    if (!act) return;
    file.state.recordedBy = act.officer;
    file.state.rounds++;
    void this.#agreement(act.receivedAt, settle);
  }

  /** Each side owes its own answer, after each correction anew. */
  #roundOf(unit: string): string {
    const { rounds } = this.file.state;
    return rounds === 0 ? unit : `${unit}:${rounds}`;
  }
}
