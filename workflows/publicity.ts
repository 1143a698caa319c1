/**
 * 曝光 The publicity of one decision: 津人社局发〔2017〕51号, (7). Written, approved by another person, published on all four channels. The file is open as long
 * as anything of it can be seen: a decision that falls is withdrawn everywhere where it stood, and the public is told why (处罚法 48).
 */
import * as acts from '../domain/publicity/acts.ts';
import {
  abandonment,
  type approval,
  decisionFell,
  decisionStands,
  pause,
  text,
  type State,
} from '../domain/publicity/acts.ts';
import { CLAUSE } from '../domain/publicity/duties.ts';
import { guards, notAwaited } from '../domain/publicity/guards.ts';
import type { Act } from '../domain/law/act.ts';
import type { ActOf } from '../domain/law/acts.ts';
import type { Instant } from '../domain/time/instant.ts';
import { CaseFile } from './kit/case-file.ts';
import type { Closing } from './messages.ts';
import { Channels } from './publicity/channels.ts';
import { PublicityContext, type PublicityOpening } from './publicity/context.ts';
import { Pausing } from './publicity/pausing.ts';

export async function publicity(opening: PublicityOpening): Promise<Closing> {
  const state: State = {
    settings: opening.settings,
    drafter: opening.letter.officer,
    draft: opening.letter.id,
    pauses: [],
    standing: new Map(),
    withdrawnFrom: new Set(),
    seen: false,
    owedOn: () => [],
    changed: () => true,
  };
  const file = new CaseFile(opening, {
    acts: [acts],
    units: opening.units,
    state,
    guards,
    notAwaited,
    ours: new Set<string>([decisionFell.type, decisionStands.type]),
    manages: true,
  });
  state.changed = (id) => file.changed(id);
  return file.run(CLAUSE, () => new Publicity(new PublicityContext(file, opening)).run());
}

class Publicity {
  readonly context: PublicityContext;
  readonly channels: Channels;
  readonly pausing: Pausing;

  constructor(context: PublicityContext) {
    this.context = context;
    this.pausing = new Pausing(context, {
      approved: (act) => this.#decided(act),
      published: (act) => this.channels.published(act),
    });
    this.channels = new Channels(context, this.pausing);
    context.state.owedOn = () => this.channels.owed();
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
      () => !state.seen && this.channels.owed().length === 0 && !state.fallen,
    );
    context.offer(
      pause.type,
      (act) => (act.facts.paused ? this.pausing.paused(act) : this.pausing.resumed(act)),
      () => !state.fallen,
    );
    context.offer(
      decisionFell.type,
      (act) => this.channels.fall(act),
      () => !state.fallen,
      ['duban'],
    );
    context.offer(
      decisionStands.type,
      (act) => this.channels.standAgain(act),
      () => state.fallen !== undefined,
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
    context.file.stage = 'drafting';
    context.owe(context.duties(from).approve, from, context.round(), (act) => this.#decided(act));
  }

  #decided({ facts, receivedAt: at }: ActOf<typeof approval>): void {
    const { context } = this;
    const { file, state } = context;
    if (facts.outcome === 'approved') {
      state.approvedAt = at;
      file.effect('publicity-state', { state: 'approved', at });
      return this.channels.owe(at);
    }
    file.stage = 'returned';
    context.owe(context.duties(at).redraft, at, context.round(), (rewritten) => {
      this.#rewritten(rewritten);
      this.#approval(rewritten.receivedAt);
    });
  }
}
