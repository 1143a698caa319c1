import type { Instant } from '../time/instant.ts';

/** A sentence for people: Chinese first, English beside it. */
export interface Sentence {
  zh: string;
  en: string;
}

/** 不予受理 Why an act or an opening cannot be accepted, which clause says so, and what would be lawful. */
export interface Refusal {
  /** Machine code from the catalogue (`domain/law/codes.ts`). */
  code: string;
  /** Clause id of the rule that refuses. */
  clause: string;
  say: Sentence;
  /** What the caller could lawfully do instead. */
  lawful: Sentence;
  /** The earliest lawful instant, where the refusal is only about time. */
  earliest?: Instant;
}
