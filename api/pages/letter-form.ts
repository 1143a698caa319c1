/** 制发立卷的公文 The letter that is to open a file is filled in, looked at as a draft, and issued; then it leads back to the opening. */
import { openingKinds } from '../../domain/papers/kinds.ts';
import { schemaOf } from '../intake/procedures.ts';
import { Problem } from '../http/problems.ts';
import { nodeAt } from '../papers/called.ts';
import { askedOpeningShape } from '../papers/opening-shapes.ts';
import { draftPages, type Step } from './draft-steps.ts';
import type { FormSpec } from './forms/form.ts';
import { listsFor } from './forms/lists.ts';
import { fieldOf, type Node } from './forms/schema.ts';
import { html, type Html } from './html.ts';
import {
  letterAddress,
  letterPath,
  lettersOf,
  newLetterAddress,
  type LetterShown,
  type Letters,
} from './letters.ts';
import type { Opening, Shown, Visit } from './visit.ts';

interface Asked {
  opening: Opening;
  kind: Letters['kinds'][number];
  replaces: string | undefined;
}

async function askedIn(visit: Visit): Promise<Asked> {
  const { params } = visit;
  const opening = visit.openings().find(({ name }) => name === params['name']);
  const { kinds } = await lettersOf(visit);
  const kind = kinds.find((one) => one.kind === `${opening?.procedure}/${params['kind']}`);
  if (!opening || !kind) throw new Problem('not-found');
  return { opening, kind, replaces: visit.query.get('replaces') ?? undefined };
}

/** What the form of the opening takes as codes is chosen here too: the letter has it by name, and it is taken along as it was chosen. */
function chosen({ opening: { schema }, kind }: Asked, properties: Record<string, Node>) {
  const { fields = {} } = openingKinds.find(({ id }) => id === kind.kind)?.paper ?? {};
  const codes = (name: string): Node | undefined => {
    const path = fields[name]?.from?.path;
    const node = path === undefined ? undefined : nodeAt(schema, path);
    const field = node && fieldOf(node, schema);
    if (field?.kind === 'choice') return { enum: field.values };
    return field?.kind === 'choices' ? { type: 'array', items: { enum: field.values } } : undefined;
  };
  return Object.fromEntries(
    Object.entries(properties).map(([name, node]) => {
      const { description = name } = node;
      const own = codes(name);
      return [name, own ? { ...own, description } : node];
    }),
  );
}

/** What is sent names the kind, and what the letter takes the place of; both stand in the address. */
function specOf(visit: Visit, { opening, kind, replaces }: Asked, step: Step): FormSpec {
  const { t } = visit;
  const address = newLetterAddress(opening, kind.kind, replaces);
  const { $defs, ...fill } = kind.fill;
  const { properties } = schemaOf(askedOpeningShape) as Node;
  const issue = step === 'issue';
  return {
    action: `${address}${address.includes('?') ? '&' : '?'}step=${step}`,
    procedure: opening.procedure,
    schema: {
      type: 'object',
      properties: {
        kind: { const: kind.kind },
        ...(replaces !== undefined && { replaces: { const: replaces } }),
        subject: properties!['subject']!,
        fill: {
          ...fill,
          properties: chosen({ opening, kind, replaces }, fill.properties ?? {}),
          description: t('填写', 'Fill in'),
        },
      },
      required: ['kind', 'replaces', 'subject', 'fill'],
      ...($defs && { $defs }),
    },
    path: `/v1/papers/openings${issue ? '' : '/preview'}`,
    button: issue ? t('编号制发', 'Number and issue it') : t('预览', 'See the draft'),
  };
}

async function around(
  visit: Visit,
  { opening, kind, replaces }: Asked,
  body: Html,
): Promise<Shown> {
  const { t, say } = visit;
  return {
    title: say(kind.title),
    here: '/desk/open',
    body: html`<p><a href="/desk/open/${encodeURIComponent(opening.name)}">${say(opening.title)}</a>${replaces && html` · ${t('代替', 'in the place of')} <a href="${letterAddress(replaces)}">${replaces}</a>`}</p>
${body}${await listsFor(visit, specOf(visit, { opening, kind, replaces }, 'preview').schema)}`,
  };
}

/** Of the letter whose place it takes, about whom it is. */
async function begun(visit: Visit, { replaces }: Asked): Promise<URLSearchParams> {
  if (replaces === undefined) return new URLSearchParams();
  const { subject } = await visit.read<LetterShown>(letterPath(replaces));
  return new URLSearchParams({ '/subject/kind': subject.kind, '/subject/id': subject.id });
}

export const {
  fresh: newLetter,
  again: newLetterAgain,
  sent: issueLetter,
} = draftPages<Asked>({ askedIn, specOf, begun, around, issuedAt: (_, id) => letterAddress(id) });
