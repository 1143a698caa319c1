/**
 * 问题代码 The machine codes of refusals and errors: here are those of the core and those that several procedures say; those of one procedure or one instrument stand in the `codes.ts` of the procedure that declares them.
 * All of them together are the catalogue (`domain/codes.ts`).
 */
import type { Sentence } from './refusal.ts';

/** What a code means, in general; the particular case is told by the problem's `detail`. */
export interface CatalogueEntry {
  status: number;
  title: Sentence;
  lawful?: Sentence;
}

/** `lawful`: what to do instead, where the particular case says nothing more exact. */
export const problem = (
  status: number,
  zh: string,
  en: string,
  lawful?: [zh: string, en: string],
): CatalogueEntry => ({
  status,
  title: { zh, en },
  ...(lawful && { lawful: { zh: lawful[0], en: lawful[1] } }),
});

/** What the acts of any procedure can be refused for, beside what it declares itself. */
export const actCodes = {
  // Law in force
  'no-legal-basis': problem(
    422,
    '本局没有适用的依据文件',
    'No instrument in force binds the bureau',
  ),

  // Acts and files
  'idempotency-key-missing': problem(
    400,
    '缺少 Idempotency-Key 请求头',
    'The header Idempotency-Key is missing',
  ),
  'file-closed': problem(409, '案卷已经结束', 'The file is closed'),
  'too-many-refused': problem(
    429,
    '本日在该案卷被退回的文书过多',
    'Too many acts of yours were refused in this file today',
    [
      '由本单位其他人员提交，或者次日再提交。',
      'Let a colleague of the unit submit it, or submit it tomorrow.',
    ],
  ),
  'too-many-pending': problem(
    429,
    '在该案卷待裁定的文书过多',
    'Too many acts of yours wait for a verdict in this file',
    ['等待已提交的文书裁定后再提交。', 'Wait for the verdicts of what was submitted.'],
  ),
  'not-awaited': problem(409, '现在不接收该文书', 'The act is not awaited now'),
  'item-not-awaited': problem(
    409,
    '本件不对该对象接收该文书',
    'The act is not awaited for the one it names',
  ),
  'date-missing': problem(422, '文书缺少日期', 'The act lacks its date'),
  'in-the-future': problem(422, '所写日期在将来', 'The stated date is in the future'),
  'before-trigger': problem(422, '早于引起义务的事实', 'Dated before what triggers the duty'),
  'not-owed-by-you': problem(403, '该文书不由本单位提交', 'The act is not for this unit to file'),
  'commitment-unsigned': problem(403, '没有有效的承诺书', 'No commitment letter in force'),
  'audit-finding-unknown': problem(422, '没有该智能审核发现', 'No such finding of the audit'),
  'audit-finding-other-subject': problem(
    422,
    '智能审核发现针对其他主体',
    'The finding is about another subject',
  ),
  'audit-finding-withdrawn': problem(422, '智能审核发现已撤销', 'The finding was withdrawn'),
  'reassigned-outside': problem(
    422,
    '改派对象不符合要求',
    'Whoever is to take the work on may not',
    ['改派给同一单位的其他在册人员。', 'Name another registered officer of that unit.'],
  ),
  'nothing-to-chase': problem(409, '没有可督办的义务', 'There is nothing to chase'),
  'nothing-to-answer': problem(409, '没有待答复的督办', 'There is no chase to answer'),
  'nothing-claimed': problem(409, '没有待确认的补录', 'There is no late entry to confirm'),
  'nothing-to-correct': problem(409, '没有可更正的收到时间', 'There is no receipt to correct'),
  'correction-not-in-time': problem(
    422,
    '更正后仍不在期限之内',
    'The corrected receipt is not in time',
  ),
  'same-unit': problem(403, '须由另一单位确认', 'Another unit must confirm'),
  'receipt-not-yours': problem(
    403,
    '收到时间不得由提交人填写',
    'The receipt is not for the caller to state',
  ),

  // Said by several procedures
  'reason-missing': problem(422, '缺少理由', 'The reason is missing'),
  'case-number-missing': problem(422, '缺少案号', 'The case number is missing'),
  'reviewer-is-investigator': problem(
    422,
    '法制审核人员参与了调查',
    'The legal reviewer investigated the case',
  ),
  'window-still-open': problem(
    422,
    '陈述申辩期限未满',
    'The window for the statement is still open',
  ),
  'not-heard': problem(422, '未告知陈述申辩权利', 'The subject was not offered to be heard'),
  'contradictory-measures': problem(422, '措施互相矛盾', 'The measures contradict each other'),
  'not-designated': problem(422, '主体没有定点资格', 'The subject is not designated'),
  'approver-missing': problem(422, '缺少批准人', 'The approver is missing'),
  'item-unknown': problem(422, '清单没有该事项', 'The list has no such item'),
  'same-person': problem(403, '须由不同人员办理', 'Two different persons are required'),
  'remedies-missing': problem(422, '未告知救济途径', 'The remedies are missing'),
  'service-missing': problem(422, '缺少送达', 'The service is missing'),
  'evidence-missing': problem(422, '缺少证据', 'The evidence is missing'),
  'link-unknown': problem(422, '所写案卷不存在', 'There is no such file'),
  'same-department': problem(422, '须有两个部门参加', 'Two departments have to take part'),
  'attendee-unknown': problem(422, '到会人员不在名册', 'Somebody who attended is not registered'),
  'side-missing': problem(422, '一方没有到会', 'One side did not attend'),
  'measure-date-past': problem(422, '期限早于会议之日', 'The day is before the meeting'),
  'date-not-later': problem(422, '所写时间不在以后', 'The time given is not later'),
  'basis-missing': problem(422, '缺少事实或者依据', 'The fact or its basis is missing'),
  'item-withdrawn': problem(422, '检查事项已经取消', 'The item is withdrawn'),
  'list-not-later': problem(
    409,
    '清单不得早于已有登记施行',
    'A list does not begin before what stands',
  ),
  'not-eligible': problem(422, '该人员不符合条件', 'The officer is not eligible'),
  'document-missing': problem(422, '缺少文书', 'The document is missing'),
  'person-required': problem(403, '须由工作人员办理', 'A person must do this'),
  'not-independent': problem(
    403,
    '与该检查有关的人员不得办理',
    'Whoever took part in the inspection may not',
  ),
  'unknown-reference': problem(
    422,
    '引用的登记不存在',
    'A registration referred to does not exist',
  ),
  'fine-instead-of-transfer': problem(422, '不得以罚代移', 'No fine instead of a transfer'),
  'notice-day-wrong': problem(422, '收到通知之日有误', 'The day of the notice is wrong'),
  'asked-too-late': problem(409, '提请复议的期限已过', 'Too late to ask the police again'),
  'statement-unanswered': problem(422, '没有答复陈述申辩', 'The statement is not answered'),
  'review-missing': problem(409, '没有法制审核', 'The legal review is missing'),
  'too-few-officers': problem(422, '执法人员不足两人', 'Fewer than two officers'),
  'approver-not-head': problem(422, '批准人不是主体负责人', 'The approver is not the head'),
  'answer-contradictory': problem(
    422,
    '公安机关的答复自相矛盾',
    'The answer of the police contradicts itself',
  ),
  'face-recognition-missing': problem(422, '人脸识别未就绪', 'Face recognition is not ready'),
} as const satisfies Record<string, CatalogueEntry>;

