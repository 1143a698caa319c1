/** Entering appointments, roster rows and absences: who may register, what the rules say, what the database finds. */
import { findCallers } from '../../db/queries/access.ts';
import {
  addAbsence,
  addAppointment,
  addRosterRow,
  lockCommitmentRegistry,
  sameAbsence,
  sameAppointment,
  sameRosterRow,
  sharedWithOtherSide,
  supervisesItem,
  withoutCoordinator,
} from '../../db/commitment-registries/coordinators.ts';
import { listAbsences, listRoster } from '../../db/commitment-registries/posts-listed.ts';
import { unitsUnder } from '../../db/queries/subjects.ts';
import { unitsOf } from '../../db/commitment-registries/service-lists.ts';
import {
  itemNotSupervised,
  notReplaceable,
  refuseCoordinator,
  refuseRosterOfficer,
  refuseSide,
} from '../../domain/commitment-case/posts.ts';
import { type KnownOfficer } from '../../domain/registry/known.ts';
import type { Absence, Appointment, RosterRow } from '../../domain/commitment-case/registries.ts';
import {
  lackingCoordinator,
  sameCoordinator,
  type ListWarning,
} from '../../domain/commitment-case/service-list.ts';
import type { RowRefusal } from '../../domain/registry/subject-rules.ts';
import type { Querying, Sql } from '../../db/client.ts';
import { holds, type Caller } from '../http/authentication.ts';
import { Problem } from '../http/problems.ts';

/** `created` false: the same stands already, and nothing was written. */
export interface Entered {
  id: number;
  warnings: ListWarning[];
  created: boolean;
}

const refuse = ({ field, ...refusal }: RowRefusal): never => {
  throw Problem.refused(refusal, [{ in: 'body', path: field, ...refusal.say }]);
};
const assert = (refusal: RowRefusal | undefined): void => {
  if (refusal) refuse(refusal);
};

/** A registrar registers for the bureau, a head for the own unit and those under it; nobody appoints themselves. */
export async function assertMayAppoint(
  sql: Sql,
  caller: Caller,
  unit: string,
  persons: readonly (string | null)[],
): Promise<void> {
  if (persons.includes(caller.id)) throw new Problem('own-record', { clause: 'TJ84-15.0' });
  if (holds(caller, 'registrar')) return;
  if (!(await unitsUnder(sql, caller.unit)).includes(unit))
    throw new Problem('not-authorised', {
      say: {
        zh: '负责人只能登记本单位及下级单位的人员',
        en: 'A head registers for the own unit and those under it',
      },
    });
}

async function officersOf(
  tx: Querying,
  ids: readonly (string | null)[],
): Promise<Map<string, KnownOfficer>> {
  const rows = await findCallers(
    tx as Sql,
    ids.filter((id) => id !== null),
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** TJ84-15.0  A department that is left without a coordinator is warned about; never barred. */
export async function enterAppointment(
  tx: Querying,
  caller: Caller,
  appointment: Appointment,
  today: string,
): Promise<Entered> {
  const { unit, side, officer, substitute } = appointment;
  await lockCommitmentRegistry(tx, 'coordinator');
  const officers = await officersOf(tx, [officer, substitute]);
  assert(refuseSide((await unitsOf(tx, [unit])).get(unit), side, caller.bureau));
  if (officer !== null) assert(refuseCoordinator(officers.get(officer), '/officer', caller.bureau));
  if (substitute !== null)
    assert(refuseCoordinator(officers.get(substitute), '/substitute', caller.bureau));
  if (substitute !== null && substitute === officer) assert(sameCoordinator('/substitute'));
  const other = await sharedWithOtherSide(tx, appointment);
  if (other !== undefined) assert(sameCoordinator('/officer'));
  const same = await sameAppointment(tx, appointment);
  const id = same ?? (await addAppointment(tx, appointment, caller.id));
  const day = appointment.from > today ? appointment.from : today;
  return {
    id,
    created: same === undefined,
    warnings: (await withoutCoordinator(tx, [unit], side, day)).has(unit)
      ? [lackingCoordinator('/officer')]
      : [],
  };
}

/** TJ84-6. */
export async function enterRosterRow(
  tx: Querying,
  caller: Caller,
  row: RosterRow,
): Promise<Entered> {
  await lockCommitmentRegistry(tx, 'roster');
  const same = await sameRosterRow(tx, row);
  if (same !== undefined) return { id: same, warnings: [], created: false };
  const known = await officersOf(tx, [row.officer]);
  const unit = (await unitsOf(tx, [row.unit])).get(row.unit);
  assert(refuseSide(unit, 'supervising', caller.bureau));
  // An entry that ends or voids another one is also made for who has left.
  if (row.replaces === null)
    assert(refuseRosterOfficer(known.get(row.officer), row.unit, caller.bureau));
  if (
    row.replaces === null &&
    row.item !== null &&
    !(await supervisesItem(tx, row.unit, row.item, row.from))
  )
    refuse(itemNotSupervised);
  if (row.replaces !== null) {
    const [old] = await listRoster(tx as Sql, {
      bureau: caller.bureau,
      id: row.replaces,
      before: Number.MAX_SAFE_INTEGER,
      limit: 1,
    });
    if (
      !old?.standing ||
      old.unit !== row.unit ||
      old.officer !== row.officer ||
      old.duty !== row.duty ||
      old.item !== row.item
    )
      refuse(notReplaceable);
  }
  return { id: await addRosterRow(tx, row, caller.id), warnings: [], created: true };
}

export async function enterAbsence(tx: Querying, caller: Caller, row: Absence): Promise<Entered> {
  await lockCommitmentRegistry(tx, 'absence');
  const same = await sameAbsence(tx, row);
  if (same !== undefined) return { id: same, warnings: [], created: false };
  if (row.replaces !== null) {
    const [old] = await listAbsences(tx as Sql, {
      bureau: caller.bureau,
      id: row.replaces,
      before: Number.MAX_SAFE_INTEGER,
      limit: 1,
    });
    if (!old?.standing || old.officer !== row.officer) refuse(notReplaceable);
  }
  return { id: await addAbsence(tx, row, caller.id), warnings: [], created: true };
}

/** The unit of an officer of this bureau. */
export async function unitOfOfficer(sql: Sql, caller: Caller, officer: string): Promise<string> {
  const [row] = await findCallers(sql, [officer]);
  if (!row || row.bureau !== caller.bureau)
    refuse({
      code: 'unknown-reference',
      clause: 'TJ84-6',
      field: '/officer',
      say: { zh: '本局没有登记该人员', en: 'The bureau has no such officer' },
      lawful: { zh: '先登记该人员', en: 'Register the officer first' },
    });
  return row!.unit;
}
