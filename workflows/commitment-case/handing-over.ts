/** 第五、六条 From the approval to the officer who supervises: archived, pushed, distributed. */
import {
  archiveVersion,
  reassignment,
  transfer,
  type distribution,
} from '../../domain/commitment-case/acts.ts';
import { partyName } from '../../domain/registry/roles.ts';
import type { ActOf } from '../../domain/law/acts.ts';
import { startOfDay } from '../../domain/time/civil-date.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Conduct } from './conduct.ts';
import type { CommitmentOpening, CaseContext } from './context.ts';
import type { Supplementing } from './supplementing.ts';

export class HandingOver {
  #versions = 1;
  endReassignment: () => void = () => {};
  readonly context: CaseContext;
  readonly supplementing: Supplementing;
  readonly conduct: Conduct;

  constructor(context: CaseContext, supplementing: Supplementing, conduct: Conduct) {
    this.context = context;
    this.supplementing = supplementing;
    this.conduct = conduct;
  }

  // 第五条  After the approval the accepting department archives application, commitment and result, all three;
  // a change afterwards is a new version with its reason.
  async archiving(): Promise<Instant> {
    const {
      file,
      duties,
      opening: { letter, units },
    } = this.context;
    const since = this.approvedAt();
    const archived = letter.facts.archive
      ? undefined
      : await this.context.step(duties.archive, since);
    if (!archived) file.metByOpening(duties.archive, since);
    file.state.archive = letter.facts.archive ?? archived?.facts.parts;
    this.context.stage('archived');
    this.context.offer(archiveVersion.type, units.accepting, 'TJ84-5.2', (version) => {
      const { parts } = version.facts;
      file.state.archive = parts;
      file.enter({
        key: `archive-version:${version.id}`,
        type: 'archive-version-entered',
        clause: 'TJ84-5.2',
        act: version.id,
        body: { version: ++this.#versions, parts: { ...parts } },
      });
    });
    return (archived ?? letter).receivedAt;
  }

  // 第五条  It then pushes them to the supervising department, once. A side without its coordinator (第十五条) is warned about, no bar.
  async pushing(since: Instant): Promise<Instant> {
    const { file, duties, opening } = this.context;
    const given =
      opening.letter.facts.push === true ? undefined : await this.context.step(duties.push, since);
    if (!given) file.metByOpening(duties.push, since);
    const known = given?.known;
    this.warnOfCoordinators(
      known
        ? {
            accepting: known.acceptingCoordinator !== null,
            supervising: known.supervisingCoordinator !== null,
          }
        : opening.coordinators,
    );
    file.state.pushed = true;
    this.context.stage('pushed');
    const { receivedAt } = given ?? opening.letter;
    this.supplementing.keySupervision(receivedAt);
    this.conduct.offer();
    this.context.offer(transfer.type, opening.units.supervising, 'TJ84-10.2', (left) => {
      if (file.state.missing.length > 0)
        file.effect('key-supervision-ended', {
          materials: file.state.missing,
          at: left.receivedAt,
          end: 'transferred',
        });
      this.context.leave('transferred');
    });
    return receivedAt;
  }

  warnOfCoordinators({ accepting, supervising }: CommitmentOpening['coordinators']): void {
    const lacking = [
      ...(accepting ? [] : ['accepting']),
      ...(supervising ? [] : ['supervising']),
    ].map(partyName);
    if (lacking.length > 0)
      this.context.file.warn(
        `没有审管联动协调员（TJ84-15.0）：${lacking.map(({ zh }) => zh).join('、')}。No coordinator is there for: ${lacking.map(({ en }) => en).join(', ')}.`,
      );
  }

  // 第六条  The designated person of the supervising department hands the file to an officer who supervises the item and is there;
  // later to another one, with the reason. What is left lying goes to the coordinator.
  async distributing(since: Instant): Promise<Instant> {
    const { duties, opening } = this.context;
    const act = await this.context.step(duties.distribute, since);
    this.assign(act);
    this.context.stage('distributed');
    this.endReassignment = this.context.offer(
      reassignment.type,
      opening.units.supervising,
      'TJ84-6',
      (again) => this.assign(again),
    );
    return act.receivedAt;
  }

  assign({ facts }: ActOf<typeof distribution> | ActOf<typeof reassignment>): void {
    const { state } = this.context.file;
    state.assignee = facts.assignee;
    if (state.accepting === state.supervising) state.supervisors.push(state.assignee);
  }

  /** The day of approval; the day of receipt where the calendar does not reach back so far. */
  approvedAt(): Instant {
    const { approvedOn, calendar, letter } = this.context.opening;
    return calendar.some((y) => y.year === Number(approvedOn.slice(0, 4)))
      ? startOfDay(approvedOn)
      : letter.receivedAt;
  }
}
