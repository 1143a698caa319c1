/** POST /v1/patrol-findings: what registered systems of the monitoring have found, one or many at a time; each opens a patrol or joins one (TJ51-4.2). */
import { z } from 'zod';
import { takePatrolFindings, type ReportEvent } from '../../db/patrol/findings.ts';
import { findBureau } from '../../db/queries/subjects.ts';
import { hashOf } from '../../db/queries/turns.ts';
import { findingId } from '../../domain/audit-finding/finding.ts';
import { bindingInstruments, isRefusal } from '../../domain/law/instruments.ts';
import { BATCH, refusedAs as refusals, reportShape } from '../../domain/patrol/report.ts';
import { civilDateOf, parseInstant } from '../../domain/time/civil-date.ts';
import { requireAuditSystem } from '../audit-finding/systems.ts';
import { databaseNow } from '../http/clock.ts';
import { readPart } from '../http/fields.ts';
import type { Api } from '../http/openapi.ts';
import { asProblem } from '../http/problem-answer.ts';
import { Problem, refusedAs, refusedFields } from '../http/problems.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { tag } from './tag.ts';

const CLAUSE = 'TJ51-4.2';
const any = reportShape.or(z.unknown());
const batch = z
  .strictObject({
    findings: z
      .array(any)
      .min(1)
      .max(BATCH, { error: `一次最多 ${BATCH} 件 | At most ${BATCH} a call` }),
  })
  .meta({ id: 'PatrolFindings' });
const single = reportShape.or(z.looseObject({}).refine((one) => !('findings' in one)));
const answerShape = z
  .object({
    finding: z.string().nullable(),
    state: z.enum(['accepted', 'duplicate', 'refused', 'conflict']).meta({
      description: 'duplicate：已收到过，不另立案 it had come in before: no second file',
    }),
    ...refusedFields,
  })
  .meta({ id: 'PatrolFindingAnswer' });
type Answer = z.infer<typeof answerShape>;
type Read = ReportEvent | { finding: string | null; refused: Problem };

export function reportRoutes({ sql, clock }: ActDeps) {
  return (api: Api): void => {
    api.route(
      {
        method: 'post',
        path: '/v1/patrol-findings',
        tag,
        summary: '报送监控发现 — Report findings of the monitoring',
        description: `一件，或 {"findings": […]}，一次最多 ${BATCH} 件，按次序处理，逐件答复。每件并入同一主体、同一案由在办的巡查，没有的由有管辖权的监督机构立卷。来源加发现编号为一件：原样重发为 duplicate，换了内容为 conflict。 One or up to ${BATCH}, in their order, each answered. Each joins the open patrol of its subject and matter, or opens one for the body that is competent. Source and id are one finding: the same again is a duplicate, other content a conflict.`,
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
        problems: ['no-legal-basis'],
      },
      async ({ body, caller }) => {
        requireAuditSystem(caller, CLAUSE);
        clock.check();
        const bureau = (await findBureau(sql, caller.bureau))!;
        const basis = bindingInstruments(bureau, 'TJ51', civilDateOf(databaseNow()));
        if (isRefusal(basis)) throw Problem.refused(basis);
        const given = 'findings' in body ? (body as z.output<typeof batch>).findings : [body];
        const read = given.map(readReport);
        const valid = read.flatMap((one) => (isRefused(one) ? [] : [one]));
        const by = { bureau: caller.bureau, system: caller.id, unit: caller.unit };
        const words = (await takePatrolFindings(sql, by, valid)).values();
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
  };
}

const isRefused = (one: Read): one is Exclude<Read, ReportEvent> =>
  one['refused'] instanceof Problem;

/** Form first: what is not well formed claims no id. */
function readReport(raw: unknown): Read {
  try {
    const { finding, subject, foundAt, document, ...said } = readPart(
      reportShape,
      raw,
      'body',
      CLAUSE,
    );
    const content = {
      kind: subject.kind,
      subject: subject.id,
      foundAt: parseInstant(foundAt)!,
      document,
      ...said,
    };
    return { finding, hash: hashOf(content), ...content };
  } catch (error) {
    const named = findingId.safeParse((raw as { finding?: unknown } | null)?.finding);
    return { finding: named.success ? named.data : null, refused: asProblem(error) };
  }
}

function answerTo(finding: string, word: string): Answer {
  if (word === 'accepted' || word === 'duplicate') return { finding, state: word };
  const why = refusals[word];
  if (!why) return { finding, state: 'conflict', ...refusedAs(conflict()) };
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
