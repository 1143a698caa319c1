/**
 * 合同 Every answer that a test gets is compared with what the document says of it: its status, its headers, its medium, its problem code, and the form of its
 * body where the product wrote it (tables, calendars and pages by what such a text must be). What the document lacks fails the file of tests (contract-check.ts).
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import type { Express } from 'express';
import { askingInside } from '../../api/http/inside.ts';
import { keepExample, recording, writeExamples } from './examples.ts';
import { wrongText } from './media.ts';
import { validator } from './schemas.ts';

/** How many bodies of one kind of answer are looked at whatever their size, in one process; of the others those of so many characters. */
const BODIES = 12;
const LONGEST = 65_536;
/** Until the document is there answers wait for it: so many characters of them. */
const WAITING = 50_000_000;

/** What every answer may have (docs/api.md), and what belongs to the connection: no document names them one by one. */
const everywhere =
  /^(access-control-|cross-origin-|x-|ratelimit|content-(security-policy|type|length|language)$|(cache-control|vary|date|connection|keep-alive|transfer-encoding|referrer-policy|origin-agent-cluster|strict-transport-security)$)/;

interface Answer {
  app: Express;
  method: string;
  /** As the route is written: `/v1/files/:id`. */
  route: string;
  /** As it was asked. */
  url: string;
  status: number;
  media: string;
  body: string | undefined;
  /** In small letters, but those of every answer. */
  headers?: readonly string[];
  /** Only while examples are recorded. */
  sent?: unknown;
}
interface Described {
  headers?: Record<string, object>;
  content?: Record<string, { schema: object }>;
}
export interface OpenApi {
  paths: Record<string, Record<string, { responses: Record<string, Described> }>>;
  components: { schemas: object; responses: Record<string, Described> };
}

const answers: Answer[] = [];
const seen = new Map<string, number>();

/** From now on the answers of the application are kept until `violations` looks at them. `whole`: it has the routes of the product and no others; `bodies`: what it shows was written by the product. */
export function observe(
  app: Express,
  { whole, bodies }: { whole: boolean; bodies: boolean },
): void {
  if (whole) wholeApps.add(app);
  if (!bodies) planted.add(app);
  const inner = app as unknown as {
    handle(req: IncomingMessage, res: ServerResponse, next?: unknown): void;
  };
  const handle = inner.handle.bind(app);
  inner.handle = (req, res, next) => {
    listen(app, res);
    handle(req, res, next);
  };
}

function listen(app: Express, res: ServerResponse): void {
  const { write, end } = res;
  const chunks: Buffer[] = [];
  const take = (chunk: unknown): void => {
    if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array)) return;
    if (/json|csv|calendar|html/.test(String(res.getHeader('content-type'))))
      chunks.push(Buffer.from(chunk));
  };
  Object.assign(res, {
    write(...args: [unknown]) {
      take(args[0]);
      return (write as (...all: unknown[]) => boolean).apply(res, args);
    },
    end(...args: [unknown]) {
      take(args[0]);
      note(app, res, chunks);
      return (end as (...all: unknown[]) => ServerResponse).apply(res, args);
    },
  });
}

/** What is no route of the API (pages, addresses that do not exist) has no template. */
function note(app: Express, res: ServerResponse, chunks: Buffer[]): void {
  const { route } = (res as { locals?: { route?: string } }).locals ?? {};
  const { method: asked = 'GET', url = '' } = res.req as { method?: string; url?: string };
  if (!route || asked === 'OPTIONS') return;
  const method = asked === 'HEAD' ? 'get' : asked.toLowerCase();
  const media = String(res.getHeader('content-type') ?? '').split(';')[0]!;
  const text = chunks.length > 0 ? Buffer.concat(chunks).toString('utf8') : undefined;
  // Of the generic route of acts, each act is a kind of its own; the file it is filed in makes no difference.
  const kind = `${method} ${route.replace(/:type$/, url.split('?')[0]!.split('/').at(-1)!)} ${res.statusCode}`;
  // What was planted takes no real one's place.
  const real = !planted.has(app);
  const n = (seen.get(kind) ?? 0) + 1;
  if (real) seen.set(kind, n);
  // Of a problem the code is always looked at.
  const wanted = real && (n <= BODIES || (text?.length ?? 0) <= LONGEST);
  const body = wanted || res.statusCode >= 400 ? text : undefined;
  const headers = res.getHeaderNames().filter((name) => !everywhere.test(name));
  const sent = recording && (res.req as { body?: unknown }).body;
  const answer = { app, method, route, url, status: res.statusCode, media, body, headers, sent };
  if (ready && wholeApps.has(app) && !recording) return judge(ready, answer);
  waiting += body?.length ?? 0;
  answers.push(waiting <= WAITING || n <= BODIES ? answer : { ...answer, body: undefined });
}

