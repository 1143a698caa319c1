/** 违期 The ledger of breaches: what was owed by law and was late, newest first, also what was reversed. */
import { fileAddress } from './duty-lines.ts';
import { clauseShown } from './file-parts.ts';
import { asked, filterForm, more, select, textField, type Option } from './filters.ts';
import { html, type Html } from './html.ts';
import { unitNames } from './names.ts';
import type { Page, Visit } from './visit.ts';
import { at } from './words.ts';
import type { Sentence } from '../../domain/law/refusal.ts';

interface Breach {
  file: string;
  action: Sentence;
  clause: string;
  owedBy: string;
  due: string;
  doneAt: string | null;
  state: 'standing' | 'claimed-in-time' | 'reversed';
  outage: { state: 'disputed' | 'upheld' | 'excused' } | null;
}

const HERE = '/desk/breaches';

export const breaches: Page = async (visit) => {
  const { t, query } = visit;
  const filter = asked(query, ['state', 'unit', 'clause', 'cursor']);
  filter.set('limit', '100');
  const [{ items, next }, choices] = await Promise.all([
    visit.read<{ items: Breach[]; next: string | null }>(`/v1/breaches?${filter}`),
    unitChoices(visit, query.get('unit') ?? ''),
  ]);
  const owing = items.map(({ owedBy }) => owedBy);
  const units = await unitNames(visit, owing);
  return {
    title: t('违期', 'Breaches'),
    here: HERE,
    body: html`${filterForm(visit, HERE, [
      select(
        'state',
        t('状态', 'State'),
        [
          ['', t('全部', 'all')],
          ['standing', t('成立', 'standing')],
          ['claimed-in-time', t('称已按时，待确认', 'claimed in time')],
          ['reversed', t('已撤销', 'reversed')],
        ],
        query.get('state') ?? '',
      ),
      select('unit', t('单位', 'Unit'), choices, query.get('unit') ?? ''),
      textField('clause', t('条款', 'Clause'), query.get('clause') ?? ''),
    ])}<section>${items.length === 0 ? html`<p>${t('没有违期。', 'There is no breach.')}</p>` : table(visit, items, units)}</section>
${more(visit, HERE, next)}`,
  };
};

/** 单位 Those of the own bureau by their names; one that the address names stays chosen, wherever it is. */
async function unitChoices(visit: Visit, chosen: string): Promise<Option[]> {
  const me = await visit.read<{ bureau: { id: string } }>('/v1/me');
  const query = new URLSearchParams({ bureau: me.bureau.id, limit: '1000' });
  const { status, body } = await visit.ask({ method: 'GET', path: `/v1/units?${query}` });
  const units =
    status === 200
      ? (body as { items: { id: string; name: string }[] }).items.map(({ id, name }): Option => [
          id,
          name,
        ])
      : [];
  const known = chosen === '' || units.some(([id]) => id === chosen);
  return [
    ['', visit.t('全部', 'all')],
    ...units,
    ...(known ? [] : [[chosen, chosen] satisfies Option]),
  ];
}

const table = (
  visit: Visit,
  items: readonly Breach[],
  units: ReadonlyMap<string, string>,
): Html => {
  const { t, say } = visit;
  return html`<table class="stack"><caption>${t('超过法定期限的义务', 'Duties by law that were late')}</caption><thead><tr>${[
    t('期限', 'Due'),
    t('完成', 'Done'),
    t('义务', 'Duty'),
    t('负有方', 'Owed by'),
    t('状态', 'State'),
    t('案卷', 'File'),
  ].map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${items.map(
    (
      one,
    ) => html`<tr><td data-th="${t('期限', 'Due')}">${at(one.due)}</td><td data-th="${t('完成', 'Done')}">${at(one.doneAt)}</td>
<td>${say(one.action)}<br><span class="soft small">${clauseShown(visit, one.clause)}</span></td><td data-th="${t('负有方', 'Owed by')}">${units.get(one.owedBy) ?? one.owedBy}</td><td>${stateOf(visit, one)}</td>
<td><a href="${fileAddress(one.file)}">${one.file}</a></td></tr>`,
  )}</tbody></table>`;
};

function stateOf({ t }: Visit, { state, outage }: Breach): Html {
  const said = {
    standing: html`<span class="tag bad">${t('成立', 'standing')}</span>`,
    'claimed-in-time': html`<span class="tag warn">${t('称已按时，待确认', 'claimed in time')}</span>`,
    reversed: html`<span class="tag soft">${t('已撤销', 'reversed')}</span>`,
  }[state];
  return html`${said} ${outage?.state === 'disputed' && html`<span class="tag warn">${t('系统中断，待决定', 'outage, to be decided')}</span>`}`;
}
