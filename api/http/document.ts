/** The OpenAPI document, generated from the same descriptions that check the requests. */
import {
  OpenApiGeneratorV31,
  OpenAPIRegistry,
  type RouteConfig,
} from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { catalogued } from '../../domain/codes.ts';
import type { ProblemCode } from '../../domain/law/codes.ts';
import { problemShape } from './problems.ts';
import { canShow, declared, purposeParameters } from './reads.ts';
import type { AnySpec } from './route.ts';

export function createRegistry(): OpenAPIRegistry {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
  });
  return registry;
}

export function documented(spec: AnySpec): RouteConfig {
  const { method, tag, summary, description, params, body, bodyIsText } = spec;
  return {
    method,
    path: spec.path.replace(/[:*](\w+)/g, '{$1}'),
    tags: [tag],
    summary,
    ...(description && { description }),
    security:
      spec.auth === 'public'
        ? []
        : spec.auth === 'optional'
          ? [{}, { bearer: [] }]
          : [{ bearer: [] }],
    ...(typeof spec.auth !== 'string' && { 'x-roles': [...spec.auth] }),
    ...(spec.reads && { 'x-reads': declared(spec) ?? 'none' }),
    request: {
      params,
      ...purposeParameters(spec),
      ...(body && {
        body: {
          required: true,
          content: { [bodyIsText ? 'text/plain' : 'application/json']: { schema: body } },
        },
      }),
    },
    responses: { ...successes(spec), ...failures(spec) },
  };
}

function successes(spec: AnySpec): RouteConfig['responses'] {
  return Object.fromEntries(
    Object.entries(spec.responses).map(([status, reply]) => {
      const content = {
        ...(reply.schema && { 'application/json': { schema: reply.schema } }),
        ...(reply.csv && { 'text/csv': { schema: z.string() } }),
        ...(reply.media && { [reply.media]: { schema: z.string() } }),
      };
      return [
        status,
        { description: reply.description, ...(Object.keys(content).length > 0 && { content }) },
      ];
    }),
  );
}

/** The problems a route can answer with, by status. */
function failures(spec: AnySpec): RouteConfig['responses'] {
  const codes = new Set<ProblemCode>(spec.problems);
  codes.add('rate-limited').add('internal').add('bad-input');
  if (spec.auth !== 'public')
    codes.add('unauthenticated').add('unknown-caller').add('not-authorised');
  if (canShow(spec)) codes.add('purpose-missing').add('read-log-away');
  if (spec.bodyIsText) codes.add('too-large').add('unsupported-media-type');
  else if (spec.body)
    codes.add('malformed-json').add('too-nested').add('too-large').add('unsupported-media-type');
  const descriptions: Record<number, string> = {};
  for (const code of codes) {
    const { status, title } = catalogued(code);
    const before = descriptions[status];
    descriptions[status] = `${before ? `${before}; ` : ''}\`${code}\` ${title.zh} ${title.en}`;
  }
  const content = { 'application/problem+json': { schema: problemShape } };
  return Object.fromEntries(
    Object.entries(descriptions).map(([status, text]) => [status, { description: text, content }]),
  );
}

/** The OpenAPI 3.1 document of everything mounted so far. */
export function openApiDocument(
  { registry }: { registry: OpenAPIRegistry },
  version: string,
): unknown {
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: '督办 Duban',
      version,
      description:
        '医疗保障监督程序 Supervision procedures of a medical-insurance bureau. 问题代码 problem codes: /problems',
    },
    servers: [{ url: '/' }],
  });
}
