/** 登记规则 What may become of a registered row. Pure: what only the database can know (codes taken, references) is judged where it is written. */

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
import {
  refuseInstitution,
  refuseDepartment,
  refusePractitioner,
  type RowRefusal,
  type RuleContext,
  refuse,
  wrong,
  same,
} from './subject-rules.ts';

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