export const codes = {
  // Form of a request
  'bad-input': problem(400, '请求内容不符合要求', 'The request is not well formed', [
    '按 fields 逐项更正后重新提交；各表单见 /docs。',
    'Correct each of the fields and send it again; the forms are at /docs.',
  ]),
  'malformed-json': problem(400, '请求正文不是有效的 JSON', 'The request body is not valid JSON', [
    '发送 UTF-8 编码的 JSON 对象。',
    'Send a JSON object in UTF-8.',
  ]),
  'too-nested': problem(400, '请求正文嵌套过深', 'The request body is nested too deep', [
    '按 /docs 的表单填写；没有表单嵌套超过 32 层。',
    'Use the forms at /docs; none of them is nested deeper than 32.',
  ]),
  'bad-cursor': problem(400, '翻页游标无效', 'The page cursor is not valid', [
    '使用上一页回答中的 next；或者不填，从头开始。',
    'Use `next` of the page before; without it the list begins anew.',
  ]),
  'purpose-missing': problem(400, '没有写明查阅用途', 'The purpose of the reading is missing', [
    '密封内容、案卷档案和导出须写明用途：标头 Duban-Purpose（UTF-8 百分号编码），或者查询参数 purpose；用途记入查阅登记。',
    'Sealed words, dossiers and exports are read for a purpose: say it in the header Duban-Purpose (percent-encoded UTF-8) or as the query parameter purpose; the read log has it.',
  ]),
  'not-found': problem(404, '没有找到', 'Not found', [
    '核对编号和地址；各地址见 /docs。',
    'Check the id and the address; the addresses are at /docs.',
  ]),
  'method-not-allowed': problem(405, '此地址不支持该方法', 'The method is not allowed here'),
  conflict: problem(409, '与当前状态冲突', 'In conflict with the current state'),
  'idempotency-conflict': problem(
    409,
    '同一幂等键已用于不同内容',
    'The idempotency key was used for different content',
    [
      '内容不同的提交请用新的 Idempotency-Key。',
      'Use a new Idempotency-Key for different content.',
    ],
  ),
  'precondition-failed': problem(
    412,
    '所依据的内容已变更',
    'What the change was based on has changed since',
    [
      '重新读取（GET），在现有内容上修改，带新的 ETag 再提交。',
      'Read it again (GET), make the change on what stands now, and send it with the new ETag.',
    ],
  ),
  'too-large': problem(413, '内容超过大小限制', 'The content is too large'),
  'unsupported-media-type': problem(415, '不支持的内容类型', 'The media type is not supported', [
    '使用 Content-Type: application/json。',
    'Use Content-Type: application/json.',
  ]),
  'rate-limited': problem(429, '请求过于频繁', 'Too many requests', [
    '按 Retry-After 等待后重试。',
    'Wait as Retry-After says, then try again.',
  ]),
  internal: problem(500, '系统内部错误', 'Internal error'),
  'not-ready': problem(503, '系统尚未就绪', 'Not ready'),
  'engine-away': problem(503, '流程引擎现在没有应答', 'The engine does not answer now', [
    '稍后再读；已保存的各段可以用 run 指明后读取。',
    'Read it again later; runs that are kept can be read by naming them in `run`.',
  ]),
  'read-log-away': problem(
    503,
    '查阅登记现在不能写入，不予显示',
    'The read log cannot be written now: nothing is shown',
    ['稍后再读。', 'Read it again later.'],
  ),
  'report-too-large': problem(
    503,
    '查询用时过长，已停止',
    'The query took too long and was stopped',
    [
      '缩小期间，或者限定单位、条款、程序后再查。',
      'Ask for a shorter period, or for one unit, clause or procedure.',
    ],
  ),
  'clock-differs': problem(
    503,
    '本机时钟与数据库时钟不一致，暂不收文',
    'The clock of this server differs from the database: nothing is taken',
    [
      '校正服务器时钟后，用同一 Idempotency-Key 重新提交。',
      "Once the server's clock is set right, send it again with the same Idempotency-Key.",
    ],
  ),
  'number-taken': problem(
    503,
    '案号已被另一案卷占用，案卷尚未启动',
    'The number belongs to another file: this one has not begun',
    [
      '管理员核对（GET /v1/reconciliation）并处理后，用同一 Idempotency-Key 重新提交。',
      'Send it again with the same Idempotency-Key after an administrator has looked into it (GET /v1/reconciliation).',
    ],
  ),

  // Who somebody is and what they may
  unauthenticated: problem(401, '未通过身份认证', 'Not authenticated', [
    '在 Authorization 头中带身份系统签发、尚未过期的 Bearer 令牌。',
    'Send a bearer token of the identity provider that has not expired in the Authorization header.',
  ]),
  'unknown-caller': problem(403, '身份未在登记簿中', 'The identity is not in the registry', [
    '由本局管理员在登记簿中登记该人员或者系统。',
    "The bureau's registrar registers the person or the system.",
  ]),
  'sign-in-failed': problem(403, '登录没有完成', 'Signing in was not completed', [
    '回到登录页重新登录；十分钟内没有完成的登录作废。',
    'Go back to the sign-in page and begin again; a sign-in not completed within ten minutes is void.',
  ]),
  'form-stale': problem(409, '表单不是本次登录所取得的', 'The form is not of this session', [
    '回到该页面，重新打开表单后提交。',
    'Go back to the page, open the form anew and send it.',
  ]),
  'system-without-role': problem(
    403,
    '该系统没有登记任何职权',
    'The system has no registered role',
  ),
  'invalid-delegation': problem(403, '代为办理的授权无效', 'The delegation is not valid'),
  'not-authorised': problem(403, '无权办理', 'Not authorised', [
    '由有权的人员或者单位办理、查阅。',
    'Somebody who is authorised may do or read this.',
  ]),
  'other-bureau': problem(403, '不属于本局管辖', 'Belongs to another bureau', [
    '由该案卷所属的医保局办理、查阅。',
    'The bureau to which it belongs may do or read this.',
  ]),
  'reserved-id': problem(422, '该编号为系统保留', 'The id is reserved for the system', [
    '换一个编号：不以 duban 开头，也不是 reference、demo。',
    'Choose another id: one that does not begin with duban and is neither reference nor demo.',
  ]),
  'own-record': problem(403, '不得变更本人的登记', 'Nobody may change their own record'),
  'officer-removed': problem(
    403,
    '该人员已被清除出执法队伍',
    'The officer has been removed from enforcement',
  ),

  ...actCodes,

  // Registries
  duplicate: problem(409, '编码已被其他登记占用', 'The code belongs to another registration'),
  'removal-is-final': problem(422, '清除不得撤销', 'A removal is final'),
  'invalid-status-change': problem(422, '状态变更不合规则', 'The status change is not allowed'),
  'agreement-required': problem(422, '缺少服务协议', 'A service agreement is required'),
  'new-agreement-required': problem(
    422,
    '须签订新的服务协议',
    'A new service agreement is required',
  ),
  'role-not-for-kind': problem(
    422,
    '该类主体不得担任此角色',
    'The role does not fit the kind of subject',
  ),
  'superior-cycle': problem(422, '上级关系成环', 'The chain of superiors is circular'),

  // Outbox
  'receiver-url-refused': problem(
    422,
    '接收地址不被允许',
    'The address of the receiver is not allowed',
  ),
  'sealing-key-missing': problem(503, '没有设置密封密钥', 'No sealing key is set'),
  'reminder-address-refused': problem(422, '该邮箱不被允许', 'The e-mail address is not allowed', [
    '使用本局的工作邮箱；允许的域名由系统管理方设置。',
    'Use your work address; which domains are allowed is set by the operators.',
  ]),
  'reminder-address-missing': problem(
    409,
    '还没有登记接收提醒的邮箱',
    'No address for reminders is registered',
    ['先填写邮箱。', 'Give an e-mail address first.'],
  ),
  'reminder-code-wrong': problem(
    422,
    '确认码不正确或已失效',
    'The code is wrong or counts no more',
    [
      '核对邮件中的确认码；五次不符或者超过一日的，重新填写邮箱以取得新的确认码。',
      'Look at the mail again; after five tries or a day, give the address again for a new code.',
    ],
  ),
  'feeds-too-many': problem(409, '日历订阅过多', 'Too many calendars', [
    '先撤销不再使用的订阅。',
    'Revoke those that are not used any more.',
  ]),
  'feed-gone': problem(410, '日历订阅已失效', 'The calendar counts no more', [
    '由本人在“接收设置”页面新建。',
    'Its maker makes a new one on the page of what they are told.',
  ]),
  'mail-not-set-up': problem(503, '没有设置邮件服务器', 'No mail server is set up', [
    '请系统管理方设置 SMTP_HOST。',
    'The operators set SMTP_HOST.',
  ]),
  'delivery-settled': problem(409, '已经送达或跳过', 'Delivered or skipped already'),
  'delivery-under-way': problem(409, '正在发送', 'Being sent right now'),

  // Two persons for what changes the ground, and the log
  'proposal-person': problem(
    403,
    '变更的提出和复核由本人以本人的令牌办理，不由系统代办',
    'A change is proposed and confirmed by persons with tokens of their own, not through a system',
    ['由管理员本人登录办理。', 'An administrator does it with a token of the own.'],
  ),
  'proposal-own': problem(
    403,
    '复核由提出人以外的人员办理；撤回由提出人办理',
    'Another person than the one who has proposed it decides; only the one who has proposed it withdraws',
    [
      '由另一人复核，或者由提出人撤回。',
      'Let another person decide, or the one who has proposed it withdraw it.',
    ],
  ),
  'proposal-decided': problem(409, '该变更已经决定', 'The proposal has been decided', [
    '现状见 GET /v1/proposals；需要的，重新提出。',
    'GET /v1/proposals shows how; propose it anew where it is needed.',
  ]),
  'proposal-expired': problem(409, '该变更已过复核期限', 'The proposal has expired', [
    '由提出人重新提出。',
    'Propose it anew.',
  ]),
  'proposal-stale': problem(
    409,
    '提出之后现状已变更，或者提出人已不任管理员',
    'What stands has changed since it was proposed, or who has proposed it is no administrator any more',
    ['按现状重新提出。', 'Propose it anew on what stands now.'],
  ),
  'restart-not-needed': problem(
    409,
    '该检查点与现有存证一致，无须重新起算',
    'This checkpoint agrees with the log as it stands: there is nothing to restart',
    [
      '只有恢复后缺失已签署内容的存证才能重新起算；取签署方、见证方或者接收方保存的最新检查点。',
      'Only a log that lacks what was signed is restarted; bring the newest checkpoint that signer, witness or a receiver has kept.',
    ],
  ),
  // Outages
  'own-breach': problem(
    403,
    '违期单位的人员和系统不得就本单位的违期作出决定',
    'Whoever was late does not decide whether it counts, and no system does',
    [
      '由期限起算以来不属于该单位及其下级的协调员或者监管人员决定；全局无此人员的，由其下级的协调员或者监管人员决定。',
      'A coordinator or regulator decides who has belonged neither to that unit nor to one under it since the period began; where the bureau has none, one of a unit under it.',
    ],
  ),
  'dispute-decided': problem(409, '中断争议已经决定', 'The dispute has been decided', [
    '现有决定见 GET /v1/breaches。',
    'GET /v1/breaches shows what has been decided.',
  ]),

  // Runs
  'run-healthy': problem(
    409,
    '该案卷的流程运行正常',
    'The run of this file is as the register has it',
    [
      '无需重建。写入失败的（technical）排除故障后提交“重试”；有差异的见 GET /v1/reconciliation。',
      'Nothing is to be rebuilt. Where writes fail (technical), mend the fault and file retry; GET /v1/reconciliation shows differences.',
    ],
  ),
  'run-of-another-file': problem(
    409,
    '引擎中该编号的流程属于另一案卷',
    'The run under this number is of another file, which the register has lost',
    [
      '先查明台账遗失的案卷；该流程是其唯一记录，不得终止。',
      'Find out first which file the register has lost: that run is the only trace of it and is not ended.',
    ],
  ),
  'rebuild-differs': problem(
    409,
    '按今日程序重算与台账不一致，或者未能重算',
    "Counted again by today's code the file differs from the register, or it could not be counted",
    [
      '部署办理该卷时的程序版本后再重建；确需重建的，填写 insists 并说明理由。',
      'Rebuild it under the build that led the file; or insist, and say why.',
    ],
  ),

  // Histories
  'history-lost': problem(410, '这一段流程历史已经遗失', 'The history of this run is lost', [
    '台账记有遗失（history-lost）；该段经过以台账与收件箱为证。',
    'The register says so (history-lost); what happened in that run is shown by register and inbox.',
  ]),

  // Between colleagues: no official acts
  'mention-not-reader': problem(
    422,
    '提到的人员中有不能查阅本卷的',
    'Somebody who is mentioned may not read this file',
    ['只提到能够查阅本卷的在册人员。', 'Mention only registered officers who may read this file.'],
  ),
  'comment-final': problem(
    409,
    '留言的更正次数已满',
    'The comment was corrected as often as it may be',
    ['撤回后另写留言。', 'Withdraw it and write another comment.'],
  ),
  'comment-gone': problem(409, '留言已经撤回或者删除', 'The comment was withdrawn or erased', [
    '另写一条留言。',
    'Write another comment.',
  ]),
  'duty-ended': problem(409, '该义务已经了结，不再分派', 'The duty has ended: nobody is assigned', [
    '现有的义务见 GET /v1/files/{id} 的 duties。',
    'What is owed now stands in the duties of GET /v1/files/{id}.',
  ]),
  'assignee-outside': problem(422, '该人员不能承办这项义务', 'This officer cannot have the duty', [
    '由负有义务的单位中能够查阅、办理本卷的在册人员承办。',
    'Name a registered officer of the unit that owes it, who may read the file and act in it.',
  ]),
  'deputy-outside': problem(422, '该人员不能代办', 'This officer cannot stand in', [
    '由同一单位的另一名在册人员代办。',
    'Name another registered officer of the same unit.',
  ]),
  'deputy-away': problem(
    409,
    '代办人员在这些日子里也不在岗或者已经移交',
    'The deputy is away or has handed over on some of these days too',
    ['改由他人代办，或者分段移交。', 'Name somebody else, or hand over in parts.'],
  ),
  'hand-over-overlaps': problem(
    409,
    '这些日子已经移交给他人',
    'Some of these days are handed over already',
    ['先撤销原来的移交，或者另择日期。', 'Revoke the other one first, or choose other days.'],
  ),
  'hand-over-ended': problem(409, '移交已经结束', 'The hand-over has ended already'),
  // Papers
  'paper-not-yet': problem(409, '现在还不能制发这种文书', 'This paper can not be issued yet'),
  'paper-issued-already': problem(409, '这种文书已经制发', 'This paper has been issued already'),
  'paper-not-replaceable': problem(
    409,
    '所写的文书不能代替：不在本案卷、不是同一种，或者已被代替',
    'What was named can not be replaced: it is not of this file, of another kind, or replaced already',
    ['写明现行有效或者已作废的最后一个版本。', 'Name its last version.'],
  ),
  'paper-unfit': problem(
    409,
    '案卷中的文书与这种公文不符',
    'What the file has said does not go with this kind of paper',
  ),
  'paper-no-series': problem(
    409,
    '本局没有登记这种文书的字号',
    'The bureau has registered no series of numbers for this paper',
    [
      '由登记员提出字号（网页“双人复核、公文字号”，或者 PUT /v1/papers/series），另一人复核；此前可以制作草稿。',
      'Let a registrar propose a series (at the desk under “Two persons, series of papers”, or by PUT /v1/papers/series) and another person confirm it; drafts can be made before.',
    ],
  ),
  'paper-mark-taken': problem(409, '该机关代字已由其他局使用', 'Another bureau uses this mark', [
    '使用本局自己的代字。',
    'Use a mark of your own.',
  ]),
  'paper-mark-begun': problem(
    409,
    '该机关代字已经开始编号，起始号不能再改',
    'Papers are numbered under this mark already: where it begins can not be changed',
    ['不填起始号。', 'Leave out where it begins.'],
  ),
  'paper-stated': problem(
    409,
    '已有提交写明这份文书，或者它已据文书制发、随文书使用，不能由一人代替或者作废',
    'Others may rest on this paper: one person alone can not put another in its place or withdraw it',
    [
      '先由一人提出作废、另一人确认（…/withdrawal），再写明代替它重新制发；或者依法提交更正、撤销的文书。',
      'Let one person propose its withdrawal and another confirm it (…/withdrawal), then issue another in its place; or file the act by which it is corrected or revoked.',
    ],
  ),
  'paper-opened': problem(
    409,
    '已有提交据此立卷，这份文书归入该卷',
    'An act opens a file by this letter: it is a paper of that file',
    [
      '在该卷中办理（GET /v1/files/{id}/papers）；提交尚未裁定的，稍后再试。',
      'Go on in that file (GET /v1/files/{id}/papers); where the act has no verdict yet, try again.',
    ],
  ),
  'paper-withdrawal-changed': problem(
    409,
    '没有待确认的作废，或者已另行提出',
    'No withdrawal waits to be confirmed, or another one than was read',
    [
      '查看该文书后，按所显示的理由确认，或者重新提出。',
      'Look at the paper, then confirm what it shows, or propose it anew.',
    ],
  ),
  'paper-withdrawal-own': problem(
    403,
    '作废由提出人以外的人员确认，由提出人撤回',
    'Another person than the one who has proposed it confirms a withdrawal; only the one who has proposed it takes it back',
    [
      '由本单位另一名人员或者负责人确认，或者由提出人撤回。',
      'Let another officer of the unit, or a head, confirm it, or the one who has proposed it take it back.',
    ],
  ),
  'paper-void': problem(409, '该文书已被代替或者已作废', 'The paper was replaced or withdrawn'),
  'paper-erased': problem(
    410,
    '该文书的内容已依令删除；文号和哈希仍在台账中',
    'The words of this paper were erased by order; its number and hashes stand in the register',
  ),
  'paper-differs': problem(
    409,
    '所存文书与台账记载的哈希不符，不予提供',
    'The stored paper is not the one that the register has: it is not given out',
    [
      '由管理员核对（GET /v1/reconciliation 的 brokenPapers）。',
      'Let an administrator compare (brokenPapers of GET /v1/reconciliation).',
    ],
  ),

  // Calendars
  'invalid-arrangement': problem(
    400,
    '放假安排不符合规则',
    'The holiday arrangement breaks a rule',
  ),
  'fictitious-calendar': problem(
    422,
    '不接受虚构的放假安排',
    'Fictitious arrangements are not accepted here',
  ),
} as const satisfies Record<string, CatalogueEntry>;

/** Every code there is: each procedure adds its own (`declare module`), so that a refusal can only be written with a code of the catalogue. */
export interface ProblemCodes extends Record<keyof typeof codes, CatalogueEntry> {}

export type ProblemCode = keyof ProblemCodes;
