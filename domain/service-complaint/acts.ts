/** 投诉的文书 The acts of a complaint about a service, and what the engine is told of each. Who complained and how is sealed. */
import { act } from '../law/acts.ts';
import type { Instant } from '../time/instant.ts';
import type { Founded } from './terms.ts';

/** `own`: whoever files it is complained of, under whichever account. */
type Hand = { own: boolean };

/** 转办 To another section of the bureau. `about`: whom the complaint turns out to be about. `complained`: the section is one that is complained of. */
export const transfer = act<
  { to: string; about?: string },
  Hand & { unit: boolean; person: boolean; complained: boolean }
>()('complaint-transfer', '投诉转办', 'Transfer of the complaint');
/** 首次响应 The first answer to whoever complained. */
export const response = act<{ how: string; documentHash?: string }, Hand>()(
  'complaint-response',
  '首次响应',
  'First answer to the complaint',
);
/** 跟踪 How far it has come. */
export const tracking = act<{ documentHash?: string }, Hand>()(
  'complaint-tracking',
  '投诉跟踪',
  'Tracking of the complaint',
);
/** 办理结果 */
export const result = act<{ founded: Founded; measures: number; documentHash?: string }, Hand>()(
  'complaint-result',
  '投诉办理结果',
  'Result of the complaint',
);
/** 办结 The result has been told to whoever complained, and to the platform that handed it down. */
export const conclusion = act<{ platform: boolean; proofHash?: string }, Hand>()(
  'complaint-conclusion',
  '投诉办结',
  'Conclusion of the complaint',
);

export type Acts =
  | typeof transfer
  | typeof response
  | typeof tracking
  | typeof result
  | typeof conclusion;

export interface State {
  /** 被投诉人 As the complaint says, and as transfers have said. */
  about: string[];
  /** 承办部门 By now, and since when. */
  handling: string;
  since?: Instant;
  /** Handed down: then the platform is told the result. */
  handedDown: boolean;
}
