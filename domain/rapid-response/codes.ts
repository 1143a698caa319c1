/** 快速反应的问题代码 The problem codes that it declares; procedures of the same instrument may say them too. */
import { problem, type CatalogueEntry } from '../law/codes.ts';

export const codes = {
  'cut-left-hanging': problem(
    422,
    '没有说明熔断所切断的如何处理',
    'What the breaker has cut is left hanging',
  ),
  'cut-unfounded': problem(422, '没有熔断切断的事项', 'No breaker has cut anything here'),
  'clause-missing': problem(422, '缺少协议条款', 'The clause of the agreement is missing'),
  'clause-unknown': problem(422, '协议中没有该条款', 'The clause is not in the agreement'),
  'no-refusal-clause': problem(
    422,
    '协议没有关于拒不配合的条款',
    'The agreement has no clause on refusal',
  ),
  'clause-not-covering': problem(
    422,
    '协议条款不涉及所列事由',
    'The clause does not cover what is alleged',
  ),
  'case-number-differs': problem(422, '案号不符', 'The number is not that of the filed case'),
  'penalty-case-over': problem(409, '立案查处已经结案', 'The penalty case has ended'),
  'end-unfounded': problem(
    422,
    '未查实不得终止或者取消',
    'Nothing is established that carries termination or cancellation',
  ),
  'end-not-recommended': problem(
    422,
    '意见未建议终止或者取消',
    'The opinion does not recommend termination or cancellation',
  ),
  'officer-unregistered': problem(
    422,
    '所列人员不在登记簿中',
    'An officer named is not registered',
  ),
  'reviewer-unqualified': problem(
    422,
    '审核人员没有法制审核职责',
    'The reviewer is not registered for legal review',
  ),
  'notice-recipient': problem(422, '告知的收件方不符', 'The notice is for somebody else'),
  'start-before-notice': problem(
    422,
    '暂停起始时间早于告知送达',
    'The suspension would start before the notice was served',
  ),
  'patient-deadline-missing': problem(
    422,
    '缺少对患者告知的规定时间',
    'The time for informing patients is missing',
  ),
  'discussion-too-small': problem(422, '集体讨论人数不足', 'Too few took part in the discussion'),
  'window-ends-before-it-opens': problem(
    422,
    '陈述申辩期限无效',
    'The window for the statement is not valid',
  ),
  'window-too-long': problem(422, '陈述申辩期限过长', 'The window for the statement ends too late'),
  'wrong-verb': problem(422, '措施与主体不符', 'The measure does not fit the subject'),
  'amount-missing': problem(422, '缺少追回金额', 'The amount is missing'),
  'rectification-date-missing': problem(
    422,
    '缺少整改期限',
    'The date of rectification is missing',
  ),
  veto: problem(422, '一票否决', 'One-vote veto'),
  'suspension-left-hanging': problem(422, '未说明原暂停如何处理', 'The suspension is left hanging'),
  'endless-suspension': problem(422, '暂停没有期限', 'The suspension has no end'),
  'not-suspended': problem(409, '当前没有暂停', 'Nothing is suspended'),
  'wrong-answer': problem(422, '答复与单位不符', 'The answer is not for this body'),
  'second-suspension': problem(409, '不得另行暂停', 'There is no second suspension'),
  'duplicate-letter': problem(409, '函告重复', 'The letter is in the file already'),
  'ground-missing': problem(422, '缺少函告事由', 'The letter has no ground'),
  'wrong-ground': problem(422, '函告事由与主体不符', 'The ground does not fit the subject'),
  'investigation-missing': problem(
    422,
    '缺少介入调查记录',
    'The record of the investigation is missing',
  ),
  'suspension-missing': problem(422, '缺少先行暂停', 'There is no suspension before the letter'),
  'suspension-after-letter': problem(
    422,
    '暂停晚于函告',
    'The suspension is later than the letter',
  ),
  'approver-unfit': problem(422, '所列批准人无权批准', 'The approver named may not approve this'),
} as const satisfies Record<string, CatalogueEntry>;

type Own = Record<keyof typeof codes, CatalogueEntry>;

declare module '../law/codes.ts' {
  interface ProblemCodes extends Own {}
}
