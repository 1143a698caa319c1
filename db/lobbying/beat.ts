/** 固定时刻的重新密封 What every watch does at its instants, whether something lies at its place or not. */
import { nextBeat } from '../../domain/lobbying/beats.ts';
import { enterWhatIsDue } from '../../domain/lobbying/lapses.ts';
import { instant, type Instant } from '../../domain/time/instant.ts';
import type { RegisterDeps } from './store.ts';
import { sealedPlaces, takeTurn } from './store.ts';

/**
 * The first watch of a register that comes at an instant enters what has become due in all of it, and seals it anew; the others find that done. Answers when
 * to come again: instants that an outage has swallowed are left out. Undefined: there is no such place.
 */
export async function beat(
  deps: RegisterDeps,
  place: string,
  at: Instant,
  clock: Instant,
): Promise<Instant | undefined> {
  const [found] = await sealedPlaces(deps.sql, place);
  if (!found) return undefined;
  if (found.beat < at)
    await takeTurn(deps, { bureau: found.bureau }, ({ book, beat: before, settings }) => {
      if (before >= at) return { result: undefined };
      book.now = instant(Math.max(book.now, at));
      enterWhatIsDue(book, book.now, settings.smallNumber);
      return { beat: at, result: undefined };
    });
  return nextBeat(instant(Math.max(at, clock)), found.hours);
}
