/**
 * 群机器人 One try to the robot of a group: 企业微信 and 政务钉钉 take a JSON body of their own form, and say in the answer whether they have taken it.
 * The address holds the key; 钉钉 signs the instant beside it where the robot has a secret.
 */
import { createHmac } from 'node:crypto';
import { exchange, type PostOptions, wordFor } from '../outbox/post.ts';
import type { RobotTarget } from '../outbox/receiver-kinds.ts';
import type { Message } from '../../domain/reminders/text.ts';

/** Bytes in UTF-8 that the services take; 钉钉 gives 20,000 for the whole body. */
export const LONGEST = { wecom: 4096, dingtalk: 15_000 } as const;

function requestOf(
  channel: 'wecom' | 'dingtalk',
  { address, key }: RobotTarget,
  { subject, text }: Message,
  now: number,
): { url: string; body: string } {
  if (channel === 'wecom')
    return {
      url: address,
      body: JSON.stringify({ msgtype: 'markdown', markdown: { content: text } }),
    };
  const url = new URL(address);
  if (key) {
    const sign = createHmac('sha256', key).update(`${now}\n${key}`).digest('base64');
    url.searchParams.set('timestamp', String(now));
    url.searchParams.set('sign', sign);
  }
  return {
    url: url.href,
    body: JSON.stringify({ msgtype: 'markdown', markdown: { title: subject, text } }),
  };
}

export async function tellRobot(
  channel: 'wecom' | 'dingtalk',
  target: RobotTarget,
  message: Message,
  options: PostOptions & { now: number },
): Promise<string | undefined> {
  const { url, body } = requestOf(channel, target, message, options.now);
  const headers = {
    'Content-Type': 'application/json; charset=utf-8',
    'User-Agent': 'duban-outbox',
  };
  const answer = await exchange(url, { body, headers }, options, 4096);
  if (typeof answer === 'string') return answer;
  return wordFor(answer.status) ?? refused(answer.text);
}

/** 200 says nothing: `errcode` does. Of its words none is kept. */
function refused(text: string): string | undefined {
  try {
    const answer: unknown = JSON.parse(text);
    if (typeof answer !== 'object' || answer === null || !('errcode' in answer))
      return 'answer-unreadable';
    const code = Number(answer.errcode);
    if (code === 0) return undefined;
    return Number.isSafeInteger(code) ? `errcode-${code}` : 'answer-unreadable';
  } catch {
    return 'answer-unreadable';
  }
}
