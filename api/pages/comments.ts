/** 留言 Words between colleagues, on the page of a file and on one of their own. No official acts; whoever is written as @ with an id is told. */
import { randomUUID } from 'node:crypto';
import type { Inner, InnerReply } from '../http/inside.ts';
import type { ProblemBody } from '../http/problems.ts';
import { addressOf, fileAddress } from './duty-lines.ts';
import { inOneLine } from './forms/controls.ts';
import { onOneLine } from './forms/reading.ts';
import { more } from './filters.ts';
import { html, type Content, type Html } from './html.ts';
import { csrfField, problemBox } from './layout.ts';
import { namesOf, officerShown, type Names } from './names.ts';
import type { Page, Shown, Visit } from './visit.ts';
import { at } from './words.ts';

export interface CommentShown {
  file: string;
  number: number;
  duty: string | null;
  act: string | null;
  officer: string;
  unit: string;
  at: string;
  version: number;
  correctedAt: string | null;
  state: 'stands' | 'withdrawn' | 'erased';
  shown: boolean;
  words: string | null;
  mentions: string[];
}
export interface Comments {
  items: CommentShown[];
  next: string | null;
}

const pageOf = (file: string): string => `${fileAddress(file)}/comments`;

/** What is written in the form, under which key, and of which comment it is a further version. */
interface Draft {
  key: string;
  words: string;
  duty?: string | undefined;
  corrects?: { number: string; version: string } | undefined;
}
const fresh = (duty?: string | null): Draft => ({
  key: randomUUID(),
  words: '',
  duty: duty || undefined,
});

/** 提到 Whom the text mentions: `@` and an id, at the beginning or behind a space or a mark. */
export const mentionedIn = (text: string): string[] => [
  ...new Set(
    [...text.matchAll(/(?<![\w.@-])@([A-Za-z0-9._-]{1,64})/g)].flatMap(([, id]) => {
      const bare = id!.replace(/\.+$/, '');
      return bare === '' ? [] : [bare];
    }),
  ),
];

const states = {
  withdrawn: ['已撤回', 'withdrawn'],
  erased: ['依令删除', 'erased by order'],
} as const;

export function commentShown(
  visit: Visit,
  one: CommentShown,
  names: Names,
  more_: Content = false,
): Html {
  const { t } = visit;
  const gone = one.state === 'stands' ? undefined : states[one.state];
  return html`<p><strong>${officerShown(names, one.officer)}</strong> <span class="soft">${names.units.get(one.unit) ?? one.unit} · ${at(one.at)}${one.correctedAt && html` · ${t(`第 ${one.version} 版，${at(one.correctedAt)} 更正`, `version ${one.version}, corrected ${at(one.correctedAt)}`)}`}</span></p>
<p>${gone ? html`<span class="soft">${t(gone[0], gone[1])}</span>` : one.shown ? html`<span class="exact">${one.words}</span>` : html`<span class="soft">${t('内容不向您显示', 'Its words are not shown to you')}</span>`}</p>
${one.duty && html`<p class="small soft">${t('就义务', 'About the duty')} <a href="${pageOf(one.file)}?duty=${encodeURIComponent(one.duty)}"><code>${one.duty}</code></a></p>`}${one.act && html`<p class="small soft"><a href="${fileAddress(one.file)}/acts/${encodeURIComponent(one.act)}">${t('就这份文书', 'About this act')}</a></p>`}${more_}`;
}

/** What its author may do with it. */
function ownLinks({ t, csrf, officer }: Visit, one: CommentShown): Html | false {
  if (one.officer !== officer || one.state !== 'stands') return false;
  return html`<form class="inline noprint" method="post" action="${pageOf(one.file)}">${csrfField(csrf)}<input type="hidden" name="_do" value="withdraw"><input type="hidden" name="number" value="${one.number}"><a href="${pageOf(one.file)}?correct=${one.number}">${t('更正', 'Correct')}</a> <button class="plain">${t(`撤回第 ${one.number} 条`, `Withdraw no. ${one.number}`)}</button></form>`;
}

/** Who has written them, and for which unit. */
export const authorsOf = (visit: Visit, items: readonly CommentShown[]): Promise<Names> =>
  namesOf(visit, {
    units: items.map(({ unit }) => unit),
    officers: items.map(({ officer }) => officer),
  });

const listOf = (visit: Visit, items: readonly CommentShown[], names: Names): Html | false =>
  items.length > 0 &&
  html`<ul class="cards">${items.map((one) => html`<li id="c-${one.number}">${commentShown(visit, one, names, ownLinks(visit, one))}</li>`)}</ul>`;

function formOf({ t, csrf, language }: Visit, file: string, draft: Draft): Html {
  const { corrects, duty } = draft;
  return html`<form class="noprint" method="post" action="${pageOf(file)}">${csrfField(csrf)}<input type="hidden" name="_key" value="${draft.key}"><input type="hidden" name="_do" value="${corrects ? 'correct' : 'write'}">${corrects && html`<input type="hidden" name="number" value="${corrects.number}"><input type="hidden" name="version" value="${corrects.version}">`}${duty && html`<input type="hidden" name="about" value="${duty}"><p class="soft">${t('就义务', 'About the duty')} <code>${duty}</code></p>`}
<div class="field"><label for="comment-words">${corrects ? t('更正为', 'Corrected words') : t('写留言', 'Write a comment')}</label><textarea id="comment-words" name="words" maxlength="2000" required>\n${draft.words}</textarea><p class="help">${t('不是公文：不入台账，不改变义务。写 @人员编号 提到能查阅本卷的同事。', 'No official act: it changes nothing. Write @ and the id of a colleague who may read this file.')}</p>${inOneLine(language)}</div>
<p><button>${corrects ? t('保存更正', 'Save') : t('留言', 'Comment')}</button></p></form>`;
}

