/**
 * 信用异议 One objection of a subject to a record or to its grade: 秦医保〔2022〕23号, 二（五）. It is checked, decided with a reason by somebody who neither
 * recorded nor graded, and the subject is told. While it lasts the grade in force stays and is shown as 异议中.
 */
import * as acts from '../domain/credit-objection/acts.ts';
import { recordFell, withdrawal, type State } from '../domain/credit-objection/acts.ts';
import { CLAUSE, dutiesFor } from '../domain/credit-objection/duties.ts';
import { guards, notAwaited } from '../domain/credit-objection/guards.ts';
import type { CreditObjectionSettings } from '../domain/credit-objection/settings.ts';
import type { RuleOfObjections, Target } from '../domain/credit-objection/terms.ts';
import type { Instant } from '../domain/time/instant.ts';
import { CaseFile } from './kit/case-file.ts';
import type { Closing, Opening } from './messages.ts';

interface CreditObjectionOpening extends Opening {
  units: { handling: string; deciding: string };
  target: Target;
  record?: string;
  /** By the database as it opened: the version of the rule that governs, where there is one. */
  rule?: RuleOfObjections | null;
  settings: CreditObjectionSettings;
}

/** How it ended, and since when the subject is to be told; a subject that withdraws knows. */
interface End {
  outcome: string;
  tell?: Instant;
}

export async function creditObjection(opening: CreditObjectionOpening): Promise<Closing> {
  const state: State = { target: opening.target, record: opening.record, checked: false };
  const file = new CaseFile(opening, {
    acts: [acts],
    units: { ...opening.units, subject: 'subject' },
    state,
    guards,
    notAwaited,
    ours: new Set<string>([recordFell.type]),
    manages: true,
  });
  return file.run(CLAUSE, () => run(file, opening));
}

async function run(file: CaseFile<State>, opening: CreditObjectionOpening): Promise<string> {
  const duties = dutiesFor(opening.settings, opening.rule);
  file.stage = 'checking';
  const { outcome, tell } = await settled(file, opening, duties);
  if (tell === undefined) return outcome;
  file.stage = 'to-notify';
  const { act } = await file.performed(duties.notify, tell);
  file.effect('credit-objection-told', { act: act.id, at: act.servedAt! });
  return outcome;
}

/** Whatever comes first: the decision, the subject's withdrawal, or that the record has fallen by another way. */
async function settled(
  file: CaseFile<State>,
  { letter: { receivedAt } }: CreditObjectionOpening,
  duties: ReturnType<typeof dutiesFor>,
): Promise<End> {
  let end: End | undefined;
  const stop = (how: End, why: string): void => {
    end = how;
    file.effect('credit-objection-ended', { outcome: how.outcome });
    file.release(duties.check.id, why);
    file.release(duties.decide.id, why);
  };
  const offers = [
    file.allow({ act: withdrawal.type, by: [file.unit('handling')], clause: CLAUSE }, () =>
      stop({ outcome: 'withdrawn' }, 'the subject has withdrawn it'),
    ),
    file.allow({ act: recordFell.type, by: ['duban'], clause: CLAUSE }, (act) =>
      stop({ outcome: 'settled', tell: act.receivedAt }, 'the record has fallen'),
    ),
  ];
  const checked = file.performed(duties.check, receivedAt).then(({ act }) => {
    if (!act) return;
    file.state.checked = true;
    file.stage = 'to-decide';
  });
  const [{ act }] = await Promise.all([file.performed(duties.decide, receivedAt), checked]);
  for (const withdraw of offers) withdraw();
  if (end || !act) return end!;
  const { granted, falls } = act.facts;
  const outcome = granted ? 'granted' : 'rejected';
  const at = act.occurredAt!;
  file.effect('credit-objection-decided', { act: act.id, at, outcome, falls });
  file.enter({
    key: 'objection-decided',
    type: 'objection-decided',
    clause: CLAUSE,
    act: act.id,
    body: { outcome, falls },
  });
  return { outcome, tell: at };
}
