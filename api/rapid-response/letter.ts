/** What a letter (函告) says: as the rules judge it, and as its file is told of it. */
import type { SubjectRow } from '../../db/queries/subjects.ts';
import { sha256 } from '../../db/queries/turns.ts';
import { restsOnBoth, type LetterToOpen } from '../../domain/rapid-response/opening.ts';
import type { Approver } from '../../domain/rapid-response/approver.ts';
import { suspectedIn, type LetterToFile } from '../../domain/rapid-response/letter.ts';
import { parseInstant } from '../../domain/time/civil-date.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Caller } from '../http/authentication.ts';
import type { ActFacts } from '../../domain/law/forms.ts';
import type { Letter, PreemptiveSuspension } from '../../domain/rapid-response/acts.ts';
import { letterClause } from '../../domain/rapid-response/terms.ts';

/** （一）Of a letter as far as it can be read: A or B, to an institution or a practitioner. */
export function clauseOfLetter(letter: unknown): string {
  const { direction, subject } = (letter ?? {}) as {
    direction?: unknown;
    subject?: { kind?: unknown } | null;
  };
  return letterClause(
    direction === 'B' ? 'B' : 'A',
    subject?.kind === 'practitioner' ? 'practitioner' : 'institution',
  );
}

export function letterToOpen(
  body: LetterToFile,
  subject: SubjectRow,
  caller: Caller,
  receivedAt: Instant,
  approvedBy: Approver | 'unregistered' | undefined,
): LetterToOpen {
  const cited = subject.agreement?.clauses?.find((c) => c.id === body.suspension?.agreementClause);
  return {
    direction: body.direction,
    subject: subject.kind,
    status: subject.status,
    grounds: [...new Set(body.grounds)],
    otherGround: body.otherGround !== undefined,
    investigated: body.investigation !== undefined,
    receivedAt,
    senderRoles: caller.unitRoles,
    recipients: [subject.id, ...subject.heads],
    suspension: body.suspension && {
      decidedAt: parseInstant(body.suspension.decidedAt)!,
      startsAt: parseInstant(body.suspension.startsAt)!,
      clauseCited: body.suspension.agreementClause !== undefined,
      clauseInAgreement: cited !== undefined,
      clauseCovers: cited?.covers ?? [],
      approver: approvedBy,
      endsOn: body.suspension.endsOn,
      automatic: body.suspension.breaker !== undefined,
      notices: noticesOf(body.suspension),
    },
  };
}

/** （一）Direction B: the suspension stands already; the file is told of it, whether it opens or joins. */
export function preemptive({ direction, suspension, grounds }: LetterToFile) {
  if (direction === 'A' || !suspension) return {};
  const oneGround = suspension.breaker === undefined && !restsOnBoth(grounds);
  return { suspension: toldOf(suspension), ...(oneGround && { oneGround: true }) };
}

type SuspensionPayload = NonNullable<LetterToFile['suspension']>;

function toldOf(s: SuspensionPayload): PreemptiveSuspension {
  const dates = {
    ...(s.endsOn && { endsOn: s.endsOn }),
    ...(s.reviewOn && { reviewOn: s.reviewOn }),
  };
  return {
    decidedAt: parseInstant(s.decidedAt)!,
    startsAt: parseInstant(s.startsAt)!,
    ...dates,
    ...(s.notices && { notices: noticesOf(s) }),
    ...(s.breaker !== undefined && { breaker: s.breaker, cut: s.cut }),
  };
}

/** （三）The notices served before the letter. */
const noticesOf = ({ notices = [] }: SuspensionPayload) =>
  notices.map(({ recipient, servedAt, patientsInformedBy, method }) => ({
    item: recipient,
    servedAt: parseInstant(servedAt)!,
    patientsInformedBy,
    method,
  }));

export function factsOfLetter(body: LetterToFile): ActFacts<Letter['facts']> {
  const suspension = body.suspension && toldOf(body.suspension);
  return {
    facts: {
      direction: body.direction,
      subject: body.subject.id,
      documentHash: sha256(body.documentNo),
      grounds: [...new Set(body.grounds)],
      ...suspectedIn(body),
      phoned: body.phone !== undefined,
      ...(suspension && { suspension }),
      ...(body.assignment && { assignedBy: body.assignment.by }),
    },
  };
}
