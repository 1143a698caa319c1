/** 留言的写法 A comment as it is written and as it is shown. */
import { z } from 'zod';
import type { CommentRow } from '../../db/queries/comments.ts';
import { line, officerId } from '../../domain/law/shapes.ts';
import { fileId, time } from '../files/file-shape.ts';
import type { Caller } from '../http/authentication.ts';
import { when } from '../http/when.ts';
import type { Scope } from '../intake/authority.ts';

export const tag = '同事之间 Between colleagues';
const LONGEST = 2000;

export const ofFile = z.strictObject({ id: fileId });
export const oneComment = z.strictObject({
  id: fileId,
  number: z.coerce.number().int().min(1).max(1e9),
});
/** What in the file it is about, where it is about one thing. */
export const about = {
  duty: z.string().min(1).max(200).optional(),
  act: z.string().min(1).max(64).optional(),
};

/** One line of plain text; nothing in it turns the direction of writing, so that it reads as it was written. */
const words = line(LONGEST)
  .refine((text) => !/\p{Bidi_Control}/u.test(text), {
    error: '不得含改变书写方向的控制字符 | No characters that turn the direction of writing',
  })
  .meta({ description: '纯文字，不分段 Plain text of one line' });

export const written = {
  words,
  mentions: z.array(officerId).max(20).optional().meta({
    description:
      '提到的人员，须能查阅本卷 Officers who are told of it; each must be allowed to read the file',
  }),
};

export const commentShape = z
  .object({
    file: z.string(),
    number: z.int(),
    duty: time.meta({ description: '就哪一项义务 About which duty' }),
    act: time.meta({ description: '就哪一份文书 About which act' }),
    officer: z.string(),
    unit: z.string(),
    at: z.string(),
    version: z.int(),
    correctedAt: time,
    state: z.enum(['stands', 'withdrawn', 'erased']),
    shown: z.boolean().meta({
      description:
        '内容是否向本人显示：能查阅全卷的，本人所写或者提到本人的 Whether the words are shown: to whoever reads the file in full, to the author, and to whoever is mentioned',
    }),
    words: z.string().nullable(),
    mentions: z.array(z.string()),
  })
  .meta({ id: 'Comment' });
export type CommentShown = z.infer<typeof commentShape>;

/** Being a coordinator alone shows nobody what others have written to each other: only what is for them. */
export const showsWords = (scope: Scope, caller: Caller, row: CommentRow): boolean =>
  scope === 'full' || row.officer === caller.id || row.mentions.includes(caller.id);

export function commentOf(row: CommentRow, shown: boolean): CommentShown {
  return {
    file: row.file,
    number: row.number,
    duty: row.duty,
    act: row.act,
    officer: row.officer,
    unit: row.unit,
    at: when(row.at)!,
    version: row.version,
    correctedAt: row.version > 1 ? when(row.writtenAt) : null,
    state: row.state,
    shown,
    words: shown ? row.words : null,
    mentions: shown ? row.mentions : [],
  };
}

/** Words of somebody else. */
export const hasWordsOfOthers = (items: readonly CommentShown[], reader: string): boolean =>
  items.some(({ words: said, officer }) => said !== null && officer !== reader);
