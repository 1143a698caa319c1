/** 触碰 A touch as it is reported, and how it is answered: what it came to, or why it changes nothing (TJ51-6.2, 6.3). */
import { z } from 'zod';
import type { ProblemCode } from '../law/codes.ts';
import { instantText, subjectId } from '../law/shapes.ts';
import { indicatorId, measured } from './indicator.ts';

/** How many in one call. */
export const BATCH = 500;

export const eventId = z
  .string()
  .regex(/^[\x21-\x7e]{1,128}$/, {
    error: '事件编号：1–128 个可见 ASCII 字符 | An event id: 1–128 printable ASCII characters',
  })
  .meta({ description: '事件编号，重发时不变 Stays the same when it is sent again' });

export const touchShape = z
  .strictObject({
    event: eventId,
    subject: z.strictObject({ kind: z.enum(['institution', 'practitioner']), id: subjectId }),
    indicator: indicatorId,
    value: measured,
    measuredAt: instantText,
  })
  .meta({ id: 'Touch' });

export const taken = ['below', 'warned', 'touched', 'noted'] as const;
/** 未达预警值 · 首次达到，已警示 · 达到熔断值 · 达到预警值 */
export type TakenAs = (typeof taken)[number];

/** Why a touch changes nothing, as the database says it. */
export const refusedAs: Readonly<
  Record<string, { code: ProblemCode; zh: string; en: string; lawfulZh: string; lawfulEn: string }>
> = {
  future: {
    code: 'in-the-future',
    zh: '测量时间晚于收到时间。',
    en: 'It was measured later than it came in.',
    lawfulZh: '核对系统时钟，用新的事件编号重新报送。',
    lawfulEn: 'Check the clock of the system, and report it under a new event id.',
  },
  stale: {
    code: 'touch-stale',
    zh: '测量时间过早，已超过本局所定的时限。',
    en: 'It was measured longer ago than the bureau takes in.',
    lawfulZh: '及时报送；管理设定 staleHours。',
    lawfulEn: 'Report sooner; the setting is staleHours.',
  },
  spent: {
    code: 'touch-stale',
    zh: '测量于复位之前，不再计入。',
    en: 'It was measured before the reset and is spent.',
    lawfulZh: '无需处理；复位之后的触碰重新警示。',
    lawfulEn: 'Nothing to do; a touch after the reset warns anew.',
  },
  'unknown-subject': {
    code: 'unknown-reference',
    zh: '本局没有登记该主体。',
    en: 'The bureau has registered no such subject.',
    lawfulZh: '核对主体编号，或先登记；用新的事件编号重新报送。',
    lawfulEn: 'Check the id, or register it first; report under a new event id.',
  },
  'unknown-indicator': {
    code: 'indicator-unknown',
    zh: '本局没有该指标。',
    en: 'The bureau has no such indicator.',
    lawfulZh: '核对指标编号：GET /v1/indicators。',
    lawfulEn: 'Check it: GET /v1/indicators.',
  },
  'not-in-force': {
    code: 'indicator-not-in-force',
    zh: '测量时没有生效的版本，或者该版本已经结束。',
    en: 'No version was in force when it was measured, or that version has ended.',
    lawfulZh: '按现行版本测量。',
    lawfulEn: 'Measure under the version in force.',
  },
  'other-subject': {
    code: 'indicator-other-subject',
    zh: '该指标不适用于此类主体。',
    en: 'The indicator is not for such a subject.',
    lawfulZh: '核对主体类别。',
    lawfulEn: 'Check the kind of subject.',
  },
};
