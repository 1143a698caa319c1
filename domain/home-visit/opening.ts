/** 预约 Who is visited at home (二（四）): 行动不便的残疾人、高龄老人等. Pure. */
import type { Refusal } from '../law/refusal.ts';
import { refusing } from '../law/refuse.ts';
import type { CivilDate } from '../time/instant.ts';
import { VISITS } from './duties.ts';

export const grounds = ['disabled', 'aged', 'other'] as const;

export interface Booking {
  ground: (typeof grounds)[number];
  /** 行动不便 Stated of whoever is visited. */
  mobility: boolean;
  bornOn: CivilDate | undefined;
  certificate: boolean;
  reasonGiven: boolean;
  addressGiven: boolean;
  on: CivilDate;
  today: CivilDate;
  /** 高龄 The bureau's setting. */
  age: number;
}

const refuse = refusing(VISITS);

/** 周岁 Completed years on a day; who was born on the 29th of February completes one with the 28th where there is no other. */
export function ageOn(bornOn: CivilDate, day: CivilDate): number {
  const years = Number(day.slice(0, 4)) - Number(bornOn.slice(0, 4));
  const leap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const birthday =
    bornOn.slice(5) === '02-29' && !leap(Number(day.slice(0, 4))) ? '02-28' : bornOn.slice(5);
  return day.slice(5) >= birthday ? years : years - 1;
}

/** Why nobody is visited at home on this booking; nothing when somebody is. */
export const refuseBooking = (b: Booking): Refusal | undefined =>
  refuseAddress(b) ?? refuseDay(b) ?? refuseGround(b);

const refuseAddress = ({ addressGiven }: Booking): Refusal | undefined =>
  addressGiven
    ? undefined
    : refuse(
        'address-missing',
        '没有上门地址，无法上门服务。',
        'Without the address nobody can be visited.',
        '写明上门地址。',
        'State the address.',
      );

const refuseDay = ({ on, today }: Booking): Refusal | undefined =>
  on >= today
    ? undefined
    : refuse(
        'date-not-later',
        `预约的日期（${on}）已经过去。`,
        `The day asked for (${on}) is over.`,
        `${today} 及以后。`,
        `On or after ${today}.`,
      );

function refuseGround(b: Booking): Refusal | undefined {
  if (b.ground === 'other')
    return b.reasonGiven
      ? undefined
      : refuse(
          'reason-missing',
          '不是残疾人、高龄老人的，须说明为什么需要上门服务。',
          'Who is neither disabled nor aged says why a visit is needed.',
          '写明理由。',
          'State the reason.',
        );
  if (!b.mobility)
    return refuse(
      'mobility-missing',
      '没有说明行动不便。',
      'Nothing says that the person moves with difficulty.',
      '写明行动不便；行动方便的，可以到大厅办理。',
      'State it; who moves without difficulty is served in the hall.',
    );
  return b.ground === 'disabled' ? refuseDisabled(b) : refuseAged(b);
}

const refuseDisabled = ({ certificate }: Booking): Refusal | undefined =>
  certificate
    ? undefined
    : refuse(
        'not-eligible-at-home',
        '没有写明残疾人证。',
        'The certificate of the disability is not given.',
        '写明残疾人证号，或者以其他理由预约。',
        'State its number, or book for another reason.',
      );

function refuseAged({ bornOn, on, age }: Booking): Refusal | undefined {
  if (bornOn !== undefined && ageOn(bornOn, on) >= age) return undefined;
  return refuse(
    'not-eligible-at-home',
    `高龄老人为上门之日已满 ${age} 周岁（管理设定）。`,
    `Aged is who has completed ${age} years on the day of the visit (a setting).`,
    '写明出生日期；不满的，以其他理由预约。',
    'State the day of birth, or book for another reason.',
  );
}
