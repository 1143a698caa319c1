/** /v1/publicities: a text is drafted, the register of publicities, and the decisions that have none (TJ51-7). */
import { z } from 'zod';
import {
  candidates,
  publicitiesOf,
  type ChannelRow,
  type PublicityRow,
} from '../../db/publicity/store.ts';
import { subjectId } from '../../domain/law/shapes.ts';
import { CLAUSE } from '../../domain/publicity/duties.ts';
import { draftShape } from '../../domain/publicity/forms.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import type { Api } from '../http/openapi.ts';
import { when } from '../http/when.ts';
import { fileId } from '../files/file-shape.ts';
import { partiesOf } from '../intake/authority.ts';
import { openingRoute } from '../intake/opening-route.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { aftermath } from './aftermath.ts';
import { draftPublicity } from './open.ts';

const tag = '曝光 Publicity';
const text = z.string().nullable();

export function publicityRoutes(deps: ActDeps) {
  return (api: Api): void => {
    openingRoute(
      api,
      {
        path: '/v1/publicities',
        tag,
        summary: '曝光拟稿 — Draft the publicity of a decision',
        description:
          'TJ51-7：决定送达生效后由监督所拟稿，另一名负责人审批，在四个渠道同步发布并留存证明；一个决定一件。文稿先经遮蔽检查：机构写全称，自然人写姓氏加“某”，不得出现患者和个人号码。决定被撤销、变更的，在三个工作日内逐一撤回或者更正并公开说明理由。期限为管理设定；本局采用处罚法第四十八条的，撤回逾期为违期。',
        body: draftShape,
        opens: { type: 'publicity-draft', clause: CLAUSE },
        problems: [
          'no-legal-basis',
          'decision-unknown',
          'decision-not-effective',
          'decision-not-standing',
          'already-publicised',
          'not-owed-by-you',
          'approver-missing',
          'same-person',
          'person-unmasked',
          'identifier-unmasked',
          'subject-not-named',
        ],
      },
      (body, caller, key) => draftPublicity(deps, caller, key, body),
    );
    waiting(api, deps);
    list(api, deps);
    aftermath(api, deps);
  };
}

const decision = z
  .object({ file: z.string(), number: z.int() })
  .meta({ description: '所曝光的决定 The decision' });
const subject = z.object({ kind: z.string(), id: z.string() });

const channelShape = z.object({
  channel: z.string(),
  outlet: text,
  publishedAt: text,
  address: text,
  proof: text.meta({ description: '证明的 SHA-256' }),
  withdrawnAt: text,
  how: text.meta({
    description:
      'withdrawn 已撤回、corrected 已更正、ended 期满下架、lacking 没有发布；空为仍在公开 Null: it can be seen',
  }),
  withdrawalAddress: text.meta({ description: '公开说明理由之处 Where the reason was published' }),
});
const publicityShape = z
  .object({
    file: z.string(),
    stage: z.string(),
    unit: z.string(),
    decision,
    subject,
    approvedAt: text,
    fallen: text.meta({ description: 'fallen 决定被撤销、changed 被变更' }),
    fallenAt: text,
    channels: z.array(channelShape),
    openedAt: z.string(),
    nextDue: text,
    closedAt: text,
    outcome: text,
  })
  .meta({ id: 'Publicity' });

const channelOf = (c: ChannelRow) => ({
  ...c,
  publishedAt: when(c.publishedAt),
  withdrawnAt: when(c.withdrawnAt),
});
const publicityOf = ({
  decisionFile,
  decisionNumber,
  subjectKind,
  subject: id,
  ...p
}: PublicityRow): z.input<typeof publicityShape> => ({
  ...p,
  decision: { file: decisionFile, number: decisionNumber },
  subject: { kind: subjectKind, id },
  approvedAt: when(p.approvedAt),
  fallenAt: when(p.fallenAt),
  channels: p.channels.map(channelOf),
  openedAt: when(p.openedAt)!,
  nextDue: when(p.nextDue),
  closedAt: when(p.closedAt),
});

