/** 登记 May this be recorded (QHD-1.3, 2.1a, 2.2, 2.3)? Pure; the registries' answers come in. */
import type { Refusal } from '../law/refusal.ts';
import { refuse } from '../law/refuse.ts';
import type { CivilDate } from '../time/instant.ts';
import type { RecordFacts } from './shapes.ts';
import { isRecordPowerType, recordPowerTypeNames, type SubjectKind } from './terms.ts';

export const SUBJECTS = 'QHD-1.3';
const POWERS = 'QHD-2.2a';
const CLASSES = 'QHD-2.2b';
export const REGISTER = 'QHD-2.3';
const ITEMS = 'QHD-2.1a';

/** What is recorded, and what the registries know of it. */
export interface ToRecord {
  subjectKind: SubjectKind;
  facts: RecordFacts;
  today: CivilDate;
  /** Whether a version of the list that is in use, today or on the day of the act, has the item. */
  itemInUse: boolean;
}

/** Of the two a conduct; neither of them is basic information, or an assessment. */
const isConduct = ({ polarity }: RecordFacts): boolean => polarity !== undefined;

/** Why it cannot be recorded; nothing when it can. */
export const refuseRecord = (r: ToRecord): Refusal | undefined =>
  refuseClass(r) ?? refuseAct(r) ?? refuseItem(r) ?? refuseEvidence(r);

function refuseClass({ subjectKind, facts }: ToRecord): Refusal | undefined {
  const { polarity, class: of, result, year } = facts;
  if (of === undefined && polarity !== 'good')
    return refuse(
      'class-missing',
      CLASSES,
      '没有写明信息类别。',
      'The class of the information is missing.',
      '失信记录写明一般或者严重失信行为；其他为基本信息或者年度考核评价结果。',
      'Of bad faith say whether it is general or serious; the rest is basic information or an assessment.',
    );
  const fits =
    polarity === 'bad'
      ? of === 'general' || of === 'serious'
      : polarity === 'good'
        ? of === undefined
        : of === 'basic' || of === 'assessment';
  if (!fits)
    return refuse(
      'class-does-not-fit',
      CLASSES,
      '信息类别与守信、失信不符。',
      'Class and polarity do not fit.',
      '守信记录没有失信类别；一般、严重失信行为为失信记录；基本信息和考核结果两者都不是。',
      'Good faith has no class of dishonesty; general and serious are bad faith; basic information and assessments are neither.',
    );
  if (of !== 'assessment') return undefined;
  if (subjectKind !== 'institution')
    return refuse(
      'assessment-not-of-subject',
      CLASSES,
      '年度考核评价结果只属于定点医疗机构和定点零售药店。',
      'Only designated institutions and pharmacies are assessed.',
      '不登记此类信息。',
      'Nothing of this class is recorded here.',
    );
  return result === undefined || year === undefined
    ? refuse(
        'class-does-not-fit',
        CLASSES,
        '考核评价结果没有写明年度和结果。',
        'The assessment lacks its year or its result.',
        '写明年度和结果。',
        'State both.',
      )
    : undefined;
}

function refuseAct({ facts, today }: ToRecord): Refusal | undefined {
  const { actOn, actNo } = facts;
  if (actOn === undefined)
    return refuse(
      'act-day-missing',
      REGISTER,
      '没有写明行为发生的日期。',
      'The day of the act is missing.',
      '写明行为发生的日期，不是发现的日期。',
      'State the day of the act itself, not of its finding.',
    );
  if (actOn > today)
    return refuse(
      'in-the-future',
      REGISTER,
      `行为发生的日期（${actOn}）在将来。`,
      `The day of the act (${actOn}) is in the future.`,
      `${today} 及以前。`,
      `On or before ${today}.`,
    );
  return isConduct(facts) && actNo === undefined
    ? refuse(
        'act-number-missing',
        CLASSES,
        '没有写明行为的编号，不能判断是否同一行为。',
        'Without the number of the act nobody can tell whether two records are one act.',
        '写明检查文书、案件等的编号。',
        'State the number of the inspection record or the case.',
      )
    : undefined;
}

function refuseItem({ facts, itemInUse }: ToRecord): Refusal | undefined {
  const { item, powerType } = facts;
  if (!isConduct(facts) && item === undefined && powerType === undefined) return undefined;
  if (item === undefined || !itemInUse)
    return refuse(
      'item-not-in-use',
      ITEMS,
      '事项不在使用中的信用监管事项清单。',
      'The item is on no list of credit supervision that is in use.',
      '写明已公布的清单中的事项。',
      'Name an item of a list that is published.',
    );
  if (powerType === undefined)
    return refuse(
      'power-type-missing',
      POWERS,
      '没有写明权力类型。',
      'The power type is missing.',
      `写明其一：${recordPowerTypeNames}。`,
      'Name one of the five catalogues.',
    );
  return isRecordPowerType(powerType)
    ? undefined
    : refuse(
        'power-type-other',
        POWERS,
        '权力类型不属于五类权责目录；事项与权力类型分列。',
        'The power type is of none of the five catalogues; item and power type are two fields.',
        `写明其一：${recordPowerTypeNames}。`,
        'Name one of the five catalogues.',
      );
}

function refuseEvidence({ facts }: ToRecord): Refusal | undefined {
  return facts.evidence
    ? undefined
    : refuse(
        'evidence-missing',
        REGISTER,
        '没有证据的不登记。',
        'Nothing is recorded without evidence.',
        '附证据。',
        'Attach the evidence.',
      );
}
