import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { procedures } from '../../domain/procedures.ts';
import { authorisationPage, page } from '../../tools/authorisation.ts';
import { files } from '../authorisation/fixtures.ts';
import { readMatrix } from '../authorisation/matrix.ts';

it('the page in the documentation is the one of the matrix', () => {
  expect(readFileSync(page, 'utf8')).toBe(authorisationPage(readMatrix()));
});

it('there is a file of each procedure in it', () => {
  for (const procedure of procedures.map(({ id }) => id)) expect(files).toHaveProperty(procedure);
});

it('a procedure asks for no commitment letter in the API exactly where its workflow asks for none', () => {
  const workflows: Readonly<Record<string, string>> = {
    'implementing-rules': 'implementing-rule',
    'inspection-draw': 'draw',
  };
  for (const { id: procedure, manages = false } of procedures) {
    const source = readFileSync(
      new URL(`../../workflows/${workflows[procedure] ?? procedure}.ts`, import.meta.url),
      'utf8',
    );
    expect(source.includes('manages: true'), procedure).toBe(manages);
  }
});
