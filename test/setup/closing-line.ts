/** Says, alone on the run's very last line, how many tests passed, failed and were skipped: for people and for CI. */
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export const closingLine = ({ passed, failed, skipped }: Counts): string =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;

/** What fails outside any test (a file that can't be loaded, an error nobody caught) counts as one failure each. */
export function count(
  modules: readonly TestModule[],
  unhandled: readonly SerializedError[],
): Counts {
  const counts: Counts = { passed: 0, failed: unhandled.length, skipped: 0 };
  for (const module of modules) {
    counts.failed += module.errors().length;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      counts[state === 'pending' ? 'skipped' : state] += 1;
    }
    for (const suite of module.children.allSuites()) counts.failed += suite.errors().length;
  }
  return counts;
}

export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const line = closingLine(count(modules, unhandled));
    // Other reporters and the teardown may still print.
    process.once('exit', () => process.stdout.write(`${line}\n`));
  }
}
