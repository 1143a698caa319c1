/** 差评立卷 How the file of a bad evaluation opens, with its words in one transaction (QJ-2.2a). */
import { randomUUID } from 'node:crypto';
import {
  collected,
  evaluationOffice,
  type EvaluationKnown,
} from '../../db/service-evaluation/store.ts';
import { numbered } from '../../domain/law/procedure.ts';
import type { EvaluationPayload } from '../../domain/service-evaluation/forms.ts';
import { serviceEvaluation } from '../../domain/service-evaluation/procedure.ts';
import { serviceEvaluationSettingsOf } from '../../domain/service-evaluation/settings-form.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Caller } from '../http/authentication.ts';
import { calendarFrom } from '../intake/calendar-snapshot.ts';
import { openFileFor } from '../intake/open-file.ts';
import type { NewFile, OpeningContext } from '../intake/opening-context.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { keepWords, type Sealed } from '../service-words/keeping.ts';

/** One evaluation as it was sent, and what it is kept under: an id that says nothing of who evaluated, also where a platform's own number would. */
export interface Sent {
  p: EvaluationPayload;
  evaluatedAt: Instant;
  id: string;
  words: Sealed | undefined;
  /** What was collected first under its number and says something else. */
  contests?: string;
}

interface Body {
  platform: string;
  number: string;
  grade: EvaluationPayload['grade'];
  anonymous: boolean;
  unit: string | undefined;
  officer: string | undefined;
}

/** Undefined: somebody else has opened it at the same instant. */
export async function openBad(
  by: { deps: ActDeps; caller: Caller },
  sent: Sent,
  payload: Body,
  known: EvaluationKnown,
): Promise<{ file: string } | undefined> {
  const { deps, caller } = by;
  const { evaluatedAt, words } = sent;
  const opened = await openFileFor(deps, caller, {
    payload: { ...payload, evaluatedAt },
    // The evaluation itself is collected once; an attempt that failed stands in nobody's way.
    key: `evaluation:${randomUUID()}`,
    procedure: serviceEvaluation,
    prepare: async (context) => {
      const file = await prepare(by, context, sent, payload, known);
      return words ? { ...file, within: keepWords(caller.bureau, words) } : file;
    },
    ifOpen: async (file) => ({ status: 200, body: { file, joined: true } as never }),
  }).catch(async (error: unknown) => {
    // A good one was collected under the number between the look and the opening.
    if (isTaken(error) && (await collected(deps.sql, sent.id))) return undefined;
    throw error;
  });
  return opened && !opened.body.joined ? { file: opened.body.file } : undefined;
}

/** As the database says that a row stands already. */
const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '23505';

async function prepare(
  { deps: { sql }, caller }: { deps: ActDeps; caller: Caller },
  { bureau, arrivedAt }: OpeningContext,
  { id: evaluation, evaluatedAt, contests }: Sent,
  { grade, anonymous, unit, officer }: Body,
  known: EvaluationKnown,
): Promise<NewFile> {
  const settings = serviceEvaluationSettingsOf(bureau.settings);
  const section = known.unit ?? known.officerUnit;
  const sections = [...new Set([known.unit, known.officerUnit])].filter((one) => one !== null);
  const accepting = await evaluationOffice(sql, {
    bureau: bureau.id,
    set: settings.office,
    caller: caller.unit,
    sections,
  });
  const year = (instant: Instant): string => civilDateOf(instant).slice(0, 4);
  const remarks = remarksOn({
    unknown: (unit !== undefined && !known.unit) || (officer !== undefined && !known.officer),
    own: sections.includes(accepting),
    contested: contests !== undefined,
  });
  return {
    subject: { kind: 'service-evaluation', id: evaluation },
    idPattern: numbered(serviceEvaluation.prefix, bureau.id, year(arrivedAt)),
    type: 'bad-evaluation',
    stated: { facts: { evaluation, grade, anonymous } },
    opening: {
      units: { accepting },
      evaluation,
      grade,
      anonymous,
      ...(section !== null && { section }),
      sections,
      ...(known.officer !== null && { officer: known.officer }),
      ...(contests !== undefined && { contests }),
      evaluatedAt,
      settings,
      remarks,
      // The evaluation may lie before the year in which it is collected.
      calendar: await calendarFrom(sql, Number(year(evaluatedAt)) - 1),
    },
  };
}

const remarksOn = (is: { unknown: boolean; own: boolean; contested: boolean }): string[] => [
  ...(is.unknown
    ? ['评价所写的部门或者人员没有在本局登记。A unit or officer that it names is not registered.']
    : []),
  ...(is.own
    ? [
        '受理部门就是被评价部门，误评不得由其认定。The accepting unit is the reviewed section: it finds no mistake.',
      ]
    : []),
  ...(is.contested
    ? [
        '同一编号已归集的评价内容不同，待核定。What was collected first under its number says something else.',
      ]
    : []),
];
