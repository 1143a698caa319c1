/** 表单 The form of an act as it is submitted, and what of it the engine is told. Never imported by workflows. */
import type { z } from 'zod';
import type { Instant } from '../time/instant.ts';
import type { Fact } from './act.ts';
import type { Sentence } from './refusal.ts';

/** What the engine is told of an act: codes, counts and hashes, and the dates that the act states for itself. */
export interface Told {
  facts: { [key: string]: Fact | undefined };
  occurredAt?: Instant;
  servedAt?: Instant;
}

/** `More`: what else `tell` looks at besides the payload (what the registries know of the subject). */
export interface ActForm<S extends z.ZodType = z.ZodType, More extends readonly unknown[] = []> {
  label: Sentence;
  shape: S;
  tell(payload: z.output<S>, ...more: More): Told;
}

export const form = <S extends z.ZodType, More extends readonly unknown[] = []>(
  zh: string,
  en: string,
  shape: S,
  tell: (payload: z.output<S>, ...more: More) => Told,
): ActForm<S, More> => ({ label: { zh, en }, shape, tell });
