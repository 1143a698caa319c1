/** 办结的办件 A closed case of a public service as it is reported, and how it is answered. No personal data: nobody is named (QJ-2.6d, 2.6e). */
import { z } from 'zod';
import type { ProblemCode } from '../law/codes.ts';
import { dayText, line } from '../law/shapes.ts';
import { decimalText } from '../service-catalogue/forms.ts';
import { timeUnits } from '../service-catalogue/terms.ts';

/** How many in one call. */
export const BATCH = 500;
export const CASES = 'QJ-2.6e';
const TIME = 'QJ-2.6d';

export const channels = ['online', 'window', 'self-service', 'phone', 'home'] as const;

/** 身份证号 Fifteen or eighteen digits, the last perhaps an X, and the number of a mobile telephone name a person. */
const names = (text: string): boolean =>
  /(?<!\d)(?:\d{17}[\dXx]|[1-9]\d{14}|1[3-9]\d{9})(?!\d)/.test(text);

export const caseNo = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,63}$/, {
    error: '办件编号：1–64 位字母、数字、. 或 - | A case number: 1–64 of letters, digits, ., -',
  })
  .refine((text) => !names(text), {
    error: '办件编号不得是身份证号或手机号 | A case number is no identity or telephone number',
  })
  .meta({ description: '办件编号，重发时不变 Stays the same when it is sent again' });

export const caseShape = z
  .strictObject({
    case: caseNo,
    service: z.int().min(1).max(999).meta({
      description: '办结之日施行的清单中的序号 The number in the list of the day of the closing',
    }),
    acceptedOn: dayText,
    closedOn: dayText,
    visits: z.int().min(0).max(1000).meta({ description: '跑动次数 Visits' }),
    channel: z.enum(channels),
    took: z
      .strictObject({ amount: decimalText, unit: z.enum(timeUnits) })
      .optional()
      .meta({
        description:
          '办理时间，以法定时限的单位计 The time taken, in the unit of the statutory time',
      }),
    inPlace: z.boolean().meta({ description: '当场办结 Done at once' }),
  })
  .refine((c) => c.acceptedOn <= c.closedOn, {
    error: '办结日期不得早于受理日期 | It is not closed before it is accepted',
    path: ['closedOn'],
  })
  .meta({ id: 'ServiceCase' });

/** 撤销 A case that was reported by mistake counts no more. */
export const withdrawalShape = z
  .strictObject({ case: caseNo, withdrawn: z.literal(true), reason: line(500) })
  .meta({ id: 'ServiceCaseWithdrawal' });

interface Why {
  code: ProblemCode;
  clause: string;
  zh: string;
  en: string;
  lawfulZh: string;
  lawfulEn: string;
}
/** Why a case changes nothing, as the database says it. */
export const refusedBecause: Readonly<Record<string, Why>> = {
  'unknown-service': {
    code: 'service-unknown',
    clause: 'QJ-2.1a',
    zh: '办结之日施行的清单没有该序号的服务。',
    en: 'The list in force on the day of the closing has no service of this number.',
    lawfulZh: '核对序号和办结日期；清单没有施行的，先登记清单。',
    lawfulEn: 'Check number and day; where no list is in force, register one first.',
  },
  future: {
    code: 'in-the-future',
    clause: CASES,
    zh: '办结日期晚于今日。',
    en: 'It would be closed later than today.',
    lawfulZh: '办结之后再报送。',
    lawfulEn: 'Report it once it is closed.',
  },
  unit: {
    code: 'time-unit-differs',
    clause: TIME,
    zh: '办理时间与法定时限的单位不同，不能比较。',
    en: 'The time taken is in another unit than the statutory time.',
    lawfulZh: '以法定时限的单位报送。',
    lawfulEn: 'Report it in the unit of the statutory time.',
  },
  'no-time': {
    code: 'service-time-missing',
    clause: TIME,
    zh: '该服务有法定时限，办件没有写明办理时间。',
    en: 'The service has a statutory time; the case comes without the time it took.',
    lawfulZh: '写明办理时间再报送。',
    lawfulEn: 'Report it with its time.',
  },
  'no-statutory-time': {
    code: 'time-unit-differs',
    clause: TIME,
    zh: '该服务在办结之日没有法定时限，办理时间无从比较。',
    en: 'On the day of the closing the service has no statutory time to compare it with.',
    lawfulZh: '不写办理时间；有法定时限的，先登记于清单。',
    lawfulEn: 'Leave the time out, or enter the statutory one in the lists first.',
  },
  'other-body': {
    code: 'service-case-other-body',
    clause: CASES,
    zh: '该办件由另一经办机构报送，不能由本机构一人撤销。',
    en: 'Another handling body has reported the case; this one does not take it back.',
    lawfulZh: '由报送的机构撤销，或者由登记员或负责人提出、另一人复核。',
    lawfulEn:
      'Let that body withdraw it, or a registrar or head propose it and another person confirm it.',
  },
  negative: {
    code: 'service-time-invalid',
    clause: TIME,
    zh: '办理时间为负。',
    en: 'The time taken is below zero.',
    lawfulZh: '核对办理时间。',
    lawfulEn: 'Check the time.',
  },
  'unknown-case': {
    code: 'service-case-unknown',
    clause: CASES,
    zh: '没有收到过该编号的办件。',
    en: 'No case of this number has come in.',
    lawfulZh: '核对编号。',
    lawfulEn: 'Check the number.',
  },
};
