/**
 * 提醒的发送 Sends what is posted to people. Each channel has a loop of its own, beside the webhooks': a mail server or a robot that hangs keeps nothing else waiting.
 *  1. One is taken for a lease in a short statement; several processes share the work, and none sends what another has.
 *  2. Whoever crashes after sending leaves the lease to run out: it is sent again under the same Message-ID. Delivery is at least once.
 *  3. A failure waits longer every time, by the rule of the webhooks, and never into the quiet hours; after the last try it is a dead letter.
 *  4. Who may be told is judged again before each try: to whoever has gone nothing goes.
 */
import type { Logger } from 'pino';
import type { Sql } from '../../db/client.ts';
import {
  type ClaimedReminder,
  claimReminder,
  endReminder,
} from '../../db/queries/reminder-claims.ts';
import type { Channel } from '../../db/queries/reminders.ts';
import { findBureau } from '../../db/queries/subjects.ts';
import { leavesAt } from '../../domain/reminders/hours.ts';
import { reminderSettingsOf } from '../../domain/reminders/settings-form.ts';
import type { Sentence } from '../../domain/law/refusal.ts';
import type { Line } from '../../domain/reminders/messages.ts';
import { type Message, messageOf } from '../../domain/reminders/text.ts';
import { type Instant, instant } from '../../domain/time/instant.ts';
import { backoff } from '../background/backoff.ts';
import { logFault } from '../background/each.ts';
import { endsWithin, Loop } from '../background/loop.ts';
import type { Seal } from '../intake/sealing.ts';
import { LONGEST as LONGEST_PAUSE, MARGIN, STOP_TIMEOUT } from '../outbox/dispatcher.ts';
import type { PostOptions } from '../outbox/post.ts';
import { openTarget } from '../outbox/receiver-kinds.ts';
import { codeMessage, contextOfAddress } from './choice.ts';
import type { Mailer } from './mailer.ts';
import { LONGEST, tellRobot } from './robots.ts';
import type { NewsSource } from './sources.ts';

export interface SenderOptions extends Pick<PostOptions, 'policy' | 'timeout' | 'resolve'> {
  sql: Sql;
  log: Logger;
  clock: { now(): Instant };
  seal: Seal;
  mailer: Mailer | undefined;
  /** Where the pages are. */
  home: string | undefined;
  titles: Readonly<Record<string, Sentence>>;
  /** Asked whether what they told may be told still. */
  sources?: readonly Pick<NewsSource, 'topic' | 'still'>[];
  tries: number;
  firstDelay: number;
  poll: number;
  concurrency: number;
  bureaus?: readonly string[] | undefined;
}

/** Bytes of a mail's text: some 4,000 lines, so that a unit that is far behind gets one mail and not one every half hour. */
const LONGEST_MAIL = 1_000_000;

/** With the keys of what did not fit; a code has none. */
type Worded = Message & { left?: readonly string[] };

export class Sender {
  readonly loop: Loop;
  readonly #options: SenderOptions;
  readonly #channel: Channel;
  readonly #abort = new AbortController();

  constructor(channel: Channel, options: SenderOptions) {
    this.#options = options;
    this.#channel = channel;
    const { sql, log, poll } = options;
    this.loop = new Loop({
      name: `reminders-${channel}`,
      log,
      every: poll,
      first: 0,
      perform: (stopping) => this.#round(stopping),
      listen: (wake) =>
        sql.listen('duban_reminder', (to) => (to === channel || to === '') && wake()),
    });
  }

  /** Lanes beside each other, each taking one after the other while any is due; when we stop, what is under way may finish for a moment. */
  async #round(stopping: AbortSignal): Promise<void> {
    const work = Promise.all(
      Array.from({ length: this.#options.concurrency }, () => this.#lane(stopping)),
    );
    let stopped = (): void => {};
    const stop = new Promise<void>((resolve) => {
      stopped = resolve;
    });
    stopping.addEventListener('abort', stopped);
    await Promise.race([work, stop]);
    stopping.removeEventListener('abort', stopped);
    if (stopping.aborted && !(await endsWithin(work, STOP_TIMEOUT))) this.#abort.abort();
    await work;
  }

  async #lane(stopping: AbortSignal): Promise<void> {
    const { sql, timeout, bureaus, log } = this.#options;
    while (!stopping.aborted) {
      const claim = await claimReminder(sql, this.#channel, timeout * 3 + MARGIN, bureaus);
      if (!claim) return;
      try {
        await this.#deliver(claim);
      } catch (error) {
        logFault(log, error, { loop: this.loop.state.name, reminder: claim.id });
      }
    }
  }

  /** As the rooms that told it see it now. */
  async #stillTold({ officer, body }: ClaimedReminder): Promise<Line[] | undefined> {
    const { sql, sources = [] } = this.#options;
    let lines: Line[] | undefined = body.lines;
    for (const { topic, still } of sources) {
      const own: Line[] = lines?.filter((line) => line.topic === topic) ?? [];
      if (!lines || officer === null || !still || own.length === 0) continue;
      const kept: ReadonlySet<Line> = new Set(await still(sql, officer, own));
      lines = lines.filter((line) => line.topic !== topic || kept.has(line));
    }
    return lines;
  }

