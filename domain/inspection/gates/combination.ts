/** 第五条 综合查一次: what can be merged is merged; of two levels one acts, or both together; few people on site (QY-5.1, 5.2, 5.4). */
import { addDays } from '../../time/civil-date.ts';
import { passed, pending, refused, warned, type Finding } from '../findings.ts';
import { filedBefore, goesThere, spanOf, plansOfVisit } from '../judging.ts';
import type { Case } from '../plan.ts';
import type { Days } from '../known.ts';
import type { Level } from '../terms.ts';
import type { Instant } from '../../time/instant.ts';
import { sameVisit } from '../visits.ts';
import { endOf, neverWas } from '../windows.ts';

const within = (a: Days, b: Days, days: number): boolean =>
  a.from <= addDays(b.until, days) && b.from <= addDays(a.until, days);

interface Near {
  id: string;
  level: Level;
  items: readonly string[];
  days: Days;
  filedAt?: Instant | undefined;
}

/** What has not ended beside this plan: filed, approved or running, not on hold; and only what was filed before it: what came later was judged beside it. */
function besides(c: Case): Near[] {
  const {
    plan,
    known: { plans, history, today },
  } = c;
  const running = history
    .filter((p) => endOf(p) === null && !neverWas(p))
    .map((p) => ({
      ...p,
      days: { from: p.startedOn, until: p.startedOn > today ? p.startedOn : today },
    }));
  const open: Near[] = [...plans.filter((p) => p.state !== 'on-hold'), ...running];
  return open.filter((p) => !plansOfVisit(c).includes(p.id) && filedBefore(p, plan));
}

/** QY-5.1  Another plan for the institution that has not ended, its days within so many of these on either side. The number is the bureau's. */
export function combination(c: Case): Finding[] {
  const { mergeDays } = c.known.settings;
  const days = c.stage === 'start' ? spanOf(c) : c.plan.days;
  const near = besides(c).filter((p) => within(days, p.days, mergeDays));
  const unconfirmed = yetToConfirm(c);
  if (near.length === 0)
    return unconfirmed.length > 0
      ? unconfirmed
      : [passed('combination', 'QY-5.1', { force: 'management' })];
  return [
    ...unconfirmed,
    ...near.map((p) =>
      refused(
        'combination',
        'QY-5.1',
        'must-be-merged',
        [
          `该机构另有检查 ${p.id}（${p.days.from} 至 ${p.days.until}），相距不超过 ${mergeDays} 日。`,
          `${p.id} for the same institution (${p.days.from} to ${p.days.until}) lies within ${mergeDays} days.`,
        ],
        [
          '合并为一次检查；不能合并的由负责人说明理由。',
          'Merge them; where they cannot be, the head gives the reason.',
        ],
        { by: p.id, earliest: addDays(p.days.until, mergeDays + 1), force: 'management' },
      ),
    ),
  ];
}

/** The other side has yet to name this plan too, on days that overlap: asked for before the head is, owed at the approval. Whether there is such a plan at all is not said. */
function yetToConfirm({ plan, known, stage }: Case): Finding[] {
  if (stage !== 'plan') return [];
  const confirmed = known.partners
    .filter((p) => p.confirms && sameVisit(p, plan.days, known.today))
    .map((p) => p.id);
  return plan.jointWith
    .filter((id) => !confirmed.includes(id))
    .map((id) => ({
      ...pending(
        'combination',
        'QY-5.1',
        `联合检查尚待 ${id} 一方写明本方案，日期重叠。`,
        `${id} has yet to name this plan too, for days that overlap.`,
        ['joint-confirmation'],
      ),
      by: id,
    }));
}

/** QY-5.2  Two levels, the same item: the superior settles that one acts, or both together. */
export function levels(c: Case): Finding[] {
  const others = besides(c).filter(
    (p) =>
      p.level !== c.known.body.level &&
      p.items.some((item) => c.plan.items.some((i) => i.item === item)),
  );
  if (others.length === 0) return [passed('levels', 'QY-5.2')];
  return others.map((p) =>
    refused(
      'levels',
      'QY-5.2',
      'levels-overlap',
      [`另一层级的检查 ${p.id} 含有同一事项。`, `${p.id} of another level has the same item.`],
      [
        '由上级统筹，确定一级实施或者联合检查。',
        'Let the superior settle which level acts, or inspect jointly.',
      ],
      { by: p.id, missing: ['coordination'] },
    ),
  );
}

/** QY-5.4  Remarked only; the number is the bureau's. */
export function teamSize({ plan, known: { settings } }: Case): Finding[] {
  if (!goesThere(plan) || plan.team.length <= settings.teamSize)
    return [passed('team-size', 'QY-5.4', { force: 'management' })];
  return [
    warned(
      refused(
        'team-size',
        'QY-5.4',
        'team-large',
        [
          `检查组 ${plan.team.length} 人，超过 ${settings.teamSize} 人。`,
          `A team of ${plan.team.length}, more than ${settings.teamSize}.`,
        ],
        ['减少现场检查人员。', 'Send fewer people.'],
        { force: 'management' },
      ),
    ),
  ];
}
