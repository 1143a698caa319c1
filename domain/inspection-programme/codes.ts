/** 年度检查计划的问题代码 The problem codes that it declares; procedures of the same instrument may say them too. */
import { problem, type CatalogueEntry } from '../law/codes.ts';

export const codes = {
  'programme-part-missing': problem(
    422,
    '年度联合检查计划内容不全',
    'A part of the joint programme is missing',
  ),
  'programme-partner-missing': problem(
    422,
    '没有会同卫生健康、市场监管部门',
    'A partner of the joint programme is missing',
  ),
  'programme-exists': problem(
    409,
    '该年度计划已有案卷',
    'The programme of this year has its file already',
  ),
  'programme-unsettled': problem(
    409,
    '不同层级的计划重复，尚未统筹',
    'Levels overlap and nobody has settled which acts',
  ),
  'programme-past-quarter': problem(409, '该季度已经结束', 'The quarter is over'),
  'nothing-to-settle': problem(409, '没有需要统筹的重复事项', 'There is no overlap to settle'),
} as const satisfies Record<string, CatalogueEntry>;

type Own = Record<keyof typeof codes, CatalogueEntry>;

declare module '../law/codes.ts' {
  interface ProblemCodes extends Own {}
}
