/** 第十条 Who approves, and for which days: the head of the body, never one of the team, within the days approved (QY-10.1, 10.2). */
import { passed, pending, refused, type Finding } from '../findings.ts';
import { isHead } from '../judging.ts';
import type { Case } from '../plan.ts';

const wrongApprover = (
  code: 'approver-not-head' | 'approver-on-team',
  zh: string,
  en: string,
): Finding[] => [
  refused(
    'approval',
    'QY-10.1',
    code,
    [zh, en],
    [
      '报主体正职或者登记的分管负责人批准。',
      'Have the head, or the registered deputy in charge, approve it.',
    ],
    { missing: ['approval'] },
  ),
];

/** QY-10.1  By the head of the body (of the delegator), never only by the head of a section, never by one of the team. QY-10.2: urgent, it follows. */
export function approval(c: Case): Finding[] {
  const { plan, stage, known } = c;
  const given = plan.approval;
  if (!given) {
    if (stage === 'plan')
      return [
        pending('approval', 'QY-10.1', '尚待主体负责人批准。', 'The head has yet to approve it.', [
          'approval',
        ]),
      ];
    const none = refused(
      'approval',
      'QY-10.1',
      'approver-missing',
      ['检查方案没有经主体负责人批准。', 'The plan is not approved by the head.'],
      ['先报主体负责人批准。', 'Have the head approve it first.'],
      { missing: ['approval'] },
    );
    return stage === 'start' && plan.urgent ? urgent(plan.urgent, none) : [none];
  }
  if (plan.team.some((m) => m.officer === given.by))
    return wrongApprover(
      'approver-on-team',
      '批准人是检查组成员。',
      'Who approves is on the team.',
    );
  if (!isHead(c, given.by, given.on))
    return wrongApprover(
      'approver-not-head',
      '批准人不是行政执法主体负责人。',
      'Who approves is not the head of the body.',
    );
  if (given.on > known.today || (plan.wokenOn !== undefined && given.on < plan.wokenOn))
    return [
      refused(
        'approval',
        'QY-10.1',
        'approver-missing',
        [
          '方案须在唤醒之后、开始之前批准。',
          'The approval comes after waking and before the start.',
        ],
        ['重新报主体负责人批准。', 'Have the head approve it anew.'],
        { missing: ['approval'] },
      ),
    ];
  return [passed('approval', 'QY-10.1')];
}

function urgent({ reasonGiven }: { reasonGiven: boolean }, none: Finding): Finding[] {
  if (!reasonGiven)
    return [
      {
        ...none,
        clause: 'QY-10.2',
        code: 'reason-missing',
        say: { zh: '当场实施须说明紧急情况。', en: 'Acting on the spot needs its urgent reason.' },
        lawful: {
          zh: '写明紧急情况，或者先报批准。',
          en: 'Give the reason, or have it approved first.',
        },
        missing: ['urgency-reason'],
      },
    ];
  return [
    {
      ...none,
      clause: 'QY-10.2',
      outcome: 'excepted',
      by: 'urgent',
      owed: ['report', 'approval', 'formalities'],
    },
  ];
}

/** QY-10.1  The head has approved certain days: neither before nor after them, and no plan for a day gone by. */
export function approvedDays(c: Case): Finding[] {
  const {
    plan: { days },
    known: { today },
    stage,
  } = c;
  if (days.from > days.until)
    return [outside(['方案的结束日期早于开始日期。', 'The plan ends before it begins.'])];
  if (stage !== 'start')
    return [
      days.from >= today
        ? passed('approved-days', 'QY-10.1')
        : outside(['计划的开始日期已过。', 'The planned start has passed.'], { earliest: today }),
    ];
  if (today < days.from)
    return [
      outside([`批准自 ${days.from} 起检查。`, `Approved from ${days.from}.`], {
        earliest: days.from,
      }),
    ];
  return [
    today <= days.until
      ? passed('approved-days', 'QY-10.1')
      : outside([`批准已于 ${days.until} 届满。`, `The approval ended on ${days.until}.`], {
          missing: ['approval'],
        }),
  ];
}

const outside = (
  say: readonly [zh: string, en: string],
  more: Parameters<typeof refused>[5] = {},
): Finding =>
  refused(
    'approved-days',
    'QY-10.1',
    'outside-approved-days',
    say,
    [
      '在批准的日期之内开始，或者重新报批。',
      'Start on the approved days, or have it approved anew.',
    ],
    more,
  );
