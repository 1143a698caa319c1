/** 双人复核 What one person has proposed for the registries of the bureau and another decides; and the series of its papers, which begin here. */
import type { Template } from '../../domain/law/papers.ts';
import type { Inner } from '../http/inside.ts';
import type { ProblemBody } from '../http/problems.ts';
import { labelOf } from './forms/schema.ts';
import { more, select, textField } from './filters.ts';
import { html, type Html } from './html.ts';
import { csrfField, facts, problemBox } from './layout.ts';
import { payloadShown } from './payload.ts';
import { templateShown } from './template-fields.ts';
import type { Page, Shown, Visit } from './visit.ts';
import { at, beijing } from './words.ts';

interface Proposal {
  id: number;
  what: string;
  subject: string;
  before: unknown;
  after: unknown;
  hash: string;
  reason: string | null;
  by: string;
  byName: string | null;
  at: string;
  expiresAt: string;
}
export interface Me {
  roles: string[];
  bureau: { id: string };
}
interface Series {
  series: { kind: string; version: number; mark: string; inForceFrom: string }[];
  counters: { mark: string; year: number; last: number }[];
}
interface Kind {
  id: string;
  procedure: string;
  procedureTitle: { zh: string; en: string };
  title: { zh: string; en: string };
}

export const PROPOSALS = '/desk/proposals';
const HERE = PROPOSALS;
const kinds: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  bureau: ['医保局登记', 'registration of the bureau'],
  calendar: ['放假安排', 'arrangement of holidays'],
  'comment-words': ['依令删除留言', 'erasure of a comment by order'],
  'content-erasure': ['依令删除内容', 'erasure by order'],
  coordinator: ['协调员', 'coordinator'],
  'credit-rule': ['信用评价规则', 'rule of grading'],
  'credit-rule-revocation': ['废止信用评价规则', 'end of a rule of grading'],
  'credit-subject': ['信用主体', 'subject of credit records'],
  indicator: ['风险指标', 'indicator of risk'],
  'log-key': ['日志公钥', 'key of the log'],
  'log-restart': ['日志重新开始', 'new beginning of the log'],
  officer: ['人员登记', 'registration of an officer'],
  'paper-series': ['公文字号', 'series of papers'],
  'paper-template': ['公文模板', 'template of a paper'],
  receiver: ['事件接收方', 'receiver of events'],
  'service-case': ['撤销办件', 'withdrawal of a reported case'],
  'service-words': ['依令删除密封内容', 'erasure of sealed words by order'],
  unit: ['单位登记', 'registration of a unit'],
  'work-group': ['领导小组', 'leading group'],
};
const called = ({ t }: Visit, what: string): string =>
  Object.hasOwn(kinds, what) ? t(...kinds[what]!) : what;

export const proposalsPage: Page = (visit) => shown(visit);

async function shown(visit: Visit, box?: Html, status = 200): Promise<Shown> {
  const me = await visit.read<Me>('/v1/me');
  const may = (route: string): boolean =>
    visit.rolesFor(route)?.some((role) => me.roles.includes(role)) ?? false;
  return {
    status,
    title: visit.t('双人复核、公文字号', 'Two persons, series of papers'),
    here: HERE,
    body: html`${box}${may('GET /v1/proposals') && (await waiting(visit, may('POST /v1/proposals/:id/confirmation')))}
${await seriesShown(visit, me, may('PUT /v1/papers/series'))}`,
  };
}

