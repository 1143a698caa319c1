/** What one turn has to record, until it is written. */
import type { BreachRow, Effect, Entry, Errand, Turn } from '../../activities/contract.ts';
import type { Wait } from '../../domain/law/wait.ts';
import type { Instant } from '../../domain/time/instant.ts';

export interface Draft {
  entries: Entry[];
  verdicts: Turn['verdicts'];
  touched: Map<Wait, Instant | undefined>;
  breaches: Map<string, BreachRow>;
  effects: Effect[];
  errands: Errand[];
}

export const blank = (): Draft => ({
  entries: [],
  verdicts: [],
  touched: new Map(),
  breaches: new Map(),
  effects: [],
  errands: [],
});

export function copy(draft: Draft): Draft {
  return {
    entries: [...draft.entries],
    verdicts: [...draft.verdicts],
    touched: new Map(draft.touched),
    breaches: new Map(draft.breaches),
    effects: [...draft.effects],
    errands: [...draft.errands],
  };
}

/** What was not entered goes before what was drafted meanwhile. */
export function restored(draft: Draft, since: Draft): Draft {
  return { ...draft, entries: [...draft.entries, ...since.entries] };
}
