/** 案卷用语 Everything a file can show has a name in words: acts that open it or are brought, entries, stages. What a workflow writes is read from its text. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { actTitle, kindTitle, wordOf } from '../../../domain/dossier/titles.ts';
import { procedures } from '../../../domain/procedures.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

function sourcesOf(room: string): string {
  const folder = `${root}workflows/${room}`;
  const parts = existsSync(folder) ? readdirSync(folder).map((name) => `${folder}/${name}`) : [];
  return [`${folder}.ts`, ...parts].map((path) => readFileSync(path, 'utf8')).join('\n');
}

const all = (source: string, pattern: RegExp): string[] => [
  ...new Set([...source.matchAll(pattern)].map(([, name]) => name!)),
];
const inWords = (name: string, { zh }: { zh: string }) => [name, /\p{Script=Han}/u.test(zh)];

describe.each(procedures.map((one) => [one.id, one] as const))('%s', (id, procedure) => {
  const source = sourcesOf(procedure.room);

  it('names its acts', () => {
    const acts = [
      ...procedure.opens,
      ...(procedure.brought ?? []),
      ...Object.keys(procedure.forms),
    ];
    expect(acts.map((act) => inWords(act, actTitle(id, act)))).toEqual(
      acts.map((act) => [act, true]),
    );
  });

  it('names its entries', () => {
    const types = [
      ...all(source, /\btype: (?:\w+ \? )?'([a-z-]+)'/g),
      ...all(source, /\btype: \w+ \? '[a-z-]+' : '([a-z-]+)'/g),
      ...all(source, /\bnote\(\s*[`'][^,]+,\s*[^,]+,\s*'([a-z-]+)'/g),
    ];
    expect(types.map((type) => inWords(type, kindTitle(id, type)))).toEqual(
      types.map((type) => [type, true]),
    );
  });

  it('names its stages', () => {
    const stages = ['opening', 'opened', 'closed', ...all(source, /\bstage(?: = |\()'([a-z-]+)'/g)];
    expect(stages.map((stage) => inWords(stage, wordOf(id, stage)))).toEqual(
      stages.map((stage) => [stage, true]),
    );
  });
});

it('names the entries of every file', () => {
  const kit = ['entries', 'turn-writer'].map((name) =>
    readFileSync(`${root}workflows/kit/${name}.ts`, 'utf8'),
  );
  const types = all(
    kit.join('\n'),
    /'((?:act|duty|window|breach|file|possibly|forged|management|revision)-[a-z-]+)'/g,
  );
  expect(types.length).toBeGreaterThan(12);
  expect(types.map((type) => inWords(type, kindTitle('', type)))).toEqual(
    types.map((type) => [type, true]),
  );
});
