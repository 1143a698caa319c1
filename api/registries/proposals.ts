/** 双人复核 The proposals of a bureau: seen, confirmed, rejected, withdrawn. */
import { canonicalize } from 'json-canonicalize';
import { z } from 'zod';
import type { Querying, Sql } from '../../db/client.ts';
import {
  decideProposal,
  findProposal,
  proposalsOf,
  type Decided,
  type ProposalRow,
} from '../../db/queries/proposals.ts';
import { line } from '../../domain/law/shapes.ts';
import type { Caller } from '../http/authentication.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import { tagged } from '../http/etag.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import type { Reply } from '../http/route.ts';
import { when } from '../http/when.ts';
import { assertPerson, type Ground, proposed } from './two-persons.ts';

const tag = '双人复核 Two persons';
const tagOf = ({ hash }: ProposalRow): string => `"${hash}"`;
const states = ['proposed', 'confirmed', 'rejected', 'withdrawn'] as const;
const text = z.string().nullable();
const shape = z
  .object({
    id: z.int(),
    what: z.string(),
    subject: z.string(),
    before: z.unknown().meta({ description: '提出时的现状 As it stood when it was proposed' }),
    after: z.unknown(),
    hash: z.string(),
    reason: z.string(),
    by: z.string(),
    at: z.string(),
    expiresAt: z.string(),
    bootstrap: z.boolean().meta({
      description:
        '首次设立：本局尚无第二名管理员时一人办理 Applied by one, while the bureau had no second administrator',
    }),
    state: z.enum(states),
    decidedBy: text,
    decidedAt: text,
    decidedReason: text,
  })
  .meta({ id: 'Proposal' });

const proposalShown = ({ bureau: _bureau, ...row }: ProposalRow): z.infer<typeof shape> => ({
  ...row,
  at: when(row.at)!,
  expiresAt: when(row.expiresAt)!,
  decidedAt: when(row.decidedAt),
});

export const proposalShape = shape;

/** What a route answers whose change is proposed: 202 with the proposal, or 204 where it was applied at once. */
export async function proposalReply<A extends object>(
  sql: Sql,
  ground: Ground<A>,
  after: A,
  { caller, reason }: { caller: Caller; reason: string },
): Promise<Reply> {
  const { id, bootstrap } = await proposed(sql, ground, after, { caller, reason });
  if (bootstrap) return { status: 204 };
  const row = (await findProposal(sql, caller.bureau, id))!;
  return {
    status: 202,
    body: proposalShown(row),
    headers: { Location: `/v1/proposals/${id}`, ETag: tagOf(row) },
  };
}
const params = z.strictObject({ id: z.coerce.number().int().min(1).max(2_147_483_647) });

export const proposalRoutes =
  (grounds: readonly Ground[]) =>
  (api: Api): void => {
    list(api);
    one(api);
    deciding(api, grounds, 'confirmation', 'confirmed');
    deciding(api, grounds, 'rejection', 'rejected');
    deciding(api, grounds, 'withdrawal', 'withdrawn');
  };

function list(api: Api): void {
  api.route(
    {
      method: 'get',
      path: '/v1/proposals',
      tag,
      summary: '待复核的变更 — Proposals, the newest first',
      auth: ['administrator', 'regulator'],
      reads: 'none',
      query: z.strictObject({
        cursor: pageQuery.cursor,
        limit: pageQuery.limit,
        state: z.enum(states).optional(),
      }),
      responses: {
        200: {
          description: '一页 A page',
          schema: z.object({ items: z.array(shape), next: text }),
        },
      },
      problems: ['bad-cursor', 'officer-removed'],
    },
    async ({ query: { cursor, limit = 100, state }, caller, req }) => {
      const of = { bureau: caller.bureau, state, before: readCursor(cursor, at.number) };
      const rows = await proposalsOf(api.deps.sql, of, limit + 1);
      const { items, next } = paged(rows, limit, ({ id }) => id);
      return { body: { items: items.map(proposalShown), next }, headers: linkToNext(req, next) };
    },
  );
}

function one(api: Api): void {
  api.route(
    {
      method: 'get',
      path: '/v1/proposals/:id',
      tag,
      summary: '一项待复核的变更 — One proposal; its ETag is what is confirmed',
      auth: ['administrator', 'regulator'],
      reads: 'none',
      params,
      responses: {
        200: { description: '变更 Proposal', schema: shape },
        304: { description: '未变 Unchanged' },
      },
      problems: ['not-found', 'officer-removed'],
    },
    async ({ params: { id }, caller, req }) => {
      const row = await findProposal(api.deps.sql, caller.bureau, id);
      if (!row) throw new Problem('not-found');
      return tagged(req, { body: proposalShown(row) }, row.hash, () => tagOf(row));
    },
  );
}

const summaries = {
  confirmed: '复核同意并生效 — Another person confirms a proposal, and it is applied',
  rejected: '复核不同意 — Another person rejects a proposal',
  withdrawn: '撤回 — Whoever has proposed it withdraws it',
} as const;

function deciding(
  api: Api,
  grounds: readonly Ground[],
  name: string,
  state: keyof typeof summaries,
): void {
  api.route(
    {
      method: 'post',
      path: `/v1/proposals/:id/${name}`,
      tag,
      summary: summaries[state],
      auth: ['administrator'],
      params,
      headers: z.looseObject({
        'if-match': z.string().max(200).meta({
          description: '读取该变更时的 ETag The ETag of the proposal as it was read',
        }),
      }),
      body: z.strictObject({
        reason: state === 'confirmed' ? line(500).optional() : line(500),
      }),
      responses: { 200: { description: '已决定 Decided', schema: shape } },
      problems: [
        'not-found',
        'officer-removed',
        'precondition-failed',
        'proposal-person',
        'proposal-own',
        'proposal-decided',
        'proposal-expired',
        'proposal-stale',
      ],
    },
    async ({ params: { id }, body, headers, caller }) => {
      assertPerson(caller);
      const hash = /^"([0-9a-f]{64})"$/.exec(headers['if-match'].trim())?.[1] ?? '';
      const { reason = null } = body as { reason?: string };
      const row = await api.deps.sql.begin((tx) =>
        decided(tx, grounds, caller, { id, hash, state, reason }),
      );
      return { body: proposalShown(row) };
    },
  );
}

async function decided(
  tx: Querying,
  grounds: readonly Ground[],
  { bureau, id: by }: Caller,
  decision: { id: number; hash: string; state: keyof typeof summaries; reason: string | null },
): Promise<ProposalRow> {
  refuse(await decideProposal(tx, { ...decision, bureau, by }));
  const row = (await findProposal(tx, bureau, decision.id))!;
  const ground = grounds.find(({ what }) => what === row.what);
  if (row.state !== 'confirmed') return row;
  const after = row.after as object;
  const stands = await ground!.before(tx, bureau, after);
  if (canonicalize(stands) !== canonicalize(row.before)) throw new Problem('proposal-stale');
  await ground!.apply(tx, after, { bureau, officer: row.by, reason: row.reason });
  return row;
}

function refuse(answer: Decided): void {
  switch (answer) {
    case 'done':
      return;
    case 'none':
      throw new Problem('not-found');
    case 'decided':
      throw new Problem('proposal-decided');
    case 'own':
    case 'not-own':
      throw new Problem('proposal-own');
    case 'changed':
      throw new Problem('precondition-failed');
    case 'expired':
      throw new Problem('proposal-expired');
    case 'lapsed':
      throw new Problem('proposal-stale');
  }
}
