/**
 * 信用监管事项清单 One adoption of the list: 秦医保〔2022〕23号, 二（一）. It is published on the bureau's website, and whatever it adds, deletes or modifies
 * is reported to the credit office within ten working days of its adoption. Another adoption is another file with a clock of its own.
 */
import * as acts from '../domain/credit-list/acts.ts';
import { superseded, type State } from '../domain/credit-list/acts.ts';
import { dutiesFor, LIST, REPORT } from '../domain/credit-list/duties.ts';
import { guards, notAwaited } from '../domain/credit-list/guards.ts';
import type { CreditListSettings } from '../domain/credit-list/settings.ts';
import { startOfDay } from '../domain/time/civil-date.ts';
import type { CivilDate } from '../domain/time/instant.ts';
import { CaseFile } from './kit/case-file.ts';
import type { Closing, Opening } from './messages.ts';

interface CreditListOpening extends Opening {
  units: { 'fund-supervision': string };
  version: number;
  adoptedOn: CivilDate;
  /** As `kind:item`; none of the first list. */
  changes: readonly string[];
  settings: CreditListSettings;
  remarks: readonly string[];
}

export async function creditList(opening: CreditListOpening): Promise<Closing> {
  const state: State = { adoptedOn: opening.adoptedOn, changes: opening.changes };
  const file = new CaseFile(opening, {
    acts: [acts],
    units: opening.units,
    state,
    guards,
    notAwaited: notAwaited(state),
    ours: new Set<string>([superseded.type]),
    manages: true,
  });
  return file.run(LIST, () => run(file, opening));
}

async function run(file: CaseFile<State>, opening: CreditListOpening): Promise<string> {
  for (const remark of opening.remarks) file.warn(remark);
  file.stage = 'adopted';
  const open = new Set(['published', ...(opening.changes.length > 0 ? ['reported'] : [])]);
  const settled = (what: string): void => {
    open.delete(what);
    if (open.size > 0) file.stage = what;
  };
  const [outcome] = await Promise.all([
    published(file, opening, () => settled('published')),
    reported(file, opening, () => settled('reported')),
  ]);
  return outcome;
}

/** 公布 What is not published is not used. A list that a later one has overtaken is not published any more. */
async function published(
  file: CaseFile<State>,
  { letter, settings }: CreditListOpening,
  settled: () => void,
): Promise<string> {
  const { publish } = dutiesFor(settings);
  const overtaken = file.allow({ act: superseded.type, by: ['duban'], clause: LIST }, () => {
    overtaken();
    file.release(publish.id, 'a later list has been adopted');
  });
  const { act } = await file.performed(publish, letter.receivedAt);
  overtaken();
  settled();
  if (!act) return 'unpublished';
  const at = act.occurredAt!;
  file.effect('credit-list-published', { act: act.id, at });
  file.enter({
    key: 'credit-list-published',
    type: 'credit-list-published',
    clause: LIST,
    act: act.id,
    body: { at },
  });
  return 'done';
}

/** 二（一）Within ten working days of the adoption, by 基金监管科, all changes at once; late it is still owed. The first list owes none. */
async function reported(
  file: CaseFile<State>,
  { adoptedOn, changes, settings }: CreditListOpening,
  settled: () => void,
): Promise<void> {
  if (changes.length === 0) return;
  const { act } = await file.performed(dutiesFor(settings).report, startOfDay(adoptedOn));
  settled();
  if (!act) return;
  const at = act.servedAt!;
  file.effect('credit-list-reported', { act: act.id, at });
  file.enter({
    key: 'credit-list-reported',
    type: 'credit-list-reported',
    clause: REPORT,
    act: act.id,
    body: { at },
  });
}
