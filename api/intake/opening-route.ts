/** 立卷的路由 The route that opens a file, one for all procedures: under the caller's key, which brings the same answer when it is sent again. */
import type { z } from 'zod';
import type { ProblemCode } from '../../domain/law/codes.ts';
import type { Role } from '../../domain/registry/roles.ts';
import type { Caller } from '../http/authentication.ts';
import type { Api } from '../http/openapi.ts';
import { openedShape, type OpenedReply } from './opened.ts';
import { keyHeader, keyOf } from './idempotency-key.ts';

interface OpeningRoute<B extends z.ZodType> {
  path: string;
  tag: string;
  /** 中文 — English. */
  summary: string;
  description: string;
  /** Who may open it; any registered caller where nothing is said. */
  auth?: readonly Role[];
  body: B;
  /** The act by which the file opens, and its clause. */
  opens: { type: string; clause: string | ((body: unknown) => string) };
  /** What a 200 says, where another file may have taken it in. */
  again?: string;
  /** What a 201 says. */
  opened?: string;
  /** Problem codes beside those that the key may cause. */
  problems: readonly ProblemCode[];
}

/** What an opening answers, whichever route it comes by. */
export const openedAnswers = (
  again = '重复提交 Sent again',
  opened = '已立卷 Opened',
): Readonly<Record<200 | 201 | 202, { description: string; schema: typeof openedShape }>> => ({
  200: { description: again, schema: openedShape },
  201: { description: opened, schema: openedShape },
  202: { description: '已收到，待处理 Received', schema: openedShape },
});

/** Mounts it; `open` is given the body, who sends it, and under which key. */
export function openingRoute<B extends z.ZodType>(
  api: Api,
  { auth, again, opened, problems, ...route }: OpeningRoute<B>,
  open: (body: z.output<B>, caller: Caller, key: string) => Promise<OpenedReply>,
): void {
  api.route(
    {
      ...route,
      method: 'post',
      auth: auth ?? 'caller',
      headers: keyHeader,
      responses: openedAnswers(again, opened),
      problems: [...problems, 'idempotency-conflict', 'idempotency-key-missing'],
    },
    async ({ body, caller, headers }) => open(body, caller, keyOf(headers)),
  );
}
