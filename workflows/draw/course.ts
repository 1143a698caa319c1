/**
 * 抽取的过程 The course of a draw in a file, its own or that of a procedure which draws: committed, then the second body's number, then revealed (QY-6.2, TJ51-14.2, TJ51-18).
 * What is drawn, and from what, stays in Postgres; the history proves the order of hash, number and reveal. The texts set no period: all of them are management.
 */
import { abandonment, drawn, givenUp, type State } from '../../domain/draw/acts.ts';
import { dutiesFor, type Periods } from '../../domain/draw/duties.ts';
import type { DrawClause } from '../../domain/draw/record.ts';
import type { Act } from '../../domain/law/act.ts';
import type { ActIn } from '../../domain/law/acts.ts';
import type { Duty } from '../../domain/law/duty.ts';
import type { Wait } from '../../domain/law/wait.ts';
import { formatInstant } from '../../domain/time/civil-date.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { CaseFile } from '../kit/case-file.ts';
import type { Opening } from '../messages.ts';

export interface DrawOpening extends Opening {
  clause: DrawClause;
  /** `superior`: set over the drawing body, where somebody is. */
  units: { body: string; contributor: string; superior?: string };
  statementHash: string;
  /** The hash of our secret, committed with the rest. */
  secretHash: string;
  revealBy: Instant;
  objects: number;
  count: number;
  /** The draw that this one goes on from, or replaces, and why. */
  follows?: { draw: string; reason: string };
  /** What chance has nothing to choose from; absent where it has. */
  noChoice?: readonly ('objects' | 'officers')[];
  periods: Periods;
}

/** What ends a draw: the reveal, or that it is given up. */
type Ends = Pick<Act, 'id' | 'receivedAt'>;

export class Draw<S extends State = State> {
  readonly file: CaseFile<S>;
  readonly opening: DrawOpening;
  readonly duties: ReturnType<typeof dutiesFor>;
  #withdraw = () => {};
  #end: (outcome: string) => void = () => {};

  constructor(file: CaseFile<S>, opening: DrawOpening) {
    this.file = file;
    this.opening = opening;
    this.duties = dutiesFor(opening.clause, opening.periods);
  }

  run(): Promise<string> {
    const {
      file,
      opening: { clause, units },
    } = this;
    this.committed();
    this.#withdraw = file.allow(
      {
        act: abandonment.type,
        by: [units.body, units.contributor, ...(units.superior ? [units.superior] : [])],
        clause,
      },
      (act) => this.abandoned(act),
    );
    return new Promise<string>((end, fail) => {
      this.#end = end;
      this.course().catch(fail);
    });
  }

  // 承诺  Population, rule, weights and the hash of our secret are fixed before anybody can know the outcome.
  committed(): void {
    const {
      file,
      opening: {
        clause,
        letter,
        statementHash,
        secretHash,
        objects,
        count,
        revealBy,
        units,
        follows,
        noChoice,
      },
    } = this;
    file.stage = 'committed';
    file.enter({
      key: 'committed',
      type: 'draw-committed',
      clause,
      act: letter.id,
      body: {
        statementHash,
        secretHash,
        objects,
        count,
        contributor: units.contributor,
        revealBy: formatInstant(revealBy),
        ...(follows && { follows }),
        ...(noChoice && { noChoice: [...noChoice] }),
      },
    });
    file.notes.push(`已承诺 ${statementHash}。Committed.`);
    if (noChoice?.includes('objects'))
      file.notes.push(
        '只有一个对象可以抽取，没有随机余地（QY-6.2）。One object only can be drawn: nothing is left to chance.',
      );
    if (noChoice?.includes('officers'))
      file.notes.push(
        '可派人员不多于所需人数，没有随机余地（QY-6.2）。No more officers may go than are needed: nothing is left to chance.',
      );
  }

  // 给数, 揭示  The second body gives its number; then the drawing body must reveal, and goes on owing it until it does.
  async course(): Promise<void> {
    const { file, duties, opening } = this;
    const given = await this.owed(duties.giveNumber, opening.letter.receivedAt);
    if (!given) return;
    file.state.at = 'contributed';
    file.stage = 'contributed';
    file.effect('draw-contributed', {
      body: given.unit,
      number: given.facts.number,
      at: formatInstant(given.receivedAt),
    });
    const reveal = await this.owed(duties.reveal, given.receivedAt);
    if (reveal) this.ending(reveal, drawn, 'revealed');
  }

  /** Owed until it comes; when its time is over, the coordinator is told. Nothing: it is not owed any more. */
  async owed<D extends Duty>(duty: D, from: Instant): Promise<ActIn<D> | undefined> {
    const outcome = await this.file.within(duty, from);
    if (outcome.wait.state === 'void') return undefined;
    if (!outcome.act) this.escalate(outcome.wait);
    return (await this.file.insistOn(outcome)).act;
  }

  escalate(wait: Wait): void {
    const {
      file,
      opening: { clause },
    } = this;
    file.enter({
      key: `escalated:${wait.key}`,
      type: 'escalated',
      clause,
      body: { duty: wait.duty.id, owedBy: wait.owedBy, to: 'coordinator', force: wait.force },
    });
  }

  // 放弃  With a reason, by somebody outside the drawing body. It stays listed, and the next draw must name it.
  abandoned(act: Ends): void {
    for (const { key } of this.file.waits) this.file.release(key, 'the draw was abandoned');
    this.ending(act, givenUp, 'abandoned');
  }

  /** The record is made where the secret lies; the file ends when it stands. */
  ending(act: Ends, brings: typeof drawn | typeof givenUp, outcome: string): void {
    const {
      file,
      opening: { clause },
    } = this;
    this.#withdraw();
    file.state.at = 'ending';
    file.stage = 'ending';
    file.task('end-draw', `end:${act.id}`, { act: act.id });
    file.allow({ act: brings.type, by: ['duban'], clause }, (ended) => {
      const { recordHash, objects, teams, unstaffed } = ended.facts;
      file.enter({
        key: outcome,
        type: `draw-${outcome}`,
        clause,
        act: act.id,
        body: {
          recordHash,
          objects,
          teams,
          unstaffed,
          late: act.receivedAt >= this.opening.revealBy,
        },
      });
      if (unstaffed > 0)
        file.warn(
          `${unstaffed} 个对象没有足够的人员，须重新抽取。${unstaffed} objects are left without a team: redraw.`,
        );
      this.#end(outcome);
    });
  }
}
