/** 双人复核 The proposals of a bureau: seen, confirmed, rejected, withdrawn. */
import { canonicalize } from 'json-canonicalize';
import { z } from 'zod';
import { findCallers } from '../../db/queries/access.ts';
import type { Querying } from '../../db/client.ts';
import {
  decideProposal,
  findProposal,
  proposalBecame,
  proposalsOf,
  type Decided,
  type ProposalRow,
} from '../../db/queries/proposals.ts';
import { line } from '../../domain/law/shapes.ts';
import { holds, registered, requireRole, type Caller } from '../http/authentication.ts';
import type { Deps } from '../http/deps.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import { tagged, unchanged } from '../http/etag.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { proposalShape, proposalShown, proposalStates, tagOf } from './proposal-shape.ts';
import { writeProblems } from './terms.ts';
import { assertPerson, hashOfProposal, type Ground } from './two-persons.ts';

const decisionProblems = [
  'not-found',
  'precondition-failed',
  'proposal-person',
  'proposal-own',
  'proposal-decided',
  'proposal-expired',
  'proposal-stale',
  // What was proposed is looked at once more.
  ...writeProblems,
  'invalid-arrangement',
  'fictitious-calendar',
  'restart-not-needed',
  'receiver-url-refused',
] as const;

const tag = '双人复核 Two persons';

const params = z.strictObject({ id: z.coerce.number().int().min(1).max(2_147_483_647) });

/** Who reads the proposals of a bureau: of each kind whoever proposes or confirms it, and regulators; a handler, and whoever has changed office, what they have proposed themselves. */
const readers = ['administrator', 'regulator', 'registrar', 'head', 'handler'] as const;
const seen = (grounds: readonly Ground[], caller: Caller): string[] =>
  grounds
    .filter(({ proposes, confirms }) => {
      const offices = [...proposes, ...confirms].filter((role) => role !== 'handler');
      return holds(caller, 'regulator', 'administrator', ...offices);
    })
    .map(({ what }) => what);

export const proposalRoutes =
  (groundsFor: (deps: Deps) => readonly Ground[]) =>
  (api: Api): void => {
    const grounds = groundsFor(api.deps);
    list(api, grounds);
    one(api, grounds);
    deciding(api, grounds, 'confirmation', 'confirmed');
    deciding(api, grounds, 'rejection', 'rejected');
    deciding(api, grounds, 'withdrawal', 'withdrawn');
  };

function list(api: Api, grounds: readonly Ground[]): void {
  api.route(
    {
      method: 'get',
      path: '/v1/proposals',
      tag,
      summary: '待复核的变更 — Proposals, the newest first',
      auth: readers,
      reads: 'none',
      query: z.strictObject({
        cursor: pageQuery.cursor,
        limit: pageQuery.limit,
        state: z.enum(proposalStates).optional(),
      }),
      responses: {
        200: {
          description: '一页 A page',
          schema: z.object({ items: z.array(proposalShape), next: z.string().nullable() }),
        },
      },
      problems: ['bad-cursor', 'officer-removed'],
    },
    async ({ query: { cursor, limit = 100, state }, caller, req }) => {
      const what = seen(grounds, caller);
      const of = {
        bureau: caller.bureau,
        by: caller.id,
        what,
        state,
        before: readCursor(cursor, at.number),
      };
      const rows = await proposalsOf(api.deps.sql, of, limit + 1);
      const { items, next } = paged(rows, limit, ({ id }) => id);
      return { body: { items: items.map(proposalShown), next }, headers: linkToNext(req, next) };
    },
  );
}

