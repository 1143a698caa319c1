/** 渠道 Where the publicity can be seen, where it is lacking, and where it has to be withdrawn. */
import {
  ending,
  omission,
  publication,
  withdrawal,
  type decisionFell,
  type decisionStands,
} from '../../domain/publicity/acts.ts';
import { isFurther, owedChannels } from '../../domain/publicity/terms.ts';
import type { ActOf } from '../../domain/law/acts.ts';
import { formatInstant } from '../../domain/time/civil-date.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { PublicityContext } from './context.ts';
import type { Pausing } from './pausing.ts';

export class Channels {
  readonly context: PublicityContext;
  readonly #pausing: Pausing;
  /** Where it was said that nothing was published. */
  readonly #lackingOn = new Set<string>();

  constructor(context: PublicityContext, pausing: Pausing) {
    this.context = context;
    this.#pausing = pausing;
  }

  /** Where something is to be published, now or after a pause, or to be accounted for. */
  owed(): string[] {
    const { context } = this;
    const waits = [...context.owed('publish'), ...context.owed('account')];
    return [...waits.flatMap(({ item }) => item ?? []), ...this.#pausing.channels];
  }

  offers(): void {
    const { context } = this;
    const { state } = context;
    const approved = () => state.approvedAt !== undefined;
    const owes = () => this.owed().length > 0;
    context.offer(publication.type, (act) => this.published(act), approved);
    context.offer(omission.type, (act) => this.#lacking(act), owes);
    context.offer(
      withdrawal.type,
      (act) => this.#withdrawn(act),
      () => state.standing.size > 0 || (state.fallen !== undefined && approved()),
    );
    context.offer(
      ending.type,
      (act) => this.#ended(act),
      () => !state.fallen && state.seen && !owes(),
    );
  }

  /** 同步 All four are owed at once; what is lacking is shown. */
  owe(at: Instant): void {
    const { context } = this;
    context.file.stage = 'publishing';
    const { publish } = context.duties(at);
    for (const item of owedChannels)
      context.owe(publish, at, { item }, (act) => this.published(act));
  }

  published(act: ActOf<typeof publication>): void {
    const { context } = this;
    const { item } = act.facts;
    const at = act.occurredAt!;
    context.state.standing.set(item, at);
    context.state.seen = true;
    context.file.effect('publicity-channel', { channel: item, act: act.id, at });
    context.note('channel-published', act, { channel: item });
    this.#showPause(act, item, at);
    this.#releaseOf(item, 'it is published there');
    const { fallen } = context.state;
    if (fallen) this.#oweWithdrawal(item, fallen.heardAt);
    this.#look();
  }

  /** Nobody may publish in a pause; what was is public all the same. */
  #showPause(act: ActOf<typeof publication>, channel: string, at: Instant): void {
    const { context } = this;
    const { pauses, changed } = context.state;
    if (!pauses.some(({ from, until }) => at >= from && at < until) || !changed('pause-shown'))
      return;
    context.file.warn(
      `渠道 ${channel} 在暂停期间发布。It was published on that channel while it was paused.`,
    );
    context.note('published-while-paused', act, { channel });
  }

  #lacking(act: ActOf<typeof omission>): void {
    const { context } = this;
    const { item } = act.facts;
    this.#lackingOn.add(item);
    context.file.effect('publicity-lacking', { channel: item, act: act.id });
    context.note('channel-lacking', act, { channel: item });
    context.file.notes.push(`渠道 ${item} 没有发布。Nothing was published on that channel.`);
    this.#releaseOf(item, 'nothing is published there');
    this.#look();
  }

