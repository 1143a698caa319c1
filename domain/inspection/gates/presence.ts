/** 第十条 At the door: the notice, certificates shown, two officers, nobody with an interest (QY-10.3 to 10.6, X-7). */
import { passed, pending, refused, type Finding } from '../findings.ts';
import { certified, dayOf, enforcers, goesThere } from '../judging.ts';
import type { Case, Member, OfPeople } from '../plan.ts';

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
  if (c.known.startCheck?.noticeServed) return [passed('notice', 'QY-10.3')];
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
        !c.known.startCheck?.shown.some(
          (s) => s.officer === m.officer && s.document === 'certificate',
        ),
    )
    .map((m) => m.officer);
  if (hidden.length === 0) return [passed('certificates-shown', 'QY-10.4')];
  const other =
    c.known.startCheck?.shown.some((s) => s.document === 'other' && hidden.includes(s.officer)) ??
    false;
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
  enforcers(c.plan).filter((m) => c.known.startCheck?.present.includes(m.officer));

/** QY-10.6  At least two, by distinct certificates in force that day; assistants are nobody here. On site, those who are there. */
export function twoOfficers(c: OfPeople): Finding[] {
  const onSite = c.stage === 'start' && goesThere(c.plan);
  const strangers = onSite
    ? (c.known.startCheck?.present ?? []).filter((o) => !c.plan.team.some((m) => m.officer === o))
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
function listedTwice({ plan, known: { startCheck } }: OfPeople, onSite: boolean): Finding[] {
  const names = onSite ? (startCheck?.present ?? []) : plan.team.map((m) => m.officer);
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
