/** 人员 What the registries say of an officer whom an act names, on the day of the act. */
import type { CivilDate } from '../time/instant.ts';

export type Person = {
  officer: string;
  registered: boolean;
  /** Of the supervision body that has the case, or of a unit under it. */
  ours: boolean;
  reviews: boolean;
  /** Heads the body or a unit over it; the principal heads the bureau itself. */
  head: boolean;
  principal: boolean;
  removedOn: CivilDate | null;
  certificate: { number: string; from: CivilDate; until: CivilDate } | null;
  commitmentUntil: CivilDate | null;
  /** 同一人 Other accounts under the same certificate. Absent: there is none. */
  also?: string[];
};
/** `people`: everybody whom the act names, and whoever files it. */
export type People = { people: Person[] };
