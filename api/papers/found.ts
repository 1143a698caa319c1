/** 查找 The file, the kind and the paper that a request names, or why not. */
import type { findFile } from '../../db/queries/files.ts';
import { paperById } from '../../db/queries/papers.ts';
import type { Paper } from '../../domain/law/papers.ts';
import { paperOf } from '../../domain/papers/kinds.ts';
import type { Caller } from '../http/authentication.ts';
import { Problem } from '../http/problems.ts';
import { scopeOf } from '../intake/authority.ts';
import { fileOr404, type ActDeps } from '../intake/submit-act.ts';

type File = NonNullable<Awaited<ReturnType<typeof findFile>>>;

/** Papers are words of the file: whoever reads all of it reads them. */
export async function readInFull({ sql }: ActDeps, caller: Caller, id: string): Promise<File> {
  const file = await fileOr404(sql, id);
  if ((await scopeOf(sql, caller, file)) === 'full') return file;
  throw new Problem('not-authorised', {
    clause: 'X-4',
    say: {
      zh: '公文只供可以查阅全卷的人员查阅。',
      en: 'Papers are for those who may read the whole file.',
    },
    lawful: {
      zh: '由当事单位或者其上级查阅。',
      en: 'A party unit or a superior of one may read them.',
    },
  });
}

export const kindOf = (file: File, kind: string): Paper => {
  const paper = paperOf(file.procedure, kind);
  if (paper) return paper;
  throw new Problem('not-found', {
    say: { zh: '本程序没有这种公文。', en: 'This procedure has no such paper.' },
    lawful: {
      zh: '可以制发的种类见 GET /v1/files/{id}/papers。',
      en: 'What can be issued is listed by GET /v1/files/{id}/papers.',
    },
  });
};

export const paperOr404 = async (
  { sql }: ActDeps,
  file: File,
  id: string,
): Promise<NonNullable<Awaited<ReturnType<typeof paperById>>>> => {
  const row = await paperById(sql, file.id, id);
  if (!row) throw new Problem('not-found');
  return row;
};
