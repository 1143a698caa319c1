import type { TransactionSql } from 'postgres';
import type { Deciding } from '../db/queries/decisions.ts';
import type { Finding } from '../domain/inspection/findings.ts';
import type { ActOf, ActSpec, KnownOf } from '../domain/law/acts.ts';
import type { Decision, Known } from './contract.ts';

/** `findings`: what each gate answered. Kept with the decision for whoever may know the plan; neither the engine nor the register is told. */
export interface Decided<K extends Known | undefined = Known> extends Decision {
  known?: K;
  findings?: readonly Finding[];
}

/** How one act is decided: what is known of it afterwards is what it declares. */
export type Decide<A extends ActSpec> = (
  tx: TransactionSql,
  act: Deciding,
) => Promise<Decided<KnownOf<A>>>;
/** The decisions of a procedure, each under its name and the type of its act. */
export type Decisions<Procedure extends string, As extends ActSpec> = {
  readonly [A in As as `${Procedure}:${ActOf<A>['type']}`]: Decide<A>;
};
