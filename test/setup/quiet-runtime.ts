/** The SDK writes nothing into the output of the tests. A process runs many test files and has one runtime: the first that needs it installs it. */
import { IllegalStateError } from '@temporalio/common';
import { Runtime } from '@temporalio/worker';

export function quietRuntime(): void {
  try {
    Runtime.install({
      logger: { trace() {}, debug() {}, info() {}, log() {}, warn() {}, error() {} },
    });
  } catch (error) {
    if (!(error instanceof IllegalStateError)) throw error;
  }
}
