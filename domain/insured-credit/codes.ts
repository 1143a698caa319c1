/** 参保人员信用记录的问题代码 The problem codes that it declares. */
import { problem, type CatalogueEntry } from '../law/codes.ts';

export const codes = {
  'insured-kind-unknown': problem(422, '管理设定没有该计分事项', 'The settings have no such kind'),
  'insured-recorded-already': problem(
    409,
    '已经提出或者记录',
    'It is proposed or recorded already',
  ),
  'insured-not-recorded': problem(409, '没有生效的记录', 'There is no record that stands'),
} as const satisfies Record<string, CatalogueEntry>;

type Own = Record<keyof typeof codes, CatalogueEntry>;

declare module '../law/codes.ts' {
  interface ProblemCodes extends Own {}
}
