/** 简单控件 What several kinds of fields are made of. */
import { html, type Html } from '../html.ts';
import type { Language } from '../words.ts';

/** Zod bounds whole numbers by what a double holds: no bound of the form. */
export const bound = (name: 'min' | 'max', value: number | undefined): Html | false => {
  if (value === undefined || Math.abs(value) >= Number.MAX_SAFE_INTEGER) return false;
  return name === 'min' ? html` min="${value}"` : html` max="${value}"`;
};

/** What stands beside a field that its form can do without: some of these the law may demand of the act. */
export const leftOut = (language: Language, demanded = false): string => {
  const zh = language === 'zh';
  if (demanded) return zh ? '（视情形必填）' : ' (needed where the law demands it)';
  return zh ? '（可不填）' : ' (may be left out)';
};

export const select = (
  usual: Html,
  value: string,
  options: readonly (readonly [value: string, text: string])[],
): Html =>
  html`<select${usual}>${options.map(([one, shown]) => html`<option value="${one}"${one === value && html` selected`}>${shown}</option>`)}</select>`;
