/** 督办 What is overdue, stuck or unanswered, and chases: one or many at once. Whether somebody may chase says the API, for each. */
import { createHash, randomUUID } from 'node:crypto';
import type { ProblemBody } from '../http/problems.ts';
import { daysLeft, fileAddress, stateTags, type DutyShown } from './duty-lines.ts';
import { addressOf } from './file.ts';
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

const whichOf = (visit: Visit): Which => {
  const asked = visit.query.get('which') ?? '';
  return Object.hasOwn(lists, asked) ? (asked as Which) : 'overdue';
};

export const chases: Page = async (visit) => shown(visit);

async function shown(
  visit: Visit,
  outcome?: Html,
): Promise<{ title: string; here: string; body: Html }> {
  const { t } = visit;
  const which = whichOf(visit);
  const { items } = await visit.read<{ items: DutyShown[] }>(lists[which][2]);
  const desk = await visit.ask({ method: 'GET', path: '/v1/desk' });
  const stuck = await visit.read<{ items: { id: string; fault: string | null }[] }>(
    '/v1/files?attention=technical&state=open&limit=50',
  );
  return {
    title: t('督办', 'Chasing'),
    here: '/desk/chases',
    body: html`${outcome}<nav class="counts noprint" aria-label="${t('清单', 'Lists')}">${(
      Object.keys(lists) as Which[]
    ).map(
      (one) =>
        html`<a href="/desk/chases?which=${one}"${one === which && html` aria-current="page"`}>${t(lists[one][0], lists[one][1])}</a> `,
    )}</nav>
<section><h2>${t(lists[which][0], lists[which][1])}</h2>${items.length === 0 ? html`<p class="soft">${t('没有。', 'None.')}</p>` : form(visit, which, items)}</section>
${desk.status === 200 && longest(visit, (desk.body as Waiting).waiting)}
${stuck.items.length > 0 && html`<section><h2>${t('技术故障', 'Technically stuck')}</h2><ul>${stuck.items.map(({ id, fault }) => html`<li><a href="${fileAddress(id)}">${id}</a> <code>${fault}</code></li>`)}</ul></section>`}`,
  };
}

const longest = ({ t, say }: Visit, waiting: Waiting['waiting']): Html | false =>
  waiting.length > 0 &&
  html`<section><h2>${t('各单位压着的案卷', 'What waits for each unit')}</h2><ul class="cards">${waiting.map(
    (one) =>
      html`<li><strong>${one.name ?? one.unit}</strong> · ${t(`${one.files} 件，逾期 ${one.overdue}`, `${one.files} files, ${one.overdue} overdue`)}<br>${t('最久的', 'The longest')}：<a href="${fileAddress(one.file)}">${one.file}</a> ${t('自', 'since')} ${at(one.since)}${one.longest && html` · ${say(one.longest.action)}`}</li>`,
  )}</ul></section>`;

const nameOf = ({ file, key, owedBy }: DutyShown): string => JSON.stringify([file, key, owedBy]);

function form(visit: Visit, which: Which, items: readonly DutyShown[]): Html {
  const { t, say, csrf } = visit;
  return html`<form method="post" action="/desk/chases?which=${which}">${csrfField(csrf)}<input type="hidden" name="_key" value="${randomUUID()}"><input type="hidden" name="_at" value="${beijing(visit.now)}">
<ul class="cards">${items.map(
    (duty) =>
      html`<li><label class="choice"><input type="checkbox" name="duty" value="${nameOf(duty)}"><strong>${say(duty.action)}</strong> · ${duty.owedBy}</label>
<p>${at(duty.due)} · ${daysLeft(visit, duty.due)} ${stateTags(visit, duty)}</p><p class="small"><a href="${fileAddress(duty.file)}">${duty.file}</a> · ${duty.article}</p></li>`,
  )}</ul>
<div class="field"><label for="channel">${t('方式', 'By')}</label><select id="channel" name="channel">${[
    ['system', '系统', 'system'],
    ['phone', '电话', 'telephone'],
    ['letter', '函件', 'letter'],
    ['in-person', '当面', 'in person'],
  ].map(
    ([value, zh, en]) => html`<option value="${value!}">${t(zh!, en!)}</option>`,
  )}</select></div>
<div class="field"><label for="words">${t('说明（可不填）', 'Words (may be left out)')}</label><textarea id="words" name="words" maxlength="1000"></textarea></div>
<p><button>${t('督办所选各项', 'Chase what is chosen')}</button></p></form>`;
}

/** Each is an act of its own file, under a key of its own: sent twice, they count once. */
export const chaseMany: Page = async (visit) => {
  const { t, form: sent, language } = visit;
  const key = sent.get('_key') ?? randomUUID();
  // As the form says it: sent again it is the same act.
  const since = sent.get('_at') ?? beijing(visit.now);
  const lines: Html[] = [];
  for (const chosen of sent.getAll('duty').slice(0, 100)) {
    const [file, duty, to] = chosenOf(chosen);
    const reply = await visit.ask({
      method: 'POST',
      path: `${addressOf(file)}/acts/chase`,
      headers: { 'Idempotency-Key': createHash('sha256').update(`${key} ${chosen}`).digest('hex') },
      body: {
        duty,
        to,
        channel: sent.get('channel'),
        at: `${since}+08:00`,
        ...(sent.get('words')?.trim() && { remarks: sent.get('words') }),
      },
    });
    const said = reply.status < 400 ? t('已督办', 'chased') : (reply.body as ProblemBody)[language];
    lines.push(html`<li><a href="${fileAddress(file)}">${file}</a>：${said}</li>`);
  }
  const outcome = html`<div class="box good" role="status"><p>${lines.length === 0 && t('没有选择任何一项。', 'Nothing was chosen.')}</p><ul>${lines}</ul></div>`;
  return shown(visit, outcome);
};

function chosenOf(text: string): [file: string, duty: string, to: string] {
  try {
    const read = JSON.parse(text) as unknown;
    if (Array.isArray(read)) return [String(read[0]), String(read[1]), String(read[2])];
  } catch {
    // Said by the API: there is no such file.
  }
  return ['-', '', ''];
}
