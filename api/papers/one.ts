/** 一份公文 One paper that was issued: as it is on record, and as it was printed. */
import { z } from 'zod';
import { paperBytes, type PaperRow } from '../../db/queries/papers.ts';
import { sha256 } from '../../db/queries/turns.ts';
import { createHash } from 'node:crypto';
import { numberText } from '../../domain/papers/number.ts';
import { fileId } from '../files/file-shape.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { describeRoute } from '../http/route.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { paperOr404, readInFull } from './found.ts';
import { paperShape, paperShown, tag } from './shapes.ts';

export const onePaperRoutes =
  (deps: ActDeps) =>
  (api: Api): void => {
    reading(api, deps);
  };

const params = z.strictObject({ id: fileId, paper: z.string().max(240) });
const formats = ['json', 'html', 'docx'] as const;
const types = {
  html: 'text/html; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;

const route = describeRoute({
  method: 'get',
  path: '/v1/files/:id/papers/:paper',
  tag,
  summary: '一份公文 — One paper: on record (json), as it was issued (html, docx)',
  description:
    '字节与制发时相同；与台账记载的哈希不符的，不予提供。html、docx 须写明用途。 The bytes are those that were issued; what the register does not confirm is not given out.',
  auth: 'caller',
  reads: 'narrative',
  params,
  query: z.strictObject({ format: z.enum(formats).optional() }),
  responses: {
    200: { description: '公文 Paper', schema: paperShape, media: ['text/html', types.docx] },
  },
  problems: ['not-found', 'other-bureau', 'paper-erased', 'paper-differs'],
});

function reading(api: Api, deps: ActDeps): void {
  api.route(route, async ({ params: { id, paper }, query: { format = 'json' }, caller, res }) => {
    const file = await readInFull(deps, caller, id);
    const row = await paperOr404(deps, file, paper);
    if (format === 'json') return { body: paperShown(row, true) };
    const bytes = await asIssued(deps, row);
    res.attachment(`${numberText(row)}${voidMark(row)}.${format}`);
    res.set('Content-Type', types[format]);
    if (format === 'docx') return void res.end(bytes.docx);
    res.set(
      'Content-Security-Policy',
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    );
    return void res.end(bytes.html);
  });
}

/** Whoever keeps the file sees by its name that it is void. */
const voidMark = ({ withdrawnAt, replacedBy }: PaperRow): string =>
  withdrawnAt !== null ? '（作废）' : replacedBy !== null ? '（已被代替）' : '';

/** As the register has it, or not at all. */
async function asIssued(
  { sql }: ActDeps,
  row: PaperRow,
): Promise<{ html: string; docx: Uint8Array }> {
  const bytes = await paperBytes(sql, row.id);
  if (!bytes) throw new Problem('paper-erased');
  const docx = createHash('sha256').update(bytes.docx).digest('hex');
  if (row.entered?.html === sha256(bytes.html) && row.entered.docx === docx) return bytes;
  throw new Problem('paper-differs');
}
