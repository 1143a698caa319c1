/** How a registered row is shown, and to whom which parts of it. */
import { z } from 'zod';
import type { Registered } from '../../db/queries/registry.ts';
import { bindingInstruments, instruments, isRefusal } from '../../domain/law/instruments.ts';
import {
  bureau,
  department,
  institution,
  officer,
  practitioner,
  unit,
  type RegistryName,
} from '../../domain/registry/shapes.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import type { Caller } from '../http/authentication.ts';
import type { Column } from '../http/csv.ts';

/** X-11  An instrument that governs the bureau today. */
const governing = z.strictObject({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  inForceFrom: z.string(),
  basis: z.enum(['binding', 'adopted']).meta({
    description:
      '施行于本地区，或经决定采用（期限仅作管理要求） Binding here, or adopted by decision (periods are management)',
  }),
  validity: z
    .enum(['checked', 'unchecked'])
    .meta({ description: 'unchecked：待核实 nobody has confirmed lately that it is in force' }),
});

const withheld = z.array(z.string()).meta({
  description: '因不属于同一医保局而未显示的字段 Fields not shown to callers of another bureau',
});

export const views = {
  bureaus: bureau.extend({ instruments: z.array(governing) }).meta({ id: 'BureauView' }),
  units: unit.extend({ withheld }).meta({ id: 'UnitView' }),
  officers: officer.extend({ withheld }).meta({ id: 'OfficerView' }),
  institutions: institution.extend({}).meta({ id: 'InstitutionView' }),
  departments: department.extend({}).meta({ id: 'DepartmentView' }),
  practitioners: practitioner
    .extend({ name: z.string().nullable(), withheld })
    .meta({ id: 'PractitionerView' }),
} as const satisfies Record<RegistryName, z.ZodObject>;

type Row<N extends RegistryName> = Registered<N>['row'];
type View = Record<string, unknown>;

const viewers: { [N in RegistryName]: (row: Row<N>, near: boolean, today: CivilDate) => View } = {
  bureaus: (row, _near, today) => ({ ...row, instruments: governed(row, today) }),
  units: (row, near) => ({
    ...row,
    contacts: near ? row.contacts : row.contacts.map((contact) => ({ ...contact, phone: null })),
    withheld: near ? [] : ['contacts.phone'],
  }),
  officers: (row, near) => ({
    ...row,
    phone: near ? row.phone : null,
    withheld: near ? [] : ['phone'],
  }),
  institutions: (row) => ({ ...row }),
  departments: (row) => ({ ...row }),
  practitioners: (row, near) => ({
    ...row,
    name: near ? row.name : null,
    withheld: near ? [] : ['name'],
  }),
};

/** X-4  Practitioners' names and officers' phones are for callers of the same bureau. */
export function shown<N extends RegistryName>(
  name: N,
  { row, owner }: Registered<N>,
  caller: Caller,
  today: CivilDate,
): View {
  return viewers[name](row, owner === caller.bureau, today);
}

function governed(row: Row<'bureaus'>, today: CivilDate): z.infer<typeof governing>[] {
  return Object.values(instruments).flatMap(({ id, number, title, inForceFrom, checkedOn }) => {
    const applies = bindingInstruments(row, id, today);
    return isRefusal(applies)
      ? []
      : [
          {
            id,
            number,
            title,
            inForceFrom,
            basis: applies.basis,
            validity: checkedOn ? ('checked' as const) : ('unchecked' as const),
          },
        ];
  });
}

const text =
  (key: string) =>
  (row: View): string => {
    const value = row[key];
    if (value === null || value === undefined) return '';
    if (Array.isArray(value) && value.every((one) => typeof one === 'string'))
      return value.join(' ');
    return typeof value === 'object'
      ? JSON.stringify(value)
      : String(value as string | number | boolean);
  };
const agreement =
  (key: string) =>
  (row: View): string =>
    text(key)((row['agreement'] ?? {}) as View);
const column = (heading: string, key: string): Column<View> => [heading, text(key)];

/** What stands in the table that a person opens; whole rows come as JSON. */
export const tables: Record<RegistryName, readonly Column<View>[]> = {
  bureaus: [
    column('编号', 'id'),
    column('名称', 'name'),
    column('行政区划', 'area'),
    column('接收系统', 'receivingSystem'),
  ],
  units: [
    column('编号', 'id'),
    column('医保局', 'bureau'),
    column('名称', 'name'),
    column('职能', 'roles'),
    column('上级', 'superior'),
  ],
  officers: [
    column('编号', 'id'),
    column('单位', 'unit'),
    column('类别', 'kind'),
    column('姓名', 'name'),
    column('电话', 'phone'),
    column('角色', 'roles'),
    column('承诺书签订', 'commitmentSignedOn'),
    column('承诺书有效期', 'commitmentValidUntil'),
    column('清除日期', 'removedOn'),
  ],
  institutions: [
    column('编号', 'id'),
    column('医保局', 'bureau'),
    column('国家医保编码', 'nhsaCode'),
    column('统一社会信用代码', 'creditCode'),
    column('名称', 'name'),
    column('类别', 'kind'),
    column('所有制', 'ownership'),
    column('行政区划', 'area'),
    ['协议编号', agreement('number')],
    ['协议到期', agreement('endsOn')],
    ['人脸识别', agreement('faceRecognitionReady')],
    column('状态', 'status'),
  ],
  departments: [
    column('编号', 'id'),
    column('医药机构', 'institution'),
    column('诊疗科目代码', 'code'),
    column('名称', 'name'),
    column('状态', 'status'),
  ],
  practitioners: [
    column('编号', 'id'),
    column('医保局', 'bureau'),
    column('国家医保编码', 'nhsaCode'),
    column('姓名', 'name'),
    column('类别', 'kind'),
    column('执业机构', 'institutions'),
    ['协议编号', agreement('number')],
    ['协议到期', agreement('endsOn')],
    column('状态', 'status'),
  ],
};
