/** The examples of the document are real (recorded from the tests' own files), and of today: each stands before its schema and before the form that reads it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { examples } from '../../api/http/examples.ts';
import { problemShape } from '../../api/http/problems.ts';
import { catalogued } from '../../domain/codes.ts';
import { commonForms } from '../../domain/law/common-acts.ts';
import type { ActForm, Procedure } from '../../domain/law/procedure.ts';
import { procedures } from '../../domain/procedures.ts';
import { close, wholeHarness, type Harness } from './harness.ts';
import { validator } from '../setup/schemas.ts';

interface Media {
  schema: object;
  example?: unknown;
}
interface Operation {
  'x-opens'?: string;
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { $ref?: string; content?: Record<string, Media> }>;
}
interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: object;
}

let h: Harness;
let document: Document;
let text: string;
beforeAll(async () => {
  h = await wholeHarness();
  ({ text } = await h.ask(null, 'get', '/openapi.json'));
  document = JSON.parse(text.replaceAll('"#/components/', '"openapi#/components/')) as Document;
});
afterAll(() => close(h));

const actOf = (name: string): string | undefined =>
  /^POST \/v1\/files\/\{id\}\/acts\/([a-z-]+)$/.exec(name)?.[1];
const operations = (): [string, Operation][] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]): [string, Operation] => [
      `${method.toUpperCase()} ${path}`,
      one,
    ]),
  );
/** Whatever says how to mend it. */
const record = 'npx tsx tools/record-examples.ts test/<room>';

it(`every act and every opening has one, but those that are listed as lacking (${record})`, () => {
  const without = operations().filter(
    ([name, { 'x-opens': opens, requestBody }]) =>
      (actOf(name) ?? opens) && !requestBody?.content['application/json']?.example,
  );
  expect(without.map(([name]) => name).sort()).toEqual(examples().lacking);
});

it('none is of an operation that is not there, or of an answer that it has not', () => {
  const known = new Map(operations());
  const lost = Object.entries(examples().operations).filter(
    ([name, { answer }]) =>
      !known.has(name) || (answer && !known.get(name)!.responses[answer.status]),
  );
  expect(lost.map(([name]) => name)).toEqual([]);
});

it(
  `each is as its schema says (where one is not: take it out, and ${record})`,
  { timeout: 120_000 },
  () => {
    const ajv = validator();
    ajv.addSchema({ $id: 'openapi', components: document.components });
    const wrong = operations().flatMap(([name, { requestBody, responses }]) =>
      [requestBody, ...Object.values(responses)].flatMap((part) =>
        Object.values(part?.content ?? {})
          .filter(({ example, schema }) => example !== undefined && !ajv.validate(schema, example))
          .map(() => `${name}: ${ajv.errorsText()}`),
      ),
    );
    expect(wrong).toEqual([]);
  },
);

it('the example of an act is taken by the form of a procedure', () => {
  const refused = Object.entries(examples().operations).filter(([name, { request }]) => {
    const type = actOf(name);
    if (type === undefined) return false;
    const forms = (procedures as readonly Procedure[]).flatMap(({ forms: of }) => of[type] ?? []);
    const common = (commonForms as Record<string, ActForm>)[type];
    return ![...forms, ...(common ? [common] : [])].some(
      ({ shape }) => shape.safeParse(request).success,
    );
  });
  expect(refused.map(([name]) => name)).toEqual([]);
});

it('those of problems are problems of their code, with its status', () => {
  const wrong = Object.entries(examples().problems).filter(([code, value]) => {
    const { success, data } = problemShape.safeParse(value);
    return !success || data.code !== code || data.status !== catalogued(code).status;
  });
  expect(wrong.map(([code]) => code)).toEqual([]);
});

it('none holds what looks like a telephone or an identity number of a person', () => {
  const said = JSON.stringify(examples());
  const looked = said.replaceAll(/"[0-9a-f]{64}"|[0-9a-f-]{36}/g, '""');
  expect(
    [...looked.matchAll(/(?<![\dA-Z])(1[3-9]\d{9}|[1-8]\d{16}[\dX])(?!\d)/g)].map(([one]) => one),
  ).toEqual([]);
});

it('they do not make the document heavy', () => {
  expect(Buffer.byteLength(text)).toBeLessThan(3_500_000);
  expect(Buffer.byteLength(JSON.stringify(examples()))).toBeLessThan(600_000);
});