const onChannels = ({ channels }: PublicityRow, ...how: (string | null)[]): string =>
  channels
    .filter((c) => how.includes(c.how))
    .map((c) => c.channel)
    .join(' ');
const columns: readonly Column<PublicityRow>[] = [
  ['案卷 file', (p) => p.file],
  ['阶段 stage', (p) => p.stage],
  ['单位 unit', (p) => p.unit],
  ['决定案卷 decision', (p) => p.decisionFile],
  ['决定序号 number', (p) => p.decisionNumber],
  ['主体类别 subject kind', (p) => p.subjectKind],
  ['主体 subject', (p) => p.subject],
  ['批准 approved', (p) => when(p.approvedAt)],
  ['正在公开 public on', (p) => onChannels(p, null)],
  ['撤回、更正 withdrawn on', (p) => onChannels(p, 'withdrawn', 'corrected', 'ended')],
  ['没有发布 lacking on', (p) => onChannels(p, 'lacking')],
  ['决定不再成立 fallen', (p) => when(p.fallenAt)],
  ['拟稿 drafted', (p) => when(p.openedAt)],
  ['到期 next due', (p) => when(p.nextDue)],
  ['结束 closed', (p) => when(p.closedAt)],
  ['结果 outcome', (p) => p.outcome],
];

function waiting(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/publicities/candidates',
      tag,
      summary: '待曝光清单 — Effective decisions that have no publicity, the oldest first',
      auth: 'caller',
      responses: {
        200: {
          description: '清单，至多 200 项 At most 200',
          schema: z.object({
            items: z.array(
              z.object({
                decision,
                source: z.enum(['penalty-case', 'rapid-response']),
                unit: z.string(),
                subject,
                servedAt: z.string(),
              }),
            ),
          }),
        },
      },
    },
    async ({ caller }) => {
      const parties = await partiesOf(sql, caller);
      const rows = await candidates(sql, { bureau: caller.bureau, parties, limit: 200 });
      return {
        body: {
          items: rows.map((d) => ({
            decision: { file: d.file, number: d.number },
            source: d.source,
            unit: d.unit,
            subject: { kind: d.subjectKind, id: d.subject },
            servedAt: when(d.servedAt)!,
          })),
        },
      };
    },
  );
}

function list(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/publicities',
      tag,
      summary: '曝光登记簿 — The register of publicities, newest first, with every channel',
      auth: 'caller',
      query: z.strictObject({
        ...pageQuery,
        state: z.enum(['open', 'closed']).optional(),
        subject: subjectId.optional(),
        decision: fileId.optional(),
        only: z.enum(['not-published', 'fallen-after-end']).optional().meta({
          description:
            'not-published 决定成立而不予曝光的；fallen-after-end 曝光结束后决定不再成立、尚未说明的 Decided against while the decision stands; fallen when the publicity was over and not noted yet',
        }),
      }),
      responses: {
        200: {
          description: '登记簿 The register',
          schema: z.object({ items: z.array(publicityShape), next: text }),
          csv: true,
        },
      },
    },
    async ({ query, caller, req, res }) => {
      const { cursor, limit = 100, format, ...filter } = query;
      const after = readCursor(cursor, z.tuple([at.instant, at.id]));
      const rows = await publicitiesOf(
        sql,
        { ...filter, bureau: caller.bureau, parties: await partiesOf(sql, caller) },
        after && { openedAt: after[0], id: after[1] },
        limit + 1,
      );
      const { items, next } = paged(rows, limit, (p) => [p.openedAt, p.file]);
      if (wantsCsv(req, format))
        return sendCsv(res, 'publicities', csv(columns, items), linkToNext(req, next));
      return { body: { items: items.map(publicityOf), next }, headers: linkToNext(req, next) };
    },
  );
}
