/** 第一条 The delegation: in force, published and filed by both sides, and of this item (QY-1.3). */
import type { CivilDate } from '../../time/instant.ts';
import { passed, refused, type Finding } from '../findings.ts';
import { holdsThrough, isDelegate, spanOf } from '../judging.ts';
import type { Case } from '../plan.ts';
import type { Delegation } from '../known.ts';
import { day, again } from './validity.ts';

/** QY-1.3  A delegate acts in the delegator's name, inside a delegation in force, published by both and filed with both. */
export function delegation(c: Case): Finding[] {
  const { plan, known } = c;
  if (!isDelegate(plan)) return [passed('delegation', 'QY-1.3')];
  const d = known.body.delegation;
  if (!d || d.delegator !== plan.inNameOf)
    return [
      refused(
        'delegation',
        'QY-1.3',
        'delegation-missing',
        ['没有该机关的委托。', 'There is no delegation by that authority.'],
        [
          '登记委托书，并以委托机关名义检查。',
          'Register the delegation, and act in the name of the delegator.',
        ],
        { missing: ['delegation'] },
      ),
    ];
  const wrong = [...delegationHolds(c, d), ...delegationIsKnown(d, known.today), ...scopeOf(c, d)];
  return wrong.length > 0 ? wrong : [passed('delegation', 'QY-1.3')];
}

function delegationHolds(c: Case, d: Delegation): Finding[] {
  const span = spanOf(c);
  if (holdsThrough(d.valid, span)) return [];
  const earliest = again(d.valid, null, span);
  return [
    refused(
      'delegation',
      'QY-1.3',
      'delegation-not-in-force',
      [
        `委托期限为 ${d.valid.from} 至 ${day(d.valid.until)}。`,
        'The delegation is not in force on the days of the inspection.',
      ],
      ['在委托期限内检查。', 'Inspect while it is in force.'],
      earliest ? { earliest } : {},
    ),
  ];
}

function delegationIsKnown(d: Delegation, today: CivilDate): Finding[] {
  const open = (of: { [name: string]: CivilDate | null }) =>
    Object.entries(of).flatMap(([name, on]) => (on !== null && on <= today ? [] : [name]));
  const unpublished = open({
    'published-by-delegator': d.publishedByDelegatorOn,
    'published-by-delegate': d.publishedByDelegateOn,
  });
  const unfiled = open({
    'filed-with-justice': d.filedWithJusticeOn,
    'filed-with-superior': d.filedWithSuperiorOn,
  });
  return [
    ...(unpublished.length > 0
      ? [
          refused(
            'delegation',
            'QY-1.3',
            'delegation-unpublished',
            ['委托书须由委托双方向社会公布。', 'Both sides publish the delegation.'],
            ['双方公布后登记。', 'Publish on both sides.'],
            { missing: unpublished },
          ),
        ]
      : []),
    ...(unfiled.length > 0
      ? [
          refused(
            'delegation',
            'QY-1.3',
            'delegation-unfiled',
            [
              '委托书须报本级司法行政部门和上级主管部门备案。',
              'The delegation is filed with the justice department and the superior.',
            ],
            ['两处备案后登记。', 'File it with both.'],
            { missing: unfiled },
          ),
        ]
      : []),
  ];
}

function scopeOf({ plan }: Case, d: Delegation): Finding[] {
  return plan.items
    .filter((i) => !d.items.includes(i.item))
    .map((i) =>
      refused(
        'delegation',
        'QY-1.3',
        'outside-delegation',
        [`事项 ${i.item} 不在委托范围内。`, `The item ${i.item} is outside the delegation.`],
        [
          `委托范围：${d.items.join('、') || '无'}。`,
          `Delegated: ${d.items.join(', ') || 'none'}.`,
        ],
        { item: i.item },
      ),
    );
}
