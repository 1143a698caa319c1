/**
 * The core knows no procedure: in its folders stands no name of a procedure, of its workflow or of one of its acts, and nothing is imported from a procedure's room.
 * The names come from the declarations themselves; acts that every file takes are the core's own. Tried on planted violations first.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { commonForms } from '../domain/law/common-acts.ts';
import { procedures } from '../domain/procedures.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const core = [
  'api/http',
  'api/intake',
  'api/background',
  'api/outbox',
  'api/log',
  'api/files',
  'api/colleagues',
  'api/pages',
  'api/dossier',
  'api/papers',
  'api/reports',
  'api/reminders',
  'workflows/kit',
  'domain/law',
  'domain/dossier',
  'domain/papers',
  'domain/recount',
  'domain/reports',
  'domain/reminders',
  'domain/time',
  'db/queries',
];

/** Folders of a layer that belong to no procedure: the core itself, what the registries of every area share, the proofs of the log, tables and migrations. */
const shared: Readonly<Record<string, readonly string[]>> = {
  api: [
    'http',
    'intake',
    'background',
    'outbox',
    'log',
    'files',
    'colleagues',
    'pages',
    'dossier',
    'papers',
    'registries',
    'reports',
    'reminders',
    'reading-sheet',
    'search',
    'subject-record',
    'what-if',
  ],
  db: ['queries', 'schema', 'migrations', 'core'],
  domain: [
    'law',
    'dossier',
    'papers',
    'recount',
    'colleagues',
    'proof',
    'time',
    'registry',
    'reports',
    'reminders',
    'reading-sheet',
    'what-if',
  ],
  workflows: ['kit'],
};
/** What stands beside the rooms and belongs to all. */
const lists =
  /^(?:api\/(?:rules|file-rules|room)|db\/(?:client|typed)|domain\/(?:procedures|codes|settings|office-hours)|workflows\/(?:index|messages|payload-converter))\.ts$/;

const acts = new Set(
  procedures.flatMap(({ forms, opens, brought = [] }) => [
    ...Object.keys(forms),
    ...opens,
    ...brought,
  ]),
);
for (const common of Object.keys(commonForms)) acts.delete(common);
const names = new Set([
  ...procedures.flatMap(({ id, room, workflow, besides = [] }) => [id, room, workflow, ...besides]),
  ...acts,
]);

/** Literals that only sound like one: where they stand, and what they are there. */
const homonyms: readonly [file: string, literal: string, what: string][] = [
  ['workflows/kit/entries.ts', 'notice', 'the holiday notice of a calendar'],
  ['domain/time/arrangement.ts', 'notice', 'the holiday notice of a calendar'],
  ['domain/law/basis.ts', 'implementing-rule', 'a kind of instrument, as entries state it'],
  ['domain/law/codes.ts', 'item-withdrawn', 'the code of a problem'],
  ...[
    'db/queries/log.ts',
    'db/queries/log-audit.ts',
    'api/log/routes.ts',
    'api/log/keys.ts',
    'api/log/audit-signatures.ts',
  ].map((file): [string, string, string] => [file, 'given-up', 'the state of a key of the log']),
];

interface Piece {
  text: string;
  quoted: boolean;
}

/** The literals of a source, quotes away; of a template its text between the values. Comments are none. */
function literalsOf(source: string): Piece[] {
  const tokens =
    /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'((?:\\.|[^'\\\n])*)'|"((?:\\.|[^"\\\n])*)"|`((?:\\.|[^`\\])*)`/g;
  return [...source.matchAll(tokens)].flatMap(([, single, double, template]) => {
    const text = single ?? double;
    if (text !== undefined) return [{ text, quoted: true }];
    if (template === undefined) return [];
    // What stands in the values of a template is code, with literals of its own.
    const inside = [...template.matchAll(/\$\{([^{}]*)\}/g)].flatMap(([, code]) =>
      literalsOf(code!),
    );
    return [{ text: template, quoted: !template.includes('${') }, ...inside];
  });
}

/** A name is a whole literal, or stands in quotes in a longer one (SQL, a query of the engine); one with a hyphen is nothing else wherever it stands. */
function namedIn({ text, quoted }: Piece): string[] {
  return [...names].filter(
    (name) =>
      (quoted && text === name) ||
      text.includes(`'${name}'`) ||
      text.includes(`"${name}"`) ||
      (name.includes('-') && new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(text)),
  );
}

const belongsToRoom = (path: string): boolean => {
  const [layer = '', folder = ''] = path.split('/');
  return layer in shared && !lists.test(path) && !shared[layer]!.includes(folder);
};

function importedRooms(file: string, source: string): string[] {
  return [...source.matchAll(/\bfrom\s*'(\.[^']+)'|\bimport\s*\(\s*'(\.[^']+)'/g)]
    .map(([, from, later]) => posix.normalize(posix.join(posix.dirname(file), from ?? later!)))
    .filter(belongsToRoom);
}

/** Every breach, as a sentence. */
function breaches(file: string, source: string): string[] {
  const isHomonym = (name: string): boolean =>
    homonyms.some(([where, literal]) => where === file && literal === name);
  return [
    ...new Set([
      ...literalsOf(source)
        .flatMap(namedIn)
        .filter((name) => !isHomonym(name))
        .map((name) => `${file} knows ${name}`),
      ...importedRooms(file, source).map((room) => `${file} imports ${room}`),
    ]),
  ];
}

const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));

