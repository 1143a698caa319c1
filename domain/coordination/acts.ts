/** 协调事项的文书 The acts of a coordination issue, and what the engine is told of each: codes, ids and hashes only. */
import type { ActWith } from '../law/acts.ts';

export type Escalation = ActWith<{
  approvingBody?: string;
  supervisingBody?: string;
  documentHash: string;
}>;

/** Who it was reported to. */
interface Targets {
  approvingBody: string;
  supervisingBody: string;
}

/** 协调事项的现状 What the guards look at. */
export interface State {
  targets?: Targets;
  resolved: boolean;
}
