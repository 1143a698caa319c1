/** 专项检查的问题代码 The problem codes that it declares; procedures of the same instrument may say them too. */
import { problem, type CatalogueEntry } from '../law/codes.ts';

export const codes = {
  'special-papers-order': problem(422, '专项检查手续次序不符', 'The papers are out of order'),
  'special-number-reached': problem(
    409,
    '已达年度专项检查数量',
    'The yearly number of special inspections is reached',
  ),
  'approver-elsewhere': problem(422, '批准机关不是本地政府', 'Not the government of the place'),
  'justice-not-same-level': problem(
    422,
    '备案机关不是同级司法行政部门',
    'Not the justice department of the same level',
  ),
  'special-days-invalid': problem(
    422,
    '专项检查日期无效',
    'The days of the special inspection are not valid',
  ),
  'special-papers-owed': problem(409, '专项检查手续尚未补齐', 'Papers are still owed'),
  'special-begun': problem(409, '专项检查已经实施', 'Visits under it have begun'),
  'special-pending': problem(409, '还有未实施的检查方案', 'Plans under it are still open'),
} as const satisfies Record<string, CatalogueEntry>;

type Own = Record<keyof typeof codes, CatalogueEntry>;

declare module '../law/codes.ts' {
  interface ProblemCodes extends Own {}
}
