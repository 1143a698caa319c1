/** 试算的改变 What is supposed: settings, a calendar or a reading; and what a duty's limit would be then. Pure. */
import type { LegalBasis } from '../law/basis.ts';
import type { BureauSettings, DeclaredDuty } from '../law/declared.ts';
import { procedureOf } from '../procedures.ts';
import type { TimeLimit } from '../time/limit.ts';

/** What a duty is known by in what its procedure declares. */
export interface DutyName {
  procedure: string;
  duty: string;
  clause: string;
  force: LegalBasis['force'];
}
export interface Limits {
  limit: TimeLimit;
  altLimit?: TimeLimit;
}

/** 默认 The settings of a bureau with some of them changed; a group that is not named stays. */
export function overlaid(
  stored: BureauSettings,
  changed: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): BureauSettings {
  const groups = Object.entries(changed).map(([name, values]) => {
    const before = stored[name];
    return [name, { ...(typeof before === 'object' ? before : {}), ...values }] as const;
  });
  return { ...stored, ...Object.fromEntries(groups) };
}

/** `dated`: the setting is behind a day that files set themselves, which is not counted again here. */
export type Effect = Limits | 'none' | 'dated';

/** What each declared duty becomes when the settings are others; asked once for a whole trial. */
export class ChangedSettings {
  readonly #effects = new Map<string, Effect>();
  readonly #before: BureauSettings;
  readonly #after: BureauSettings;

  constructor(before: BureauSettings, after: BureauSettings) {
    this.#before = before;
    this.#after = after;
  }

  effectOn(name: DutyName): Effect {
    const key = JSON.stringify([name.procedure, name.duty, name.clause, name.force]);
    const known = this.#effects.get(key);
    if (known !== undefined) return known;
    const effect = this.#found(name);
    this.#effects.set(key, effect);
    return effect;
  }

  #found(name: DutyName): Effect {
    const declare = procedureOf(name.procedure)?.duties;
    if (!declare) return 'none';
    const same = ({ duty }: DeclaredDuty): boolean =>
      duty.id === name.duty && duty.basis.clause === name.clause && duty.basis.force === name.force;
    const [before, after] = [this.#before, this.#after].map((settings) =>
      declare(settings).filter(same),
    ) as [DeclaredDuty[], DeclaredDuty[]];
    const changed = after.find((one, i) => JSON.stringify(one) !== JSON.stringify(before[i]));
    if (!changed) return 'none';
    if (changed.dated) return 'dated';
    const { limit, altLimit } = changed.duty;
    return altLimit ? { limit, altLimit } : { limit };
  }
}
