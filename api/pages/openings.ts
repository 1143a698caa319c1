/** 立案 Every route that opens a file, as a form made of its own schema: a procedure that is added stands here by itself. */
import { z } from 'zod';
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
  const me = await visit.read<{ roles: string[] }>(`/v1/officers/${encodeURIComponent(officer)}`);
  const mine = visit
    .openings()
    .filter(({ roles }) => !roles || roles.some((role) => me.roles.includes(role)));
  return {
    title: t('立案', 'Open a file'),
    here: '/desk/open',
    body: html`<section><ul>${mine.map((one) => html`<li><a href="${addressOf(one)}">${say(one.title)}</a> <span class="soft small">${procedureTitle(visit, one.procedure)}</span></li>`)}</ul></section>`,
  };
};

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
