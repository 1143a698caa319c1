/** 筛选 The fields above a list: they stand in the address, so that a list can be kept and sent on. */
import { html, type Html } from './html.ts';
import type { Visit } from './visit.ts';

export type Option = readonly [value: string, text: string];

export const select = (
  name: string,
  label: string,
  options: readonly Option[],
  chosen: string,
): Html =>
  html`<div class="field"><label for="f-${name}">${label}</label><select id="f-${name}" name="${name}">${options.map(
    ([value, text]) =>
      html`<option value="${value}"${value === chosen && html` selected`}>${text}</option>`,
  )}</select></div>`;

export const textField = (name: string, label: string, value: string): Html =>
  html`<div class="field"><label for="f-${name}">${label}</label><input type="text" id="f-${name}" name="${name}" value="${value}" maxlength="200"></div>`;

export const dateField = (name: string, label: string, value: string): Html =>
  html`<div class="field"><label for="f-${name}">${label}</label><input type="date" id="f-${name}" name="${name}" value="${value}"></div>`;

export const filterForm = ({ t }: Visit, action: string, fields: readonly Html[]): Html =>
  html`<form class="filters" method="get" action="${action}">${fields}<button class="plain">${t('筛选', 'Filter')}</button></form>`;

/** The query of the API: of what the page was asked for, what is named here. */
export function asked(query: URLSearchParams, names: readonly string[]): URLSearchParams {
  const to = new URLSearchParams();
  for (const name of names) {
    const value = query.get(name)?.trim();
    if (value) to.set(name, value);
  }
  return to;
}

/** The same list, from where it was cut. */
export const more = ({ t, query }: Visit, address: string, next: string | null): Html | false => {
  if (next === null) return false;
  const to = new URLSearchParams(query);
  to.set('cursor', next);
  return html`<p><a class="button plain" href="${address}?${to.toString()}">${t('更多', 'More')}</a></p>`;
};
