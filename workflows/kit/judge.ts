/**
 * 裁定 Accepts or refuses an act and records the verdict. It keeps this part of the file's contract:
 *
 *  5. A stored verdict is obeyed. (What else is recorded in a turn stands in turn-writer.ts.)
 */
import type { InboxRow } from '../../activities/contract.ts';
import type { Act } from '../../domain/law/act.ts';
import { lapsedLetter, managementActs } from '../../domain/law/authority.ts';
import type { Refusal } from '../../domain/law/refusal.ts';
import type { Verdict } from '../../domain/law/verdict.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import { judgeCommonAct } from './common-acts.ts';
import type { Consequences } from './consequences.ts';
import * as entries from './entries.ts';
import type { Objections } from './objections.ts';
import type { OpenFile } from './open-file.ts';
import type { Position } from './position.ts';
import type { Rules } from './rules.ts';

/** A row about to be judged. `objection`: why it was refused across files, if it was. */
export type Judging = InboxRow & { signalled: boolean; objection?: Refusal };

/** The act together with what only the database knows of it. */
export const known = (row: InboxRow): Act =>
  row.known ? { ...row.message, known: row.known } : row.message;

/** The file, and the jobs that judging needs. */
interface Court<S> extends OpenFile {
  rules: Rules<S>;
  position: Position;
  objections: Objections<S>;
  consequences: Consequences;
}

export class Judge<S> {
  #court: Court<S>;

  constructor(court: Court<S>) {
    this.#court = court;
  }

  /** Records the act that opens the file. It was accepted before there was a file. */
  open(letter: Act, clause: string): void {
    const { draft, consequences } = this.#court;
    draft.enter(entries.accepted(letter, clause));
    const verdict: Verdict = { accepted: true };
    draft.judged({ act: letter.id, verdict, signalled: true });
    consequences.begin(verdict);
  }

  /** Judges an act, the next in number. */
  take(row: Judging): void {
    const { position, consequences, draft } = this.#court;
    const act = known(row);
    position.judged = act.number;
    consequences.settle();
    consequences.begin({ accepted: true });
    const verdict = row.verdict?.accepted === false ? row.verdict : this.#judge(act, row);
    consequences.judged(verdict);
    this.#warnOfLetter(act, row, verdict);
    draft.judged({
      act: act.id,
      verdict,
      signalled: row.signalled,
      ...(act.known && { known: act.known }),
      standing: row.standing,
    });
    if (!verdict.accepted) draft.enter(entries.refused(act, verdict.refusal));
  }

  /** 十九 What goes on under a letter that has run out is said in the answer. */
  #warnOfLetter(act: Act, { standing }: Judging, { accepted }: Verdict): void {
    const { rules, consequences } = this.#court;
    if (!accepted || (rules.manages ?? managementActs.has(act.type))) return;
    const warning = lapsedLetter(standing, civilDateOf(act.receivedAt));
    if (warning) consequences.warned(warning);
  }

  /** Where the act has been accepted before (its turn is written again), authority and guards are not asked again. */
  #judge(act: Act, row: Judging): Verdict {
    const { file, objections, settlement, draft, rules } = this.#court;
    const obeys = row.verdict?.accepted === true;
    const unauthorised = obeys ? undefined : objections.authority(act, row);
    const common = judgeCommonAct(this.#court, act, obeys ? null : row.standing, unauthorised);
    if (common) return common;
    const refusal = obeys ? undefined : (row.objection ?? objections.against(act, row));
    if (refusal) return { accepted: false, refusal };
    const { pending, offer } = objections.asked(act);
    if (pending) return settlement.discharge(pending, act);
    draft.enter(
      entries.accepted(
        act,
        offer?.clause ?? rules.notAwaited(act, { ...file.names, types: [] }).clause,
      ),
    );
    offer?.accept(act);
    return { accepted: true };
  }
}
