/** （二）How the subject comes to be suspended: by 支付处 upon the letter, before the letter, or by a later letter that tells of it. */
import type {
  PreemptiveSuspension,
  furtherAnswer,
  furtherLetter,
  suspensionDecision,
} from '../../domain/rapid-response/acts.ts';
import { oneGroundOnly } from '../../domain/rapid-response/opening.ts';
import { letterClause } from '../../domain/rapid-response/terms.ts';
import type { ActOf } from '../../domain/law/acts.ts';
import { formatInstant } from '../../domain/time/civil-date.ts';
import type { Outcome } from '../kit/case-file.ts';
import type { ResponseContext } from './context.ts';
import type { Notices } from './notices.ts';

export class Suspending {
  readonly context: ResponseContext;
  readonly notices: Notices;

  constructor(context: ResponseContext, notices: Notices) {
    this.context = context;
    this.notices = notices;
  }

  /** Direction A: 支付处 suspends or declines, with its reason. */
  async decide(): Promise<void> {
    const { file, duties, opening } = this.context;
    const { act }: Outcome<ActOf<typeof suspensionDecision>> = await file.performed(
      duties.decideSuspension,
      opening.letter.receivedAt,
    );
    if (!act) return;
    file.state.decided = true;
    this.context.answeredBy(act, 'supervision');
    if (act.facts.outcome === 'suspend') return this.suspend(act);
    if (file.stage === 'opened') file.stage = 'suspension-declined';
    file.notes.push(
      '支付处决定不予暂停，理由在卷，报制度处备案。The payment division declined to suspend; its reason is on file.',
    );
    this.context.owed.push(this.notices.replies(act.occurredAt!));
  }

  suspend(
    decision: ActOf<typeof suspensionDecision> | ActOf<typeof furtherAnswer>,
    round?: number,
  ): void {
    const { file, duties } = this.context;
    if (file.stage !== 'investigation') file.stage = 'suspended';
    if (this.context.suspension.standing) {
      // Suspended first by a letter that joined: the decision confirms it, and is answered and filed like any other.
      this.context.suspension.confirm(decision, decision.facts);
      this.context.owed.push(this.notices.replies(decision.occurredAt!, round));
      return;
    }
    file.state.preemptive = false;
    this.context.suspension.order(
      {
        decidedAt: decision.occurredAt!,
        act: decision,
        endsOn: decision.facts.endsOn,
        reviewOn: decision.facts.reviewOn,
      },
      duties.decideSuspension.basis.clause,
    );
    this.context.owed.push(
      this.notices.tell(decision.occurredAt!, round),
      this.notices.replies(decision.occurredAt!, round),
    );
  }

  // （二）Direction B: the subject is suspended already.
  // （四）The letter itself is 支付处's reply if it came within 24 hours of the suspension; the filing with 制度处 runs from the suspension too.
  first(): void {
    const {
      file,
      duties,
      opening: { letter },
    } = this.context;
    const standing = letter.facts.suspension!;
    file.stage = 'suspended';
    if (standing.cut) file.state.cut = standing.cut;
    this.context.suspension.order(
      { ...standing, act: letter },
      letterClause('B', this.context.opening.subject.kind),
    );
    file.metByOpening(duties.replyOnDecision, standing.decidedAt);
    this.context.owed.push(
      file.performed(duties.fileDecision, standing.decidedAt),
      this.notices.tell(standing.decidedAt),
    );
    this.notices.delivered(letter, standing.notices);
  }

  // （一）A letter of direction B that joins tells of a suspension that stands already; there is no second one beside the first.
  // （四）Where it is the one that counts, its filing with 制度处 runs from it and the letter is the reply, as when it opens a file.
  join(act: ActOf<typeof furtherLetter>, told: PreemptiveSuspension): void {
    const { file, duties } = this.context;
    const clause = letterClause('B', this.context.opening.subject.kind);
    const round = act.facts.documentHash.slice(0, 16);
    if (told.cut) file.state.cut = told.cut;
    const became = this.context.suspension.join({ ...told, act }, clause);
    file.enter({
      key: `suspension-joined:${act.id}`,
      type: 'suspension-joined',
      clause,
      act: act.id,
      body: {
        decidedAt: formatInstant(told.decidedAt),
        startsAt: formatInstant(told.startsAt),
        became,
        ...(told.breaker && { breaker: told.breaker, cut: told.cut }),
        ...(told.endsOn && { endsOn: told.endsOn }),
        ...(told.reviewOn && { reviewOn: told.reviewOn }),
      },
    });
    if (act.facts.oneGround && !file.notes.includes(oneGroundOnly)) file.warn(oneGroundOnly);
    if (became === 'known') return this.notices.delivered(act, told.notices);
    file.notes.push(
      `后续函告附先行暂停，自 ${formatInstant(told.startsAt)} 起，并入本卷。A further letter tells of a suspension that stands already; it is part of this file.`,
    );
    if (file.stage === 'opened' || file.stage === 'suspension-declined') file.stage = 'suspended';
    file.state.preemptive = true;
    this.context.stoodSince = told.startsAt;
    file.metBy(act, duties.replyOnDecision, told.decidedAt, { round });
    this.context.owed.push(file.performed(duties.fileDecision, told.decidedAt, { round }));
    if (became === 'opened') this.context.owed.push(this.notices.tell(told.decidedAt, round));
    this.notices.delivered(act, told.notices);
  }
}
