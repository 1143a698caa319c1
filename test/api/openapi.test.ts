/** The document is generated from what validates the requests; nothing is mounted without it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { operationsOf, type OpenApiDocument } from '../../api/http/document-part.ts';
import { pageRoutes } from '../../api/pages/pages.ts';
import { codes } from '../../domain/codes.ts';
import { commonForms } from '../../domain/law/common-acts.ts';
import { procedures } from '../../domain/procedures.ts';
import { close, wholeHarness, type Harness } from './harness.ts';
import { workbook } from '../../api/http/sheet.ts';
import { validator } from '../setup/schemas.ts';

interface Operation {
  summary?: string;
  security?: object[];
  parameters?: { name: string; in: string; required?: boolean }[];
  requestBody?: object;
  operationId: string;
  responses: Record<string, Answer & { $ref?: string }>;
}
interface Answer {
  description?: string;
  headers?: Record<string, object>;
  content?: Record<string, { schema: object }>;
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  webhooks: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<string, object>;
    responses: Record<string, Answer>;
    securitySchemes: object;
  };
}
interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
  handle: { stack?: Layer[] };
}

let h: Harness;
let document: Document;
beforeAll(async () => {
  h = await wholeHarness();
  document = (await h.ask(null, 'get', '/openapi.json')).body as Document;
});
afterAll(() => close(h));

const operations = (): [string, Operation][] =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]): [string, Operation] => [
      `${method.toUpperCase()} ${path}`,
      operation,
    ]),
  );

/** Every route that express knows, wherever it was mounted. */
function mounted(layers: Layer[]): string[] {
  return layers.flatMap(({ route, handle }) =>
    route
      ? Object.keys(route.methods)
          .filter((method) => method !== '_all')
          .map((method) => `${method.toUpperCase()} ${route.path}`)
      : mounted(handle.stack ?? []),
  );
}

it('is OpenAPI 3.1', () => expect(document.openapi).toBe('3.1.0'));

