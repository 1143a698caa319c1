/** 案卷 `GET /v1/files/{id}/dossier`: a whole file as one archive, for whoever may read the file, as much as this reader may. */
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { htmlOf } from '../../domain/dossier/html.ts';
import { dossierShape } from '../../domain/dossier/shapes.ts';
import { tag, fileId } from '../files/file-shape.ts';
import { tagged, unchanged } from '../http/etag.ts';
import type { Api } from '../http/openapi.ts';
import { describeRoute, type Input } from '../http/route.ts';
import { scopeOf } from '../intake/authority.ts';
import { fileOr404, type ActDeps } from '../intake/submit-act.ts';
import { archiveOf } from './archive.ts';
import { asOfText } from './asof.ts';
import { docxOf } from './docx.ts';
import { madeFor, type Made } from './made.ts';
import { Places } from './places.ts';
import { verifierScript } from './verifier-script.ts';

const formats = ['zip', 'json', 'html', 'docx'] as const;
type Format = (typeof formats)[number];

const params = z.strictObject({ id: fileId });
const query = z.strictObject({
  format: z.enum(formats).optional().meta({
    description:
      '默认 zip；单取 json、html 或 docx The archive unless one of its members is asked for',
  }),
  asOf: asOfText.optional(),
});

const route = describeRoute({
  method: 'get',
  path: '/v1/files/:id/dossier',
  tag,
  summary: '案卷 — The dossier of a file: everything of it, for people and for programs',
  description:
    '封面、经过、文书、期限及计算、违期、关口、退回的提交、文书引用、流程历史、规则版本、台账校验。谁可以查阅案卷，谁可以取得；不得查阅的不予显示并载明。格式见 docs/dossier.md。',
  auth: 'caller',
  reads: 'dossier',
  params,
  query,
  responses: {
    200: {
      description: '案卷 Dossier',
      schema: dossierShape,
      media: [
        'application/zip',
        'text/html',
        'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      ],
      headers: ['Content-Disposition'],
    },
    304: unchanged,
  },
  problems: ['not-found', 'other-bureau'],
});

const types: Readonly<Record<Format, string>> = {
  zip: 'application/zip',
  json: 'application/json',
  html: 'text/html; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/** In one process: each has a whole file in memory, and makes its documents on the loop that answers everybody. */
const AT_A_TIME = 8;
/** Each is a request that has read nothing yet. */
const WAITING = 100;

export const dossierRoutes =
  (deps: ActDeps) =>
  (api: Api): void => {
    const places = new Places(AT_A_TIME, WAITING);
    api.route(route, async (input) => {
      const { caller, req } = input;
      const { format = 'zip', asOf } = input.query;
      const file = await fileOr404(deps.sql, input.params.id);
      const scope = await scopeOf(deps.sql, caller, file);
      return places.within(async () => {
        const made = await madeFor(deps, { file, caller, scope, asOf });
        // The same dossier is the same whenever it is made.
        const { at: _at, ...by } = made.dossier.made;
        const reply = tagged(req, { body: made.dossier }, { ...made.dossier, made: by, format });
        if (reply.status === 304) return reply;
        return sent(input, made, format, reply.headers ?? {});
      });
    });
  };

async function sent(
  {
    req,
    res,
  }: Pick<Input<typeof params, typeof query, z.ZodType, z.ZodObject, 'caller'>, 'req' | 'res'>,
  made: Made,
  format: Format,
  headers: Record<string, string>,
): Promise<void> {
  res.set(headers);
  // As the member of the archive: the same bytes, the same hash.
  if (format === 'json') return void res.type('application/json').send(made.json);
  res.attachment(`案卷-${made.dossier.file}.${format}`);
  res.set('Content-Type', types[format]);
  if (req.method === 'HEAD') return void res.end();
  if (format === 'zip') return pipeline(archiveOf(made, await verifierScript()), res);
  const paper = made.paper();
  if (format === 'docx') return void res.end(await docxOf(paper));
  res.set(
    'Content-Security-Policy',
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  );
  return pipeline(htmlOf(paper), res);
}
