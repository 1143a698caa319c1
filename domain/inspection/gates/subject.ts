/** 第一条 Who inspects: scope, qualification and its publication, delegation, third parties, certificates (QY-0, 1.1 to 1.5). */
import { addDays } from '../../time/civil-date.ts';
import type { CivilDate } from '../../time/instant.ts';
import { passed, refused, type Finding } from '../findings.ts';
import {
  enforcers,
  fileOf,
  holdsOn,
  holdsThrough,
  isDelegate,
  spanOf,
  touches,
} from '../judging.ts';
import type { Case, Certificate, Delegation, Member, Validity } from '../plan.ts';

const day = (on: CivilDate | null): string => on ?? '不详';
/** The day on which something that holds later, or is suspended now, holds again. */
function again(
  valid: Validity,
  suspended: Validity | null,
  span: { from: CivilDate; until: CivilDate },
): CivilDate | undefined {
  if (touches(suspended, span))
    return suspended?.until && holdsOn(valid, addDays(suspended.until, 1))
      ? addDays(suspended.until, 1)
      : undefined;
  return span.from < valid.from ? valid.from : undefined;
}

/** QY-0  Designated institutions; unknown ownership is treated as private. */
export function scope(c: Case): Finding[] {
  const { status, ownership } = c.known.institution;
  if (status !== 'designated' && status !== 'suspended')
    return [
      refused(
        'scope',
        'QY-0',
        'not-designated',
        ['该机构没有定点资格。', 'The institution is not designated.'],
        ['只对定点医药机构制定方案。', 'Plan inspections of designated institutions only.'],
      ),
    ];
  if (ownership === 'unknown')
    return [
      passed('scope', 'QY-0', {
        say: {
          zh: '所有制不详，按民营机构保护。',
          en: 'Ownership unknown: protected as a private institution.',
        },
        force: 'reading',
      }),
    ];
  return [passed('scope', 'QY-0')];
}

/** QY-1.1  Statutory qualification: the body's own, or that of the delegator in whose name it acts. */
export function qualification(c: Case): Finding[] {
  const span = spanOf(c);
  const q = c.known.body.qualification;
  const say = [
    '检查主体没有法定的行政执法主体资格。',
    'The body has no statutory qualification to enforce.',
  ] as const;
  const lawful = ['由具备资格的主体检查。', 'Let a qualified body inspect.'] as const;
  if (!q)
    return [
      refused('qualification', 'QY-1.1', 'body-unqualified', say, lawful, {
        missing: ['qualification'],
      }),
    ];
  if (holdsThrough(q.valid, span) && !touches(q.suspended, span))
    return [passed('qualification', 'QY-1.1')];
  const earliest = again(q.valid, q.suspended, span);
  return [
    refused(
      'qualification',
      'QY-1.1',
      'body-unqualified',
      ['主体资格在检查之日无效或者被暂停。', 'The qualification is not in force on the day.'],
      lawful,
      earliest ? { earliest } : {},
    ),
  ];
}

/** QY-1.2  The qualification is public before anybody acts on it. */
export function qualificationPublished(c: Case): Finding[] {
  const on = c.known.body.qualification?.publishedOn ?? null;
  if (on !== null && on <= c.known.today) return [passed('qualification-published', 'QY-1.2')];
  const rest = on ? { earliest: on } : {};
  return [
    refused(
      'qualification-published',
      'QY-1.2',
      'qualification-unpublished',
      ['行政执法主体资格没有向社会公开。', 'The qualification is not published.'],
      ['公开主体资格并登记网址和日期。', 'Publish it and register address and date.'],
      { missing: ['publication'], ...rest },
    ),
  ];
}

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

/** QY-1.4  A third party assists, or does not come. */
export function thirdParties({ plan }: Case): Finding[] {
  const inspects = plan.team.filter((m) => m.from === 'third-party' && m.role !== 'assistant');
  if (inspects.length === 0) return [passed('third-parties', 'QY-1.4')];
  return [
    refused(
      'third-parties',
      'QY-1.4',
      'third-party-inspects',
      ['第三方人员不得实施行政检查。', 'A third party may not carry out an inspection.'],
      ['改为协助人员，不计入执法人数。', 'Let them assist; they are not counted.'],
      { missing: inspects.map((m) => m.officer) },
    ),
  ];
}

/** QY-1.5  Everybody who inspects has a certificate: their own, of the right kind, in force on the day. */
export function certificates(c: Case): Finding[] {
  const wrong = enforcers(c.plan).flatMap((m) => certificateOf(c, m));
  return wrong.length > 0 ? wrong : [passed('certificates', 'QY-1.5')];
}

function certificateOf(c: Case, m: Member): Finding[] {
  const certificate = fileOf(c, m.officer)?.certificate;
  if (!certificate)
    return [badCertificate(m, 'certificate-missing', '没有执法证件', 'has no certificate')];
  const span = spanOf(c);
  const earliest = again(certificate.valid, certificate.suspended, span);
  if (certificate.holder !== m.officer)
    return [
      badCertificate(
        m,
        'certificate-not-own',
        '使用他人的执法证件',
        "uses somebody else's certificate",
      ),
    ];
  if (!c.known.settings.certificateKinds.includes(certificate.kind))
    return [
      badCertificate(
        m,
        'certificate-kind',
        '所持证件不是执法证件',
        'holds another kind of certificate',
      ),
    ];
  if (touches(certificate.suspended, span))
    return [
      badCertificate(
        m,
        'certificate-suspended',
        '执法证件已被暂扣',
        'has a suspended certificate',
        earliest,
      ),
    ];
  return holdsThrough(certificate.valid, span) ? [] : [notValid(m, certificate, earliest)];
}

const notValid = (m: Member, { valid }: Certificate, earliest?: CivilDate): Finding =>
  badCertificate(
    m,
    'certificate-not-valid',
    `执法证件有效期为 ${valid.from} 至 ${day(valid.until)}`,
    `has a certificate valid from ${valid.from} until ${valid.until ?? 'further notice'}`,
    earliest,
  );

const badCertificate = (
  m: Member,
  code: Parameters<typeof refused>[2],
  zh: string,
  en: string,
  earliest?: CivilDate,
): Finding =>
  refused(
    'certificates',
    'QY-1.5',
    code,
    [`${m.officer} ${zh}。`, `${m.officer} ${en}.`],
    ['改派当日持有有效执法证件的人员。', 'Send somebody with a certificate in force on the day.'],
    { missing: [m.officer], ...(earliest && { earliest }) },
  );