it('lists all operations without script, those alone that somebody looks for; each has a page with its part of the document', async () => {
  const whole = (await h.ask(null, 'get', '/openapi.json')).body as OpenApiDocument;
  const all = operationsOf(whole);
  const list = await h.ask(null, 'get', '/docs');
  expect(list.headers['content-security-policy']).not.toContain('script-src');
  expect(list.text.match(/\/docs\/operations\?operation=/g)).toHaveLength(all.length);
  const found = await h.ask(null, 'get', '/docs?words=Outage-decision+POST');
  const [only] = all.filter(({ path }) => path.endsWith('/outage-decision'));
  expect(found.text.match(/\?operation=[^"]+/g)).toEqual([
    `?operation=${only!.operation.operationId}`,
  ]);
  expect((await h.ask(null, 'get', '/docs?words=no-such-thing')).text).toContain('没有这样的操作');
  for (const query of ['operation=get_procedures', `tag=${encodeURIComponent('违期 Breaches')}`]) {
    const { body, text } = await h.ask(null, 'get', `/docs/openapi.json?${query}`);
    const part = body as OpenApiDocument;
    expect(operationsOf(part).length).toBeGreaterThan(0);
    expect(operationsOf(part).length).toBeLessThan(10);
    for (const [, kind, name] of text.matchAll(/"#\/components\/(\w+)\/([^"]+)"/g))
      expect(part.components[kind!]?.[name!], `${kind}/${name}`).toEqual(
        whole.components[kind!]![name!],
      );
    expect(part.tags).toHaveLength(1);
    expect(text.length).toBeLessThan(200_000);
  }
  expect((await h.ask(null, 'get', '/docs/openapi.json?operation=none')).status).toBe(404);
});

it('the document is sent compressed, and not again to whoever has it', async () => {
  const first = await h.ask(null, 'get', '/openapi.json');
  expect(first.headers['content-encoding']).toBe('gzip');
  const again = await h.ask(null, 'get', '/docs/openapi.json', {
    headers: { 'If-None-Match': first.headers['etag']! },
  });
  expect([again.status, again.text]).toEqual([304, '']);
  const plain = await h.ask(null, 'get', '/openapi.json', {
    headers: { 'Accept-Encoding': 'identity' },
  });
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(plain.text).toBe(first.text);
});

it('documents every mounted route, and only those', () => {
  const pages = /^GET \/(docs|openapi\.json|desk\/style)/;
  const routes = mounted((h.app.router as unknown as { stack: Layer[] }).stack).filter(
    (route) => !pages.test(route),
  );
  expect(routes.length).toBeGreaterThan(25);
  const asWritten = (route: string): string => route.replace(/[:*](\w+)/g, '{$1}');
  // The pages of the desk are no part of the contract; each is listed, and has its row in the matrix.
  const own = new Set(pageRoutes);
  expect(
    routes
      .map(asWritten)
      .filter((route) => own.has(route))
      .sort(),
  ).toEqual([...own].sort());
  // The acts are documented one by one.
  const generic = 'POST /v1/files/{id}/acts/{type}';
  const acts = new Set(
    [...procedures.flatMap(({ forms }) => Object.keys(forms)), ...Object.keys(commonForms)].map(
      (type) => generic.replace('{type}', type),
    ),
  );
  expect(acts.size).toBeGreaterThan(150);
  expect(
    operations()
      .map(([name]) => name)
      .sort(),
  ).toEqual(
    [...new Set(routes)]
      .map(asWritten)
      .filter((route) => !own.has(route))
      .flatMap((route) => (route === generic ? [...acts] : [route]))
      .sort(),
  );
});

it('every operation has a name of its own, and what is sent under a key says so', () => {
  const names = operations().map(([, { operationId }]) => operationId);
  expect(new Set(names).size).toBe(names.length);
  // Generators write them in the case of their language: they have to differ without case and separators too.
  const bare = names.map((name) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, ''));
  expect(bare.filter((name, n) => bare.indexOf(name) !== n)).toEqual([]);
  expect(names).toContain('post_files_byId_acts_finalDecision');
  const keyed = operations().flatMap(([, { parameters = [] }]) =>
    parameters.filter(({ name }) => name === 'idempotency-key'),
  );
  expect(keyed.length).toBeGreaterThan(150);
  expect(keyed.filter(({ required }) => !required)).toEqual([]);
});

it('what receivers are sent is documented', () => {
  expect(Object.keys(document.webhooks).sort()).toEqual(['checkpoint', 'register-entry']);
});

