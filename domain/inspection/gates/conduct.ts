/** 第九、十条 How: off-site where possible, no precondition, the head's approval, the notice, certificates shown, two officers, nobody with an interest (QY-9.1, 9.3, 10.1 to 10.6). */
import { passed, pending, refused, type Finding } from '../findings.ts';
import { certified, dayOf, enforcers, goesThere, isHead } from '../judging.ts';
import type { Case, Member, OfPeople } from '../plan.ts';

/** QY-9.1  Going there needs a reason; it is part of the plan. */
export function onSiteReason({ plan }: Case): Finding[] {
  if (!goesThere(plan) || plan.onSiteReasonGiven) return [passed('on-site-reason', 'QY-9.1')];
  return [
    refused(
      'on-site-reason',
      'QY-9.1',
      'on-site-reason-missing',
      [
        '现场检查须说明为什么书面核查、信息共享、智能审核或者大数据分析不够。',
        'The plan says why checking off-site does not do.',
      ],
      ['写明理由，或者改为非现场检查。', 'Give the reason, or check off-site.'],
      { missing: ['on-site-reason'] },
    ),
  ];
}

/** QY-9.3  No precondition of a licence or a payment, unless a law makes it one. */
export function purpose({ plan }: Case): Finding[] {
  if (plan.purpose !== 'precondition' || plan.purposeBasis) return [passed('purpose', 'QY-9.3')];
  return [
    refused(
      'purpose',
      'QY-9.3',
      'inspection-as-precondition',
      [
        '没有法定依据，不得将检查作为行政许可、行政给付的前提。',
        'Without a law an inspection is no precondition of a licence or a payment.',
      ],
      ['写明法定依据，或者取消该检查。', 'Name the law, or drop the inspection.'],
      { missing: ['purpose-basis'] },
    ),
  ];
}

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
  const lawful = [
    '在批准的日期之内开始，或者重新报批。',
    'Start on the approved days, or have it approved anew.',
  ] as const;
  if (days.from > days.until)
    return [
      refused(
        'approved-days',
        'QY-10.1',
        'outside-approved-days',
        ['方案的结束日期早于开始日期。', 'The plan ends before it begins.'],
        lawful,
      ),
    ];
  if (stage !== 'start')
    return [
      days.from >= today
        ? passed('approved-days', 'QY-10.1')
        : refused(
            'approved-days',
            'QY-10.1',
            'outside-approved-days',
            ['计划的开始日期已过。', 'The planned start has passed.'],
            lawful,
            { earliest: today },
          ),
    ];
  if (today < days.from)
    return [
      refused(
        'approved-days',
        'QY-10.1',
        'outside-approved-days',
        [`批准自 ${days.from} 起检查。`, `Approved from ${days.from}.`],
        lawful,
        { earliest: days.from },
      ),
    ];
  return [
    today <= days.until
      ? passed('approved-days', 'QY-10.1')
      : refused(
          'approved-days',
          'QY-10.1',
          'outside-approved-days',
          [`批准已于 ${days.until} 届满。`, `The approval ended on ${days.until}.`],
          lawful,
          { missing: ['approval'] },
        ),
  ];
}

/** QY-10.3  The notice, at the door at the latest. QY-10.4, 10.5: certificates first, and nothing in their place. */
export function notice(c: Case): Finding[] {
  if (!goesThere(c.plan)) return [passed('notice', 'QY-10.3')];
  if (c.stage !== 'start')
    return [
      pending(
        'notice',
        'QY-10.3',
        '开始时出示检查通知书。',
        'The notice is handed over at the start.',
        ['notice'],
      ),
    ];
  if (c.known.door?.noticeServed) return [passed('notice', 'QY-10.3')];
  const none = refused(
    'notice',
    'QY-10.3',
    'notice-missing',
    ['没有出具行政检查通知书。', 'No notice was handed over.'],
    ['先出具通知书。', 'Hand over the notice first.'],
    { missing: ['notice'] },
  );
  return [
    c.plan.urgent?.reasonGiven
      ? { ...none, clause: 'QY-10.2', outcome: 'excepted', by: 'urgent', owed: ['notice'] }
      : none,
  ];
}

