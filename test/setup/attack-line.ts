/** Says, on the very last line of `npm run attack`, what was sent and what came of it. */
import type { Reporter, TestCase } from 'vitest/node';

export interface AttackCounts {
  seed: number;
  inputs: number;
  routes: number;
  principals: number;
  refused: number;
  faults: number;
  leaks: number;
}
declare module 'vitest' {
  interface TaskMeta {
    attack?: AttackCounts;
  }
}

export default class AttackLine implements Reporter {
  #counts: AttackCounts | undefined;

  onTestCaseResult(test: TestCase): void {
    this.#counts ??= test.meta().attack;
  }

  onTestRunEnd(): void {
    const counts = this.#counts;
    process.once('exit', () =>
      process.stdout.write(
        counts
          ? `attack (seed ${counts.seed}): ${counts.inputs} inputs, ${counts.routes} routes, ${counts.principals} principals, ${counts.refused} refused, ${counts.leaks} leaks, ${counts.faults} × 5xx\n`
          : 'attack: nothing was sent\n',
      ),
    );
  }
}
