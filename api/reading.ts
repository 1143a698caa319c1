/** Who may read what: party units and their superiors all of it, coordinators without narrative, regulators everything of their bureau. */
import type { Sql } from '../db/client.ts';
import { maySeeTarget } from '../db/queries/inspections.ts';
import { readersOf } from '../db/queries/coordination.ts';
import { independence } from '../db/queries/enforcement-complaints.ts';
import { unitsUnder, type FileWithView } from '../db/queries/files.ts';
import { holds, type Caller } from './authentication.ts';
import { mayReadDraw } from './draw-reading.ts';
import { Problem } from './problems.ts';

/** `full`: with the acts' payloads. `outline`: stage, duties, register, but no narrative. */
export type Scope = 'full' | 'outline';

/** Units through which a caller reads: its own and those under it; undefined: the whole bureau. */
export async function partiesOf(sql: Sql, caller: Caller): Promise<readonly string[] | undefined> {
  if (holds(caller, 'regulator') || holds(caller, 'coordinator')) return undefined;
  return unitsUnder(sql, caller.unit);
}

/** Units whose rows a caller reads in full; undefined: every one of the bureau. A coordinator's office alone opens no narrative and no party. */
export async function unitsReadInFull(sql: Sql, caller: Caller): Promise<readonly string[] | undefined> {
  return holds(caller, 'regulator') ? undefined : unitsUnder(sql, caller.unit);
}

export async function scopeOf(sql: Sql, caller: Caller, file: FileWithView): Promise<Scope> {
  if (caller.bureau !== file.bureau) throw new Problem('other-bureau');
  if (file.procedure === 'inspection' && !(await maySeeTarget(sql, file.id, caller.id))) return withheld(sql, caller, file);
  if (file.procedure === 'inspection-draw' && !(await mayReadDraw(sql, { id: file.id, bureau: file.bureau, contributor: file.opening.units?.['contributor'] ?? '' }, caller))) return withheld(sql, caller, file);
  if (file.procedure === 'enforcement-complaint') await fromOutside(sql, caller, file);
  if (holds(caller, 'regulator')) return 'full';
  const parties = new Set(Object.values(file.opening.units ?? {}));
  const under = await unitsUnder(sql, caller.unit);
  if (under.some((unit) => parties.has(unit))) return 'full';
  // TJ84-15.6: the bodies an issue was reported to.
  if ((await readersOf(sql, file.id)).some((unit) => under.includes(unit))) return 'full';
  if (holds(caller, 'coordinator')) return 'outline';
  throw new Problem('not-authorised', { say: { zh: '本单位不是该案卷的当事单位，也不是其上级。', en: 'Your unit is neither a party to this file nor a superior of one.' } });
}

/** QY-17.1: whoever took part in the inspection, or belongs to the body complained of, reads nothing of the complaint, whatever their office. */
async function fromOutside(sql: Sql, caller: Caller, file: FileWithView): Promise<void> {
  const known = await independence(sql, file.id, caller.id);
  if (known?.tookPart || known?.ofBody) throw new Problem('not-independent', { clause: 'QY-17.1', say: { zh: '与该检查有关的人员、被反映单位的人员不得查阅。', en: 'Nobody who took part, nor of the body complained of, may look.' } });
}

/** QY: before the door is opened nobody reads the plan but its team and its heads; that there is one, its own units, coordinators and regulators may see. */
async function withheld(sql: Sql, caller: Caller, file: FileWithView): Promise<Scope> {
  if (holds(caller, 'regulator', 'coordinator')) return 'outline';
  const parties = new Set(Object.values(file.opening.units ?? {}));
  if ((await unitsUnder(sql, caller.unit)).some((unit) => parties.has(unit))) return 'outline';
  throw new Problem('not-authorised', { say: { zh: '本单位不是该案卷的当事单位，也不是其上级。', en: 'Your unit is neither a party to this file nor a superior of one.' } });
}