  #releaseOf(item: string, why: string): void {
    const { context } = this;
    for (const duty of ['publish', 'account'] as const)
      for (const wait of context.owed(duty))
        if (wait.item === item) context.file.release(wait.key, why);
    this.#pausing.drop(item);
  }

  /** Where the publicity stands, after whatever may have changed it. */
  #look(): void {
    const { context } = this;
    const { fallen, standing } = context.state;
    if (!fallen) {
      if (this.owed().length === 0) context.file.stage = 'published';
      return;
    }
    if (standing.size === 0 && context.owed('account').length === 0)
      context.end(context.state.seen ? 'withdrawn' : 'decision-fell');
  }

  #ended({ id, receivedAt: at }: ActOf<typeof ending>): void {
    const { context } = this;
    for (const channel of context.state.standing.keys())
      context.file.effect('publicity-withdrawn', { channel, act: id, at, how: 'ended' });
    context.end('ended');
  }

  // 处罚法 48 What is public of a decision that stands no more is withdrawn within three working days, and the public is told why. What was approved and
  // is not recorded anywhere may be public all the same: that is asked.
  fall(act: ActOf<typeof decisionFell>): void {
    const { context } = this;
    const { file, state } = context;
    const { at, adopted } = act.facts;
    const heardAt = act.receivedAt;
    state.fallen = { state: act.facts.state, at, heardAt };
    context.adopted = adopted;
    file.effect('publicity-state', { state: act.facts.state, at });
    file.notes.push(
      '决定已不成立，停止发布。The decision stands no more: nothing of it is published.',
    );
    context.note('withdrawal-due', act, { state: act.facts.state, since: formatInstant(at) });
    const unrecorded = [
      ...context.owed('publish').map(({ item }) => item!),
      ...this.#pausing.drop(),
    ];
    this.#pausing.end(heardAt);
    context.release('the decision stands no more', 'approve', 'redraft', 'publish');
    if (state.approvedAt === undefined) return context.end('decision-fell');
    file.stage = 'withdrawing';
    const { account } = context.duties(at);
    for (const item of unrecorded)
      context.owe(account, heardAt, { item }, (said) => this.#lacking(said));
    for (const item of state.standing.keys()) this.#oweWithdrawal(item, heardAt);
    this.#look();
  }

  /** 恢复成立 What is public stays. What was withdrawn or never published is owed again, on all four channels and in the main media that had it as a typical case. */
  standAgain(act: ActOf<typeof decisionStands>): void {
    const { context } = this;
    const { file, state } = context;
    const at = act.receivedAt;
    delete state.fallen;
    context.adopted = undefined;
    file.effect('publicity-state', { state: 'stands', at });
    context.note('publicity-stands', act, { since: formatInstant(act.facts.at) });
    context.release('the decision stands again', 'account', 'withdraw');
    file.stage = 'publishing';
    const { publish } = context.duties(at);
    const from = state.approvedAt!;
    const limit = context.days(from, at, context.opening.settings.publishDays);
    const media = file.changed('media-restored') ? [...state.withdrawnFrom].toSorted() : [];
    state.withdrawnFrom.clear();
    for (const item of [...owedChannels, ...media])
      if (!state.standing.has(item) && !this.#lackingOn.has(item))
        context.owe({ ...publish, limit }, from, { item, ...context.round() }, (shown) =>
          this.published(shown),
        );
    this.#look();
  }

  #oweWithdrawal(item: string, from: Instant): void {
    const { context } = this;
    const { withdraw } = context.duties(context.state.fallen!.at);
    context.owe(withdraw, from, { item, ...context.round() }, (act) => this.#withdrawn(act));
  }

  #withdrawn(act: ActOf<typeof withdrawal>): void {
    const { context } = this;
    const { item, how } = act.facts;
    // 更正 It can be seen as it was corrected, so that it is withdrawn when the decision falls.
    if (how === 'corrected') context.state.standing.set(item, act.occurredAt!);
    else context.state.standing.delete(item);
    if (context.state.fallen && isFurther(item)) context.state.withdrawnFrom.add(item);
    context.state.seen = true;
    context.file.effect('publicity-withdrawn', {
      channel: item,
      act: act.id,
      at: act.occurredAt!,
      how,
    });
    context.note('channel-withdrawn', act, { channel: item, how });
    this.#releaseOf(item, 'it was withdrawn there');
    this.#look();
  }
}
