/** 义务的声明 What the files of a procedure may owe, as it stands under a bureau's settings: for the reading sheet (解释口径), from where people read what is counted how. */
import type { Duty } from './duty.ts';
import type { Sentence } from './refusal.ts';

type AnyDuty = Omit<Duty<string>, 'owedBy'> & { owedBy?: string };

export interface DeclaredDuty {
  duty: AnyDuty;
  /** 可以 A window: something may be done, or is barred, until then. */
  kind?: 'until';
  /** In which files, where it is not the same in all of them. */
  when?: Sentence;
  /** The file itself sets the last day: by what, in place of the limit. */
  dated?: Sentence;
}

/** What a bureau has set, as it stands in its row of the registry: by the name under which procedures declare their settings. */
export type BureauSettings = Readonly<Record<string, unknown>>;

export type DeclareDuties = (settings: BureauSettings) => readonly DeclaredDuty[];

/** Each duty as it is declared; those of `dated` by the day that their file sets. */
export const declared = (
  duties: Readonly<Record<string, AnyDuty>>,
  more: { dated?: Readonly<Record<string, Sentence>>; until?: readonly string[] } = {},
): DeclaredDuty[] =>
  Object.entries(duties).map(([name, duty]) => ({
    duty,
    ...(more.until?.includes(name) && { kind: 'until' as const }),
    ...(more.dated?.[name] && { dated: more.dated[name] }),
  }));

/** The same duties under several circumstances: one that is the same under all of them is told once. */
export function underEach(
  variants: readonly (readonly [when: Sentence, duties: readonly DeclaredDuty[]])[],
): DeclaredDuty[] {
  const told = new Map<string, { one: DeclaredDuty; when: Sentence[] }>();
  for (const [when, duties] of variants)
    for (const one of duties) {
      const key = JSON.stringify(one);
      const known = told.get(key);
      if (known) known.when.push(when);
      else told.set(key, { one, when: [when] });
    }
  return [...told.values()].map(({ one, when }) =>
    when.length === variants.length
      ? one
      : {
          ...one,
          when: {
            zh: when.map(({ zh }) => zh).join('；'),
            en: when.map(({ en }) => en).join('; '),
          },
        },
  );
}
