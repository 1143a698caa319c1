import type { Sentence } from './refusal.ts';

/** What a code means, in general; the particular case is told by the problem's `detail`. */
export interface CatalogueEntry {
  status: number;
  title: Sentence;
  lawful?: Sentence;
}

/** `lawful`: what to do instead, where the particular case says nothing more exact. */
const entry = (
  status: number,
  zh: string,
  en: string,
  lawful?: [zh: string, en: string],
): CatalogueEntry => ({
  status,
  title: { zh, en },
  ...(lawful && { lawful: { zh: lawful[0], en: lawful[1] } }),
});

/**
 * 问题代码目录 The one catalogue of machine codes: every refusal and every error of the API carries one of them.
 * The documentation lists it at /problems; a code, once published, keeps its meaning.
 */
export const codes = {
  // Form of a request
  'bad-input': entry(400, '请求内容不符合要求', 'The request is not well formed', [
    '按 fields 逐项更正后重新提交；各表单见 /docs。',
    'Correct each of the fields and send it again; the forms are at /docs.',
  ]),
  'malformed-json': entry(400, '请求正文不是有效的 JSON', 'The request body is not valid JSON', [
    '发送 UTF-8 编码的 JSON 对象。',
    'Send a JSON object in UTF-8.',
  ]),
  'too-nested': entry(400, '请求正文嵌套过深', 'The request body is nested too deep', [
    '按 /docs 的表单填写；没有表单嵌套超过 32 层。',
    'Use the forms at /docs; none of them is nested deeper than 32.',
  ]),
  'bad-cursor': entry(400, '翻页游标无效', 'The page cursor is not valid', [
    '使用上一页回答中的 next；或者不填，从头开始。',
    'Use `next` of the page before; without it the list begins anew.',
  ]),
  'not-found': entry(404, '没有找到', 'Not found', [
    '核对编号和地址；各地址见 /docs。',
    'Check the id and the address; the addresses are at /docs.',
  ]),
  'method-not-allowed': entry(405, '此地址不支持该方法', 'The method is not allowed here'),
  conflict: entry(409, '与当前状态冲突', 'In conflict with the current state'),
  'idempotency-conflict': entry(
    409,
    '同一幂等键已用于不同内容',
    'The idempotency key was used for different content',
    [
      '内容不同的提交请用新的 Idempotency-Key。',
      'Use a new Idempotency-Key for different content.',
    ],
  ),
  'precondition-failed': entry(
    412,
    '所依据的内容已变更',
    'What the change was based on has changed since',
    [
      '重新读取（GET），在现有内容上修改，带新的 ETag 再提交。',
      'Read it again (GET), make the change on what stands now, and send it with the new ETag.',
    ],
  ),
  'too-large': entry(413, '内容超过大小限制', 'The content is too large'),
  'unsupported-media-type': entry(415, '不支持的内容类型', 'The media type is not supported', [
    '使用 Content-Type: application/json。',
    'Use Content-Type: application/json.',
  ]),
  'rate-limited': entry(429, '请求过于频繁', 'Too many requests', [
    '按 Retry-After 等待后重试。',
    'Wait as Retry-After says, then try again.',
  ]),
  internal: entry(500, '系统内部错误', 'Internal error'),
  'not-ready': entry(503, '系统尚未就绪', 'Not ready'),
  'clock-differs': entry(
    503,
    '本机时钟与数据库时钟不一致，暂不收文',
    'The clock of this server differs from the database: nothing is taken',
    [
      '校正服务器时钟后，用同一 Idempotency-Key 重新提交。',
      "Once the server's clock is set right, send it again with the same Idempotency-Key.",
    ],
  ),
  'number-taken': entry(
    503,
    '案号已被另一案卷占用，案卷尚未启动',
    'The number belongs to another file: this one has not begun',
    [
      '管理员核对（GET /v1/reconciliation）并处理后，用同一 Idempotency-Key 重新提交。',
      'Send it again with the same Idempotency-Key after an administrator has looked into it (GET /v1/reconciliation).',
    ],
  ),

  // Who somebody is and what they may
  unauthenticated: entry(401, '未通过身份认证', 'Not authenticated', [
    '在 Authorization 头中带身份系统签发、尚未过期的 Bearer 令牌。',
    'Send a bearer token of the identity provider that has not expired in the Authorization header.',
  ]),
  'unknown-caller': entry(403, '身份未在登记簿中', 'The identity is not in the registry', [
    '由本局管理员在登记簿中登记该人员或者系统。',
    "The bureau's registrar registers the person or the system.",
  ]),
  'system-without-role': entry(403, '该系统没有登记任何职权', 'The system has no registered role'),
  'invalid-delegation': entry(403, '代为办理的授权无效', 'The delegation is not valid'),
  'not-authorised': entry(403, '无权办理', 'Not authorised', [
    '由有权的人员或者单位办理、查阅。',
    'Somebody who is authorised may do or read this.',
  ]),
  'other-bureau': entry(403, '不属于本局管辖', 'Belongs to another bureau', [
    '由该案卷所属的医保局办理、查阅。',
    'The bureau to which it belongs may do or read this.',
  ]),
  'reserved-id': entry(422, '该编号为系统保留', 'The id is reserved for the system', [
    '换一个编号：不以 duban 开头，也不是 reference、demo。',
    'Choose another id: one that does not begin with duban and is neither reference nor demo.',
  ]),
  'own-record': entry(403, '不得变更本人的登记', 'Nobody may change their own record'),
  'officer-removed': entry(
    403,
    '该人员已被清除出执法队伍',
    'The officer has been removed from enforcement',
  ),

  // Law in force
  'no-legal-basis': entry(422, '本局没有适用的依据文件', 'No instrument in force binds the bureau'),

  // Acts and files
  'idempotency-key-missing': entry(
    400,
    '缺少 Idempotency-Key 请求头',
    'The header Idempotency-Key is missing',
  ),
  'file-closed': entry(409, '案卷已经结束', 'The file is closed'),
  'too-many-refused': entry(
    429,
    '本日在该案卷被退回的文书过多',
    'Too many acts of yours were refused in this file today',
    [
      '由本单位其他人员提交，或者次日再提交。',
      'Let a colleague of the unit submit it, or submit it tomorrow.',
    ],
  ),
  'too-many-pending': entry(
    429,
    '在该案卷待裁定的文书过多',
    'Too many acts of yours wait for a verdict in this file',
    ['等待已提交的文书裁定后再提交。', 'Wait for the verdicts of what was submitted.'],
  ),
  'not-awaited': entry(409, '现在不接收该文书', 'The act is not awaited now'),
  'item-not-awaited': entry(
    409,
    '本件不对该对象接收该文书',
    'The act is not awaited for the one it names',
  ),
  'date-missing': entry(422, '文书缺少日期', 'The act lacks its date'),
  'in-the-future': entry(422, '所写日期在将来', 'The stated date is in the future'),
  'before-trigger': entry(422, '早于引起义务的事实', 'Dated before what triggers the duty'),
  'not-owed-by-you': entry(403, '该文书不由本单位提交', 'The act is not for this unit to file'),
  'commitment-unsigned': entry(403, '没有有效的承诺书', 'No commitment letter in force'),
  'nothing-to-chase': entry(409, '没有可督办的义务', 'There is nothing to chase'),
  'nothing-to-answer': entry(409, '没有待答复的督办', 'There is no chase to answer'),
  'nothing-claimed': entry(409, '没有待确认的补录', 'There is no late entry to confirm'),
  'nothing-to-correct': entry(409, '没有可更正的收到时间', 'There is no receipt to correct'),
  'correction-not-in-time': entry(
    422,
    '更正后仍不在期限之内',
    'The corrected receipt is not in time',
  ),
  'same-unit': entry(403, '须由另一单位确认', 'Another unit must confirm'),
  'receipt-not-yours': entry(
    403,
    '收到时间不得由提交人填写',
    'The receipt is not for the caller to state',
  ),

  // 快速反应 Annex 1 of TJ51
  'clause-missing': entry(422, '缺少协议条款', 'The clause of the agreement is missing'),
  'clause-unknown': entry(422, '协议中没有该条款', 'The clause is not in the agreement'),
  'reason-missing': entry(422, '缺少理由', 'The reason is missing'),
  'no-refusal-clause': entry(
    422,
    '协议没有关于拒不配合的条款',
    'The agreement has no clause on refusal',
  ),
  'clause-not-covering': entry(
    422,
    '协议条款不涉及所列事由',
    'The clause does not cover what is alleged',
  ),
  'case-number-differs': entry(422, '案号不符', 'The number is not that of the filed case'),
  'end-unfounded': entry(
    422,
    '未查实不得终止或者取消',
    'Nothing is established that carries termination or cancellation',
  ),
  'end-not-recommended': entry(
    422,
    '意见未建议终止或者取消',
    'The opinion does not recommend termination or cancellation',
  ),
  'officer-unregistered': entry(422, '所列人员不在登记簿中', 'An officer named is not registered'),
  'reviewer-unqualified': entry(
    422,
    '审核人员没有法制审核职责',
    'The reviewer is not registered for legal review',
  ),
  'notice-recipient': entry(422, '告知的收件方不符', 'The notice is for somebody else'),
  'case-number-missing': entry(422, '缺少案号', 'The case number is missing'),
  'start-before-notice': entry(
    422,
    '暂停起始时间早于告知送达',
    'The suspension would start before the notice was served',
  ),
  'patient-deadline-missing': entry(
    422,
    '缺少对患者告知的规定时间',
    'The time for informing patients is missing',
  ),
  'reviewer-is-investigator': entry(
    422,
    '法制审核人员参与了调查',
    'The legal reviewer investigated the case',
  ),
  'discussion-too-small': entry(422, '集体讨论人数不足', 'Too few took part in the discussion'),
  'window-ends-before-it-opens': entry(
    422,
    '陈述申辩期限无效',
    'The window for the statement is not valid',
  ),
  'window-too-long': entry(422, '陈述申辩期限过长', 'The window for the statement ends too late'),
  'window-still-open': entry(422, '陈述申辩期限未满', 'The window for the statement is still open'),
  'not-heard': entry(422, '未告知陈述申辩权利', 'The subject was not offered to be heard'),
  'wrong-verb': entry(422, '措施与主体不符', 'The measure does not fit the subject'),
  'contradictory-measures': entry(422, '措施互相矛盾', 'The measures contradict each other'),
  'amount-missing': entry(422, '缺少追回金额', 'The amount is missing'),
  'rectification-date-missing': entry(422, '缺少整改期限', 'The date of rectification is missing'),
  veto: entry(422, '一票否决', 'One-vote veto'),
  'suspension-left-hanging': entry(422, '未说明原暂停如何处理', 'The suspension is left hanging'),
  'endless-suspension': entry(422, '暂停没有期限', 'The suspension has no end'),
  'not-suspended': entry(409, '当前没有暂停', 'Nothing is suspended'),
  'wrong-answer': entry(422, '答复与单位不符', 'The answer is not for this body'),
  'second-suspension': entry(409, '不得另行暂停', 'There is no second suspension'),
  'duplicate-letter': entry(409, '函告重复', 'The letter is in the file already'),
  'not-designated': entry(422, '主体没有定点资格', 'The subject is not designated'),
  'ground-missing': entry(422, '缺少函告事由', 'The letter has no ground'),
  'wrong-ground': entry(422, '函告事由与主体不符', 'The ground does not fit the subject'),
  'investigation-missing': entry(
    422,
    '缺少介入调查记录',
    'The record of the investigation is missing',
  ),
  'suspension-missing': entry(422, '缺少先行暂停', 'There is no suspension before the letter'),
  'suspension-after-letter': entry(422, '暂停晚于函告', 'The suspension is later than the letter'),
  'approver-missing': entry(422, '缺少批准人', 'The approver is missing'),
  'approver-unfit': entry(422, '所列批准人无权批准', 'The approver named may not approve this'),

  // 承诺制事项 A commitment case (TJ84)
  'approval-in-future': entry(422, '批准日期在将来', 'The approval is dated in the future'),
  'acceptor-not-listed': entry(403, '不是受理部门', 'Not an accepting department'),
  'list-missing': entry(422, '没有生效的事项清单', 'No list of service items in force'),
  'item-unknown': entry(422, '清单没有该事项', 'The list has no such item'),
  'type-not-allowed': entry(
    422,
    '事项不适用该承诺方式',
    'The item does not allow this type of commitment',
  ),
  'supervisor-unknown': entry(
    422,
    '清单没有规定监管部门',
    'The list names no supervising department',
  ),
  'result-has-file': entry(409, '办理结果已有案卷', 'The result has its file already'),
  'missing-not-for-type': entry(
    422,
    '暂缺材料不适用',
    'Missing materials do not belong to this type',
  ),
  'explanation-missing': entry(422, '缺少说明', 'The explanation is missing'),
  'material-not-promisable': entry(422, '该材料不可承诺', 'The material may not be promised'),
  'material-twice': entry(422, '材料重复', 'A material is listed twice'),
  'material-unknown': entry(422, '不在重点监管材料中', 'The material is not under key supervision'),
  'materials-open': entry(
    422,
    '重点监管材料尚未相符',
    'Promised materials are not found conforming yet',
  ),
  'promise-before-approval': entry(
    422,
    '承诺日期早于批准',
    'Promised for a day before the approval',
  ),
  'archive-incomplete': entry(422, '档案三件不全', 'The archive is not complete'),
  'archive-first': entry(409, '尚未归档', 'The archive comes first'),
  'archive-is-versioned': entry(409, '变更须作为新版本', 'A change is a new version'),
  'archive-unchanged': entry(422, '档案没有变化', 'The archive has not changed'),
  'already-pushed': entry(409, '已经推送', 'Pushed already'),
  'same-person': entry(403, '须由不同人员办理', 'Two different persons are required'),
  'distributor-not-designated': entry(403, '不是负责分发的专人', 'Not the designated person'),
  'assignee-not-authorised': entry(
    422,
    '不是本事项的监管人员',
    'Not an officer who supervises the item',
  ),
  'assignee-absent': entry(422, '监管人员不在岗', 'The officer is absent'),
  'already-assigned': entry(409, '已由该人员监管', 'Assigned to this officer already'),
  'not-the-assignee': entry(403, '不是被分发的监管人员', 'Not the assigned officer'),
  'check-missing': entry(409, '缺少检查记录', 'The check record is missing'),
  'contradicts-check': entry(422, '与检查记录矛盾', 'It contradicts the check record'),
  'stop-order-served': entry(409, '责令停止已经送达', 'The stop order has been served'),
  'wrong-department': entry(422, '反馈部门不符', 'Fed back to the wrong department'),
  'result-not-for-type': entry(
    422,
    '监管结果与承诺方式不符',
    'The result does not fit the type of commitment',
  ),
  'suggestion-missing': entry(422, '缺少处理建议', 'The handling suggestion is missing'),
  'judgement-missing': entry(422, '缺少能否补齐的判断', 'The judgement on completing is missing'),
  'contradictory-judgement': entry(
    422,
    '结果与判断矛盾',
    'Result and judgement contradict each other',
  ),
  'promised-date-missing': entry(422, '缺少承诺的日期', 'The promised date is missing'),
  'promised-date-past': entry(422, '承诺的日期已过', 'The promised date does not lie ahead'),
  'stop-order-unfounded': entry(409, '没有责令停止的依据', 'Nothing may be stopped'),
  'can-be-supplemented': entry(409, '承诺材料还能补齐', 'The materials can still be completed'),
  'remedies-missing': entry(422, '未告知救济途径', 'The remedies are missing'),
  'service-missing': entry(422, '缺少送达', 'The service is missing'),
  'suggestion-not-written': entry(422, '撤销建议不是书面', 'The suggestion is not in writing'),
  'already-suggested': entry(409, '撤销建议已经提出', 'Suggested already'),
  'no-suggestion': entry(409, '没有书面撤销建议', 'There is no written suggestion to revoke'),
  'already-revoked': entry(409, '办理结果已经撤销', 'The result has been revoked'),
  'evidence-missing': entry(422, '缺少证据', 'The evidence is missing'),
  'link-unknown': entry(422, '所转案卷不存在', 'There is no such file to link to'),
  'fact-unconfirmed': entry(409, '失信行为未经确认', 'The conduct is not confirmed'),
  'basis-missing': entry(422, '缺少事实或者依据', 'The fact or its basis is missing'),
  'already-credited': entry(409, '已经录入信用记录', 'Entered in the credit record already'),
  'transfer-too-early': entry(409, '尚不得移送', 'The case cannot leave yet'),

  // 行政检查 Inspections (QY)
  'body-unqualified': entry(422, '没有行政执法主体资格', 'The body is not qualified to enforce'),
  'qualification-unpublished': entry(422, '主体资格没有公开', 'The qualification is not published'),
  'delegation-missing': entry(422, '没有委托', 'There is no delegation'),
  'delegation-not-in-force': entry(422, '委托不在有效期内', 'The delegation is not in force'),
  'delegation-unpublished': entry(
    422,
    '委托书没有公布',
    'The delegation is not published by both sides',
  ),
  'delegation-unfiled': entry(
    422,
    '委托书没有备案',
    'The delegation is not filed with both authorities',
  ),
  'outside-delegation': entry(422, '超出委托范围', 'Outside the delegation'),
  'third-party-inspects': entry(422, '第三方不得实施检查', 'A third party may not inspect'),
  'certificate-missing': entry(422, '没有执法证件', 'No certificate of enforcement'),
  'certificate-kind': entry(422, '不是执法证件', 'Not a certificate of enforcement'),
  'certificate-not-own': entry(
    422,
    '不是本人的执法证件',
    'The certificate belongs to somebody else',
  ),
  'certificate-not-valid': entry(
    422,
    '执法证件不在有效期内',
    'The certificate is not valid on the day',
  ),
  'certificate-suspended': entry(422, '执法证件已被暂扣', 'The certificate is suspended'),
  'item-missing': entry(422, '方案没有检查事项', 'The plan has no item'),
  'item-without-basis': entry(422, '检查事项没有法定依据', 'The item has no legal basis'),
  'item-basis-repealed': entry(422, '检查事项的依据已经废止', 'The basis of the item is repealed'),
  'item-unpublished': entry(422, '检查事项未经公布', 'The item is not published'),
  'item-withdrawn': entry(422, '检查事项已经取消', 'The item is withdrawn'),
  'content-outside-list': entry(422, '检查内容超出清单', 'Content outside the list'),
  'method-outside-list': entry(422, '检查方式超出清单', 'Method outside the list'),
  'standard-outside-list': entry(422, '检查标准与清单不符', 'The standard is not that of the list'),
  'item-cap-reached': entry(409, '已达清单规定的事项频次上限', 'The cap of the item is reached'),
  'outside-territory': entry(422, '不属于本地管辖', 'Outside the territory'),
  'cap-missing': entry(422, '没有登记年度频次上限', 'No yearly cap is registered'),
  'yearly-cap-reached': entry(409, '已达年度频次上限', 'The yearly cap is reached'),
  'clue-missing': entry(422, '没有检查线索', 'There is no clue'),
  'clue-unknown': entry(422, '线索没有登记', 'The clue is not registered'),
  'clue-not-earlier': entry(422, '线索不早于方案', 'The clue is not earlier than the plan'),
  'clue-of-another': entry(422, '线索指向其他机构', 'The clue names another institution'),
  'clue-unproved': entry(422, '线索没有证据材料', 'The clue has no evidence'),
  'clue-of-the-team': entry(422, '线索由检查组成员登记', 'The clue was registered by the team'),
  'clue-used': entry(422, '线索已经使用', 'The clue has been used already'),
  'clue-item': entry(422, '事项没有线索', 'No clue leads to the item'),
  'recheck-unfounded': entry(422, '整改复查没有依据', 'There is nothing to re-check'),
  'order-not-superior': entry(422, '不是上级交办', 'Not the order of a superior'),
  'frequency-watched': entry(422, '明显超过合理频次', 'Clearly above a reasonable frequency'),
  'plan-in-the-way': entry(
    409,
    '另有尚未开始的安排',
    'Something that has not begun stands in the way',
    ['由检查主体负责人或者上级统筹。', 'Let the head of the body, or the superior, settle it.'],
  ),
  'must-be-merged': entry(409, '能合并的应当合并检查', 'What can be merged must be'),
  'levels-overlap': entry(409, '不同层级重复检查', 'Two levels inspect the same'),
  'team-large': entry(422, '现场检查人员较多', 'The team is large'),
  'list-stale': entry(422, '名录或者清单没有及时更新', 'A list is not current'),
  'officer-unlisted': entry(422, '不在人员名录库', 'Not on the roll'),
  'not-drawn': entry(422, '没有双随机抽取', 'Not drawn at random'),
  'draw-not-revealed': entry(422, '抽取没有揭示', 'The draw is not revealed'),
  'object-not-drawn': entry(422, '检查对象不是抽取的', 'The institution was not drawn'),
  'officers-not-drawn': entry(422, '执法人员不是抽取的', 'The officers were not drawn'),
  'draw-used': entry(422, '抽取结果已经使用', 'The lot has been used already'),
  'not-drawn-anew': entry(422, '唤醒后没有重新抽取人员', 'The officers were not drawn anew'),
  'special-papers-missing': entry(
    422,
    '专项检查手续不全',
    'The papers of the special inspection are incomplete',
  ),
  'approver-no-government': entry(
    422,
    '批准机关不是县级以上人民政府',
    'Not approved by a government of county level or above',
  ),
  'outside-special': entry(422, '超出专项检查计划', 'Outside the special inspection'),
  'special-papers-order': entry(422, '专项检查手续次序不符', 'The papers are out of order'),
  'special-number-reached': entry(
    409,
    '已达年度专项检查数量',
    'The yearly number of special inspections is reached',
  ),
  'special-number-unset': entry(422, '没有设定年度专项检查数量', 'No yearly number is set'),
  'on-site-reason-missing': entry(422, '没有说明现场检查的必要', 'No reason to go on site'),
  'inspection-as-precondition': entry(422, '不得作为许可、给付的前提', 'Not a precondition'),
  'approver-not-head': entry(422, '批准人不是主体负责人', 'The approver is not the head'),
  'approver-on-team': entry(422, '批准人参与检查', 'The approver is on the team'),
  'outside-approved-days': entry(409, '不在批准的日期之内', 'Outside the approved days'),
  'notice-missing': entry(422, '没有检查通知书', 'The notice is missing'),
  'certificate-not-shown': entry(422, '没有出示执法证件', 'The certificate was not shown'),
  'too-few-officers': entry(422, '执法人员不足两人', 'Fewer than two officers'),
  'same-person-twice': entry(422, '同一人员重复列入', 'The same person is listed twice'),
  'not-of-the-team': entry(422, '不是检查组成员', 'Not of the team'),
  recusal: entry(422, '应当回避', 'Must stand back'),
  'same-item-within-year': entry(
    409,
    '同一事项一年内已经检查',
    'The item was inspected within a year',
  ),
  'same-item-under-way': entry(409, '同一事项正在检查', 'The item is being inspected'),
  'superior-found-nothing': entry(
    409,
    '上级本年度已检查且未发现问题',
    'A superior found nothing this year',
  ),
  'facts-known': entry(409, '相关情况已经掌握', 'The facts are known already'),
  'override-not-allowed': entry(422, '该关口不得突破', 'This gate has no override'),
  'plan-refused': entry(422, '检查方案不能成立', 'The plan is not lawful as it stands'),
  'already-approved': entry(409, '方案已经批准', 'The plan is approved already'),
  'nothing-corrected': entry(422, '更正没有变化', 'The correction changes nothing'),
  'end-unchanged': entry(422, '结束日期没有变化', 'The end is unchanged'),
  'past-inspection-differs': entry(
    409,
    '该历史检查已登记且内容不同',
    'The inspection of before is registered otherwise',
  ),
  'soft-means-unfounded': entry(422, '不适用柔性执法', 'Soft means do not apply'),
  'soft-means-owed': entry(
    422,
    '没有说明不适用柔性执法的理由',
    'No reason for leaving soft means aside',
  ),
  'leniency-unknown': entry(422, '不在“两轻一免”清单', 'Not on the list of leniency'),
  'rectification-date-invalid': entry(
    422,
    '整改期限早于责令',
    'The date of rectification precedes the order',
  ),
  'already-notified': entry(409, '整改要求已经一次告知', 'The demands were told already'),
  'finding-unlisted': entry(422, '问题没有列明', 'A finding is not listed'),
  'not-rechecked': entry(409, '没有复核', 'Not re-checked'),
  'measure-not-available': entry(422, '没有该项强制措施的权力', 'No power for this measure'),
  'review-missing': entry(409, '没有法制审核', 'The legal review is missing'),
  'fine-instead-of-transfer': entry(422, '不得以罚代移', 'No fine instead of a transfer'),
  'receiver-not-competent': entry(422, '接收单位没有管辖权', 'The receiver is not competent'),
  'entry-record-missing': entry(422, '没有现场检查笔录', 'The on-site record is missing'),
  'entry-times-wrong': entry(422, '进入、离开时间有误', 'The times of the entry are wrong'),
  'inspection-paused': entry(409, '检查已经暂停', 'The inspection is paused'),
  'record-unsigned': entry(422, '笔录没有签名', 'The record is not signed'),
  'already-ended': entry(409, '检查结束已经记录', 'The end is recorded already'),
  'end-missing': entry(409, '检查结束没有记录', 'The end is not recorded'),
  'end-before-start': entry(422, '结束早于开始', 'The end lies before the start'),
  'end-not-last-day': entry(422, '不是最后一次现场检查之日', 'Not the last on-site day'),
  'extension-unlawful': entry(422, '不得延长封存', 'The sealing may not be extended so'),
  'wrong-party': entry(422, '送达对象有误', 'Served on the wrong party'),
  'already-told': entry(409, '检查结果已经告知', 'The result is told already'),
  'statement-unanswered': entry(422, '没有答复陈述申辩', 'The statement is not answered'),
  'review-against': entry(409, '法制审核不同意', 'The legal review disagrees'),
  'finding-unknown': entry(422, '问题不在此列', 'The finding is not one of these'),
  'crime-report-missing': entry(
    409,
    '没有涉嫌犯罪移送报告',
    'The report of the suspected crime is missing',
  ),
  'already-transferred': entry(409, '已经移送', 'Transferred already'),
  'jurisdiction-decided': entry(409, '管辖已经指定', 'The jurisdiction is decided'),
  'not-common-superior': entry(422, '不是共同上级', 'Not the common superior'),

  // Registries
  duplicate: entry(409, '编码已被其他登记占用', 'The code belongs to another registration'),
  'unknown-reference': entry(422, '引用的登记不存在', 'A registration referred to does not exist'),
  'removal-is-final': entry(422, '清除不得撤销', 'A removal is final'),
  'invalid-status-change': entry(422, '状态变更不合规则', 'The status change is not allowed'),
  'agreement-required': entry(422, '缺少服务协议', 'A service agreement is required'),
  'new-agreement-required': entry(422, '须签订新的服务协议', 'A new service agreement is required'),
  'face-recognition-missing': entry(422, '人脸识别未就绪', 'Face recognition is not ready'),
  'role-not-for-kind': entry(
    422,
    '该类主体不得担任此角色',
    'The role does not fit the kind of subject',
  ),
  'superior-cycle': entry(422, '上级关系成环', 'The chain of superiors is circular'),

  // Registries around a commitment case (TJ84)
  'unknown-basis': entry(422, '没有该法律依据', 'There is no such legal basis'),
  'wrong-basis': entry(
    422,
    '法律依据与批准日期不符',
    'The legal basis is not that of the day of approval',
  ),
  'list-rows-refused': entry(422, '清单中有不合规则的事项', 'The list has items that break a rule'),
  'list-not-later': entry(
    409,
    '清单不得早于已有登记施行',
    'A list does not begin before what stands',
  ),
  'not-accepting-department': entry(422, '不是受理部门', 'Not an accepting department'),
  'not-supervising-department': entry(422, '不是监管部门', 'Not a supervising department'),
  'no-mapping': entry(422, '没有对应的监管部门', 'No supervising department is named'),
  'same-coordinator': entry(
    422,
    '两侧协调员不得为同一人',
    'One person cannot coordinate for both sides',
  ),
  'not-eligible': entry(422, '该人员不符合条件', 'The officer is not eligible'),
  'item-not-of-unit': entry(
    422,
    '该事项不由本部门监管',
    'The item is not supervised by this department',
  ),
  'not-coordinator': entry(
    403,
    '不是该部门当日在岗的协调员',
    'Not the coordinator of this department on that day',
  ),

  // Coordination and consultations (TJ84-15.6, 16)
  'wrong-case': entry(422, '案卷与所写部门不符', 'The file is not of these departments'),
  'target-missing': entry(422, '没有写明报告对象', 'Who it is reported to is missing'),
  'target-unknown': entry(422, '报告对象没有登记', 'A body it is reported to is not registered'),
  'resolution-missing': entry(409, '问题没有解决', 'There is no resolution'),
  'resolution-not-noted': entry(
    409,
    '双方未都知悉解决结果',
    'The resolution is not noted by both sides',
  ),
  'same-department': entry(422, '会商须有两个部门', 'A consultation needs two departments'),
  'period-invalid': entry(422, '数据期间无效', 'The period of the figures is not valid'),
  'attendee-unknown': entry(422, '到会人员不在名册', 'Somebody who attended is not registered'),
  'side-missing': entry(422, '一方没有到会', 'One side did not attend'),
  'problems-missing': entry(422, '没有列明主要问题', 'The main problems are not listed'),
  'problems-contradict': entry(
    422,
    '问题的写法互相矛盾',
    'The list of problems contradicts itself',
  ),
  'measures-missing': entry(422, '问题缺少对策措施', 'A problem lacks its measure'),
  'measure-date-past': entry(
    422,
    '措施期限早于会商之日',
    'The date of a measure is before the meeting',
  ),
  'date-not-later': entry(422, '改期之日不在今日以后', 'The new date is not later'),
  'meeting-missing': entry(409, '会商尚未召开', 'The consultation has not been held'),
  'record-missing': entry(409, '没有审管联动工作记录', 'The work record is missing'),

  // 第十、十一条 Revocations
  'licence-not-revoked': entry(422, '证照不是依法吊销', 'The licence was not lawfully revoked'),
  'document-missing': entry(422, '缺少文书', 'The document is missing'),
  'licence-unknown': entry(422, '没有办理结果依据该证照', 'No result depends on the licence'),
  'licence-reported': entry(
    409,
    '该证照的吊销已经反馈',
    'The revocation of the licence has been reported',
  ),
  'person-required': entry(403, '须由工作人员办理', 'A person must do this'),
  'not-on-the-list': entry(422, '不在清单上', 'Not on the list'),
  'not-your-result': entry(403, '由其他部门受理', 'Accepted by another department'),
  'already-confirmed': entry(409, '已经确认', 'Confirmed already'),
  'result-unknown': entry(422, '没有该办理结果', 'There is no such result'),
  'case-still-open': entry(409, '案卷尚未结束', 'The case is still open'),
  'revocation-under-way': entry(409, '撤销正在办理', 'The revocation is under way'),

  // 实施细则 Implementing rules (TJ84-0.1, 12.2, 13, 14, 15.5)
  'author-not-city-level': entry(
    403,
    '制定部门不是市级受理部门',
    'The author is no accepting department of the city',
  ),
  'not-own-or-lower': entry(
    403,
    '不是本部门或者下级实施的事项',
    'Not implemented by this department or below it',
  ),
  'item-not-committed': entry(422, '事项不实行承诺制', 'The item is not done on commitment'),
  'item-has-file': entry(
    409,
    '事项的实施细则已有案卷',
    'The rule of the item has its file already',
  ),
  'section-missing': entry(422, '实施细则内容不全', 'A section of the rule is missing'),
  'department-unregistered': entry(422, '部门没有登记', 'A department named is not registered'),
  'department-mismatch': entry(
    422,
    '部门与事项清单不符',
    'The departments are not those of the service list',
  ),
  'period-section-missing': entry(422, '期限没有所在条目', 'No section sets the period'),
  'rule-retroactive': entry(422, '施行日期早于发布', 'It would hold from before its publication'),
  'rule-overlap': entry(409, '与前一版本的施行期间重叠', 'It overlaps the version before it'),
  'rule-changes-past': entry(
    409,
    '已有按现行版本批准的事项',
    'Results stand approved under the present version',
  ),
  'version-unknown': entry(422, '没有该版本', 'There is no such version'),
  'not-of-this-side': entry(403, '不是该侧的部门', 'Not a department of that side'),
  'already-countersigned': entry(409, '该侧已经会签', 'That side has signed'),
  'item-still-listed': entry(409, '事项仍在清单中', 'The item is still on the list'),

  // 双随机 The draw (QY-6.2, TJ51-14.2, TJ51-18)
  'check-unknown': entry(404, '没有查到正在进行的检查', 'No inspection under way has this code', [
    '核对核验码；检查人员到场登记开始后生效。',
    'Check the code; it becomes active when the team has registered its start at the door.',
  ]),
  'check-not-yours': entry(
    403,
    '核验码仅供检查组和主体负责人',
    'The check code is for the team and the heads',
    [
      '负责人批准后，由检查组成员或者主体负责人查阅。',
      'After the approval a member of the team or a head may read it.',
    ],
  ),
  'contributor-not-eligible': entry(
    422,
    '第二个数须由监察机构给出',
    'The second number comes from discipline inspection',
  ),
  'record-withheld': entry(403, '抽查记录尚未公开', 'The record of the draw is not public yet'),
  'draw-unsound': entry(422, '抽查承诺有误', 'The statement of the draw is unsound'),
  'quota-impossible': entry(422, '名额无法满足', 'The quotas cannot be met'),
  'team-impossible': entry(422, '回避后人员不足', 'Too few officers after recusals'),
  'object-hand-picked': entry(422, '检查对象未经随机抽取', 'The object was not drawn at random'),
  'officer-hand-picked': entry(
    422,
    '检查人员未经随机抽取',
    'The officers were not drawn at random',
  ),
  'draw-rule-unknown': entry(422, '抽查规则没有登记', 'The rule of the draw is not registered'),
  'recusal-left-out': entry(422, '漏列回避', 'A recusal is left out'),
  'draw-open': entry(409, '前次抽查尚未揭示', 'An earlier draw is not revealed yet'),
  'contribution-too-early': entry(409, '给数、揭示次序不符', 'Given or revealed too early'),
  'contribution-same-body': entry(
    403,
    '第二个数不是另一单位给出',
    'The second number is not another body’s',
  ),
  'contribution-weak': entry(
    422,
    '第二个数不合要求',
    'The second number is too short or not fresh',
  ),
  'draw-wrong-state': entry(409, '抽查所处阶段不符', 'The draw is at another stage'),
  'reveal-mismatch': entry(422, '揭示与承诺不符', 'The reveal does not match its commitment'),
  'abandonment-unapproved': entry(403, '放弃抽查未经批准', 'The abandonment is not approved'),
  'redraw-unfounded': entry(422, '重新抽取没有根据', 'The redraw is unfounded'),

  // 专项检查、年度计划 (QY-7, 5.2, 5.3)
  'approver-elsewhere': entry(422, '批准机关不是本地政府', 'Not the government of the place'),
  'justice-not-same-level': entry(
    422,
    '备案机关不是同级司法行政部门',
    'Not the justice department of the same level',
  ),
  'special-days-invalid': entry(
    422,
    '专项检查日期无效',
    'The days of the special inspection are not valid',
  ),
  'special-papers-owed': entry(409, '专项检查手续尚未补齐', 'Papers are still owed'),
  'special-begun': entry(409, '专项检查已经实施', 'Visits under it have begun'),
  'special-pending': entry(409, '还有未实施的检查方案', 'Plans under it are still open'),
  'programme-part-missing': entry(
    422,
    '年度联合检查计划内容不全',
    'A part of the joint programme is missing',
  ),
  'programme-partner-missing': entry(
    422,
    '没有会同卫生健康、市场监管部门',
    'A partner of the joint programme is missing',
  ),
  'programme-exists': entry(
    409,
    '该年度计划已有案卷',
    'The programme of this year has its file already',
  ),
  'programme-unsettled': entry(
    409,
    '不同层级的计划重复，尚未统筹',
    'Levels overlap and nobody has settled which acts',
  ),
  'programme-past-quarter': entry(409, '该季度已经结束', 'The quarter is over'),
  'nothing-to-settle': entry(409, '没有需要统筹的重复事项', 'There is no overlap to settle'),

  // 检查之后 After an inspection (QY-13.4, 16, 17)
  'evaluation-closed': entry(409, '现在不能评价', 'It cannot be evaluated now'),
  'already-evaluated': entry(409, '该环节已经评价', 'This step is evaluated already'),
  'not-independent': entry(
    403,
    '与该检查有关的人员不得办理',
    'Whoever took part in the inspection may not',
  ),
  'complaint-unknown-inspection': entry(422, '没有该检查', 'There is no such inspection'),
  'reviewer-is-handler': entry(403, '评查人办理过该案卷', 'The reviewer handled the file'),
  'not-in-sample': entry(422, '不在抽取的样本中', 'Not in the sample'),
  'sample-too-large': entry(422, '样本多于案卷', 'The sample is larger than the files'),
  'already-reviewed': entry(409, '已经评查', 'Reviewed already'),
  'person-named': entry(
    422,
    '公开内容出现个人姓名',
    'A person is named in what would be published',
  ),
  'result-not-served': entry(409, '检查结果尚未告知', 'The result is not served yet'),

  // Outbox
  'receiver-url-refused': entry(
    422,
    '接收地址不被允许',
    'The address of the receiver is not allowed',
  ),
  'sealing-key-missing': entry(503, '没有设置密封密钥', 'No sealing key is set'),
  'delivery-settled': entry(409, '已经送达或跳过', 'Delivered or skipped already'),
  'delivery-under-way': entry(409, '正在发送', 'Being sent right now'),

  // Calendars
  'invalid-arrangement': entry(400, '放假安排不符合规则', 'The holiday arrangement breaks a rule'),
  'fictitious-calendar': entry(
    422,
    '不接受虚构的放假安排',
    'Fictitious arrangements are not accepted here',
  ),
} as const satisfies Record<string, CatalogueEntry>;

export type ProblemCode = keyof typeof codes;

export const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(codes, code);

/** The entry of a code; an unlisted code is our fault and shows as internal. */
export function catalogued(code: string): CatalogueEntry {
  return isProblemCode(code) ? codes[code] : codes.internal;
}
