/** 本人的接收设置 An officer's own choice: an address that is sealed, and a code that was sent there before anything else is. */
import { createHash, randomInt } from 'node:crypto';
import type { ReminderBody } from '../../domain/reminders/messages.ts';
import type { Message } from '../../domain/reminders/text.ts';
import type { Seal } from '../intake/sealing.ts';

export const contextOfAddress = (officer: string): string => `reminders:${officer}`;
const contextOfCode = (officer: string): string => `reminder-code:${officer}`;

/** Eight digits; five tries a code, a code a minute, and it counts for a day. */
export const newCode = (): string => String(randomInt(100_000_000)).padStart(8, '0');

export const hashOfCode = (officer: string, code: string): string =>
  createHash('sha256').update(`${officer}\n${code}`).digest('hex');

export const sealedCode = (seal: Seal, officer: string, code: string): string =>
  seal.seal(code, contextOfCode(officer));

export function codeMessage(
  seal: Seal,
  officer: string,
  { code }: ReminderBody,
  language: 'zh' | 'en',
): Message | undefined {
  try {
    const opened = seal.open(code ?? '', contextOfCode(officer));
    return language === 'zh'
      ? {
          subject: '督办：确认接收提醒的邮箱',
          text: `确认码：${opened}\n\n在“接收设置”页面填写，一日内有效。不是您本人登记的，不必理会：未经确认不会再发送任何内容。`,
        }
      : {
          subject: 'Duban: confirm your address for reminders',
          text: `Code: ${opened}\n\nEnter it on the page of what you are told; it counts for a day. If you have not asked for it, do nothing: without it nothing more is sent here.`,
        };
  } catch {
    return undefined;
  }
}
