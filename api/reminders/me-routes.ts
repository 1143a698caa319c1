/** 接收设置 What an officer is told and where: by the officer alone, with an address that has been confirmed from there. */
import { z } from 'zod';
import { choose, confirmChoice, dropChoice, findChoice } from '../../db/queries/reminders.ts';
import { findBureau } from '../../db/queries/subjects.ts';
import { ownTopics } from '../../domain/reminders/messages.ts';
import { reminderSettingsOf } from '../../domain/reminders/settings-form.ts';
import type { Sentence } from '../../domain/law/refusal.ts';
import type { Caller } from '../http/authentication.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { describeRoute } from '../http/route.ts';
import type { Seal } from '../intake/sealing.ts';
import { emailAddress, masked } from '../outbox/mail-addresses.ts';
import { contextOfAddress, hashOfCode, newCode, sealedCode } from './choice.ts';
import type { Mailer } from './mailer.ts';
import type { NewsSource } from './sources.ts';

export const tag = '提醒 Reminders';

export interface ChoiceDeps {
  seal: Seal | undefined;
  mailer: Mailer | undefined;
  sources: readonly NewsSource[];
}

const clock = z.string();
const shape = z
  .object({
    address: z.string().nullable().meta({
      description: '已登记的邮箱，只显示一部分 The address, not shown in full',
    }),
    confirmed: z.boolean(),
    topics: z.array(z.string()),
    language: z.enum(['zh', 'en']),
    available: z.array(
      z.object({ topic: z.string(), title: z.object({ zh: z.string(), en: z.string() }) }),
    ),
    mail: z.boolean().meta({ description: '是否设置了邮件服务器 Whether mail is set up' }),
    bureau: z.object({
      digestAt: clock,
      quiet: z.object({ from: clock, until: clock }),
      gapMinutes: z.int(),
    }),
  })
  .meta({ id: 'ReminderChoice' });

const read = describeRoute({
  method: 'get',
  path: '/v1/me/reminders',
  tag,
  summary: '本人的接收设置 — What the caller is told, and where',
  auth: 'caller',
  // Nobody else's.
  reads: 'none',
  responses: { 200: { description: '设置 The choice', schema: shape } },
});

const write = describeRoute({
  method: 'put',
  path: '/v1/me/reminders',
  tag,
  summary: '变更本人的接收设置 — Choose what the caller is told, and where',
  description:
    '填写 address 的，向该邮箱发送确认码，确认以前不发送其他内容；不填的，邮箱不变。逐级督办不能单独关闭。 With an address a code is sent there, and nothing else before it is confirmed; without one the address stays. What is escalated cannot be switched off by itself.',
  auth: 'caller',
  body: z.strictObject({
    address: emailAddress.optional(),
    topics: z.array(z.string().regex(/^[a-z-]{1,40}$/)).max(30),
    language: z.enum(['zh', 'en']).default('zh'),
  }),
  problems: [
    'reminder-address-refused',
    'reminder-address-missing',
    'mail-not-set-up',
    'sealing-key-missing',
    'officer-removed',
  ],
  responses: { 200: { description: '设置 The choice', schema: shape } },
  reads: 'none',
});

const confirm = describeRoute({
  method: 'post',
  path: '/v1/me/reminders/confirmation',
  tag,
  summary: '确认邮箱 — Confirm the address by the code that was sent there',
  auth: 'caller',
  body: z.strictObject({
    code: z.string().regex(/^\d{8}$/, { error: '应为八位数字 | Eight digits are expected' }),
  }),
  problems: ['reminder-code-wrong', 'officer-removed'],
  responses: { 200: { description: '设置 The choice', schema: shape } },
  reads: 'none',
});

const drop = describeRoute({
  method: 'delete',
  path: '/v1/me/reminders',
  tag,
  summary: '不再接收 — Be told nothing any more; the address is forgotten',
  auth: 'caller',
  problems: ['not-found', 'officer-removed'],
  responses: { 204: { description: '已删除 Forgotten' } },
});

export const choiceRoutes =
  (deps: ChoiceDeps) =>
  (api: Api): void => {
    const { sql } = api.deps;
    api.route(read, async ({ caller }) => ({ body: await shown(api, deps, caller) }));
    api.route(write, async ({ body, caller }) => {
      assertPerson(caller);
      const { address, topics, language } = body;
      const known = new Set(topicsOf(deps.sources).map(({ topic }) => topic));
      const chosen = {
        officer: caller.id,
        topics: topics.filter((one) => known.has(one)),
        language,
      };
      const how = await choose(sql, {
        ...chosen,
        ...(address && withAddress(deps, caller, address)),
      });
      if (how === 'none') throw new Problem('reminder-address-missing');
      if (how === 'wait') throw new Problem('rate-limited', { headers: { 'Retry-After': '60' } });
      return { body: await shown(api, deps, caller) };
    });
    api.route(confirm, async ({ body: { code }, caller }) => {
      if (!(await confirmChoice(sql, caller.id, hashOfCode(caller.id, code))))
        throw new Problem('reminder-code-wrong');
      return { body: await shown(api, deps, caller) };
    });
    api.route(drop, async ({ caller }) => {
      if (!(await dropChoice(sql, caller.id))) throw new Problem('not-found');
      return { status: 204 };
    });
  };

/** What can be chosen; what everybody is told is not among it. */
function topicsOf(sources: readonly NewsSource[]): { topic: string; title: Sentence }[] {
  const chosen = sources.filter(({ who }) => who === 'chosen');
  return [
    { topic: 'digest', title: ownTopics.digest },
    ...chosen.map(({ topic, title }) => ({ topic, title })),
  ];
}

function withAddress(
  { seal, mailer }: ChoiceDeps,
  { id }: Caller,
  address: string,
): { address: string; code: string; codeHash: string } {
  if (!mailer) throw new Problem('mail-not-set-up');
  if (!seal) throw new Problem('sealing-key-missing');
  if (!mailer.allows(address)) throw new Problem('reminder-address-refused');
  const code = newCode();
  return {
    address: seal.seal(address, contextOfAddress(id)),
    code: sealedCode(seal, id, code),
    codeHash: hashOfCode(id, code),
  };
}

async function shown(api: Api, { seal, mailer, sources }: ChoiceDeps, caller: Caller) {
  const choice = await findChoice(api.deps.sql, caller.id);
  const bureau = await findBureau(api.deps.sql, caller.bureau);
  const { digestAt, quiet, gapMinutes } = reminderSettingsOf(bureau?.settings ?? {});
  return {
    address: choice ? addressOf(seal, caller.id, choice.address) : null,
    confirmed: choice?.confirmedAt != null,
    topics: choice?.topics ?? [],
    language: choice?.language ?? 'zh',
    available: topicsOf(sources),
    mail: mailer !== undefined,
    bureau: { digestAt, quiet, gapMinutes },
  };
}

/** Under a key that is gone there is still an address, which cannot be shown. */
function addressOf(seal: Seal | undefined, officer: string, sealed: string): string {
  try {
    return masked(seal!.open(sealed, contextOfAddress(officer)));
  } catch {
    return '***';
  }
}

function assertPerson({ kind }: Caller): void {
  if (kind !== 'person')
    throw new Problem('not-authorised', {
      say: {
        zh: '提醒发给人员；系统接收推送',
        en: 'Reminders are for persons; a system gets webhooks',
      },
    });
}
