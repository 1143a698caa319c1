/** 登记 Entering what stands around an inspection: what the rules say, what the registries find, one chained entry for each change. QY-1 to 6. */
import { createHash } from 'node:crypto';
import {
  basisKnown,
  bodyKnown,
  certificateOfAnother,
  clueKnown,
  enter,
  isOfBureau,
  itemsOnBasis,
  lockInspectionRegistries,
  officerKnown,
  recheckedBy,
  rowOf,
  unitKnown,
  unknownItems,
  type Entered,
} from '../../db/inspection-registries/store.ts';
import type { Querying } from '../../db/queries/registry.ts';
import type { Sql } from '../../db/client.ts';
import {
  lists,
  type Forms,
  type ListName,
  type Registry,
} from '../../domain/inspection/registries.ts';
import {
  refuseBody,
  refuseClue,
  refuseDeclaration,
  refuseDelegation,
  refuseHead,
  refuseItem,
  refuseOfficer,
  refuseRepeal,
  unknown,
  type Ground,
} from '../../domain/inspection/registering.ts';
import type { RowRefusal } from '../../domain/registry/rules.ts';
import { inspectionSettingsOf } from '../../domain/registry/settings.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import type { Caller } from '../http/authentication.ts';
import { requireNotice } from '../intake/authority.ts';
import { Problem } from '../http/problems.ts';

/** A change about to be made: by whom, in which bureau, on which day. */
export interface Registering {
  tx: Querying;
  caller: Caller;
  ground: Ground;
}

const assert = (refusal: RowRefusal | undefined): void => {
  if (!refusal) return;
  const { field, ...rest } = refusal;
  throw Problem.refused(rest, [
    { in: ['/unit', '/officer'].includes(field) ? 'path' : 'body', path: field, ...rest.say },
  ]);
};

/** X-11: QY must bind the bureau, or be adopted by it. One writer at a time. */
export async function registering<T>(
  sql: Sql,
  caller: Caller,
  today: CivilDate,
  write: (r: Registering) => Promise<T>,
): Promise<T> {
  const bureau = await requireNotice(sql, caller.bureau, today);
  const ground = {
    today,
    bureau: bureau.id,
    area: bureau.area,
    certificateKinds: inspectionSettingsOf(bureau.settings).certificateKinds,
  };
  return sql.begin(async (tx) => {
    await lockInspectionRegistries(tx, bureau.id);
    return write({ tx, caller, ground });
  }) as Promise<T>;
}

const put = (
  { tx, caller, ground }: Registering,
  registry: Registry,
  entity: string,
  row: object,
  reason: string,
  remove = false,
): Promise<Entered> =>
  enter(tx, {
    bureau: ground.bureau,
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
  assert(refuseBody(form, await unitKnown(r.tx, unit), r.ground));
  return put(r, 'body', unit, rowOf.body(r.ground.bureau, unit, form), form.reason);
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
      (await bodyKnown(r.tx, r.ground.bureau, unit)) !== undefined,
      r.ground.bureau,
    ),
  );
  return put(r, 'head', `${unit}/${officer}`, rowOf.head(unit, officer, form), form.reason);
}

export async function enterDelegation(
  r: Registering,
  id: string,
  form: Forms['delegation'],
): Promise<Entered> {
  const { tx, ground } = r;
  const [delegator, delegateBody, delegate, strangers] = [
    await bodyKnown(tx, ground.bureau, form.delegator),
    await bodyKnown(tx, ground.bureau, form.delegate),
    await unitKnown(tx, form.delegate),
    await unknownItems(tx, ground.bureau, form.items),
  ];
  const known =
    delegate?.bureau === ground.bureau && (delegateBody || delegate.roles.includes('third-party'))
      ? delegate
      : undefined;
  assert(
    refuseDelegation(
      form,
      { delegatorQualified: delegator?.qualified, delegate: known, unknownItems: strangers },
      ground,
    ),
  );
  return put(r, 'delegation', id, rowOf.delegation(ground.bureau, id, form), form.reason);
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
      r.ground,
    ),
  );
  return put(
    r,
    'officer',
    id,
    rowOf.officer(r.ground.bureau, officer!.unit, id, form),
    form.reason,
  );
}

