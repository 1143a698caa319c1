/** The public pages about the API itself: the OpenAPI document, its page, and the catalogue of problem codes. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import express, { type Request, type RequestHandler, type Router } from 'express';
import { z } from 'zod';
import { catalogued, codes, isProblemCode } from '../../domain/codes.ts';
import type { ProblemCode } from '../../domain/law/codes.ts';
import type { Api } from './openapi.ts';
import { partOf, type OpenApiDocument } from './document-part.ts';
import { openApiDocument } from './document.ts';
import { tagged, weakTag } from './etag.ts';
import { listStyle, operationList } from './operation-list.ts';
import { Problem } from './problems.ts';
import { version } from './version.ts';

const assets = path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const served = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'];

/** One operation, a group of them or all, as the address says. */
const page = `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>督办 Duban API</title><link rel="icon" href="/docs/favicon-32x32.png"><link rel="stylesheet" href="/docs/swagger-ui.css"></head>
<body><p><a href="/docs">全部操作 All operations</a></p><div id="swagger-ui"></div><script src="/docs/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></body>
</html>
`;
const start = `const asked = new URLSearchParams(location.search);
window.ui = SwaggerUIBundle({ url: '/docs/openapi.json' + location.search, dom_id: '#swagger-ui', deepLinking: true, docExpansion: asked.has('operation') ? 'full' : asked.has('tag') ? 'list' : 'none', filter: asked.size === 0, defaultModelsExpandDepth: 0, validatorUrl: null });
`;

/** Swagger UI sets styles inline and draws icons from data addresses; everything else comes from here. */
const withScript =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
const withoutScript =
  "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

const inQuery = (req: Request, name: string): string | undefined => {
  const value = req.query[name];
  return typeof value === 'string' ? value : undefined;
};

/** Three megabytes: written once, sent compressed, and not again to whoever has them. */
function sending(whole: () => OpenApiDocument): RequestHandler {
  let sent: { tag: string; text: string; zipped: Buffer } | undefined;
  const written = (): NonNullable<typeof sent> => {
    const text = JSON.stringify(whole());
    return { tag: weakTag(text), text, zipped: gzipSync(text) };
  };
  return (req, res) => {
    const { tag, text, zipped } = (sent ??= written());
    const { status = 200, headers } = tagged(req, { body: {} }, tag, () => tag);
    res.status(status).set({ ...headers, Vary: 'Accept-Encoding' });
    if (status === 304) return res.end();
    res.type('json');
    if (req.acceptsEncodings('gzip') !== 'gzip') return res.send(text);
    res.set('Content-Encoding', 'gzip').send(zipped);
  };
}

export function documentation(api: Api): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  let made: OpenApiDocument | undefined;
  const whole = (): OpenApiDocument => (made ??= openApiDocument(api, version));
  const wholeSent = sending(whole);
  router.get('/openapi.json', wholeSent);
  router.get('/docs', (req, res) => {
    const words = (inQuery(req, 'words') ?? '').trim().slice(0, 200);
    res.set('Content-Security-Policy', withoutScript);
    res.type('html').send(operationList(whole(), words));
  });
  router.use('/docs', (_req, res, next) => {
    res.set('Content-Security-Policy', withScript);
    next();
  });
  router.get('/docs/operations', (_req, res) => {
    res.type('html').send(page);
  });
  router.get('/docs/openapi.json', (req, res, next) => {
    const [tag, id] = [inQuery(req, 'tag'), inQuery(req, 'operation')];
    if (tag === undefined && id === undefined) return wholeSent(req, res, next);
    const part = partOf(whole(), ({ operationId, tags }) =>
      id === undefined ? tags.includes(tag!) : operationId === id,
    );
    if (!part) throw new Problem('not-found');
    res.json(part);
  });
  router.get('/docs/start.js', (_req, res) => {
    res.type('js').send(start);
  });
  router.get('/docs/list.css', (_req, res) => {
    res.type('css').send(listStyle);
  });
  for (const file of served)
    router.get(`/docs/${file}`, (_req, res) => {
      res.sendFile(file, { root: assets, maxAge: '1d' });
    });
  return router;
}

const entryShape = z
  .object({ code: z.string(), type: z.string(), status: z.int(), zh: z.string(), en: z.string() })
  .meta({ id: 'ProblemCode' });

const listed = (code: ProblemCode): z.infer<typeof entryShape> => {
  const { status, title } = catalogued(code);
  return { code, type: `/problems/${code}`, status, ...title };
};

/** GET /problems: the one catalogue, so that a problem's `type` leads somewhere. */
export function problemRoutes(api: Api): void {
  api.route(
    {
      method: 'get',
      path: '/problems',
      tag: '文档 Documentation',
      auth: 'public',
      summary: '问题代码目录 — The catalogue of problem codes',
      responses: {
        200: {
          description: '全部代码 All codes',
          schema: z.object({ problems: z.array(entryShape) }),
        },
      },
    },
    () => ({ body: { problems: (Object.keys(codes) as ProblemCode[]).map(listed) } }),
  );

  api.route(
    {
      method: 'get',
      path: '/problems/:code',
      tag: '文档 Documentation',
      auth: 'public',
      summary: '一个问题代码 — One problem code',
      params: z.strictObject({ code: z.string().max(64) }),
      problems: ['not-found'],
      responses: { 200: { description: '代码的含义 What the code means', schema: entryShape } },
    },
    ({ params }) => {
      if (!isProblemCode(params.code)) throw new Problem('not-found');
      return { body: listed(params.code) };
    },
  );
}
