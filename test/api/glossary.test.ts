/** The glossary keeps up with the code: every role and every act has its line, and no code name has two. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { procedures } from '../../domain/procedures.ts';
import { commonForms } from '../../domain/law/common-acts.ts';
import { officerRoles, unitRoles } from '../../domain/registry/roles.ts';

const lines = readFileSync(new URL('../../docs/glossary.md', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => /^\| (?!中文|-)/.test(line) && !line.startsWith('|--'));
const rows = lines.map((line) =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim()),
);
const named = rows.flatMap(([, , code]) =>
  [...code!.matchAll(/`([^`]+)`/g)].map(([, name]) => name!),
);

it('every line has Chinese, English, a code name and an article', () => {
  expect(rows.length).toBeGreaterThan(60);
  for (const row of rows) {
    expect(row).toHaveLength(4);
    expect(row[0]).toMatch(/\p{Script=Han}/u);
    for (const cell of row) expect(cell, row[0]).not.toBe('');
  }
});

it('names every role, every office and every act that can be submitted', () => {
  const acts = [
    ...procedures.flatMap(({ forms }) => Object.keys(forms)),
    ...Object.keys(commonForms),
  ].filter((act) => act !== 'retry');
  for (const name of [...officerRoles, ...unitRoles, ...acts]) expect(named, name).toContain(name);
});

it('no term stands twice', () => {
  const terms = rows.map(([term]) => term);
  expect(terms.length).toBe(new Set(terms).size);
});
