/** 立案查处的问题代码 The problem codes that it declares; procedures of the same instrument may say them too. */
import { problem, type CatalogueEntry } from '../law/codes.ts';

export const codes = {
  'case-elsewhere': problem(409, '已由其他机构立案', 'Another body has filed the case'),
  'origin-of-another': problem(422, '来源案卷不是同一主体', 'The origin is about another subject'),
  'demand-missing': problem(422, '没有在先的改正要求', 'No earlier demand to correct'),
  'too-few-investigators': problem(422, '调查人员不足两人', 'Fewer than two investigators'),
  'investigator-unfit': problem(422, '不能担任调查人员', 'Not fit to investigate'),
  'not-an-investigator': problem(422, '不是本案调查人员', 'Not an investigator of the case'),
  'officer-recused': problem(422, '该人员已回避', 'The officer has been recused'),
  'report-missing': problem(409, '没有调查终结报告', 'The report of the investigation is missing'),
  'review-stale': problem(409, '法制审核没有覆盖新的事实', 'The review does not cover a new fact'),
  'discussion-missing': problem(409, '没有集体讨论', 'The collective discussion is missing'),
  'hearing-not-offered': problem(422, '没有告知听证权利', 'No hearing was offered'),
  'hearing-open': problem(409, '听证尚未举行', 'The hearing is still to be held'),
  'window-too-short': problem(422, '陈述申辩期限过短', 'The window for the statement is too short'),
  'harsher-than-noticed': problem(422, '重于事先告知', 'Harsher than what was notified'),
  'harsher-after-statement': problem(
    422,
    '不得因陈述申辩加重处罚',
    'Nothing harsher for having spoken',
  ),
  'measure-not-in-ladder': problem(422, '不在规定的措施之列', 'Not one of the measures'),
  'discretion-reason-missing': problem(422, '没有说明裁量理由', 'The discretion lacks its reason'),
  'interval-running': problem(409, '期间正在扣除', 'What does not count is still running'),
  'preservation-open': problem(409, '先行登记保存尚未处理', 'Something preserved is undecided'),
  'execution-open': problem(409, '执行尚未完成', 'The execution is not complete'),
  'payment-over': problem(422, '超过应缴数额', 'More than what is owed'),
  'instalments-unequal': problem(422, '分期合计不等于应缴数额', 'The parts are not what is owed'),
  'supervision-standing': problem(409, '挂牌督办尚未解除', 'The case is still under supervision'),
  'supervision-not-yours': problem(
    403,
    '不是由本单位或者下级挂牌',
    'Set neither by this unit nor by one under it',
  ),
  'approval-missing': problem(422, '没有批准文件', 'The approval is missing'),
  'extension-too-long': problem(422, '延长超过上限', 'Longer than may be extended'),
  'meeting-unfit': problem(422, '不是有结果的联席会议', 'No joint meeting with an outcome'),
  'penalty-case-open': problem(409, '立案查处尚未结案', 'The penalty case is still open'),
  'transfer-not-taken': problem(409, '尚未移送并立案', 'No transfer was made and taken'),
  'crime-open': problem(409, '涉嫌犯罪的移送尚未有结果', 'The transfer of the crime is open'),
} as const satisfies Record<string, CatalogueEntry>;

type Own = Record<keyof typeof codes, CatalogueEntry>;

declare module '../law/codes.ts' {
  interface ProblemCodes extends Own {}
}
