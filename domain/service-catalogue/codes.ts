/** 政务服务事项清单的问题代码 The problem codes of the two lists. */
import { problem, type CatalogueEntry } from '../law/codes.ts';

export const codes = {
  'catalogue-undated': problem(
    422,
    '没有写明清单的日期',
    'The day of the decision or of its force is missing',
  ),
  'catalogue-order': problem(
    422,
    '清单的日期先后不符',
    'The days of the versions are out of order',
  ),
  'catalogue-not-as-printed': problem(
    422,
    '首版清单与附件不一致',
    'The first version is not that of the annexes',
  ),
  'catalogue-unchanged': problem(409, '清单没有变化', 'The lists are what they were'),
  'catalogue-pending': problem(
    409,
    '另一版清单正待复核',
    'Another version is waiting to be confirmed',
  ),
  'name-change-unexplained': problem(
    422,
    '事项名称变更没有理由',
    'An item is called otherwise without a reason',
  ),
  'denominators-unsaid': problem(
    422,
    '没有写明变更后的事项数',
    'The numbers that the shares follow are not said',
  ),
  'catalogue-too-far': problem(
    422,
    '施行日期过远',
    'The day from which the version holds is too far ahead',
  ),
  'catalogue-base-other': problem(
    409,
    '所接续的版本已变',
    'The version would follow another one than it was compared with',
  ),
  'catalogue-day-come': problem(
    409,
    '该版本已经施行',
    'The day of the version has come, or it was revoked',
  ),
  'service-unknown': problem(422, '清单没有该服务', 'The list has no such service'),
  'service-case-unknown': problem(422, '没有该办件', 'No such case'),
  'service-time-missing': problem(422, '没有写明办理时间', 'The time it took is missing'),
  'service-case-other-body': problem(
    403,
    '该办件由另一经办机构报送',
    'Another handling body has reported the case',
  ),
  'time-unit-differs': problem(
    422,
    '办理时间的单位与法定时限不同',
    'The time is in another unit than the statutory one',
  ),
  'flags-contradict': problem(422, '事项标识相互矛盾', 'What is said of an item is contradictory'),
  'service-time-invalid': problem(422, '办理时限无效', 'A time is not valid'),
  'catalogue-other-list': problem(
    409,
    '复核的不是本件的清单',
    'What is confirmed is not the list of this file',
  ),
} as const satisfies Record<string, CatalogueEntry>;

type Own = Record<keyof typeof codes, CatalogueEntry>;

declare module '../law/codes.ts' {
  interface ProblemCodes extends Own {}
}
