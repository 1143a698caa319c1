/** 没有提交 A form that has outlived its session: what was filled in is given back, to be shown again after signing in. Nothing of it is kept here. */
import type { Request, Response } from 'express';
import { show } from './frame.ts';
import { html } from './html.ts';
import { languageOf } from './words.ts';

/** Within the pages only: never another host's address. */
export const nextOf = (text: unknown): string =>
  typeof text === 'string' &&
  text.length <= 500 &&
  /^\/desk(?:[/?][\x21-\x5b\x5d-\x7e]*)?$/.test(text)
    ? text
    : '/desk';

/** Of the fields, what a person has filled in; the token of the former session is of no use. */
const filledIn = (name: string, text: string): boolean =>
  text.trim() !== '' && /^(?:\/|duty$|words$)/.test(name);

/** Answers whether the page was shown: not for a request that brings nothing worth keeping. */
export function keepsForm(req: Request, res: Response): boolean {
  const address = nextOf(req.originalUrl);
  if (req.method !== 'POST' || typeof req.body !== 'string' || address !== req.originalUrl)
    return false;
  // Another site could have the browser send what nobody here has filled in.
  if (!['same-origin', undefined].includes(req.get('sec-fetch-site'))) return false;
  const fields = [...new URLSearchParams(req.body)].filter(([name]) => name !== '_csrf');
  if (!fields.some(([name, text]) => filledIn(name, text))) return false;
  const zh = languageOf(req) === 'zh';
  show(req, res, {
    status: 401,
    title: zh ? '没有提交' : 'Not sent',
    body: html`<section><div class="box warn" role="alert"><p><strong>${zh ? '登录已经结束，所填内容没有提交，也没有丢失。' : 'Your session has ended. What you filled in was not sent, and is not lost.'}</strong></p></div>
<ol><li>${zh ? '不要关闭本页，' : 'Keep this page, and '}<a href="/desk/sign-in" target="_blank" rel="noopener">${zh ? '在新标签页中重新登录' : 'sign in again in another tab'}</a></li>
<li>${zh ? '回到本页，重新打开所填的表单；核对后再提交。' : 'Come back here and show the form again; look it through, then send it.'}</li></ol>
<form method="post" action="${address}">${fields.map(([name, text]) => html`<input type="hidden" name="${name}" value="${text}">`)}
<p><button>${zh ? '重新打开所填的表单' : 'Show the form again'}</button></p></form></section>`,
  });
  return true;
}
