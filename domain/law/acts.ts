/**
 * 文书的声明 An act is declared once: its type, what people call it, what the engine is told of it, and what only the registries know of it.
 * Duties, offers, guards, forms and workflows have their types from the declaration. It is there for the compiler only: at run time an act's type is
 * a plain string, as it stands in histories and registers, so the checks cost nothing while a file runs.
 */
import type { Act, Fact } from './act.ts';
import type { Refusal, Sentence } from './refusal.ts';

/** A type alias and not an interface: only of an alias does the compiler know that nothing else is in it. */
export type Facts = { readonly [name: string]: Fact | undefined };
interface Declared {
  type: string;
  facts: Facts;
  /** `undefined`: nothing is asked of the registries. */
  known: Facts | undefined;
  /** Who looks at what the registries know: the guards, or the workflow alone (figures that it enters). */
  for: 'guards' | 'workflow';
}

declare const declared: unique symbol;
/** The type of an act together with its declaration. To everybody but the compiler it is a string. */
type ActType<D extends Declared> = D['type'] & { readonly [declared]: D };

/** An act that reaches a file: filed by somebody, or brought by the system itself. */
export interface ActSpec<D extends Declared = Declared> {
  type: ActType<D>;
}
/** An act that people file: it has a name and a form. */
export interface FiledSpec<D extends Declared = Declared> extends ActSpec<D> {
  label: Sentence;
}

/**
 * `K`: what the registries know of it at the verdict (function `known_<procedure>__<type>` of the database). An act that asks must have a guard
 * that looks at the answer; `'workflow'` says that the workflow does instead.
 */
export const act =
  <
    F extends Facts = Record<never, never>,
    K extends Facts | undefined = undefined,
    For extends Declared['for'] = 'guards',
  >() =>
  <T extends string>(
    type: T,
    zh: string,
    en: string,
  ): FiledSpec<{ type: T; facts: F; known: K; for: For }> => ({
    type: type as ActType<{ type: T; facts: F; known: K; for: For }>,
    label: { zh, en },
  });

/** An act that nobody files: another file or a schedule has the system bring it. */
export const actOfOurs =
  <F extends Facts = Record<never, never>, K extends Facts | undefined = undefined>() =>
  <T extends string>(type: T): ActSpec<{ type: T; facts: F; known: K; for: 'workflow' }> => ({
    type: type as ActType<{ type: T; facts: F; known: K; for: 'workflow' }>,
  });

type Judged<D extends Declared> = ActWith<D['facts'], D['known']> & { type: D['type'] };
type DeclaredOf<A> = A extends { type: { readonly [declared]: infer D extends Declared } }
  ? D
  : never;
/** The facts of an act as it was declared. */
export type FactsOf<A> = DeclaredOf<A>['facts'];
/** What the registries know of an act at its verdict, as it was declared. */
export type KnownOf<A> = DeclaredOf<A>['known'];
/** An act as guards and workflows see it. `known` is absent where the database has nothing to say. */
export type ActOf<A> = Judged<DeclaredOf<A>>;
/** The act that a duty or an offer names; any act, where it names it by a mere string. */
export type ActIn<D extends { act: string }> = D['act'] extends {
  readonly [declared]: infer X extends Declared;
}
  ? Judged<X>
  : Act;

/** An act whose facts are `F`, and of which the registries know `K` at the verdict. */
export type ActWith<F, K = Facts> = Omit<Act, 'facts' | 'known'> & { facts: F; known?: K };

/** Whether it is that act: where a duty may be met by another one, or acts of several kinds come the same way. */
export const is = <D extends Declared>(spec: ActSpec<D>, act: Act | Judged<D>): act is Judged<D> =>
  act.type === spec.type;

/** 不得 What may refuse an act. Pure. As the file calls it, of whatever act; written for one act it is a `GuardOf`. */
export type Guard<S> = { guard(act: Act, state: S): Refusal | undefined }['guard'];
export type GuardOf<A, S> = (act: ActOf<A>, state: S) => Refusal | undefined;

type Asking<A> = undefined extends DeclaredOf<A>['known']
  ? never
  : DeclaredOf<A>['for'] extends 'guards'
    ? DeclaredOf<A>['type']
    : never;
type NotAsking<A> = Asking<A> extends never ? DeclaredOf<A>['type'] : never;
/** The guards of a procedure by act. An act that asks the registries has at least one: what nobody looks at need not be asked. */
export type Guards<As, S> = {
  readonly [A in As as Asking<A>]: readonly [GuardOf<A, S>, ...GuardOf<A, S>[]];
} & { readonly [A in As as NotAsking<A>]?: readonly GuardOf<A, S>[] };
