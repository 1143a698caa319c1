/** What the acts that every file takes need of the file they are filed in, and what each of them is. */
import type { Act } from '../../domain/law/act.ts';
import type { Standing } from '../../domain/law/authority.ts';
import type { Refusal } from '../../domain/law/refusal.ts';
import type { TurnDraft } from './draft.ts';
import type { Subject } from './rules.ts';
import type { Settlement } from './settlement.ts';
import type { Waits } from './waits.ts';

export interface OpenFile {
  file: Subject;
  waits: Waits;
  settlement: Settlement;
  draft: TurnDraft;
}

/** `A`: the act, with its facts as it is declared. */
export interface CommonAct<A = Act> {
  clause: string;
  /** Brought by the system itself, not by an officer: nobody's authority is asked. */
  ours?: true;
  refuse(open: OpenFile, act: A, standing: Standing): Refusal | undefined;
  accept(open: OpenFile, act: A): void;
}
