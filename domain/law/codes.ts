import type { Sentence } from './refusal.ts';

/** What a code means, in general; the particular case is told by the problem's `detail`. */
export interface CatalogueEntry { status: number; title: Sentence; lawful?: Sentence }

/** `lawful`: what to do instead, where the particular case says nothing more exact. */
const entry = (status: number, zh: string, en: string, lawful?: [zh: string, en: string]): CatalogueEntry => ({ status, title: { zh, en }, ...(lawful && { lawful: { zh: lawful[0], en: lawful[1] } }) });

/**
 * 问题代码目录 The one catalogue of machine codes: every refusal and every error of the API carries one of them.
 * The documentation lists it at /problems; a code, once published, keeps its meaning.
 */
export const codes = {
  // Form of a request
  'bad-input': entry(400, '请求内容不符合要求', 'The request is not well formed', ['按 fields 逐项更正后重新提交；各表单见 /docs。', 'Correct each of the fields and send it again; the forms are at /docs.']),
  'malformed-json': entry(400, '请求正文不是有效的 JSON', 'The request body is not valid JSON', ['发送 UTF-8 编码的 JSON 对象。', 'Send a JSON object in UTF-8.']),
  'bad-cursor': entry(400, '翻页游标无效', 'The page cursor is not valid', ['使用上一页回答中的 next；或者不填，从头开始。', 'Use `next` of the page before; without it the list begins anew.']),
  'not-found': entry(404, '没有找到', 'Not found', ['核对编号和地址；各地址见 /docs。', 'Check the id and the address; the addresses are at /docs.']),
  'method-not-allowed': entry(405, '此地址不支持该方法', 'The method is not allowed here'),
  'conflict': entry(409, '与当前状态冲突', 'In conflict with the current state'),
  'idempotency-conflict': entry(409, '同一幂等键已用于不同内容', 'The idempotency key was used for different content', ['内容不同的提交请用新的 Idempotency-Key。', 'Use a new Idempotency-Key for different content.']),
  'too-large': entry(413, '内容超过大小限制', 'The content is too large'),
  'unsupported-media-type': entry(415, '不支持的内容类型', 'The media type is not supported', ['使用 Content-Type: application/json。', 'Use Content-Type: application/json.']),
  'rate-limited': entry(429, '请求过于频繁', 'Too many requests', ['按 Retry-After 等待后重试。', 'Wait as Retry-After says, then try again.']),
  'internal': entry(500, '系统内部错误', 'Internal error'),
  'not-ready': entry(503, '系统尚未就绪', 'Not ready'),

  // Who somebody is and what they may
  'unauthenticated': entry(401, '未通过身份认证', 'Not authenticated', ['在 Authorization 头中带身份系统签发、尚未过期的 Bearer 令牌。', 'Send a bearer token of the identity provider that has not expired in the Authorization header.']),
  'unknown-caller': entry(403, '身份未在登记簿中', 'The identity is not in the registry', ['由本局管理员在登记簿中登记该人员或者系统。', 'The bureau\'s registrar registers the person or the system.']),
  'system-without-role': entry(403, '该系统没有登记任何职权', 'The system has no registered role'),
  'invalid-delegation': entry(403, '代为办理的授权无效', 'The delegation is not valid'),
  'not-authorised': entry(403, '无权办理', 'Not authorised'),
  'other-bureau': entry(403, '不属于本局管辖', 'Belongs to another bureau'),
  'own-record': entry(403, '不得变更本人的登记', 'Nobody may change their own record'),
  'officer-removed': entry(403, '该人员已被清除出执法队伍', 'The officer has been removed from enforcement'),

  // Law in force
  'no-legal-basis': entry(422, '本局没有适用的依据文件', 'No instrument in force binds the bureau'),

  // Acts and files
  'idempotency-key-missing': entry(400, '缺少 Idempotency-Key 请求头', 'The header Idempotency-Key is missing'),
  'file-closed': entry(409, '案卷已经结束', 'The file is closed'),
  'not-awaited': entry(409, '现在不接收该文书', 'The act is not awaited now'),
  'date-missing': entry(422, '文书缺少日期', 'The act lacks its date'),
  'in-the-future': entry(422, '所写日期在将来', 'The stated date is in the future'),
  'before-trigger': entry(422, '早于引起义务的事实', 'Dated before what triggers the duty'),
  'not-owed-by-you': entry(403, '该文书不由本单位提交', 'The act is not for this unit to file'),
  'commitment-unsigned': entry(403, '没有有效的承诺书', 'No commitment letter in force'),
  'nothing-to-chase': entry(409, '没有可督办的义务', 'There is nothing to chase'),
  'nothing-to-answer': entry(409, '没有待答复的督办', 'There is no chase to answer'),
  'nothing-claimed': entry(409, '没有待确认的补录', 'There is no late entry to confirm'),
  'nothing-to-correct': entry(409, '没有可更正的收到时间', 'There is no receipt to correct'),
  'correction-not-in-time': entry(422, '更正后仍不在期限之内', 'The corrected receipt is not in time'),
  'same-unit': entry(403, '须由另一单位确认', 'Another unit must confirm'),
  'receipt-not-yours': entry(403, '收到时间不得由提交人填写', 'The receipt is not for the caller to state'),

  // 快速反应 Annex 1 of TJ51
  'clause-missing': entry(422, '缺少协议条款', 'The clause of the agreement is missing'),
  'clause-unknown': entry(422, '协议中没有该条款', 'The clause is not in the agreement'),
  'reason-missing': entry(422, '缺少理由', 'The reason is missing'),
  'no-refusal-clause': entry(422, '协议没有关于拒不配合的条款', 'The agreement has no clause on refusal'),
  'case-number-missing': entry(422, '缺少案号', 'The case number is missing'),
  'start-before-notice': entry(422, '暂停起始时间早于告知送达', 'The suspension would start before the notice was served'),
  'patient-deadline-missing': entry(422, '缺少对患者告知的规定时间', 'The time for informing patients is missing'),
  'reviewer-is-investigator': entry(422, '法制审核人员参与了调查', 'The legal reviewer investigated the case'),
  'discussion-too-small': entry(422, '集体讨论人数不足', 'Too few took part in the discussion'),
  'window-ends-before-it-opens': entry(422, '陈述申辩期限无效', 'The window for the statement is not valid'),
  'window-too-long': entry(422, '陈述申辩期限过长', 'The window for the statement ends too late'),
  'window-still-open': entry(422, '陈述申辩期限未满', 'The window for the statement is still open'),
  'not-heard': entry(422, '未告知陈述申辩权利', 'The subject was not offered to be heard'),
  'wrong-verb': entry(422, '措施与主体不符', 'The measure does not fit the subject'),
  'contradictory-measures': entry(422, '措施互相矛盾', 'The measures contradict each other'),
  'amount-missing': entry(422, '缺少追回金额', 'The amount is missing'),
  'rectification-date-missing': entry(422, '缺少整改期限', 'The date of rectification is missing'),
  'veto': entry(422, '一票否决', 'One-vote veto'),
  'suspension-left-hanging': entry(422, '未说明原暂停如何处理', 'The suspension is left hanging'),
  'endless-suspension': entry(422, '暂停没有期限', 'The suspension has no end'),
  'not-suspended': entry(409, '当前没有暂停', 'Nothing is suspended'),
  'wrong-answer': entry(422, '答复与单位不符', 'The answer is not for this body'),
  'second-suspension': entry(409, '不得另行暂停', 'There is no second suspension'),
  'duplicate-letter': entry(409, '函告重复', 'The letter is in the file already'),
  'not-designated': entry(422, '主体没有定点资格', 'The subject is not designated'),
  'ground-missing': entry(422, '缺少函告事由', 'The letter has no ground'),
  'wrong-ground': entry(422, '函告事由与主体不符', 'The ground does not fit the subject'),
  'investigation-missing': entry(422, '缺少介入调查记录', 'The record of the investigation is missing'),
  'suspension-missing': entry(422, '缺少先行暂停', 'There is no suspension before the letter'),
  'suspension-after-letter': entry(422, '暂停晚于函告', 'The suspension is later than the letter'),
  'approver-missing': entry(422, '缺少批准人', 'The approver is missing'),

  // 承诺制事项 A commitment case (TJ84)
  'approval-in-future': entry(422, '批准日期在将来', 'The approval is dated in the future'),
  'acceptor-not-listed': entry(403, '不是受理部门', 'Not an accepting department'),
  'list-missing': entry(422, '没有生效的事项清单', 'No list of service items in force'),
  'item-unknown': entry(422, '清单没有该事项', 'The list has no such item'),
  'type-not-allowed': entry(422, '事项不适用该承诺方式', 'The item does not allow this type of commitment'),
  'supervisor-unknown': entry(422, '清单没有规定监管部门', 'The list names no supervising department'),
  'result-has-file': entry(409, '办理结果已有案卷', 'The result has its file already'),
  'missing-not-for-type': entry(422, '暂缺材料不适用', 'Missing materials do not belong to this type'),
  'explanation-missing': entry(422, '缺少说明', 'The explanation is missing'),
  'material-not-promisable': entry(422, '该材料不可承诺', 'The material may not be promised'),
  'material-twice': entry(422, '材料重复', 'A material is listed twice'),
  'material-unknown': entry(422, '不在重点监管材料中', 'The material is not under key supervision'),
  'materials-open': entry(422, '重点监管材料尚未相符', 'Promised materials are not found conforming yet'),
  'promise-before-approval': entry(422, '承诺日期早于批准', 'Promised for a day before the approval'),
  'archive-incomplete': entry(422, '档案三件不全', 'The archive is not complete'),
  'archive-first': entry(409, '尚未归档', 'The archive comes first'),
  'archive-is-versioned': entry(409, '变更须作为新版本', 'A change is a new version'),
  'archive-unchanged': entry(422, '档案没有变化', 'The archive has not changed'),
  'already-pushed': entry(409, '已经推送', 'Pushed already'),
  'same-person': entry(403, '须由不同人员办理', 'Two different persons are required'),
  'distributor-not-designated': entry(403, '不是负责分发的专人', 'Not the designated person'),
  'assignee-not-authorised': entry(422, '不是本事项的监管人员', 'Not an officer who supervises the item'),
  'assignee-absent': entry(422, '监管人员不在岗', 'The officer is absent'),
  'already-assigned': entry(409, '已由该人员监管', 'Assigned to this officer already'),
  'not-the-assignee': entry(403, '不是被分发的监管人员', 'Not the assigned officer'),
  'check-missing': entry(409, '缺少检查记录', 'The check record is missing'),
  'wrong-department': entry(422, '反馈部门不符', 'Fed back to the wrong department'),
  'result-not-for-type': entry(422, '监管结果与承诺方式不符', 'The result does not fit the type of commitment'),
  'suggestion-missing': entry(422, '缺少处理建议', 'The handling suggestion is missing'),
  'judgement-missing': entry(422, '缺少能否补齐的判断', 'The judgement on completing is missing'),
  'contradictory-judgement': entry(422, '结果与判断矛盾', 'Result and judgement contradict each other'),
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

  // Registries
  'duplicate': entry(409, '编码已被其他登记占用', 'The code belongs to another registration'),
  'unknown-reference': entry(422, '引用的登记不存在', 'A registration referred to does not exist'),
  'removal-is-final': entry(422, '清除不得撤销', 'A removal is final'),
  'invalid-status-change': entry(422, '状态变更不合规则', 'The status change is not allowed'),
  'agreement-required': entry(422, '缺少服务协议', 'A service agreement is required'),
  'new-agreement-required': entry(422, '须签订新的服务协议', 'A new service agreement is required'),
  'face-recognition-missing': entry(422, '人脸识别未就绪', 'Face recognition is not ready'),
  'role-not-for-kind': entry(422, '该类主体不得担任此角色', 'The role does not fit the kind of subject'),
  'superior-cycle': entry(422, '上级关系成环', 'The chain of superiors is circular'),

  // Registries around a commitment case (TJ84)
  'unknown-basis': entry(422, '没有该法律依据', 'There is no such legal basis'),
  'wrong-basis': entry(422, '法律依据与批准日期不符', 'The legal basis is not that of the day of approval'),
  'list-rows-refused': entry(422, '清单中有不合规则的事项', 'The list has items that break a rule'),
  'list-not-later': entry(409, '清单不得早于已有登记施行', 'A list does not begin before what stands'),
  'not-accepting-department': entry(422, '不是受理部门', 'Not an accepting department'),
  'not-supervising-department': entry(422, '不是监管部门', 'Not a supervising department'),
  'no-mapping': entry(422, '没有对应的监管部门', 'No supervising department is named'),
  'same-coordinator': entry(422, '两侧协调员不得为同一人', 'One person cannot coordinate for both sides'),
  'not-eligible': entry(422, '该人员不符合条件', 'The officer is not eligible'),
  'item-not-of-unit': entry(422, '该事项不由本部门监管', 'The item is not supervised by this department'),
  'not-coordinator': entry(403, '不是该部门当日在岗的协调员', 'Not the coordinator of this department on that day'),

  // Coordination and consultations (TJ84-15.6, 16)
  'wrong-case': entry(422, '案卷与所写部门不符', 'The file is not of these departments'),
  'target-missing': entry(422, '没有写明报告对象', 'Who it is reported to is missing'),
  'target-unknown': entry(422, '报告对象没有登记', 'A body it is reported to is not registered'),
  'resolution-missing': entry(409, '问题没有解决', 'There is no resolution'),
  'resolution-not-noted': entry(409, '双方未都知悉解决结果', 'The resolution is not noted by both sides'),
  'same-department': entry(422, '会商须有两个部门', 'A consultation needs two departments'),
  'period-invalid': entry(422, '数据期间无效', 'The period of the figures is not valid'),
  'attendee-unknown': entry(422, '到会人员不在名册', 'Somebody who attended is not registered'),
  'side-missing': entry(422, '一方没有到会', 'One side did not attend'),
  'problems-missing': entry(422, '没有列明主要问题', 'The main problems are not listed'),
  'problems-contradict': entry(422, '问题的写法互相矛盾', 'The list of problems contradicts itself'),
  'measures-missing': entry(422, '问题缺少对策措施', 'A problem lacks its measure'),
  'measure-date-past': entry(422, '措施期限早于会商之日', 'The date of a measure is before the meeting'),
  'date-not-later': entry(422, '改期之日不在今日以后', 'The new date is not later'),
  'meeting-missing': entry(409, '会商尚未召开', 'The consultation has not been held'),
  'record-missing': entry(409, '没有审管联动工作记录', 'The work record is missing'),

  // 第十、十一条 Revocations
  'licence-not-revoked': entry(422, '证照不是依法吊销', 'The licence was not lawfully revoked'),
  'document-missing': entry(422, '缺少文书', 'The document is missing'),
  'licence-unknown': entry(422, '没有办理结果依据该证照', 'No result depends on the licence'),
  'licence-reported': entry(409, '该证照的吊销已经反馈', 'The revocation of the licence has been reported'),
  'person-required': entry(403, '须由工作人员办理', 'A person must do this'),
  'not-on-the-list': entry(422, '不在清单上', 'Not on the list'),
  'not-your-result': entry(403, '由其他部门受理', 'Accepted by another department'),
  'already-confirmed': entry(409, '已经确认', 'Confirmed already'),
  'result-unknown': entry(422, '没有该办理结果', 'There is no such result'),
  'case-still-open': entry(409, '案卷尚未结束', 'The case is still open'),
  'revocation-under-way': entry(409, '撤销正在办理', 'The revocation is under way'),

  // 实施细则 Implementing rules (TJ84-0.1, 12.2, 13, 14, 15.5)
  'author-not-city-level': entry(403, '制定部门不是市级受理部门', 'The author is no accepting department of the city'),
  'not-own-or-lower': entry(403, '不是本部门或者下级实施的事项', 'Not implemented by this department or below it'),
  'item-not-committed': entry(422, '事项不实行承诺制', 'The item is not done on commitment'),
  'item-has-file': entry(409, '事项的实施细则已有案卷', 'The rule of the item has its file already'),
  'section-missing': entry(422, '实施细则内容不全', 'A section of the rule is missing'),
  'department-unregistered': entry(422, '部门没有登记', 'A department named is not registered'),
  'department-mismatch': entry(422, '部门与事项清单不符', 'The departments are not those of the service list'),
  'period-section-missing': entry(422, '期限没有所在条目', 'No section sets the period'),
  'rule-retroactive': entry(422, '施行日期早于发布', 'It would hold from before its publication'),
  'rule-overlap': entry(409, '与前一版本的施行期间重叠', 'It overlaps the version before it'),
  'rule-changes-past': entry(409, '已有按现行版本批准的事项', 'Results stand approved under the present version'),
  'version-unknown': entry(422, '没有该版本', 'There is no such version'),
  'not-of-this-side': entry(403, '不是该侧的部门', 'Not a department of that side'),
  'already-countersigned': entry(409, '该侧已经会签', 'That side has signed'),
  'item-still-listed': entry(409, '事项仍在清单中', 'The item is still on the list'),

  // Outbox
  'receiver-url-refused': entry(422, '接收地址不被允许', 'The address of the receiver is not allowed'),
  'sealing-key-missing': entry(503, '没有设置密封密钥', 'No sealing key is set'),
  'delivery-settled': entry(409, '已经送达或跳过', 'Delivered or skipped already'),
  'delivery-under-way': entry(409, '正在发送', 'Being sent right now'),

  // Calendars
  'invalid-arrangement': entry(400, '放假安排不符合规则', 'The holiday arrangement breaks a rule'),
  'fictitious-calendar': entry(422, '不接受虚构的放假安排', 'Fictitious arrangements are not accepted here'),
} as const satisfies Record<string, CatalogueEntry>;

export type ProblemCode = keyof typeof codes;

export const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(codes, code);

/** The entry of a code; an unlisted code is our fault and shows as internal. */
export function catalogued(code: string): CatalogueEntry {
  return isProblemCode(code) ? codes[code] : codes.internal;
}
