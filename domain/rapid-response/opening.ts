/** （一）May this letter open a file? Pure; the registries' answers come in. */
import type { Refusal } from '../law/refusal.ts';
import type { CivilDate, Instant } from '../time/instant.ts';
import { partyName } from '../registry/roles.ts';
import { formatInstant } from '../time/civil-date.ts';
import { carriesSuspension, refusalOnly } from './agreement.ts';
import { madeByTheBreaker, refuseApprover, type Approver } from './approver.ts';
import { wrongGround } from './letters.ts';
import { notCovering } from './suspending.ts';
import { grounds, letterClause, stepOf, type Ground, type SubjectKind } from './terms.ts';
import { refuse } from '../law/refuse.ts';

export interface LetterToOpen {
  direction: 'A' | 'B';
  subject: SubjectKind;
  status: string;
  grounds: readonly Ground[];
  otherGround: boolean;
  investigated: boolean;
  receivedAt: Instant;
  senderRoles: readonly string[];
  /** Everybody who is told of a suspension: the subject, and the institutions of a practitioner. */
  recipients: readonly string[];
  suspension?: {
    decidedAt: Instant;
    startsAt: Instant;
    clauseCited: boolean;
    clauseInAgreement: boolean;
    clauseCovers: readonly string[];
    approver?: Approver | 'unregistered' | undefined;
    endsOn?: CivilDate;
    /** 六 Made by the system itself under an indicator's clause: nobody approves it. */
    automatic?: boolean;
    notices: readonly { item: string; servedAt: Instant }[];
  };
}

/** Why the letter cannot open a file; nothing when it can. */
export function refuseOpening(l: LetterToOpen): Refusal | undefined {
  return (
    refuseSender(l) ??
    refuseSubject(l) ??
    refuseGrounds(l) ??
    (l.direction === 'A' ? refuseUninvestigated(l) : refuseSuspension(l))
  );
}

/** What is allowed but shown: remarks for the file. */
export function remarksOn(l: LetterToOpen): string[] {
  if (l.suspension?.automatic) return [madeByTheBreaker];
  return l.direction === 'A' || restsOnBoth(l.grounds) ? [] : [oneGroundOnly];
}

/** The two grounds of a pre-emptive suspension: 违法违规嫌疑 和 拒不配合调查. */
export const restsOnBoth = (grounds: readonly Ground[]): boolean =>
  grounds.includes('suspected-violation') && grounds.includes('refusal');
export const oneGroundOnly =
  '先行暂停只具备一项事由，依所引协议条款和批准人。Only one of the two grounds of a pre-emptive suspension is given; it rests on the cited clause and its approver.';

const first = (l: LetterToOpen) => letterClause(l.direction, l.subject);

function refuseSender(l: LetterToOpen): Refusal | undefined {
  const roles =
    l.direction === 'A' ? ['supervision-body'] : ['insurance-centre', 'payment-division'];
  if (l.senderRoles.some((r) => roles.includes(r))) return undefined;
  const names = roles.map(partyName);
  return refuse(
    'not-owed-by-you',
    first(l),
    l.direction === 'A' ? '方向 A 的函告由监督所发出。' : '方向 B 的函告由社保中心（支付处）发出。',
    'The letter of this direction is for another body to send.',
    `由${names.map(({ zh }) => zh).join('或者')}提交。`,
    `Let ${names.map(({ en }) => en).join(' or ')} submit it.`,
  );
}

function refuseSubject(l: LetterToOpen): Refusal | undefined {
  if (['designated', 'qualified', 'suspended'].includes(l.status)) return undefined;
  return refuse(
    'not-designated',
    first(l),
    l.subject === 'institution' ? '该机构不是定点医药机构。' : '该人员没有医保服务资格。',
    'The subject is not designated or qualified.',
    '核对主体编号，或先更新登记。',
    'Check the subject, or update the registry first.',
  );
}

function refuseGrounds(l: LetterToOpen): Refusal | undefined {
  if (l.grounds.length === 0)
    return refuse(
      'ground-missing',
      first(l),
      '函告须写明事由。',
      'A letter needs at least one ground.',
      `可选：${grounds[l.subject].join('、')}。`,
      `One of: ${grounds[l.subject].join(', ')}.`,
    );
  const wrong = l.grounds.find((g) => !(grounds[l.subject] as readonly string[]).includes(g));
  if (wrong) return wrongGround(first(l), grounds[l.subject]);
  if (l.grounds.includes('other') && !l.otherGround)
    return refuse(
      'ground-missing',
      first(l),
      '选择其他事由须写明内容。',
      'Another ground must be written out.',
      '填写 otherGround。',
      'Fill in otherGround.',
    );
  return undefined;
}

function refuseUninvestigated(l: LetterToOpen): Refusal | undefined {
  if (l.investigated) return undefined;
  return refuse(
    'investigation-missing',
    first(l),
    '函告之前须介入调查，并附调查记录。',
    'The letter follows an investigation; its record is missing.',
    '附介入调查记录。',
    'Attach the record of the investigation.',
  );
}

