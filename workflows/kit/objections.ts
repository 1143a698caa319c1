/** 不予采纳的理由 Why the file cannot accept an act: nobody awaits it, its author may not file it, or its date or a guard speaks against it. */
import type { InboxRow } from '../../activities/contract.ts';
import type { Act } from '../../domain/law/act.ts';
import type { ActNames, Possible } from '../../domain/law/act-names.ts';
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

/** The officer and the unit of acts that the system itself brings. */
const SYSTEM = 'duban';

export class Objections<S> {
  #rules: Rules<S>;
  #names: ActNames;
  #position: Position;
  #waits: Waits;
  #offers: Offers;

  constructor(rules: Rules<S>, names: ActNames, position: Position, waits: Waits, offers: Offers) {
    this.#rules = rules;
    this.#names = names;
    this.#position = position;
    this.#waits = waits;
    this.#offers = offers;
  }

  /** The wait that the act would perform, or else the offer that allows it. */
  asked(act: Act): { pending: Pending | undefined; offer: Allowed | undefined } {
    const pending = this.#waits.awaiting(act);
    return { pending, offer: pending ? undefined : this.#offers.for(act) };
  }

  /** The first reason for which the file cannot accept the act. What is decided across files is not asked here. */
  against(act: Act, row: InboxRow): Refusal | undefined {
    const { pending, offer } = this.asked(act);
    return (
      this.#unasked(act, pending, offer) ??
      this.authority(act, row) ??
      this.#refusal(act, pending?.wait, offer)
    );
  }

  /** Why its author may not act for the unit that the act names, according to the registries. */
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
      return refuseOther(
        this.#names.nameOf(act.type),
        this.#rolesOf(wait, by),
        wait?.duty.basis.clause ?? offer!.clause,
      );
    const date = wait ? dateOf(wait, act) : refuseFutureDates(act, offer!.clause);
    if (typeof date === 'object') return date;
    for (const guard of this.#rules.guards[act.type] ?? []) {
      const refusal = guard(act, this.#rules.state);
      if (refusal) return refusal;
    }
    return undefined;
  }

  /** Acts of this type are awaited, but none for the addressee, letter or department that this one names, and none has been performed for it. */
  #elsewhere(act: Act): Refusal | undefined {
    const item = act.facts['item'];
    const open = this.#waits.open.filter(
      (w) => w.duty.act === act.type && w.item !== undefined && w.owedBy === act.unit,
    );
    if (open.length === 0 || typeof item !== 'string') return undefined;
    if ([...this.#waits.settled].some((w) => w.duty.act === act.type && w.item === item))
      return undefined;
    return refuseItem(
      this.#names.nameOf(act.type),
      open.map((w) => w.item!),
      open[0]!.duty.basis.clause,
    );
  }

  /** The types of acts that a unit can file now. */
  #possible(unit: string): Possible {
    const owed = this.#waits.open.filter((w) => w.owedBy === unit).map((w) => w.duty.act);
    return { ...this.#names, types: [...new Set([...owed, ...this.#offers.of(unit)])] };
  }

  /** The roles in which units may act in this file: the first role of each unit. */
  #rolesOf(wait: Wait | undefined, by: readonly string[]): string[] {
    if (wait) return [wait.duty.owedBy];
    const { units } = this.#rules;
    const roles = Object.keys(units);
    return [...new Set(by.flatMap((unit) => roles.find((role) => units[role] === unit) ?? []))];
  }
}
