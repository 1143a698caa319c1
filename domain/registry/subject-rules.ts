/** 机构、科室、从业人员的登记规则 What is refused when an institution, a department of one, or a practitioner is registered. */
import type { Refusal, Sentence } from '../law/refusal.ts';
import type { CivilDate } from '../time/instant.ts';
import type { Department, Institution, Officer, Practitioner } from './shapes.ts';

/** A refusal and the field it is about, as a JSON pointer. */
export interface RowRefusal extends Refusal {
  field: string;
}

/** The day, how the bureau handles TJ51-10 (探索: a management setting), and the reason that is given for the change. */
export interface RuleContext {
  today: CivilDate;
  faceGate: 'warn' | 'block';
  reason?: string | null;
}

export const refuse = (
  code: string,
  clause: string,
  field: string,
  say: Sentence,
  lawful: Sentence,
): RowRefusal => ({ code, clause, field, say, lawful });
export const wrong = (clause: string, field: string, zh: string, en: string): RowRefusal =>
  refuse('bad-input', clause, field, { zh, en }, { zh: '更正该字段', en: 'Correct the field' });

export const same = (a: Officer['newRecord'], b: Officer['newRecord']): boolean =>
  a?.id === b?.id && a?.sha256 === b?.sha256 && a?.where === b?.where;

type StatusChanges = Readonly<Record<string, readonly string[]>>;

/** TJ51-13.2  暂停 can be lifted or end in 终止; 终止 leads back only through a new agreement. */
const institutionChanges: StatusChanges = {
  'not-designated': ['designated'],
  designated: ['suspended', 'terminated', 'not-designated'],
  suspended: ['designated', 'terminated'],
  terminated: ['designated', 'not-designated'],
};
const practitionerChanges: StatusChanges = {
  'not-qualified': ['qualified'],
  qualified: ['suspended', 'cancelled', 'not-qualified'],
  suspended: ['qualified', 'cancelled'],
  cancelled: ['qualified', 'not-qualified'],
};

function refuseStatus(
  changes: StatusChanges,
  before: string | undefined,
  after: string,
): RowRefusal | undefined {
  if (before === undefined || before === after || changes[before]?.includes(after))
    return undefined;
  const allowed = changes[before]?.join('、') ?? '';
  return refuse(
    'invalid-status-change',
    'TJ51-9.1',
    '/status',
    {
      zh: `状态不得由 ${before} 变为 ${after}`,
      en: `The status cannot change from ${before} to ${after}`,
    },
    { zh: `可变更为：${allowed}`, en: `It may become: ${changes[before]?.join(', ') ?? ''}` },
  );
}

export function refuseInstitution(
  before: Institution | undefined,
  after: Institution,
  context: RuleContext,
): RowRefusal | undefined {
  return (
    refuseInstitutionCode(after) ??
    refuseStatus(institutionChanges, before?.status, after.status) ??
    refuseAgreement(after) ??
    refuseOldAgreement('terminated', before, after) ??
    (context.faceGate === 'block' ? faceRecognitionGap(before, after) : undefined)
  );
}

function refuseInstitutionCode({ kind, nhsaCode }: Institution): RowRefusal | undefined {
  const fits = kind === 'other' || nhsaCode.startsWith(kind === 'pharmacy' ? 'P' : 'H');
  return fits
    ? undefined
    : wrong(
        'TJ51-9.1',
        '/nhsaCode',
        '国家医保编码与机构类别不符（H 医疗机构，P 零售药店）',
        'The national code does not fit the kind (H for care, P for pharmacies)',
      );
}

function refuseAgreement({ status, agreement }: Institution): RowRefusal | undefined {
  if (agreement || (status !== 'designated' && status !== 'suspended')) return undefined;
  return refuse(
    'agreement-required',
    'TJ51-13.1',
    '/agreement',
    {
      zh: '定点或暂停状态的机构须登记服务协议',
      en: 'A designated or suspended institution has a service agreement',
    },
    { zh: '登记协议及其条款', en: 'Register the agreement with its clauses' },
  );
}

/** After 终止 or 取消 the old agreement is spent. */
function refuseOldAgreement(
  ended: string,
  before: Institution | Practitioner | undefined,
  after: Institution | Practitioner,
): RowRefusal | undefined {
  const returns =
    before?.status === ended && (after.status === 'designated' || after.status === 'qualified');
  if (!returns || (after.agreement && after.agreement.number !== before.agreement?.number))
    return undefined;
  return refuse(
    'new-agreement-required',
    'TJ51-13.2',
    '/agreement/number',
    {
      zh: '终止协议或取消资格后再次准入须签订新的协议',
      en: 'After termination or cancellation a new agreement is needed',
    },
    { zh: '登记新协议的编号和条款', en: 'Register the number and clauses of the new agreement' },
  );
}

/** TJ51-10  Opening or restoring an agreement asks for face recognition. Pilot: a warning unless the bureau chose to block. */
export function faceRecognitionGap(
  before: Institution | undefined,
  after: Institution,
): RowRefusal | undefined {
  const opens = after.status === 'designated' && before?.status !== 'designated';
  if (!opens || after.agreement?.faceRecognitionReady) return undefined;
  return refuse(
    'face-recognition-missing',
    'TJ51-10',
    '/agreement/faceRecognitionReady',
    {
      zh: '新增或恢复服务协议的机构应先具备人脸识别条件',
      en: 'A new or restored agreement asks for face recognition first',
    },
    {
      zh: '具备条件后登记 faceRecognitionReady',
      en: 'Register faceRecognitionReady once it is so',
    },
  );
}

/** TJ51-9.1 动态管理: a department stays with its institution; it closes as it does in fact, and opens again only with the reason on record. */
export function refuseDepartment(
  before: Department | undefined,
  after: Department,
  reason: string | null | undefined,
): RowRefusal | undefined {
  if (before && before.institution !== after.institution)
    return wrong(
      'TJ51-9.1',
      '/institution',
      '科室登记后不得改属其他机构；另行登记',
      'A department does not move to another institution; register another one',
    );
  if (before?.status !== 'closed' || after.status !== 'open' || reason) return undefined;
  return refuse(
    'reason-missing',
    'TJ51-9.1',
    '/reason',
    { zh: '已关闭的科室恢复须说明理由', en: 'A closed department opens again only with a reason' },
    { zh: '在 reason 中写明恢复的理由', en: 'State in `reason` why it opens again' },
  );
}

export function refusePractitioner(
  before: Practitioner | undefined,
  after: Practitioner,
): RowRefusal | undefined {
  if (!after.nhsaCode.startsWith(after.kind === 'physician' ? 'D' : 'Y')) {
    return wrong(
      'TJ51-9.1',
      '/nhsaCode',
      '国家医保编码与人员类别不符（D 医师，Y 药师）',
      'The national code does not fit the kind (D physicians, Y pharmacists)',
    );
  }
  return (
    refuseStatus(practitionerChanges, before?.status, after.status) ??
    refuseOldAgreement('cancelled', before, after)
  );
}
