/** 拟订专项检查计划 May this plan be taken in? Pure; the registries' answers come in. */
import type { Refusal } from '../law/refusal.ts';
import type { CivilDate } from '../time/instant.ts';
import { refuse } from '../law/refuse.ts';

export interface SpecialToOpen {
  /** The caller is of the body or of a unit set over it. */
  ofBody: boolean;
  /** The body is registered as one that inspects. */
  registered: boolean;
  madeOn: CivilDate;
  today: CivilDate;
  from: CivilDate;
  until: CivilDate;
  /** Items that are not on the published list. */
  unpublished: readonly string[];
  /** QY-7.3: named as an emergency, with or without its reason. */
  emergency?: { reasonGiven: boolean };
  /** QY-7.2: other special inspections of each year it touches, and the number. */
  years: readonly { year: number; others: number }[];
  most: number | null;
}

export const refuseOpening = (s: SpecialToOpen): Refusal | undefined =>
  refuseBody(s) ?? refuseDays(s) ?? refuseContent(s) ?? numberOf(s);

/** A registered body, by itself or by a unit set over it. */
function refuseBody(s: SpecialToOpen): Refusal | undefined {
  if (!s.registered)
    return refuse(
      'body-unqualified',
      'QY-1.1',
      '该单位没有登记为检查主体。',
      'The unit is not registered as an inspecting body.',
      '由登记的检查主体拟订。',
      'Let a registered body draw up the plan.',
    );
  if (!s.ofBody)
    return refuse(
      'not-authorised',
      'QY-7.1',
      '只能由检查主体或者其上级单位提交。',
      'Only the body or a unit set over it submits the plan.',
      '由检查主体提交。',
      'Let the body submit it.',
    );
  return undefined;
}

/** QY-7.1  The plan comes first, and its days are in their order. */
function refuseDays(s: SpecialToOpen): Refusal | undefined {
  if (s.madeOn > s.today)
    return refuse(
      'in-the-future',
      'QY-7.1',
      '计划日期在将来。',
      'The plan is dated in the future.',
      '写明计划作出的日期。',
      'State the day on which it was made.',
    );
  if (s.until < s.from || s.from < s.madeOn)
    return refuse(
      'special-days-invalid',
      'QY-7.1',
      '检查日期无效：事先拟订计划，起止日期不得倒置。',
      'The days are not valid: the plan comes first, and ends no earlier than it begins.',
      '核对起止日期。',
      'Check the days.',
    );
  return undefined;
}

/** Published items only, and an emergency with its reason. */
function refuseContent(s: SpecialToOpen): Refusal | undefined {
  if (s.unpublished.length > 0)
    return refuse(
      'item-unpublished',
      'QY-2.3',
      `没有公布的事项：${s.unpublished.join('、')}。`,
      `Not published: ${s.unpublished.join(', ')}.`,
      '只列入已公布的事项。',
      'List published items only.',
    );
  if (s.emergency && !s.emergency.reasonGiven)
    return refuse(
      'reason-missing',
      'QY-7.3',
      '紧急专项检查须说明风险和理由。',
      'An emergency names its risk and gives the reason.',
      '填写 emergency.reason；没有的按一般程序办理。',
      'Fill in emergency.reason; otherwise the ordinary procedure holds.',
    );
  return undefined;
}

function numberOf({ years, most }: SpecialToOpen): Refusal | undefined {
  const full = years.find((y) => most !== null && y.others >= most);
  return full && numberReached(full.year, full.others, most!);
}

/** 7.2  The number is the bureau's. */
export const numberReached = (year: number, others: number, most: number): Refusal =>
  refuse(
    'special-number-reached',
    'QY-7.2',
    `${year} 年专项检查已有 ${others} 项，数量为 ${most} 项。`,
    `${others} special inspections in ${year}, the number is ${most}.`,
    '列入以后年度。',
    'Take it up in a later year.',
  );
