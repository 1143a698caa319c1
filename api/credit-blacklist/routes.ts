/** /v1/credit/blacklist: the register of listings. Acts go through /v1/files/{id}/acts/… (QHD-2.4d). */
import { z } from 'zod';
import { listingsOf, type ListingRow } from '../../db/credit-blacklist/store.ts';
import { subjectKinds } from '../../domain/credit-cycle/terms.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import type { Api } from '../http/openapi.ts';
import { when } from '../http/when.ts';
import { requireReader } from '../intake/authority.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { seesProposals } from '../credit-cycle/readers.ts';

const text = z.string().nullable();
const states = ['proposed', 'noticed', 'listed', 'not-listed', 'left', 'dropped'] as const;
const rowShape = z
  .object({
    file: z.string(),
    kind: z.enum(subjectKinds),
    subject: z.string(),
    name: z.string(),
    cycle: z.string(),
    state: z.enum(states).meta({
      description:
        'proposed 拟列入、noticed 已告知、listed 已列入、not-listed 未列入、left 已移出、dropped 不再提出',
    }),
    stage: z.string(),
    legalBasis: text,
    noticedAt: text,
    decidedAt: text,
    leftAt: text,
    openedAt: z.string(),
    nextDue: text,
    closedAt: text,
  })
  .meta({ id: 'CreditListing' });

const rowOf = (r: ListingRow): z.input<typeof rowShape> => ({
  ...r,
  kind: subjectKinds.find((kind) => kind === r.kind)!,
  state: states.find((state) => state === r.state)!,
  noticedAt: when(r.noticedAt),
  decidedAt: when(r.decidedAt),
  leftAt: when(r.leftAt),
  openedAt: when(r.openedAt)!,
  nextDue: when(r.nextDue),
  closedAt: when(r.closedAt),
});

const columns: readonly Column<ListingRow>[] = [
  ['案卷 file', (r) => r.file],
  ['主体类型 kind', (r) => r.kind],
  ['主体 subject', (r) => r.subject],
  ['名称 name', (r) => r.name],
  ['状态 state', (r) => r.state],
  ['依据 basis', (r) => r.legalBasis],
  ['告知 noticed', (r) => when(r.noticedAt)],
  ['决定 decided', (r) => when(r.decidedAt)],
  ['移出 left', (r) => when(r.leftAt)],
  ['周期 cycle', (r) => r.cycle],
];

export function creditBlacklistRoutes({ sql }: ActDeps) {
  return (api: Api): void =>
    api.route(
      {
        method: 'get',
        path: '/v1/credit/blacklist',
        tag: '黑名单 Blacklist',
        summary: '黑名单登记簿 — Listings, newest first',
        auth: 'caller',
        description:
          'QHD-2.4d：列入和移出的登记供本局查阅；拟列入、已告知、未列入的，仅基金监管科、负责人、监督人员可见。',
        reads: 'export',
        query: z.strictObject({ ...pageQuery, state: z.enum(states).optional() }),
        responses: {
          200: {
            description: '登记簿 The register',
            schema: z.object({ items: z.array(rowShape), next: text }),
            csv: true,
          },
        },
      },
      async ({ query, caller, req, res }) => {
        requireReader(caller);
        const { cursor, limit = 100, format, state } = query;
        const after = readCursor(cursor, z.tuple([at.instant, at.id]));
        const rows = await listingsOf(
          sql,
          { bureau: caller.bureau, state, decided: !seesProposals(caller) },
          after && { openedAt: after[0], id: after[1] },
          limit + 1,
        );
        const { items, next } = paged(rows, limit, (r) => [r.openedAt, r.file]);
        if (wantsCsv(req, format))
          return sendCsv(res, 'credit-blacklist', csv(columns, items), linkToNext(req, next));
        return { body: { items: items.map(rowOf), next }, headers: linkToNext(req, next) };
      },
    );
}
