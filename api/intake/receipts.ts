/** TJ51-A1-X1 收到时间 A receipt that is stamped elsewhere: who may state one, and that it is never later than the arrival. */
import type { Sql } from '../../db/client.ts';
import { findBureau } from '../../db/queries/subjects.ts';
import { receiptClause } from '../../domain/law/cited.ts';
import { parseInstant } from '../../domain/time/civil-date.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Caller } from '../http/authentication.ts';
import { Problem } from '../http/problems.ts';

/** TJ51-A1-X1: a stamp is never later than the arrival. `under`: the clause of the act. */
export const stampedAhead = (under: string): Problem =>
  new Problem('in-the-future', {
    clause: receiptClause(under),
    lawful: {
      zh: '收文系统所盖的收到时间不得晚于文书进入本系统的时间。',
      en: 'A receipt stamped by the receiving system may not be later than the arrival here.',
    },
  });

/** TJ51-A1-X1: only the bureau's designated receiving system may state a receipt, under its own credential; nobody else. */
export async function stampOf(
  sql: Sql,
  caller: Caller,
  bureau: string,
  stamped: unknown,
  under: string,
): Promise<Instant | undefined> {
  if (stamped === undefined) return undefined;
  const system = (await findBureau(sql, bureau))?.receivingSystem ?? 'duban';
  const trusted = caller.kind === 'system' ? caller.id : caller.system;
  if (system !== `oa:${trusted}`) {
    throw new Problem('receipt-not-yours', {
      clause: receiptClause(under),
      lawful: {
        zh: '不填 receivedAt：以文书进入本系统的时间为准。',
        en: 'Leave receivedAt out: the arrival in the system counts.',
      },
    });
  }
  const at = typeof stamped === 'string' ? parseInstant(stamped) : undefined;
  if (at === undefined)
    throw new Problem('bad-input', {
      fields: [
        {
          in: 'body',
          path: '/receivedAt',
          zh: '须为带时区的 RFC 3339 时刻',
          en: 'RFC 3339 with an offset is expected',
        },
      ],
    });
  return at;
}
