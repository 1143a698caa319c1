/** 示例人员 Whom one may be in the sample environment: by bureau and unit, folded, for they are many, but for the bureau that has most; a unit tells the names of its people before it is opened. */
import type { Person } from '../../db/queries/sessions.ts';
import { roleName, type Role } from '../../domain/registry/roles.ts';
import { groupedBy } from './grouping.ts';
import { html, type Html } from './html.ts';
import type { Language } from './words.ts';

export function samplePeople(people: readonly Person[], language: Language): Html {
  const bureaus = [...groupedBy(people, ({ bureau }) => bureau)];
  const most = Math.max(...bureaus.map(([, of]) => of.length));
  const first = bureaus.find(([, of]) => of.length === most);
  return html`${bureaus.map(
    ([bureau, of]) =>
      html`<details class="card"${bureau === first?.[0] && html` open`}><summary>${bureau}</summary>${[
        ...groupedBy(of, ({ unit }) => unit),
      ].map(
        ([unit, colleagues]) =>
          html`<details class="field"><summary>${unit} <span class="soft small">${namesOf(colleagues)}</span></summary><ul class="people">${colleagues.map((one) => button(one, language))}</ul></details>`,
      )}</details>`,
  )}`;
}

/** A few of them, without what all of the sample bear. */
const namesOf = (of: readonly Person[]): string => {
  const names = of.slice(0, 4).map(({ name }) => name.replace('（样例）', ''));
  return `${names.join('、')}${of.length > names.length ? ' …' : ''}`;
};

const button = ({ id, name, roles }: Person, language: Language): Html =>
  html`<li><button class="plain" name="officer" value="${id}">${name}（${id}）${roles.map((role) => ` · ${roleName(role as Role)[language]}`)}</button></li>`;
