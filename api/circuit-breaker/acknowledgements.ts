/** POST /v1/breaker-acknowledgements: what receivers have done with warnings and orders, by their own signed word (TJ51-6.2, 6.3). */
import { z } from 'zod';
import { acknowledgeable } from '../../db/circuit-breaker/store.ts';
import { settleEvents, takeEvents } from '../../db/commitment-registries/events.ts';
import { hashOf } from '../../db/queries/turns.ts';
import { orderAcknowledged, warningAcknowledged } from '../../domain/circuit-breaker/acts.ts';
import { eventId } from '../../domain/circuit-breaker/touch.ts';
import { instantText } from '../../domain/law/shapes.ts';
import { formatInstant, parseInstant } from '../../domain/time/civil-date.ts';
import { instant } from '../../domain/time/instant.ts';
import { bring } from '../background/system-acts.ts';
import type { Caller } from '../http/authentication.ts';
import { databaseNow } from '../http/clock.ts';
import type { Api } from '../http/openapi.ts';
import { Problem, refusedAs, refusedFields } from '../http/problems.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { requireSettlementSystem } from './systems.ts';
import { tag } from './tag.ts';

const CLAUSE = 'TJ51-6.3';
const acknowledgement = z
  .strictObject({
    event: eventId,
    file: z.string().regex(/^RD\.[A-Za-z0-9._-]{1,100}$/, {
      error: '应为熔断案卷编号 | The id of a breaker is expected',
    }),
    item: z
      .string()
      .regex(/^([a-z0-9-]{1,40}@[0-9]{1,6}|(stop|resume):[0-9]{1,4})$/, {
        error: '应为 指标@版本、stop:1 或者 resume:1 | indicator@version, stop:1 or resume:1',
      })
      .meta({ description: '警示或者指令 The warning, or the order', examples: ['stop:1'] }),
    at: instantText.meta({
      description:
        '警示到达当事人、资金实际停止或者恢复的时间 When the warning reached the subject; when the money really stopped, or flowed again',
    }),
  })
  .meta({ id: 'BreakerAcknowledgement' });
type Acknowledgement = z.output<typeof acknowledgement>;
const answerShape = z
  .object({
    event: z.string(),
    state: z.enum(['accepted', 'known', 'refused', 'conflict']).meta({
      description: 'known：已有回执，不产生变化 Acknowledged before: nothing changes',
    }),
    ...refusedFields,
  })
  .meta({ id: 'BreakerAcknowledgementAnswer' });
type Answer = z.infer<typeof answerShape>;

export function acknowledgementRoutes(deps: ActDeps) {
  return (api: Api): void => {
    api.route(
      {
        method: 'post',
        path: '/v1/breaker-acknowledgements',
        tag,
        summary: '回执 — Acknowledge warnings and orders to stop or resume',
        description:
          '由经办单位所登记系统的凭证报送。先到的回执有效；重复的不产生变化。 Sent by the credential of a system of the handling bodies. The first word stands; another one changes nothing.',
        auth: 'caller',
        body: z.strictObject({ acknowledgements: z.array(acknowledgement).min(1).max(100) }),
        responses: {
          200: {
            description: '逐件答复 One answer each, in order',
            schema: z.object({ items: z.array(answerShape) }),
          },
        },
      },
      async ({ body, caller }) => {
        requireSettlementSystem(caller, CLAUSE);
        const items: Answer[] = [];
        for (const one of body.acknowledgements) items.push(await answer(deps, caller, one));
        return { body: { items } };
      },
    );
  };
}

/** An event counts once for the system that makes it; the answer that is final is given again. */
async function answer(deps: ActDeps, caller: Caller, one: Acknowledgement): Promise<Answer> {
  const key = `breaker/${one.event}`;
  const { event, ...said } = one;
  const claim = { key, hash: hashOf(said), type: 'breaker-acknowledgement', result: one.file };
  const known = (await takeEvents(deps.sql, caller.id, caller.id, [claim]))[key]!;
  if (known.hash !== claim.hash)
    return { event, state: 'conflict', ...refusedAs(new Problem('idempotency-conflict')) };
  if (known.answer !== null) return known.answer as Answer;
  const given = await performed(deps, caller, one);
  // An order that is not known yet may be known in a moment.
  if (given.state === 'refused' && given.code === 'order-unknown') return given;
  return (await settleEvents(deps.sql, caller.id, { [key]: given }))[key] as Answer;
}

async function performed(deps: ActDeps, caller: Caller, one: Acknowledgement): Promise<Answer> {
  const { event, file, item } = one;
  const refused = (problem: Problem): Answer => ({
    event,
    state: 'refused',
    ...refusedAs(problem),
  });
  const open = (await acknowledgeable(deps.sql, caller.bureau, file)).find((o) => o.item === item);
  if (!open) return refused(new Problem('order-unknown', { clause: CLAUSE }));
  if (open.done !== null) return { event, state: 'known' };
  const at = parseInstant(one.at)!;
  if (at > ((await deps.engine.clockOf(file)) ?? databaseNow()))
    return refused(new Problem('in-the-future', { clause: CLAUSE }));
  if (at < Math.floor(open.since / 1000) * 1000)
    return refused(
      new Problem('before-trigger', {
        clause: CLAUSE,
        lawful: {
          zh: `不得早于 ${formatInstant(instant(open.since))}。`,
          en: `No earlier than ${formatInstant(instant(open.since))}.`,
        },
      }),
    );
  const facts = { item, at, system: caller.id, event };
  const spec = item.includes('@') ? warningAcknowledged : orderAcknowledged;
  const heard = await bring(
    deps,
    file,
    spec.type,
    facts,
    `${file}:acknowledged:${caller.id}:${event}`,
  );
  return heard ? { event, state: 'accepted' } : refused(new Problem('file-closed'));
}