async function assertInstitution(
  r: Registering,
  institution: string,
  clause: string,
): Promise<void> {
  if (!(await isOfBureau(r.tx, r.ground.bureau, institution)))
    throw Problem.refused(unknown(clause, '/institution'), [
      { in: 'path', path: '/institution', ...unknown(clause, '/institution').say },
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
    { institution_id: institution, bureau_id: r.ground.bureau, listed },
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
  if ((await officerKnown(r.tx, officer))?.bureau !== r.ground.bureau)
    assert(unknown('X-7', '/officer'));
  return put(
    r,
    'recusal',
    `${officer}/${institution}`,
    { officer_id: officer, institution_id: institution, bureau_id: r.ground.bureau },
    reason,
    !recused,
  );
}

/** A repeal already registered stays with it. */
export async function enterBasis(
  r: Registering,
  id: string,
  form: Forms['basis'],
): Promise<Entered> {
  const known = await basisKnown(r.tx, r.ground.bureau, id);
  assert(refuseDeclaration(form.from, 'QY-2.1', r.ground.today, '/from'));
  if (known?.repealedOn)
    assert(refuseRepeal(known.repealedOn, { from: form.from, repealedOn: known.repealedOn }));
  return put(
    r,
    'basis',
    id,
    rowOf.basis(r.ground.bureau, id, form, known?.repealedOn ?? null),
    form.reason,
  );
}

/** QY-2.1  One entry, and no item that rests on it may be inspected from that day. */
export async function enterRepeal(
  r: Registering,
  id: string,
  on: CivilDate,
  document: { id: string },
  reason: string,
): Promise<Entered & { blocked: string[] }> {
  const known = await basisKnown(r.tx, r.ground.bureau, id);
  if (!known) throw new Problem('not-found');
  assert(refuseRepeal(on, known));
  const done = await put(
    r,
    'basis',
    id,
    rowOf.basis(r.ground.bureau, id, { ...known, reason }, on),
    `${reason}（${document.id}）`,
  );
  return { ...done, blocked: await itemsOnBasis(r.tx, r.ground.bureau, id) };
}

export async function enterItem(r: Registering, id: string, form: Forms['item']): Promise<Entered> {
  assert(
    refuseItem(
      form,
      form.basis === null ? undefined : await basisKnown(r.tx, r.ground.bureau, form.basis),
      r.ground,
    ),
  );
  return put(r, 'item', id, rowOf.item(r.ground.bureau, id, form), form.reason);
}

/** The id says nothing; the same key by the same officer is the same clue. What is in the entry's reason is ours: no word about who brought it. */
export async function enterClue(
  r: Registering,
  key: string,
  form: Forms['clue'],
  at: string,
): Promise<Entered & { id: string }> {
  const { tx, ground, caller } = r;
  const id = `xs-${createHash('sha256').update(`${ground.bureau}|${caller.id}|${key}`).digest('hex').slice(0, 20)}`;
  const known = await clueKnown(tx, id, form);
  if (known && !known.same) throw new Problem('idempotency-conflict');
  if (known) return { id, changed: false };
  assert(
    refuseClue(form, {
      institution: await isOfBureau(tx, ground.bureau, form.institution),
      unknownItems: form.items === null ? [] : await unknownItems(tx, ground.bureau, form.items),
      orderedBy: form.orderedBy !== null && (await unitKnown(tx, form.orderedBy)) !== undefined,
      rechecks: form.rechecks === null ? undefined : await recheckedBy(tx, form.rechecks),
    }),
  );
  return {
    id,
    ...(await put(
      r,
      'clue',
      id,
      rowOf.clue(ground.bureau, id, form, caller.id, at),
      '登记线索 A clue was registered',
    )),
  };
}

export async function enterCap(
  r: Registering,
  institution: string,
  { perYear, reason }: Forms['cap'],
): Promise<Entered> {
  await assertInstitution(r, institution, 'QY-4.1');
  return put(
    r,
    'cap',
    institution,
    { institution_id: institution, bureau_id: r.ground.bureau, per_year: perYear },
    reason,
  );
}

/** QY-9.2  A weight in the draw, never a gate. */
export async function enterCredit(
  r: Registering,
  institution: string,
  { class: of, asOf, reason }: Forms['credit'],
): Promise<Entered> {
  await assertInstitution(r, institution, 'QY-9.2');
  assert(refuseDeclaration(asOf, 'QY-9.2', r.ground.today, '/asOf'));
  return put(
    r,
    'credit',
    institution,
    { institution_id: institution, bureau_id: r.ground.bureau, as_of: asOf, class: of },
    reason,
  );
}

export async function enterCurrency(
  r: Registering,
  list: ListName,
  on: CivilDate,
  reason: string,
): Promise<Entered> {
  assert(refuseDeclaration(on, 'QY-6.1', r.ground.today, '/on'));
  return put(
    r,
    'currency',
    lists.find((one) => one === list)!,
    { bureau_id: r.ground.bureau, list, declared_on: on },
    reason,
  );
}
