/** 逐个进行 Dear work that several may ask for at the same moment: one at a time for each key, and whoever asks meanwhile shares the next one. */
export class OneAtATime<T> {
  readonly #underWay = new Map<string, Promise<T>>();
  readonly #next = new Map<string, Promise<T>>();

  /** What is under way may have read already what the asker has changed since: so it is the next one that is shared. */
  run(key: string, work: () => Promise<T>): Promise<T> {
    const shared = this.#next.get(key);
    if (shared) return shared;
    const underWay = this.#underWay.get(key);
    if (!underWay) return this.#begin(key, work);
    const begin = (): Promise<T> => {
      this.#next.delete(key);
      return this.#begin(key, work);
    };
    const next = underWay.then(begin, begin);
    this.#next.set(key, next);
    return next;
  }

  #begin(key: string, work: () => Promise<T>): Promise<T> {
    const done = work().finally(() => {
      if (this.#underWay.get(key) === done) this.#underWay.delete(key);
    });
    this.#underWay.set(key, done);
    return done;
  }
}
