/** 接收方的种类 Webhooks get the register; the others are people's: a shared mailbox, or the robot of a group, which are told what a unit owes (docs/reminders.md). */
import type { Receiver, SealedReceiver } from '../../db/queries/receivers.ts';
import { receiverTopics } from '../../domain/reminders/messages.ts';
import { badInput } from '../http/fields.ts';
import type { Seal } from '../intake/sealing.ts';
import { contextOf } from './receiver-secret.ts';

export const receiverKinds = ['webhook', 'email', 'wecom', 'dingtalk'] as const;
export type ReceiverKind = (typeof receiverKinds)[number];

/** What lies sealed of a receiver that is people's: its whole address, with the key in it, and what else signs. */
export interface RobotTarget {
  address: string;
  key?: string;
}

interface Given {
  kind: ReceiverKind;
  url: string;
  secret?: string | undefined;
  events: readonly string[];
  unit: string | null;
}

const wrong = (path: string, zh: string, en: string): Error =>
  badInput([{ in: 'body', path, zh, en }]);

/** The parameter of the address in which each service puts the robot's key. */
const KEYS = { wecom: 'key', dingtalk: 'access_token' } as const;

/** Refuses what does not belong to the kind. */
export function assertKind(given: Given, before: Receiver | undefined): void {
  const { kind, url, secret, events, unit } = given;
  if (before && before.kind !== kind)
    throw wrong('/kind', '接收方登记后种类不变', 'A receiver stays of its kind');
  if (kind === 'webhook') {
    if (unit !== null) throw wrong('/unit', '推送不分单位', 'A webhook is of the whole bureau');
    if (secret?.startsWith('SEC'))
      throw wrong('/secret', '应为 whsec_ 密钥', 'A secret that begins with whsec_ is expected');
    return;
  }
  if (events.some((one) => !receiverTopics.some((topic) => topic === one)))
    throw wrong(
      '/events',
      `应为：${receiverTopics.join('、')}`,
      `One of these is expected: ${receiverTopics.join(', ')}`,
    );
  if (kind === 'email' || kind === 'wecom') {
    if (secret !== undefined)
      throw wrong('/secret', '该种类没有密钥', 'A receiver of this kind has no secret');
  } else if (secret?.startsWith('whsec_'))
    throw wrong(
      '/secret',
      '应为机器人的加签密钥（SEC…）',
      "The robot's signing secret is expected (SEC…)",
    );
  if (kind !== 'email' && !keyOf(kind, url))
    throw wrong(
      '/url',
      `机器人的完整地址，含 ${KEYS[kind]}；显示时不含密钥，变更时须重新填写`,
      `The robot's whole address with its ${KEYS[kind]} is expected; it is shown without, and given anew with every change`,
    );
}

const keyOf = (kind: 'wecom' | 'dingtalk', url: string): string | null =>
  URL.canParse(url) ? new URL(url).searchParams.get(KEYS[kind]) : null;

/** What is shown of the address: never its key. */
export const shownUrl = (kind: ReceiverKind, url: string): string =>
  kind === 'webhook' || kind === 'email' ? url : new URL(url).origin + new URL(url).pathname;

/** The target to be sealed where it is another one than stands; of the secret, what stands stays unless a new one is given. */
export function freshTarget(
  seal: Seal,
  before: SealedReceiver | undefined,
  { url, secret }: Pick<Given, 'url' | 'secret'>,
): string | undefined {
  const stands = before && openTarget(seal, before.id, before.secret);
  const key = secret ?? stands?.key;
  const next: RobotTarget = { address: url, ...(key !== undefined && { key }) };
  const same = stands?.address === next.address && stands.key === next.key;
  return same ? undefined : JSON.stringify(next);
}

export function openTarget(seal: Seal, id: string, sealed: string): RobotTarget | undefined {
  try {
    return JSON.parse(seal.open(sealed, contextOf(id))) as RobotTarget;
  } catch {
    return undefined;
  }
}
