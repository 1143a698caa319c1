/** 可以制发的种类 Which kinds whoever may issue them is shown in a file, and for which of its acts. */
import { z } from 'zod';
import type { PaperRow } from '../../db/queries/papers.ts';
import { layouts, type Paper } from '../../domain/law/papers.ts';
import { askedShape as fillShape } from '../../domain/papers/data.ts';
import { unfitting } from '../../domain/papers/fits.ts';
import { databaseToday } from '../http/clock.ts';
import { when } from '../http/when.ts';
import { clauseOfAct, schemaOf } from '../intake/procedures.ts';
import { actOf, sourcesOf, type Acts, type gatheredIn } from './gather.ts';
import { isTimely, standing, unsaid } from './may-issue.ts';

const sentence = z.object({ zh: z.string(), en: z.string() });
export const kindShape = z
  .object({
    kind: z.string(),
    procedure: z.string(),
    title: sentence,
    layout: z.enum(layouts),
    clause: z.string(),
    act: z.string(),
    when: z.enum(['before', 'after']).meta({
      description:
        'before：先制发，提交文书时写明；after：据已采纳的文书制发 Issued before the act that states it, or after the one that it says',
    }),
    stated: z.boolean().meta({
      description: '提交其文书时写明本文书 Whether its act states it, or is only accompanied by it',
    }),
    about: z.array(z.string()).nullable().meta({
      description:
        '逐个告知的，主体的种类；制发时写明告知哪一个（about） Where each subject is told by a paper of its own: of which kinds; which one is said at issue (about)',
    }),
    form: z.string().nullable().meta({ description: '官方格式文书名称 The official form by name' }),
    timely: z.boolean().meta({ description: '现在可以制发 It can be issued now' }),
    issued: z.string().nullable().meta({ description: '现行有效的一份 The one that stands' }),
    acts: z.array(z.object({ act: z.string(), at: z.string() })).meta({
      description:
        '据文书制发的：已采纳、还没有现行有效公文的提交，制发时可以写明其中一份（act） Of one that says an accepted act: the acts of which none stands yet; which one is said at issue (act)',
    }),
    fill: z
      .unknown()
      .meta({ description: '制发时填写的项目（JSON Schema） What is filled in at issue' }),
  })
  .meta({ id: 'PaperKind' });

/** Which act is meant, or whose place the paper takes. */
interface Asking {
  act?: string | undefined;
  replaces?: string | undefined;
}

/** For the act that is named, else the last one, else the last of which none stands; a kind that the file contradicts is not shown. */
function chosenAct(
  paper: Paper,
  acts: Acts,
  { act, replaces }: Asking,
  papers: readonly PaperRow[],
): { act: Acts[number] | undefined; open: Acts } | undefined {
  const open = unsaid(papers, paper, acts);
  const named = acts.find((one) => one.id === act && one.type === paper.act);
  const last = actOf(paper, acts, { act: named?.id, replaces }, papers);
  if (unfitting(paper, { act: last, acts }).length === 0) return { act: last, open };
  return open.length > 0 ? { act: open.at(-1), open } : undefined;
}

export function kindShown(
  gathered: Awaited<ReturnType<typeof gatheredIn>>,
  paper: Paper,
  query: Asking,
  papers: readonly PaperRow[],
): z.input<typeof kindShape>[] {
  const { file, acts } = gathered;
  const chosen = chosenAct(paper, acts, query, papers);
  if (!chosen) return [];
  const { act, open } = chosen;
  const sources = sourcesOf(gathered, { paper, act, day: databaseToday() });
  const { kind, title, layout, form = null } = paper;
  const clause = clauseOfAct(file, paper.act);
  return [
    {
      kind,
      procedure: file.procedure,
      about: paper.about ? [...paper.about] : null,
      title,
      layout,
      clause,
      when: paper.when,
      form,
      stated: paper.when === 'before' && paper.accompanies === undefined,
      act: paper.act,
      timely: isTimely(file, paper, { act, acts }),
      issued: standing(papers, paper, act?.id ?? null)?.id ?? null,
      acts: open.map((one) => ({ act: one.id, at: when(one.at)! })),
      fill: schemaOf(fillShape(paper, sources)),
    },
  ];
}