type Suspension = NonNullable<LetterToOpen['suspension']>;

/** （一）Direction B: suspended first, then the letter; on both grounds, or on a clause of the agreement with its approver. */
function refuseSuspension(l: LetterToOpen): Refusal | undefined {
  const clause = first(l);
  const s = l.suspension;
  if (!s)
    return refuse(
      'suspension-missing',
      clause,
      '方向 B 须先行暂停，再发函告。',
      'In direction B the suspension comes before the letter.',
      '先作出暂停决定，随函附上。',
      'Decide on the suspension first and attach it.',
    );
  if (s.decidedAt > l.receivedAt)
    return {
      ...refuse(
        'suspension-after-letter',
        clause,
        `暂停时间（${formatInstant(s.decidedAt)}）晚于函告到达（${formatInstant(l.receivedAt)}）。`,
        'The suspension is later than the letter.',
        '暂停须在函告之前。',
        'The suspension must come before the letter.',
      ),
      earliest: s.decidedAt,
    };
  return (
    refuseCited(s, clause) ??
    refuseApproval(s, l, clause) ??
    refuseCover(s, l) ??
    refuseNotices(s, l)
  );
}

/** It cites a clause of the registered agreement. */
function refuseCited(s: Suspension, clause: string): Refusal | undefined {
  if (!s.clauseCited)
    return refuse(
      'clause-missing',
      clause,
      '先行暂停须写明协议条款。',
      'A pre-emptive suspension must cite a clause of the agreement.',
      '写明协议条款。',
      'Cite the clause.',
    );
  if (!s.clauseInAgreement)
    return refuse(
      'clause-unknown',
      clause,
      '该条款不在登记的服务协议中。',
      'The clause is not in the registered agreement.',
      '引用已登记的条款。',
      'Cite a registered clause.',
    );
  return undefined;
}

/** On one ground only it needs its approver; whoever is named is fit to approve. */
function refuseApproval(s: Suspension, l: LetterToOpen, clause: string): Refusal | undefined {
  if (s.automatic) return undefined;
  if (!restsOnBoth(l.grounds) && s.approver === undefined)
    return refuse(
      'approver-missing',
      clause,
      '只具备一项事由的先行暂停须有批准人。',
      'A pre-emptive suspension on one ground only needs its approver.',
      '写明批准人，或补充另一项事由。',
      'Name the approver, or give the other ground too.',
    );
  return s.approver === undefined ? undefined : refuseApprover(s.approver, clause);
}

/** The clause covers what the letter alleges. */
function refuseCover(s: Suspension, l: LetterToOpen): Refusal | undefined {
  if (refusalOnly(l.grounds) && !s.clauseCovers.includes('refusal'))
    return refuse(
      'no-refusal-clause',
      'TJ51-13.1',
      '以拒不配合检查为由暂停，协议中须有相应条款。',
      'Suspending for refusal needs a clause of the agreement on refusal.',
      '引用相应条款，或说明其他事由。',
      'Cite that clause, or state another ground.',
    );
  return carriesSuspension(s.clauseCovers, l.grounds) ? undefined : notCovering(first(l));
}

/** （三）A notice that the letter tells of was served on somebody who is to be told, between the suspension and the letter, once. */
function refuseNotices({ decidedAt, notices }: Suspension, l: LetterToOpen): Refusal | undefined {
  const clause = stepOf(l, l.subject === 'institution' ? '3a' : '3');
  const items = notices.map(({ item }) => item);
  if (items.some((item) => !l.recipients.includes(item)) || new Set(items).size !== items.length) {
    return refuse(
      'notice-recipient',
      clause,
      '告知的收件方须为该主体或者其所在单位，每方一份。',
      'A notice is for the subject or an institution of registration, one each.',
      `收件方：${l.recipients.join('、')}。`,
      `Recipients: ${l.recipients.join(', ')}.`,
    );
  }
  if (notices.some(({ servedAt }) => servedAt < decidedAt)) {
    return {
      ...refuse(
        'before-trigger',
        clause,
        '告知的送达时间早于暂停决定。',
        'A notice was served before the suspension was decided.',
        `送达不得早于 ${formatInstant(decidedAt)}。`,
        `Not served before ${formatInstant(decidedAt)}.`,
      ),
      earliest: decidedAt,
    };
  }
  if (notices.some(({ servedAt }) => servedAt > l.receivedAt)) {
    return refuse(
      'in-the-future',
      clause,
      '告知的送达时间晚于函告到达。',
      'A notice would be served after the letter arrived.',
      '函告只附已经送达的告知；以后送达的另行提交暂停告知。',
      'The letter carries what was served before it; file the notice of suspension for the others.',
    );
  }
  return undefined;
}
