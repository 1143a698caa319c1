/** What the answer to an act says to whoever filed it: the receipt, what the act lacked, and what is owed because of it. */
import { z } from 'zod';
import type { Act } from '../../domain/law/act.ts';
import type { Started, Verdict } from '../../domain/law/verdict.ts';
import { formatInstant } from '../../domain/time/civil-date.ts';

const sentence = z.object({ zh: z.string(), en: z.string() });

export const receiptShape = z
  .object({
    act: z.string(),
    number: z.int().meta({ description: '收件序号 The number in the inbox of the file' }),
    hash: z.string(),
    receivedAt: z.string(),
    arrivedAt: z.string(),
  })
  .meta({
    id: 'Receipt',
    description: '收件回执 What was received, when, and the hash of its content',
  });

export const startedShape = z
  .object({
    key: z.string(),
    duty: z.string(),
    item: z.string().optional(),
    act: z.string(),
    action: sentence,
    kind: z
      .enum(['within', 'until'])
      .meta({ description: '应当（within）或者可以（until） Owed, or a window' }),
    owedBy: z.string(),
    owedTo: z.string(),
    due: z.string(),
    inclusive: z.boolean(),
    status: z.enum(['firm', 'provisional']),
    force: z.enum(['text', 'reading', 'management']),
    clause: z.string(),
  })
  .meta({
    id: 'StartedDuty',
    description:
      '由此引起的义务和期限，以裁定时为准 A duty that began with the act, as it stood at the verdict',
  });

/** Absent while the verdict is pending. */
export const consequences = {
  started: z
    .array(startedShape)
    .optional()
    .meta({ description: '由此引起的义务 The duties that began with it' }),
  warnings: z
    .array(z.string())
    .optional()
    .meta({ description: '提示，不影响采纳 What is lacking without being a bar' }),
};

export const receiptOf = ({
  id,
  number,
  hash,
  receivedAt,
  arrivedAt,
}: Pick<Act, 'id' | 'number' | 'hash' | 'receivedAt' | 'arrivedAt'>): z.infer<
  typeof receiptShape
> => ({
  act: id,
  number,
  hash,
  receivedAt: formatInstant(receivedAt),
  arrivedAt: formatInstant(arrivedAt),
});

const startedOf = ({ due, ...rest }: Started): z.infer<typeof startedShape> => ({
  ...rest,
  due: formatInstant(due),
});

export function consequencesOf(verdict: Verdict | undefined): {
  started?: z.infer<typeof startedShape>[];
  warnings?: string[];
} {
  if (!verdict?.accepted) return {};
  return {
    started: (verdict.started ?? []).map(startedOf),
    warnings: [...(verdict.warnings ?? [])],
  };
}
