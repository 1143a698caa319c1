import type { Finding } from '../domain/inspection/findings.ts';
import type { Decision } from './contract.ts';

/** `findings`: what each gate answered. Kept with the decision for whoever may know the plan; neither the engine nor the register is told. */
export interface Decided extends Decision {
  findings?: readonly Finding[];
}