  async #deliver(taken: ClaimedReminder): Promise<void> {
    const lines = await this.#stillTold(taken);
    const claim = lines ? { ...taken, body: { ...taken.body, lines } } : taken;
    const { sql, log, tries: most, firstDelay: first } = this.#options;
    if (claim.address === null) return endReminder(sql, claim, 'skipped', 'recipient-gone');
    if (claim.body.lines?.length === 0) return endReminder(sql, claim, 'skipped', 'nothing-left');
    // What a person has had sent again goes now.
    const held = claim.round < claim.tries ? 0 : await this.#awake(claim, 0);
    if (held > 0) return endReminder(sql, claim, 'pending', null, { again: held });
    const message = this.#message(claim);
    const why = message ? await this.#send(claim, claim.address, message) : 'secret-unreadable';
    // What did not fit, or was not told any more, has not been said.
    const told = new Set(claim.body.lines?.map(({ key }) => key));
    const left = [...(message?.left ?? []), ...claim.keys.filter((key) => !told.has(key))];
    if (why === undefined) return endReminder(sql, claim, 'delivered', null, { left });
    const again =
      why === 'stopped' ? 0 : backoff(claim.round, { first, longest: LONGEST_PAUSE, tries: most });
    const dead = again === undefined;
    await endReminder(sql, claim, dead ? 'dead' : 'pending', why, {
      again: dead ? 0 : await this.#awake(claim, again),
    });
    const { id, tries } = claim;
    log.warn({ reminder: id, tries, why }, dead ? 'reminder: dead letter' : 'reminder: not sent');
  }

  async #send(
    claim: ClaimedReminder,
    sealed: string,
    message: Message,
  ): Promise<string | undefined> {
    const { seal } = this.#options;
    const { channel, officer, receiver } = claim;
    const target = receiver
      ? openTarget(seal, receiver, sealed)
      : { address: opened(seal, sealed, contextOfAddress(officer!)) };
    if (!target?.address) return 'secret-unreadable';
    return channel === 'wecom' || channel === 'dingtalk'
      ? this.#tell(channel, message, { ...target, address: target.address })
      : this.#mail(claim, message, target.address);
  }

  /** Undefined: what is sealed in it cannot be read. */
  #message({ kind, channel, officer, body, language }: ClaimedReminder): Worded | undefined {
    const { home, titles, seal } = this.#options;
    if (kind === 'code') return codeMessage(seal, officer!, body, language);
    const robot = channel === 'wecom' || channel === 'dingtalk';
    const longest = robot ? LONGEST[channel] : LONGEST_MAIL;
    return messageOf(body, { language, home, titles, markdown: robot, longest });
  }

  #tell(
    channel: 'wecom' | 'dingtalk',
    message: Message,
    target: { address: string; key?: string },
  ): Promise<string | undefined> {
    const { policy, timeout, resolve, clock } = this.#options;
    const signal = this.#abort.signal;
    const now = clock.now();
    return tellRobot(channel, target, message, { policy, timeout, resolve, signal, now });
  }

  async #mail(
    { id, createdAt: at }: ClaimedReminder,
    { subject, text }: Message,
    address: string,
  ): Promise<string | undefined> {
    const { mailer } = this.#options;
    if (!mailer) return 'no-mail-server';
    const to = address.replace(/^mailto:/, '');
    return mailer.send({ id, to, at, subject, text }, this.#abort.signal);
  }

  /** Milliseconds until the next try: one that would fall into the quiet hours comes when they end. What a person waits for at the screen, and what breaks them, does not wait. */
  async #awake({ bureau, kind, body }: ClaimedReminder, again: number): Promise<number> {
    const { sql, clock } = this.#options;
    const now = clock.now();
    if (kind === 'code') return again;
    const settings = reminderSettingsOf((await findBureau(sql, bureau))?.settings ?? {});
    const byLaw = body.lines.flatMap(({ force, due }) =>
      force === 'law' && due !== null ? [instant(due)] : [],
    );
    return leavesAt(instant(now + again), byLaw, settings) - now;
  }
}

function opened(seal: Seal, sealed: string, context: string): string | undefined {
  try {
    return seal.open(sealed, context);
  } catch {
    return undefined;
  }
}
