/** A case as it is shown beside its file. */
import { z } from 'zod';
import { archiveShape } from '../../domain/commitment-case/approval.ts';

export const tag = '承诺制事项 Commitment cases';

export const time = z.string().nullable();

const rulePeriod = z.object({
  limit: z.object({ unit: z.string(), count: z.int() }),
  section: z.string(),
  from: z.string().optional(),
});

export const caseShape = z
  .object({
    file: z.string(),
    type: z.enum(['certification', 'credit']),
    item: z.string(),
    listVersion: z.int(),
    approvedOn: z.string(),
    basis: z.object({
      instrument: z.string(),
      number: z.string(),
      version: z.string(),
      force: z.string(),
    }),
    rule: z
      .object({
        item: z.string(),
        version: z.int(),
        check: rulePeriod.optional(),
        feedback: rulePeriod.optional(),
      })
      .nullable()
      .meta({
        description:
          '批准时施行的实施细则及其期限 The implementing rule in force at the approval, with its periods',
      }),
    result: z
      .object({
        id: z.string(),
        state: z.string(),
        stoppedAt: time,
        revokedAt: time,
        revokedByFile: time,
        revocationFile: time.meta({
          description:
            '案卷结束后办理撤销的案卷（TJ84-10.1、11） Where it is revoked after the case has closed',
        }),
      })
      .nullable(),
    archive: z
      .array(
        z.object({
          version: z.int(),
          act: z.string(),
          at: z.string(),
          officer: z.string(),
          reason: time,
          documents: archiveShape.nullable(),
        }),
      )
      .meta({
        description: '档案各版本（TJ84-5.2）；文书引用仅当事单位可见 Versions of the archive',
      }),
    keySupervision: z
      .array(
        z.object({
          material: z.string(),
          promise: z.string().nullable(),
          promisedOn: z.string(),
          from: z.string(),
          until: time,
          ended: time,
        }),
      )
      .meta({ description: '重点监管（TJ84-9.1）' }),
    assignee: z
      .string()
      .nullable()
      .meta({ description: '现由谁监管（TJ84-6） The officer who has it now' }),
    reminders: z
      .array(
        z.object({
          unit: z.string(),
          officer: time,
          duty: z.string(),
          count: z.int(),
          at: z.string(),
        }),
      )
      .meta({ description: '督办提醒（TJ84-15.4）' }),
  })
  .meta({ id: 'CommitmentCase' });