function one(api: Api, grounds: readonly Ground[]): void {
  api.route(
    {
      method: 'get',
      path: '/v1/proposals/:id',
      tag,
      summary: '一项待复核的变更 — One proposal; its ETag is what is confirmed',
      auth: readers,
      reads: 'none',
      params,
      responses: {
        200: { description: '变更 Proposal', schema: proposalShape },
        304: unchanged,
      },
      problems: ['not-found', 'officer-removed'],
    },
    async ({ params: { id }, caller, req }) => {
      const row = await findProposal(api.deps.sql, caller.bureau, id);
      if (!row || !(row.by === caller.id || seen(grounds, caller).includes(row.what)))
        throw new Problem('not-found');
      return tagged(req, { body: proposalShown(row) }, row.hash, () => tagOf(row));
    },
  );
}

const deciders = ['administrator', 'registrar', 'head'] as const;
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
      auth: [...deciders, ...(state === 'withdrawn' ? (['handler'] as const) : [])],
      params,
      headers: z.looseObject({
        'if-match': z.string().max(200).meta({
          description: '读取该变更时的 ETag The ETag of the proposal as it was read',
        }),
      }),
      body: z.strictObject({
        reason: state === 'confirmed' ? line(500).optional() : line(500),
      }),
      responses: { 200: { description: '已决定 Decided', schema: proposalShape } },
      problems: decisionProblems,
    },
    async ({ params: { id }, body, headers, caller }) => {
      assertPerson(caller);
      const hash = /^"([0-9a-f]{64})"$/.exec(headers['if-match'].trim())?.[1] ?? '';
      const { reason = null } = body as { reason?: string };
      const { row, ground, result } = await api.deps.sql.begin((tx) =>
        decided(tx, grounds, caller, { id, hash, state, reason }),
      );
      if (row.state === 'confirmed') await ground.applied?.(row.after as object, result);
      return { body: proposalShown(row) };
    },
  );
}

interface Decision {
  id: number;
  hash: string;
  state: keyof typeof summaries;
  reason: string | null;
}

/** In a transaction; `applied` of its ground is for whoever stores it. */
export async function decided(
  tx: Querying,
  grounds: readonly Ground[],
  caller: Caller,
  decision: Decision,
): Promise<{ row: ProposalRow; ground: Ground; result?: unknown }> {
  const { bureau, id: by } = caller;
  const found = await findProposal(tx, bureau, decision.id);
  const ground = grounds.find(({ what }) => what === found?.what);
  if (!ground) throw new Problem('not-found');
  if (decision.state !== 'withdrawn') requireRole(caller, ground.confirms);
  // Whoever has proposed it takes it back, whatever office that person holds today.
  else if (found!.by !== caller.id) requireRole(caller, ground.proposes);
  refuse(await decideProposal(tx, { ...decision, bureau, by }));
  const row = (await findProposal(tx, bureau, decision.id))!;
  if (row.state !== 'confirmed') return { row, ground };
  const result = await confirmed(tx, ground, row, caller);
  await proposalBecame(tx, row.id);
  return { row: (await findProposal(tx, bureau, row.id))!, ground, result };
}

/** Judged anew on what stands, by whoever the proposer is today. */
async function confirmed(
  tx: Querying,
  ground: Ground,
  row: ProposalRow,
  confirmer: Caller,
): Promise<unknown> {
  if (hashOfProposal(row) !== row.hash)
    throw new Error(`proposal ${row.id} is not what was proposed`);
  const after = row.after as object;
  const [caller, second] = await Promise.all([row.by, confirmer.id].map((id) => today(tx, id)));
  if (!caller || caller.bureau !== row.bureau || !holds(caller, ...ground.proposes))
    throw new Problem('proposal-stale');
  // Somebody may have taken the office away while this one waited.
  if (!second) throw new Problem('officer-removed');
  requireRole(second, ground.confirms);
  const stands = await ground.before(tx, row.bureau, after);
  if (canonicalize(stands) !== canonicalize(row.before)) throw new Problem('proposal-stale');
  const { reason, sealed } = row;
  return ground.apply(tx, after, { caller, reason, sealed, confirmer });
}

/** As registered now. */
async function today(tx: Querying, id: string): Promise<Caller | undefined> {
  const [found] = await findCallers(tx, [id]);
  return found && registered(found);
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
  }
}
