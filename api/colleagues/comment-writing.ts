/** 写留言 Comments are written, corrected and withdrawn by their authors, with whom they mention; each must be allowed to read the file. */
import { z } from 'zod';
import {
  commentOf as findComment,
  correctComment,
  postComment,
  withdrawComment,
} from '../../db/queries/comments.ts';
import { dutyToAssign } from '../../db/queries/assignments.ts';
import { actById } from '../../db/queries/inbox.ts';
import type { FileWithView } from '../../db/queries/files.ts';
import { hashOf } from '../../db/queries/turns.ts';
import type { Caller } from '../http/authentication.ts';
import { badInput } from '../http/fields.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { describeRoute } from '../http/route.ts';
import { keyHeader, keyOf } from '../intake/idempotency-key.ts';
import { fileOr404, type ActDeps } from '../intake/submit-act.ts';
import {
  about,
  commentOf,
  commentShape,
  ofFile,
  oneComment,
  tag,
  written,
  type CommentShown,
} from './comment-shape.ts';
import { notReaders, readingScope } from './readers.ts';

type Sql = ActDeps['sql'];
/** What one officer writes and corrects within an hour: a conversation, and no flood. */
const MOST = 60;
/** How many versions a comment has at most: each is kept, and each may call other readers. */
const VERSIONS = 20;

export const commentWritingRoutes =
  ({ sql }: ActDeps) =>
  (api: Api): void => {
    writing(api, sql);
    correcting(api, sql);
    withdrawing(api, sql);
  };

const writingRoute = describeRoute({
  method: 'post',
  path: '/v1/files/:id/comments',
  tag,
  summary: '写留言 — Write a comment',
  description:
    '不是公文。提到的人员在 GET /v1/mentions 看到。 No official act. Whoever is mentioned finds it at GET /v1/mentions.',
  auth: 'caller',
  params: ofFile,
  headers: keyHeader,
  body: z.strictObject({ ...written, ...about }),
  problems: [
    'not-found',
    'other-bureau',
    'idempotency-key-missing',
    'idempotency-conflict',
    'mention-not-reader',
    'officer-removed',
  ],
  responses: { 201: { description: '已写下 Written', schema: commentShape } },
});

function writing(api: Api, sql: Sql): void {
  api.route(writingRoute, async ({ params: { id }, headers, body, caller }) => {
    const key = keyOf(headers);
    const file = await fileOr404(sql, id);
    await readingScope(sql, caller, file);
    const mentions = await mentionedIn(sql, file, caller, body.mentions);
    await assertThere(sql, file, body);
    const answer = await postComment(sql, {
      file: file.id,
      bureau: file.bureau,
      officer: caller.id,
      unit: caller.unit,
      system: caller.system ?? null,
      key,
      hash: hashOf(body),
      duty: body.duty ?? null,
      act: body.act ?? null,
      words: body.words,
      mentions,
      most: MOST,
    });
    if ('full' in answer) throw tooMuch();
    if (answer.same === false) throw new Problem('idempotency-conflict');
    return { status: 201, body: await own(sql, file.id, answer.number) };
  });
}

function correcting(api: Api, sql: Sql): void {
  api.route(
    {
      method: 'put',
      path: '/v1/files/:id/comments/:number',
      tag,
      summary: '更正本人的留言 — Correct one’s own comment',
      description:
        '成为新的版本，原来的版本保留；version 是所更正的版本。 A further version; the former ones stay. Its field says which version it corrects.',
      auth: 'caller',
      params: oneComment,
      body: z.strictObject({ ...written, version: z.int().min(1) }),
      problems: [
        'not-found',
        'other-bureau',
        'mention-not-reader',
        'comment-gone',
        'comment-final',
        'precondition-failed',
        'officer-removed',
      ],
      responses: { 200: { description: '已更正 Corrected', schema: commentShape } },
    },
    async ({ params: { id, number }, body, caller }) => {
      const file = await fileOr404(sql, id);
      await readingScope(sql, caller, file);
      const mentions = await mentionedIn(sql, file, caller, body.mentions);
      const { words, version } = body;
      const outcome = await correctComment(sql, {
        file: file.id,
        number,
        officer: caller.id,
        version,
        words,
        mentions,
        most: MOST,
        mostVersions: VERSIONS,
      });
      if (outcome === 'full') throw tooMuch();
      if (outcome === 'final') throw new Problem('comment-final');
      if (outcome === 'absent') throw new Problem('not-found');
      if (outcome === 'gone') throw new Problem('comment-gone');
      if (outcome === 'changed') throw new Problem('precondition-failed');
      return { body: await own(sql, file.id, number) };
    },
  );
}

function withdrawing(api: Api, sql: Sql): void {
  api.route(
    {
      method: 'delete',
      path: '/v1/files/:id/comments/:number',
      tag,
      summary: '撤回本人的留言 — Withdraw one’s own comment',
      description:
        '各版本的文字一并抹去，留言的位置保留；不能再查阅本卷的作者也可以撤回。 The words of every version go; that there was a comment stays. An author may, also who may not read the file any more.',
      auth: 'caller',
      params: oneComment,
      problems: ['not-found', 'other-bureau', 'officer-removed'],
      responses: { 204: { description: '已撤回 Withdrawn' } },
    },
    async ({ params: { id, number }, caller }) => {
      const file = await fileOr404(sql, id);
      await assertMayWithdraw(sql, caller, file, number);
      const outcome = await withdrawComment(sql, file.id, number, caller.id);
      if (outcome === 'absent') throw new Problem('not-found');
      return { status: 204 };
    },
  );
}

/** One's own words go also where the file may not be read any more; from whom it is hidden nothing is heard of it (QY-17.1). */
async function assertMayWithdraw(
  sql: Sql,
  caller: Caller,
  file: FileWithView,
  number: number,
): Promise<void> {
  const own = (await findComment(sql, file.id, number))?.officer === caller.id;
  try {
    await readingScope(sql, caller, file);
  } catch (error) {
    const hidden = error instanceof Problem && error.code === 'not-independent';
    if (!own || hidden || !(error instanceof Problem)) throw error;
  }
}

const tooMuch = () => new Problem('rate-limited', { headers: { 'Retry-After': '3600' } });

const own = async (sql: Sql, file: string, number: number): Promise<CommentShown> =>
  commentOf((await findComment(sql, file, number))!, true);

/** Once each, and not the author. */
async function mentionedIn(
  sql: Sql,
  file: FileWithView,
  caller: Caller,
  mentions: readonly string[] = [],
): Promise<string[]> {
  const wrong = await notReaders(sql, file, mentions);
  if (wrong.length > 0)
    throw new Problem('mention-not-reader', {
      clause: 'X-4',
      fields: wrong.map((n) => ({
        in: 'body',
        path: `/mentions/${n}`,
        zh: '不是能够查阅本卷的在册人员',
        en: 'Not a registered officer who may read this file',
      })),
    });
  return [...new Set(mentions)].filter((id) => id !== caller.id);
}

/** What it is about is in the file. */
async function assertThere(
  sql: Sql,
  file: FileWithView,
  { duty, act }: { duty?: string | undefined; act?: string | undefined },
): Promise<void> {
  const missing = [
    duty !== undefined && !(await dutyToAssign(sql, file.id, duty)) && '/duty',
    act !== undefined && !(await actById(sql, file.id, act)) && '/act',
  ].filter((path) => path !== false);
  if (missing.length > 0)
    throw badInput(
      missing.map((path) => ({
        in: 'body',
        path,
        zh: '本卷没有这一项',
        en: 'There is none in this file',
      })),
    );
}
