/** 制发公文 A paper is filled in as far as the file does not say it, looked at as a draft, and issued. */
import { draftPages, type Step } from './draft-steps.ts';
import { fileAddress } from './duty-lines.ts';
import type { FormSpec } from './forms/form.ts';
import type { Node } from './forms/schema.ts';
import { html, type Html } from './html.ts';
import {
  addressOf,
  newPaperAddress,
  paperAddress,
  queryOf,
  type KindShown,
  type Papers,
} from './papers.ts';
import { Problem } from '../http/problems.ts';
import type { Shown, Visit } from './visit.ts';

interface Asked {
  file: string;
  kind: KindShown;
  replaces: string | undefined;
  /** The act that it says, where there are several. */
  act: string | undefined;
}

async function askedIn(visit: Visit): Promise<Asked> {
  const file = visit.params['file']!;
  const replaces = visit.query.get('replaces') ?? undefined;
  const act = visit.query.get('act') ?? undefined;
  const of = queryOf({ replaces, act });
  const { kinds } = await visit.read<Papers>(`${addressOf(file)}/papers${of}`);
  const kind = kinds.find((one) => one.kind === visit.params['kind']);
  if (!kind) throw new Problem('not-found');
  return { file, kind, replaces, act };
}

/** What is sent names the kind, and what the paper takes the place of; both stand in the address. */
function specOf(visit: Visit, { file, kind, replaces, act }: Asked, step: Step): FormSpec {
  const address = newPaperAddress(file, kind.kind, { replaces, act });
  const { $defs, ...fill } = kind.fill;
  const schema: Node = {
    type: 'object',
    properties: {
      kind: { const: kind.kind },
      ...(act !== undefined && { act: { const: act } }),
      ...(replaces !== undefined && { replaces: { const: replaces } }),
      ...(kind.about && { about: aboutOf(visit, kind.about) }),
      ...(Object.keys(fill.properties ?? {}).length > 0 && {
        fill: { ...fill, description: visit.t('填写', 'Fill in') },
      }),
    },
    required: ['kind', 'act', 'replaces', 'about', 'fill'],
    ...($defs && { $defs }),
  };
  const issue = step === 'issue';
  return {
    action: `${address}${address.includes('?') ? '&' : '?'}step=${step}`,
    procedure: kind.procedure,
    schema,
    path: `${addressOf(file)}/papers${issue ? '' : '/preview'}`,
    button: issue ? visit.t('编号制发', 'Number and issue it') : visit.t('预览', 'See the draft'),
  };
}

/** Which one of many is told. */
const aboutOf = ({ t }: Visit, kinds: string[]): Node => ({
  type: 'object',
  description: t('告知的主体', 'Who is told'),
  properties: {
    kind: { enum: kinds, description: t('主体种类', 'Kind') },
    id: { type: 'string', maxLength: 64, description: t('主体编号', 'Id') },
  },
  required: ['kind', 'id'],
});

function around(visit: Visit, { file, kind, replaces, act }: Asked, body: Html): Shown {
  const { t, say } = visit;
  return {
    title: say(kind.title),
    body: html`<p><a href="${fileAddress(file)}">${t('案卷', 'File')} ${file}</a>${replaces && html` · ${t('代替', 'in the place of')} <a href="${paperAddress(file, replaces)}">${replaces}</a>`}${act && html` · ${t('据以制发的文书', 'of the act')} <a href="${fileAddress(file)}/acts/${encodeURIComponent(act)}">${act}</a>`}${kind.form && html` · ${kind.form}`}</p>
${!kind.timely && html`<div class="box warn"><p>${t('现在还不能制发；提交的，将说明理由。', 'It can not be issued now; issuing it will be answered with the reason.')}</p></div>`}
${body}`,
  };
}

/** What the file offers: whoever fills it in may write something else. */
const offeredIn = ({ kind: { fill } }: Asked): URLSearchParams =>
  new URLSearchParams(
    Object.entries(fill.properties ?? {}).flatMap(([name, node]): [string, string][] =>
      typeof node.default === 'string' ? [[`/fill/${name}`, node.default]] : [],
    ),
  );

export const {
  fresh: newPaper,
  again: newPaperAgain,
  sent: issuePaper,
} = draftPages<Asked>({
  askedIn,
  specOf,
  begun: (_, asked) => offeredIn(asked),
  around,
  issuedAt: ({ file }, id) => paperAddress(file, id),
});
