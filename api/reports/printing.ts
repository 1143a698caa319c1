/** 印刷 How pages that a browser prints are sent: in Chinese or English, and under a policy that lets nothing in. */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { STYLE, type Language } from '../../domain/reports/markup.ts';

/** What the page may load: its own style, and nothing else. */
const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

export const languageOf = (req: Request, asked: Language | undefined): Language =>
  asked ?? (req.acceptsLanguages('zh', 'en') === 'en' ? 'en' : 'zh');

export async function sendPage(res: Response, page: Iterable<string>): Promise<void> {
  res.set({ 'Content-Security-Policy': policy, 'Cache-Control': 'no-store' });
  res.type('html').vary('Accept').vary('Accept-Language');
  await pipeline(Readable.from(page), res);
}
