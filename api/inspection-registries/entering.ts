/** 登记 Entering what stands around an inspection: what the rules say, what the registries find, one chained entry for each change. QY-1 to 6. */

import {
  enter,
  lockInspectionRegistries,
  rowOf,
  type Entered,
} from '../../db/inspection-registries/store.ts';
import {
  bodyKnown,
  certificateOfAnother,
  isOfBureau,
  officerKnown,
  unitKnown,
  unknownItems,
} from '../../db/inspection-registries/known.ts';
import type { Querying, Sql } from '../../db/client.ts';
import { type Forms, type Registry } from '../../domain/inspection/registries.ts';
import {
  refuseBody,
  refuseDelegation,
  refuseHead,
  refuseOfficer,
} from '../../domain/inspection/registering.ts';
import type { RegisteringContext } from '../../domain/inspection/registering-context.ts';
import { unknownReference } from '../../domain/registry/known.ts';
import type { RowRefusal } from '../../domain/registry/subject-rules.ts';
import { inspectionSettingsOf } from '../../domain/inspection/settings-form.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import type { Caller } from '../http/authentication.ts';
import { requireNotice } from './authority.ts';
import { Problem } from '../http/problems.ts';

/** A change about to be made: by whom, in which bureau, on which day. */
export interface Registering {
  tx: Querying;
  caller: Caller;
  context: RegisteringContext;
}

export const assert = (refusal: RowRefusal | undefined): void => {
  if (!refusal) return;
  const { field, ...rest } = refusal;
  throw Problem.refused(rest, [
    { in: ['/unit', '/officer'].includes(field) ? 'path' : 'body', path: field, ...rest.say },
  ]);
};

/** QY must bind the bureau, or be adopted by it. One writer at a time. */
export async function registering<T>(
  sql: Sql,
  caller: Caller,
  today: CivilDate,
  write: (r: Registering) => Promise<T>,
): Promise<T> {
  const bureau = await requireNotice(sql, caller.bureau, today);
  const context = {
    today,
    bureau: bureau.id,
    area: bureau.area,
    certificateKinds: inspectionSettingsOf(bureau.settings).certificateKinds,
  };
  return sql.begin(async (tx) => {
    await lockInspectionRegistries(tx, bureau.id);
    return write({ tx, caller, context });
  }) as Promise<T>;
}

export const put = (
  { tx, caller, context }: Registering,
  registry: Registry,
  entity: string,
  row: object,
  reason: string,
  remove = false,
): Promise<Entered> =>
  enter(tx, {
    bureau: context.bureau,
    registry,
    entity,
    row,
    reason,
    by: caller.id,
    ...(remove && { remove }),
  });

export async function enterBody(
  r: Registering,
  unit: string,
  form: Forms['body'],
): Promise<Entered> {
  assert(refuseBody(form, await unitKnown(r.tx, unit), r.context));
  return put(r, 'body', unit, rowOf.body(r.context.bureau, unit, form), form.reason);
}

export async function enterHead(
  r: Registering,
  unit: string,
  officer: string,
  form: Forms['head'],
): Promise<Entered> {
  if (officer === r.caller.id) throw new Problem('own-record', { clause: 'QY-10.1' });
  assert(
    refuseHead(
      await officerKnown(r.tx, officer),
      unit,
      (await bodyKnown(r.tx, r.context.bureau, unit)) !== undefined,
      r.context.bureau,
    ),
  );
  return put(r, 'head', `${unit}/${officer}`, rowOf.head(unit, officer, form), form.reason);
}

export async function enterDelegation(
  r: Registering,
  id: string,
  form: Forms['delegation'],
): Promise<Entered> {
  const { tx, context } = r;
  const [delegator, delegateBody, delegate, strangers] = [
    await bodyKnown(tx, context.bureau, form.delegator),
    await bodyKnown(tx, context.bureau, form.delegate),
    await unitKnown(tx, form.delegate),
    await unknownItems(tx, context.bureau, form.items),
  ];
  const known =
    delegate?.bureau === context.bureau && (delegateBody || delegate.roles.includes('third-party'))
      ? delegate
      : undefined;
  assert(
    refuseDelegation(
      form,
      { delegatorQualified: delegator?.qualified, delegate: known, unknownItems: strangers },
      context,
    ),
  );
  return put(r, 'delegation', id, rowOf.delegation(context.bureau, id, form), form.reason);
}

export async function enterOfficer(
  r: Registering,
  id: string,
  form: Forms['officer'],
): Promise<Entered> {
  if (id === r.caller.id) throw new Problem('own-record', { clause: 'QY-6.1' });
  const officer = await officerKnown(r.tx, id);
  assert(
    refuseOfficer(
      form,
      officer,
      form.certificate !== null && (await certificateOfAnother(r.tx, form.certificate.number, id)),
      r.context,
    ),
  );
  return put(
    r,
    'officer',
    id,
    rowOf.officer(r.context.bureau, officer!.unit, id, form),
    form.reason,
  );
}

export async function assertInstitution(
  r: Registering,
  institution: string,
  clause: string,
): Promise<void> {
  if (!(await isOfBureau(r.tx, r.context.bureau, institution)))
    throw Problem.refused(unknownReference(clause, '/institution'), [
      { in: 'path', path: '/institution', ...unknownReference(clause, '/institution').say },
    ]);
}

/** 检查对象库: off it only with a reason. */
export async function enterObject(
  r: Registering,
  institution: string,
  listed: boolean,
  reason: string,
): Promise<Entered> {
  await assertInstitution(r, institution, 'QY-6.1');
  return put(
    r,
    'object',
    institution,
    { institution_id: institution, bureau_id: r.context.bureau, listed },
    reason,
  );
}

export async function enterRecusal(
  r: Registering,
  officer: string,
  institution: string,
  recused: boolean,
  reason: string,
): Promise<Entered> {
  await assertInstitution(r, institution, 'X-7');
  if ((await officerKnown(r.tx, officer))?.bureau !== r.context.bureau)
    assert(unknownReference('X-7', '/officer'));
  return put(
    r,
    'recusal',
    `${officer}/${institution}`,
    { officer_id: officer, institution_id: institution, bureau_id: r.context.bureau },
    reason,
    !recused,
  );
}
