/** The worker loads the modules of the workflows once for all files, and notes one frame of a promise (docs/decisions/0008). */
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { readFile } from 'node:fs/promises';
import { Bureau } from '../setup/bureau.ts';
import { openA } from './support.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await Bureau.open();
});
afterAll(() => bureau.close());

it('the bundle says that every procedure is loaded ahead of the files', async () => {
  const code = await readFile(inject('stack').bundle!, 'utf8');
  const [, ahead = ''] =
    /exports\.preloadModules = function preloadModules\(\) \{([^}]*)\}/.exec(code) ?? [];
  expect(ahead).toMatch(/workflows[/\\]index\.ts/);
});

it('what a file waits for is shown in its details, not by the frames of its promises', async () => {
  const { file } = await openA(bureau);
  const { engine } = bureau.service;
  const stack = await engine.as('duban-api', () =>
    engine.client.workflow.getHandle(file).query<string>('__stack_trace'),
  );
  expect(stack).not.toMatch(/\bat\b.*(workflows|kit|rapid-response)/);
});
