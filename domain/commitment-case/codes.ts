/** 承诺制事项的问题代码 The problem codes that it declares; procedures of the same instrument may say them too. */
import { problem, type CatalogueEntry } from '../law/codes.ts';

export const codes = {
  'approval-in-future': problem(422, '批准日期在将来', 'The approval is dated in the future'),
  'acceptor-not-listed': problem(403, '不是受理部门', 'Not an accepting department'),
  'list-missing': problem(422, '没有生效的事项清单', 'No list of service items in force'),
  'type-not-allowed': problem(
    422,
    '事项不适用该承诺方式',
    'The item does not allow this type of commitment',
  ),
  'supervisor-unknown': problem(
    422,
    '清单没有规定监管部门',
    'The list names no supervising department',
  ),
  'result-has-file': problem(409, '办理结果已有案卷', 'The result has its file already'),
  'missing-not-for-type': problem(
    422,
    '暂缺材料不适用',
    'Missing materials do not belong to this type',
  ),
  'explanation-missing': problem(422, '缺少说明', 'The explanation is missing'),
  'material-not-promisable': problem(422, '该材料不可承诺', 'The material may not be promised'),
  'material-twice': problem(422, '材料重复', 'A material is listed twice'),
  'material-unknown': problem(
    422,
    '不在重点监管材料中',
    'The material is not under key supervision',
  ),
  'materials-open': problem(
    422,
    '重点监管材料尚未相符',
    'Promised materials are not found conforming yet',
  ),
  'promise-before-approval': problem(
    422,
    '承诺日期早于批准',
    'Promised for a day before the approval',
  ),
  'archive-incomplete': problem(422, '档案三件不全', 'The archive is not complete'),
  'archive-first': problem(409, '尚未归档', 'The archive comes first'),
  'archive-is-versioned': problem(409, '变更须作为新版本', 'A change is a new version'),
  'archive-unchanged': problem(422, '档案没有变化', 'The archive has not changed'),
  'already-pushed': problem(409, '已经推送', 'Pushed already'),
  'distributor-not-designated': problem(403, '不是负责分发的专人', 'Not the designated person'),
  'assignee-not-authorised': problem(
    422,
    '不是本事项的监管人员',
    'Not an officer who supervises the item',
  ),
  'assignee-absent': problem(422, '监管人员不在岗', 'The officer is absent'),
  'already-assigned': problem(409, '已由该人员监管', 'Assigned to this officer already'),
  'not-the-assignee': problem(403, '不是被分发的监管人员', 'Not the assigned officer'),
  'check-missing': problem(409, '缺少检查记录', 'The check record is missing'),
  'contradicts-check': problem(422, '与检查记录矛盾', 'It contradicts the check record'),
  'stop-order-served': problem(409, '责令停止已经送达', 'The stop order has been served'),
  'wrong-department': problem(422, '反馈部门不符', 'Fed back to the wrong department'),
  'result-not-for-type': problem(
    422,
    '监管结果与承诺方式不符',
    'The result does not fit the type of commitment',
  ),
  'suggestion-missing': problem(422, '缺少处理建议', 'The handling suggestion is missing'),
  'judgement-missing': problem(422, '缺少能否补齐的判断', 'The judgement on completing is missing'),
  'contradictory-judgement': problem(
    422,
    '结果与判断矛盾',
    'Result and judgement contradict each other',
  ),
  'promised-date-missing': problem(422, '缺少承诺的日期', 'The promised date is missing'),
  'promised-date-past': problem(422, '承诺的日期已过', 'The promised date does not lie ahead'),
  'stop-order-unfounded': problem(409, '没有责令停止的依据', 'Nothing may be stopped'),
  'can-be-supplemented': problem(409, '承诺材料还能补齐', 'The materials can still be completed'),
  'suggestion-not-written': problem(422, '撤销建议不是书面', 'The suggestion is not in writing'),
  'already-suggested': problem(409, '撤销建议已经提出', 'Suggested already'),
  'no-suggestion': problem(409, '没有书面撤销建议', 'There is no written suggestion to revoke'),
  'already-revoked': problem(409, '办理结果已经撤销', 'The result has been revoked'),
  'fact-unconfirmed': problem(409, '失信行为未经确认', 'The conduct is not confirmed'),
  'already-credited': problem(409, '已经录入信用记录', 'Entered in the credit record already'),
  'transfer-too-early': problem(409, '尚不得移送', 'The case cannot leave yet'),
  'unknown-basis': problem(422, '没有该法律依据', 'There is no such legal basis'),
  'wrong-basis': problem(
    422,
    '法律依据与批准日期不符',
    'The legal basis is not that of the day of approval',
  ),
  'list-rows-refused': problem(
    422,
    '清单中有不合规则的事项',
    'The list has items that break a rule',
  ),
  'not-accepting-department': problem(422, '不是受理部门', 'Not an accepting department'),
  'not-supervising-department': problem(422, '不是监管部门', 'Not a supervising department'),
  'no-mapping': problem(422, '没有对应的监管部门', 'No supervising department is named'),
  'same-coordinator': problem(
    422,
    '两侧协调员不得为同一人',
    'One person cannot coordinate for both sides',
  ),
  'item-not-of-unit': problem(
    422,
    '该事项不由本部门监管',
    'The item is not supervised by this department',
  ),
  'not-coordinator': problem(
    403,
    '不是该部门当日在岗的协调员',
    'Not the coordinator of this department on that day',
  ),
} as const satisfies Record<string, CatalogueEntry>;

type Own = Record<keyof typeof codes, CatalogueEntry>;

declare module '../law/codes.ts' {
  interface ProblemCodes extends Own {}
}
