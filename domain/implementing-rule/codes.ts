/** 实施细则的问题代码 The problem codes that it declares; procedures of the same instrument may say them too. */
import { problem, type CatalogueEntry } from '../law/codes.ts';

export const codes = {
  'author-not-city-level': problem(
    403,
    '制定部门不是市级受理部门',
    'The author is no accepting department of the city',
  ),
  'not-own-or-lower': problem(
    403,
    '不是本部门或者下级实施的事项',
    'Not implemented by this department or below it',
  ),
  'item-not-committed': problem(422, '事项不实行承诺制', 'The item is not done on commitment'),
  'item-has-file': problem(
    409,
    '事项的实施细则已有案卷',
    'The rule of the item has its file already',
  ),
  'section-missing': problem(422, '实施细则内容不全', 'A section of the rule is missing'),
  'department-unregistered': problem(422, '部门没有登记', 'A department named is not registered'),
  'department-mismatch': problem(
    422,
    '部门与事项清单不符',
    'The departments are not those of the service list',
  ),
  'period-section-missing': problem(422, '期限没有所在条目', 'No section sets the period'),
  'rule-retroactive': problem(422, '施行日期早于发布', 'It would hold from before its publication'),
  'rule-overlap': problem(409, '与前一版本的施行期间重叠', 'It overlaps the version before it'),
  'rule-changes-past': problem(
    409,
    '已有按现行版本批准的事项',
    'Results stand approved under the present version',
  ),
  'version-unknown': problem(422, '没有该版本', 'There is no such version'),
  'not-of-this-side': problem(403, '不是该侧的部门', 'Not a department of that side'),
  'already-countersigned': problem(409, '该侧已经会签', 'That side has signed'),
  'item-still-listed': problem(409, '事项仍在清单中', 'The item is still on the list'),
} as const satisfies Record<string, CatalogueEntry>;

type Own = Record<keyof typeof codes, CatalogueEntry>;

declare module '../law/codes.ts' {
  interface ProblemCodes extends Own {}
}
