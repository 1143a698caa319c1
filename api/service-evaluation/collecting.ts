/** 全量归集 How one evaluation is collected: once under its number, good ones as rows, each bad one as a file. None is dropped (QJ-2.2a). */
import { createHash } from 'node:crypto';
import {
  collected,
  collectEvaluation,
  evaluationKnows,
  evaluationOffice,
  type EvaluationKnown,
} from '../../db/service-evaluation/store.ts';
import { at } from '../../domain/law/form-fields.ts';
import type { ProblemCode } from '../../domain/law/codes.ts';
import { numbered } from '../../domain/law/procedure.ts';
import type { EvaluationPayload } from '../../domain/service-evaluation/forms.ts';
import { serviceEvaluation } from '../../domain/service-evaluation/procedure.ts';
import { serviceEvaluationSettingsOf } from '../../domain/service-evaluation/settings-form.ts';
import { isBad } from '../../domain/service-evaluation/terms.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Caller } from '../http/authentication.ts';
import { calendarFrom } from '../intake/calendar-snapshot.ts';
import { openFileFor } from '../intake/open-file.ts';
import type { NewFile, OpeningContext } from '../intake/opening-context.ts';
import type { Seal } from '../intake/sealing.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { canonicalJson } from '../../domain/proof/canonical.ts';
import { keepWords } from '../service-words/keeping.ts';

export const states = ['collected', 'duplicate', 'default-mark', 'refused'] as const;

/** What became of one of them. */
export interface Answer {
  platform: string;
  number: string;
  state: (typeof states)[number];
  evaluation: string | null;
  file: string | null;
  code: ProblemCode | null;
}

/** Says nothing of who evaluated, also where a platform's own number would. */
const idOf = (bureau: string, { platform, number }: EvaluationPayload): string =>
  `pj-${createHash('sha256').update(`${bureau}\n${platform}\n${number}`, 'utf8').digest('hex').slice(0, 32)}`;

export class Collecting {
  readonly deps: ActDeps;
  readonly seal: Seal | undefined;
  readonly caller: Caller;

  constructor(deps: ActDeps, seal: Seal | undefined, caller: Caller) {
    this.deps = deps;
    this.seal = seal;
    this.caller = caller;
  }

  async one(p: EvaluationPayload): Promise<Answer> {
    const { platform, number } = p;
    const answer = (
      state: Answer['state'],
      more: Partial<Omit<Answer, 'platform' | 'number' | 'state'>> = {},
    ): Answer => ({ platform, number, state, evaluation: null, file: null, code: null, ...more });
    // 主动评价 Marks that a system gives by default are nobody's evaluation.
    if (!p.active) return answer('default-mark');
    const evaluatedAt = at(p.evaluatedAt);
    if (evaluatedAt > this.deps.clock.now()) return answer('refused', { code: 'in-the-future' });
    const id = idOf(this.caller.bureau, p);
    const again = await this.#again(id, p, evaluatedAt);
    if (again === 'differs')
      return answer('refused', { evaluation: id, code: 'evaluation-differs' });
    if (again) return answer('duplicate', { evaluation: id, file: again.file });
    const kept = await this.#words(id, p);
    if (kept?.same === false)
      return answer('refused', { evaluation: id, code: 'evaluation-differs' });
    const file = await this.#keep(id, p, evaluatedAt, kept);
    return file === undefined
      ? answer('duplicate', { evaluation: id })
      : answer('collected', { evaluation: id, file });
  }

