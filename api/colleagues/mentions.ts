/** 提到我的 Comments that mention whoever asks, as long as they may read the file. */
import { z } from 'zod';
import { mentionsOf, mentionsSeen, unseenByFile } from '../../db/queries/comments.ts';
import { fileId, time } from '../files/file-shape.ts';
import type { Caller } from '../http/authentication.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import type { Api } from '../http/openapi.ts';
import { describeRoute } from '../http/route.ts';
import { when } from '../http/when.ts';
import { requireReader } from '../intake/authority.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import {
  commentOf,
  commentShape,
  hasWordsOfOthers,
  tag,
  type CommentShown,
} from './comment-shape.ts';
import { readableNow } from './readers.ts';

const mentionShape = commentShape
  .extend({ mentionedAt: z.string(), seen: z.boolean() })
  .meta({ id: 'Mention' });
const place = z.tuple([at.instant, at.id, at.serial]);

/** 未读 In how many comments of which file somebody is mentioned and has not seen it; of files that they may read now. */
async function unseenFor(
  sql: ActDeps['sql'],
  caller: Caller,
): Promise<{ file: string; n: number }[]> {
  const all = await unseenByFile(sql, caller.id);
  const readable = await readableNow(
    sql,
    caller,
    all.map(({ file }) => file),
  );
  return all.filter(({ file }) => readable.has(file));
}

export const mentionRoutes =
  ({ sql }: ActDeps) =>
  (api: Api): void => {
    list(api, sql);
    counts(api, sql);
    seeing(api, sql);
  };

const { format: _format, ...pages } = pageQuery;
const mentionList = describeRoute({
  method: 'get',
  path: '/v1/mentions',
  tag,
  summary: '提到我的 — Comments that mention the caller, newest first',
  description:
    '现在不能查阅的案卷不显示，一页可以少于 limit。 Files that the caller may not read now are left out: a page may hold fewer than its limit.',
  auth: 'caller',
  reads: {
    kind: 'narrative',
    when: (body, reader) => hasWordsOfOthers((body as { items: CommentShown[] }).items, reader),
  },
  query: z.strictObject({ ...pages, unseen: z.enum(['true']).optional() }),
  problems: ['bad-cursor'],
  responses: {
    200: {
      description: '留言 Comments',
      schema: z.object({ items: z.array(mentionShape), next: time }),
    },
  },
});

function list(api: Api, sql: ActDeps['sql']): void {
  api.route(mentionList, async ({ query: { cursor, limit = 50, unseen }, caller, req }) => {
    requireReader(caller);
    const [mentionedAt, file, number] = readCursor(cursor, place) ?? [];
    const rows = await mentionsOf(
      sql,
      caller.id,
      { unseen: unseen === 'true' },
      mentionedAt === undefined ? undefined : { at: mentionedAt, file: file!, number: number! },
      limit + 1,
    );
    const { items, next } = paged(rows, limit, (row) => [row.mentionedAt, row.file, row.number]);
    const readable = await readableNow(
      sql,
      caller,
      items.map((row) => row.file),
    );
    return {
      body: {
        items: items
          .filter((row) => readable.has(row.file))
          .map((row) => ({
            ...commentOf(row, true),
            mentionedAt: when(row.mentionedAt)!,
            seen: row.seen,
          })),
        next,
      },
      headers: linkToNext(req, next),
    };
  });
}

function counts(api: Api, sql: ActDeps['sql']): void {
  api.route(
    {
      method: 'get',
      path: '/v1/mentions/counts',
      tag,
      summary: '提到我的未读数 — How many mentions the caller has not seen',
      auth: 'caller',
      reads: 'none',
      responses: {
        200: {
          description: '未读数，只计现在能查阅的案卷 Of files that may be read now',
          schema: z.object({ unseen: z.int() }).meta({ id: 'MentionCounts' }),
        },
      },
    },
    async ({ caller }) => {
      requireReader(caller);
      const unseen = (await unseenFor(sql, caller)).reduce((sum, { n }) => sum + n, 0);
      return { body: { unseen } };
    },
  );
}

function seeing(api: Api, sql: ActDeps['sql']): void {
  api.route(
    {
      method: 'post',
      path: '/v1/mentions/seen',
      tag,
      summary: '标为已读 — Mark mentions as seen',
      auth: 'caller',
      body: z.strictObject({
        items: z
          .array(z.strictObject({ file: fileId, number: z.int().min(1).max(1e9) }))
          .min(1)
          .max(200),
      }),
      problems: ['officer-removed'],
      responses: { 204: { description: '已记下 Noted' } },
    },
    async ({ body: { items }, caller }) => {
      await mentionsSeen(sql, caller.id, items);
      return { status: 204 };
    },
  );
}
