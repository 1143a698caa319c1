/** 名单通报的问题代码 The problem codes that it declares; procedures of the same instrument may say them too. */
import { problem, type CatalogueEntry } from '../law/codes.ts';

export const codes = {
  'list-changed': problem(409, '名单内容已经变化', 'The content of the list has changed'),
  'earlier-list-open': problem(
    409,
    '前一期名单尚未确认',
    'The list of an earlier period is not confirmed',
  ),
  'recipient-unregistered': problem(
    422,
    '没有登记接收部门',
    'A recipient of the lists is not registered',
  ),
  'list-not-told': problem(
    409,
    '所更正的名单尚未送交该部门',
    'The list that it corrects has not been delivered to that recipient',
  ),
  'recipient-too-early': problem(
    422,
    '早于最近一次送交',
    'It would count from before the last delivery',
  ),
  'zero-report-missing': problem(422, '没有写明零报告', 'The zero report is not stated'),
  'zero-report-wrong': problem(422, '名单并非空白', 'The list is not empty'),
} as const satisfies Record<string, CatalogueEntry>;

type Own = Record<keyof typeof codes, CatalogueEntry>;

declare module '../law/codes.ts' {
  interface ProblemCodes extends Own {}
}
