/** 协调事项的文书 The acts of a coordination issue, and what the engine is told of each: codes, ids and hashes only. */
import { act } from '../law/acts.ts';

/** Whoever files it is a coordinator who is present. */
type ByCoordinator = { coordinator: boolean };

export const escalation = act<
  { approvingBody?: string; supervisingBody?: string; documentHash: string },
  ByCoordinator & { approving: boolean; supervising: boolean }
>()('escalation', '报告审批机关和监管机关', 'Escalation to the approving and the supervising body');
export const resolution = act<{ by: string; documentHash: string }, ByCoordinator>()(
  'resolution',
  '解决结果',
  'Resolution',
);
export const resolutionNote = act<{ item: string }, ByCoordinator>()(
  'resolution-note',
  '知悉解决结果',
  'Note of the resolution',
);
export const bodyAnswer = act<{ documentHash: string }>()(
  'body-answer',
  '机关答复',
  'Answer of a body',
);
export const closure = act<Record<never, never>, ByCoordinator>()('closure', '销号', 'Closure');

export type Acts =
  | typeof escalation
  | typeof resolution
  | typeof resolutionNote
  | typeof bodyAnswer
  | typeof closure;

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
