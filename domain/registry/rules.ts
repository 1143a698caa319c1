/** 登记规则 What may become of a registered row. Pure: what only the database can know (codes taken, references) is judged where it is written. */
import type { Refusal, Sentence } from '../law/refusal.ts';
import type { CivilDate } from '../time/instant.ts';
import type {
  Department,
  Institution,
  Officer,
  Practitioner,
  RegistryName,
  RegistryRow,
  Unit,
} from './shapes.ts';

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

/** The first rule that a change of a row breaks; `before` is absent for a new row. */
export function refuseChange(
  name: RegistryName,
  before: RegistryRow | undefined,
  after: RegistryRow,
  context: RuleContext,
): RowRefusal | undefined {
  const reserved = before ? undefined : refuseReserved(name, after);
  if (reserved) return reserved;
  switch (name) {
    case 'bureaus':
      return undefined;
    case 'units':
      return refuseUnit(after as Unit);
    case 'officers':
      return refuseOfficer(before as Officer | undefined, after as Officer, context.today);
    case 'institutions':
      return refuseInstitution(before as Institution | undefined, after as Institution, context);
    case 'departments':
      return refuseDepartment(
        before as Department | undefined,
        after as Department,
        context.reason,
      );
    case 'practitioners':
      return refusePractitioner(before as Practitioner | undefined, after as Practitioner);
  }
}

const refuse = (
  code: string,
  clause: string,
  field: string,
  say: Sentence,
  lawful: Sentence,
): RowRefusal => ({ code, clause, field, say, lawful });
const wrong = (clause: string, field: string, zh: string, en: string): RowRefusal =>
  refuse('bad-input', clause, field, { zh, en }, { zh: '更正该字段', en: 'Correct the field' });

function refuseUnit({ id, superior }: Unit): RowRefusal | undefined {
  return superior === id ? circle : undefined;
}

/** Under these names the system itself acts, and enters what it has loaded: nobody is registered as one of them. */
export const isReserved = (id: string): boolean => /^duban|^(reference|demo)$/i.test(id);

function refuseReserved(name: RegistryName, { id }: RegistryRow): RowRefusal | undefined {
  if (!['bureaus', 'units', 'officers'].includes(name) || !isReserved(id)) return undefined;
  return refuse(
    'reserved-id',
    'X-9',
    '/id',
    { zh: '该编号为系统保留', en: 'The id is reserved for the system' },
    {
      zh: '换一个编号：不以 duban 开头，也不是 reference、demo',
      en: 'Choose an id that does not begin with duban and is neither reference nor demo',
    },
  );
}

/** A chain of superiors must end somewhere. */
export const circle: RowRefusal = refuse(
  'superior-cycle',
  'X-9',
  '/superior',
  {
    zh: '单位不得直接或间接成为自己的上级',
    en: 'A unit cannot be its own superior, directly or by a chain',
  },
  {
    zh: '登记实际的上级单位，最高一级填 null',
    en: 'Register the real superior; null for the topmost',
  },
);

function refuseOfficer(
  before: Officer | undefined,
  after: Officer,
  today: CivilDate,
): RowRefusal | undefined {
  return refuseKind(before, after) ?? refuseReturn(before, after) ?? refuseDates(after, today);
}

/** TJ51-A1-X1  Receipt is stamped by systems only, and a system decides nothing. */
function refuseKind(before: Officer | undefined, after: Officer): RowRefusal | undefined {
  if (before && before.kind !== after.kind)
    return wrong(
      'X-9',
      '/kind',
      '人员与系统的类别登记后不得变更',
      'A person does not become a system, nor a system a person',
    );
  const misplaced = after.roles.some(
    (role) => (role === 'receiving-system') !== (after.kind === 'system'),
  );
  if (!misplaced) return undefined;
  return refuse(
    'role-not-for-kind',
    'TJ51-A1-X1',
    '/roles',
    {
      zh: '接收系统角色只能由系统担任，其他角色只能由人员担任',
      en: 'Only a system can be a receiving system; every other role is for persons',
    },
    { zh: '按类别登记角色', en: 'Register roles that fit the kind' },
  );
}

const same = (a: Officer['newRecord'], b: Officer['newRecord']): boolean =>
  a?.id === b?.id && a?.sha256 === b?.sha256 && a?.where === b?.where;

/** TJ51-19.2  Who has been removed (一律清除) never comes back by a correction; only a new record with its document takes them on again. */
function refuseReturn(before: Officer | undefined, after: Officer): RowRefusal | undefined {
  if (!before) return undefined;
  const takenOnAgain =
    before.removedOn !== null &&
    after.removedOn === null &&
    after.newRecord !== null &&
    !same(before.newRecord, after.newRecord);
  if (takenOnAgain) return undefined;
  if (before.removedOn !== null && before.removedOn !== after.removedOn) {
    return refuse(
      'removal-is-final',
      'TJ51-19.2',
      '/removedOn',
      {
        zh: '已清除出执法队伍的人员不得恢复，清除日期不得更改',
        en: 'An officer removed from enforcement is not reinstated, and the date of removal stands',
      },
      {
        zh: '确需重新录用的，提交新的录用文书（newRecord）',
        en: 'To take the officer on again, give the document of the new record (newRecord)',
      },
    );
  }
  if (same(before.newRecord, after.newRecord)) return undefined;
  return refuse(
    'removal-is-final',
    'TJ51-19.2',
    '/newRecord',
    {
      zh: '录用文书只随重新录用登记，登记后不得更改',
      en: 'The document of a new record comes with the new record and stands',
    },
    { zh: '保留原登记的文书', en: 'Keep the document as registered' },
  );
}

/** TJ51-19.1  The commitment letter: signed, and then valid until. */
function refuseDates(after: Officer, today: CivilDate): RowRefusal | undefined {
  const { commitmentSignedOn: signed, commitmentValidUntil: until, removedOn } = after;
  if (removedOn && removedOn > today)
    return wrong(
      'TJ51-19.2',
      '/removedOn',
      '清除日期不得晚于今日',
      'A removal lies not in the future',
    );
  if (signed && signed > today)
    return wrong(
      'TJ51-19.1',
      '/commitmentSignedOn',
      '签订日期不得晚于今日',
      'A letter is not signed in the future',
    );
  if (until && !(signed && signed <= until))
    return wrong(
      'TJ51-19.1',
      '/commitmentValidUntil',
      '有效期须在签订日期之后',
      'Validity follows the day of signing',
    );
  return undefined;
}

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

function refuseInstitution(
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
function refuseDepartment(
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

function refusePractitioner(
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
