/** 作答 How a page goes out: its language, its policy, and nothing of it kept by anybody on the way. */
import type { Request, Response } from 'express';
import type { ProblemBody } from '../http/problems.ts';
import { documentOf, problemBox } from './layout.ts';
import { html, type Html } from './html.ts';
import { languageOf } from './words.ts';

export interface Answer {
  status?: number;
  title: string;
  body: Html;
  here?: string | undefined;
  madeAt?: string;
}

/** Own stylesheet and own forms, which lead nowhere else; no script, no picture, no frame, nothing inline. */
export const policy =
  "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

export function show(req: Request, res: Response, { status = 200, ...answer }: Answer): void {
  const language = languageOf(req);
  res
    .status(status)
    .vary('Accept-Language')
    .vary('Cookie')
    .set({
      'Cache-Control': 'no-store',
      'Content-Language': language === 'zh' ? 'zh-CN' : 'en',
      'X-Robots-Tag': 'noindex',
    })
    .type('html')
    .send(documentOf({ language, ...answer, signedIn: res.locals['signedIn'] }));
}

/** After a form the browser asks anew: going back sends nothing twice. */
export function goTo(res: Response, to: string): void {
  res.set('Cache-Control', 'no-store').redirect(303, to);
}

export function showProblem(req: Request, res: Response, problem: ProblemBody): void {
  const language = languageOf(req);
  show(req, res, {
    status: problem.status,
    title: problem.title,
    body: html`${problemBox(language, problem)}<p><a href="/desk">${language === 'zh' ? '回到我的待办' : 'Back to my duties'}</a></p>`,
  });
}
