/** /v1/audit-findings: what the intelligent audit and the monitoring have found, one or many at a time, and the list of it (TJ51-11). */
import { z } from 'zod';
import { takeAuditFindings, type FindingEvent } from '../../db/audit-finding/store.ts';
import { hashOf } from '../../db/queries/turns.ts';
import {
  BATCH,
  findingId,
  findingShape,
  refusedAs as refusals,
  withdrawalShape,
} from '../../domain/audit-finding/finding.ts';
import { readPart } from '../http/fields.ts';
import type { Api } from '../http/openapi.ts';
import { asProblem } from '../http/problem-answer.ts';
import { Problem, refusedAs, refusedFields } from '../http/problems.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { requireAuditSystem } from './systems.ts';

export const tag = '智能审核发现 Findings of the audit';
const CLAUSE = 'TJ51-11';
const any = z.union([findingShape, withdrawalShape]).or(z.unknown());
const batch = z
  .strictObject({
    findings: z
      .array(any)
      .min(1)
      .max(BATCH, { error: `一次最多 ${BATCH} 件 | At most ${BATCH} a call` }),
  })
  .meta({ id: 'AuditFindings' });
const single = z
  .union([findingShape, withdrawalShape])
  .or(z.looseObject({}).refine((one) => !('findings' in one)));
const answerShape = z
  .object({
    finding: z.string().nullable(),
    state: z.enum(['accepted', 'duplicate', 'withdrawn', 'refused', 'conflict']).meta({
      description: 'duplicate：已收到过，不另立案 it had come in before: no second case',
    }),
    ...refusedFields,
  })
  .meta({ id: 'AuditFindingAnswer' });
type Answer = z.infer<typeof answerShape>;
interface Refused {
  finding: string | null;
  refused: Problem;
}
type Read = FindingEvent | Refused;

export function findingIntake(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'post',
      path: '/v1/audit-findings',
      tag,
      summary: '报送智能审核发现 — Report findings of the audit',
      description: `一件，或 {"findings": […]}，一次最多 ${BATCH} 件，按次序处理，逐件答复。来源加发现编号为一件：原样重发为 duplicate，换了内容为 conflict。撤销：{"finding", "withdrawn": true, "reason"}，撤销后不得再引用。 One or up to ${BATCH}, in their order, each answered. Source and id are one finding: the same again is a duplicate, other content a conflict. A withdrawn one is cited no more.`,
      auth: 'caller',
      clause: CLAUSE,
      body: z.union([batch, single], {
        error: `应为一件发现，或 {"findings": [1–${BATCH} 件]} | One finding, or {"findings": [1–${BATCH}]}`,
      }),
      bodyLimit: '1mb',
      responses: {
        200: {
          description: '逐件答复 One answer each, in order',
          schema: z.object({ items: z.array(answerShape) }),
        },
      },
    },
    async ({ body, caller }) => {
      requireAuditSystem(caller, CLAUSE);
      const given = 'findings' in body ? (body as z.output<typeof batch>).findings : [body];
      const read = given.map(readFinding);
      const valid = read.flatMap((one) => (isRefused(one) ? [] : [one]));
      const by = { bureau: caller.bureau, system: caller.id };
      const words = (await takeAuditFindings(sql, by, valid)).values();
      return {
        body: {
          items: read.map((one) =>
            isRefused(one)
              ? { finding: one.finding, state: 'refused' as const, ...refusedAs(one.refused) }
              : answerTo(one.finding, words.next().value!),
          ),
        },
      };
    },
  );
}

const isRefused = (one: Read): one is Refused => one.refused instanceof Problem;

/** Form first: what is not well formed claims no id. */
function readFinding(raw: unknown): Read {
  try {
    if (typeof raw === 'object' && raw !== null && 'withdrawn' in raw)
      return readPart(withdrawalShape, raw, 'body', CLAUSE);
    const { finding, subject, ...said } = readPart(findingShape, raw, 'body', CLAUSE);
    const content = { kind: subject.kind, subject: subject.id, ...said };
    return { finding, hash: hashOf(content), ...content };
  } catch (error) {
    const named = findingId.safeParse((raw as { finding?: unknown } | null)?.finding);
    return { finding: named.success ? named.data : null, refused: asProblem(error) };
  }
}

function answerTo(finding: string, word: string): Answer {
  if (word === 'conflict') return { finding, state: 'conflict', ...refusedAs(conflict()) };
  const why = refusals[word];
  if (!why) return { finding, state: word as Answer['state'] };
  const problem = new Problem(why.code, {
    clause: CLAUSE,
    say: { zh: why.zh, en: why.en },
    lawful: { zh: why.lawfulZh, en: why.lawfulEn },
  });
  return { finding, state: 'refused', ...refusedAs(problem) };
}

const conflict = (): Problem =>
  new Problem('idempotency-conflict', {
    clause: CLAUSE,
    lawful: { zh: '内容不同的发现请用新的编号。', en: 'Use a new id for another finding.' },
  });
