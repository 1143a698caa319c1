/**
 * 重复检查的窗口 One file for each inspection that has ended, with all its items: it runs to the corresponding day of the next year. 庆阳 2025, art. 15.
 * The date is moved only by a correction of the end with evidence and reason, either way; whatever that frees is asked anew.
 */
import * as acts from '../domain/inspection-window/acts.ts';
import { endMoved } from '../domain/inspection-window/acts.ts';
import { guards, notAwaited, type WindowState } from '../domain/inspection-window/guards.ts';
import type { WindowOpening } from '../domain/inspection-window/opening.ts';
import { yearAfterTheEnd } from '../domain/inspection/waits.ts';
import { startOfDay } from '../domain/time/civil-date.ts';
import type { CivilDate } from '../domain/time/instant.ts';
import { CaseFile } from './kit/case-file.ts';
import type { Closing, Opening } from './messages.ts';

export async function inspectionWindow(opening: WindowOpening & Opening): Promise<Closing> {
  const state: WindowState = { endedOn: opening.endedOn };
  const file = new CaseFile(opening, {
    acts: [acts],
    units: opening.units,
    state,
    guards,
    notAwaited,
    ours: new Set<string>([endMoved.type]),
    manages: true,
  });
  return file.run('QY-15.1', () => barred(file));
}

async function barred(file: CaseFile<WindowState>): Promise<string> {
  file.stage = 'barred';
  let moved: CivilDate | undefined;
  let armed: string | undefined;
  // 第十二条  The end as the inspection's own file has corrected it.
  const withdraw = file.allow({ act: endMoved.type, by: ['duban'], clause: 'QY-12.1' }, (act) => {
    moved = act.facts.endedOn;
    file.effect('inspection-window-moved', { endedOn: moved, act: act.id, told: true });
    if (armed) file.release(armed, 'the end is corrected');
  });
  // 第十五条  One year from the end; a corrected end counts from the day that is right.
  for (let round = 1; ; round++) {
    armed = `${yearAfterTheEnd.id}:${round}`;
    file.notes[0] = `检查结束 ${file.state.endedOn}（QY-15.1）。The inspection ended on ${file.state.endedOn}.`;
    const { act } = await file.until(yearAfterTheEnd, startOfDay(file.state.endedOn), { round });
    if (!act && moved === undefined) break;
    file.state.endedOn = moved ?? act!.facts.endedOn;
    if (act) file.effect('inspection-window-moved', { endedOn: file.state.endedOn, act: act.id });
    moved = undefined;
  }
  withdraw();
  file.effect('inspection-window-closed', {});
  return 'year-over';
}
