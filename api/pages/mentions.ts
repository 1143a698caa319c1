/** 提到我的 Comments that mention whoever is signed in, and a mark for those that are seen. */
import { authorsOf, commentShown, type CommentShown } from './comments.ts';
import { fileAddress } from './duty-lines.ts';
import { more } from './filters.ts';
import { html } from './html.ts';
import { csrfField } from './layout.ts';
import { PageProblem, type Page } from './visit.ts';
import type { ProblemBody } from '../http/problems.ts';

interface Mention extends CommentShown {
  seen: boolean;
}

export const mentions: Page = async (visit) => {
  const { t, query, csrf } = visit;
  const unseen = query.get('all') === null;
  const asked = new URLSearchParams({ limit: '50', ...(unseen && { unseen: 'true' }) });
  if (query.get('cursor')) asked.set('cursor', query.get('cursor')!);
  const { items, next } = await visit.read<{ items: Mention[]; next: string | null }>(
    `/v1/mentions?${asked}`,
  );
  const names = await authorsOf(visit, items);
  const fresh = items.filter(({ seen }) => !seen);
  return {
    title: t('提到我的', 'Mentions of me'),
    body: html`<nav class="counts noprint" aria-label="${t('清单', 'Lists')}"><a href="/desk/mentions"${unseen && html` aria-current="page"`}>${t('未读', 'Not seen')}</a> <a href="/desk/mentions?all=1"${!unseen && html` aria-current="page"`}>${t('全部', 'All')}</a></nav>
<section>${items.length === 0 ? html`<p>${t('没有。', 'None.')}</p>` : html`<ul class="cards">${items.map((one) => html`<li><p><a href="${fileAddress(one.file)}#comments">${one.file}</a>${!one.seen && html` <span class="tag warn">${t('未读', 'not seen')}</span>`}</p>${commentShown(visit, one, names)}</li>`)}</ul>`}
${fresh.length > 0 && html`<form class="noprint" method="post" action="/desk/mentions">${csrfField(csrf)}${fresh.map(({ file, number }) => html`<input type="hidden" name="seen" value="${JSON.stringify([file, number])}">`)}<p><button>${t('以上标为已读', 'Mark these as seen')}</button></p></form>`}${more(visit, '/desk/mentions', next)}</section>`,
  };
};

export const seeMentions: Page = async (visit) => {
  const items = visit.form.getAll('seen').flatMap(seenOf);
  if (items.length > 0) {
    const { status, body } = await visit.ask({
      method: 'POST',
      path: '/v1/mentions/seen',
      body: { items: items.slice(0, 200) },
    });
    if (status >= 400) throw new PageProblem(body as ProblemBody);
  }
  return { to: '/desk/mentions' };
};

/** None for what no page of ours has put there. */
function seenOf(text: string): { file: string; number: number }[] {
  try {
    const read = JSON.parse(text) as unknown;
    if (!Array.isArray(read)) return [];
    const [file, number] = read as unknown[];
    return typeof file === 'string' && typeof number === 'number' ? [{ file, number }] : [];
  } catch {
    return [];
  }
}
