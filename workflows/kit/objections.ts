/** 不予采纳的理由 Why the file cannot accept an act: nobody awaits it, its author may not file it, its date or a guard speaks against it. */
import type { InboxRow } from '../../activities/contract.ts';
import type { Act } from '../../domain/law/act.ts';
import { managementActs, refuseStanding } from '../../domain/law/authority.ts';
import { citedUnder } from '../../domain/law/cited.ts';
import type { Refusal } from '../../domain/law/refusal.ts';
import { dateOf, type Wait } from '../../domain/law/wait.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import type { Allowed, Offer, Offers } from './offers.ts';
import type { Position } from './position.ts';
import { refuseFutureDates, refuseItem, refuseOther } from './refusals.ts';
import type { Rules } from './rules.ts';
import type { Pending, Waits } from './waits.ts';

/** The author of what the system itself brings, and the unit it brings it for. */
const SYSTEM = 'duban';

export class Objections<S> {
  #rules: Rules<S>;
  #position: Position;
  #waits: Waits;
  #offers: Offers;

  constructor(rules: Rules<S>, position: Position, waits: Waits, offers: Offers) {
    this.#rules = rules;
    this.#position = position;
    this.#waits = waits;
    this.#offers = offers;
  }

  /** What the act would perform, or what allows it. */
  asked(act: Act): { pending: Pending | undefined; offer: Allowed | undefined } {
    const pending = this.#waits.awaiting(act);
    return { pending, offer: pending ? undefined : this.#offers.for(act) };
  }

  /** Why the act cannot be accepted, as far as its file knows. */
  against(act: Act, row: InboxRow): Refusal | undefined {
    const { pending, offer } = this.asked(act);
    return (
      this.#unasked(act, pending, offer) ??
      this.authority(act, row) ??
      this.#refusal(act, pending?.wait, offer)
    );
  }

  /** Whether the registries let its author act for the unit it names. */
  authority(act: Act, { standing }: InboxRow): Refusal | undefined {
    if (this.#rules.ours?.has(act.type) === true && act.officer === SYSTEM) return undefined;
    return citedUnder(
      this.#position.clause,
      refuseStanding(
        standing,
        act.unit,
        civilDateOf(act.receivedAt),
        this.#rules.manages ?? managementActs.has(act.type),
      ),
    );
  }

  #unasked(act: Act, pending: Pending | undefined, offer: Offer | undefined): Refusal | undefined {
    return pending || offer
      ? undefined
      : (this.#elsewhere(act) ?? this.#rules.notAwaited(act, this.#possible(act.unit)));
  }

  #refusal(act: Act, wait: Wait | undefined, offer: Offer | undefined): Refusal | undefined {
    const by = wait ? [wait.owedBy] : offer!.by;
    if (!by.includes(act.unit))
      return refuseOther(act, this.#rolesOf(wait, by), wait?.duty.basis.clause ?? offer!.clause);
    const date = wait ? dateOf(wait, act) : refuseFutureDates(act, offer!.clause);
    if (typeof date === 'object') return date;
    for (const guard of this.#rules.guards[act.type] ?? []) {
      const refusal = guard(act, this.#rules.state);
      if (refusal) return refusal;
    }
    return undefined;
  }

  /** Of this kind something is awaited, but not for the addressee, letter or department it names; what was done for that one already is no stranger's. */
  #elsewhere(act: Act): Refusal | undefined {
    const item = act.facts['item'];
    const open = this.#waits.open.filter(
      (w) => w.duty.act === act.type && w.item !== undefined && w.owedBy === act.unit,
    );
    if (open.length === 0 || typeof item !== 'string') return undefined;
    if ([...this.#waits.settled].some((w) => w.duty.act === act.type && w.item === item))
      return undefined;
    return refuseItem(
      act,
      open.map((w) => w.item!),
      open[0]!.duty.basis.clause,
    );
  }

  /** What a unit can file now. */
  #possible(unit: string): string[] {
    const owed = this.#waits.open.filter((w) => w.owedBy === unit).map((w) => w.duty.act);
    return [...new Set([...owed, ...this.#offers.of(unit)])];
  }

  /** In which parts of this file units may act; the first part of each. */
  #rolesOf(wait: Wait | undefined, by: readonly string[]): string[] {
    if (wait) return [wait.duty.owedBy];
    const { units } = this.#rules;
    const roles = Object.keys(units);
    return [...new Set(by.flatMap((unit) => roles.find((role) => units[role] === unit) ?? []))];
  }
}
