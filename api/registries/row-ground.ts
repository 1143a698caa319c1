/** 双人复核 What of a registry is ground, and so takes two persons: what a bureau has set and adopted, the offices of units, the offices of people. */
import { canonicalize } from 'json-canonicalize';
import type { Querying } from '../../db/client.ts';
import {
  lockRegistry,
  lockRows,
  ownerOf,
  tableOf,
  type Registered,
} from '../../db/queries/registry.ts';
import type { RegistryName, RegistryRows } from '../../domain/registry/shapes.ts';
import type { Role } from '../../domain/registry/roles.ts';
import type { Deps } from '../http/deps.ts';
import { Problem } from '../http/problems.ts';
import { assertCurrent, enterRow, type Outcome, type Registrar } from './registration.ts';
import { today } from './terms.ts';
import { holdGroundOf, proposedWithin, type Ground, type Proposed } from './two-persons.ts';

const parts: { [N in RegistryName]?: readonly (keyof RegistryRows[N])[] } = {
  bureaus: ['area', 'receivingSystem', 'adoptions', 'settings'],
  units: ['bureau', 'roles', 'superior'],
  officers: ['unit', 'kind', 'name', 'roles', 'certificate', 'removedOn', 'newRecord'],
};

/** 负责人 Heads confirm too: so a bureau with one administrator left, or none, can appoint another. */
const confirms: readonly Role[] = ['administrator', 'registrar', 'head'];

const rowGround = <N extends RegistryName>(
  name: N,
  deps: Pick<Deps, 'clock'>,
): Ground<RegistryRows[N], Outcome> => ({
  what: tableOf(name),
  proposes: ['registrar'],
  confirms,
  async owners(tx, after) {
    const before = (await lockRows(tx, name, [after.id])).get(after.id);
    return [before?.owner, await ownerOf(tx, after)].filter((one) => one !== undefined);
  },
  subject: ({ id }) => id,
  async before(tx, _bureau, { id }) {
    await lockRegistry(tx, name);
    return (await lockRows(tx, name, [id])).get(id)?.row ?? null;
  },
  async apply(tx, after, { caller, reason, confirmer }) {
    if (name === 'officers' && after.id === confirmer?.id) throw new Problem('own-record');
    const before = (await lockRows(tx, name, [after.id])).get(after.id);
    return enterRow(tx, name, before, after, { caller, reason, today: today(deps as Deps) });
  },
});

export const rowGrounds = (deps: Pick<Deps, 'clock'>): Ground[] =>
  (Object.keys(parts) as RegistryName[]).map((name) => rowGround(name, deps) as Ground);

/** A new row, or another one in what is ground. */
function touches<N extends RegistryName>(
  name: N,
  before: RegistryRows[N] | undefined,
  after: RegistryRows[N],
): boolean {
  return (parts[name] ?? []).some(
    (part) => !before || canonicalize(before[part]) !== canonicalize(after[part]),
  );
}

/** Before a transaction that will enter rows of this registry locks anything else. */
export async function holdFor(tx: Querying, name: RegistryName, by: Registrar): Promise<void> {
  if (parts[name]) await holdGroundOf(tx, {}, by.caller);
  await lockRegistry(tx, name);
}

/** Enters a row, or proposes it where it takes two persons; `before` is locked. */
export async function enterOrPropose<N extends RegistryName>(
  tx: Querying,
  name: N,
  before: Registered<N> | undefined,
  row: RegistryRows[N],
  by: Registrar,
  deps: Pick<Deps, 'clock'>,
): Promise<Outcome | Extract<Proposed<Outcome>, { bootstrap: false }>> {
  if (!touches(name, before?.row, row)) return enterRow(tx, name, before, row, by);
  assertCurrent(name, before, by);
  const done = await proposedWithin(tx, rowGround(name, deps), row, by);
  return done.bootstrap ? done.result : done;
}
