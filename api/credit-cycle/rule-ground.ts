/** 双人复核 A version of the rule decides how everybody is graded: proposed by one person, confirmed by another (QHD-2.4c). */
import { rulesOf, setRule } from '../../db/credit-cycle/store.ts';
import { refuseRule, type RulePayload } from '../../domain/credit-cycle/rule-form.ts';
import { databaseToday } from '../http/clock.ts';
import { Problem } from '../http/problems.ts';
import type { Ground } from '../registries/two-persons.ts';

export interface RuleChange {
  bureau: string;
  version: number;
  row: RulePayload;
}

export const creditRuleGround: Ground<RuleChange, void> = {
  what: 'credit-rule',
  proposes: ['registrar'],
  confirms: ['administrator', 'registrar', 'head'],
  subject: ({ bureau, version }) => `${bureau}/${version}`,
  async before(tx, bureau, { version }) {
    const stands = (await rulesOf(tx, bureau)).find((v) => v.version === version);
    if (!stands) return null;
    const { enteredBy: _by, enteredAt: _at, ...row } = stands;
    return row;
  },
  async apply(tx, { bureau, version, row }, { caller }) {
    if (bureau !== caller.bureau) throw new Problem('other-bureau');
    const others = await rulesOf(tx, bureau);
    // Judged on the day of the confirmation: what waited too long would reach back.
    const refusal = refuseRule(row, { version, today: databaseToday(), others });
    if (refusal) throw Problem.refused(refusal);
    await setRule(tx, { ...row, bureau, version, by: caller.id });
  },
};
