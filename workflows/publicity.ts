/**
 * 曝光 The publicity of one decision: 津人社局发〔2017〕51号, (7). Written, approved by another person, published on all four channels. The file is open as long
 * as anything of it can be seen: a decision that falls is withdrawn everywhere where it stood, and the public is told why (处罚法 48).
 */
import * as acts from '../domain/publicity/acts.ts';
import { abandonment, decisionFell, pause, text, type State } from '../domain/publicity/acts.ts';
import { CLAUSE } from '../domain/publicity/duties.ts';
import { guards, notAwaited } from '../domain/publicity/guards.ts';
import type { Act } from '../domain/law/act.ts';
import type { Instant } from '../domain/time/instant.ts';
import { CaseFile } from './kit/case-file.ts';
import type { Closing } from './messages.ts';
import { Channels } from './publicity/channels.ts';
import { PublicityContext, type PublicityOpening } from './publicity/context.ts';

export async function publicity(opening: PublicityOpening): Promise<Closing> {
  const state: State = {
    settings: opening.settings,
    drafter: opening.letter.officer,
    draft: opening.letter.id,
    paused: false,
    standing: new Map(),
    seen: false,
  };
  const file = new CaseFile(opening, {
    acts: [acts],
    units: opening.units,
    state,
    guards,
    notAwaited,
    ours: new Set<string>([decisionFell.type]),
    manages: true,
  });
  return file.run(CLAUSE, () => new Publicity(new PublicityContext(file, opening)).run());
}

class Publicity {
  readonly context: PublicityContext;
  readonly channels: Channels;

  constructor(context: PublicityContext) {
    this.context = context;
    this.channels = new Channels(context);
  }

  run(): Promise<string> {
    const { context } = this;
    this.#offers();
    this.channels.offers();
    this.#approval(context.opening.letter.receivedAt);
    return context.settled;
  }

  #offers(): void {
    const { context } = this;
    const { state } = context;
    context.offer(
      text.type,
      (act) => this.#rewritten(act),
      () => state.approvedAt === undefined && !state.fallen,
    );
    context.offer(
      abandonment.type,
      () => context.end('not-published'),
      // What is approved may be seen already: each channel is accounted for first.
      () => !state.seen && context.owed('publish').length === 0 && !state.fallen,
    );
    context.offer(
      pause.type,
      (act) => {
        state.paused = act.facts.paused;
      },
      () => !state.fallen,
    );
    context.offer(
      decisionFell.type,
      (act) => this.channels.fall(act),
      () => !state.fallen,
      ['duban'],
    );
  }

  #rewritten({ id, officer }: Act): void {
    this.context.state.drafter = officer;
    this.context.state.draft = id;
  }

  /** （七）Another person approves it; what is returned is written anew. */
  #approval(from: Instant): void {
    const { context } = this;
    const { file, state } = context;
    file.stage = 'drafting';
    const { approve, redraft } = context.duties(from);
    context.owe(approve, from, context.round(), (act) => {
      const { receivedAt: at } = act;
      if (act.facts.outcome === 'approved') {
        state.approvedAt = at;
        file.effect('publicity-state', { state: 'approved', at });
        return this.channels.owe(at);
      }
      file.stage = 'returned';
      context.owe(redraft, at, context.round(), (rewritten) => {
        this.#rewritten(rewritten);
        this.#approval(rewritten.receivedAt);
      });
    });
  }
}
