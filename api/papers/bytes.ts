/** 原样 A paper is given out as it was issued, and as it is on record, or not at all. */
import { createHash } from 'node:crypto';
import type { Response } from 'express';
import { z } from 'zod';
import type { Sql } from '../../db/client.ts';
import { paperBytes } from '../../db/queries/papers.ts';
import { sha256 } from '../../db/queries/turns.ts';
import { numberText } from '../../domain/papers/number.ts';
import { Problem } from '../http/problems.ts';

const formats = ['json', 'html', 'docx'] as const;
export const bytesQuery = z.strictObject({
  format: z.enum(formats).optional(),
  void: z
    .enum(['true'])
    .optional()
    .meta({ description: '查阅不再有效的文书 To read one that does not stand any more' }),
});
export const types = {
  html: 'text/html; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;

interface OnRecord {
  id: string;
  mark: string;
  year: number;
  number: number;
  withdrawnAt: number | null;
  replacedBy: string | null;
}

type State = 'issued' | 'withdrawn' | 'replaced';
export const stateOf = ({
  withdrawnAt,
  replacedBy,
}: Pick<OnRecord, 'withdrawnAt' | 'replacedBy'>): State =>
  withdrawnAt !== null ? 'withdrawn' : replacedBy !== null ? 'replaced' : 'issued';

/** Whoever keeps the file sees by its name that it is void. */
const voidMarks = { issued: '', withdrawn: '（作废）', replaced: '（已被代替）' } as const;

const isVoid = (row: OnRecord): Problem =>
  new Problem('paper-void', {
    lawful: {
      zh: `${numberText(row)} 不再有效，不得送达${row.replacedBy === null ? '' : `；代替它的为 ${row.replacedBy}`}。仅供查阅的，写明 void=true。`,
      en: `${numberText(row)} does not stand any more and is not to be served${row.replacedBy === null ? '' : `; ${row.replacedBy} has taken its place`}. To read it, say void=true.`,
    },
  });

/** `entered`: the hashes that the register, or the log, has of it. `void`: whoever asks knows that it may not stand any more. */
export async function sendAsIssued(
  sql: Sql,
  res: Response,
  row: OnRecord,
  {
    format,
    entered,
    void: readsVoid,
  }: {
    format: 'html' | 'docx';
    entered: { html: string; docx: string } | null;
    void: 'true' | undefined;
  },
): Promise<void> {
  const state = stateOf(row);
  // Nobody serves by mistake what does not stand.
  if (state !== 'issued' && readsVoid === undefined) throw isVoid(row);
  const bytes = await paperBytes(sql, row.id);
  if (!bytes) throw new Problem('paper-erased');
  const docx = createHash('sha256').update(bytes.docx).digest('hex');
  if (entered?.html !== sha256(bytes.html) || entered.docx !== docx)
    throw new Problem('paper-differs');
  res.attachment(`${numberText(row)}${voidMarks[state]}.${format}`);
  res.set('Content-Type', types[format]);
  res.set('Duban-Paper-Status', state);
  if (format === 'docx') return void res.end(bytes.docx);
  res.set(
    'Content-Security-Policy',
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  );
  res.end(bytes.html);
}
