/**
 * 页面文字 HTML is made here and nowhere else: a template escapes whatever is put into it, so that a text is a text in every place. There is no way to put in
 * marks that are no template's own. Values stand in quoted attributes or between elements, never in names, scripts or styles.
 */

/** Marks that a template has made. */
export class Html {
  readonly #text: string;
  private constructor(text: string) {
    this.#text = text;
  }
  static of(strings: readonly string[], values: readonly Content[]): Html {
    return new Html(
      strings.map((text, n) => text + (n < values.length ? written(values[n]) : '')).join(''),
    );
  }
  toString(): string {
    return this.#text;
  }
}

export type Content = Html | string | number | null | undefined | false | readonly Content[];

function written(value: Content): string {
  if (value === undefined || value === null || value === false) return '';
  if (value instanceof Html) return value.toString();
  if (typeof value === 'string' || typeof value === 'number') return escaped(String(value));
  return value.map(written).join('');
}

/** What no document of HTML holds is shown as missing. */
const escaped = (text: string): string =>
  text
    .replaceAll(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`)
    // oxlint-disable-next-line no-control-regex
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]|\p{Surrogate}/gu, '\uFFFD');

export const html = (strings: TemplateStringsArray, ...values: readonly Content[]): Html =>
  Html.of(strings, values);