  /** What was collected under this number before, whether it says the same. */
  async #again(
    id: string,
    p: EvaluationPayload,
    evaluatedAt: Instant,
  ): Promise<'differs' | { file: string | null } | undefined> {
    const known = await collected(this.deps.sql, id);
    if (!known) return undefined;
    const words = wordsOf(p);
    const mark = words ? this.seal?.mark(canonicalJson(words), wordsId(id)) : null;
    return known.grade === p.grade && known.evaluatedAt === evaluatedAt && known.mark === mark
      ? { file: known.file }
      : 'differs';
  }

  async #words(id: string, p: EvaluationPayload) {
    const words = wordsOf(p);
    if (!words) return undefined;
    const { bureau } = this.caller;
    return keepWords(this.deps.sql, this.seal, { bureau, id: wordsId(id) }, words);
  }

  /** The file of a bad one, null for a good one; undefined: it has come twice at the same instant. */
  async #keep(
    id: string,
    p: EvaluationPayload,
    evaluatedAt: Instant,
    kept: { words: string; mark: string } | undefined,
  ): Promise<string | null | undefined> {
    const { caller, deps } = this;
    const known = await evaluationKnows(deps.sql, {
      bureau: caller.bureau,
      unit: p.unit,
      officer: p.officer,
    });
    const { platform, number, grade, service } = p;
    const said = {
      platform,
      number,
      grade,
      anonymous: p.evaluator === undefined,
      ...(service !== undefined && { service }),
      ...(kept && { words: kept.words }),
    };
    if (isBad(grade)) {
      const payload = {
        ...said,
        ...(kept && { mark: kept.mark }),
        unit: p.unit,
        officer: p.officer,
      };
      return this.#open(id, payload, evaluatedAt, known);
    }
    const row = {
      ...said,
      id,
      bureau: caller.bureau,
      evaluatedAt,
      unit: known.unit ?? known.officerUnit,
      officer: known.officer,
      by: caller.id,
    };
    return (await collectEvaluation(deps.sql, row)) ? null : undefined;
  }

  async #open(
    id: string,
    payload: Body,
    evaluatedAt: Instant,
    known: EvaluationKnown,
  ): Promise<string> {
    const { body } = await openFileFor(this.deps, this.caller, {
      payload: { ...payload, evaluatedAt },
      key: `evaluation:${id}`,
      procedure: serviceEvaluation,
      prepare: (context) => this.#prepare(context, id, payload, evaluatedAt, known),
      ifOpen: async (file) => ({ status: 200, body: { file } as never }),
    });
    return body.file;
  }

  async #prepare(
    { bureau, arrivedAt }: OpeningContext,
    evaluation: string,
    { grade, anonymous, unit, officer }: Body,
    evaluatedAt: Instant,
    known: EvaluationKnown,
  ): Promise<NewFile> {
    const { sql } = this.deps;
    const settings = serviceEvaluationSettingsOf(bureau.settings);
    const section = known.unit ?? known.officerUnit;
    const accepting = await evaluationOffice(sql, {
      bureau: bureau.id,
      set: settings.office,
      caller: this.caller.unit,
      section,
    });
    const year = (instant: Instant): string => civilDateOf(instant).slice(0, 4);
    const remarks = remarksOn({
      unknown: (unit !== undefined && !known.unit) || (officer !== undefined && !known.officer),
      own: accepting === section,
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
        ...(known.officer !== null && { officer: known.officer }),
        evaluatedAt,
        settings,
        remarks,
        // The evaluation may lie before the year in which it is collected.
        calendar: await calendarFrom(sql, Number(year(evaluatedAt)) - 1),
      },
    };
  }
}

interface Body {
  platform: string;
  number: string;
  grade: EvaluationPayload['grade'];
  anonymous: boolean;
  unit: string | undefined;
  officer: string | undefined;
}

const wordsId = (id: string): string => `words:${id}`;
const wordsOf = ({ words, evaluator }: EvaluationPayload): object | undefined =>
  words === undefined && evaluator === undefined
    ? undefined
    : { ...(words !== undefined && { words }), ...(evaluator && { evaluator }) };

const remarksOn = ({ unknown, own }: { unknown: boolean; own: boolean }): string[] => [
  ...(unknown
    ? ['评价所写的部门或者人员没有在本局登记。A unit or officer that it names is not registered.']
    : []),
  ...(own
    ? [
        '受理部门就是被评价部门，误评不得由其认定。The accepting unit is the reviewed section: it finds no mistake.',
      ]
    : []),
];
