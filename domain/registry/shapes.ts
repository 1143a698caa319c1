/** 登记簿 The rows of the registries as they come in and go out. Nothing has a silent default: unknown is written `unknown` or null. */
import { z } from 'zod';
import {
  areaCode,
  bureauId,
  day,
  document,
  line,
  officerId,
  subjectId,
  unitId,
} from '../law/shapes.ts';
import { departmentCode, institutionCode, isCreditCode, practitionerCode } from './codes.ts';
import { officerRoles, unitRoles } from './roles.ts';
import { bureauSettings } from '../settings.ts';

const phone = z
  .string()
  .regex(/^[0-9+()\- 转]{3,32}$/, { error: '电话号码格式不正确 | The phone number is not valid' });
const code = z.string().regex(/^[\p{L}\p{N}.:_-]{1,40}$/u, {
  error: '应为 1–40 位字母、数字、汉字或 . : _ - | 1–40 letters, digits or . : _ - are expected',
});
const unique = <T extends z.ZodType>(of: T, max: number): z.ZodArray<T> =>
  z
    .array(of)
    .max(max)
    .refine((all) => new Set(all).size === all.length, { error: '不得重复 | No duplicates' });

/** 采用 A recorded decision to follow another area's instrument. */
const adoption = z.strictObject({
  instrument: z.enum(['TJ51', 'TJ84', 'QHD', 'QJ', 'QY']),
  decidedOn: day,
  documentNo: line(100).optional().meta({
    description:
      '采用决定的文号，公文据以写明依据 Its number, by which papers name what they rest on',
  }),
  document,
});

/** 医保局. */
export const bureau = z
  .strictObject({
    id: bureauId,
    name: line(100),
    area: areaCode,
    /** TJ51-A1-X1: whose stamp is the receipt. */
    receivingSystem: z.string().regex(/^(duban|oa:[A-Za-z0-9._-]{1,64})$/, {
      error: '应为 duban 或 oa:<系统编号> | duban or oa:<system id> is expected',
    }),
    adoptions: z.array(adoption).max(5),
    /** Management settings: never law. */
    settings: bureauSettings,
  })
  .meta({ id: 'Bureau' });

/** 单位, with the named officer and phone per duty. */
export const unit = z
  .strictObject({
    id: unitId,
    bureau: bureauId,
    name: line(100),
    roles: unique(z.enum(unitRoles), unitRoles.length),
    superior: unitId.nullable(),
    contacts: z
      .array(z.strictObject({ duty: code, officer: officerId, phone: phone.nullable() }))
      .max(100),
  })
  .meta({ id: 'Unit' });

const ordered = { error: '结束日期不得早于开始日期 | The end must not lie before the beginning' };

/** 执法证. */
const certificate = z
  .strictObject({ number: code, kind: line(60), validFrom: day, validUntil: day })
  .refine((c) => c.validFrom <= c.validUntil, { ...ordered, path: ['validUntil'] });

/** 人员 or system. */
export const officer = z
  .strictObject({
    id: officerId,
    unit: unitId,
    kind: z.enum(['person', 'system']),
    name: line(60),
    phone: phone.nullable(),
    roles: unique(z.enum(officerRoles), officerRoles.length),
    certificate: certificate.nullable(),
    /** TJ51-19.1 承诺书: signed on, and until when by management setting. */
    commitmentSignedOn: day.nullable(),
    commitmentValidUntil: day.nullable(),
    /** TJ51-19.2 清除出执法队伍. */
    removedOn: day.nullable(),
    /** TJ51-19.2: the new record with which a removed officer was taken on again. */
    newRecord: document.nullable(),
  })
  .meta({ id: 'Officer' });

const endsWithin = (a: { startsOn: string; endsOn: string }): boolean => a.startsOn <= a.endsOn;
const clauses = z.array(z.strictObject({ id: line(40), covers: unique(code, 20) })).max(200);

/** 医疗保障服务协议: what each clause covers decides which measures can rest on it (TJ51-13.1). */
const institutionAgreement = z
  .strictObject({
    number: code,
    startsOn: day,
    endsOn: day,
    clauses,
    /** TJ51-10. */
    faceRecognitionReady: z.boolean(),
  })
  .refine(endsWithin, { ...ordered, path: ['endsOn'] });

/** 定点医药机构. */
export const institution = z
  .strictObject({
    id: subjectId,
    bureau: bureauId,
    nhsaCode: z.string().regex(institutionCode, {
      error:
        '国家医保编码：H 或 P 加 6 位区划和 5 位顺序码 | A national code: H or P, six digits of the area, five more',
    }),
    creditCode: z.string().refine(isCreditCode, {
      error:
        '统一社会信用代码格式或校验位不符（GB 32100-2015） | The form or check character of the credit code is wrong (GB 32100-2015)',
    }),
    name: line(200),
    kind: z.enum(['hospital', 'clinic', 'pharmacy', 'other']),
    ownership: z.enum(['private', 'public', 'unknown']),
    area: areaCode,
    agreement: institutionAgreement.nullable(),
    status: z.enum(['designated', 'suspended', 'terminated', 'not-designated']),
  })
  .meta({ id: 'Institution' });

/** 科室 A department of an institution, under its 诊疗科目代码. */
export const department = z
  .strictObject({
    id: subjectId,
    institution: subjectId,
    code: z.string().regex(departmentCode, {
      error:
        '诊疗科目代码：每级两位数字，以点分隔，如 03.01 | The code of the subject catalogue: two digits a level, divided by dots, like 03.01',
    }),
    name: line(100),
    status: z.enum(['open', 'closed']),
  })
  .meta({ id: 'Department' });

/** 医师附加协议 or its like for pharmacists. */
const practitionerAgreement = z
  .strictObject({ number: code, startsOn: day, endsOn: day, clauses })
  .refine(endsWithin, { ...ordered, path: ['endsOn'] });

/** 医保医师 / 药师, with every institution of registration (多点执业). */
export const practitioner = z
  .strictObject({
    id: subjectId,
    bureau: bureauId,
    nhsaCode: z.string().regex(practitionerCode, {
      error:
        '国家医保编码：D 或 Y 加 6 位区划和 6 位顺序码 | A national code: D or Y, six digits of the area, six more',
    }),
    name: line(60),
    kind: z.enum(['physician', 'pharmacist']),
    agreement: practitionerAgreement.nullable(),
    status: z.enum(['qualified', 'suspended', 'cancelled', 'not-qualified']),
    institutions: unique(subjectId, 20).min(1, {
      error:
        '至少登记一家执业机构（TJ51-9.1） | At least one institution of registration (TJ51-9.1)',
    }),
  })
  .meta({ id: 'Practitioner' });

export const registryShapes = {
  bureaus: bureau,
  units: unit,
  officers: officer,
  institutions: institution,
  departments: department,
  practitioners: practitioner,
} as const;
export type RegistryName = keyof typeof registryShapes;
export const registryNames = Object.keys(registryShapes) as RegistryName[];

export type Bureau = z.infer<typeof bureau>;
export type Unit = z.infer<typeof unit>;
export type Officer = z.infer<typeof officer>;
export type Institution = z.infer<typeof institution>;
export type Department = z.infer<typeof department>;
export type Practitioner = z.infer<typeof practitioner>;
export interface RegistryRows {
  bureaus: Bureau;
  units: Unit;
  officers: Officer;
  institutions: Institution;
  departments: Department;
  practitioners: Practitioner;
}
export type RegistryRow = RegistryRows[RegistryName];
