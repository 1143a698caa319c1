/** 有效期 From when something that is not in force on the days of the inspection holds again. */
import { addDays } from '../../time/civil-date.ts';
import type { CivilDate } from '../../time/instant.ts';
import { holdsOn, touches } from '../judging.ts';
import type { Validity } from '../known.ts';

export const day = (on: CivilDate | null): string => on ?? '不详';
/** The day on which something that holds later, or is suspended now, holds again. */
export function again(
  valid: Validity,
  suspended: Validity | null,
  span: { from: CivilDate; until: CivilDate },
): CivilDate | undefined {
  if (touches(suspended, span))
    return suspended?.until && holdsOn(valid, addDays(suspended.until, 1))
      ? addDays(suspended.until, 1)
      : undefined;
  return span.from < valid.from ? valid.from : undefined;
}
