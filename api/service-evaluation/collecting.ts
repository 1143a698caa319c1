/** 全量归集 How one evaluation is collected: once under its number, good ones as rows, each bad one as a file. None is dropped, also where another one stands under its number (QJ-2.2a). */
import { createHash } from 'node:crypto';
import {
  collectDefaultMark,
  collected,
  collectEvaluation,
  evaluationKnows,
  samePerson,
} from '../../db/service-evaluation/store.ts';
import { at } from '../../domain/law/form-fields.ts';
import type { ProblemCode } from '../../domain/law/codes.ts';
import type { EvaluationPayload } from '../../domain/service-evaluation/forms.ts';
import { isBad } from '../../domain/service-evaluation/terms.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Caller } from '../http/authentication.ts';
import type { Seal } from '../intake/sealing.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { sealWords, type Sealed } from '../service-words/keeping.ts';
import { openBad, type Sent } from './opening.ts';

export const states = ['collected', 'contested', 'duplicate', 'default-mark', 'refused'] as const;

/** What became of one of them. */
export interface Answer {
  platform: string;
  number: string;
  state: (typeof states)[number];
  evaluation: string | null;
  file: string | null;
  code: ProblemCode | null;
}

const hex = (...parts: string[]): string =>
  createHash('sha256').update(parts.join('\n'), 'utf8').digest('hex').slice(0, 32);

/** Where it stands by now. */
type Standing = 'none' | 'differs' | { file: string | null };

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
    const { deps, caller } = this;
    const { platform, number, officer } = p;
    const answer = (
      state: Answer['state'],
      more: Partial<Omit<Answer, 'platform' | 'number' | 'state'>> = {},
    ): Answer => ({ platform, number, state, evaluation: null, file: null, code: null, ...more });
    const evaluatedAt = at(p.evaluatedAt);
    if (evaluatedAt > deps.clock.now()) return answer('refused', { code: 'in-the-future' });
    if (officer !== undefined && (await samePerson(deps.sql, caller.id, officer)))
      return answer('refused', { code: 'reviewed-person' });
    // 主动评价 Good marks that a system gives by default are nobody's evaluation. A bad one is never given so.
    if (!p.active && !isBad(p.grade)) {
      await this.#counted(p, evaluatedAt);
      return answer('default-mark');
    }
    return this.#collected(this.#sent(p, evaluatedAt), answer);
  }

  #counted({ platform, number, grade }: EvaluationPayload, evaluatedAt: Instant): Promise<void> {
    const { bureau, id: by } = this.caller;
    return collectDefaultMark(this.deps.sql, { bureau, platform, number, grade, evaluatedAt, by });
  }

  #sent(p: EvaluationPayload, evaluatedAt: Instant): Sent {
    const id = `pj-${hex(this.caller.bureau, p.platform, p.number)}`;
    return { p, evaluatedAt, id, words: this.#sealed(p, id) };
  }

  #sealed({ words, evaluator }: EvaluationPayload, id: string): Sealed | undefined {
    if (words === undefined && evaluator === undefined) return undefined;
    return sealWords(this.seal, `words:${id}`, {
      ...(words !== undefined && { words }),
      ...(evaluator && { evaluator }),
    });
  }

  /** 存疑 What differs under a number is dropped no more than the first: it stands beside it, under an id of its content, until somebody else has settled which of the two is the platform's. */
  #variant({ p, evaluatedAt, id, words }: Sent): Sent {
    const own = `pj-${hex(id, p.grade, String(evaluatedAt), words?.mark ?? '')}`;
    return { p, evaluatedAt, id: own, words: this.#sealed(p, own), contests: id };
  }

  async #collected(
    sent: Sent,
    answer: (
      state: Answer['state'],
      more: Partial<Omit<Answer, 'platform' | 'number' | 'state'>>,
    ) => Answer,
  ): Promise<Answer> {
    const { id: evaluation, contests } = sent;
    const standing = await this.#standing(sent);
    if (standing === 'differs') return this.#collected(this.#variant(sent), answer);
    if (standing !== 'none') return answer('duplicate', { evaluation, file: standing.file });
    const kept = await this.#keep(sent);
    // It has come twice at the same instant: the other one may say something else.
    if (kept === undefined) return this.#collected(sent, answer);
    if (contests === undefined) return answer('collected', { evaluation, file: kept.file });
    return answer('contested', { evaluation, file: kept.file, code: 'evaluation-differs' });
  }

  /** Whether it was collected before, saying the same. An id of content has no other. */
  async #standing({ id, p, evaluatedAt, words, contests }: Sent): Promise<Standing> {
    const known = await collected(this.deps.sql, id);
    if (!known) return 'none';
    const same =
      known.grade === p.grade &&
      known.evaluatedAt === evaluatedAt &&
      known.mark === (words?.mark ?? null);
    return same || contests !== undefined ? { file: known.file } : 'differs';
  }

  /** The file of a bad one, null for a good one; undefined: somebody else was first. */
  async #keep(sent: Sent): Promise<{ file: string | null } | undefined> {
    const { caller, deps } = this;
    const { id, p, evaluatedAt, words, contests } = sent;
    const { platform, number, grade, service, unit, officer } = p;
    const known = await evaluationKnows(deps.sql, { bureau: caller.bureau, unit, officer });
    const said = {
      platform,
      number,
      grade,
      anonymous: p.evaluator === undefined,
      ...(service !== undefined && { service }),
    };
    if (isBad(grade)) {
      const payload = {
        ...said,
        ...(words && { words: words.id, mark: words.mark }),
        unit,
        officer,
      };
      return openBad({ deps, caller }, sent, payload, known);
    }
    const row = {
      ...said,
      ...(words && { words }),
      ...(contests !== undefined && { contests }),
      id,
      bureau: caller.bureau,
      evaluatedAt,
      unit: known.unit ?? known.officerUnit,
      officer: known.officer,
      by: caller.id,
    };
    return (await collectEvaluation(deps.sql, row)) ? { file: null } : undefined;
  }
}
