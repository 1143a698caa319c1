/** POST /v1/touches: what the monitoring measures, one or many at a time; decided in the database, and answered one by one (TJ51-6.2, 6.3). */
import { z } from 'zod';
import { takeTouches, type Taken, type Touch } from '../../db/circuit-breaker/store.ts';
import { findBureau } from '../../db/queries/subjects.ts';
import { hashOf } from '../../db/queries/turns.ts';
import { circuitBreakerSettingsOf } from '../../domain/circuit-breaker/settings-form.ts';
import {
  BATCH,
  eventId,
  refusedAs as refusals,
  taken,
  touchShape,
  type TakenAs,
} from '../../domain/circuit-breaker/touch.ts';
import { bindingInstruments, isRefusal } from '../../domain/law/instruments.ts';
import { civilDateOf, parseInstant } from '../../domain/time/civil-date.ts';
import type { Caller } from '../http/authentication.ts';
import { databaseNow } from '../http/clock.ts';
import { readPart } from '../http/fields.ts';
import type { Api } from '../http/openapi.ts';
import { asProblem } from '../http/problem-answer.ts';
import { Problem, refusedAs, refusedFields } from '../http/problems.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { requireSettlementSystem } from './systems.ts';
import { tag } from './tag.ts';

const CLAUSE = 'TJ51-6.3';
const any = touchShape.or(z.unknown());
const batch = z
  .strictObject({
    touches: z
      .array(any)
      .min(1)
      .max(BATCH, { error: `一次最多 ${BATCH} 件 | At most ${BATCH} a call` }),
  })
  .meta({ id: 'Touches' });
const single = touchShape.or(z.looseObject({}).refine((one) => !('touches' in one)));
const answerShape = z
  .object({
    event: z.string().nullable(),
    state: z.enum(['accepted', 'refused', 'conflict']),
    outcome: z.enum(taken).nullable().meta({
      description:
        '未达预警值、首次达到已警示、达到熔断值、达到预警值 Below, warned (the first one), at the trip threshold, at the warning threshold',
    }),
    ...refusedFields,
  })
  .meta({ id: 'TouchAnswer' });
type Answer = z.infer<typeof answerShape>;

export function touchRoutes({ sql, clock }: ActDeps) {
  return (api: Api): void => {
    api.route(
      {
        method: 'post',
        path: '/v1/touches',
        tag,
        summary: '报送触碰 — Report touches of indicators',
        description: `一件 Touch，或 {"touches": […]}，一次最多 ${BATCH} 件；逐件答复，一件不合格不影响其他，次序不限。同一事件编号原样重发得到相同答复，换了内容即为 conflict。由经办单位所登记系统的凭证报送。 One Touch or up to ${BATCH}, each answered in its place, in any order. The same event again gets the same answer; other content under its id is a conflict.`,
        auth: 'caller',
        body: z.union([batch, single], {
          error: `应为一件触碰，或 {"touches": [1–${BATCH} 件]} | One touch, or {"touches": [1–${BATCH}]}`,
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
        requireSettlementSystem(caller, CLAUSE);
        clock.check();
        const bureau = (await findBureau(sql, caller.bureau))!;
        const basis = bindingInstruments(bureau, 'TJ51', civilDateOf(databaseNow()));
        if (isRefusal(basis)) throw Problem.refused(basis);
        const settings = circuitBreakerSettingsOf(bureau.settings);
        const given = 'touches' in body ? (body as z.output<typeof batch>).touches : [body];
        const read = given.map(readTouch);
        const known = await takeTouches(
          sql,
          { bureau: bureau.id, system: caller.id, ...settings },
          firstOfEach(read),
        );
        return { body: { items: read.map((one) => answerOf(caller, one, known)) } };
      },
    );
  };
}

/** Form first: what is not well formed claims no event id. */
function readTouch(raw: unknown): Touch | { event: string | null; refused: Problem } {
  try {
    const { event, subject, indicator, value, measuredAt } = readPart(
      touchShape,
      raw,
      'body',
      CLAUSE,
    );
    const at = parseInstant(measuredAt)!;
    const said = { kind: subject.kind, subject: subject.id, indicator, value, at };
    return { event, hash: hashOf(said), ...said };
  } catch (error) {
    const { event } = (raw ?? {}) as { event?: unknown };
    const named = eventId.safeParse(event);
    return { event: named.success ? named.data : null, refused: asProblem(error) };
  }
}

/** Of one id that comes twice in a batch the first stands. */
function firstOfEach(read: readonly ReturnType<typeof readTouch>[]): Touch[] {
  const first = new Map<string, Touch>();
  for (const one of read)
    if (!('refused' in one) && !first.has(one.event)) first.set(one.event, one);
  return [...first.values()];
}

function answerOf(
  caller: Caller,
  one: ReturnType<typeof readTouch>,
  known: Readonly<Record<string, Taken>>,
): Answer {
  const place = { event: one.event, outcome: null };
  if ('refused' in one) return { ...place, state: 'refused', ...refusedAs(one.refused) };
  const stands = known[one.event]!;
  if (stands.hash !== one.hash || stands.bureau !== caller.bureau)
    return { ...place, state: 'conflict', ...refusedAs(conflict()) };
  const why = refusals[stands.outcome];
  if (!why) return { ...place, state: 'accepted', outcome: stands.outcome as TakenAs };
  const problem = new Problem(why.code, {
    clause: CLAUSE,
    say: { zh: why.zh, en: why.en },
    lawful: { zh: why.lawfulZh, en: why.lawfulEn },
  });
  return { ...place, state: 'refused', ...refusedAs(problem) };
}

const conflict = (): Problem =>
  new Problem('idempotency-conflict', {
    clause: CLAUSE,
    lawful: { zh: '内容不同的事件请用新的编号。', en: 'Use a new id for another event.' },
  });
