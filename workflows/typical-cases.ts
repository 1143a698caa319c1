/**
 * 典型案例 The typical cases of a period for the main media: 津人社局发〔2017〕51号, (7). Selected among what is public, or said that there is none. Where a case
 * was published stands in its publicity, which owes the withdrawal when its decision falls. The text gives no number: every period is management.
 */
import * as acts from '../domain/typical-cases/acts.ts';
import { removal, type State } from '../domain/typical-cases/acts.ts';
import { CLAUSE, dutiesFor } from '../domain/typical-cases/duties.ts';
import { guards, notAwaited } from '../domain/typical-cases/guards.ts';
import type { TypicalCasesSettings } from '../domain/typical-cases/settings.ts';
import type { Period } from '../domain/time/periods.ts';
import { CaseFile } from './kit/case-file.ts';
import type { Closing, Opening } from './messages.ts';

interface TypicalCasesOpening extends Opening {
  units: { 'supervision-body': string };
  period: Period;
  settings: TypicalCasesSettings;
}

export async function typicalCases(opening: TypicalCasesOpening): Promise<Closing> {
  const state: State = { open: new Set() };
  const file = new CaseFile(opening, {
    acts: [acts],
    units: opening.units,
    state,
    guards,
    notAwaited,
    manages: true,
  });
  return file.run(CLAUSE, () => run(file, opening));
}

// （七）Selected, or none; each selected case is published, or taken out with its reason.
async function run(file: CaseFile<State>, opening: TypicalCasesOpening): Promise<string> {
  const { units, letter, settings } = opening;
  const duties = dutiesFor(settings);
  file.stage = 'selecting';
  const { act } = await file.performed(duties.select, letter.receivedAt);
  if (act.facts.none) return 'none';
  file.stage = 'publishing';
  const { open } = file.state;
  let published = 0;
  file.allow({ act: removal.type, by: [units['supervision-body']], clause: CLAUSE }, (taken) => {
    const { item } = taken.facts;
    open.delete(item);
    file.notes.push(`案例 ${item} 已撤下。A case was taken out.`);
    file.release(`${duties.publish.id}:${item}`, 'the case was taken out');
  });
  await Promise.all(
    act.facts.cases.map(async (item) => {
      open.add(item);
      const done = await file.performed(duties.publish, act.receivedAt, { item });
      open.delete(item);
      if (done.act) published++;
    }),
  );
  return published > 0 ? 'published' : 'none';
}
