/** After each file of tests: what it was answered that the document lacks. */
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { violations } from './contract.ts';

const folder = fileURLToPath(new URL('../../.build/', import.meta.url));

afterAll(async () => {
  const found = await violations();
  if (found.length === 0) return;
  mkdirSync(folder, { recursive: true });
  appendFileSync(join(folder, 'contract.txt'), `${found.join('\n')}\n`);
  console.error(`answers that /openapi.json does not have (docs/api.md):\n${found.join('\n')}`);
}, 60_000);