/** On the page of the file: the latest few, and the form. */
export async function commentsSection(
  visit: Visit,
  file: string,
  { items, next }: Comments,
): Promise<Html> {
  const { t } = visit;
  const names = await authorsOf(visit, items);
  return html`<section id="comments"${items.length === 0 && html` class="noprint"`}><h2>${t('留言（不是公文）', 'Comments (no official acts)')}</h2>${listOf(visit, items, names)}
<p class="noprint"><a href="${pageOf(file)}">${next === null ? t('留言页，同事编号', 'Page of the comments, ids of colleagues') : t('全部留言', 'All comments')}</a></p>${formOf(visit, file, fresh())}</section>`;
}

export const commentsPage: Page = async (visit) => {
  const file = visit.params['file']!;
  const number = visit.query.get('correct');
  if (number === null) return shown(visit, fresh(visit.query.get('duty')));
  const one = await visit.read<CommentShown>(
    `${addressOf(file)}/comments/${encodeURIComponent(number)}`,
  );
  return shown(visit, {
    key: randomUUID(),
    words: one.words ?? '',
    corrects: { number: String(one.number), version: String(one.version) },
  });
};

async function shown(visit: Visit, draft: Draft, box?: Html, status = 200): Promise<Shown> {
  const { t, query } = visit;
  const file = visit.params['file']!;
  const asked = new URLSearchParams({ limit: '50' });
  for (const name of ['duty', 'cursor']) if (query.get(name)) asked.set(name, query.get(name)!);
  const { items, next } = await visit.read<Comments>(`${addressOf(file)}/comments?${asked}`);
  const names = await authorsOf(visit, items);
  return {
    status,
    title: t('留言', 'Comments'),
    body: html`<p><a href="${fileAddress(file)}">${file}</a>${query.get('duty') && html` · <a href="${pageOf(file)}">${t('全部留言', 'all comments')}</a>`}</p>
${box}<section>${formOf(visit, file, draft)}</section>
<section><h2>${t('已有留言', 'Written so far')}</h2>${items.length === 0 ? html`<p class="soft">${t('还没有留言。', 'None so far.')}</p>` : listOf(visit, items, names)}${more(visit, pageOf(file), next)}</section>
${await colleagues(visit, file)}`,
  };
}

interface Officer {
  id: string;
  name: string;
  kind: string;
}

/** 同事编号 Officers of the own unit and of the parties, to be written as @ and the id. Whether they may read the file says the API. */
async function colleagues(visit: Visit, file: string): Promise<Html | false> {
  const { t } = visit;
  const [me, { parties }] = await Promise.all([
    visit.read<{ unit: { id: string } }>('/v1/me'),
    visit.read<{ parties: Record<string, string> }>(addressOf(file)),
  ]);
  const units = [...new Set([me.unit.id, ...Object.values(parties)])].slice(0, 6);
  const found = await Promise.all(
    units.map((unit) =>
      visit.read<{ items: Officer[] }>(`/v1/officers?limit=50&unit=${encodeURIComponent(unit)}`),
    ),
  );
  const people = found.flatMap(({ items }) => items.filter(({ kind }) => kind === 'person'));
  return (
    people.length > 0 &&
    html`<details class="card noprint"><summary>${t('同事编号', 'Ids of colleagues')}</summary><ul>${people.map(({ id, name }) => html`<li><code>@${id}</code> ${name}</li>`)}</ul></details>`
  );
}

const draftOf = ({ form: sent }: Visit): Draft => ({
  key: sent.get('_key') || randomUUID(),
  words: sent.get('words') ?? '',
  duty: sent.get('about') ?? undefined,
  ...(sent.get('_do') === 'correct' && {
    corrects: { number: sent.get('number') ?? '', version: sent.get('version') ?? '' },
  }),
});

/** Writes, corrects or withdraws. What is refused stays in the form. */
export const comment: Page = async (visit) => {
  const { language, form: sent } = visit;
  const file = visit.params['file']!;
  const { status, body } = await send(visit, file);
  if (status < 400) return { to: `${fileAddress(file)}#comments` };
  const problem = body as ProblemBody;
  const draft = draftOf(visit);
  const again = problem.code === 'idempotency-conflict' ? { ...draft, key: randomUUID() } : draft;
  const form = sent.get('_do') === 'withdraw' ? fresh() : again;
  return shown(visit, form, problemBox(language, problem), status);
};

function send({ ask, form: sent }: Visit, file: string): Promise<InnerReply> {
  const draft = draftOf({ form: sent } as Visit);
  const words = onOneLine(draft.words);
  const written = { words, mentions: mentionedIn(words) };
  const path = `${addressOf(file)}/comments`;
  const one = `${path}/${encodeURIComponent(sent.get('number') ?? '')}`;
  const asked: Inner =
    sent.get('_do') === 'withdraw'
      ? { method: 'DELETE', path: one }
      : draft.corrects
        ? {
            method: 'PUT',
            path: one,
            body: { ...written, version: Number(draft.corrects.version) },
          }
        : {
            method: 'POST',
            path,
            headers: { 'Idempotency-Key': draft.key },
            body: { ...written, ...(draft.duty && { duty: draft.duty }) },
          };
  return ask(asked);
}

/** What another session has filled in, shown again: nothing is sent. */
export const commentAgain: Page = (visit) => {
  const { t } = visit;
  const box = html`<div class="box warn" role="alert"><p><strong>${t('没有发送。', 'Not sent.')}</strong> ${t('所写的来自此前的登录；请核对，然后发送。', 'This was written under a former sign-in. Look it through, then send it.')}</p></div>`;
  return shown(visit, draftOf(visit), box);
};
