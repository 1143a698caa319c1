/** May this meeting be called (TJ51-5.0)? Pure; the registries' answers come in. */
import type { Refusal } from '../law/refusal.ts';
import { refusing } from '../law/refuse.ts';
import type { UnitRole } from '../registry/roles.ts';
import { formatInstant } from '../time/civil-date.ts';
import type { Instant } from '../time/instant.ts';
import type { Side } from './acts.ts';

export interface MeetingToCall {
  /** The unit of whoever calls it. */
  convener: string;
  sides: Readonly<Record<Side, { unit: string; roles: readonly string[] | undefined }>>;
  on: Instant;
  receivedAt: Instant;
  /** Every file that a topic names is one of the bureau's that the caller may read. */
  filesKnown: boolean;
}

const refuse = refusing('TJ51-5.0');

const offices: Readonly<Record<Side, { roles: readonly UnitRole[]; zh: string; en: string }>> = {
  supervision: { roles: ['supervision-body'], zh: '医保监督所', en: 'a supervision body' },
  handling: {
    roles: ['payment-division', 'insurance-centre'],
    zh: '医保支付管理处或者社保中心',
    en: 'a payment division or an insurance centre',
  },
};

const isOffice = (side: Side, roles: readonly string[] | undefined): boolean =>
  roles !== undefined && offices[side].roles.some((role) => roles.includes(role));

export function refuseOpening(m: MeetingToCall): Refusal | undefined {
  for (const side of ['supervision', 'handling'] as const) {
    const { zh, en } = offices[side];
    if (!isOffice(side, m.sides[side].roles))
      return refuse(
        'meeting-unit',
        `${side} 所写单位不是本局登记的${zh}。`,
        `The unit named as ${side} is not registered as ${en}.`,
        `写明本局登记的${zh}。`,
        `Name ${en} that is registered with this bureau.`,
      );
  }
  const { supervision, handling } = m.sides;
  if (supervision.unit === handling.unit)
    return refuse(
      'same-department',
      '联席会议由监督、经办双方参加，不能是同一单位。',
      'A joint meeting is one of two units.',
      '写明另一方的单位。',
      'Name the unit of the other side.',
    );
  if (m.convener !== supervision.unit && m.convener !== handling.unit)
    return refuse(
      'not-owed-by-you',
      '联席会议由参加的一方召集。',
      'A joint meeting is called by one of its two sides.',
      '由所写的监督或者经办单位提交。',
      'Let one of the two units named submit it.',
    );
  if (m.on <= m.receivedAt)
    return refuse(
      'date-not-later',
      `会议时间须晚于召集（${formatInstant(m.receivedAt)}）：双方须先接到通知。`,
      `The meeting must be later than its call (${formatInstant(m.receivedAt)}): both sides are invited to it.`,
      '写明以后的时间。',
      'Give a later time.',
    );
  return m.filesKnown
    ? undefined
    : refuse(
        'link-unknown',
        '议题所写案卷不存在，或者本单位无权查看。',
        'A topic names a file that does not exist, or that your unit may not read.',
        '核对案卷编号，或不填案卷。',
        'Check the file, or leave it out.',
      );
}
