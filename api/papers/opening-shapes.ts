/** How letters that open files are asked for and shown. */
import { z } from 'zod';
import type { OpeningPaperRow } from '../../db/queries/opening-papers.ts';
import { subjectId } from '../../domain/law/shapes.ts';
import { kindId, paperOf } from '../../domain/papers/kinds.ts';
import type { AnySpec } from '../http/route.ts';
import { kindShape } from './kinds-shown.ts';
import { paperShape, paperShown } from './shapes.ts';

const subject = z.strictObject({
  kind: z.enum(['institution', 'practitioner']),
  id: subjectId,
});

export const askedOpeningShape = z.strictObject({
  kind: z.string().max(120).meta({ description: '程序/文书 The procedure and the letter' }),
  subject: subject.meta({ description: '将要立卷的主体 About whom the file is to be opened' }),
  replaces: z.string().max(128).optional().meta({
    description: '重新制发时，代替哪一份 Which letter it takes the place of',
  }),
  fill: z.record(z.string().max(60), z.unknown()).optional().meta({
    description: '公文的项目 What the letter says',
  }),
});
export type AskedOpening = z.output<typeof askedOpeningShape>;

export const openingPaperShape = paperShape
  .extend({
    kind: z.string().meta({ description: '程序/文书 The procedure and the letter' }),
    file: z.string().nullable().meta({
      description:
        '据以立卷的案卷；空为尚未立卷 The file that was opened by it; null while there is none',
    }),
    subject: z.object({ kind: z.string(), id: z.string() }),
    opened: z.boolean().meta({
      description:
        '已有提交据以立卷，即将归入该卷 An act opens a file by it; it comes into that file presently',
    }),
  })
  .meta({ id: 'OpeningPaper' });

/** `words`: with the reason of its withdrawal, and what was filled in. */
export function openingShown(
  specs: readonly AnySpec[],
  row: OpeningPaperRow,
  words = false,
): z.infer<typeof openingPaperShape> {
  const { procedure, subjectKind, changed } = row;
  const { opens = {} } = paperOf(procedure, row.kind) ?? {};
  const shown = paperShown(specs, { ...row, file: row.file ?? '' }, new Map(), words);
  const about = { '/subject/kind': subjectKind, '/subject/id': row.subject };
  return {
    ...shown,
    kind: kindId(procedure, row.kind),
    file: row.file,
    subject: { kind: subjectKind, id: row.subject },
    opened: row.opened,
    entered: changed?.html === row.htmlSha256 && changed.docx === row.docxSha256,
    states: words && !row.erased ? { ...opens, ...about, ...row.filled } : null,
    document: {
      ...shown.document,
      where: `/v1/papers/openings/${encodeURIComponent(row.id)}?format=docx`,
    },
  };
}

export const openingKindShape = kindShape
  .pick({ kind: true, title: true, layout: true, clause: true, act: true, fill: true })
  .meta({ id: 'OpeningPaperKind' });
