/** A file as it is shown, whatever its procedure. */
import { z } from 'zod';
import type { FileRow } from '../../db/queries/files.ts';
import { when } from '../http/when.ts';

export const time = z.string().nullable();

export const tag = '案卷 Files';

export const fileId = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9._-]+$/, { error: '案卷编号格式不符 | Not a file id' });

export const fileShape = z
  .object({
    id: z.string(),
    procedure: z.string(),
    bureau: z.string(),
    subject: z.object({ kind: z.string(), id: z.string() }),
    direction: time,
    stage: z.string(),
    attention: z.string(),
    nextDue: time,
    awaited: time,
    blocking: time.meta({ description: '现在等哪个单位 Who is blocking' }),
    openedAt: z.string(),
    closedAt: time,
    outcome: time,
    version: z.int(),
    fault: time.meta({
      description: '技术故障代码 Why the file cannot write, while attention is technical',
    }),
  })
  .meta({ id: 'File' });

export function fileOf(f: FileRow) {
  return {
    id: f.id,
    procedure: f.procedure,
    bureau: f.bureau,
    subject: { kind: f.subjectKind, id: f.subjectId },
    direction: f.direction,
    stage: f.stage,
    attention: f.attention,
    nextDue: when(f.nextDue),
    awaited: f.awaited,
    blocking: f.blocking,
    openedAt: when(f.openedAt)!,
    closedAt: when(f.closedAt),
    outcome: f.outcome,
    version: f.version,
    fault: f.fault,
  };
}