const found = new Set<string>();
let waiting = 0;
/** The document of the product, as soon as it has been made. */
let ready: Contract | undefined;

function judge(contract: Contract, { app: _app, ...answer }: Answer): void {
  const lacking = contract.lacking(answer);
  if (lacking) found.add(lacking);
}

/** The document in the form in which answers are held against it. */
export class Contract {
  readonly #document: OpenApi;
  readonly #ajv = validator();
  readonly #validators = new Map<object, ValidateFunction>();

  constructor(document: unknown) {
    this.#document = JSON.parse(
      JSON.stringify(document).replaceAll('"#/components/', '"openapi#/components/'),
    ) as OpenApi;
    closeObjects(this.#document);
    this.#ajv.addSchema({ $id: 'openapi', components: this.#document.components });
  }

  has = (method: string, path: string): boolean =>
    this.#document.paths[path]?.[method] !== undefined;

  /** What the answer lacks in the document, as a sentence for whoever wrote the route. */
  lacking(answer: Omit<Answer, 'app'>): string | undefined {
    const { method, status, media, body, headers = [] } = answer;
    const path = this.pathOf(answer);
    const name = `${method.toUpperCase()} ${path}`;
    // Of pages, and of an act that no procedure has, it says nothing: that every route is in it, test/api/openapi.test.ts sees to.
    if (path === undefined) return undefined;
    const { responses } = this.#document.paths[path]![method]!;
    const said = this.#resolved(responses[status]);
    const code = codeIn(media, body);
    if (!said)
      return code === undefined
        ? `${name} answered ${status}: add it to the \`responses\` of the route`
        : `${name} answered ${status} with the code ${code}: add '${code}' to the \`problems\` of the route`;
    const { content = {} } = said;
    const unsaid = headers.find((name) => !namesOf(said).has(name));
    if (unsaid)
      return `${name} answered ${status} with the header ${unsaid}: the document has none there (api/http/headers-said.ts)`;
    if (Object.keys(content).length > 0 ? !content[media] : media !== '')
      return `${name} answered ${status} with ${media || 'no body'}: the document has ${Object.keys(content).join(', ') || 'no body'} there`;
    if (code !== undefined && !listed(content[media]!.schema).includes(code))
      return `${name} answered ${status} with the code ${code}: add '${code}' to the \`problems\` of the route`;
    const wrong =
      body !== undefined &&
      (/[/+]json$/.test(media)
        ? this.#wrong(content[media]!.schema, body)
        : wrongText(media, body));
    return wrong
      ? `${name} answered ${status} with a body that is not as documented: ${wrong}`
      : undefined;
  }

  /** The address under which the document has the route: of the generic route of acts, the act that was filed. */
  pathOf({ method, route, url }: Pick<Answer, 'method' | 'route' | 'url'>): string | undefined {
    const written = route.replace(/[:*](\w+)/g, '{$1}');
    if (this.has(method, written)) return written;
    const last = decoded(url.split('?')[0]!.split('/').at(-1)!);
    const single = written.replace(/\{type\}$/, last);
    return this.has(method, single) ? single : undefined;
  }

  #resolved(said: (Described & { $ref?: string }) | undefined): Described | undefined {
    const name = said?.$ref?.split('/').at(-1);
    return name === undefined ? said : this.#document.components.responses[name];
  }

  #wrong(schema: object, body: string): string | undefined {
    const known = this.#validators.get(schema) ?? this.#ajv.compile(schema);
    this.#validators.set(schema, known);
    if (known(parsed(body))) return undefined;
    // Where and why, never what it held.
    return known
      .errors!.slice(0, 3)
      .map(({ instancePath, message, params }) =>
        [
          instancePath || '/',
          message,
          (params as { additionalProperty?: string }).additionalProperty,
        ]
          .filter(Boolean)
          .join(' '),
      )
      .join('; ');
  }
}

