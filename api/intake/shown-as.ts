/** 度量中的程序 Under which label a procedure stands where operators count. They may not learn that there is a file which is hidden from somebody. */
import { procedureOf } from '../../domain/procedures.ts';

/** What has no label of its own. */
export const OTHERS = 'others';

/** Its id; or `others`, for procedures whose files are unannounced or hidden from whom they are about, and for those that this version does not know. */
export function shownAs(procedure: string): string {
  const declared = procedureOf(procedure);
  return !declared || declared.unannounced || declared.hiddenFromInvolved ? OTHERS : procedure;
}
