/** 双人复核 A version of an indicator decides who is cut off without anybody approving it: proposed by one person, confirmed by another (TJ51-6.1). */
import { agreementClauses, setIndicator, versionsOf } from '../../db/circuit-breaker/store.ts';
import {
  refuseVersion,
  versionOf,
  type IndicatorPayload,
} from '../../domain/circuit-breaker/indicator.ts';
import { databaseNow } from '../http/clock.ts';
import { Problem } from '../http/problems.ts';
import type { Ground } from '../registries/two-persons.ts';

/** As it was submitted, so that a start left open is the moment of the confirmation. */
export interface IndicatorChange {
  bureau: string;
  id: string;
  version: number;
  row: IndicatorPayload;
}

export const indicatorGround: Ground<IndicatorChange, void> = {
  what: 'indicator',
  proposes: ['registrar'],
  confirms: ['administrator', 'registrar', 'head'],
  subject: ({ bureau, id, version }) => `${bureau}/${id}/${version}`,
  async before(tx, bureau, { id, version }) {
    const stands = (await versionsOf(tx, bureau, id)).find((v) => v.version === version);
    if (!stands) return null;
    const { enteredBy: _by, enteredAt: _at, ...row } = stands;
    return row;
  },
  async apply(tx, { bureau, id, version, row }, { caller, reason }) {
    if (bureau !== caller.bureau) throw new Problem('other-bureau');
    const to = versionOf(id, version, row);
    const all = await versionsOf(tx, bureau, id);
    const refusal = refuseVersion(to, {
      now: databaseNow(),
      stands: all.find((v) => v.version === version),
      others: all.filter((v) => v.version !== version),
      clauses: await agreementClauses(tx, bureau, to.agreementClause),
    });
    if (refusal) throw Problem.refused(refusal);
    await setIndicator(tx, { ...to, bureau, by: caller.id, reason });
  },
};
