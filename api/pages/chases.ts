/** 督办 What is overdue, stuck or unanswered, and chases: one or many at once. Whether somebody may chase says the API, for each. */
import { randomUUID } from 'node:crypto';
import { chaseEach } from './chase-each.ts';
import { daysLeft, fileAddress, stateTags, type DutyShown } from './duty-lines.ts';
import { more } from './filters.ts';
import { inOneLine } from './forms/controls.ts';
import { unitNames } from './names.ts';
import { viewsLink } from './engine.ts';
import { html, type Html } from './html.ts';
import { csrfField } from './layout.ts';
import type { Page, Visit } from './visit.ts';
import { at, beijing } from './words.ts';

const lists = {
  overdue: ['逾期（法定）', 'Overdue (law)', '/v1/duties?state=overdue&force=law&limit=100'],
  management: [
    '超管理时限',
    'Past a management period',
    '/v1/duties?state=overdue&force=management&limit=100',
  ],
  unanswered: ['督办未答复', 'Chases never answered', '/v1/duties?unanswered=true&limit=100'],
  soon: ['临近到期', 'Due soon', '/v1/duties?state=due-soon&limit=100'],
} as const;
type Which = keyof typeof lists;

interface Waiting {
  notices: { zh: string; en: string; page: string | null }[];
  waiting: {
    unit: string;
    name: string | null;
    files: number;
    overdue: number;
    since: string;
    file: string;
    longest: { action: { zh: string; en: string }; due: string } | null;
  }[];
}

interface Stuck {
  items: { id: string; fault: string | null }[];
  next: string | null;
}

/** What stands in the form of a batch that has to be sent once more. */
interface Kept {
  key: string;
  at: string;
  channel: string;
  words: string;
  chosen: readonly string[];
  /** Something of it may have been received: it is sent again as it was. */
  resend: boolean;
}

const whichOf = (visit: Visit): Which => {
  const asked = visit.query.get('which') ?? '';
  return Object.hasOwn(lists, asked) ? (asked as Which) : 'overdue';
};

export const chases: Page = async (visit) => shown(visit);

