/** The OpenAPI document, generated from the same descriptions that check the requests. */
import {
  OpenApiGeneratorV31,
  OpenAPIRegistry,
  type RouteConfig,
} from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { webhooks } from '../outbox/message-shape.ts';
import type { OpenApiDocument } from './document-part.ts';
import { deprecationSaid } from './deprecation.ts';
import { exampleOf } from './examples.ts';
import { headersSaid, referred } from './header-table.ts';
import { headersOf } from './headers-said.ts';
import { failures, problemComponents, problemExamples } from './problem-responses.ts';
import { problemShape } from './problems.ts';
import { declared, purposeParameters } from './reads.ts';
import type { AnySpec } from './route.ts';

function createRegistry(): OpenAPIRegistry {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
  });
  return registry;
}

/** A route as the document describes it: once, or as many times as it has operations. */
const described = (spec: AnySpec): AnySpec[] =>
  spec.operations?.map((one) => ({
    ...spec,
    ...one,
    problems: [...(spec.problems ?? []), ...(one.problems ?? [])],
  })) ?? [spec];

function operation(spec: AnySpec): RouteConfig {
  const { method, tag, summary, params, body, bodyIsText, deprecated } = spec;
  const description = [spec.description, deprecated && deprecationSaid(deprecated)];
  const path = spec.path.replace(/[:*](\w+)/g, '{$1}');
  const { request, answer } = exampleOf(method, path);
  return {
    method,
    path,
    operationId: spec.name ?? operationId(method, path),
    tags: [tag],
    summary,
    ...(description.some(Boolean) && { description: description.filter(Boolean).join('\n\n') }),
    ...(deprecated && { deprecated: true, 'x-sunset': deprecated.until }),
    security:
      spec.auth === 'public'
        ? []
        : spec.auth === 'optional'
          ? [{}, { bearer: [] }]
          : [{ bearer: [] }],
    ...(typeof spec.auth !== 'string' && { 'x-roles': [...spec.auth] }),
    ...(spec.opens && { 'x-opens': spec.opens.type }),
    ...(spec.reads && { 'x-reads': declared(spec) ?? 'none' }),
    request: {
      params,
      ...purposeParameters(spec),
      ...(body && {
        body: {
          required: true,
          content: {
            [bodyIsText ? 'text/plain' : 'application/json']: {
              schema: namedBody(body, spec.name ?? operationId(method, path)),
              ...(request !== undefined && { example: request }),
            },
          },
        },
      }),
    },
    responses: { ...successes(spec, answer), ...failures(spec) },
  };
}

/** The name of an operation in generated clients: method and path, which never change. `-` and `/` are told apart. */
const operationId = (method: string, path: string): string =>
  [method, ...path.replace(/^\/v1/, '').split(/[^A-Za-z0-9{}-]+/)]
    .filter((segment) => segment !== '')
    .map((segment) => camel(segment.replace(/\{(\w+)\}/, 'by-$1')))
    .join('_');

/** Generators treat what has a name better than what stands inline: what is sent has one. */
function namedBody(body: z.ZodType, operation: string): z.ZodType {
  const known = body.meta() ?? {};
  if (known.id !== undefined || body instanceof z.ZodUnknown || body instanceof z.ZodString)
    return body;
  const name = operation.replace(/(^|_)(\w)/g, (_, __, letter: string) => letter.toUpperCase());
  return body.meta({ ...known, id: `${name}Body` });
}

const camel = (words: string): string =>
  words.replace(/-+(\w)/g, (_, letter: string) => letter.toUpperCase());

function successes(
  spec: AnySpec,
  answered: { status: string; body: unknown } | undefined,
): RouteConfig['responses'] {
  return Object.fromEntries(
    Object.entries(spec.responses).map(([status, reply]) => {
      const content = {
        ...(reply.schema && {
          'application/json': {
            schema: reply.schema,
            ...(answered?.status === status && { example: answered.body }),
          },
        }),
        ...(reply.csv && { 'text/csv': { schema: z.string() } }),
        ...Object.fromEntries(
          [reply.media ?? []]
            .flat()
            .map((media) => [media, { schema: media.endsWith('json') ? z.unknown() : z.string() }]),
        ),
      };
      return [
        status,
        {
          description: reply.description,
          ...(Object.keys(content).length > 0 && { content }),
          ...referred(headersOf(spec, Number(status), reply)),
        },
      ];
    }),
  );
}

