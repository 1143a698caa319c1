/** 留言 Comments of a file, read. No official acts: nothing of them reaches the register or the engine (docs/decisions/0037). */
import { z } from 'zod';
import { commentOf as findComment, commentsOf, versionsOf } from '../../db/queries/comments.ts';
import { time } from '../files/file-shape.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { when } from '../http/when.ts';
import { fileOr404, type ActDeps } from '../intake/submit-act.ts';
import {
  about,
  commentOf,
  commentShape,
  hasWordsOfOthers,
  ofFile,
  oneComment,
  showsWords,
  tag,
  type CommentShown,
} from './comment-shape.ts';
import { readingScope } from './readers.ts';

type Sql = ActDeps['sql'];

export const commentRoutes =
  ({ sql }: ActDeps) =>
  (api: Api): void => {
    list(api, sql);
    single(api, sql);
  };

function list(api: Api, sql: Sql): void {
  const { format: _format, ...pages } = pageQuery;
  api.route(
    {
      method: 'get',
      path: '/v1/files/:id/comments',
      tag,
      summary: '案卷留言 — Comments of a file, newest first',
      description: '不是公文：不入台账，不改变任何义务。 No official acts.',
      auth: 'caller',
      reads: {
        kind: 'narrative',
        when: (body, reader) => hasWordsOfOthers((body as { items: CommentShown[] }).items, reader),
      },
      params: ofFile,
      query: z.strictObject({ ...pages, ...about }),
      problems: ['not-found', 'other-bureau', 'bad-cursor'],
      responses: {
        200: {
          description: '留言 Comments',
          schema: z.object({ items: z.array(commentShape), next: time }),
        },
      },
    },
    async ({ params: { id }, query: { cursor, limit = 50, ...of }, caller, req }) => {
      const file = await fileOr404(sql, id);
      const scope = await readingScope(sql, caller, file);
      const rows = await commentsOf(
        sql,
        { file: file.id, ...of },
        readCursor(cursor, at.serial),
        limit + 1,
      );
      const { items, next } = paged(rows, limit, ({ number }) => number);
      return {
        body: {
          items: items.map((row) => commentOf(row, showsWords(scope, caller, row))),
          next,
        },
        headers: linkToNext(req, next),
      };
    },
  );
}

function single(api: Api, sql: Sql): void {
  api.route(
    {
      method: 'get',
      path: '/v1/files/:id/comments/:number',
      tag,
      summary: '一条留言及其各版本 — One comment with its versions',
      auth: 'caller',
      reads: {
        kind: 'narrative',
        when: (body, reader) => hasWordsOfOthers([body as CommentShown], reader),
      },
      params: oneComment,
      problems: ['not-found', 'other-bureau'],
      responses: {
        200: {
          description: '留言 Comment',
          schema: commentShape.extend({
            versions: z.array(
              z.object({ version: z.int(), at: z.string(), words: z.string().nullable() }),
            ),
          }),
        },
      },
    },
    async ({ params: { id, number }, caller }) => {
      const file = await fileOr404(sql, id);
      const scope = await readingScope(sql, caller, file);
      const row = await findComment(sql, file.id, number);
      if (!row) throw new Problem('not-found');
      const shown = showsWords(scope, caller, row);
      // Whoever was mentioned in the last version was told of no other.
      const versions =
        scope === 'full' || row.officer === caller.id ? await versionsOf(sql, file.id, number) : [];
      return {
        body: {
          ...commentOf(row, shown),
          versions: versions.map((v) => ({ ...v, at: when(v.at)! })),
        },
      };
    },
  );
}
