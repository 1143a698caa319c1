/** 版面 What stands around every page. */
import { html, type Content, type Html } from './html.ts';
import { stylePath } from './style.ts';
import type { Sentence } from '../../domain/law/refusal.ts';
import type { ProblemBody } from '../http/problems.ts';
import type { Language } from './words.ts';

/** Whose session it is. */
export interface SignedIn {
  officer: string;
  name: string;
  csrf: string;
}

interface Frame {
  language: Language;
  title: string;
  body: Html;
  /** Absent while nobody is signed in. */
  signedIn?: SignedIn | undefined;
  /** When it was made, in Beijing: printed with it. */
  madeAt?: string | undefined;
  here?: string | undefined;
}

const places: readonly [path: string, zh: string, en: string][] = [
  ['/desk', '我的待办', 'My duties'],
  ['/desk/open', '立案', 'Open a file'],
  ['/desk/chases', '督办', 'Chasing'],
  ['/desk/breaches', '违期', 'Breaches'],
  ['/desk/technical', '技术故障', 'Stuck'],
  ['/desk/calendar', '日历', 'Calendar'],
  ['/desk/reports', '报表', 'Reports'],
  ['/desk/files', '检索', 'Search'],
  ['/desk/reminders', '接收设置', 'Reminders'],
];

export function documentOf({ language, title, body, signedIn, here, madeAt }: Frame): string {
  const zh = language === 'zh';
  return `<!doctype html>\n${html`<html lang="${zh ? 'zh-CN' : 'en'}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">
<title>${title} · ${zh ? '督办' : 'Duban'}</title><link rel="stylesheet" href="${stylePath}"></head>
<body><a class="skip" href="#main">${zh ? '跳到正文' : 'Skip to content'}</a>
<header class="top"><div><strong><a href="/desk">${zh ? '督办' : 'Duban'}</a></strong>${signedIn && navigation(zh, signedIn, here)}</div></header>
<main id="main"><h1>${title}</h1>
${body}${signedIn && madeAt !== undefined && html`<p class="printonly small">${zh ? '打印人：' : 'Printed by '}${signedIn.name}（${signedIn.officer}） · ${zh ? '页面生成于北京时间 ' : 'page made at (Beijing time) '}${madeAt}</p>`}</main></body></html>
`}`;
}

const navigation = (
  zh: boolean,
  { name, csrf }: SignedIn,
  here: string | undefined,
): Html => html`<nav aria-label="${zh ? '页面' : 'Pages'}">${places.map(
  ([path, chinese, english]) =>
    html`<a href="${path}"${path === here && html` aria-current="page"`}>${zh ? chinese : english}</a>`,
)}</nav>
<form method="post" action="/desk/sign-out">${csrfField(csrf)}<span>${name}</span><button class="plain">${zh ? '退出' : 'Sign out'}</button></form>`;

export const csrfField = (csrf: string): Html =>
  html`<input type="hidden" name="_csrf" value="${csrf}">`;

/** A problem in its own sentences, with the clause and what would be lawful. */
export function problemBox(language: Language, problem: ProblemBody, focus = false): Html {
  const zh = language === 'zh';
  const { lawful } = problem;
  return html`<div class="box bad" role="alert"${focus && html` tabindex="-1" autofocus`}><p><strong>${problem[language]}</strong></p>
${underClause(language, problem)}
${lawful && html`<p>${zh ? '可以：' : 'What is lawful: '}${lawful[language]}${lawful.earliest && `（${lawful.earliest.slice(0, 16).replace('T', ' ')}）`}</p>`}
${alsoRefused(language, problem)}${whereTo(zh, problem.code)}<p class="soft small">${problem.code} · ${problem.instance}</p></div>`;
}

interface Told {
  outcome: string;
  say: Sentence;
  lawful?: Sentence;
}
const isRefused = (one: unknown): one is Told =>
  typeof one === 'object' &&
  one !== null &&
  'outcome' in one &&
  one.outcome === 'refused' &&
  'say' in one;

/** 其余各项 Of several things that stand in the way the answer says the first, and lists them all: nobody mends them one by one. */
function alsoRefused(language: Language, problem: ProblemBody): Html | false {
  const others = Object.values(problem)
    .flatMap((part: unknown) => (Array.isArray(part) ? (part as unknown[]) : []))
    .filter(isRefused)
    .filter(({ say }) => say.zh !== problem.zh);
  return (
    others.length > 0 &&
    html`<p>${language === 'zh' ? '还须一并解决：' : 'To be mended as well:'}</p><ul>${others.map(({ say, lawful }) => html`<li>${say[language]}${lawful && html` ${lawful[language]}`}</li>`)}</ul>`
  );
}

/** Which page leads on. */
const remedies: Readonly<Record<string, readonly [path: string, zh: string, en: string]>> = {
  'paper-no-series': [
    '/desk/proposals#series',
    '公文字号：提出，或者查看可以提出的人',
    'Series of papers: propose one, or see who may',
  ],
};
function whereTo(zh: boolean, code: string): Html | false {
  if (!Object.hasOwn(remedies, code)) return false;
  const [path, chinese, english] = remedies[code]!;
  return html`<p><a href="${path}">${zh ? chinese : english}</a></p>`;
}

export const underClause = (
  language: Language,
  { clause, clauseTitle }: Pick<ProblemBody, 'clause' | 'clauseTitle'>,
): Html | false =>
  clause !== undefined &&
  html`<p>${language === 'zh' ? '依据：' : 'Under: '}${clauseTitle ? clauseTitle[language] : clause}</p>`;

export const facts = (rows: readonly (readonly [label: string, value: Content])[]): Html =>
  html`<dl class="facts">${rows.map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>`;
