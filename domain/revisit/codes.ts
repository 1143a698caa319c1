/** 案件回访的问题代码 The problem codes that it declares; procedures of the same instrument may say them too. */
import { problem, type CatalogueEntry } from '../law/codes.ts';

export const codes = {
  'revisit-period': problem(422, '回访期间不符', 'Not a period of a round'),
  'revisit-population-small': problem(
    422,
    '总体太小，没有随机抽取的余地',
    'The population leaves nothing to chance',
  ),
  'revisit-round-open': problem(409, '上一轮回访尚未结束', 'An earlier round is not over'),
  'revisit-overlap': problem(422, '期间与上一轮重叠', 'The period overlaps an earlier round'),
  'revisit-sample-small': problem(422, '样本少于管理设定', 'The sample is too small'),
  'revisit-outside-population': problem(422, '不在回访总体', 'Not in the population'),
  'revisit-done': problem(409, '该机构的回访已经结束', 'That revisit is over'),
  'revisit-pending': problem(409, '正在审核无法回访', 'A report of no contact is being judged'),
  'too-many-revisitors': problem(422, '回访人员过多', 'Too many revisitors'),
  'too-few-revisitors': problem(422, '回访人员不足', 'Too few revisitors'),
  'revisitor-on-case-team': problem(422, '办案人员不得回访', 'Of the case team'),
  'revisitor-unit': problem(422, '不是参加回访单位的人员', 'Of no unit that revisits'),
  'revisitor-not-named': problem(403, '不是该机构的回访人员', 'Not named for this revisit'),
  'revisit-unanswered': problem(409, '还没有回访答复', 'No answers have been given'),
  'revisit-answered': problem(409, '已有回访答复', 'Answers have been given'),
  'revisit-before-draw': problem(422, '早于抽取或者指定', 'Earlier than draw or naming'),
  'revisit-not-struck': problem(422, '该机构仍在名录', 'The institution is still registered'),
  'revisitors-left': problem(409, '仍有可以回访的人员', 'There are revisitors left'),
  'clue-unit-barred': problem(422, '该监察室无人可以办理', 'Nobody of that unit may deal with it'),
  'revisit-tries-few': problem(422, '联系次数不足', 'Too few tries'),
  'clue-unfounded': problem(422, '没有反映不廉洁的答复', 'No answer alleges dishonesty'),
  'clue-known': problem(
    409,
    '该线索已经移交或者办结',
    'The clue is handed over or settled already',
  ),
} as const satisfies Record<string, CatalogueEntry>;

type Own = Record<keyof typeof codes, CatalogueEntry>;

declare module '../law/codes.ts' {
  interface ProblemCodes extends Own {}
}
