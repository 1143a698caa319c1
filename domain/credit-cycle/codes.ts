/** 信用评价的问题代码 The problem codes that it declares; procedures of the same instrument may say them too. */
import { problem, type CatalogueEntry } from '../law/codes.ts';

export const codes = {
  'rule-registered': problem(409, '该版规则已经登记', 'That version of the rule is registered'),
  'rule-order': problem(422, '规则版本的次序不符', 'The versions of the rule are out of order'),
  'rule-reaches-back': problem(422, '规则不得溯及既往', 'A rule does not reach back'),
  'rule-too-far': problem(422, '规则的施行日期过远', 'The day of the rule is too far ahead'),
  'rule-in-force': problem(409, '该版规则已经施行', 'That version of the rule is in force already'),
  'rule-revoked': problem(409, '该版规则已经撤销', 'That version of the rule is revoked already'),
  'rule-unknown': problem(404, '没有该版规则', 'There is no such version of the rule'),
  'rule-source-missing': problem(422, '规则没有来源文号', 'The rule names no source'),
  'rule-hole': problem(422, '规则表有缺口', 'The table of the rule has a hole'),
  'rule-lines-overlap': problem(422, '规则表有重叠', 'Lines of the table overlap'),
  'rule-column-unknown': problem(422, '规则表没有该栏目', 'The table has no such column'),
  'rule-class-uncounted': problem(
    422,
    '规则表不计某类失信行为',
    'The table leaves out a class of acts',
  ),
  'rule-too-large': problem(422, '规则表过大', 'The table is too large'),
  'not-graded': problem(404, '该主体没有评价', 'The subject has not been graded'),
} as const satisfies Record<string, CatalogueEntry>;

type Own = Record<keyof typeof codes, CatalogueEntry>;

declare module '../law/codes.ts' {
  interface ProblemCodes extends Own {}
}
