/** 上门服务的问题代码 The problem codes that it declares. */
import { problem, type CatalogueEntry } from '../law/codes.ts';

export const codes = {
  'address-missing': problem(422, '没有上门地址', 'The address is missing'),
  'not-eligible-at-home': problem(
    422,
    '不属于上门服务的对象',
    'Not one of those who are visited at home',
  ),
  'mobility-missing': problem(
    422,
    '没有说明行动不便',
    'That the person moves with difficulty is not stated',
  ),
  'visit-not-confirmed': problem(409, '上门服务尚未确认', 'The visit is not confirmed'),
  'record-one-sided': problem(422, '缺少一方的上门记录', 'The record of one side is missing'),
} as const satisfies Record<string, CatalogueEntry>;

type Own = Record<keyof typeof codes, CatalogueEntry>;

declare module '../law/codes.ts' {
  interface ProblemCodes extends Own {}
}
