/** 投诉的文书 The acts of a complaint about a service, and what the engine is told of each. Who complained and how is sealed. */
import { act } from '../law/acts.ts';
import type { Founded } from './terms.ts';

/** 首次响应 The first answer to whoever complained. */
export const response = act<{ how: string; documentHash?: string }>()(
  'complaint-response',
  '首次响应',
  'First answer to the complaint',
);
/** 跟踪 How far it has come. */
export const tracking = act<{ documentHash?: string }>()(
  'complaint-tracking',
  '投诉跟踪',
  'Tracking of the complaint',
);
/** 办理结果 */
export const result = act<{ founded: Founded; measures: number; documentHash?: string }>()(
  'complaint-result',
  '投诉办理结果',
  'Result of the complaint',
);
/** 办结 The result has been told to whoever complained, and to the platform that handed it down. */
export const conclusion = act<{ platform: boolean; proofHash?: string }>()(
  'complaint-conclusion',
  '投诉办结',
  'Conclusion of the complaint',
);

export type Acts = typeof response | typeof tracking | typeof result | typeof conclusion;

export interface State {
  /** 被投诉人 */
  about?: string;
  /** Handed down: then the platform is told the result. */
  handedDown: boolean;
}
