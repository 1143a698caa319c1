/** 没有送达任何人 Told at the desk: steps of the chain that reached nobody, also where a bureau has nobody at all who could be told. */
import { involvedOf } from '../../db/queries/reminder-news.ts';
import { recipientsOf, unreachedLines } from '../../db/queries/reminders.ts';
import { currentCalendars } from '../../db/queries/calendar.ts';
import { findBureau } from '../../db/queries/subjects.ts';
import { reminderSettingsOf } from '../../domain/reminders/settings-form.ts';
import type { DeskNotices } from '../files/desk-links.ts';
import { reachedBy, type Reached } from './escalation.ts';

type Asked = Parameters<DeskNotices>[0];

export const escalationNotice: DeskNotices = async (desk) => {
  const { sql, bureau, reader, now } = desk;
  const recipients = await recipientsOf(sql, bureau, { now, today: now, digest: '' });
  const untold = recipients.length > 0 ? 0 : await owedUpTheChain(desk);
  if (untold > 0)
    return [
      {
        level: 'alarm',
        zh: `逐级督办有 ${untold} 项不能送达任何人：本机构还没有人员确认过接收地址，也没有接收方。`,
        en: `Escalated, and nobody can be told of ${untold}: no officer of the bureau has confirmed an address, and it has no receiver.`,
        page: '/desk/reminders',
      },
    ];
  const unreached = await unreachedLines(sql, bureau, reader);
  return unreached === 0
    ? []
    : [
        {
          level: 'alarm',
          zh: `逐级督办有 ${unreached} 项没有送达任何人（GET /v1/reminders）；当面告知后，具名办结。`,
          en: `Escalated, and nobody was told of ${unreached} (GET /v1/reminders): tell them otherwise, and settle it by name.`,
          page: null,
        },
      ];
};

/** Each duty once, whatever steps it has reached; what is hidden from the reader is no number to them (QY-17.1). */
async function owedUpTheChain({ sql, bureau, reader, now }: Asked): Promise<number> {
  const settings = reminderSettingsOf((await findBureau(sql, bureau))?.settings ?? {});
  const round = { bureau, now, settings, calendar: await currentCalendars(sql) };
  const found = new Map<string, Reached>();
  for (const step of settings.steps)
    for (const late of await reachedBy(sql, round, step))
      found.set(`${late.file}|${late.key}`, late);
  let shown = 0;
  for (const { hidden, file } of found.values())
    if (!hidden || (await involvedOf(sql, file, [reader])).length === 0) shown++;
  return shown;
}
