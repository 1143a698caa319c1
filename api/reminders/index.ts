/** 提醒 What is told to people: their choices, what is posted to them, and the loops that post and send it (docs/reminders.md). */
import type { Settings } from '../../settings.ts';
import { ownTopics } from '../../domain/reminders/messages.ts';
import type { Loop } from '../background/loop.ts';
import type { Room } from '../room.ts';
import { Composer } from './composer.ts';
import { escalationNotice } from './desk-notice.ts';
import { feedRoutes } from './feed-routes.ts';
import { reminderListRoutes } from './list-routes.ts';
import { type Mailer, mailerOf } from './mailer.ts';
import { choiceRoutes } from './me-routes.ts';
import { Sender, type SenderOptions } from './sender.ts';
import { dutySources, type NewsSource } from './sources.ts';

/** Where the pages are, for whoever reads elsewhere. */
const homeOf = ({ API_PUBLIC_URL: url }: Settings): string | undefined => url?.replace(/\/$/, '');

/** One for each channel: what hangs in one keeps the others from nothing. */
function loopsOf(
  settings: Settings,
  sources: readonly NewsSource[],
  mailer: Mailer | undefined,
  given: Pick<SenderOptions, 'sql' | 'log' | 'clock' | 'policy' | 'bureaus' | 'resolve' | 'seal'>,
): Loop[] {
  const options: SenderOptions = {
    ...given,
    mailer,
    sources,
    home: homeOf(settings),
    titles: {
      ...ownTopics,
      ...Object.fromEntries(sources.map(({ topic, title }) => [topic, title])),
    },
    timeout: settings.OUTBOX_TIMEOUT,
    tries: settings.OUTBOX_TRIES,
    firstDelay: settings.OUTBOX_FIRST_DELAY,
    poll: settings.OUTBOX_POLL,
    concurrency: settings.OUTBOX_CONCURRENCY,
  };
  // Without a mail server mails wait for a process that has one.
  const channels = (['email', 'wecom', 'dingtalk'] as const).filter(
    (one) => one !== 'email' || mailer,
  );
  const senders = channels.map((one) => new Sender(one, options));
  return [new Composer({ ...given, sources }), ...senders].map(({ loop }) => loop);
}

export const reminders: Room = {
  notice: escalationNotice,
  open({ acts, settings, seal, outbox, news }) {
    const { sql, log, clock } = acts;
    const mailer = mailerOf(settings);
    const sources = [...dutySources, ...news];
    const { policy, changes } = outbox;
    return {
      routes: [
        choiceRoutes({ seal, mailer, sources }),
        feedRoutes(homeOf(settings)),
        reminderListRoutes,
      ],
      loops:
        seal && settings.OUTBOX_DISPATCH
          ? loopsOf(settings, sources, mailer, { sql, log, clock, policy, seal, ...changes })
          : [],
    };
  },
};
