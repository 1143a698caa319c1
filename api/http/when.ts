/** An instant as an answer shows it. */
import { formatInstant } from '../../domain/time/civil-date.ts';
import type { Instant } from '../../domain/time/instant.ts';

export const when = (at: number | null): string | null =>
  at === null ? null : formatInstant(at as Instant);
