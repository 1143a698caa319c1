/** 联席会议的问题代码 The problem codes that it declares; procedures of the same instrument may say them too. */
import { problem, type CatalogueEntry } from '../law/codes.ts';

export const codes = {
  'meeting-unit': problem(422, '不是联席会议的一方', 'Not a side of a joint meeting'),
  'undertakings-missing': problem(422, '没有列明承诺事项', 'The undertakings are missing'),
  'undertaking-owner': problem(
    422,
    '承诺单位不是会议一方',
    'Undertaken by somebody who is no side of it',
  ),
  'undertakings-open': problem(
    409,
    '承诺事项尚未完成',
    'Something undertaken is still to be carried out',
  ),
  'minutes-unconfirmed': problem(409, '会议记录尚未确认', 'The minutes are not agreed to yet'),
} as const satisfies Record<string, CatalogueEntry>;

type Own = Record<keyof typeof codes, CatalogueEntry>;

declare module '../law/codes.ts' {
  interface ProblemCodes extends Own {}
}