/** The OpenAPI 3.1 document of everything mounted so far. */
export function openApiDocument(
  { specs }: { specs: readonly AnySpec[] },
  version: string,
): OpenApiDocument {
  const registry = createRegistry();
  for (const spec of specs.flatMap(described)) registry.registerPath(operation(spec));
  for (const [name, response] of problemComponents(specs.flatMap(described)))
    registry.registerComponent('responses', name, response);
  for (const [code, example] of problemExamples(specs.flatMap(described)))
    registry.registerComponent('examples', code, example);
  for (const [name, header] of headersSaid) registry.registerComponent('headers', name, header);
  for (const webhook of webhooks) registry.registerWebhook(webhook);
  const definitions = [...registry.definitions, { type: 'schema' as const, schema: problemShape }];
  const document = new OpenApiGeneratorV31(definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: '督办 Duban',
      version,
      description:
        '医疗保障监督程序 Supervision procedures of a medical-insurance bureau. 问题代码 problem codes: /problems',
      license: { name: 'Apache License 2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set(specs.map(({ tag }) => tag))].sort().map((name) => ({ name })),
  });
  return inDialect(withoutUnused(document)) as OpenApiDocument;
}

/** A header that no answer has today is not described. */
function withoutUnused<D extends { components?: { headers?: object } }>(document: D): D {
  const { headers = {} } = document.components ?? {};
  const used = new Set(JSON.stringify(document).match(/#\/components\/headers\/[\w-]+/g));
  const kept = Object.entries(headers).filter(([name]) => used.has(`#/components/headers/${name}`));
  return { ...document, components: { ...document.components, headers: Object.fromEntries(kept) } };
}

/**
 * What the generator writes otherwise than it should stand in the document: patterns have no flags in JSON Schema and are always read as Unicode; a
 * tuple ends with its last item; what is named may be null by a choice, for under `allOf` no null is ever what is named; and where one item of many is
 * answered by itself, the form it should have is told, not that anything is read.
 */
function inDialect(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(inDialect);
  if (typeof part !== 'object' || part === null) return part;
  const said: Record<string, unknown> = Object.fromEntries(
    Object.entries(part).map(([key, value]) => [
      key,
      key === 'pattern' && typeof value === 'string' ? plainPattern(value) : inDialect(value),
    ]),
  );
  const { prefixItems, anyOf, allOf, ...others } = said;
  if (orNull(allOf)) return { ...others, anyOf: [allOf[0], { type: 'null' }] };
  if (Array.isArray(prefixItems))
    return { ...said, items: {}, minItems: prefixItems.length, maxItems: prefixItems.length };
  if (!Array.isArray(anyOf)) return said;
  const stated = anyOf.filter((one) => Object.keys(one as object).length > 0);
  return stated.length === 1
    ? { ...others, ...(stated[0] as object) }
    : { ...others, anyOf: stated };
}

/** `{ allOf: [{ $ref }, { type: ['object', 'null'] }] }` */
const orNull = (allOf: unknown): allOf is [object, object] =>
  Array.isArray(allOf) &&
  allOf.length === 2 &&
  '$ref' in (allOf[0] as object) &&
  Object.keys(allOf[1] as object).join() === 'type' &&
  Array.isArray((allOf[1] as { type: unknown }).type);

function plainPattern(pattern: string): string {
  const [, plain, flags] = /^(.*)\/([a-z]+)$/s.exec(pattern) ?? [];
  if (flags === undefined) return pattern;
  if (flags !== 'u') throw new Error(`no JSON Schema has a pattern with the flags ${flags}`);
  return plain!;
}
