/** 拟稿 May this decision be publicised (TJ51-7)? Pure; the registries' answers come in. */
import type { Refusal } from '../law/refusal.ts';
import { refusing } from '../law/refuse.ts';
import { addDays, civilDateOf, formatInstant, startOfDay } from '../time/civil-date.ts';
import type { Instant } from '../time/instant.ts';
import type { Masking } from './acts.ts';
import { CLAUSE } from './duties.ts';

const refuse = refusing(CLAUSE);

/** A decision as the registers have it. `unit`: the supervision body of its file. */
export interface Decision {
  unit: string;
  /** Something was ordered against the subject. */
  adverse: boolean;
  state: string;
  servedAt: Instant | null;
}

export interface DraftToOpen {
  caller: string;
  /** Undefined: there is none, or not for the caller to know of. */
  decision: Decision | undefined;
  publicised: boolean;
  identifiers: number;
  masking: Masking;
  /** What the registry says of whoever is to approve it; `own`: the drafter. */
  approver: { head: boolean; over: boolean; present: boolean; own: boolean } | undefined;
  waitDays: number;
  receivedAt: Instant;
}

/** 生效 From when on: the service (处罚法 73), or as many days later as the bureau waits for review and suit. */
export const effectiveFrom = (servedAt: Instant, waitDays: number): Instant =>
  waitDays === 0 ? servedAt : startOfDay(addDays(civilDateOf(servedAt), waitDays + 1));

export const refuseDraft = (d: DraftToOpen): Refusal | undefined =>
  refuseDecision(d) ??
  (d.publicised
    ? refuse(
        'already-publicised',
        '该决定已有曝光案卷：一个决定一件。',
        'There is a publicity of this decision: one file a decision.',
        '在原案卷中办理。',
        'Go on in that file.',
      )
    : undefined) ??
  refuseApprover(d) ??
  refuseWords(d);

function refuseApprover({ approver }: DraftToOpen): Refusal | undefined {
  if (approver?.own === true)
    return refuse(
      'same-person',
      '拟稿人不得审批自己的文稿。',
      'Whoever writes the text does not approve it.',
      '写明另一名负责人。',
      'Name another head.',
    );
  return approver?.head === true && approver.over && approver.present
    ? undefined
    : refuse(
        'approver-missing',
        '审批人须为监督所或者其上级登记的负责人。',
        'It is approved by a registered head of the supervision body or of a unit over it.',
        '写明这样的负责人。',
        'Name such a head.',
      );
}

function refuseDecision({ caller, decision, waitDays, receivedAt }: DraftToOpen) {
  if (!decision)
    return refuse(
      'decision-unknown',
      '没有该决定，或者本单位无权查看。',
      'There is no such decision, or your unit may not read its file.',
      '按待曝光清单填写案卷和决定序号。',
      'Take file and number from the list of what may be publicised.',
    );
  if (decision.unit !== caller)
    return refuse(
      'not-owed-by-you',
      '由作出决定或者提出处理意见的监督所曝光。',
      'The supervision body of the decision publicises it.',
      '由该监督所提交。',
      'Let that body submit it.',
    );
  if (!decision.adverse)
    return refuse(
      'decision-unknown',
      '该决定没有处理处罚，不予曝光。',
      'Nothing was ordered by it.',
      '只曝光查实并处理处罚的。',
      'Only what was found and penalised is publicised.',
    );
  return refuseNotEffective(decision, waitDays, receivedAt);
}

/** 生效之前不得曝光 Decided is not enough. */
export function refuseNotEffective(
  { state, servedAt }: Decision,
  waitDays: number,
  on: Instant,
): Refusal | undefined {
  if (state === 'fallen' || state === 'changed') return notStanding;
  if (state !== 'served' || servedAt === null)
    return refuse(
      'decision-not-effective',
      '决定尚未送达，没有生效。',
      'The decision has not been served.',
      '送达后再提交。',
      'Submit it once it is served.',
    );
  const from = effectiveFrom(servedAt, waitDays);
  return on >= from
    ? undefined
    : {
        ...refuse(
          'decision-not-effective',
          `本局设定送达后满 ${waitDays} 日（复议、诉讼期满）方可曝光（管理设定）。`,
          `The bureau waits ${waitDays} days after the service for review and suit (its setting).`,
          `${formatInstant(from)} 起提交。`,
          `Submit it from ${formatInstant(from)} on.`,
        ),
        earliest: from,
      };
}

export const notStanding: Refusal = refuse(
  'decision-not-standing',
  '该决定已被撤销、变更或者正在重新处理，不得曝光。',
  'The decision was annulled or changed, or is being made anew: it is not publicised.',
  '新的决定送达后另行拟稿；已经公开的，撤回或者更正。',
  'Draft anew once a new decision is served; withdraw or correct what is public already.',
);

/** 遮蔽 Names and numbers, and how the subject is called. */
export function refuseWords({
  identifiers,
  masking,
}: {
  identifiers: number;
  masking: Masking;
}): Refusal | undefined {
  if (masking.unmasked > 0)
    return refuse(
      'person-unmasked',
      '内容出现本案所涉个人的姓名或者编码。',
      'Persons of the case are named in it, or their codes.',
      '自然人写姓氏加“某”；患者和其他个人信息删除。',
      'Write the first character and 某; leave patients out.',
    );
  if (identifiers > 0)
    return refuse(
      'identifier-unmasked',
      '内容出现证件、手机或者银行卡号码。',
      'An identity, mobile or bank card number stands in it.',
      '删除号码。',
      'Take the numbers out.',
    );
  return masking.subjectNamed
    ? undefined
    : refuse(
        'subject-not-named',
        '机构须写登记的全称；医师、药师写姓氏加“某”。',
        'An institution is called by its registered full name, a physician or pharmacist by the first character and 某.',
        '按此规则写明主体。',
        'Name the subject so, in the full text.',
      );
}