export function certificatesShown(c: OfPeople): Finding[] {
  if (!goesThere(c.plan)) return [passed('certificates-shown', 'QY-10.4')];
  if (c.stage !== 'start')
    return [
      pending(
        'certificates-shown',
        'QY-10.4',
        '开始时出示执法证件。',
        'Certificates are shown at the start.',
        ['certificates-shown'],
      ),
    ];
  const hidden = present(c)
    .filter(
      (m) =>
        !c.known.door?.shown.some((s) => s.officer === m.officer && s.document === 'certificate'),
    )
    .map((m) => m.officer);
  if (hidden.length === 0) return [passed('certificates-shown', 'QY-10.4')];
  const other =
    c.known.door?.shown.some((s) => s.document === 'other' && hidden.includes(s.officer)) ?? false;
  return [
    refused(
      'certificates-shown',
      other ? 'QY-10.5' : 'QY-10.4',
      'certificate-not-shown',
      other
        ? ['其他证件不得代替执法证件。', 'Nothing takes the place of the certificate.']
        : ['没有出示执法证件，当事人有权拒绝。', 'No certificate was shown: the party may refuse.'],
      ['先出示执法证件。', 'Show the certificates first.'],
      { missing: hidden },
    ),
  ];
}

const present = (c: OfPeople): Member[] =>
  enforcers(c.plan).filter((m) => c.known.door?.present.includes(m.officer));

/** QY-10.6  At least two, by distinct certificates in force that day; assistants are nobody here. On site, those who are there. */
export function twoOfficers(c: OfPeople): Finding[] {
  const onSite = c.stage === 'start' && goesThere(c.plan);
  const strangers = onSite
    ? (c.known.door?.present ?? []).filter((o) => !c.plan.team.some((m) => m.officer === o))
    : [];
  const outsiders =
    strangers.length === 0
      ? []
      : [
          refused(
            'two-officers',
            'QY-10.6',
            'not-of-the-team',
            [
              `到场人员不在方案中：${strangers.join('、')}。`,
              `Not of the team: ${strangers.join(', ')}.`,
            ],
            ['只由方案所列人员检查。', 'Only the team of the plan inspects.'],
            { missing: strangers },
          ),
        ];
  const wrong = [...outsiders, ...listedTwice(c, onSite)];
  const count = certified(c, onSite ? present(c) : enforcers(c.plan)).size;
  if (count >= 2) return wrong.length > 0 ? wrong : [passed('two-officers', 'QY-10.6')];
  return [
    ...wrong,
    refused(
      'two-officers',
      'QY-10.6',
      'too-few-officers',
      [
        `${dayOf(c)} 持有效执法证件的人员为 ${count} 人，不得少于两人。`,
        `On ${dayOf(c)} ${count} certificated officers; there must be two.`,
      ],
      [
        '增派持证人员；一人退出的，暂停检查。',
        'Send another certificated officer; pause while one is missing.',
      ],
      { missing: [`${2 - count}`] },
    ),
  ];
}

/** Nobody is two people. */
function listedTwice({ plan, known: { door } }: OfPeople, onSite: boolean): Finding[] {
  const names = onSite ? (door?.present ?? []) : plan.team.map((m) => m.officer);
  const twice = [...new Set(names.filter((name, n) => names.indexOf(name) !== n))];
  if (twice.length === 0) return [];
  return [
    refused(
      'two-officers',
      'QY-10.6',
      'same-person-twice',
      [`重复列入：${twice.join('、')}。`, `Listed twice: ${twice.join(', ')}.`],
      ['每名人员只列一次。', 'List everybody once.'],
      { missing: twice },
    ),
  ];
}

/** X-7, QY-6.2  Who has an interest stands back, assistants too; there is no override. */
export function recusal(c: OfPeople): Finding[] {
  const interested = c.plan.team
    .filter((m) =>
      c.known.officers.find((o) => o.id === m.officer)?.recusedFrom.includes(c.plan.institution),
    )
    .map((m) => m.officer);
  if (interested.length === 0) return [passed('recusal', 'X-7')];
  return [
    refused(
      'recusal',
      'X-7',
      'recusal',
      [
        `与该机构有利害关系：${interested.join('、')}。`,
        `They have an interest in the institution: ${interested.join(', ')}.`,
      ],
      ['回避，并说明理由重新抽取。', 'Let them stand back, and draw again with the reason.'],
      { missing: interested },
    ),
  ];
}
