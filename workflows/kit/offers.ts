/** 可以 What may be filed in a file without being owed. */
import type { Act } from '../../domain/law/act.ts';
import type { ActIn } from '../../domain/law/acts.ts';

/** An act that somebody may file now without owing it. An alias, not an interface: only then may it stand in a view as it is. */
export type Offer = {
  act: string;
  by: readonly string[];
  clause: string;
  item?: string;
  duty?: string;
  /** Officers who hold one of these, of whatever unit; and units that may not, where all others may (`by: ['*']`). */
  roles?: readonly string[];
  except?: readonly string[];
};
export type Allowed = Offer & { accept(act: Act): void };

export class Offers {
  #allowed = new Set<Allowed>();

  /** May be filed any time from now on, until the returned function withdraws it. */
  allow<O extends Offer>(offer: O, accept: (act: ActIn<O>) => void): () => void {
    const allowed: Allowed = { ...offer, accept: accept as (act: never) => void };
    this.#allowed.add(allowed);
    return () => {
      this.#allowed.delete(allowed);
    };
  }

  /** What allows this act: of its type, and of its item where the offer names one. */
  for({ type, facts: { item } }: Act): Allowed | undefined {
    return [...this.#allowed].find(
      (o) => o.act === type && (o.item === undefined || o.item === item),
    );
  }

  /** The types of acts that a unit may file. */
  of(unit: string): string[] {
    return [...this.#allowed].filter((o) => o.by.includes(unit)).map((o) => o.act);
  }

  /** As they are shown to whoever asks. */
  get shown(): Offer[] {
    return [...this.#allowed].map(({ accept: _accept, ...offer }) => offer);
  }
}
