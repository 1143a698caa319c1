/** What guards look at: an act with the facts it is told of, and the state of its file. Types only. */
import type { Act } from './act.ts';
import type { Refusal } from './refusal.ts';

/** An act whose facts are `F`, and of which the registries know `K` at the verdict. */
export type ActWith<F, K = object> = Omit<Act, 'facts' | 'known'> & { facts: F; known?: K };

/** 不得 What may refuse an act. Pure. */
export type Guard<S> = (act: Act, state: S) => Refusal | undefined;
