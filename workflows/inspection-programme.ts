/**
 * 年度联合检查计划 The yearly programme of a body: 庆阳 2025-06-26 通知, article 5. One file a body and year, open until the year is reported.
 * The article gives no number: every period here is management, reminded of and never a breach.
 */
import * as acts from '../domain/inspection-programme/acts.ts';
import {
  amendment,
  settlement,
  type Figures,
  type State,
} from '../domain/inspection-programme/acts.ts';
import {
  dutiesFor,
  endOfQuarter,
  quarterName,
  quarters,
  type Duties,
} from '../domain/inspection-programme/duties.ts';
import { guards, notAwaited } from '../domain/inspection-programme/guards.ts';
import type { InspectionSettings } from '../domain/inspection/settings.ts';
import { CaseFile } from './kit/case-file.ts';
import type { Closing, Opening } from './messages.ts';

interface InspectionProgrammeOpening extends Opening {
  units: { inspecting: string };
  year: number;
  /** Inspections planned in each quarter. */
  planned: readonly number[];
  items: readonly string[];
  settings: InspectionSettings;
}

export async function inspectionProgramme(opening: InspectionProgrammeOpening): Promise<Closing> {
  const state: State = { announced: false, year: opening.year, planned: opening.planned };
  const file = new CaseFile(opening, {
    acts: [acts],
    units: opening.units,
    state,
    guards,
    notAwaited: notAwaited(state),
    manages: true,
  });
  return file.run('QY-5.3', () => new InspectionProgramme(file, opening).run());
}

class InspectionProgramme {
  readonly file: CaseFile<State>;
  readonly opening: InspectionProgrammeOpening;
  readonly duties: Duties;

  constructor(file: CaseFile<State>, opening: InspectionProgrammeOpening) {
    this.file = file;
    this.opening = opening;
    this.duties = dutiesFor(opening.year, opening.settings);
  }

  async run(): Promise<string> {
    this.file.stage = 'drawn-up';
    this.settlements();
    this.amendments();
    void this.announcement();
    void this.progress();
    return this.closing();
  }

  // 第五条  Made with health and market regulation, with its four parts (the opening refuses anything less), and announced before its year begins.
  async announcement(): Promise<void> {
    const {
      file,
      duties,
      opening: { letter },
    } = this;
    const { act } = await file.performed(duties.announceProgramme, letter.receivedAt);
    if (!act) return;
    file.state.announced = true;
    file.stage = 'announced';
    file.effect('programme-announced', {
      on: act.facts.on,
      act: act.id,
    });
  }

  // 第五条  Where two levels plan the same item, the superior settles which of them acts, or both together; until then neither is announced.
  settlements(): void {
    const {
      file,
      opening: { units },
    } = this;
    file.allow({ act: settlement.type, by: [units.inspecting], clause: 'QY-5.2' }, (act) => {
      const { programme, items, acting } = act.facts;
      file.effect('levels-settled', { programme, items, acting, act: act.id });
    });
  }

  // It may be amended for what is still to come, with the reason, and is made known again (article 7 has it for emergencies).
  amendments(): void {
    const {
      file,
      opening: { units },
    } = this;
    file.allow({ act: amendment.type, by: [units.inspecting], clause: 'QY-5.3' }, (act) => {
      const { planned } = act.facts;
      file.state.planned = planned;
      file.effect('programme-amended', { planned, act: act.id });
      file.enter({
        key: `amended:${act.id}`,
        type: 'programme-amended',
        clause: 'QY-5.3',
        act: act.id,
        body: { planned },
      });
    });
  }

  // Each quarter against the programme, by the database's own count (management). The reports are independent: a late one delays none.
  async progress(): Promise<void> {
    const {
      file,
      duties,
      opening: { year, letter },
    } = this;
    const owed = quarters.filter((q) => q < 4 && endOfQuarter(year, q) > letter.receivedAt);
    await Promise.all(
      owed.map(async (q) => {
        const { act } = await file.performed(duties.reportQuarter, endOfQuarter(year, q), {
          item: quarterName(q),
        });
        if (act) this.reported(act, quarterName(q), act.known!.figures);
      }),
    );
  }

  // The year is over: what was planned and not used, what went beyond the plan; with that the file closes.
  async closing(): Promise<string> {
    const {
      file,
      duties,
      opening: { year },
    } = this;
    const { act } = await file.performed(duties.reportYear, endOfQuarter(year, 4));
    const { figures } = act.known!;
    this.reported(act, 'year', figures);
    for (const { key } of file.waits) file.release(key, 'the year is reported');
    file.effect('programme-closed', { figures });
    return figures.overrun > 0 ? 'reported-with-overrun' : 'reported';
  }

  reported(act: { id: string }, of: string, figures: Figures): void {
    this.file.enter({
      key: `figures:${of}`,
      type: 'programme-figures',
      clause: 'QY-5.3',
      act: act.id,
      body: { of, figures },
    });
    if (figures.unused + figures.overrun > 0)
      this.file.notes.push(
        `${of}：未用 ${figures.unused}，超出 ${figures.overrun}。Unused ${figures.unused}, beyond the programme ${figures.overrun}.`,
      );
  }
}
