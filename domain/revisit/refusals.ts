/** 不得 Every refusal of a round of revisits that is its own, under TJ51-18. */
import type { Refusal } from '../law/refusal.ts';
import { refusing } from '../law/refuse.ts';

export const CLAUSE = 'TJ51-18';
const refuse = refusing(CLAUSE);

export const outsidePopulation = (): Refusal =>
  refuse(
    'revisit-outside-population',
    '该机构不在本轮回访的总体。',
    'The institution is not in the population of this round.',
    '回访抽中的机构；总体在承诺后不变。',
    'Revisit those that were drawn; the population does not change after the commitment.',
  );
export const over = (): Refusal =>
  refuse(
    'revisit-done',
    '该机构的回访已经结束。',
    'The revisit of this institution is over.',
    '办理尚未结束的回访。',
    'Go on with those that are not over.',
  );
export const tooFew = (least: number): Refusal =>
  refuse(
    'too-few-revisitors',
    `回访人员不足 ${least} 人（管理设定）。`,
    `Fewer than ${least} revisitors (management setting).`,
    '补足回访人员。',
    'Name enough of them.',
  );
export const tooMany = (most: number): Refusal =>
  refuse(
    'too-many-revisitors',
    `回访人员超过 ${most} 人（管理设定的两倍）：答复由其查阅。`,
    `More than ${most} revisitors (twice the management setting): they read the answers.`,
    '减少回访人员。',
    'Name fewer.',
  );
export const twice = (): Refusal =>
  refuse(
    'too-few-revisitors',
    '同一人员只写一次。',
    'Nobody is named twice.',
    '每人写一次。',
    'Name each once.',
  );
export const unregistered = (officer: string): Refusal =>
  refuse(
    'officer-unregistered',
    `${officer} 不是本局登记在册的人员，或者已被清除。`,
    `${officer} is no registered officer of the bureau, or has been removed.`,
    '写明在册人员的编号。',
    'State ids of registered officers.',
  );
export const ofNoUnit = (officer: string): Refusal =>
  refuse(
    'revisitor-unit',
    `${officer} 不属于启动回访的单位、监察室或者执法监督处。`,
    `${officer} is neither of the unit that started the round nor of 监察室 or 执法监督处.`,
    '从这些单位指定回访人员。',
    'Name officers of these units.',
  );
export const onCaseTeam = (officer: string): Refusal =>
  refuse(
    'revisitor-on-case-team',
    `${officer} 参加过该机构的案件或者检查（包括已更换、已回避的），或者登记有利害关系。`,
    `${officer} has had a hand in a case or inspection of this institution (being replaced or recused since does not change it), or has a registered interest in it.`,
    '由没有参加过的人员指定、回访。',
    'Let somebody who has had none name and revisit.',
  );
export const steered = (officer: string): Refusal =>
  refuse(
    'same-person',
    `${officer} 启动本轮回访或者揭示了抽取，不得同时回访。`,
    `${officer} has started the round or revealed its draw and does not revisit.`,
    '指定其他人员。',
    'Name somebody else.',
  );
export const notNamed = (): Refusal =>
  refuse(
    'revisitor-not-named',
    '提交人不是该机构现在的回访人员。',
    'Whoever files it is not among the revisitors named for this institution.',
    '由指定的回访人员办理，或者先更换回访人员。',
    'Let a revisitor who is named do it, or have others named first.',
  );
export const unanswered = (): Refusal =>
  refuse(
    'revisit-unanswered',
    '还没有登记该机构的答复。',
    'No answers of this institution have been given.',
    '先登记四项答复，再提交回访记录；没有回答的写明未作回答。',
    'Give the four answers first; what was not answered is stated as such.',
  );
export const answered = (): Refusal =>
  refuse(
    'revisit-answered',
    '该机构已经答复，答复不得更改，也不得改报无法回访。',
    'The institution has answered: its answers are not changed, nor is it not reachable.',
    '提交回访记录。',
    'File the record of the revisit.',
  );
export const answeredAlready = (): Refusal =>
  refuse(
    'revisit-answered',
    '该机构已经答复，现有回访人员可以提交回访记录，不得更换。',
    'The institution has answered, and somebody who is named can file the record: nobody else is named.',
    '由现有回访人员提交回访记录。',
    'Let them file the record of the revisit.',
  );
