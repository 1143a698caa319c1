/** 案卷所载 The life that a dossier tells, and what stands in it: made of its members alone. */
import type { Life as Told, LifeAct } from '../dossier/life-shape.ts';
import type { DossierProof } from '../dossier/proof-shape.ts';
import type { Dossier } from '../dossier/shapes.ts';
import type { Act, Fact } from '../law/act.ts';
import type { Standing } from '../law/authority.ts';
import type { Verdict } from '../law/verdict.ts';
import { parseInstant } from '../time/civil-date.ts';
import type { Instant } from '../time/instant.ts';
import type { Life, LivedAct, Stood, StoodEntry, StoodVerdict } from './life.ts';

type Facts = { readonly [key: string]: Fact | undefined };

/** Nothing where content is withheld that a life rests on: the reader of that dossier cannot have it counted again. */
export function ofDossier(
  dossier: Dossier,
  told: Told,
  { entries }: DossierProof,
): { life: Life; stood: Stood } | undefined {
  const opened = told.opening.opening.fields;
  const judged = told.acts.filter(({ verdict, number }) => verdict !== null || number === 1);
  const hidden =
    !opened ||
    told.livedUntil === null ||
    judged.length === 0 ||
    entries.some(({ body }) => body === null) ||
    judged.some(({ verdict }) => verdict?.content.fields === null);
  if (hidden) return undefined;
  const { subjectKind: _kind, subject: _subject, about: bound, ...fields } = opened;
  const about = bound ?? told.opening.about;
  const { units, procedure } = told.opening;
  return {
    life: {
      procedure,
      opening: {
        ...fields,
        ...(about && { subject: about }),
        ...(units && { units }),
      } as never as Life['opening'],
      changes: dossier.rules.build.changes,
      until: told.livedUntil as Instant,
      acts: judged.map(actOf),
    },
    stood: stoodIn(dossier, judged, entries as readonly StoodEntry[]),
  };
}

function contentOf({ verdict }: LifeAct): {
  verdict: Verdict;
  known: Facts | null;
  standing: Standing | null | undefined;
} {
  const { known, standing, ...own } = verdict!.content.fields!;
  const empty = typeof standing === 'object' && Object.keys(standing ?? {}).length === 0;
  return {
    verdict: own as never,
    known: (known ?? null) as Facts | null,
    standing: empty ? null : (standing as Standing | undefined),
  };
}

/** What was decided across files is in the verdict: why not, or what is known since. */
function actOf(act: LifeAct): LivedAct {
  const message = act.message as never as Act;
  if (!act.verdict) return { message, known: null, author: null, decision: null };
  const { verdict, known, standing } = contentOf(act);
  return {
    message,
    known,
    author: standing === undefined ? null : { standing },
    decision: verdict.accepted ? {} : { refusal: verdict.refusal },
  };
}

/** Duties and breaches as the dossier has them: by what it shows of each. As of an earlier instant they are not compared, and neither is what came later. */
function stoodIn(
  { asOf, duties, breaches, cover }: Dossier,
  judged: readonly LifeAct[],
  entries: readonly StoodEntry[],
): Stood {
  return {
    entries,
    verdicts: judged.flatMap((act): StoodVerdict[] =>
      act.verdict
        ? [{ act: act.act, verdict: contentOf(act).verdict, settledAt: act.verdict.settledAt }]
        : [],
    ),
    duties: asOf
      ? null
      : duties.map(({ key, clause, force, from, due }) => ({
          key,
          clause,
          force,
          from: parseInstant(from),
          due: parseInstant(due),
        })),
    breaches: asOf
      ? null
      : breaches.map(({ key, clause, due, state, recordedAt }) => ({
          key,
          clause,
          due: parseInstant(due),
          state,
          recordedAt: parseInstant(recordedAt) ?? 0,
        })),
    outcome: cover.outcome?.code ?? null,
    until: asOf ? entries.length : null,
  };
}
