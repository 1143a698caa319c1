/**
 * What procedures declare and what the database has: every act that asks the registries has its function `known_<procedure>__<act>`,
 * every effect of a turn its `effect_<kind>`, and no such function stands there for nobody. They are called by name, so nothing else would say so.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { procedures } from '../../api/procedures.ts';
import { connect, type Sql } from '../../db/client.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(root, folder, name));
const read = (file: string): string => readFileSync(file, 'utf8');
const underscored = (name: string): string => name.replaceAll('-', '_');

/** The effects that a source names: `file.effect('kind', …)`. */
const effectsIn = (source: string): string[] =>
  [...source.matchAll(/\.effect\(\s*'([a-z-]+)'/g)].map(([, kind]) => kind!);

/** The acts that a source declares as asking the registries: `act<Facts, Known>()('type', …)`. */
function askingIn(source: string): string[] {
  return [...source.matchAll(/\bact(?:OfOurs)?</g)].flatMap(({ index, 0: begin }) => {
    let depth = 1;
    let parts = 1;
    let at = index + begin.length;
    for (; depth > 0 && at < source.length; at++) {
      if ('<({['.includes(source[at]!)) depth++;
      if ('>)}]'.includes(source[at]!) && source[at - 1] !== '=') depth--;
      if (source[at] === ',' && depth === 1 && !/^\s*>/.test(source.slice(at + 1))) parts++;
    }
    const type = /^\(\)\(\s*'([a-z-]+)'/.exec(source.slice(at))?.[1];
    return parts > 1 && type ? [type] : [];
  });
}

/** The acts of which a guard looks at what the registries know. */
async function lookedAt(): Promise<string[]> {
  const found: string[] = [];
  for (const file of filesIn('domain').filter((name) => name.endsWith('guards.ts'))) {
    const exported = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
    for (const [name, table] of Object.entries(exported)) {
      if (!/guards$/i.test(name) || typeof table !== 'object' || table === null) continue;
      for (const [act, guards] of Object.entries(table))
        if (Array.isArray(guards) && guards.some((guard) => /\bknown\b/.test(String(guard))))
          found.push(act);
    }
  }
  return found;
}

describe('what reads the sources', () => {
  it('finds effects', () =>
    expect(effectsIn("file.effect('reader', {}); this.effect(\n  'result-stopped',")).toEqual([
      'reader',
      'result-stopped',
    ]));

  it('finds the acts that ask', () =>
    expect(
      askingIn(`const a = act<{ item: string }, By & { a: Map<string, () => void> }>()(
          'asks', '问', 'Asks');
        const b = act<{ a: string; b: [1, 2] }>()('asks-nothing', '不问', 'Asks nothing');
        const c = actOfOurs<
          Record<never, never>,
          { used: boolean },
        >()('asks-too');
        const d = act<
          { item: string },
        >()('nothing', '无', 'Nothing');
        const e = act()('plain', '平', 'Plain');`),
    ).toEqual(['asks', 'asks-too']));
});

describe('the database', () => {
  let sql: Sql;
  let names: string[];
  beforeAll(async () => {
    sql = connect(inject('stack').databaseUrl, { max: 1 });
    names = (
      await sql<{ name: string }[]>`
        select p.proname as name from pg_proc p where p.pronamespace = 'public'::regnamespace`
    ).map(({ name }) => name);
  });
  afterAll(() => sql.end());

  const beginning = (prefix: string): string[] =>
    names.filter((name) => name.startsWith(prefix)).sort();

  it('has a function for every effect, and none for an effect that no file has', () => {
    const effects = filesIn('workflows').flatMap((file) => effectsIn(read(file)));
    expect(effects.length).toBeGreaterThan(40);
    expect(beginning('effect_')).toEqual(
      [...new Set(effects)].map((kind) => `effect_${underscored(kind)}`).sort(),
    );
  });

  it('has what is asked at an opening for procedures that there are', () => {
    const all = Object.keys(procedures).map((name) => `opened_${underscored(name)}`);
    expect(beginning('opened_').filter((name) => !all.includes(name))).toEqual([]);
  });

  it('knows of no act that its procedure does not have', () => {
    // What people file has a form; what the system brings is named where it is declared.
    const declared = [
      ...filesIn('domain').filter((file) => file.endsWith('acts.ts')),
      ...filesIn('workflows'),
    ]
      .map(read)
      .join('\n');
    const has = (procedure: string, act: string): boolean =>
      Object.hasOwn(procedures[procedure]!.forms, act) || declared.includes(`'${act}'`);
    const orphans = beginning('known_')
      .filter((name) => name.includes('__'))
      .filter((name) => {
        const [procedure, act] = name.slice('known_'.length).replaceAll('__', '/').split('/');
        const asked = Object.keys(procedures).find((each) => underscored(each) === procedure);
        return !asked || !has(asked, act!.replaceAll('_', '-'));
      });
    expect(orphans).toEqual([]);
    expect(beginning('known_').length).toBeGreaterThan(50);
  });

  it('knows of every act that asks', async () => {
    const asking = [
      ...filesIn('domain').flatMap((file) => askingIn(read(file))),
      ...(await lookedAt()),
    ];
    expect(asking.length).toBeGreaterThan(25);
    expect(
      asking.filter((act) => !names.some((name) => name.endsWith(`__${underscored(act)}`))),
    ).toEqual([]);
  });
});
