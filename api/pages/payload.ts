/** 文书内容 What an act says, field by field, in the names of its form; documents by id, hash and where they lie. */
import { html, type Content, type Html } from './html.ts';
import { facts } from './layout.ts';
import { labelOf, valueLabel } from './forms/schema.ts';
import type { Visit } from './visit.ts';

export function payloadShown(visit: Visit, procedure: string, value: unknown): Html {
  if (Array.isArray(value))
    return value.length === 0
      ? html`—`
      : html`<ol>${value.map((one) => html`<li>${payloadShown(visit, procedure, one)}</li>`)}</ol>`;
  if (typeof value === 'object' && value !== null)
    return facts(
      Object.entries(value).map(([name, one]): [string, Content] => [
        visit.say(labelOf(name, {}).label),
        payloadShown(visit, procedure, one),
      ]),
    );
  if (typeof value === 'boolean')
    return html`${value ? visit.t('是', 'yes') : visit.t('否', 'no')}`;
  const text = String(value ?? '—');
  return /^[a-z][a-z0-9-]{1,40}$/.test(text)
    ? html`${visit.say(valueLabel(procedure, text))}`
    : html`${text}`;
}
