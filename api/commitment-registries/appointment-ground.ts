/** 双人复核 The appointment of a coordinator: proposed by a registrar or a head, confirmed by another who is not appointed. TJ84-15.0. */
import { sameAppointment } from '../../db/commitment-registries/coordinators.ts';
import { listAppointments } from '../../db/commitment-registries/posts-listed.ts';
import type { Sql } from '../../db/client.ts';
import type { Appointment } from '../../domain/commitment-case/registries.ts';
import type { Caller } from '../http/authentication.ts';
import type { Deps } from '../http/deps.ts';
import { Problem } from '../http/problems.ts';
import type { Reply } from '../http/route.ts';
import { proposalReply } from '../registries/proposal-shape.ts';
import { today } from '../registries/terms.ts';
import {
  holdGroundOf,
  proposedWithin,
  type Ground,
  type Proposed,
} from '../registries/two-persons.ts';
import { assertMayAppoint, enterAppointment, type Entered } from './posts.ts';

export const appointmentGround = (deps: Deps): Ground<Appointment, Entered> => ({
  what: 'coordinator',
  proposes: ['registrar', 'head'],
  confirms: ['administrator', 'registrar', 'head'],
  subject: ({ unit, side }) => `${unit}/${side}`,
  async before(tx, bureau, { unit, side }) {
    const place = { before: Number.MAX_SAFE_INTEGER, limit: 1 };
    const [last] = await listAppointments(tx as Sql, { bureau, unit, side, ...place });
    if (!last) return null;
    const { id, officer, substitute, from, until } = last;
    return { id, officer, substitute, from, until };
  },
  async apply(tx, after, { caller, confirmer }) {
    const persons = [after.officer, after.substitute];
    await assertMayAppoint(tx as Sql, caller, after.unit, persons);
    if (confirmer && persons.includes(confirmer.id))
      throw new Problem('own-record', { clause: 'TJ84-15.0' });
    return enterAppointment(tx, caller, after, today(deps));
  },
});

/** The same again writes nothing, and so takes nobody. */
export async function appoint(
  deps: Deps,
  caller: Caller,
  body: Appointment,
): Promise<Entered | Reply> {
  const { sql } = deps;
  await assertMayAppoint(sql, caller, body.unit, [body.officer, body.substitute]);
  const ground = appointmentGround(deps);
  // What stands is asked where nobody can confirm another one meanwhile.
  const outcome = await sql.begin(async (tx): Promise<Entered | Proposed<Entered>> => {
    await holdGroundOf(tx, ground, caller);
    return (await sameAppointment(tx, body)) === undefined
      ? proposedWithin(tx, ground, body, { caller, reason: body.reason })
      : enterAppointment(tx, caller, body, today(deps));
  });
  if (!('bootstrap' in outcome)) return outcome;
  return outcome.bootstrap ? outcome.result : proposalReply(sql, caller, outcome.id);
}
