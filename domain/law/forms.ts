/** 表单 The form of an act as it is submitted, and what of it the engine is told. Never imported by workflows. */
import type { z } from 'zod';
import type { Instant } from '../time/instant.ts';
import type { Fact } from './act.ts';
import type { Deprecation } from './deprecation.ts';
import type { FactsOf, FiledSpec } from './acts.ts';
import type { Sentence } from './refusal.ts';

/** What the engine is told of an act: codes, counts and hashes, and the dates that the act states for itself. */
export interface ActFacts<F = { [key: string]: Fact | undefined }> {
  facts: F;
  occurredAt?: Instant;
  servedAt?: Instant;
}

/** `More`: what else `toFacts` looks at besides the payload (what the registries know of the subject). */
export interface ActForm<S extends z.ZodType = z.ZodType, More extends readonly unknown[] = []> {
  label: Sentence;
  shape: S;
  toFacts(payload: z.output<S>, ...more: More): ActFacts;
  /** Facts that are the SHA-256 of a text of the payload, each with the field that has the text. `domain/law` does not hash; the intake does. */
  hashed?: { readonly [fact: string]: string };
  /** Its form is to go (docs/api.md): every answer to whoever files it says so. */
  deprecated?: Deprecation;
}

declare const of: unique symbol;
type FormOf<A, S extends z.ZodType, More extends readonly unknown[]> = ActForm<S, More> & {
  readonly [of]?: A;
};

/** The form of a declared act: of the payload it makes exactly the facts that the act declares. */
export const formFor = <
  A extends FiledSpec,
  S extends z.ZodType,
  More extends readonly unknown[] = [],
>(
  { label }: A,
  shape: S,
  toFacts: (payload: z.output<S>, ...more: More) => ActFacts<FactsOf<A>>,
): FormOf<A, S, More> => ({ label, shape, toFacts });

/** The same for an act of which the engine is told the SHA-256 of a text; `toFacts` makes all the other facts. */
export const formHashing = <
  A extends FiledSpec,
  S extends z.ZodType<object>,
  H extends keyof FactsOf<A> & string,
  More extends readonly unknown[] = [],
>(
  { label }: A,
  hashed: { readonly [fact in H]: keyof z.output<S> & string },
  shape: S,
  toFacts: (payload: z.output<S>, ...more: More) => ActFacts<Omit<FactsOf<A>, H>>,
): FormOf<A, S, More> => ({ label, shape, toFacts, hashed });

/** The forms of a procedure: one for each act that somebody may file, under its own type. */
export type Forms<As> = {
  readonly [A in As as A extends FiledSpec<infer D> ? D['type'] : never]: {
    label: Sentence;
    readonly [of]?: A;
  };
};
