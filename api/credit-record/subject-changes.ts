/** /v1/credit/subjects/{kind}/{id}: one subject with what stood before, and its correction or end by two persons (QHD-1.3). */
import { z } from 'zod';
import { findSubject, formerOf } from '../../db/credit-record/subjects.ts';
import { SUBJECTS } from '../../domain/credit-record/recording.ts';
import { subjectChangeShape, subjectKind } from '../../domain/credit-record/shapes.ts';
import { document, subjectId } from '../../domain/law/shapes.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import { holds } from '../http/authentication.ts';
import type { Api } from '../http/openapi.ts';
import { when } from '../http/when.ts';
import { requireReader } from '../intake/authority.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { proposalReply, proposalShape } from '../registries/proposal-shape.ts';
import { proposed } from '../registries/two-persons.ts';
import { creditSubjectGround } from './subject-ground.ts';
import { shownSubject, subjectView } from './subjects.ts';
import { notRegistered, requireSection, tag } from './tag.ts';

const params = z.strictObject({ kind: subjectKind, id: subjectId });
const formerView = z
  .object({
    name: z.string(),
    creditCode: z.string(),
    endedOn: z.string().nullable(),
    until: z.string().meta({ description: '变更的时间 Until when it stood so' }),
    reason: z.string(),
    document,
    proposedBy: z.string(),
    confirmedBy: z.string().nullable(),
  })
  .meta({ id: 'CreditSubjectFormer' });
const oneView = z
  .object({ subject: subjectView, former: z.array(formerView) })
  .meta({ id: 'CreditSubjectWithFormer' });

export function subjectChangeRoutes(deps: ActDeps) {
  return (api: Api): void => {
    one(api, deps);
    changing(api, deps);
  };
}

function one(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/credit/subjects/:kind/:id',
      tag,
      summary: '一个信用主体 — One credit subject, and how it stood before',
      auth: 'caller',
      reads: 'none',
      params,
      problems: ['subject-not-registered'],
      responses: { 200: { description: '主体 The subject', schema: oneView } },
    },
    async ({ params: key, caller }) => {
      requireReader(caller);
      return { body: await shown(sql, { ...key, bureau: caller.bureau }) };
    },
  );
}

async function shown(
  sql: ActDeps['sql'],
  key: Parameters<typeof formerOf>[1],
): Promise<z.input<typeof oneView>> {
  const subject = await findSubject(sql, key);
  if (!subject) throw notRegistered();
  const former = await formerOf(sql, key);
  return {
    subject: shownSubject(subject),
    former: former.map((f) => ({ ...f, until: when(f.until)! })),
  };
}

function changing(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'put',
      path: '/v1/credit/subjects/:kind/:id',
      tag,
      summary: '更正、终止信用主体 — Correct a credit subject, or enter its end',
      description:
        'QHD-1.3：由一人提出、另一人复核后生效（/v1/proposals），原登记保留。定点医药机构以机构登记簿为准，不在此更正。终止的主体自终止后的周期起不再评价，记录保留。',
      auth: ['handler', 'head', 'registrar'],
      params,
      body: subjectChangeShape,
      clause: SUBJECTS,
      problems: [
        'not-owed-by-you',
        'natural-person',
        'subject-not-registered',
        'subject-of-registry',
        'subject-differs',
        'in-the-future',
        'proposal-person',
      ],
      responses: {
        200: { description: '首次设立 A bootstrap', schema: oneView },
        202: { description: '待复核 To be confirmed', schema: proposalShape },
      },
    },
    async ({ params: key, body: { reason, document: paper, ...changes }, caller }) => {
      if (!holds(caller, 'registrar')) requireSection(caller, SUBJECTS);
      const subject = { ...key, bureau: caller.bureau };
      const stands = await findSubject(sql, subject);
      if (!stands) throw notRegistered();
      const change = {
        ...subject,
        name: changes.name ?? stands.name,
        creditCode: changes.creditCode ?? stands.creditCode,
        endedOn: (changes.endedOn === undefined
          ? stands.endedOn
          : changes.endedOn) as CivilDate | null,
        document: paper,
      };
      const outcome = await proposed(sql, creditSubjectGround, change, { caller, reason });
      if (!outcome.bootstrap) return proposalReply(sql, caller, outcome.id);
      return { body: await shown(sql, subject) };
    },
  );
}
