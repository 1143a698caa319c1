/** 截至 The place in a register up to which a dossier goes: a number of its entries, or what was recorded by an instant of the database's clock. */
import { z } from 'zod';
import { parseInstant } from '../../domain/time/civil-date.ts';
import { databaseNow } from '../http/clock.ts';
import { badInput } from '../http/fields.ts';

export interface Cut {
  asked: string;
  seq: number;
  at: number;
  complete: boolean;
}

export const asOfText = z
  .string()
  .max(40)
  .refine((text) => /^[1-9]\d{0,8}$/.test(text) || parseInstant(text) !== undefined, {
    error:
      '须为台账序号，或者带时区的 RFC 3339 时刻 | A number of the register, or RFC 3339 with an offset',
  })
  .meta({
    description:
      '截至台账序号或者时刻：此后所载均不收入 As of a number of the register or an instant: what was recorded later is left out',
  });

const wrong = (zh: string, en: string) => badInput([{ in: 'query', path: '/asOf', zh, en }]);

export function cutAt(asked: string, entries: readonly { seq: number; recordedAt: number }[]): Cut {
  const at = parseInstant(asked);
  if (at !== undefined && at > databaseNow())
    throw wrong('该时刻尚未到来', 'That instant has not come yet');
  const last =
    at === undefined
      ? entries.find(({ seq }) => seq === Number(asked))
      : entries.findLast(({ recordedAt }) => recordedAt <= at);
  if (!last)
    throw at === undefined
      ? wrong('台账没有该序号', 'The register has no such number')
      : wrong('该时刻尚无此案卷', 'There was no such file then');
  return {
    asked,
    seq: last.seq,
    at: at ?? last.recordedAt,
    complete: last.seq === entries.at(-1)!.seq,
  };
}