async function waiting(visit: Visit, decides: boolean): Promise<Html> {
  const { t, query } = visit;
  const cursor = query.get('cursor');
  const { items, next } = await visit.read<{ items: Proposal[]; next: string | null }>(
    `/v1/proposals?state=proposed&limit=50${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
  );
  return html`<section><h2>${t('待复核', 'To be decided')}</h2>${items.length === 0 ? html`<p class="soft">${t('没有。', 'None.')}</p>` : html`<ul class="cards">${items.map((one) => line(visit, one, decides))}</ul>`}${more(visit, HERE, next)}</section>`;
}

const step = ({ csrf }: Visit, { id, hash }: Proposal, what: string, inside: Html): Html =>
  html`<form class="filters noprint" method="post" action="${HERE}">${csrfField(csrf)}<input type="hidden" name="_do" value="${what}"><input type="hidden" name="id" value="${id}"><input type="hidden" name="hash" value="${hash}">${inside}</form>`;

function line(visit: Visit, one: Proposal, decides: boolean): Html {
  const { t, now } = visit;
  const over = Date.parse(one.expiresAt) <= now;
  return html`<li><p><strong>${called(visit, one.what)}</strong> <span class="soft">${one.subject}</span>${over && html` <span class="tag">${t('已过期，不能再同意', 'expired: it can not be confirmed')}</span>`}</p>${facts(
    [
      [t('提出', 'Proposed'), `${at(one.at)} · ${one.byName ?? ''}（${one.by}）`],
      [t('至', 'Until'), at(one.expiresAt)],
      [t('理由', 'Reason'), html`<span class="exact">${one.reason ?? '—'}</span>`],
      [t('现状', 'As it stands'), standShown(visit, one, one.before)],
      [t('变更为', 'As it would be'), standShown(visit, one, one.after)],
    ],
  )}${(decides || one.by === visit.officer) && decision(visit, one, over)}</li>`;
}

function standShown(visit: Visit, { what }: Proposal, value: unknown): Html | string {
  if (!value) return '—';
  if (what !== 'paper-template') return payloadShown(visit, '', value);
  const { template, ...version } = value as { template: Template | null };
  return html`${payloadShown(visit, '', version)}${template ? templateShown(template) : html`<p>${visit.t('标准模板', 'The standard template')}</p>`}`;
}

/** Whoever has proposed it takes it back, and somebody else decides. */
function decision(visit: Visit, one: Proposal, over: boolean): Html {
  const { t, officer } = visit;
  const why = (name: string): Html =>
    html`<div class="field"><label for="why-${name}-${one.id}">${t('理由', 'Reason')}</label><input type="text" id="why-${name}-${one.id}" name="reason" maxlength="500" required></div>`;
  if (one.by === officer)
    return html`<p class="soft">${t('由您提出，须由另一人复核。', 'You have proposed it; another person decides.')}</p>${step(visit, one, 'withdraw', html`${why('withdraw')}<button class="plain">${t('撤回', 'Withdraw it')}</button>`)}`;
  return html`${!over && step(visit, one, 'confirm', html`<button>${t('同意并生效', 'Confirm: it takes effect')}</button>`)}${step(visit, one, 'reject', html`${why('reject')}<button class="plain">${t('不同意', 'Reject it')}</button>`)}`;
}

/** 公文字号 Under which mark the papers of the bureau are numbered, and how far it has come. */
async function seriesShown(visit: Visit, me: Me, proposes: boolean): Promise<Html> {
  const { t, say } = visit;
  const [{ series, counters }, { items }] = await Promise.all([
    visit.read<Series>('/v1/papers/series'),
    visit.read<{ items: Kind[] }>('/v1/papers/kinds'),
  ]);
  const titles = new Map<string, string>([
    ['*', t('其余各种公文', 'every other paper')],
    ...items.flatMap(({ id, procedure, procedureTitle, title }): [string, string][] => [
      [`${procedure}/*`, t(`${procedureTitle.zh}的各种公文`, `every paper: ${procedureTitle.en}`)],
      [id, `${say(procedureTitle)} · ${say(title)}`],
    ]),
  ]);
  const last = (mark: string): string =>
    counters
      .filter((one) => one.mark === mark)
      .map(({ year, last: n }) => `${year}：${n}`)
      .join('；');
  return html`<section id="series"><h2>${t('公文字号', 'Series of papers')}</h2><p><a href="/desk/templates">${t('公文模板', 'Templates of papers')}</a></p>${
    series.length === 0
      ? html`<p>${t('本局还没有公文字号，不能制发公文。', 'The bureau has no series yet: no paper can be issued.')}</p>`
      : html`<table class="stack"><thead><tr>${[t('公文', 'Papers'), t('代字', 'Mark'), t('版本', 'Version'), t('施行', 'In force from'), t('已编到', 'Last numbers')].map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${series.map((one) => html`<tr><td>${titles.get(one.kind) ?? one.kind}</td><td data-th="${t('代字', 'Mark')}">${one.mark}</td><td data-th="${t('版本', 'Version')}">${one.version}</td><td data-th="${t('施行', 'In force from')}">${one.inForceFrom}</td><td data-th="${t('已编到', 'Last numbers')}">${last(one.mark)}</td></tr>`)}</tbody></table>`
  }${proposes ? seriesForm(visit, titles) : await whoProposes(visit, me)}</section>`;
}

/** 登记员 Whom to ask for a series or a template. */
export async function whoProposes(visit: Visit, { bureau }: Me): Promise<Html> {
  const { t } = visit;
  const { items } = await visit.read<{ items: { name: string; removedOn: string | null }[] }>(
    `/v1/officers?role=registrar&bureau=${encodeURIComponent(bureau.id)}`,
  );
  const names = items.filter(({ removedOn }) => removedOn === null).map(({ name }) => name);
  return html`<p class="soft">${t('字号和模板由登记员提出、另一人复核。本局登记员：', 'A registrar proposes series and templates and another person confirms them. Registrars of the bureau: ')}${names.join(t('、', ', ')) || t('无', 'none')}</p>`;
}

function seriesForm(visit: Visit, titles: ReadonlyMap<string, string>): Html {
  const { t, csrf, form: sent, now } = visit;
  const of = (name: string): string => sent.get(name) ?? '';
  return html`<form class="noprint" method="post" action="${HERE}">${csrfField(csrf)}<input type="hidden" name="_do" value="series"><h3>${t('提出字号', 'Propose a series')}</h3>
${select('kind', t('哪些公文', 'Of which papers'), [...titles], of('kind') || '*')}
${textField('mark', t('代字（文号为 代字〔年〕序号）', 'Mark: numbers are mark〔year〕number'), of('mark'))}
<div class="field"><label for="f-inForceFrom">${t('施行日期', 'In force from')}</label><input type="date" id="f-inForceFrom" name="inForceFrom" value="${of('inForceFrom') || beijing(now).slice(0, 10)}" required></div>
<div class="field"><label for="f-started">${t('本年在系统之外已编到（没有的不填）', 'Last number given by hand this year (leave empty if none)')}</label><input type="number" id="f-started" name="started" min="0" max="99999" value="${of('started')}"></div>
${textField('reason', t('理由', 'Reason'), of('_do') === 'series' ? of('reason') : '')}
<p><button>${t('提出', 'Propose it')}</button></p></form>`;
}

export const decideProposal: Page = async (visit) => {
  const { status, body } = await visit.ask(await askedBy(visit));
  if (status < 400) return { to: HERE };
  return shown(visit, refused(visit, body as ProblemBody), status);
};

/** What is wrong with single fields is said in their names. */
function refused({ language, say, t }: Visit, problem: ProblemBody): Html {
  const { fields = [] } = problem;
  const name = (path: string): string =>
    path
      .split('/')
      .slice(1)
      .map((part) => say(labelOf(part, {}).label))
      .join(' › ');
  return html`${problemBox(language, problem, true)}${
    fields.length > 0 &&
    html`<ul class="box bad">${fields.map((one) => html`<li>${name(one.path)}${t('：', ': ')}${one[language]}</li>`)}</ul>`
  }`;
}

function decidedAt(proposal: string, step: string): string {
  if (step === 'reject') return `${proposal}/rejection`;
  return step === 'withdraw' ? `${proposal}/withdrawal` : `${proposal}/confirmation`;
}

async function askedBy(visit: Visit): Promise<Inner> {
  const { form: sent } = visit;
  const text = (name: string): string => (sent.get(name) ?? '').trim();
  if (text('_do') === 'series') {
    const { series } = await visit.read<Series>('/v1/papers/series');
    const versions = series.filter(({ kind }) => kind === text('kind'));
    return {
      method: 'PUT',
      path: '/v1/papers/series',
      body: {
        kind: text('kind'),
        mark: text('mark'),
        version: Math.max(0, ...versions.map(({ version }) => version)) + 1,
        inForceFrom: text('inForceFrom'),
        ...(text('started') && { started: Number(text('started')) }),
        reason: text('reason'),
      },
    };
  }
  return {
    method: 'POST',
    path: decidedAt(`/v1/proposals/${encodeURIComponent(text('id'))}`, text('_do')),
    headers: { 'If-Match': `"${text('hash')}"` },
    body: text('reason') ? { reason: text('reason') } : {},
  };
}
