/** /v1/credit/self/{code}: a subject reads its own records and how it was graded, and objects (QHD-2.5a, 3.2). */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import {
  issueCode,
  objectionsOf,
  ownGrade,
  subjectOfCode,
} from '../../db/credit-objection/store.ts';
import { recordsOf, type RecordRow } from '../../db/credit-record/records.ts';
import { findSubject, type SubjectKey } from '../../db/credit-record/subjects.ts';
import { CLAUSE } from '../../domain/credit-objection/duties.ts';
import { ownObjectionShape } from '../../domain/credit-objection/forms.ts';
import { creditObjectionSettingsOf } from '../../domain/credit-objection/settings-form.ts';
import { subjectKind } from '../../domain/credit-record/shapes.ts';
import { CODE_LENGTH, codeFrom, written } from '../../domain/inspection/check-code.ts';
import { document, subjectId } from '../../domain/law/shapes.ts';
import { creditBureau, notRegistered, requireSection } from '../credit-record/tag.ts';
import { codeHash } from '../inspection/code-hash.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { when } from '../http/when.ts';
import { keyHeader, keyOf } from '../intake/idempotency-key.ts';
import { openedAnswers } from '../intake/opening-route.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { systemCaller } from '../intake/system.ts';
import { objectFor } from './open.ts';
import { objectionProblems, shownObjection, tag } from './routes.ts';

const OWN = 'QHD-3.2';
const code = z.strictObject({ code: z.string().max(100) });

export function ownRoutes(deps: ActDeps) {
  return (api: Api): void => {
    issuing(api, deps);
    reading(api, deps);
    objecting(api, deps);
  };
}

function issuing(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'post',
      path: '/v1/credit/subjects/:kind/:id/codes',
      tag,
      summary: '发给信用主体查询码 — Issue a code to a subject',
      description:
        '信用主体凭查询码查看自己的记录和评价依据、提出异议。只显示这一次；重新发给的，以前的失效。有效天数为管理设定。',
      auth: ['handler', 'head'],
      params: z.strictObject({ kind: subjectKind, id: subjectId }),
      body: z.strictObject({
        document: document.meta({ description: '主体的申请 The paper by which it asked' }),
      }),
      clause: OWN,
      responses: {
        200: {
          description: '查询码 The code, shown this once',
          schema: z.object({ code: z.string(), days: z.int() }),
        },
      },
      problems: ['no-legal-basis', 'not-owed-by-you', 'subject-not-registered'],
    },
    async ({ params, body, caller }) => {
      requireSection(caller, OWN);
      const { settings } = await creditBureau(sql, caller.bureau);
      const subject = { ...params, bureau: caller.bureau };
      if (!(await findSubject(sql, subject))) throw notRegistered();
      const { codeDays: days } = creditObjectionSettingsOf(settings);
      const plain = codeFrom(randomBytes(CODE_LENGTH));
      await issueCode(sql, { ...subject, ...body, hash: codeHash(plain), by: caller.id, days });
      return { body: { code: written(plain), days } };
    },
  );
}

/** Unknown, expired and replaced codes answer the same. */
async function subjectBehind(sql: ActDeps['sql'], given: string): Promise<SubjectKey> {
  const subject = await subjectOfCode(sql, codeHash(given));
  if (!subject) throw new Problem('credit-code-unknown');
  return subject;
}

const text = z.string().nullable();
const ownRecord = z.object({
  id: z.string(),
  polarity: text,
  class: text,
  item: text,
  powerType: text,
  actNo: text,
  actOn: z.string(),
  words: z.string(),
  evidence: z.string(),
  recordedAt: z.string(),
  counts: z.boolean(),
  fallenWhy: text,
});
const ownView = z
  .object({
    kind: z.string(),
    id: z.string(),
    name: z.string(),
    committedOn: text,
    objected: z.boolean().meta({ description: '异议中' }),
    records: z.array(ownRecord),
    grade: z
      .object({
        grade: z.string(),
        proposedD: z.boolean().meta({ description: '拟列入 D' }),
        byTable: z.string(),
        rule: z.int().meta({ description: '评价规则版本 The version of the rule' }),
        line: z.int().meta({ description: '规则表的行 The line of the table' }),
        counts: z.array(z.int()).meta({ description: '各栏的计数 What was counted' }),
        from: z.string(),
        until: z.string(),
        inForceFrom: z.string(),
        explanation: z.looseObject({}),
      })
      .nullable(),
    objections: z.array(z.looseObject({ file: z.string() })),
  })
  .meta({ id: 'OwnCredit' });

const ownRecordOf = (r: RecordRow): z.input<typeof ownRecord> => ({
  id: r.id,
  polarity: r.polarity,
  class: r.class,
  item: r.itemName,
  powerType: r.powerType,
  actNo: r.actNo,
  actOn: r.actOn,
  words: r.words,
  evidence: r.evidence.id,
  recordedAt: when(r.recordedAt)!,
  counts: r.fallenAt === null,
  fallenWhy: r.fallenWhy,
});

function reading(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/credit/self/:code',
      tag,
      summary: '查看自己的信用信息 — A subject reads its own records and how it was graded',
      auth: 'public',
      limit: 'calculator',
      params: code,
      reads: 'none',
      responses: { 200: { description: '自己的信用信息 Its own', schema: ownView } },
      problems: ['credit-code-unknown'],
    },
    async ({ params }) => {
      const subject = await subjectBehind(sql, params.code);
      const { bureau, kind, id } = subject;
      const [known, records, grade, objections] = await Promise.all([
        findSubject(sql, subject),
        recordsOf(sql, { bureau, subjectKind: kind, subject: id }, undefined, 1000),
        ownGrade(sql, subject),
        objectionsOf(sql, { bureau, subject }, undefined, 1000),
      ]);
      return {
        body: {
          kind,
          id,
          name: known!.name,
          committedOn: known!.committedOn,
          objected: known!.objected,
          records: records.map(ownRecordOf),
          grade: grade && { ...grade, inForceFrom: when(grade.inForceFrom)! },
          objections: objections.map(shownObjection),
        },
      };
    },
  );
}

function objecting(api: Api, deps: ActDeps): void {
  api.route(
    {
      method: 'post',
      path: '/v1/credit/self/:code/objections',
      tag,
      summary: '自己提出信用异议 — A subject objects with its code',
      auth: 'public',
      limit: 'calculator',
      params: code,
      headers: keyHeader,
      body: ownObjectionShape,
      clause: CLAUSE,
      responses: openedAnswers(),
      problems: [
        'credit-code-unknown',
        ...objectionProblems,
        'idempotency-conflict',
        'idempotency-key-missing',
      ],
    },
    async ({ params, body, headers }) => {
      const subject = await subjectBehind(deps.sql, params.code);
      const { bureau, kind, id } = subject;
      const payload = { ...body, subject: { kind, id } };
      // Keys of subjects do not meet: each has its own.
      const key = `credit:${kind}:${id}:${keyOf(headers)}`;
      return objectFor(deps, systemCaller(bureau), key, { subject, channel: 'code', payload });
    },
  );
}