describe('planted violations are found', () => {
  const planted: [name: string, source: string, found: string][] = [
    ['a name in a string', "const of = 'rapid-response';", 'knows rapid-response'],
    ['a comparison', "if (file.procedure === 'inspection') skip();", 'knows inspection'],
    ['a list of names', 'const all = ["commitment-case", "draw"];', 'knows commitment-case'],
    [
      'a name in a statement',
      "sql`select 1 from file f where f.procedure = 'consultation'`;",
      'knows consultation',
    ],
    [
      'a name beside a value',
      "sql`case when f.procedure = 'inspection' and ${known} then 1 end`;",
      'knows inspection',
    ],
    [
      'a name in the value of a template',
      "sql`where ${sql(one ? 'enforcement-complaint' : two)}`;",
      'knows enforcement-complaint',
    ],
    ['a query of the engine', 'const q = \'WorkflowType = "specialInspection"\';', 'specialInsp'],
    ['an act of a procedure', "if (type === 'further-letter') hash();", 'knows further-letter'],
    ['an act that the system brings', "bring(file, 'end-moved');", 'knows end-moved'],
    ['an act that opens a file', "const first = 'licence-report';", 'knows licence-report'],
    [
      'an import of a room of the domain',
      "import { summaryOf } from '../../domain/draw/summary.ts';",
      'imports domain/draw/summary.ts',
    ],
    [
      'an import of a room for a type',
      "import type { A } from '../../db/inspection/store.ts';",
      'imports db/inspection/store.ts',
    ],
    [
      'an import of a room of the API',
      "import { drawRules } from '../draw/rules.ts';",
      'imports api/draw/rules.ts',
    ],
    [
      'an import of the rooms, for whoever is below them',
      "import { rooms } from '../rooms.ts';",
      'imports api/rooms.ts',
    ],
    [
      'an import of a workflow',
      "import { draw } from '../../workflows/draw.ts';",
      'imports workflows/draw.ts',
    ],
  ];
  it.each(planted)('%s', (_name, source, found) => {
    expect(breaches('api/intake/x.ts', source).join()).toContain(found);
  });
});

describe('what is allowed is not reported', () => {
  const allowed: [name: string, source: string][] = [
    ['a comment', "/** Such as 'rapid-response'. */ // or 'draw'"],
    ['an act that every file takes', "if (type === 'chase') remind();"],
    ['the list', "import { procedures } from '../../domain/procedures.ts';"],
    ['the rules of the procedures', "import { rulesOf } from '../rules.ts';"],
    ['a word in a sentence', "const say = 'An inspection is a matter of the body.';"],
  ];
  it.each(allowed)('%s', (_name, source) => {
    expect(breaches('api/intake/x.ts', source)).toEqual([]);
  });
});

describe('the core', () => {
  it.each(core)('%s knows no procedure', (folder) => {
    const files = filesIn(folder);
    expect(files.length).toBeGreaterThan(2);
    expect(files.flatMap((file) => breaches(file, readFileSync(join(root, file), 'utf8')))).toEqual(
      [],
    );
  });

  it('its SQL knows none either', () => {
    const files = readdirSync(join(root, 'db/core')).map((name) => `db/core/${name}`);
    expect(files.length).toBeGreaterThan(2);
    const known = (text: string): string[] => namedIn({ text, quoted: false });
    expect(known("where f.procedure = 'inspection'")).toEqual(['inspection']);
    for (const file of files)
      expect(
        known(readFileSync(join(root, file), 'utf8').replaceAll(/--[^\n]*/g, '')),
        file,
      ).toEqual([]);
  });

  it('every exception is still one', () => {
    for (const [file, literal] of homonyms)
      expect(
        literalsOf(readFileSync(join(root, file), 'utf8')).flatMap(namedIn),
        `${file}: ${literal}`,
      ).toContain(literal);
  });
});

describe('one name in every layer', () => {
  /** A room has a folder, or, where the layer allows it, a file of its name. */
  const has = (layer: string, room: string): boolean =>
    existsSync(join(root, layer, room)) || existsSync(join(root, layer, `${room}.ts`));

  it.each(procedures.map(({ room, id }) => [room, id]))('%s (%s)', (room) => {
    for (const layer of ['domain', 'workflows', 'api', 'db', 'test'])
      expect(has(layer, room), `${layer}/${room}`).toBe(true);
    expect(existsSync(join(root, 'domain', room, 'procedure.ts'))).toBe(true);
    expect(existsSync(join(root, 'api', room, 'index.ts'))).toBe(true);
    expect(['store.sql', 'store.ts'].some((file) => existsSync(join(root, 'db', room, file)))).toBe(
      true,
    );
  });

  it('ids, rooms, workflows and the beginnings of numbers are each one procedure’s', () => {
    for (const key of ['id', 'room', 'workflow', 'prefix'] as const) {
      const all = procedures.map((procedure) => procedure[key]);
      expect(new Set(all).size, key).toBe(all.length);
    }
  });

  it('every file of the workflows is a procedure’s, or stands with all', () => {
    const own = readdirSync(join(root, 'workflows'))
      .map((name) => name.replace(/\.ts$/, ''))
      .filter((name) => !procedures.some(({ room }) => room === name));
    expect(own.toSorted()).toEqual([
      // It calls a consultation and ends; the schedules of the engine start it by this name.
      'consultation-call',
      // The course of a suspected crime, which two procedures have.
      'crime-transfer',
      'index',
      'kit',
      'messages',
      'payload-converter',
      // The watch of a place in a sealed register, which is no file.
      'sealed-watch',
      // The context of a trace, which an interceptor hands on.
      'tracing',
    ]);
  });
});
