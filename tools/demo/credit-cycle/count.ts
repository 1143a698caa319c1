/** 独立清点 The grades counted again from the script alone: no line of the product's rules, windows or SQL is used. */
import type { Recorded, Subject } from './script.ts';

export type Grade = 'A' | 'B' | 'C' | 'D';

/** The sample rule in words; from its second version on, one or two general acts are serious already. */
function gradeBy(serious: number, general: number, grave: number, stricter: boolean): Grade {
  if (grave >= 2) return 'D';
  if (grave === 1) return serious >= 2 ? 'D' : 'C';
  if (serious >= 3) return 'D';
  if (serious >= 1) return 'C';
  if (general >= 3) return 'C';
  if (general >= 1) return stricter ? 'C' : 'B';
  return 'A';
}

/** What the table says of a subject for the acts of one civil year: of an act with several records the gravest that stands. */
export function counted(
  { records }: Subject,
  year: number,
  stands: (r: Recorded) => boolean,
  stricter: boolean,
): Grade {
  const acts = new Map<string, Recorded>();
  for (const r of records) {
    if (!stands(r) || !r.on.startsWith(`${year}-`)) continue;
    const known = acts.get(r.act);
    if (!known || (known.cls === 'general' && r.cls === 'serious')) acts.set(r.act, r);
  }
  const all = [...acts.values()];
  return gradeBy(
    all.filter(({ cls }) => cls === 'serious').length,
    all.filter(({ cls }) => cls === 'general').length,
    all.filter(({ grave }) => grave).length,
    stricter,
  );
}
