/**
 * What procedures declare and what the database has: every act that asks the registries has its function `known_<procedure>__<act>`,
 * every effect of a turn its `effect_<kind>`, and no such function stands there for nobody. They are called by name, so nothing else would say so.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { formOf } from '../../api/intake/procedures.ts';
import { decisions } from '../../activities/decisions.ts';
import { procedureOf, procedures } from '../../domain/procedures.ts';
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

/** The fields of a payload that a function reads; `of`: of the act that is judged (`i`), or of any. */
const fieldsRead = (body: string, of: 'i' | 'any' = 'any'): string[] => [
  ...new Set(
    [...body.matchAll(/(\w+\.)?\bpayload\)?\s*->>?\s*'([a-zA-Z]+)'/g)]
      .filter(([, alias]) => of === 'any' || alias === 'i.')
      .map(([, , field]) => field!),
  ),
];

interface Schema {
  properties?: Record<string, unknown>;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}
/** The fields that a form takes, in whichever of its variants. */
function fieldsOf(shape: z.ZodType): string[] {
  const walk = ({ properties = {}, anyOf = [], oneOf = [], allOf = [] }: Schema): string[] => [
    ...Object.keys(properties),
    ...[...anyOf, ...oneOf, ...allOf].flatMap(walk),
  ];
  return walk(z.toJSONSchema(shape, { io: 'output', unrepresentable: 'any' }) as Schema);
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

describe('what is read', () => {
  it('finds what is read out of a payload, and what a form takes', () => {
    expect(
      fieldsRead(
        `select i.payload->>'a', (i.payload -> 'b')->>'c', (v.payload)->'d', i.message->>'e'`,
      ),
    ).toEqual(['a', 'b', 'd']);
    expect(fieldsRead(`select i.payload->>'a', earlier.payload->>'b'`, 'i')).toEqual(['a']);
    const variants = z.union([
      z.strictObject({ a: z.string(), in: z.strictObject({ c: z.string() }) }),
      z.strictObject({ b: z.string().optional() }).refine(() => true),
    ]);
    expect(fieldsOf(variants)).toEqual(['a', 'in', 'b']);
  });
});

describe('the database', () => {
  let sql: Sql;
  let names: string[];
  const bodies = new Map<string, string>();
  beforeAll(async () => {
    sql = connect(inject('stack').databaseUrl, { max: 1 });
    const functions = await sql<{ name: string; body: string }[]>`
      select p.proname as name, coalesce(p.prosrc, '') as body
      from pg_proc p where p.pronamespace = 'public'::regnamespace`;
    names = functions.map(({ name }) => name);
    for (const { name, body } of functions) bodies.set(name, `${bodies.get(name) ?? ''}${body}`);
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
    const all = procedures.map(({ id }) => id).map((name) => `opened_${underscored(name)}`);
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
      Object.hasOwn(procedureOf(procedure)!.forms, act) || declared.includes(`'${act}'`);
    const orphans = beginning('known_')
      .filter((name) => name.includes('__'))
      .filter((name) => {
        const [procedure, act] = name.slice('known_'.length).replaceAll('__', '/').split('/');
        const asked = procedures
          .map(({ id }) => id)
          .find((each) => underscored(each) === procedure);
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
    // What is decided across files has its answer from the decision.
    const decided = Object.keys(decisions).map((each) => each.split(':')[1]!);
    expect(
      asking.filter(
        (act) =>
          !decided.includes(act) && !names.some((name) => name.endsWith(`__${underscored(act)}`)),
      ),
    ).toEqual([]);
  });

  it('reads of an act only what its form takes', () => {
    const checked: string[] = [];
    const wrong = beginning('known_').flatMap((name) => {
      const [, procedure, act] = /^known_(.+?)__(.+)$/.exec(name) ?? [];
      const asked = procedures.map(({ id }) => id).find((each) => underscored(each) === procedure);
      const type = act?.replaceAll('_', '-');
      const form = asked && type ? formOf(asked, type) : undefined;
      if (!form) return [];
      const takes = fieldsOf(form.shape);
      const reads = fieldsRead(bodies.get(name)!, 'i');
      checked.push(...reads);
      return reads.filter((field) => !takes.includes(field)).map((field) => `${name}: ${field}`);
    });
    expect(wrong).toEqual([]);
    expect(checked.length).toBeGreaterThan(20);
  });

  it('reads of any payload only what some form takes', async () => {
    const shapes: z.ZodType[] = procedures.flatMap(({ forms }) =>
      Object.values(forms).map(({ shape }) => shape),
    );
    for (const file of filesIn('domain').filter((name) => read(name).includes("from 'zod'")))
      for (const exported of Object.values((await import(pathToFileURL(file).href)) as object))
        if (exported instanceof z.ZodType) shapes.push(exported);
    const takes = new Set(shapes.flatMap(fieldsOf));
    const wrong = [...bodies].flatMap(([name, body]) =>
      fieldsRead(body)
        .filter((field) => !takes.has(field))
        .map((field) => `${name}: ${field}`),
    );
    // What the API or another file adds itself when it opens a file.
    expect(wrong.sort()).toEqual([
      'opened_enforcement_complaint: plan',
      'opened_enforcement_complaint: secret',
      'opened_result_revocation: cascade',
    ]);
  });
});
