/**
 * Who may import whom (DESIGN §2). The mains (worker.ts, api/main.ts and its api/service.ts), tools/ and test/ wire things together and are free.
 * The rules are tried on planted violations first: a check that can't fail checks nothing.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/** Source text by path from the repository's root. */
type Tree = ReadonlyMap<string, string>;

interface Import {
  /** A path from the root for our own files, else the package's name (`node:fs`, `@temporalio/client`). */
  target: string;
  own: boolean;
  typeOnly: boolean;
}

/** Comments and the contents of strings say nothing about code; strings after `from` and `import` do. */
function bare(source: string): string {
  const tokens =
    /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g;
  return source.replaceAll(tokens, (token) =>
    token.startsWith('/') ? ' ' : token.startsWith('`') ? '``' : token,
  );
}

function importsOf(file: string, source: string): Import[] {
  const found: Import[] = [];
  const add = (specifier: string, typeOnly: boolean): void => {
    const own = specifier.startsWith('.');
    const target = own
      ? posix.normalize(posix.join(posix.dirname(file), specifier))
      : packageOf(specifier);
    found.push({ target, own, typeOnly });
  };
  const text = bare(source);
  for (const [, keyword, clause = '', specifier = ''] of text.matchAll(
    /\b(import|export)\b([^'"();=]*?)\bfrom\s*['"]([^'"]+)['"]/g,
  )) {
    if (keyword) add(specifier, onlyTypes(clause));
  }
  for (const [, specifier = ''] of text.matchAll(/\bimport\s*['"]([^'"]+)['"]/g))
    add(specifier, false);
  for (const [, specifier = ''] of text.matchAll(/\b(?:import|require)\s*\(\s*['"]([^'"]+)['"]/g))
    add(specifier, false);
  return found;
}

const packageOf = (specifier: string): string =>
  specifier.startsWith('node:')
    ? specifier
    : specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/');

/** `import type …`, or braces in which every name is a type. */
function onlyTypes(clause: string): boolean {
  if (/^\s*type\b(?!\s*,)/.test(clause)) return true;
  const braces = /^\s*\{([^}]*)\}\s*$/.exec(clause);
  return (
    braces !== null &&
    braces[1]!
      .split(',')
      .filter((name) => name.trim())
      .every((name) => /^\s*type\s/.test(name))
  );
}

const mains = ['worker.ts', 'api/main.ts', 'api/service.ts'];
const layers = ['domain', 'workflows', 'activities', 'db', 'api'] as const;
type Layer = (typeof layers)[number];

const layerOf = (path: string): Layer | undefined =>
  layers.find((layer) => path.startsWith(`${layer}/`));
const within =
  (folder: string) =>
  (path: string): boolean =>
    path.startsWith(`${folder}/`);
const outsideOfTemporal = (name: string): boolean => !name.startsWith('@temporalio/');

interface Rule {
  own: (target: string, typeOnly: boolean) => boolean;
  packages: (name: string, typeOnly: boolean, file: string) => boolean;
}

const hashing = ['@noble/hashes', 'node:crypto'];

/** The statements that stand ready for the API: db/queries of the core, and the store of each procedure; no connection, no migration. */
const inRoomOfDatabase = (target: string): boolean =>
  /^db\/(?!migrations\/|schema\/)[a-z-]+\/[a-z-]+\.ts$/.test(target);

const rules: Record<Layer, Rule> = {
  // The draw hashes by one pure library (docs/decisions/0005); proofs hash and sign by the system's cryptography, and reach nothing else of it (docs/decisions/0016).
  domain: {
    own: within('domain'),
    packages: (name, _typeOnly, file) =>
      name === 'zod' ||
      (within('domain/draw')(file) && name === '@noble/hashes') ||
      (within('domain/proof')(file) && name === 'node:crypto'),
  },
  workflows: {
    own: (target, typeOnly) =>
      within('workflows')(target) ||
      within('domain')(target) ||
      (typeOnly && target === 'activities/contract.ts'),
    packages: (name) => name === '@temporalio/workflow' || name === '@temporalio/common',
  },
  activities: {
    own: (target) => ['domain', 'activities', 'db'].some((folder) => within(folder)(target)),
    packages: (name) =>
      outsideOfTemporal(name) ||
      ['@temporalio/activity', '@temporalio/client', '@temporalio/common'].includes(name),
  },
  db: {
    own: (target) => within('domain')(target) || within('db')(target),
    packages: outsideOfTemporal,
  },
  api: {
    own: (target, typeOnly) =>
      ['domain', 'api'].some((folder) => within(folder)(target)) ||
      inRoomOfDatabase(target) ||
      ['workflows/messages.ts', 'settings.ts', 'engine-token.ts'].includes(target) ||
      (typeOnly && (within('workflows')(target) || within('db')(target))),
    packages: (name) =>
      outsideOfTemporal(name) ||
      [
        '@temporalio/client',
        '@temporalio/common',
        '@temporalio/proto',
        // Where requests are traced: what its client part puts around starts and signals.
        '@temporalio/interceptors-opentelemetry',
      ].includes(name),
  },
};

/** Every breach of the rules, as a sentence. */
function violations(tree: Tree): string[] {
  return [
    ...imports(tree),
    ...procedures(tree),
    ...zodInWorkflows(tree),
    ...keptByModules(tree),
    ...notRelived(tree),
    ...notReplayed(tree),
    ...impureDomain(tree),
  ].sort();
}

function imports(tree: Tree): string[] {
  return sources(tree).flatMap(([file, layer, source]) =>
    importsOf(file, source)
      .filter(
        ({ target, own, typeOnly }) =>
          !(own
            ? rules[layer].own(target, typeOnly)
            : rules[layer].packages(target, typeOnly, file)),
      )
      .map(({ target }) => `${file} may not import ${target}`),
  );
}

/** A procedure is a workflow file that index.ts exports; what is not exported is shared paragraphs. */
function procedures(tree: Tree): string[] {
  const index = importsOf('workflows/index.ts', tree.get('workflows/index.ts') ?? '');
  const all = new Set(
    index
      .filter(({ target, typeOnly }) => !typeOnly && dirname(target) === 'workflows')
      .map(({ target }) => target),
  );
  return sources(tree)
    .filter(([file]) => within('workflows')(file) && file !== 'workflows/index.ts')
    .flatMap(([file, , source]) =>
      importsOf(file, source)
        .filter(({ target }) => all.has(target) && target !== file)
        .map(({ target }) => `${file} may not import the procedure ${target}`),
    );
}

const heavy = (target: string): boolean =>
  target === 'zod' || hashing.includes(target) || /\/(?:forms|shapes)\.ts$/.test(target);

/** The modules that a workflow loads, each with the way to it. */
function loadedByWorkflows(tree: Tree): Map<string, string> {
  const ways = new Map([...tree.keys()].filter(within('workflows')).map((file) => [file, file]));
  // A map that grows while it is walked is walked to its end.
  for (const [file, way] of ways) {
    for (const { target, own, typeOnly } of importsOf(file, tree.get(file) ?? '')) {
      if (!typeOnly && own && !heavy(target) && !ways.has(target) && tree.has(target))
        ways.set(target, `${way} → ${target}`);
    }
  }
  return ways;
}

/** Every cached workflow pays for what its bundle holds: no zod, no hashing and no forms.ts on any way of values from workflows/. */
function zodInWorkflows(tree: Tree): string[] {
  return [...loadedByWorkflows(tree)].flatMap(([file, way]) =>
    importsOf(file, tree.get(file) ?? '')
      .filter(({ target, typeOnly }) => !typeOnly && heavy(target))
      .map(({ target }) => `workflows reach ${target}: ${way}`),
  );
}

/** The modules are loaded once for all files (tools/bundle.ts): none may keep anything that one file would leave for another. */
function keptByModules(tree: Tree): string[] {
  const kept =
    /^(?:export\s+)?(?:let|var)\s|^(?:export\s+)?const\s[^=]*=\s*(?:new\s+(?:Weak)?(?:Map|Set)\b(?:<[^(]*>)?\(\s*\)|\[\s*\]\s*;|\{\s*\}\s*;)|^\s+static\s+(?!readonly\b)#?\w+\s*(?::[^=(]*)?=/m;
  return [...loadedByWorkflows(tree).keys()]
    .filter((file) => kept.test(bare(tree.get(file) ?? '')))
    .map((file) => `${file} keeps something for all files`);
}

/** A file lives through its past again (docs/decisions/0009): a procedure may ask nothing that would answer otherwise then. A change of the code is asked of the file. */
function notRelived(tree: Tree): string[] {
  const otherwise =
    /\b(?:patched|deprecatePatch|workflowInfo|uuid4|sleep|Date\.now|Math\.random)\b/;
  // They are no files: one calls a consultation and ends, the other keeps watch over a place.
  const free = (file: string): boolean =>
    within('workflows/kit')(file) ||
    ['workflows/consultation-call.ts', 'workflows/sealed-watch.ts'].includes(file);
  return sources(tree)
    .filter(
      ([file, layer, source]) =>
        layer === 'workflows' && !free(file) && otherwise.test(bare(source)),
    )
    .map(
      ([file]) => `${file} asks what would be answered otherwise when it is lived through again`,
    );
}

/** How long the history is, a replay may be told otherwise than the run was (heartbeats of a slow question): nothing in a workflow may follow from it (docs/decisions/0009). */
function notReplayed(tree: Tree): string[] {
  const otherwise =
    /\b(?:historyLength|historySize|continueAsNewSuggested|suggestedContinueAsNewReasons)\b/;
  return sources(tree)
    .filter(([, layer, source]) => layer === 'workflows' && otherwise.test(bare(source)))
    .map(([file]) => `${file} asks how long its history is, which a replay may answer otherwise`);
}

function impureDomain(tree: Tree): string[] {
  return sources(tree)
    .filter(([, layer]) => layer === 'domain')
    .flatMap(([file, , source]) => {
      const code = bare(source).replaceAll(/'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g, "''");
      const names = ['Date', 'Intl', 'process', 'setTimeout', 'setInterval', 'performance'];
      return names
        .filter((name) =>
          new RegExp(
            `(?<![.\\w$'])${name}\\s*[.(\\[]|\\bnew ${name}\\b|typeof ${name}\\b|:\\s*${name}\\b(?!\\s*[:?,(])|globalThis\\.${name}\\b`,
          ).test(code),
        )
        .map((name) => `${file} may not use ${name}`);
    });
}

const sources = (tree: Tree): [string, Layer, string][] =>
  [...tree].flatMap(([file, source]) => {
    const layer = layerOf(file);
    return layer && !mains.includes(file) ? [[file, layer, source] as [string, Layer, string]] : [];
  });

const root = fileURLToPath(new URL('../', import.meta.url));

function repository(): Tree {
  const files = layers.flatMap((layer) =>
    readdirSync(join(root, layer), { recursive: true, withFileTypes: true }),
  );
  return new Map(
    files
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(root, path), readFileSync(path, 'utf8')]),
  );
}

describe('planted violations are found', () => {
  const planted: [name: string, file: string, source: string][] = [
    ['the domain reads a file', 'domain/x.ts', "import { readFile } from 'node:fs/promises';"],
    ['the domain asks the database', 'domain/x.ts', "import { connect } from '../db/client.ts';"],
    [
      'the domain asks the database, for a type',
      'domain/x.ts',
      "import type { Sql } from '../db/client.ts';",
    ],
    ['the domain looks at the clock', 'domain/x.ts', 'export const now = () => Date.now();'],
    ['the domain makes a date', 'domain/x.ts', 'export const now = new Date(0);'],
    ['the domain takes a Date', 'domain/x.ts', 'export const f = (at: Date) => at;'],
    [
      'the domain formats with Intl',
      'domain/x.ts',
      "export const f = new Intl.DateTimeFormat('zh');",
    ],
    ['the domain reads the environment', 'domain/x.ts', "export const f = process.env['X'];"],
    [
      'the domain hashes outside the draw',
      'domain/x.ts',
      "import { sha256 } from '@noble/hashes/sha2.js';",
    ],
    [
      'the draw takes the hash of the system',
      'domain/draw/x.ts',
      "import { createHash } from 'node:crypto';",
    ],
    [
      'a proof takes the library of the draw',
      'domain/proof/x.ts',
      "import { sha256 } from '@noble/hashes/sha2.js';",
    ],
    ['a proof reads a file', 'domain/proof/x.ts', "import { readFile } from 'node:fs/promises';"],
    ['the domain reads settings', 'domain/x.ts', "import { readSettings } from '../settings.ts';"],
    ['a workflow imports zod', 'workflows/x.ts', "import { z } from 'zod';"],
    [
      'a workflow imports forms',
      'workflows/x.ts',
      "import { actShape } from '../domain/a/forms.ts';",
    ],
    [
      'a workflow calls activities directly',
      'workflows/x.ts',
      "import { createActivities } from '../activities/index.ts';",
    ],
    [
      'a workflow imports a value of the contract',
      'workflows/x.ts',
      "import { names } from '../activities/contract.ts';",
    ],
    [
      'a workflow imports a value beside a type of the contract',
      'workflows/x.ts',
      "import { type A, names } from '../activities/contract.ts';",
    ],
    [
      'a workflow imports the client',
      'workflows/x.ts',
      "import { Client } from '@temporalio/client';",
    ],
    ['a workflow imports a library', 'workflows/x.ts', "import { pino } from 'pino';"],
    ['a workflow imports a built-in module', 'workflows/x.ts', "import 'node:fs';"],
    ['a workflow imports later', 'workflows/x.ts', "const db = await import('../db/client.ts');"],
    [
      'an activity imports a workflow',
      'activities/x.ts',
      "import { act } from '../workflows/messages.ts';",
    ],
    [
      'an activity imports the worker',
      'activities/x.ts',
      "import { Worker } from '@temporalio/worker';",
    ],
    [
      'the database imports an activity',
      'db/queries/x.ts',
      "export * from '../../activities/index.ts';",
    ],
    ['the database imports Temporal', 'db/x.ts', "import { Client } from '@temporalio/client';"],
    [
      'the api imports a procedure',
      'api/x.ts',
      "import { rapidResponse } from '../workflows/rapid-response.ts';",
    ],
    [
      'the api imports an activity',
      'api/x.ts',
      "import type { A } from '../activities/contract.ts';",
    ],
    ['the api opens a connection', 'api/x.ts', "import { connect } from '../db/client.ts';"],
    ['the api imports the worker', 'api/x.ts', "import { Worker } from '@temporalio/worker';"],
    [
      'somebody imports the api',
      'activities/x.ts',
      "import { createApp } from '../api/http/app.ts';",
    ],
    [
      'somebody imports a tool',
      'db/x.ts',
      "import { startStack } from '../tools/engine/stack.ts';",
    ],
    [
      'a module of the workflows counts',
      'workflows/x.ts',
      'let count = 0;\nexport const next = () => (count += 1);',
    ],
    [
      'a module of the workflows remembers',
      'workflows/x.ts',
      'const seen = new Map<string, number>();',
    ],
    ['a module of the workflows collects', 'workflows/x.ts', 'export const all: string[] = [];'],
    ['a class of the workflows counts', 'workflows/x.ts', 'class A {\n  static #count = 0;\n}'],
    [
      'a procedure asks the SDK for a change of the code',
      'workflows/x.ts',
      "import { patched } from '@temporalio/workflow';",
    ],
    ['a procedure looks at the clock', 'workflows/x.ts', 'export const now = () => Date.now();'],
    [
      'the kit asks the server how long the history is',
      'workflows/kit/x.ts',
      'export const full = () => workflowInfo().historyLength > 4_000;',
    ],
    [
      'the kit asks the server how large the history is',
      'workflows/kit/x.ts',
      'const { historySize: bytes } = workflowInfo();',
    ],
    [
      'the kit lets the server say when a run is full',
      'workflows/kit/x.ts',
      'export const full = () => workflowInfo().continueAsNewSuggested;',
    ],
    [
      'an import over several lines',
      'workflows/x.ts',
      "import {\n  a,\n  b,\n} from '../db/client.ts';",
    ],
  ];
  it.each(planted)('%s', (_name, file, source) => {
    expect(violations(new Map([[file, source]]))).not.toEqual([]);
  });

  it('a procedure imports another one, and the kit one', () => {
    const tree = new Map([
      ['workflows/index.ts', "export { a } from './a.ts';\nexport { b } from './b.ts';"],
      ['workflows/a.ts', "import { b } from './b.ts';"],
      ['workflows/b.ts', ''],
      ['workflows/kit/k.ts', "import type { a } from '../a.ts';"],
    ]);
    expect(violations(tree)).toEqual([
      'workflows/a.ts may not import the procedure workflows/b.ts',
      'workflows/kit/k.ts may not import the procedure workflows/a.ts',
    ]);
  });

  it('a workflow reaches zod through the domain', () => {
    const tree = new Map([
      ['workflows/a.ts', "import { x } from '../domain/x.ts';"],
      ['domain/x.ts', "import { z } from 'zod';"],
    ]);
    expect(violations(tree)).toEqual(['workflows reach zod: workflows/a.ts → domain/x.ts']);
  });

  it('a workflow reaches the cryptography of proofs', () => {
    const tree = new Map([
      ['workflows/a.ts', "import { x } from '../domain/proof/x.ts';"],
      ['domain/proof/x.ts', "import { createHash } from 'node:crypto';"],
    ]);
    expect(violations(tree)).toEqual([
      'workflows reach node:crypto: workflows/a.ts → domain/proof/x.ts',
    ]);
  });

  it('a workflow reaches the hashing of the draw', () => {
    const tree = new Map([
      ['workflows/a.ts', "import { x } from '../domain/draw/x.ts';"],
      ['domain/draw/x.ts', "import { sha256 } from '@noble/hashes/sha2.js';"],
    ]);
    expect(violations(tree)).toEqual([
      'workflows reach @noble/hashes: workflows/a.ts → domain/draw/x.ts',
    ]);
  });
});

describe('what is allowed is not reported', () => {
  const allowed: [name: string, file: string, source: string][] = [
    [
      'the contract for its types',
      'workflows/x.ts',
      "import type { Activities } from '../activities/contract.ts';",
    ],
    [
      'the contract for its types, one by one',
      'workflows/x.ts',
      "import { type A, type B } from '../activities/contract.ts';",
    ],
    [
      'a type of shapes',
      'workflows/x.ts',
      "import type { Officer } from '../domain/registry/shapes.ts';",
    ],
    ['zod in the domain', 'domain/x.ts', "import { z } from 'zod';"],
    ['the hash in the draw', 'domain/draw/x.ts', "import { sha256 } from '@noble/hashes/sha2.js';"],
    ['a proof hashes', 'domain/proof/x.ts', "import { createHash } from 'node:crypto';"],
    [
      'a comment about the clock',
      'domain/x.ts',
      '/** No Date.now() here, no process.env. */ export const CivilDate = { Date: 1 };',
    ],
    [
      'an import in a string',
      'domain/x.ts',
      'export const text = `import { x } from "../db/client.ts"`;',
    ],
    ['messages in the api', 'api/x.ts', "import { act } from '../workflows/messages.ts';"],
    [
      'the kit asks the run what it goes on from',
      'workflows/kit/x.ts',
      '/** Never by historyLength. */ export const before = () => workflowInfo().continuedFromExecutionRunId;',
    ],
    ['the mains', 'api/main.ts', "import { connect } from '../db/client.ts';"],
  ];
  it.each(allowed)('%s', (_name, file, source) => {
    expect(violations(new Map([[file, source]]))).toEqual([]);
  });
});

it('the repository keeps the boundaries', () => {
  const tree = repository();
  expect(tree.size).toBeGreaterThan(30);
  expect(violations(tree)).toEqual([]);
});

describe('clocks', () => {
  /** How long something takes or is believed; nothing with a legal date. The engine's: a file's own time, where time is skipped. */
  const own = new Set([
    'api/http/clock.ts',
    'api/http/authentication.ts',
    'api/intake/engine.ts',
    'api/intake/engine-calls.ts',
    'api/commitment-case/events.ts',
    'api/consultation/schedules.ts',
    'api/background/loop.ts',
    'api/background/runs.ts',
  ]);

  it('nothing in the API takes a legal date from the process’s clock', () => {
    const asking = (source: string): boolean => /\bDate\.now\b|\bnew Date\(\)/.test(bare(source));
    expect(asking('const today = civilDateOf(instant(Date.now()));')).toBe(true);
    const root = fileURLToPath(new URL('../', import.meta.url));
    const files = readdirSync(join(root, 'api'), { recursive: true, encoding: 'utf8' })
      .map((name) => `api/${name.replaceAll('\\', '/')}`)
      .filter((name) => name.endsWith('.ts'));
    const found = files.filter(
      (name) => asking(readFileSync(join(root, name), 'utf8')) && !own.has(name),
    );
    // The signature of a webhook has the time of its sending.
    expect(found).toEqual(['api/outbox/message.ts']);
  });
});

describe('casts', () => {
  const cast = /\bas\s+unknown\s+as\b/g;
  const castsIn = (tree: Tree): [string, number][] =>
    [...tree]
      .map(([file, source]): [string, number] => [file, bare(source).match(cast)?.length ?? 0])
      .filter(([, casts]) => casts > 0)
      .sort();

  it('a planted cast is counted, over two lines too, and not in a comment', () => {
    const source =
      '/** as unknown as */ const x = act as unknown as A;\nconst y = act as\n  unknown as B;';
    expect(castsIn(new Map([['domain/x.ts', source]]))).toEqual([['domain/x.ts', 2]]);
  });

  /** A cast over `unknown` says that the compiler is wrong: every one there was hid a type that could be had (docs/decisions/0012). */
  it('no file has one', () => {
    const tools = readdirSync(join(root, 'tools'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name): [string, string] => {
        const file = `tools/${name.replaceAll('\\', '/')}`;
        return [file, readFileSync(join(root, file), 'utf8')];
      });
    expect(castsIn(new Map([...repository(), ...tools]))).toEqual([]);
  });
});
