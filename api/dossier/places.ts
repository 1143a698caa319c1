/** 同时制作 A dossier is made in memory: so many at a time in a process. Whoever comes then waits a while for a place, and is told to come again where too many wait. */
import { Problem } from '../http/problems.ts';

/** Whoever reads slowly keeps a place for this long, and nobody else waits for him. */
const LONGEST = 30_000;

export class Places {
  #taken = 0;
  readonly #waiting: (() => void)[] = [];
  readonly #most: number;
  readonly #mostWaiting: number;

  constructor(most: number, mostWaiting: number) {
    this.#most = most;
    this.#mostWaiting = mostWaiting;
  }

  async within<T>(work: () => Promise<T>): Promise<T> {
    await this.#place();
    let held = true;
    const free = (): void => {
      if (held) this.#free();
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

  /** In the order in which they came. */
  #place(): Promise<void> {
    if (this.#taken < this.#most) {
      this.#taken++;
      return Promise.resolve();
    }
    if (this.#waiting.length >= this.#mostWaiting)
      throw new Problem('rate-limited', {
        say: {
          zh: '正在制作的案卷已达上限，请稍后再取。',
          en: 'As many dossiers are being made as can be at a time: ask again.',
        },
        headers: { 'Retry-After': '5' },
      });
    return new Promise((placed) => this.#waiting.push(placed));
  }

  /** A place that becomes free is the next one's at once: nobody slips in between. */
  #free(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#taken--;
  }
}
