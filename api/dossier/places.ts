/** 同时制作 A dossier is made in memory: so many at a time in a process, and whoever comes then is told to come again. */
import { Problem } from '../http/problems.ts';

/** Whoever reads slowly keeps a place for this long, and nobody else waits for him. */
const LONGEST = 30_000;

export class Places {
  #taken = 0;
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  async within<T>(work: () => Promise<T>): Promise<T> {
    if (this.#taken >= this.#most)
      throw new Problem('rate-limited', {
        say: {
          zh: '正在制作的案卷已达上限，请稍后再取。',
          en: 'As many dossiers are being made as can be at a time: ask again.',
        },
        headers: { 'Retry-After': '5' },
      });
    this.#taken++;
    let held = true;
    const free = (): void => {
      if (held) this.#taken--;
      held = false;
    };
    const longest = setTimeout(free, LONGEST);
    try {
      return await work();
    } finally {
      clearTimeout(longest);
      free();
    }
  }
}
