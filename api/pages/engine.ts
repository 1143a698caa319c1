/** 流程界面 Ready views of the Temporal UI as links, for a unit or a procedure, and how its columns and saved views are set up. */
import { procedures } from '../../domain/procedures.ts';
import { asked, filterForm, select } from './filters.ts';
import { html, type Html } from './html.ts';
import type { Page, Visit } from './visit.ts';

const HERE = '/desk/engine';

interface Views {
  bureau: string;
  items: { name: string; title: { zh: string; en: string }; query: string; ui: string }[];
  columns: { name: string; title: { zh: string; en: string } }[];
}

/** Whoever may have the views looks at runs: the API says who that is. */
export const looksAtRuns = (
  { rolesFor }: Visit,
  { roles }: { roles: readonly string[] },
): boolean => rolesFor('GET /v1/engine-views')?.some((role) => roles.includes(role)) ?? false;

/** To the views, from where files are chased and mended. */
export const viewsLink = ({ t }: Visit): Html =>
  html`<p class="noprint"><a href="${HERE}">${t('在流程界面中按视图查看', 'Views of the Temporal UI')}</a></p>`;

/** To the run of a file in the Temporal UI. */
export const runLink = ({ t, engineUrl }: Visit, file: string): Html =>
  html`<a href="${engineUrl(file)}" rel="noreferrer">${t('在流程引擎中查看', 'In the Temporal UI')}</a>`;

export const engine: Page = async (visit) => {
  const { t, query } = visit;
  const views = await visit.read<Views>(`/v1/engine-views?${asked(query, ['unit', 'procedure'])}`);
  const { items: units } = await visit.read<{ items: { id: string; name: string }[] }>(
    `/v1/units?${new URLSearchParams({ bureau: views.bureau, limit: '1000' })}`,
  );
  return {
    title: t('流程界面', 'Temporal UI'),
    body: html`<p class="soft">${t('流程界面只供查看；督办、提交、重试都在这里办理。', 'The Temporal UI is for looking; chases, acts and retries are filed here.')}</p>
${narrowing(visit, units)}<section><h2>${t('视图', 'Views')}</h2><ul class="cards">${views.items.map(
      ({ title, query: asks, ui }) =>
        html`<li><a href="${ui}" rel="noreferrer">${visit.say(title)}</a><br><code class="small">${asks}</code></li>`,
    )}</ul></section>
<section><h2>${t('列', 'Columns')}</h2>${columns(visit, views)}</section><section><h2>${t('存为自己的视图', 'Kept as an own view')}</h2>${saving(visit)}</section>`,
  };
};

/** No view leads to files that are hidden from those they are about (QY-17.1). */
const offered = procedures.filter(({ hiddenFromInvolved }) => !hiddenFromInvolved);

const narrowing = (visit: Visit, units: readonly { id: string; name: string }[]): Html => {
  const { t, say, query } = visit;
  return filterForm(visit, HERE, [
    select(
      'unit',
      t('等哪个单位', 'Waits for'),
      [['', t('全部', 'all')], ...units.map(({ id, name }) => [id, `${name} ${id}`] as const)],
      query.get('unit') ?? '',
    ),
    select(
      'procedure',
      t('程序', 'Procedure'),
      [['', t('全部', 'all')], ...offered.map(({ id, title }) => [id, say(title)] as const)],
      query.get('procedure') ?? '',
    ),
  ]);
};

const columns = ({ t, say }: Visit, { columns: worth }: Views): Html =>
  html`<p>${t('列表默认不显示这些列。在列表右下角打开 “Configure Columns”（滑块图标），逐一添加；浏览器按命名空间记住，换一台电脑须重新选择，地址里不能带列。', 'The list shows none of these at first. Open “Configure Columns” (the sliders) at its lower right and add them; the browser keeps them for this namespace, another browser does not know them, and no address can carry them.')}</p>
<ul>${worth.map(({ name, title }) => html`<li><code>${name}</code> ${say(title)}</li>`)}</ul>`;

const saving = ({ t }: Visit): Html =>
  html`<p>${t('打开一个视图，点 “Save as New”，取名后存入 “Saved Views”。名称只能用拉丁字母、数字、空格、“-”“_”“.”，每个命名空间至多 50 个，只存在这个浏览器里，不能分给别人；要分给别人，就把上面的地址发过去。', 'Open a view, choose “Save as New” and give it a name; it stands under “Saved Views”. Names take Latin letters, digits, blanks, hyphens, underscores and full stops only; there are at most 50 for a namespace, in this one browser, and they cannot be handed on. The addresses above can.')}</p>`;
