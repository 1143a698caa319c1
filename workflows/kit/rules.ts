/** What a procedure brings to its file, and what the jobs of the file share of it. */
import type { Act } from '../../domain/law/act.ts';
import type { ActNames, Possible } from '../../domain/law/act-names.ts';
import type { Guard } from '../../domain/law/acts.ts';
import type { Refusal } from '../../domain/law/refusal.ts';
import type { Opening } from '../messages.ts';

/** What a procedure brings: who fills which role, its state, its guards by act type, and what to say of an act nobody awaits. */
export interface Rules<S> {
  /** The modules in which its acts are declared: what the file calls them. */
  acts: readonly object[];
  units: { readonly [role: string]: string };
  state: S;
  guards: { readonly [act: string]: readonly Guard<S>[] | undefined };
  notAwaited: (act: Act, possible: Possible) => Refusal;
  /** Types of acts that only the system itself brings (tasks of other files): nobody's authority is asked. */
  ours?: ReadonlySet<string>;
  /** Types of acts that are decided across files, in one transaction (caps, windows): asked last, and only of an act that nothing else refuses. */
  decides?: ReadonlySet<string>;
  /** No act of this procedure asks for the commitment letter of TJ51-19.1: it is no enforcement (TJ84-15, 16), or not of Tianjin (QY). */
  manages?: true;
}

/** What every job of a file sees of it. A notice changes the calendar, the procedure changes the stage and the notes. */
export interface Subject {
  readonly opening: Opening;
  readonly notes: string[];
  readonly names: ActNames;
  stage: string;
  calendar: Opening['calendar'];
  /** what a procedure counts by itself, counted again when a notice has come and the open duties have been recounted. */
  recounted: (notice: Act) => void;
  /** The unit that fills a role; the role's own name where none does. */
  unit(role: string): string;
}
