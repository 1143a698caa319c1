import { defineConfig } from 'vitest/config';

/** Pure ones, which need nothing running. */
const pure = [
  'test/domain/**/*.test.ts',
  'test/tools/**/*.test.ts',
  'test/background/{backoff,each,gauges,loop,one-at-a-time,run-suspects}.test.ts',
  'test/dossier/places.test.ts',
  'test/pages/{html,desk-parts}.test.ts',
  'test/architecture*.test.ts',
];
const chaos = ['test/chaos/**/*.test.ts'];
const attack = ['test/attack/**/*.test.ts'];

export default defineConfig({
  test: {
    pool: 'forks',
    // Two processes, for the engine's tests on one stack, each with the modules loaded once: loading them anew for every file
    // was a fifth of the run. So a test file leaves no module's state behind, and names its own subjects (test/setup/unique.ts).
    maxWorkers: 2,
    isolate: false,
    // Requests and answers by the thousand: with the small young generation of Node a tenth of the time was spent on collecting them.
    execArgv: ['--max-semi-space-size=64'],
    reporters: ['default', './test/setup/closing-line.ts'],
    projects: [
      { extends: true, test: { name: 'unit', include: pure, testTimeout: 20_000 } },
      {
        extends: true,
        test: {
          name: 'engine',
          include: ['test/**/*.test.ts'],
          exclude: [...pure, ...chaos, ...attack],
          globalSetup: './test/setup/stack.ts',
          // What the API answers is held against its document.
          setupFiles: './test/setup/contract-check.ts',
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      // Kills parts of stacks of its own: npm run test:chaos.
      {
        extends: true,
        test: {
          name: 'chaos',
          include: chaos,
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
      // Thousands of hostile requests on a stack of its own: npm run attack.
      {
        extends: true,
        test: {
          name: 'attack',
          include: attack,
          globalSetup: './test/setup/stack.ts',
          fileParallelism: false,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
