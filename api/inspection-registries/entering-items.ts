/** 登记事项 Entering bases, items, clues, caps and what moves them (QY-2 to 5). */
import { createHash } from 'node:crypto';
import { rowOf, type Entered } from '../../db/inspection-registries/store.ts';
import {
  basisKnown,
  clueKnown,
  isOfBureau,
  itemsOnBasis,
  recheckedBy,
  unitKnown,
  unknownItems,
} from '../../db/inspection-registries/known.ts';
import { lists, type Forms, type ListName } from '../../domain/inspection/registries.ts';
import { refuseDeclaration } from '../../domain/inspection/registering.ts';
import { refuseClue, refuseItem, refuseRepeal } from '../../domain/inspection/registering-items.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import { Problem } from '../http/problems.ts';
import { type Registering, assert, put, assertInstitution } from './entering.ts';

/** A repeal already registered stays with it. */
export async function enterBasis(
  r: Registering,
  id: string,
  form: Forms['basis'],
): Promise<Entered> {
  const known = await basisKnown(r.tx, r.context.bureau, id);
  assert(refuseDeclaration(form.from, 'QY-2.1', r.context.today, '/from'));
  if (known?.repealedOn)
    assert(refuseRepeal(known.repealedOn, { from: form.from, repealedOn: known.repealedOn }));
  return put(
    r,
    'basis',
    id,
    rowOf.basis(r.context.bureau, id, form, known?.repealedOn ?? null),
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
  const known = await basisKnown(r.tx, r.context.bureau, id);
  if (!known) throw new Problem('not-found');
  assert(refuseRepeal(on, known));
  const done = await put(
    r,
    'basis',
    id,
    rowOf.basis(r.context.bureau, id, { ...known, reason }, on),
    `${reason}（${document.id}）`,
  );
  return { ...done, blocked: await itemsOnBasis(r.tx, r.context.bureau, id) };
}

export async function enterItem(r: Registering, id: string, form: Forms['item']): Promise<Entered> {
  assert(
    refuseItem(
      form,
      form.basis === null ? undefined : await basisKnown(r.tx, r.context.bureau, form.basis),
      r.context,
    ),
  );
  return put(r, 'item', id, rowOf.item(r.context.bureau, id, form), form.reason);
}

/** The id says nothing; the same key by the same officer is the same clue. What is in the entry's reason is ours: no word about who brought it. */
export async function enterClue(
  r: Registering,
  key: string,
  form: Forms['clue'],
  at: string,
): Promise<Entered & { id: string }> {
  const { tx, context, caller } = r;
  const id = `xs-${createHash('sha256').update(`${context.bureau}|${caller.id}|${key}`).digest('hex').slice(0, 20)}`;
  const known = await clueKnown(tx, id, form);
  if (known && !known.same) throw new Problem('idempotency-conflict');
  if (known) return { id, changed: false };
  assert(
    refuseClue(form, {
      institution: await isOfBureau(tx, context.bureau, form.institution),
      unknownItems: form.items === null ? [] : await unknownItems(tx, context.bureau, form.items),
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
      rowOf.clue(context.bureau, id, form, caller.id, at),
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
    { institution_id: institution, bureau_id: r.context.bureau, per_year: perYear },
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
  assert(refuseDeclaration(asOf, 'QY-9.2', r.context.today, '/asOf'));
  return put(
    r,
    'credit',
    institution,
    { institution_id: institution, bureau_id: r.context.bureau, as_of: asOf, class: of },
    reason,
  );
}

export async function enterCurrency(
  r: Registering,
  list: ListName,
  on: CivilDate,
  reason: string,
): Promise<Entered> {
  assert(refuseDeclaration(on, 'QY-6.1', r.context.today, '/on'));
  return put(
    r,
    'currency',
    lists.find((one) => one === list)!,
    { bureau_id: r.context.bureau, list, declared_on: on },
    reason,
  );
}