const names = new WeakMap<Described, ReadonlySet<string>>();
function namesOf(said: Described): ReadonlySet<string> {
  const known =
    names.get(said) ?? new Set(Object.keys(said.headers ?? {}).map((name) => name.toLowerCase()));
  names.set(said, known);
  return known;
}

/** An answer that shows a field more than is documented has not been thought through: objects take what they name, and those that are parts of another what the whole names. */
function closeObjects(document: OpenApi): void {
  const parts = new Set(
    [...JSON.stringify(document).matchAll(/"allOf":(\[.*?\])/g)].flatMap(([, all]) =>
      [...all!.matchAll(/"openapi#(\/components\/schemas\/[^"]+)"/g)].map(([, name]) => name!),
    ),
  );
  const close = (at: unknown, path: string, part: boolean): void => {
    if (typeof at !== 'object' || at === null) return;
    const schema = at as Record<string, unknown>;
    const whole = schema['allOf'] === undefined && !part && !parts.has(path);
    if (whole && [schema['type']].flat().includes('object') && schema['properties'])
      schema['additionalProperties'] ??= false;
    // Whoever names a part by itself, or several, says what there is.
    const named = String(schema['$ref']).slice('openapi#'.length);
    if (!part && !parts.has(path) && (schema['allOf'] !== undefined || parts.has(named)))
      schema['unevaluatedProperties'] ??= false;
    for (const [key, inner] of Object.entries(schema))
      if (Array.isArray(inner))
        for (const one of inner) close(one, '', key === 'allOf' || (part && key.endsWith('Of')));
      else close(inner, `${path}/${key}`, false);
  };
  close(document.components, '/components', false);
  close(document.paths, '/paths', false);
}

const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};

/** What was cut off is no JSON, and no schema has it. */
function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

const codeIn = (media: string, body: string | undefined): string | undefined =>
  media === 'application/problem+json' && body !== undefined
    ? (parsed(body) as { code?: string } | undefined)?.code
    : undefined;

/** The codes that an answer of the document lists. */
const listed = (schema: object): readonly string[] =>
  (schema as { allOf?: { properties?: { code: { enum: string[] } } }[] }).allOf?.flatMap(
    ({ properties }) => properties?.code.enum ?? [],
  ) ?? [];

/** Their rows are put in past the rules of the registries. */
const planted = new WeakSet<Express>();
const wholeApps = new WeakSet<Express>();
let whole: Promise<Contract> | undefined;
const own = new WeakMap<Express, Promise<Contract>>();

/** The document of the application; of all that are whole only one is made. Asked inside: it waits for no socket and counts against no limit. */
function contractOf(app: Express): Promise<Contract> {
  const made = wholeApps.has(app) ? whole : own.get(app);
  if (made) return made;
  const asked = { method: 'GET' as const, path: '/openapi.json' };
  const making = askingInside((req, res) => void app(req, res))('contract', asked).then(
    ({ body }) => new Contract(body),
  );
  if (wholeApps.has(app))
    void making.then(
      (contract) => {
        ready = contract;
      },
      () => {},
    );
  if (!wholeApps.has(app)) own.set(app, making);
  else {
    whole = making;
    // One that could not be made is asked for again, by the next file of tests.
    making.catch(() => {
      whole = undefined;
    });
  }
  return making;
}

/** What the answers since the last time had that the document lacks, each once. */
export async function violations(): Promise<string[]> {
  for (const answer of answers.splice(0)) {
    const contract = await contractOf(answer.app);
    judge(contract, answer);
    const kept = recording && wholeApps.has(answer.app) && /[/+]json$/.test(answer.media);
    const path = kept && contract.pathOf(answer);
    if (path) keepExample({ ...answer, path, sent: answer.sent });
  }
  waiting = 0;
  writeExamples();
  const all = [...found].sort();
  found.clear();
  return all;
}
