/** 承办人 Who of the unit has each duty of a file in hand: taken, given, given back. The unit owes, whoever has it. */
import type { Inner } from '../http/inside.ts';
import type { ProblemBody } from '../http/problems.ts';
import { addressOf, fileAddress, type DutyShown } from './duty-lines.ts';
import { html, type Html } from './html.ts';
import { csrfField, facts } from './layout.ts';
import { namesOf, officerShown, type Names } from './names.ts';
import { PageProblem, type Page, type Visit } from './visit.ts';
import { at } from './words.ts';

interface Assignee {
  owedBy: string;
  assignee: string | null;
  deputy: string | null;
  mayOrder: boolean;
  history: { from: string | null; to: string | null; why: Why; by: string | null; at: string }[];
}
const whys = {
  assigned: ['分派', 'assigned'],
  taken: ['认领', 'taken'],
  released: ['退回', 'given back'],
  reassigned: ['随案卷改派', 'went along with the file'],
  left: ['离开本单位', 'left the unit'],
} as const;
type Why = keyof typeof whys;

const pageOf = (file: string): string => `${fileAddress(file)}/assignees`;

/** `张三（o-1）（今日由 李四（o-2） 代办）`. */
function inHandsOf(
  { t }: Visit,
  { assignee, deputy }: Pick<DutyShown, 'assignee' | 'deputy'>,
  names: Names | undefined,
): string {
  if (!assignee) return t('未分派', 'nobody yet');
  const who = officerShown(names, assignee);
  if (!deputy) return who;
  const stands = officerShown(names, deputy);
  return `${who}${t(`（今日由 ${stands} 代办）`, ` (${stands} stands in today)`)}`;
}

/** One step: to take what nobody has, or to give back the own. */
function step(
  { t, csrf, officer }: Visit,
  file: string,
  duty: Pick<DutyShown, 'key' | 'owedBy' | 'assignee'>,
  mine: string | undefined,
): Html | false {
  const takes = duty.assignee === null && mine === duty.owedBy;
  if (!takes && duty.assignee !== officer) return false;
  return html`<form class="inline noprint" method="post" action="${pageOf(file)}">${csrfField(csrf)}<input type="hidden" name="key" value="${duty.key}"><input type="hidden" name="expected" value="${duty.assignee}"><input type="hidden" name="officer" value="${takes ? officer : ''}"><button class="plain">${takes ? t('认领', 'Take it') : t('退回', 'Give it back')}</button></form>`;
}

/** Beside a duty on the page of its file. */
export const assigneeLine = (
  visit: Visit,
  file: string,
  duty: DutyShown,
  { mine, names }: { mine?: string | undefined; names?: Names | undefined },
): Html =>
  html`${inHandsOf(visit, duty, names)} ${step(visit, file, duty, mine)}<a class="noprint" href="${pageOf(file)}">${visit.t('分派', 'Assign')}</a>`;

interface Officer {
  id: string;
  name: string;
  kind: string;
  roles: string[];
  removedOn?: string | null;
}

export const assignees: Page = async (visit) => {
  const { t, say } = visit;
  const file = visit.params['file']!;
  const [{ duties }, me] = await Promise.all([
    visit.read<{ duties: DutyShown[] }>(addressOf(file)),
    visit.read<{ unit: { id: string } }>('/v1/me'),
  ]);
  const each = await Promise.all(
    duties.map(async (duty) => ({
      duty,
      now: await visit.read<Assignee>(
        `${addressOf(file)}/duties/${encodeURIComponent(duty.key)}/assignee`,
      ),
    })),
  );
  const names = await namesOf(visit, {
    units: duties.map(({ owedBy }) => owedBy),
    officers: each.flatMap(({ now: { assignee, deputy, history } }) =>
      [assignee, deputy, ...history.flatMap(({ from, to, by }) => [from, to, by])].filter(
        (id) => id !== null,
      ),
    ),
  });
  const units = new Set(each.filter(({ now }) => now.mayOrder).map(({ now }) => now.owedBy));
  const staff = new Map<string, Officer[]>();
  for (const unit of units) {
    const { items } = await visit.read<{ items: Officer[] }>(
      `/v1/officers?limit=500&unit=${encodeURIComponent(unit)}`,
    );
    staff.set(
      unit,
      items.filter(
        ({ kind, roles, removedOn }) => kind === 'person' && roles.length > 0 && !removedOn,
      ),
    );
  }
  return {
    title: t('承办人', 'Who has it in hand'),
    body: html`<p><a href="${fileAddress(file)}">${file}</a></p><p class="soft">${t('分派不改变义务：义务由单位负有，期限照旧。', 'The unit owes each duty, whoever has it; its period stays.')}</p>
${each.length === 0 && html`<section><p>${t('现在没有未了的义务。', 'Nothing is owed now.')}</p></section>`}${each.map(
      ({ duty, now }) =>
        html`<section><h2>${say(duty.action)}</h2>${facts([
          [t('负有方', 'Owed by'), names.units.get(duty.owedBy) ?? duty.owedBy],
          [t('到期', 'Due'), at(duty.due)],
          [t('承办人', 'In the hands of'), inHandsOf(visit, now, names)],
        ])}${step(visit, file, { ...duty, ...now }, me.unit.id)}${now.mayOrder && giving(visit, file, duty, now, staff.get(now.owedBy) ?? [])}${now.history.length > 0 && past(visit, now, names)}</section>`,
    )}`,
  };
};

function giving(
  { t, csrf }: Visit,
  file: string,
  { key }: DutyShown,
  { assignee }: Assignee,
  staff: readonly Officer[],
): Html {
  const id = `to-${key}`;
  return html`<form class="filters noprint" method="post" action="${pageOf(file)}">${csrfField(csrf)}<input type="hidden" name="key" value="${key}"><input type="hidden" name="expected" value="${assignee}"><div class="field"><label for="${id}">${t('分派给', 'Give it to')}</label><select id="${id}" name="officer"><option value="">${assignee === null ? t('（请选择）', '(choose)') : t('（撤销分派）', '(nobody)')}</option>${staff.map(
    (one) =>
      html`<option value="${one.id}"${one.id === assignee && html` selected`}>${one.name} ${one.id}</option>`,
  )}</select></div><button>${t('分派', 'Assign')}</button></form>`;
}

const past = ({ t }: Visit, { history }: Assignee, names: Names): Html =>
  html`<details><summary>${t('经过', 'How it went')}</summary><ul>${history.map((one) => html`<li>${at(one.at)} ${t(whys[one.why][0], whys[one.why][1])}：${one.from ? officerShown(names, one.from) : '—'} → ${one.to ? officerShown(names, one.to) : '—'}${one.by && html` <span class="soft">${t('由', 'by')} ${officerShown(names, one.by)}</span>`}</li>`)}</ul></details>`;

export const assign: Page = async (visit) => {
  const { form: sent, ask } = visit;
  const file = visit.params['file']!;
  const expected = sent.get('expected') || null;
  const officer = sent.get('officer') || null;
  const path = `${addressOf(file)}/duties/${encodeURIComponent(sent.get('key') ?? '')}/assignee`;
  const asked: Inner | undefined = officer
    ? { method: 'PUT', path, body: { officer, expected } }
    : expected
      ? { method: 'DELETE', path: `${path}?expected=${encodeURIComponent(expected)}` }
      : undefined;
  if (asked) {
    const { status, body } = await ask(asked);
    if (status >= 400) throw new PageProblem(body as ProblemBody);
  }
  return { to: pageOf(file) };
};
