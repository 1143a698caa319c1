/** After each file of tests: what it was answered that the document lacks fails it. */
import { afterAll, expect } from 'vitest';
import { violations } from './contract.ts';

afterAll(async () => {
  expect(await violations(), 'answers that /openapi.json does not have (docs/api.md)').toEqual([]);
}, 60_000);
