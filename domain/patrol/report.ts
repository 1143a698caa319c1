/** 监控发现 What a registered system of the monitoring has found, as it reports it, and how it is answered (TJ51-4.2). */
import { z } from 'zod';
import { findingId } from '../audit-finding/finding.ts';
import type { ProblemCode } from '../law/codes.ts';
import { document, instantText, line, subjectId } from '../law/shapes.ts';
import { matterCodes } from '../penalty-case/terms.ts';

/** How many in one call. */
export const BATCH = 200;

export const reportShape = z
  .strictObject({
    finding: findingId,
    subject: z.strictObject({ kind: z.enum(['institution', 'practitioner']), id: subjectId }),
    matter: z.enum(matterCodes).meta({ description: '案由 The matter' }),
    matterRef: z
      .string()
      .regex(/^[a-z0-9-]{1,40}$/, {
        error: '案由编号：1–40 位小写字母、数字或 - | 1–40 of a–z, 0–9, -',
      })
      .optional(),
    foundAt: instantText,
    detail: line(2000).meta({
      description: '说明；不含参保人员身份信息 What was found; no personal data of patients',
    }),
    document,
  })
  .meta({ id: 'PatrolFinding' });

/** Why an event changes nothing, as the database says it. */
export const refusedAs: Readonly<
  Record<string, { code: ProblemCode; zh: string; en: string; lawfulZh: string; lawfulEn: string }>
> = {
  'unknown-subject': {
    code: 'unknown-reference',
    zh: '本局没有登记该主体。',
    en: 'The bureau has registered no such subject.',
    lawfulZh: '核对主体编号，或者先登记；然后原样重发。',
    lawfulEn: 'Check the id, or register it first; then send it again.',
  },
  'no-body': {
    code: 'not-owed-by-you',
    zh: '本局没有登记可以办理该主体的监督机构。',
    en: 'The bureau has registered no supervision body that deals with this subject.',
    lawfulZh: '先登记监督机构及其辖区；然后原样重发。',
    lawfulEn: 'Register the body and its area first; then send it again.',
  },
  future: {
    code: 'in-the-future',
    zh: '发现时间在将来。',
    en: 'The finding is dated in the future.',
    lawfulZh: '核对时间，用新的发现编号报送。',
    lawfulEn: 'Check the time, and report it under a new id.',
  },
};
