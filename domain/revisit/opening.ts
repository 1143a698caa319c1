/** May this round be started (TJ51-18)? Pure; what the registers say of the population comes in. */
import { drawOpen, handPickedObject, unsound } from '../draw/refusals.ts';
import type { Refusal } from '../law/refusal.ts';
import { refusing } from '../law/refuse.ts';
import { dayNumber } from '../time/civil-date.ts';
import type { CivilDate } from '../time/instant.ts';
import { CLAUSE } from './refusals.ts';
import type { RevisitSettings } from './settings.ts';

export interface RoundToStart {
  unit: string;
  unitRoles: readonly string[];
  contributor: string;
  /** Null: no unit of this bureau. */
  contributorRoles: readonly string[] | null;
  from: CivilDate;
  until: CivilDate;
  today: CivilDate;
  count: number;
  /** Institutions that somebody has named in the request. */
  named: readonly string[];
  /** How many institutions the registers give for the period. */
  population: number;
  /** A draw of this unit under the clause that is committed and not revealed. */
  unrevealed: string | undefined;
  /** A round of this unit whose revisits are not over. */
  running: string | null;
  /** The last round of this unit whose lot was drawn over some of these days. */
  overlapping: string | null;
  /** Another unit of the bureau has drawn over some of these days, or is to. */
  beside: boolean;
  /** What the request says that it follows, and why. */
  follows: string | undefined;
  reasonGiven: boolean;
  settings: RevisitSettings;
}

const refuse = refusing(CLAUSE);
const under = { clause: CLAUSE } as const;

export const refuseOpening = (r: RoundToStart): Refusal | undefined =>
  refuseUnits(r) ??
  refusePeriod(r) ??
  (r.unrevealed === undefined ? undefined : drawOpen(under, r.unrevealed)) ??
  refuseAgain(r) ??
  refuseSample(r);

/** 监督所、执法监督处、监察室 start a round; the second number comes from another unit, of discipline inspection. */
function refuseUnits(r: RoundToStart): Refusal | undefined {
  const starts = ['supervision-body', 'enforcement-supervision', 'discipline-inspection'];
  if (!starts.some((role) => r.unitRoles.includes(role)))
    return unsound(
      under,
      '启动单位不是监督机构、执法监督处或者监察室',
      'the unit is neither a supervision body nor 执法监督处 or 监察室',
      'body-unqualified',
    );
  if (r.contributor === r.unit)
    return unsound(
      under,
      '第二个数须由另一单位给出',
      'the second number must come from another body',
      'contribution-same-body',
    );
  return r.contributorRoles?.includes('discipline-inspection')
    ? undefined
    : unsound(
        under,
        '给出第二个数的单位不是本局的监察机构',
        'the unit that is to give the second number is no unit of discipline inspection of this bureau',
        'contributor-not-eligible',
      );
}

function refusePeriod({ from, until, today, settings }: RoundToStart): Refusal | undefined {
  if (from > until || until > today)
    return refuse(
      'revisit-period',
      '期间首日须不晚于末日，末日须不晚于今日。',
      'The period ends not before it begins, and not later than today.',
      '写明已经开始的期间。',
      'State a period up to today.',
    );
  return dayNumber(until) - dayNumber(from) + 1 < settings.leastDays
    ? refuse(
        'revisit-period',
        `期间不足 ${settings.leastDays} 日（管理设定）：期间过短等于指定对象。`,
        `The period has fewer than ${settings.leastDays} days (management setting): a short one would pick whoever is in it.`,
        '扩大期间。',
        'Widen it.',
      )
    : undefined;
}

/** 不得重抽至满意为止 Whoever dislikes a lot does not draw another one beside it, nor over the same days without saying that and why. */
function refuseAgain(r: RoundToStart): Refusal | undefined {
  if (r.running !== null)
    return refuse(
      'revisit-round-open',
      `本单位的 ${r.running} 号回访尚未结束。`,
      `Round ${r.running} of this unit is not over.`,
      '先完成该轮全部回访。',
      'Carry its revisits out first.',
    );
  if (r.overlapping === null ? r.follows === undefined : r.follows === r.overlapping) {
    if (r.reasonGiven || (r.overlapping === null && !r.beside)) return undefined;
    return r.overlapping !== null
      ? refuse('reason-missing', '须说明理由。', 'It needs a reason.', '写明理由。', 'State it.')
      : refuse(
          'reason-missing',
          '本局另一单位已对其中部分日期抽取，须说明再抽取的理由。',
          'Another unit of the bureau has drawn over some of these days: it needs a reason to draw again.',
          '写明理由，或者另选期间。',
          'State it, or choose other days.',
        );
  }
  return r.overlapping === null
    ? refuse(
        'revisit-overlap',
        '本单位没有与该期间重叠的已抽取的回访。',
        'No round of this unit was drawn over any of these days.',
        '不写 follows。',
        'Leave out what it follows.',
      )
    : refuse(
        'revisit-overlap',
        `期间与本单位 ${r.overlapping} 号回访重叠。`,
        `The period overlaps that of round ${r.overlapping} of this unit.`,
        '写明接续该轮及理由，或者另选期间。',
        'State that it follows that round and why, or choose other days.',
      );
}

function refuseSample(r: RoundToStart): Refusal | undefined {
  if (r.named[0] !== undefined)
    return handPickedObject(CLAUSE, r.named[0], '不得指定回访对象', 'named, not drawn');
  if (r.count < r.settings.leastSample)
    return refuse(
      'revisit-sample-small',
      `样本不足 ${r.settings.leastSample} 户（管理设定）。`,
      `Fewer than ${r.settings.leastSample} are to be drawn (management setting).`,
      '增加样本。',
      'Draw more.',
    );
  return r.count >= r.population
    ? refuse(
        'revisit-population-small',
        `期间内现场检查或者处理处罚的机构有 ${r.population} 户，不多于样本。`,
        `${r.population} institutions were inspected on site or sanctioned in the period: no more than are to be drawn.`,
        '扩大期间，或者减少样本。',
        'Widen the period, or draw fewer.',
      )
    : undefined;
}
