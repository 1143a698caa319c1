/** 典型案例的问题代码 The problem codes that it declares; procedures of the same instrument may say them too. */
import { problem, type CatalogueEntry } from '../law/codes.ts';

export const codes = {
  'typical-case-unfit': problem(422, '不是正在公开的曝光', 'Not a publicity that is public now'),
  'typical-cases-missing': problem(
    422,
    '没有选定案例，也没有写明没有',
    'Neither cases nor that there is none',
  ),
  'typical-case-unpublished': problem(
    409,
    '曝光案卷没有登记主要媒体的发布',
    'No main medium stands in its publicity',
  ),
} as const satisfies Record<string, CatalogueEntry>;

type Own = Record<keyof typeof codes, CatalogueEntry>;

declare module '../law/codes.ts' {
  interface ProblemCodes extends Own {}
}
