/** 第十一至十三条 What an inspection may end in: soft means, leniency, review, sealing (QY-11, 13.1 to 13.3). Pure guards; the lists come in as data. */
import { addDays } from '../time/civil-date.ts';
import type { CivilDate } from '../time/instant.ts';
import type { Refusal } from '../law/refusal.ts';
import { refuse } from '../law/refuse.ts';

/** 检查结果: 无问题, 责令改正, 柔性执法, 立案, 移送. A stop order (QY-12.2) is no outcome: it waits for none of them. */
export const outcomeKinds = [
  'no-problem',
  'rectification',
  'soft-means',
  'case-filing',
  'transfer',
  'crime-transfer',
] as const;
export type OutcomeKind = (typeof outcomeKinds)[number];
export const outcomeLabels: Readonly<Record<OutcomeKind, string>> = {
  'no-problem': '无问题',
  rectification: '责令改正',
  'soft-means': '柔性执法',
  'case-filing': '立案',
  transfer: '移送',
  'crime-transfer': '移送涉嫌犯罪',
};

/** 柔性执法方式 QY-13.1. */
export const softMeans = ['persuasion', 'guidance', 'warning', 'reminder', 'interview'] as const;

/** “两轻一免”: exempt 免于处罚, mitigated 减轻, lighter 从轻 (QY-13.2). The list is data of the bureau; its text is not in our sources. */
export const leniencyEffects = ['exempt', 'mitigated', 'lighter'] as const;
export type LeniencyEntry = {
  code: string;
  effect: (typeof leniencyEffects)[number];
  inForceFrom: CivilDate;
};

export interface Gravity {
  first: boolean;
  minor: boolean;
  harmless: boolean;
}
/** 首次、轻微且没有明显危害后果: all three. */
const calledSoft = ({ first, minor, harmless }: Gravity): boolean => first && minor && harmless;

/** QY-13.1  Soft means when all three hold and only then; where they are left aside although they do, a reason. */
export function refuseSoftMeans(
  kind: OutcomeKind,
  gravity: Gravity,
  reasonGiven: boolean,
): Refusal | undefined {
  if (kind === 'soft-means' && !calledSoft(gravity))
    return refuse(
      'soft-means-unfounded',
      'QY-13.1',
      '柔性执法须首次、轻微且没有明显危害后果。',
      'Soft means need all three: first, minor, without obvious harm.',
      '责令改正或者立案。',
      'Order rectification or file a case.',
    );
  const harder = kind === 'rectification' || kind === 'case-filing';
  return harder && calledSoft(gravity) && !reasonGiven
    ? refuse(
        'soft-means-owed',
        'QY-13.1',
        '首次、轻微且没有明显危害后果，不采用柔性执法的须说明理由。',
        'All three hold: leaving soft means aside needs its reason.',
        '采用柔性执法，或者写明理由。',
        'Use soft means, or give the reason.',
      )
    : undefined;
}

/** QY-13.2  A code of the list in force on the day, or none. */
export function leniencyOf(
  code: string,
  list: readonly LeniencyEntry[],
  on: CivilDate,
): LeniencyEntry | Refusal {
  const found = list.find((e) => e.code === code && e.inForceFrom <= on);
  return (
    found ??
    refuse(
      'leniency-unknown',
      'QY-13.2',
      `“两轻一免”清单没有 ${code}。`,
      `The list of leniency has no ${code}.`,
      '填写清单中的编号。',
      'Give a code of the list.',
    )
  );
}

/** QY-11  Every major decision is reviewed, by somebody who is not on the team. What is major is a table of the bureau. */
export function refuseUnreviewed(
  major: boolean,
  reviewer: string | undefined,
  team: readonly string[],
): Refusal | undefined {
  if (!major) return undefined;
  if (reviewer === undefined)
    return refuse(
      'review-missing',
      'QY-11',
      '重大执法决定没有经法制审核。',
      'A major decision is not reviewed.',
      '先经法制审核。',
      'Have it reviewed first.',
    );
  return team.includes(reviewer)
    ? refuse(
        'reviewer-is-investigator',
        'QY-11',
        '法制审核人员参与了检查。',
        'The reviewer is on the team.',
        '由未参与检查的人员审核。',
        'Let somebody review who is not on the team.',
      )
    : undefined;
}

/** QY-13.3  Of 查封, 扣押, 冻结 and 封存 medical-insurance bodies have the last only, with the head's own approval. */
export const measures = ['closing', 'seizure', 'freezing', 'sealing'] as const;
export function refuseMeasure(
  measure: (typeof measures)[number],
  approvedByHead: boolean,
): Refusal | undefined {
  if (measure !== 'sealing')
    return refuse(
      'measure-not-available',
      'QY-13.3',
      '医保部门没有查封、扣押、冻结的权力，只可封存。',
      'Medical-insurance bodies may seal, nothing else.',
      '依法封存资料。',
      'Seal what the law allows.',
    );
  return approvedByHead
    ? undefined
    : refuse(
        'approver-not-head',
        'QY-13.3',
        '封存须另经主体负责人批准。',
        'Sealing needs the approval of the head by itself.',
        '报主体负责人批准。',
        'Have the head approve it.',
      );
}
/** The last day of a sealing: 30 natural days, the first not counted, never rolled (条例 27(5); legal-time §2). */
export const sealedThrough = (from: CivilDate): CivilDate => addDays(from, 30);
