/** 接收设置 What one is told and where, and the calendars one has made. What may be chosen and what is refused says the API. */
import { problemBox, csrfField } from './layout.ts';
import { html, type Html } from './html.ts';
import type { ProblemBody } from '../http/problems.ts';
import type { InnerReply } from '../http/inside.ts';
import type { Page, Shown, Visit } from './visit.ts';
import { at } from './words.ts';

interface Choice {
  address: string | null;
  confirmed: boolean;
  topics: string[];
  language: 'zh' | 'en';
  available: { topic: string; title: { zh: string; en: string } }[];
  mail: boolean;
  bureau: { digestAt: string; quiet: { from: string; until: string } };
}
interface Feed {
  id: string;
  unit: string | null;
  madeAt: string;
}

const HERE = '/desk/reminders';

export const reminderPage: Page = (visit) => shown(visit);

async function shown(visit: Visit, outcome?: Html, status = 200): Promise<Shown> {
  const [choice, { items }] = await Promise.all([
    visit.read<Choice>('/v1/me/reminders'),
    visit.read<{ items: Feed[] }>('/v1/me/feeds'),
  ]);
  const { t } = visit;
  return {
    status,
    title: t('接收设置', 'What I am told'),
    here: HERE,
    body: html`${outcome}${address(visit, choice)}${choice.address !== null && !choice.confirmed && confirmation(visit)}${feeds(visit, items)}`,
  };
}

const form = ({ csrf }: Visit, what: string, fields: Html): Html =>
  html`<form method="post" action="${HERE}">${csrfField(csrf)}<input type="hidden" name="what" value="${what}">${fields}</form>`;

function address(
  visit: Visit,
  { address: given, confirmed, topics, language, available, mail, bureau }: Choice,
): Html {
  const { t, say } = visit;
  const { from, until } = bureau.quiet;
  return html`<section><h2>${t('邮件提醒', 'By e-mail')}</h2>
${!mail && html`<div class="box warn" role="status"><p>${t('没有设置邮件服务器，现在不能登记邮箱。', 'No mail server is set up: no address can be registered now.')}</p></div>`}
<p>${given === null ? t('没有登记邮箱，不发送提醒。', 'No address is registered; nothing is sent.') : html`${given} · ${confirmed ? t('已确认', 'confirmed') : t('待确认', 'to be confirmed')}`}</p>
<p class="soft small">${t(`摘要在工作日 ${bureau.digestAt} 起发送；${from} 至 ${until} 不打扰，夜间将届满的法定期限除外。逐级督办不能单独关闭。`, `The digest comes on working days from ${bureau.digestAt}; from ${from} to ${until} only what the law lets run out meanwhile is sent. What is escalated cannot be switched off by itself.`)}</p>
${form(
  visit,
  'choose',
  html`<div class="field"><label for="address">${t('邮箱（不变的不填）', 'Address (leave empty to keep it)')}</label><input id="address" name="address" type="email" autocomplete="email" maxlength="254"></div>
<fieldset><legend>${t('接收哪些', 'What to be told')}</legend>${available.map(
    ({ topic, title }) =>
      html`<label class="choice"><input type="checkbox" name="topic" value="${topic}"${topics.includes(topic) && html` checked`}>${say(title)}</label>`,
  )}</fieldset>
<div class="field"><label for="language">${t('语言', 'Language')}</label><select id="language" name="language"><option value="zh"${language === 'zh' && html` selected`}>中文</option><option value="en"${language === 'en' && html` selected`}>English</option></select></div>
<p><button>${t('保存', 'Save')}</button></p>`,
)}
${given !== null && form(visit, 'drop', html`<p><button class="plain">${t('不再接收，删除邮箱', 'Stop, and forget the address')}</button></p>`)}</section>`;
}

const confirmation = (visit: Visit): Html => {
  const { t } = visit;
  return html`<section><h2>${t('确认邮箱', 'Confirm the address')}</h2>${form(
    visit,
    'confirm',
    html`<div class="field"><label for="code">${t('邮件中的确认码', 'The code in the mail')}</label><input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="8" required></div><p><button>${t('确认', 'Confirm')}</button></p>`,
  )}</section>`;
};

function feeds(visit: Visit, items: readonly Feed[]): Html {
  const { t } = visit;
  return html`<section><h2>${t('日历订阅', 'Calendars')}</h2>
<p class="soft small">${t('在日历软件中订阅；地址只显示一次，知道地址的即可读取，不要转给他人。每次读取记入查阅登记。', 'Subscribe to it in a calendar program. The address is shown once; whoever has it can read, so pass it on to nobody. Every reading is on record.')}</p>
<ul class="cards">${items.map(
    ({ id, unit, madeAt }) =>
      html`<li>${unit ?? t('本人所在单位', 'of my unit, whichever it is')} · ${at(madeAt)}${form(visit, 'revoke', html`<input type="hidden" name="feed" value="${id}"><button class="plain">${t('撤销', 'Revoke')}</button>`)}</li>`,
  )}</ul>
${form(
  visit,
  'feed',
  html`<div class="field"><label for="scope">${t('范围', 'Of')}</label><select id="scope" name="scope"><option value="own">${t('本人所在单位（随调动而变）', 'my unit, also after a move')}</option><option value="unit">${t('现在的单位（调离后失效）', 'my present unit, until I move')}</option></select></div><p><button>${t('新建日历地址', 'Make an address')}</button></p>`,
)}</section>`;
}

export const changeReminders: Page = async (visit) => {
  const { t, form: sent, req } = visit;
  const reply = await asked(visit);
  if (reply.status >= 400)
    return shown(visit, problemBox(visit.language, reply.body as ProblemBody), reply.status);
  if (sent.get('what') !== 'feed') return { to: HERE };
  const { path } = reply.body as { path: string };
  const whole = `${req.protocol}://${req.get('host') ?? ''}${path}`;
  return shown(
    visit,
    html`<div class="box" role="status"><p><strong>${t('日历地址（只显示这一次）', 'The address, shown this once')}</strong></p><p><code>${whole}</code></p></div>`,
  );
};

function asked({ ask, form: sent }: Visit): Promise<InnerReply> {
  const text = (name: string): string => (sent.get(name) ?? '').trim();
  switch (sent.get('what')) {
    case 'confirm':
      return ask({
        method: 'POST',
        path: '/v1/me/reminders/confirmation',
        body: { code: text('code') },
      });
    case 'drop':
      return ask({ method: 'DELETE', path: '/v1/me/reminders' });
    case 'feed':
      return ask({ method: 'POST', path: '/v1/me/feeds', body: { scope: text('scope') } });
    case 'revoke':
      return ask({ method: 'DELETE', path: `/v1/me/feeds/${encodeURIComponent(text('feed'))}` });
    default:
      return ask({
        method: 'PUT',
        path: '/v1/me/reminders',
        body: {
          ...(text('address') && { address: text('address') }),
          topics: sent.getAll('topic'),
          language: text('language') || 'zh',
        },
      });
  }
}