it('every operation has a summary in both languages, its parameters, and a success', () => {
  for (const [name, operation] of operations()) {
    expect(operation.summary, name).toMatch(/\p{Script=Han}.* — [A-Z]/u);
    const inPath = [...name.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
    expect(
      (operation.parameters ?? []).filter((p) => p.in === 'path' && p.required).map((p) => p.name),
      name,
    ).toEqual(inPath);
    expect(
      Object.keys(operation.responses).some((status) => status.startsWith('2')),
      name,
    ).toBe(true);
    for (const [status, answer] of Object.entries(operation.responses)) {
      const response = answer.$ref
        ? document.components.responses[answer.$ref.split('/').at(-1)!]!
        : answer;
      expect(response.description, `${name} ${status}`).toBeTruthy();
      if (status === 'default' || Number(status) >= 400)
        expect(response.content, `${name} ${status}`).toHaveProperty(['application/problem+json']);
    }
  }
});

it('only health, documentation, calculator, draws, publications, the log, calendars and what is done with a code need no token', () => {
  const open = operations()
    .filter(([, { security }]) => security?.length === 0)
    .map(([name]) => name);
  expect(open.sort()).toEqual([
    'GET /health',
    'GET /metrics',
    'GET /problems',
    'GET /problems/{code}',
    'GET /ready',
    'GET /v1/checks/{code}',
    'GET /v1/credit/self/{code}',
    'GET /v1/draws',
    'GET /v1/draws/{id}',
    'GET /v1/feeds/{address}',
    'GET /v1/log/{bureau}/checkpoint',
    'GET /v1/log/{bureau}/keys',
    'GET /v1/log/{bureau}/proofs/consistency',
    'GET /v1/log/{bureau}/proofs/inclusion',
    'GET /v1/log/{bureau}/restarts',
    'GET /v1/log/{bureau}/tile/{place}',
    'GET /v1/publications/cases',
    'GET /v1/publications/inspections',
    'GET /v1/service-catalogues/in-force',
    'POST /v1/checks/{code}/complaints',
    'POST /v1/checks/{code}/evaluations',
    'POST /v1/credit/self/{code}/objections',
    'POST /v1/log/{bureau}/cosignatures',
    'POST /v1/time/due',
  ]);
  // Withheld from the public until the door is opened.
  const either = operations()
    .filter(([, { security }]) => security?.some((one) => Object.keys(one).length === 0))
    .map(([name]) => name);
  expect(either.sort()).toEqual(
    ['record', 'statement', 'verification'].map((part) => `GET /v1/draws/{id}/${part}`),
  );
});

it('every schema compiles, and every reference leads somewhere', { timeout: 120_000 }, () => {
  const ajv = validator();
  ajv.addSchema({ $id: 'openapi', components: document.components });
  // Named thousands of times.
  const references = new Set(
    [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(
      ([, name]) => name!,
    ),
  );
  expect(references.size).toBeGreaterThan(10);
  for (const name of references) expect(document.components.schemas).toHaveProperty([name]);
  for (const name of Object.keys(document.components.schemas))
    expect(() => ajv.compile({ $ref: `openapi#/components/schemas/${name}` }), name).not.toThrow();
});

it('what is named and may be null is a choice of both', () => {
  const parts = (part: unknown): object[] =>
    typeof part === 'object' && part !== null
      ? [part, ...Object.values(part).flatMap((one) => parts(one))]
      : [];
  // `allOf` of a name and of null takes no null.
  const asks = parts([document.paths, document.components]).filter((part) => 'allOf' in part);
  const types = (asks as { allOf: { type?: string[] }[] }[]).flatMap(({ allOf }) =>
    allOf.flatMap(({ type }) => type ?? []),
  );
  expect(types).toEqual([]);
});

it('names only codes of the catalogue', () => {
  const said = JSON.stringify([document.paths, document.components.responses]);
  const named = [...said.matchAll(/`([a-z-]+)`/g)].map(([, code]) => code!);
  expect(named.length).toBeGreaterThan(200);
  for (const code of named) expect(codes).toHaveProperty([code]);
});

/** Words that a field of an answer may be called by which holds words of people. */
const wordy = /^(narrative|complainant|payload|text|comment|findings?|words|opinion|remarks?)$/;

/** The fields of a schema that hold words, or anything at all. */
function holding(schema: Record<string, unknown>, path: string[] = []): string[] {
  const { $ref: ref } = schema as { $ref?: string };
  const within = (inner: unknown, ...step: string[]): string[] =>
    path.length > 12 || typeof inner !== 'object' || inner === null
      ? []
      : holding(inner as Record<string, unknown>, [...path, ...step]);
  if (ref) return within(document.components.schemas[ref.split('/').at(-1)!], '$');
  const any =
    Object.keys(schema).filter((key) => key !== 'description').length === 0 && path.length > 0;
  return [
    ...(any ? [path.join('/')] : []),
    ...['anyOf', 'oneOf', 'allOf'].flatMap((key) =>
      ((schema[key] as unknown[] | undefined) ?? []).flatMap((one) => within(one)),
    ),
    ...within(schema['items'], '[]'),
    ...within(schema['additionalProperties'], '*'),
    ...Object.entries((schema['properties'] as object | undefined) ?? {}).flatMap(
      ([name, inner]) => [
        ...(wordy.test(name) ? [[...path, name].join('/')] : []),
        ...within(inner, name),
      ],
    ),
  ];
}

/** A table is an export by itself, in whichever form, its printed page too (api/http/reads.ts). */
const tables = new Set(['text/csv', workbook, 'text/html']);
interface Reads {
  'x-reads'?: string;
}
const unsaid = (all: [string, Operation & Reads][]): string[] =>
  all
    .filter(([name, op]) => {
      const content = op.responses['200']?.content ?? {};
      const shows = Object.entries(content).flatMap(([media, { schema }]) =>
        media === 'application/json'
          ? holding(schema as Record<string, unknown>)
          : 'text/csv' in content && tables.has(media)
            ? []
            : [media],
      );
      return name.startsWith('GET') && op.security?.length && shows.length > 0 && !op['x-reads'];
    })
    .map(([name]) => name);

it('a route whose answer can hold words of people, a whole file or an export says what the read log has of it', () => {
  expect(unsaid(operations())).toEqual([]);
  const planted = (schema: object): string[] =>
    unsaid([
      [
        'GET /x',
        {
          operationId: 'get_x',
          security: [{ bearer: [] }],
          responses: { 200: { content: { 'application/json': { schema } } } },
        },
      ],
    ]);
  expect(planted({ properties: { narrative: { type: 'string' } } })).toEqual(['GET /x']);
  expect(planted({ properties: { items: { items: { properties: { a: {} } } } } })).toEqual([
    'GET /x',
  ]);
  expect(planted({ properties: { n: { type: 'integer' } } })).toEqual([]);
});

it('what can be read for a purpose takes one', () => {
  for (const [name, { parameters = [], responses, ...op }] of operations()) {
    const said = (op as Reads)['x-reads'] ?? 'none';
    const table = responses['200']?.content?.['text/csv'] !== undefined && op.security?.length;
    if (!name.startsWith('GET') || (said === 'none' && !table)) continue;
    expect(
      parameters.map((p) => `${p.in} ${p.name}`),
      name,
    ).toEqual(expect.arrayContaining(['query purpose', 'header Duban-Purpose']));
  }
});

it('TJ51-A1-X1: every act takes the receipt that the receiving system of the bureau has stamped', () => {
  interface Schema {
    $ref?: string;
    anyOf?: Schema[];
    oneOf?: Schema[];
    properties?: Record<string, unknown>;
  }
  const takes = ({ $ref, anyOf, oneOf, properties }: Schema): boolean => {
    const named = $ref && (document.components.schemas[$ref.split('/').at(-1)!] as Schema);
    if (named) return takes(named);
    return (anyOf ?? oneOf)?.every(takes) ?? properties?.['receivedAt'] !== undefined;
  };
  const acts = operations().filter(([name]) => /\/acts\/[a-z-]+$/.test(name));
  expect(acts.length).toBeGreaterThan(200);
  const without = acts.filter(([, { requestBody }]) => {
    const { content } = requestBody as { content: Record<string, { schema: Schema }> };
    return !takes(content['application/json']!.schema);
  });
  expect(without.map(([name]) => name)).toEqual([]);
});

it('says which headers an answer may have, and which refusal is a page', () => {
  const answer = (path: string, method: string, status: string) => {
    const said = document.paths[path]![method]!.responses[status]!;
    return said.$ref ? document.components.responses[said.$ref.split('/').at(-1)!]! : said;
  };
  const of = (...asked: [string, string, string]) => Object.keys(answer(...asked).headers ?? {});
  expect(of('/v1/rapid-responses', 'post', '201')).toContain('Location');
  expect(of('/v1/files/{id}/acts/chase', 'post', '409')).toEqual(['Location']);
  expect(of('/v1/files/{id}', 'get', '304')).toEqual(['ETag']);
  expect(of('/v1/files', 'get', '200')).toEqual(['Content-Disposition', 'Link']);
  expect(of('/v1/files', 'get', '401')).toEqual(['WWW-Authenticate']);
  expect(of('/v1/files', 'get', '429')).toEqual(['Retry-After']);
  expect(Object.keys(answer('/v1/checks/{code}', 'get', '404').content!)).toEqual([
    'application/problem+json',
    'text/html',
  ]);
});
