/** 原样 A paper is given out as it was issued, and as it is on record, or not at all. */
import { createHash } from 'node:crypto';
import type { Response } from 'express';
import type { Sql } from '../../db/client.ts';
import { paperBytes } from '../../db/queries/papers.ts';
import { sha256 } from '../../db/queries/turns.ts';
import { numberText } from '../../domain/papers/number.ts';
import { Problem } from '../http/problems.ts';

export const formats = ['json', 'html', 'docx'] as const;
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

/** Whoever keeps the file sees by its name that it is void. */
const voidMark = ({ withdrawnAt, replacedBy }: OnRecord): string =>
  withdrawnAt !== null ? '（作废）' : replacedBy !== null ? '（已被代替）' : '';

/** `entered`: the hashes that the register, or the log, has of it. */
export async function sendAsIssued(
  sql: Sql,
  res: Response,
  row: OnRecord,
  { format, entered }: { format: 'html' | 'docx'; entered: { html: string; docx: string } | null },
): Promise<void> {
  const bytes = await paperBytes(sql, row.id);
  if (!bytes) throw new Problem('paper-erased');
  const docx = createHash('sha256').update(bytes.docx).digest('hex');
  if (entered?.html !== sha256(bytes.html) || entered.docx !== docx)
    throw new Problem('paper-differs');
  res.attachment(`${numberText(row)}${voidMark(row)}.${format}`);
  res.set('Content-Type', types[format]);
  if (format === 'docx') return void res.end(bytes.docx);
  res.set(
    'Content-Security-Policy',
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  );
  res.end(bytes.html);
}
