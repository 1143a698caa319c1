/** 移交 For some days what one has in hand is shown to a deputy of the same unit: made, seen, revoked. */
import type { Inner } from '../http/inside.ts';
import type { ProblemBody } from '../http/problems.ts';
import { more, select } from './filters.ts';
import { html, type Html } from './html.ts';
import { csrfField, problemBox } from './layout.ts';
import { namesOf, officerShown, type Names } from './names.ts';
import type { Page, Shown, Visit } from './visit.ts';
import { at, beijing } from './words.ts';

interface HandOver {
  id: number;
  unit: string;
  from: string;
  to: string;
  fromOn: string;
  untilOn: string;
  by: string;
  endedAt: string | null;
  state: keyof typeof states;
  absent: boolean;
  deputyAbsent: boolean;
}
const states = {
  coming: ['未开始', 'to come'],
  running: ['进行中', 'running'],
  over: ['期满', 'over'],
  revoked: ['已撤销', 'revoked'],
  left: ['因离开本单位结束', 'ended: one has left the unit'],
} as const;

interface Me {
  id: string;
  unit: { id: string };
  roles: string[];
}

export const handOvers: Page = (visit) => shown(visit);

async function shown(visit: Visit, box?: Html, status = 200): Promise<Shown> {
  const { t, query } = visit;
  const cursor = query.get('cursor');
  const [me, { items, next }] = await Promise.all([
    visit.read<Me>('/v1/me'),
    visit.read<{ items: HandOver[]; next: string | null }>(
      `/v1/hand-overs?limit=50${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
    ),
  ]);
  const names = await namesOf(visit, {
    units: items.map(({ unit }) => unit),
    officers: items.flatMap(({ from, to, by }) => [from, to, by]),
  });
  return {
    status,
    title: t('移交', 'Hand-overs'),
    body: html`${box}<p class="soft">${t('移交期间，本人承办的事项同时显示给代办人；代办人不因此取得任何权限，期满自动结束。不是不在岗登记。', 'For these days what one has in hand is shown to the deputy too, who gains no right by it; it ends by itself. It registers no absence.')}</p>
<section><h2>${t('办理移交', 'Hand over')}</h2>${await form(visit, me)}</section>
<section><h2>${t('已有移交', 'Made so far')}</h2>${items.length === 0 ? html`<p>${t('没有。', 'None.')}</p>` : html`<ul class="cards">${items.map((one) => line(visit, me, { one, names }))}</ul>`}${more(visit, '/desk/hand-overs', next)}</section>`,
  };
}

function line({ t, csrf }: Visit, me: Me, { one, names }: { one: HandOver; names: Names }): Html {
  const who = (id: string): string => officerShown(names, id);
  const open = one.state === 'coming' || one.state === 'running';
  const own = [one.from, one.to].includes(me.id) || ordersWork(me);
  return html`<li><p><strong>${who(one.from)} → ${who(one.to)}</strong> <span class="tag ${one.state === 'running' ? 'good' : 'soft'}">${t(states[one.state][0], states[one.state][1])}</span>${one.absent && html` <span class="tag soft">${t('今日不在岗', 'absent today')}</span>`}${one.deputyAbsent && open && html` <span class="tag">${t('代办人今日不在岗，无人代办', 'the deputy is absent today: nobody stands in')}</span>`}</p><p class="soft">${one.fromOn} – ${one.untilOn} · ${names.units.get(one.unit) ?? one.unit}</p>
<p class="soft small">${t('由', 'by')} ${who(one.by)}${one.endedAt && html` · ${at(one.endedAt)}`}</p>
${open && own && html`<form class="noprint" method="post" action="/desk/hand-overs">${csrfField(csrf)}<input type="hidden" name="_do" value="revoke"><input type="hidden" name="id" value="${one.id}"><button class="plain">${t('撤销', 'Revoke')}</button></form>`}</li>`;
}

const ordersWork = ({ roles }: Me): boolean =>
  roles.includes('head') || roles.includes('coordinator');

async function form(visit: Visit, me: Me): Promise<Html> {
  const { t, csrf, now, form: sent } = visit;
  const { items } = await visit.read<{
    items: { id: string; name: string; kind: string; removedOn?: string | null }[];
  }>(`/v1/officers?limit=500&unit=${encodeURIComponent(me.unit.id)}`);
  const people = items.filter(({ kind, removedOn }) => kind === 'person' && !removedOn);
  const options = (some: typeof people) =>
    some.map(({ id, name }): [string, string] => [id, `${name} ${id}`]);
  const today = beijing(now).slice(0, 10);
  const dayField = (name: string, label: string): Html =>
    html`<div class="field"><label for="f-${name}">${label}</label><input type="date" id="f-${name}" name="${name}" value="${sent.get(name) ?? today}" min="${today}" required></div>`;
  return html`<form class="filters noprint" method="post" action="/desk/hand-overs">${csrfField(csrf)}${ordersWork(me) && select('from', t('谁的', 'Whose'), options(people), sent.get('from') ?? me.id)}${select('to', t('代办人', 'Deputy'), options(people.filter(({ id }) => id !== me.id || ordersWork(me))), sent.get('to') ?? '')}${dayField('fromOn', t('自', 'From'))}${dayField('untilOn', t('至', 'Until'))}<button>${t('移交', 'Hand over')}</button></form>`;
}

export const handOver: Page = async (visit) => {
  const { form: sent, ask, language } = visit;
  const from = sent.get('from');
  const asked: Inner =
    sent.get('_do') === 'revoke'
      ? { method: 'DELETE', path: `/v1/hand-overs/${encodeURIComponent(sent.get('id') ?? '')}` }
      : {
          method: 'POST',
          path: '/v1/hand-overs',
          body: {
            ...(from && { from }),
            to: sent.get('to'),
            fromOn: sent.get('fromOn'),
            untilOn: sent.get('untilOn'),
          },
        };
  const { status, body } = await ask(asked);
  if (status < 400) return { to: '/desk/hand-overs' };
  return shown(visit, problemBox(language, body as ProblemBody), status);
};