export const pending = (): Refusal =>
  refuse(
    'revisit-pending',
    '该机构无法回访的报告正在审核。',
    'A report that this institution cannot be reached is being judged.',
    '审核结束后再登记；未予接受的，答复可以登记。',
    'Give the answers again once it is judged: where it was refused they are taken.',
  );
export const beforeNaming = (): Refusal =>
  refuse(
    'revisit-before-draw',
    '所写时间早于回访人员的指定。',
    'The stated time is earlier than the naming of the revisitors.',
    '指定之后回访。',
    'Revisit after the naming.',
  );
export const inTheFuture = (): Refusal =>
  refuse(
    'in-the-future',
    '所写时间晚于系统收到的时间。',
    'The stated time is later than its arrival.',
    '写明实际联系的时间。',
    'State when it was tried.',
  );
export const byDiscipline = (): Refusal =>
  refuse(
    'not-owed-by-you',
    '没有可以回访的人员，由本轮给出第二个数的监察机构认定。',
    'That nobody is left to revisit is found by the body of discipline inspection that gave the second number.',
    '报请该监察机构认定。',
    'Ask that body to find it.',
  );
export const revisitorsLeft = (): Refusal =>
  refuse(
    'revisitors-left',
    '参加单位仍有足够的人员可以回访该机构，启动单位或者其上级单位也有人可以指定。',
    'Enough people of the units that take part may still revisit it, and somebody of the unit that started the round, or of the one over it, may name them.',
    '指定回访人员。',
    'Have them named.',
  );
export const bodyNames = (): Refusal =>
  refuse(
    'not-owed-by-you',
    '启动单位仍有人可以指定该机构的回访人员。',
    'Somebody of the unit that started the round may still name the revisitors of this institution.',
    '由启动单位指定。',
    'Let that unit name them.',
  );
export const byAHead = (): Refusal =>
  refuse(
    'not-owed-by-you',
    '无人可以提交记录的，由参加单位或者启动单位上级单位的负责人了结。',
    'That nobody can file the record is found by a head of a unit that takes part, or of the one over the unit that started the round.',
    '报请负责人了结。',
    'Ask a head to find it.',
  );
export const recordable = (): Refusal =>
  refuse(
    'revisitors-left',
    '该机构的回访记录仍有人可以提交，或者可以指定他人提交。',
    'The record of this revisit can still be filed, or others named who file it.',
    '由其提交回访记录，或者先更换回访人员。',
    'Have it filed, or have others named first.',
  );
export const notStruck = (): Refusal =>
  refuse(
    'revisit-not-struck',
    '该机构仍在名录。',
    'The institution is still in the registry.',
    '回访该机构；联系不上的，写明各次联系。',
    'Revisit it; where it cannot be reached, state how it was tried.',
  );
export const tooFewTries = (least: number): Refusal =>
  refuse(
    'revisit-tries-few',
    `不足 ${least} 个不同日期的联系（管理设定）。`,
    `Not tried on ${least} different days (management setting).`,
    '继续联系。',
    'Go on trying.',
  );
export const withoutReason = (): Refusal =>
  refuse('reason-missing', '须说明理由。', 'It needs a reason.', '写明理由。', 'State it.');
export const noClue = (): Refusal =>
  refuse(
    'clue-unfounded',
    '该机构的答复没有反映不廉洁。',
    'No answer of this institution alleges dishonesty.',
    '廉洁一项答复为“否”的可以移交；其他答复反映不廉洁的，写明内容后移交。',
    'An answer of no about integrity can be handed over; any other one with words on what it alleges.',
  );
export const clueUnseen = (): Refusal =>
  refuse(
    'clue-unit-barred',
    '该监察室没有可以办理这一线索的在册人员。',
    'Nobody in office in that unit of 监察室 may deal with this clue.',
    '移交另一监察室。',
    'Hand it to another unit of 监察室.',
  );
export const clueKnown = (): Refusal =>
  refuse(
    'clue-known',
    '该线索已经移交，或者已经办结。',
    'The clue has been handed over, or settled, already.',
    '由监察室办理，办理结果登记一次。',
    'It is with discipline inspection; its outcome is entered once.',
  );
export const notIndependent = (): Refusal =>
  refuse(
    'not-independent',
    '办案人员及其单位不得查阅、办理该机构的答复。',
    'Nobody of the case team, nor of its unit, reads or deals with these answers.',
    '由办案单位之外的监察室、执法监督处人员办理。',
    'Let 监察室 or 执法监督处 do it, outside the unit that had the case.',
  );
