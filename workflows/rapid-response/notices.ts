/** （三）（四）Who is told of a suspension and when it starts, and how 支付处 answers for what it has decided. */
import type { DeliveredNotice, suspensionNotice } from '../../domain/rapid-response/acts.ts';
import { dueOn } from '../../domain/law/duty.ts';
import type { Act } from '../../domain/law/act.ts';
import type { ActOf } from '../../domain/law/acts.ts';
import { formatInstant } from '../../domain/time/civil-date.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Outcome } from '../kit/case-file.ts';
import type { ResponseContext } from './context.ts';

export class Notices {
  readonly context: ResponseContext;

  constructor(context: ResponseContext) {
    this.context = context;
  }

  // （三）The subject, and for a practitioner the head of every registered institution, is told the start of the suspension:
  // in A before it starts, in B at once, for it stands already. Patients are informed within the set time.
  async tell(from: Instant, round?: number | string): Promise<void> {
    const { recipients } = this.context;
    const told = await Promise.all(recipients.map((item) => this.notice(from, { item, round })));
    const starts = told.filter((start) => start !== undefined);
    if (!this.context.file.state.preemptive && starts.length === told.length)
      this.context.suspension.starts(Math.max(...starts) as Instant);
  }

  /** （三）What was served before the letter performs the notices that are owed of a suspension that stands already; one still to come is told in advance. */
  delivered(letter: Act, notices: readonly DeliveredNotice[] = []): void {
    const { file, duties } = this.context;
    if (!file.state.preemptive) return;
    for (const { servedAt, ...facts } of notices) {
      const wait = file.waits.find(
        ({ duty, item }) => duty.id === duties.noticeOfStart.id && item === facts.item,
      );
      if (wait)
        file.meet(wait.key, {
          ...letter,
          servedAt,
          facts: { ...facts, startsAt: this.context.stoodSince! },
        });
    }
  }

  /** One recipient; nothing when the suspension ended before anybody was told of its start. */
  async notice(
    from: Instant,
    which: { item: string; round?: number | string },
  ): Promise<Instant | undefined> {
    const { file, duties, opening } = this.context;
    const before = file.state.preemptive ? this.context.stoodSince : undefined;
    const { act }: Outcome<ActOf<typeof suspensionNotice>> = await file.performed(
      duties.noticeOfStart,
      from,
      which,
    );
    if (!act) return undefined;
    const { facts } = act;
    const stood = file.state.preemptive ? this.context.stoodSince : before;
    if (stood !== undefined && act.servedAt! > stood) this.gap(act, stood, which.item);
    if (
      opening.subject.kind === 'institution' ||
      opening.direction === 'B' ||
      file.state.preemptive
    ) {
      this.context.owed.push(
        file.performed(
          dueOn(duties.informPatients, facts.patientsInformedBy!),
          act.servedAt!,
          which,
        ),
      );
    }
    return facts.startsAt;
  }

  /** The notice came after the start that it tells of: shown with its length. */
  gap(act: ActOf<typeof suspensionNotice>, stood: Instant, recipient: string): void {
    const { file, duties } = this.context;
    file.enter({
      key: `notice-gap:${recipient}:${act.id}`,
      type: 'notice-gap',
      clause: duties.noticeOfStart.basis.clause,
      act: act.id,
      body: {
        recipient,
        startedAt: formatInstant(stood),
        servedAt: formatInstant(act.servedAt!),
        gapMs: act.servedAt! - stood,
      },
    });
  }

  // （四）Within 24 hours of the decision 支付处 replies to 监督所 and, in the same time, files it with 制度处: two duties, two breaches.
  replies(decidedAt: Instant, round?: number): Promise<unknown> {
    const { file, duties } = this.context;
    return Promise.all([
      file.performed(duties.replyOnDecision, decidedAt, { round }),
      file.performed(duties.fileDecision, decidedAt, { round }),
    ]);
  }
}
