/**
 * 决定撤销、变更登记 The record that a final decision of a rapid response fell, wholly or in part, or stands again: 津人社局发〔2017〕51号, annex 1 (5). One
 * person records it with its document, a head who did not decide confirms it. What follows a penalty case needs neither: it was decided there.
 */
import * as acts from '../domain/decision-fall/acts.ts';
import { groundAnnulled, withdrawal, type State } from '../domain/decision-fall/acts.ts';
import { dutiesFor } from '../domain/decision-fall/duties.ts';
import { guards, notAwaited } from '../domain/decision-fall/guards.ts';
import type { DecisionFallSettings } from '../domain/decision-fall/settings.ts';
import type { Decision, Recorded } from '../domain/decision-fall/terms.ts';
import type { Act } from '../domain/law/act.ts';
import { CaseFile } from './kit/case-file.ts';
import type { Closing, Opening } from './messages.ts';

interface DecisionFallOpening extends Opening {
  units: { recording: string; confirming: string };
  clause: string;
  decision: Decision;
  record: Recorded;
  /** 随案 It was decided in the penalty case: nobody confirms it again. */
  decidedElsewhere?: true;
  settings: DecisionFallSettings;
}

export async function decisionFall(opening: DecisionFallOpening): Promise<Closing> {
  const { clause, record, units } = opening;
  const state: State = { clause, kind: record.kind };
  const file = new CaseFile(opening, {
    acts: [acts],
    units,
    state,
    guards,
    notAwaited: notAwaited(clause),
    ours: new Set([groundAnnulled.type]),
    manages: true,
  });
  return file.run(clause, () => run(file, opening));
}

async function run(file: CaseFile<State>, opening: DecisionFallOpening): Promise<string> {
  const { clause, letter, record, settings, units } = opening;
  if (opening.decidedElsewhere) return settled(file, opening, letter, 'confirmed');
  file.stage = 'recorded';
  const { confirm } = dutiesFor(settings, clause);
  let withdrawn: Act | undefined;
  // What the system asks because a case has changed nobody withdraws; it is settled where that case is annulled after all.
  const [type, by] = record.restsOn
    ? [groundAnnulled.type, 'duban']
    : [withdrawal.type, units.recording];
  const withdraw = file.allow({ act: type, by: [by], clause }, (act) => {
    withdrawn = act;
    withdraw();
    file.release(confirm.id, 'the record was withdrawn');
  });
  const { act } = await file.performed(confirm, letter.receivedAt);
  withdraw();
  return act
    ? settled(file, opening, act, act.facts.outcome)
    : settled(file, opening, withdrawn!, 'withdrawn');
}

/** What is confirmed takes effect with this turn, for whoever publishes or tells the decision too. */
function settled(
  file: CaseFile<State>,
  { clause, record }: DecisionFallOpening,
  { id, receivedAt: at }: Act,
  state: 'confirmed' | 'rejected' | 'withdrawn',
): string {
  file.effect('decision-fall-settled', { act: id, at, state });
  const outcome = state === 'confirmed' ? record.outcome : state;
  file.enter({
    key: 'fall-settled',
    type: 'fall-settled',
    clause,
    act: id,
    body: { outcome, cause: record.cause },
  });
  return outcome;
}
