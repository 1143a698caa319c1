/** POST /v1/events: what the 一网通 platform reports (TJ84-4), one event or up to 200. */
import { z } from 'zod';
import { BATCH, eventShape } from '../../domain/commitment-case/event.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { requireRole, type Caller } from '../http/authentication.ts';
import { answerEvents } from './events.ts';
import { eventAnswerShape } from './event-answer.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';

/** Whatever an event is, it is answered by itself: the form of one never refuses the call. */
const anyEvent = eventShape.or(z.unknown());
const batch = z
  .strictObject({
    events: z
      .array(anyEvent)
      .min(1)
      .max(BATCH, { error: `一次最多 ${BATCH} 个事件 | At most ${BATCH} events a call` }),
  })
  .meta({ id: 'InboundEvents' });
const single = eventShape.or(z.looseObject({}).refine((one) => !('events' in one)));
const body = z.union([batch, single], {
  error: `应为一个事件，或 {"events": [1–${BATCH} 个事件]} | One event, or {"events": [1–${BATCH} events]}`,
});

export function eventRoutes(deps: ActDeps) {
  return (api: Api): void => {
    api.route(
      {
        method: 'post',
        path: '/v1/events',
        tag: '一网通 Events',
        summary: '报送事件 — Report events: approvals and acts of commitment cases',
        auth: 'caller',
        body,
        bodyLimit: '4mb',
        description: `一网通平台审管联动模块的入口（TJ84-4）：一个 InboundEvent，或 {"events": […]}，一次最多 ${BATCH} 个。按次序逐件答复，一件不合格不影响其他；同一办理结果的事件按次序办理。
每个事件带自己的 key：原样重发得到相同答复；同一 key 换了内容、类型、结果或者经办人即为 conflict。pending、fault 请原样重发。
谁办理由令牌决定，不写在事件里：经办人的令牌带 act.sub = 平台系统编号（RFC 8693），该批即为此人的文书；平台自己的凭证（角色 receiving-system）只能代受理部门报送批准（body.accepting），其他文书须由负有该义务的人员办理。
One event or up to ${BATCH}; each is answered in its place, a bad one blocks nobody, events about one result stay in order. The same event under its key is answered the same; anything else under it is a conflict.
Whose acts they are comes from the token: an officer's token with act.sub naming the platform's registered system makes the batch that officer's; the platform's own credential (role receiving-system) reports approvals for an accepting department (body.accepting). One batch, one officer.`,
        responses: {
          200: {
            description: '逐件答复 One answer an event, in order',
            schema: z.object({ items: z.array(eventAnswerShape) }),
          },
        },
      },
      async ({ body: given, caller }) => {
        requireSystem(caller);
        const events = 'events' in given ? (given as z.output<typeof batch>).events : [given];
        return { body: { items: await answerEvents(deps, api.deps.log, caller, events) } };
      },
    );
  };
}

/** A registered system acting for an officer who is named by the token, or the receiving system itself; a person alone uses the files' own routes. */
function requireSystem(caller: Caller): void {
  if (caller.system !== undefined) return;
  if (caller.kind === 'system') return requireRole(caller, ['receiving-system']);
  throw new Problem('not-authorised', {
    clause: 'TJ84-4',
    say: { zh: '事件由一网通平台报送。', en: 'Events are reported by the platform.' },
    lawful: {
      zh: '人员直接用 POST /v1/commitment-cases 和 POST /v1/files/{id}/acts/{type}；平台代办须用带 act 的令牌。',
      en: 'A person files through /v1/commitment-cases and the files; a platform acts with a token that has an act claim.',
    },
  });
}
