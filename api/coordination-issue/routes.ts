/** POST /v1/coordination-issues: a coordinator opens a file about a problem and follows it until it is solved (TJ84-15.6). */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { isCoordinator, issuesOf, type IssueRow } from '../../db/coordination-issue/store.ts';
import { findFile } from '../../db/queries/files.ts';
import { unitsOf } from '../../db/queries/subjects.ts';
import { settingsOf } from '../commitment-registries/settings.ts';
import { coordinationIssue } from '../../domain/coordination-issue/procedure.ts';
import { numbered } from '../../domain/law/procedure.ts';
import { issueShape, type IssuePayload } from '../../domain/coordination-issue/forms.ts';
import { refuseOpening } from '../../domain/coordination-issue/opening.ts';
import { unitId } from '../../domain/law/shapes.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import { type ActDeps } from '../intake/submit-act.ts';
import type { Caller } from '../http/authentication.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import type { Api } from '../http/openapi.ts';
import { openFileFor } from '../intake/open-file.ts';
import type { NewFile, OpeningContext } from '../intake/opening-context.ts';
import type { OpenedReply } from '../intake/opened.ts';
import { openingRoute } from '../intake/opening-route.ts';
import { Problem } from '../http/problems.ts';
import { partiesOf } from '../intake/authority.ts';
import { fileId } from '../files/file-shape.ts';
import { when } from '../http/when.ts';

const tag = '审管联动 Coordination';
const text = z.string().nullable();

export function coordinationIssueRoutes(deps: ActDeps) {
  return (api: Api): void => {
    openingRoute(
      api,
      {
        path: '/v1/coordination-issues',
        tag,
        summary: '提出协调事项 — Open an issue between two departments',
        description:
          '由协调员提出（TJ84-15.6）；管理时限内解决，未解决的报告审批机关和监管机关，跟踪至解决、双方知悉为止。',
        body: issueShape,
        opens: { type: 'issue-report', clause: 'TJ84-15.6' },
        problems: ['no-legal-basis', 'not-coordinator', 'unknown-reference', 'wrong-case'],
      },
      (body, caller, key) => openIssue(deps, caller, key, body),
    );
    list(api, deps);
  };
}

function openIssue(
  deps: ActDeps,
  caller: Caller,
  key: string,
  payload: IssuePayload,
): Promise<OpenedReply> {
  return openFileFor(deps, caller, {
    payload,
    key,
    procedure: coordinationIssue,
    prepare: (context) => prepare(deps, context, payload),
    // Every issue is a subject of its own.
    ifOpen: () => Promise.reject(new Problem('conflict')),
  });
}

async function prepare(
  { sql }: ActDeps,
  { bureau, caller, receivedAt }: OpeningContext,
  p: IssuePayload,
): Promise<NewFile | { refusal: NonNullable<ReturnType<typeof refuseOpening>> }> {
  const units = new Set((await unitsOf(sql, bureau.id)).map((u) => u.id));
  const about = p.file ? await findFile(sql, p.file) : undefined;
  const refusal = refuseOpening({
    coordinator: await isCoordinator(sql, caller.id, caller.unit, civilDateOf(receivedAt)),
    accepting: p.accepting,
    supervising: p.supervising,
    registered: units.has(p.accepting) && units.has(p.supervising),
    ...(p.file && {
      caseOfThem:
        about?.bureau === bureau.id &&
        about.procedure === 'commitment-case' &&
        about.opening.units?.['accepting'] === p.accepting &&
        about.opening.units?.['supervising'] === p.supervising,
    }),
  });
  if (refusal) return { refusal };
  const named = { ...(p.file && { file: p.file }), ...(p.item && { item: p.item }) };
  return {
    subject: { kind: 'issue', id: randomUUID() },
    idPattern: numbered(coordinationIssue.prefix, bureau.id, civilDateOf(receivedAt).slice(0, 4)),
    type: 'issue-report',
    stated: {
      facts: {
        accepting: p.accepting,
        supervising: p.supervising,
        ...named,
        ...(p.document && { documentHash: p.document.sha256 }),
      },
    },
    opening: {
      units: { coordinator: caller.unit, accepting: p.accepting, supervising: p.supervising },
      about: named,
      settings: settingsOf(bureau),
    },
  };
}

const issueRow = z
  .object({
    file: z.string(),
    stage: z.string(),
    attention: z.string(),
    accepting: z.string(),
    supervising: z.string(),
    coordinator: z.string(),
    caseFile: text,
    item: text,
    openedAt: z.string(),
    nextDue: text,
    closedAt: text,
    outcome: text,
    reportedTo: z.array(z.string()),
  })
  .meta({ id: 'CoordinationIssue' });
const issueOf = (i: IssueRow) => ({
  ...i,
  openedAt: when(i.openedAt)!,
  nextDue: when(i.nextDue),
  closedAt: when(i.closedAt),
});
const columns: readonly Column<IssueRow>[] = [
  ['案卷 file', (i) => i.file],
  ['阶段 stage', (i) => i.stage],
  ['状态 attention', (i) => i.attention],
  ['受理部门 accepting', (i) => i.accepting],
  ['监管部门 supervising', (i) => i.supervising],
  ['协调员单位 coordinator', (i) => i.coordinator],
  ['涉及案卷 about', (i) => i.caseFile],
  ['事项 item', (i) => i.item],
  ['提出 opened', (i) => when(i.openedAt)],
  ['到期 next due', (i) => when(i.nextDue)],
  ['结束 closed', (i) => when(i.closedAt)],
  ['结果 outcome', (i) => i.outcome],
  ['报告 reported to', (i) => i.reportedTo.join(' ')],
];

function list(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/coordination-issues',
      tag,
      summary: '协调事项清单 — Issues, newest first',
      auth: 'caller',
      query: z.strictObject({
        ...pageQuery,
        state: z.enum(['open', 'closed']).optional(),
        unit: unitId.optional(),
        about: fileId.optional(),
      }),
      responses: {
        200: {
          description: '清单 List',
          schema: z.object({ items: z.array(issueRow), next: text }),
          csv: true,
        },
      },
    },
    async ({ query, caller, req, res }) => {
      const { cursor, limit = 100, format, state, ...filter } = query;
      const after = readCursor(cursor, z.tuple([at.instant, at.id]));
      const rows = await issuesOf(
        sql,
        {
          ...filter,
          bureau: caller.bureau,
          open: state && state === 'open',
          parties: await partiesOf(sql, caller),
        },
        after && { openedAt: after[0], id: after[1] },
        limit + 1,
      );
      const { items, next } = paged(rows, limit, (i) => [i.openedAt, i.file]);
      if (wantsCsv(req, format))
        return sendCsv(res, 'coordination-issues', csv(columns, items), linkToNext(req, next));
      return { body: { items: items.map(issueOf), next }, headers: linkToNext(req, next) };
    },
  );
}
