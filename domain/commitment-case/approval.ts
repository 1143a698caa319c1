/** 批准与归档 The approval that opens a file and the archive that goes with it, as they are submitted. */
import { z } from 'zod';
import { demanded, reason } from '../law/form-fields.ts';
import { day, document, instantText, line, unitId } from '../law/shapes.ts';
import type { ArchiveParts } from './acts.ts';
import { itemId } from './registries.ts';
import { commitmentTypes } from './terms.ts';

/** 申请材料、承诺书、办理结果, each by reference and SHA-256. */
export const archiveShape = z
  .strictObject({
    application: demanded(document),
    commitment: demanded(document),
    result: demanded(document),
  })
  .meta({ id: 'CommitmentArchive' });
export const partsOf = (a: z.output<typeof archiveShape>): ArchiveParts => ({
  ...(a.application && { application: a.application.sha256 }),
  ...(a.commitment && { commitment: a.commitment.sha256 }),
  ...(a.result && { result: a.result.sha256 }),
});

/** 证照编号, compared as written (TJ84-11). */
export const licenceNumber = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9()（）\p{Script=Han}-]{1,60}$/u, {
    error:
      '证照编号：1–60 位字母、数字、汉字、括号或 - | A licence number: 1–60 letters, digits, Han characters, brackets or -',
  });

/** 批准 The approval that opens a file: what POST /v1/commitment-cases takes. */
export const approvalShape = z.strictObject({
  result: z
    .string({ error: '须有办理结果编号（TJ84-3.2） | The result is required (TJ84-3.2)' })
    .regex(/^[A-Za-z0-9._-]{1,64}$/, {
      error: '办理结果编号：1–64 位字母、数字、. _ - | A result id: 1–64 of letters, digits, . _ -',
    })
    .meta({ description: '办理结果编号 Number of the result' }),
  item: itemId,
  type: z.enum(commitmentTypes, {
    error:
      '应为 certification 或 credit 之一（TJ84-2） | Exactly one of certification and credit (TJ84-2)',
  }),
  approvedOn: day.meta({ description: '批准日期（TJ84-3.2） Day of approval' }),
  party: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9]{1,40}$/, {
      error: '行政相对人代码：1–40 位字母或数字 | The code of the party: 1–40 letters or digits',
    })
    .meta({ description: '行政相对人代码，不离开数据库 Stays in the database' }),
  licences: z
    .array(licenceNumber)
    .max(20)
    .optional()
    .meta({ description: '所依据的许可证、营业执照编号 Licences it depends on' }),
  accepting: unitId.optional().meta({
    description:
      '受理部门；由系统代报时填写 The accepting department, where a system reports for it',
  }),
  missing: z
    .array(z.strictObject({ material: itemId, promise: line(500), promisedOn: day }))
    .max(100)
    .optional()
    .meta({ description: '暂缺材料及承诺（TJ84-9.1） Missing materials and their promises' }),
  explanation: reason,
  archive: archiveShape.optional(),
  push: z.boolean().optional(),
  receivedAt: instantText
    .optional()
    .meta({ description: '仅指定收文系统的服务凭证可填 Only by the designated receiving system' }),
});
export type ApprovalPayload = z.output<typeof approvalShape>;
