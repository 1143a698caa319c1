/** 协调事项的文书 The acts of a coordination issue, and what the engine is told of each: codes, ids and hashes only. */
import type { Act } from '../law/act.ts';

type With<F> = Omit<Act, 'facts'> & { facts: F };

export type Report = With<{
  accepting: string;
  supervising: string;
  file?: string;
  item?: string;
  documentHash?: string;
}>;
export type Escalation = With<{
  approvingBody?: string;
  supervisingBody?: string;
  documentHash: string;
}>;
export type Resolution = With<{
  by: 'departments' | 'approving-body' | 'supervising-body' | 'both-bodies';
  documentHash: string;
}>;
export type ResolutionNote = With<{ item: string }>;

/** Who it was reported to. */
export interface Targets {
  approvingBody: string;
  supervisingBody: string;
}

/** 协调事项的现状 What the guards look at. */
export interface State {
  targets?: Targets;
  resolved: boolean;
}
