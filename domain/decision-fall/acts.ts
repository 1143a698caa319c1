/** 决定撤销、变更登记的文书 The acts of a record, and what the engine is told of each: codes and ids only. */
import { act, actOfOurs } from '../law/acts.ts';

/**
 * What the registries say of a confirmation. `state`: how the decision stands; `head`: whoever confirms heads the unit that recorded it or one over it, and is
 * in office; `own`, `decided`: that person recorded it, or made the decision, under whichever account; `barred`: was recused from its case or investigated it;
 * `reversible`: what is taken back is the last record by which the decision fell; `groundFallen`: that record has followed a penalty case which is annulled
 * still (absent: it was not asked).
 */
export type Standing = {
  state: string | null;
  head: boolean;
  own: boolean;
  decided: boolean;
  barred: boolean;
  reversible: boolean;
  groundFallen?: boolean;
};

export const confirmation = act<
  { outcome: 'confirmed' | 'rejected'; reasonGiven: boolean },
  Standing
>()('fall-confirmation', '决定撤销、变更登记确认', 'Confirmation that a decision fell');
export const withdrawal = act<{ reasonGiven: boolean }>()(
  'fall-withdrawal',
  '决定撤销、变更登记撤回',
  'Withdrawal of such a record',
);
/** 随案撤销 The penalty case is annulled, about whose change a head was asked: there is nothing to be asked any more. */
export const groundAnnulled = actOfOurs<{ case: string }>()('ground-annulled');

export type Acts = typeof confirmation | typeof withdrawal;

/** 现状 What the guards look at. */
export interface State {
  clause: string;
  kind: 'fall' | 'stand';
}
