/** Loading the invented registries around an inspection, once; every row through the chain of entries like anybody's. */
import { civilDateOf } from '../domain/time/civil-date.ts';
import { instant } from '../domain/time/instant.ts';
import type { Registry } from '../domain/inspection/registries.ts';
import type { Sql } from './client.ts';
import * as s from './inspection-sample.ts';
import { enter, lockInspectionRegistries, rowOf } from './inspection-registries/store.ts';
import { bodyKnown } from './inspection-registries/known.ts';
import { sample } from './sample.ts';

const BUREAU = 'qy';

export async function loadInspectionSample(sql: Sql, by: string): Promise<void> {
  await sql.begin(async (tx) => {
    await lockInspectionRegistries(tx, BUREAU);
    if (await bodyKnown(tx, BUREAU, 'qy.ju')) return;
    for (const [registry, entity, row] of entries())
      await enter(tx, {
        bureau: BUREAU,
        registry,
        entity,
        row,
        reason: '样例 fictitious sample',
        by,
      });
  });
}

type Row = [registry: Registry, entity: string, row: object];
function entries(): Row[] {
  const today = civilDateOf(instant(Date.now()));
  const ofBureau = { bureau_id: BUREAU };
  return [
    ...Object.entries(s.bodies).map(([unit, form]): Row => [
      'body',
      unit,
      rowOf.body(BUREAU, unit, form),
    ]),
    ...s.heads.map(([unit, officer, form]): Row => [
      'head',
      `${unit}/${officer}`,
      rowOf.head(unit, officer, form),
    ]),
    ...Object.entries(s.bases).map(([id, form]): Row => [
      'basis',
      id,
      rowOf.basis(BUREAU, id, form, null),
    ]),
    ...s.items.map(([id, form]): Row => ['item', id, rowOf.item(BUREAU, id, form)]),
    ...Object.entries(s.delegations).map(([id, form]): Row => [
      'delegation',
      id,
      rowOf.delegation(BUREAU, id, form),
    ]),
    ...s.caps.map(({ id, perYear }): Row => [
      'cap',
      id,
      { ...ofBureau, institution_id: id, per_year: perYear },
    ]),
    ...s.credits.map(({ id, class: of, asOf }): Row => [
      'credit',
      id,
      { ...ofBureau, institution_id: id, as_of: asOf, class: of },
    ]),
    ...rolls(),
    ...s.recusals.map(([officer, institution]): Row => [
      'recusal',
      `${officer}/${institution}`,
      { ...ofBureau, officer_id: officer, institution_id: institution },
    ]),
    ...s.currentLists.map((list): Row => [
      'currency',
      list,
      { ...ofBureau, list, declared_on: today },
    ]),
  ];
}

/** The certificate on the roll is the one that the officer is registered with. */
function rolls(): Row[] {
  return [
    ...s.onTheRolls.enforcement.map((id) => [id, 'enforcement'] as const),
    ...s.onTheRolls.assistance.map((id) => [id, 'assistance'] as const),
  ].map(([id, roll]): Row => {
    const { unit, certificate: c } = sample.officers.find((one) => one.id === id)!;
    const certificate = c && {
      number: c.number,
      kind: c.kind,
      holder: id,
      from: c.validFrom,
      until: c.validUntil,
      suspended: null,
    };
    return [
      'officer',
      id,
      rowOf.officer(BUREAU, unit, id, {
        reason: '',
        roll,
        listed: true,
        certificate: roll === 'enforcement' ? certificate : null,
      }),
    ];
  });
}
