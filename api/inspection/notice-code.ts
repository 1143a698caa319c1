/** The code and its QR picture for the notice, for the team and the heads; every reading is noted. */
import type { Request } from 'express';
import { toBuffer, toString } from 'qrcode';
import { z } from 'zod';
import { written } from '../../domain/inspection/check-code.ts';
import type { Api } from '../http/openapi.ts';
import { fileId } from '../files/file-shape.ts';
import { type CheckDeps, tag, codeOf } from './check-code.ts';

export function forTheNotice(api: Api, deps: CheckDeps): void {
  codeForNotice(api, deps);
  pictureForNotice(api, deps);
}

const params = z.strictObject({ file: fileId });

const problems = ['not-found', 'other-bureau', 'check-not-yours', 'sealing-key-missing'] as const;

function codeForNotice(api: Api, deps: CheckDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/files/:file/check-code',
      tag,
      auth: 'caller',
      params,
      summary:
        '核验码 — The check code for the notice: for the team and the heads; every reading is noted',
      problems,
      responses: {
        200: {
          description: '核验码 Code',
          schema: z.object({ code: z.string(), url: z.string() }),
        },
      },
    },
    async ({ params, caller, req }) => {
      const code = await codeOf(deps, caller, params.file);
      return { body: { code: written(code), url: addressOf(deps, req, code) } };
    },
  );
}

function pictureForNotice(api: Api, deps: CheckDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/files/:file/notice-qr',
      tag,
      auth: 'caller',
      reads: 'none',
      params,
      query: z.strictObject({ format: z.enum(['svg', 'png']).default('svg') }),
      problems,
      summary:
        '通知书二维码 — The QR code for the notice: for the team and the heads; every reading is noted',
      responses: { 200: { description: '二维码 QR code', media: ['image/svg+xml', 'image/png'] } },
    },
    async ({ params, query, caller, req, res }) => {
      const text = addressOf(deps, req, await codeOf(deps, caller, params.file));
      res.set('Cache-Control', 'no-store');
      if (query.format === 'png')
        res
          .type('png')
          .send(await toBuffer(text, { errorCorrectionLevel: 'M', margin: 4, width: 600 }));
      else
        res
          .type('svg')
          .send(await toString(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 }));
    },
  );
}

/** Upper case and digits only: a QR code of them is small. */
const addressOf = ({ publicUrl }: CheckDeps, req: Request, code: string): string =>
  `${(publicUrl ?? `${req.protocol}://${req.get('host')}`).replace(/\/$/, '')}/v1/checks/${code}`;
