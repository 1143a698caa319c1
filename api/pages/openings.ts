/** 立案 Every route that opens a file, as a form made of its own schema: a procedure that is added stands here by itself. */
import { z } from 'zod';
import type { Sentence } from '../../domain/law/refusal.ts';
import { procedures } from '../../domain/procedures.ts';
import { Problem } from '../http/problems.ts';
import type { AnySpec } from '../http/route.ts';
import { fileAddress } from './duty-lines.ts';
import { procedureTitle } from './file-address.ts';
import { formAgain, formShown, sendForm, type FormSpec } from './forms/form.ts';
import { listsFor } from './forms/lists.ts';
import { bothLanguages, type Node } from './forms/schema.ts';
import { fromLetter, unfitShown } from './from-paper.ts';
import { html, type Html } from './html.ts';
import { lettersShown } from './letters.ts';
import type { Opening, Page, Shown, Visit } from './visit.ts';

/** Where an address has a part to fill in, or anybody may open by it, it is no form for officers. */
export function openingsOf(specs: readonly AnySpec[]): Opening[] {
  return specs.flatMap((spec) => {
    const { opens, body, path, auth, summary, description } = spec;
    if (!opens || !body || /[:*]/.test(path) || auth === 'public' || auth === 'optional') return [];
    const [zh = '', en = zh] = summary.split(' — ');
    return [
      {
        name: path.replace('/v1/', '').replaceAll('/', '.'),
        path,
        title: { zh, en },
        description,
        roles: typeof auth === 'string' ? undefined : auth,
        procedure: procedures.find((one) => one.opens.includes(opens.type as never))?.id ?? '',
        type: opens.type,
        schema: z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }) as Node,
      },
    ];
  });
}

const addressOf = ({ name }: Opening): string => `/desk/open/${encodeURIComponent(name)}`;

export const openingList: Page = async (visit) => {
  const { t, say, officer } = visit;
  const [me, { items }] = await Promise.all([
    visit.read<{ roles: string[] }>(`/v1/officers/${encodeURIComponent(officer)}`),
    visit.read<{ items: Line[] }>('/v1/procedures'),
  ]);
  const lines = new Map(items.map((one) => [one.id, one]));
  const mine = visit
    .openings()
    .filter(({ roles }) => !roles || roles.some((role) => me.roles.includes(role)));
  const here = byInstrument(mine, ({ procedure }) => lines.get(procedure)?.governing);
  const elsewhere = byInstrument(mine, ({ procedure }) => {
    const line = lines.get(procedure);
    return line?.refusal && { ...line.instrument, refusal: line.refusal };
  });
  return {
    title: t('立案', 'Open a file'),
    here: '/desk/open',
    body: html`${here.length === 0 && html`<section><p>${t('没有您可以立案的程序。', 'There is nothing that you may open.')}</p></section>`}${here.map(
      ([of, openings]) =>
        html`<section><h2>${of.title}（${of.number}）${of.basis === 'adopted' && html` <span class="tag soft">${t('经决定采用', 'adopted by decision')}</span>`}</h2><ul>${openings.map((one) => html`<li><a href="${addressOf(one)}">${say(one.title)}</a> <span class="soft small">${procedureTitle(visit, one.procedure)}</span></li>`)}</ul></section>`,
    )}${
      elsewhere.length > 0 &&
      html`<details class="card"><summary>${t('不适用于本局的', 'What does not apply to this bureau')}</summary>${elsewhere.map(
        ([{ title, number, refusal }, openings]) =>
          html`<h2>${title}（${number}）</h2><p class="soft">${say(refusal.say)}${t('。', '. ')}${say(refusal.lawful)}${t('。', '.')}</p><ul>${openings.map((one) => html`<li>${say(one.title)}</li>`)}</ul>`,
      )}</details>`
    }`,
  };
};

interface Instrument {
  id: string;
  number: string;
  title: string;
}
/** As much of a procedure of the API as is asked for here. */
interface Line {
  id: string;
  instrument: Instrument;
  /** Under which it opens in this bureau today. */
  governing: (Instrument & { basis: 'binding' | 'adopted' }) | null;
  refusal: { say: Sentence; lawful: Sentence } | null;
}

/** In the order in which their instruments are first met; without those that have none here. */
function byInstrument<I extends Instrument>(
  openings: readonly Opening[],
  instrumentOf: (opening: Opening) => I | null | undefined,
): [instrument: I, openings: Opening[]][] {
  const groups = new Map<string, [I, Opening[]]>();
  for (const opening of openings) {
    const of = instrumentOf(opening);
    if (!of) continue;
    const group = groups.get(of.id) ?? [of, []];
    group[1].push(opening);
    groups.set(of.id, group);
  }
  return [...groups.values()];
}

function specOf(visit: Visit): { opening: Opening; spec: FormSpec } {
  const opening = visit.openings().find(({ name }) => name === visit.params['name']);
  if (!opening) throw new Problem('not-found');
  const { path, procedure, schema } = opening;
  return {
    opening,
    spec: {
      action: addressOf(opening),
      procedure,
      schema,
      path,
      button: visit.t('立案', 'Open the file'),
    },
  };
}

const around = async (
  visit: Visit,
  { title, description, schema }: Opening,
  form: Html,
  letters: Html | false = false,
): Promise<Shown> => ({
  title: visit.say(title),
  here: '/desk/open',
  body: html`<p><a href="/desk/open">${visit.t('立案', 'Open a file')}</a></p>
${description && html`<details class="card"><summary>${visit.t('说明', 'About it')}</summary><p>${visit.say(bothLanguages(description))}</p></details>`}${letters}<section>${form}${await listsFor(visit, schema)}</section>`,
});

export const newFile: Page = async (visit) => {
  const { opening, spec } = specOf(visit);
  const { procedure, type, schema } = opening;
  const { form, unfit } = await fromLetter(visit, { procedure, type, schema });
  const shown = formShown(visit, spec, form);
  return around(
    visit,
    opening,
    unfit ? html`${unfitShown(visit, unfit)}${shown}` : shown,
    await lettersShown(visit, opening),
  );
};

/** What another session has filled in, shown again: nothing is sent. */
export const newFileAgain: Page = (visit) => {
  const { opening, spec } = specOf(visit);
  return around(visit, opening, formAgain(visit, spec));
};

export const openFile: Page = async (visit) => {
  const { opening, spec } = specOf(visit);
  const sent = await sendForm(visit, spec);
  if (sent.kind === 'ask') return around(visit, opening, formShown(visit, spec, sent.form, sent));
  if (sent.kind === 'problem')
    return {
      status: sent.problem.status,
      ...(await around(visit, opening, formShown(visit, spec, sent.form, sent))),
    };
  const { file, act } = sent.body as { file: string; act: string };
  return { to: `${fileAddress(file)}/acts/${encodeURIComponent(act)}` };
};
