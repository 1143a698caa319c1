/** 信用信息的问题代码 The problem codes of the registry of credit records. */
import { problem, type CatalogueEntry } from '../law/codes.ts';

export const codes = {
  'natural-person': problem(422, '自然人不是信用主体', 'A natural person is no credit subject'),
  'subject-not-registered': problem(422, '信用主体没有登记', 'The subject is not registered'),
  'subject-differs': problem(
    409,
    '该编号或代码已登记给另一主体',
    'The id or code stands for another subject',
  ),
  'subject-of-registry': problem(
    422,
    '定点医药机构以机构登记簿为准',
    'An institution is what its registry says',
  ),
  'class-missing': problem(422, '没有写明信息类别', 'The class of the information is missing'),
  'class-does-not-fit': problem(422, '信息类别与守信失信不符', 'Class and polarity do not fit'),
  'assessment-not-of-subject': problem(
    422,
    '考核评价结果只属于定点医药机构',
    'Only institutions and pharmacies are assessed',
  ),
  'assessment-recorded': problem(
    409,
    '该年度的考核评价结果已登记',
    'The assessment of the year is recorded already',
  ),
  'item-not-in-use': problem(422, '事项不在使用中的清单', 'The item is on no list that is in use'),
  'power-type-other': problem(
    422,
    '权力类型不属于五类权责目录',
    'The power type is of none of the five catalogues',
  ),
  'act-day-missing': problem(422, '没有写明行为发生的日期', 'The day of the act is missing'),
  'act-number-missing': problem(422, '没有写明行为的编号', 'The number of the act is missing'),
  'act-recorded': problem(409, '同一行为已经登记', 'The act is recorded already'),
  'act-day-differs': problem(409, '同一行为登记过另一日期', 'The act is recorded with another day'),
  'act-objected': problem(
    409,
    '该记录经异议不成立，不得照样重新登记',
    'An objection has overturned this record: it is not recorded again as it was',
  ),
  'act-of-source': problem(
    409,
    '该行为由案卷带来，依来源登记',
    'A file has brought this act: it is recorded from there',
  ),
  'source-recorded': problem(409, '该来源已经登记', 'What the file brought is recorded already'),
  'source-fallen': problem(409, '该来源已不成立', 'What the file brought stands no more'),
  'record-fallen': problem(409, '该记录已不计', 'The record has fallen already'),
  'change-proposed': problem(
    409,
    '该记录已有待复核的变更',
    'A change of the record is proposed already',
  ),
  'change-decided': problem(409, '该变更已经复核', 'The change is decided already'),
  'change-own': problem(403, '变更由另一人复核', 'Another person decides on the change'),
} as const satisfies Record<string, CatalogueEntry>;

type Own = Record<keyof typeof codes, CatalogueEntry>;

declare module '../law/codes.ts' {
  interface ProblemCodes extends Own {}
}
