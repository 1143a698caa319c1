/** 可以 What may be filed in a file without being owed. */
import type { Act } from '../../domain/law/act.ts';
import type { ActIn } from '../../domain/law/acts.ts';

/** An act that somebody may file now without owing it. It is an alias and not an interface, so that the compiler lets it stand in a view. */
export type Offer = {
  act: string;
  by: readonly string[];
  clause: string;
  item?: string;
  duty?: string;
  /** `roles`: officers of any unit may file it who hold one of these. `except`: units that may not, where all others may (`by: ['*']`). */
  roles?: readonly string[];
  except?: readonly string[];
};
export type Allowed = Offer & { accept(act: Act): void };

export class Offers {
  #allowed = new Set<Allowed>();

  /** The act may be filed at any time from now on, until the returned function withdraws the offer. */
  allow<O extends Offer>(offer: O, accept: (act: ActIn<O>) => void): () => void {
    const allowed: Allowed = { ...offer, accept: accept as (act: never) => void };
    this.#allowed.add(allowed);
    return () => {
      this.#allowed.delete(allowed);
    };
  }

  /** The offer that allows this act: it names the act's type and, if it names an item, the act's item. */
  for({ type, facts: { item } }: Act): Allowed | undefined {
    return [...this.#allowed].find(
      (o) => o.act === type && (o.item === undefined || o.item === item),
    );
  }

  /** The types of acts that a unit may file. */
  of(unit: string): string[] {
    return [...this.#allowed].filter((o) => o.by.includes(unit)).map((o) => o.act);
  }

  /** The offers as they are shown. */
  get shown(): Offer[] {
    return [...this.#allowed].map(({ accept: _accept, ...offer }) => offer);
  }
}
