/** Whatever is sent, by whomever, to whichever documented route: never a fault of ours, always a problem of the catalogue. */
import fc from 'fast-check';
import request from 'supertest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { problemShape } from '../../api/http/problems.ts';
import { codes } from '../../domain/codes.ts';
import { officerRoles } from '../../domain/registry/roles.ts';
import {
  close,
  given,
  person,
  routesOf,
  wholeHarness,
  type Harness,
  type Method,
} from './harness.ts';

interface Operation {
  method: Method;
  path: string;
  body: boolean;
}

let h: Harness;
let operations: Operation[];
let token: string;

beforeAll(async () => {
  h = await wholeHarness();
  await given(h.sql, 'bureaus', {
    id: 'fz',
    name: '随机测试局',
    area: '330000',
    receivingSystem: 'duban',
    adoptions: [],
    settings: {},
  });
  await given(h.sql, 'units', {
    id: 'fz.ju',
    bureau: 'fz',
    name: '局',
    roles: [],
    superior: null,
    contacts: [],
  });
  // Every role a person can hold, so that nothing stops at the gate.
  await given(
    h.sql,
    'officers',
    person(
      'o-fz-1',
      'fz.ju',
      officerRoles.filter((role) => role !== 'receiving-system' && role !== 'mirror'),
    ),
  );
  const { paths } = (await h.ask(null, 'get', '/openapi.json')).body as {
    paths: Record<string, Record<string, { requestBody?: object }>>;
  };
  operations = routesOf(paths).map(([method, path]): Operation => ({
    method: method as Method,
    path,
    // The acts are documented one by one, each with its body.
    body: paths[path]?.[method]?.requestBody !== undefined || path.endsWith('/acts/{type}'),
  }));
  token = await h.token('o-fz-1');
});
afterAll(() => close(h));

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc.constantFrom(
    '\u0000',
    '\ud800',
    '__proto__',
    'constructor',
    '../..',
    "' or 1=1 --",
    '%00',
    '一'.repeat(300),
    '2026',
    'fz',
    'fz.ju',
    'o-jds-1',
  ),
);
const anyBody = fc.oneof(
  fc.json().map((text) => text),
  fc
    .object({
      key: fc.constantFrom(
        'id',
        'name',
        'rows',
        'registry',
        'bureau',
        'start',
        'limit',
        'off',
        'work',
        'notice',
        '__proto__',
        'reason',
      ),
      withNullPrototype: true,
      maxDepth: 3,
    })
    .map((value) => JSON.stringify(value)),
  fc
    .record({
      registry: fc.constantFrom(
        'bureaus',
        'units',
        'officers',
        'institutions',
        'departments',
        'practitioners',
      ),
      rows: fc.array(fc.anything(), { maxLength: 5 }),
    })
    .map((value) =>
      JSON.stringify(value, (_k, v: unknown) => (typeof v === 'bigint' ? String(v) : v)),
    ),
  anyText,
);
const anyToken = fc.oneof(
  fc.constant('own'),
  fc.constant('own'),
  fc.constant(undefined),
  fc.string().map((text) => text.replace(/[^\x21-\x7e]/g, 'x')),
);

/** Encodes as a browser would; what cannot be encoded goes as it is. */
function encoded(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return '%ED%A0%80';
  }
}

const expected = (status: number): boolean => status < 500;

it('random ids, queries, bodies and tokens', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(),
      anyText,
      fc.option(fc.tuple(anyText, anyText)),
      anyBody,
      anyToken,
      async (n, id, query, body, bearer) => {
        const { method, path, body: takesBody } = operations[n % operations.length]!;
        const search = query ? `?${encoded(query[0])}=${encoded(query[1])}` : '';
        const asked = request(h.app)[method](
          path.replace(/\{\w+\}/, encoded(id) || '%20') + search,
        );
        if (bearer !== undefined)
          asked.set('Authorization', `Bearer ${bearer === 'own' ? token : bearer}`);
        const answer = await (takesBody
          ? asked.set('Content-Type', 'application/json').send(body)
          : asked);
        expect(expected(answer.status), `${method} ${path} ${answer.status}`).toBe(true);
        if (answer.status >= 400) {
          expect(problemShape.safeParse(answer.body).success).toBe(true);
          expect(codes).toHaveProperty([answer.body.code]);
        }
      },
    ),
    { numRuns: 600 },
  );
});

it('random headers', async () => {
  const headers = fc.dictionary(
    fc.constantFrom(
      'Accept',
      'Accept-Language',
      'If-None-Match',
      'traceparent',
      'X-Forwarded-For',
      'Content-Type',
      'Idempotency-Key',
    ),
    fc.string().map((text) => text.replace(/[^\x20-\x7e]/g, '?')),
  );
  await fc.assert(
    fc.asyncProperty(fc.nat(), headers, async (n, given) => {
      const { method, path } = operations[n % operations.length]!;
      const asked = request(h.app)[method](path.replace(/\{\w+\}/, 'tj'));
      const answer = await asked.set(given).set('Authorization', `Bearer ${token}`);
      expect(expected(answer.status), `${method} ${path} ${answer.status}`).toBe(true);
    }),
    { numRuns: 200 },
  );
});
