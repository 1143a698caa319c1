/** 可以 Offers that stand as long as a condition holds: what is shown as possible is possible. A procedure looks again after whatever may have changed it. */

/** `allow`: makes the offer, and answers how it is withdrawn. */
interface Standing {
  open: () => boolean;
  allow: () => () => void;
  withdraw?: () => void;
}

export class StandingOffers {
  readonly #offers = new Set<Standing>();

  /** Until the returned function withdraws it for good. */
  add(open: () => boolean, allow: () => () => void): () => void {
    const offer: Standing = { open, allow };
    this.#offers.add(offer);
    this.look();
    return () => {
      this.#offers.delete(offer);
      offer.withdraw?.();
    };
  }

  look(): void {
    for (const offer of this.#offers) {
      const open = offer.open();
      if (open && !offer.withdraw) offer.withdraw = offer.allow();
      if (open || !offer.withdraw) continue;
      offer.withdraw();
      delete offer.withdraw;
    }
  }

  withdrawAll(): void {
    for (const offer of this.#offers) offer.withdraw?.();
    this.#offers.clear();
  }
}
