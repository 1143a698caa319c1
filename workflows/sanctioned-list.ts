/**
 * 处罚名单通报 The list of those sanctioned in a period, to the health and the market authority: 津人社局发〔2017〕51号, (15). A person confirms what is in it,
 * each recipient gets it and acknowledges. What falls afterwards is corrected to both, in a file of its own. The text gives no number: every period is management.
 */
import * as acts from '../domain/sanctioned-list/acts.ts';
import type { State } from '../domain/sanctioned-list/acts.ts';
import { CLAUSE, dutiesFor } from '../domain/sanctioned-list/duties.ts';
import { guards, notAwaited } from '../domain/sanctioned-list/guards.ts';
import type { SanctionedListSettings } from '../domain/sanctioned-list/settings.ts';
import { recipients, type Fallen } from '../domain/sanctioned-list/terms.ts';
import type { Period } from '../domain/time/periods.ts';
import type { Instant } from '../domain/time/instant.ts';
import { CaseFile } from './kit/case-file.ts';
import type { Closing, Opening } from './messages.ts';

interface SanctionedListOpening extends Opening {
  units: { 'supervision-body': string };
  /** A list of a period, or the correction of one decision that has fallen. */
  period?: Period;
  fallen?: Fallen;
  /** Of a correction, fixed by the database as it opened. */
  contentHash?: string;
  settings: SanctionedListSettings;
}

export async function sanctionedList(opening: SanctionedListOpening): Promise<Closing> {
  const state: State = { delivered: new Map() };
  const file = new CaseFile(opening, {
    acts: [acts],
    units: opening.units,
    state,
    guards,
    notAwaited,
    manages: true,
  });
  return file.run(CLAUSE, () => new SanctionedList(file, opening).run());
}

class SanctionedList {
  readonly file: CaseFile<State>;
  readonly opening: SanctionedListOpening;
  readonly duties: ReturnType<typeof dutiesFor>;

  constructor(file: CaseFile<State>, opening: SanctionedListOpening) {
    this.file = file;
    this.opening = opening;
    this.duties = dutiesFor(opening.settings);
  }

  async run(): Promise<string> {
    const { fallen } = this.opening;
    return fallen ? this.correction(fallen) : this.list();
  }

  // （十五）What is in it is fixed with its hash by whoever has looked through it; nobody sanctioned is told as well.
  async list(): Promise<string> {
    const { file, duties, opening } = this;
    file.stage = 'confirming';
    const { act } = await file.performed(duties.confirm, opening.letter.receivedAt);
    const { hash, entries } = act.known!;
    const at = act.receivedAt;
    file.effect('sanctioned-list-fixed', { act: act.id, at, hash, entries });
    file.enter({
      key: 'list-fixed',
      type: 'list-fixed',
      clause: CLAUSE,
      act: act.id,
      body: { contentHash: hash, entries: entries.length },
    });
    await this.send(duties.deliver, hash, at);
    return entries.length === 0 ? 'zero-report' : 'sent';
  }

  /** Told before and fallen since: each recipient of the list gets the correction. */
  async correction({ at }: Fallen): Promise<string> {
    const { file, duties, opening } = this;
    file.enter({
      key: 'list-fixed',
      type: 'list-fixed',
      clause: CLAUSE,
      act: opening.letter.id,
      body: { contentHash: opening.contentHash!, entries: 1 },
    });
    await this.send(duties.correct, opening.contentHash!, at);
    return 'corrected';
  }

  /** Each recipient has its own delivery and its own acknowledgement. */
  async send(
    duty: ReturnType<typeof dutiesFor>['deliver' | 'correct'],
    hash: string,
    at: Instant,
  ): Promise<void> {
    const { file, duties } = this;
    file.stage = 'sending';
    file.state.fixed = { hash, at };
    await Promise.all(
      recipients.map(async (item) => {
        const { act } = await file.performed(duty, at, { item });
        file.state.delivered.set(item, act.occurredAt!);
        if (file.changed('recipient-bound'))
          file.effect('sanctioned-list-delivered', {
            recipient: item,
            act: act.id,
            at: act.occurredAt!,
          });
        const { act: receipt } = await file.performed(duties.acknowledge, act.occurredAt!, {
          item,
        });
        file.effect('sanctioned-list-acknowledged', {
          recipient: item,
          delivery: act.id,
          act: receipt.id,
        });
      }),
    );
  }
}
