/** 文档的一部分 Some operations of the OpenAPI document with only what they refer to: a page that shows interfaces reads one in a moment, and all of them in some ten seconds. */
export interface Operation {
  operationId: string;
  summary: string;
  tags: string[];
  deprecated?: boolean;
}
type Components = Record<string, Record<string, unknown>>;
export interface OpenApiDocument {
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: Components;
  webhooks?: object | undefined;
}

export interface Place {
  method: string;
  path: string;
  operation: Operation;
}
export const operationsOf = ({ paths }: Pick<OpenApiDocument, 'paths'>): Place[] =>
  Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ method, path, operation })),
  );

const referred = (part: unknown): string[] =>
  [...JSON.stringify(part).matchAll(/"#\/components\/([^"]+)"/g)].map(([, name]) => name!);

/** What is referred to, and what that refers to in turn. */
function closure(components: Components, part: unknown): Components {
  const kept: Components = { securitySchemes: components['securitySchemes'] ?? {} };
  const seen = new Set<string>();
  const left = referred(part);
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const [kind = '', name = ''] = next.split('/');
    const one = components[kind]?.[name];
    (kept[kind] ??= {})[name] = one;
    left.push(...referred(one ?? null));
  }
  return kept;
}

/** Without webhooks, which are no operations; undefined where there is no such operation. */
export function partOf(
  document: OpenApiDocument,
  wanted: (operation: Operation) => boolean,
): OpenApiDocument | undefined {
  const paths: OpenApiDocument['paths'] = {};
  for (const { method, path, operation } of operationsOf(document))
    if (wanted(operation)) (paths[path] ??= {})[method] = operation;
  if (Object.keys(paths).length === 0) return undefined;
  const used = new Set(operationsOf({ paths }).flatMap(({ operation }) => operation.tags));
  return {
    ...document,
    webhooks: undefined,
    paths,
    tags: document.tags.filter(({ name }) => used.has(name)),
    components: closure(document.components, paths),
  };
}
