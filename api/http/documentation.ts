/** The public pages about the API itself: the OpenAPI document, its page, and the catalogue of problem codes. */
import { createRequire } from 'node:module';
import path from 'node:path';
import express, { type RequestHandler, type Router } from 'express';
import { z } from 'zod';
import { catalogued, codes, isProblemCode } from '../../domain/codes.ts';
import type { ProblemCode } from '../../domain/law/codes.ts';
import type { Api } from './openapi.ts';
import { openApiDocument } from './document.ts';
import { Problem } from './problems.ts';
import { version } from './version.ts';

const assets = path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const served = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'];

const page = `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>督办 Duban API</title><link rel="icon" href="/docs/favicon-32x32.png"><link rel="stylesheet" href="/docs/swagger-ui.css"></head>
<body><div id="swagger-ui"></div><script src="/docs/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></body>
</html>
`;
const start = `window.ui = SwaggerUIBundle({ url: '/openapi.json', dom_id: '#swagger-ui', deepLinking: true, docExpansion: 'none', filter: true, defaultModelsExpandDepth: 0, validatorUrl: null });\n`;

/** Swagger UI sets styles inline and draws icons from data addresses; everything else comes from here. */
const pagePolicy: RequestHandler = (_req, res, next) => {
  res.set(
    'Content-Security-Policy',
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  );
  next();
};

export function documentation(api: Api): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  let document: unknown;
  router.get('/openapi.json', (_req, res) => {
    res.json((document ??= openApiDocument(api, version)));
  });
  router.use('/docs', pagePolicy);
  router.get('/docs', (_req, res) => {
    res.type('html').send(page);
  });
  router.get('/docs/start.js', (_req, res) => {
    res.type('js').send(start);
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
