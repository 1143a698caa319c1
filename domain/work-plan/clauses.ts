/** 黔江方案的条款 The clauses under which the plan of work, its tasks and its reviews stand. */

/** 三（一） The leading group; 三（二） sections and what they do together; 三（三） reviews. */
export const GROUP = 'QJ-3.1';
export const SECTIONS = 'QJ-3.2';
export const REVIEWS = 'QJ-3.3';
/** 附件1 The annex of tasks; a row of the printed plan has a clause of its own. */
export const ANNEX = 'QJ-A1';
export const rowClause = (printed: boolean, row: string): string =>
  printed ? `${ANNEX}-${row}` : ANNEX;
