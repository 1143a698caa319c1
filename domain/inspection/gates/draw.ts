/** 第六条 双随机: lists kept current, everybody on them, objects and officers drawn for daily inspections (QY-6.1, 6.2, TJ51-14.2). */
import { addDays } from '../../time/civil-date.ts';
import { drawBinds } from '../exceptions.ts';
import { passed, refused, type Finding } from '../findings.ts';
import { enforcers, fileOf } from '../judging.ts';
import type { Case, DrawRecord, OfPeople } from '../plan.ts';
import type { ListCurrency } from '../known.ts';

/** QY-6.1  What is drawn from is current on the day it is drawn from (today, before the draw). The period is the bureau's. */
export function lists(c: Case): Finding[] {
  const { plan, known } = c;
  if (!drawBinds(c))
    return [passed('lists', 'QY-6.1', { say: { zh: '不须抽取。', en: 'Nothing is drawn.' } })];
  const needed: (keyof ListCurrency)[] = [
    'objects',
    'officers',
    'items',
    ...(plan.team.some((m) => m.role === 'assistant') ? ['assistants' as const] : []),
  ];
  const drawnOn = (list: keyof ListCurrency) =>
    (list === 'objects' ? plan.draw?.objectsOn : plan.draw?.officersOn) ?? known.today;
  const stale = needed.filter((list) => {
    const current = known.lists[list];
    return current === null || addDays(current, known.settings.listDays) < drawnOn(list);
  });
  if (stale.length === 0) return [passed('lists', 'QY-6.1', { force: 'management' })];
  return [
    refused(
      'lists',
      'QY-6.1',
      'list-stale',
      [
        `名录或者清单超过 ${known.settings.listDays} 日没有更新。`,
        `A list has not been declared current for more than ${known.settings.listDays} days.`,
      ],
      ['更新名录后重新抽取。', 'Bring the list up to date and draw again.'],
      { missing: stale, force: 'management' },
    ),
  ];
}

/** QY-6.1  Officers and assistants are on their rolls. */
export function onTheLists(c: OfPeople): Finding[] {
  const strangers = c.plan.team.filter((m) => !fileOf(c, m.officer)?.listed).map((m) => m.officer);
  if (strangers.length === 0) return [passed('on-the-lists', 'QY-6.1')];
  return [
    refused(
      'on-the-lists',
      'QY-6.1',
      'officer-unlisted',
      [`不在人员名录库：${strangers.join('、')}。`, `Not on the rolls: ${strangers.join(', ')}.`],
      ['从名录库中选派。', 'Send people on the rolls.'],
      { missing: strangers },
    ),
  ];
}

/** QY-6.2  Daily inspections: the object and the officers are those of a draw that was revealed. Nobody is picked by hand. */
export function draw(c: Case): Finding[] {
  if (c.plan.kind !== 'daily')
    return [
      passed('draw', 'QY-6.2', {
        say: { zh: '双随机只约束日常检查。', en: 'The draw binds daily inspections only.' },
      }),
    ];
  const record = c.plan.draw;
  if (!record)
    return [
      bad('not-drawn', '日常检查没有双随机抽取。', 'A daily inspection is drawn at random.', [
        'draw',
      ]),
    ];
  const wrong = [...recordHolds(record), ...drawnFrom(c, record)];
  return wrong.length > 0 ? wrong : [passed('draw', 'QY-6.2')];
}

const bad = (
  code: Parameters<typeof refused>[2],
  zh: string,
  en: string,
  missing: string[],
): Finding =>
  refused(
    'draw',
    'QY-6.2',
    code,
    [zh, en],
    [
      '以公开的抽取结果制定方案；须回避或者不能参加的，说明理由后重新抽取。',
      'Plan by the published draw; who must stand back is replaced by a reasoned redraw.',
    ],
    { missing },
  );

function recordHolds({ revealed, redraw, used }: DrawRecord): Finding[] {
  return [
    ...(used
      ? [
          bad(
            'draw-used',
            '该次抽取的结果已经用于一次检查。',
            'By this lot the institution has been inspected already: one lot, one visit.',
            ['draw'],
          ),
        ]
      : []),
    ...(revealed
      ? []
      : [bad('draw-not-revealed', '抽取没有揭示。', 'The draw is not revealed.', ['reveal'])]),
    ...(redraw && !redraw.reasonGiven
      ? [
          bad('reason-missing', '重新抽取没有说明理由。', 'A redraw gives its reason.', [
            'redraw-reason',
          ]),
        ]
      : []),
  ];
}

/** A plan that woke keeps its object and draws its officers anew. */
function drawnFrom({ plan }: Case, { institutions, officers, officersOn }: DrawRecord): Finding[] {
  const picked = enforcers(plan)
    .map((m) => m.officer)
    .filter((o) => !officers.includes(o));
  return [
    ...(institutions.includes(plan.institution)
      ? []
      : [
          bad('object-not-drawn', '该机构不是抽取的检查对象。', 'The institution was not drawn.', [
            'institution',
          ]),
        ]),
    ...(picked.length === 0
      ? []
      : [
          bad(
            'officers-not-drawn',
            `不是随机选派：${picked.join('、')}。`,
            `Not drawn: ${picked.join(', ')}.`,
            picked,
          ),
        ]),
    ...(plan.wokenOn === undefined || officersOn >= plan.wokenOn
      ? []
      : [
          bad(
            'not-drawn-anew',
            `方案于 ${plan.wokenOn} 唤醒，执法人员须重新抽取。`,
            `The plan woke on ${plan.wokenOn}: its officers are drawn anew.`,
            ['officers'],
          ),
        ]),
  ];
}
