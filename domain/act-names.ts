/**
 * 文书名称 What people call an act, where a sentence speaks of one: as the procedures declare their acts, all of them in one list.
 * No forms here: workflows read it too.
 */
import * as commitmentCase from './commitment-case/acts.ts';
import * as consultation from './consultation/acts.ts';
import * as coordinationIssue from './coordination-issue/acts.ts';
import * as draw from './draw/acts.ts';
import * as enforcementComplaint from './enforcement-complaint/acts.ts';
import * as implementingRule from './implementing-rule/acts.ts';
import * as inspectionProgramme from './inspection-programme/acts.ts';
import * as inspectionWindow from './inspection-window/acts.ts';
import * as inspection from './inspection/acts.ts';
import * as inspectionOutcomes from './inspection/conduct/acts-outcomes.ts';
import * as inspectionConduct from './inspection/conduct/acts.ts';
import * as licenceRevocation from './licence-revocation/acts.ts';
import * as rapidResponse from './rapid-response/acts.ts';
import * as resultRevocation from './result-revocation/acts.ts';
import * as specialInspection from './special-inspection/acts.ts';
import * as common from './law/common-act-types.ts';
import type { Sentence } from './law/refusal.ts';

const declared: readonly object[] = [
  common,
  rapidResponse,
  coordinationIssue,
  consultation,
  commitmentCase,
  implementingRule,
  draw,
  licenceRevocation,
  inspection,
  inspectionConduct,
  inspectionOutcomes,
  inspectionWindow,
  enforcementComplaint,
  inspectionProgramme,
  specialInspection,
  resultRevocation,
];

/** Two procedures call different acts by one type: the name says what is common to both. */
const shared: Readonly<Record<string, Sentence>> = {
  closure: { zh: '办结', en: 'Closure' },
  abandonment: { zh: '放弃抽查（终止检查）', en: 'Abandonment' },
};

const isFiled = (value: unknown): value is { type: string; label: Sentence } =>
  typeof value === 'object' && value !== null && 'type' in value && 'label' in value;

export const actNames: Readonly<Record<string, Sentence>> = {
  ...Object.fromEntries(
    declared
      .flatMap((acts) => Object.values(acts))
      .filter(isFiled)
      .map(({ type, label }) => [type, label]),
  ),
  ...shared,
};

/** An act without a name is one of ours, which nobody files. */
export const nameOfAct = (type: string): Sentence =>
  Object.hasOwn(actNames, type) ? actNames[type]! : { zh: '该文书', en: 'this act' };

/** What the unit of a refused act may file now, in words. */
export function canBeFiled(possible: readonly string[]): Sentence {
  const names = possible.filter((type) => Object.hasOwn(actNames, type)).map(nameOfAct);
  if (names.length === 0)
    return {
      zh: '本单位现在没有可以提交的文书。',
      en: 'There is nothing for your unit to file now.',
    };
  return {
    zh: `本单位现在可以提交：${names.map(({ zh }) => zh).join('、')}。`,
    en: `Your unit can file now: ${names.map(({ en }) => en).join(', ')}.`,
  };
}
