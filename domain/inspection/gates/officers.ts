/** 第一条 Who is on the team: third parties assist only, and everybody who inspects has a certificate in force (QY-1.4, 1.5). */
import type { CivilDate } from '../../time/instant.ts';
import { passed, refused, type Finding } from '../findings.ts';
import { enforcers, fileOf, holdsThrough, spanOf, touches } from '../judging.ts';
import type { Case, Member } from '../plan.ts';
import type { Certificate } from '../known.ts';
import { day, again } from './validity.ts';

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