async function shown(
  visit: Visit,
  outcome?: Html,
  kept?: Kept,
): Promise<{ title: string; here: string; body: Html }> {
  const { t } = visit;
  const which = whichOf(visit);
  const cursor = visit.query.get('cursor');
  const [{ items, next }, desk, stuck] = await Promise.all([
    visit.read<{ items: DutyShown[]; next: string | null }>(
      `${lists[which][2]}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
    ),
    visit.ask({ method: 'GET', path: '/v1/desk?links=false' }),
    visit.read<Stuck>('/v1/files?attention=technical&state=open&limit=50'),
  ]);
  const owing = items.map(({ owedBy }) => owedBy);
  const units = await unitNames(visit, owing);
  return {
    title: t('督办', 'Chasing'),
    here: '/desk/chases',
    body: html`${outcome}${desk.status === 200 && noticesOf(visit, (desk.body as Waiting).notices)}<nav class="counts noprint" aria-label="${t('清单', 'Lists')}">${(
      Object.keys(lists) as Which[]
    ).map(
      (one) =>
        html`<a href="/desk/chases?which=${one}"${one === which && html` aria-current="page"`}>${t(lists[one][0], lists[one][1])}</a> `,
    )}</nav>
<section><h2>${t(lists[which][0], lists[which][1])}</h2>${items.length === 0 && html`<p class="soft">${t('没有。', 'None.')}</p>`}${(items.length > 0 || kept) && form(visit, { which, items, units }, kept)}${more(visit, '/desk/chases', next)}</section>
${desk.status === 200 && html`${longest(visit, (desk.body as Waiting).waiting)}${viewsLink(visit)}`}
${stuck.items.length > 0 && html`<section><h2>${t('技术故障', 'Technically stuck')}</h2><ul>${stuck.items.map(({ id, fault }) => html`<li><a href="${fileAddress(id)}">${id}</a> <code>${fault}</code></li>`)}</ul>${stuck.next !== null && html`<p><a class="button plain" href="/desk/files?attention=technical&#38;state=open">${t('更多', 'More')}</a></p>`}</section>`}`,
  };
}

const noticesOf = ({ t, say }: Visit, notices: Waiting['notices']): Html[] =>
  notices.map(
    ({ page, ...words }) =>
      html`<div class="box warn" role="status"><p>${say(words)}${page && html` <a href="${page}">${t('接收设置', 'Settings')}</a>`}</p></div>`,
  );

const longest = ({ t, say }: Visit, waiting: Waiting['waiting']): Html | false =>
  waiting.length > 0 &&
  html`<section><h2>${t('各单位压着的案卷', 'What waits for each unit')}</h2><ul class="cards">${waiting.map(
    (one) =>
      html`<li><strong>${one.name ?? one.unit}</strong> · ${t(`${one.files} 件，逾期 ${one.overdue}`, `${one.files} files, ${one.overdue} overdue`)}<br>${t('最久的', 'The longest')}：<a href="${fileAddress(one.file)}">${one.file}</a> ${t('自', 'since')} ${at(one.since)}${one.longest && html` · ${say(one.longest.action)}`}</li>`,
  )}</ul></section>`;

const nameOf = ({ file, key, owedBy }: DutyShown): string => JSON.stringify([file, key, owedBy]);

const channels = [
  ['system', '系统', 'system'],
  ['phone', '电话', 'telephone'],
  ['letter', '函件', 'letter'],
  ['in-person', '当面', 'in person'],
] as const;

interface Listed {
  which: Which;
  items: readonly DutyShown[];
  units: ReadonlyMap<string, string>;
}
function form(visit: Visit, { which, items, units }: Listed, kept?: Kept): Html {
  const { t, say, csrf, query } = visit;
  const to = new URLSearchParams({ which });
  if (query.get('cursor')) to.set('cursor', query.get('cursor')!);
  const chosen = (name: string): Html | false =>
    (kept?.chosen.includes(name) ?? false) && html` checked`;
  const here = new Set(items.map(nameOf));
  const elsewhere = (kept?.chosen ?? []).filter((name) => !here.has(name));
  return html`<form method="post" action="/desk/chases?${to.toString()}">${csrfField(csrf)}<input type="hidden" name="_key" value="${kept?.key ?? randomUUID()}"><input type="hidden" name="_at" value="${kept?.at ?? beijing(visit.now)}">${kept?.resend && html`<input type="hidden" name="_resend" value="yes">`}
<ul class="cards">${elsewhere.map((name) => html`<li><label class="choice"><input type="checkbox" name="duty" value="${name}" checked>${name}</label></li>`)}${items.map(
    (duty) =>
      html`<li><label class="choice"><input type="checkbox" name="duty" value="${nameOf(duty)}"${chosen(nameOf(duty))}><strong>${say(duty.action)}</strong> · ${units.get(duty.owedBy) ?? duty.owedBy}${duty.assignee && html` · ${t('承办', 'in hand')} ${duty.assignee}`}</label>
<p>${at(duty.due)} · ${daysLeft(visit, duty.due)} ${stateTags(visit, duty)}</p><p class="small"><a href="${fileAddress(duty.file)}">${duty.file}</a> · ${duty.article}</p></li>`,
  )}</ul>
<div class="field"><label for="channel">${t('方式', 'By')}</label><select id="channel" name="channel">${channels.map(
    ([value, zh, en]) =>
      html`<option value="${value}"${value === kept?.channel && html` selected`}>${t(zh, en)}</option>`,
  )}</select></div>
<div class="field"><label for="words">${t('说明（可不填）', 'Words (may be left out)')}</label><textarea id="words" name="words" maxlength="1000">\n${kept?.words}</textarea>${inOneLine(visit.language)}</div>
<p><button>${t('督办所选各项', 'Chase what is chosen')}</button></p></form>`;
}

const keptOf = ({ form: sent, now }: Visit, chosen: readonly string[], resend: boolean): Kept => ({
  // What nobody has received is said now, and under a new key.
  key: (resend && sent.get('_key')) || randomUUID(),
  at: (resend && sent.get('_at')) || beijing(now),
  channel: sent.get('channel') ?? '',
  words: sent.get('words') ?? '',
  chosen,
  resend,
});

/** Each is an act of its own file, under a key of its own: sent twice, they count once. What nothing is known of stays in the form as it was sent. */
export const chaseMany: Page = async (visit) => {
  const { outcome, unanswered } = await chaseEach(visit);
  return unanswered.length > 0
    ? shown(visit, outcome, keptOf(visit, unanswered, true))
    : shown(visit, outcome);
};

/** What another session has filled in, shown again: nothing is sent. */
export const chasesAgain: Page = (visit) => {
  const { t, form: sent } = visit;
  const box = html`<div class="box warn" role="alert"><p><strong>${t('没有发送。', 'Not sent.')}</strong> ${t('所选各项来自此前的登录；请核对，然后发送。', 'This was chosen under a former sign-in. Look it through, then send it.')}</p></div>`;
  return shown(visit, box, keptOf(visit, sent.getAll('duty'), sent.has('_resend')));
};
