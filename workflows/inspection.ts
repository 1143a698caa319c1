/**
 * 行政检查 An inspection of a designated institution, from its plan to its close: it exists only as this file. 庆阳 2025 (QY).
 * Target and days stay in Postgres until the door is opened; the file knows a random plan id.
 */
import * as acts from '../domain/inspection/acts.ts';
import * as conductActs from '../domain/inspection/conduct/acts.ts';
import * as outcomeActs from '../domain/inspection/conduct/acts-outcomes.ts';
import {
  approval,
  historyCorrected,
  onSiteStart,
  waking,
  type InspectionOpening,
  type InspectionState,
} from '../domain/inspection/acts.ts';
import { newConduct } from '../domain/inspection/conduct/state.ts';
import { conductGuards, conductNotAwaited } from '../domain/inspection/conduct/guards.ts';
import { guards, notAwaited } from '../domain/inspection/guards.ts';
import { BeforeStart } from './inspection/before-start.ts';
import { CaseFile } from './kit/case-file.ts';
import type { Closing, Opening } from './messages.ts';

export async function inspection(
  opening: InspectionOpening & Opening & { subject: { id: string } },
): Promise<Closing> {
  const state: InspectionState = {
    plan: opening.subject.id,
    approved: false,
    started: false,
    conduct: newConduct(opening.settings),
  };
  const file = new CaseFile<InspectionState>(opening, {
    acts: [acts, conductActs, outcomeActs],
    units: opening.units,
    state,
    guards: { ...guards, ...conductGuards },
    notAwaited: (act, possible) =>
      (state.started ? conductNotAwaited(act, state.conduct, possible) : undefined) ??
      notAwaited(act, possible),
    ours: new Set<string>([waking.type, historyCorrected.type]),
    decides: new Set<string>([approval.type, onSiteStart.type, waking.type, historyCorrected.type]),
    manages: true,
  });
  state.conduct.changed = (id) => file.changed(id);
  return file.run('QY-10.1', () => new BeforeStart(file, opening).run());
}
