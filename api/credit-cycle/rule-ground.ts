/** 双人复核 A version of the rule decides how everybody is graded: proposed by one person, confirmed by another (QHD-2.4c). */
import { revokeRule, rulesOf, setRule } from '../../db/credit-cycle/store.ts';
import {
  refuseRevocation,
  refuseRule,
  type RulePayload,
} from '../../domain/credit-cycle/rule-form.ts';
import type { Querying } from '../../db/client.ts';
import { databaseToday } from '../http/clock.ts';
import { Problem } from '../http/problems.ts';
import type { Ground } from '../registries/two-persons.ts';

export interface RuleChange {
  bureau: string;
  version: number;
  row: RulePayload;
}

/** As it is registered; whether it is revoked is no part of it. */
async function versionOf(tx: Querying, bureau: string, version: number): Promise<object | null> {
  const stands = (await rulesOf(tx, bureau)).find((v) => v.version === version);
  if (!stands) return null;
  const { enteredBy: _by, enteredAt: _at, revokedAt: _off, revokedWhy: _why, ...row } = stands;
  return row;
}

export const creditRuleGround: Ground<RuleChange, void> = {
  what: 'credit-rule',
  proposes: ['registrar'],
  confirms: ['administrator', 'registrar', 'head'],
  subject: ({ bureau, version }) => `${bureau}/${version}`,
  before: (tx, bureau, { version }) => versionOf(tx, bureau, version),
  async apply(tx, { bureau, version, row }, { caller }) {
    if (bureau !== caller.bureau) throw new Problem('other-bureau');
    const others = await rulesOf(tx, bureau);
    // Judged on the day of the confirmation: what waited too long would reach back.
    const refusal = refuseRule(row, { version, today: databaseToday(), others });
    if (refusal) throw Problem.refused(refusal);
    await setRule(tx, { ...row, bureau, version, by: caller.id });
  },
};

export interface RuleRevocation {
  bureau: string;
  version: number;
}

/** 撤销 Before its day: what has come into force governs cycles. */
export const creditRuleRevocationGround: Ground<RuleRevocation, void> = {
  what: 'credit-rule-revocation',
  proposes: ['registrar'],
  confirms: ['administrator', 'registrar', 'head'],
  subject: ({ bureau, version }) => `${bureau}/${version}`,
  before: (tx, bureau, { version }) => versionOf(tx, bureau, version),
  async apply(tx, { bureau, version }, { caller, reason }) {
    if (bureau !== caller.bureau) throw new Problem('other-bureau');
    const others = await rulesOf(tx, bureau);
    const refusal = refuseRevocation(version, { today: databaseToday(), others });
    if (refusal) throw Problem.refused(refusal);
    await revokeRule(tx, { bureau, version, reason, by: caller.id });
  },
};
