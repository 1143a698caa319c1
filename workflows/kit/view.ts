/** 案卷现状 How the file stands. The database is told with every turn; the engine shows it whenever the file comes to rest. */
import { workflowInfo } from '@temporalio/workflow';
import type { FileView, SuspensionRow } from '../../activities/contract.ts';
import { attentionOf } from '../../domain/law/attention.ts';
import { commonOffers } from './common-acts.ts';
import type { Offers } from './offers.ts';
import type { OpenFile } from './open-file.ts';
import * as visibility from './visibility.ts';

export class View {
  #open: OpenFile;
  #offers: Offers;
  #shown: Partial<visibility.Shown> = {};
  /** How the suspension of the subject stands. */
  suspension: SuspensionRow['state'] | 'none' = 'none';

  constructor(open: OpenFile, offers: Offers) {
    this.#open = open;
    this.#offers = offers;
  }

  get now(): FileView {
    const { stage, notes } = this.#open.file;
    const waits = this.#inOrder();
    const owed = waits.filter((w) => w.kind === 'within');
    const possible = [
      ...waits.map((w) => ({
        act: w.duty.act,
        by: [w.owedBy],
        clause: w.duty.basis.clause,
        duty: w.key,
        ...(w.item === undefined ? {} : { item: w.item }),
      })),
      ...this.#offers.shown,
      ...commonOffers(this.#open),
    ];
    return {
      stage,
      attention: attentionOf(owed),
      nextDue: waits[0]?.due.at ?? null,
      awaited: owed[0]?.duty.id ?? null,
      blocking: owed[0]?.owedBy ?? null,
      body: { possible, notes: [...notes] },
    };
  }

  get attention(): FileView['attention'] {
    return this.now.attention;
  }

  /** Shows in the engine how the file stands. Called only at rest. */
  show(): void {
    const view = this.now;
    const waits = this.#inOrder();
    const shown = visibility.shownOf(view, this.suspension, waits);
    visibility.show(this.#shown, shown);
    this.#shown = shown;
    const { file } = this.#open;
    // Histories hold the summary in the memo under this name.
    visibility.showDetails(
      view,
      waits,
      file,
      file.opening.carried && workflowInfo().memo?.['cover'],
    );
  }

  /** Shows in the engine that the file cannot write, and why. */
  showTechnical(fault: string): void {
    this.#shown = visibility.showTechnical(this.#shown, fault);
  }

  /** The open waits, those that are due first in front. A window that this turn closes is not open any more, though the file learns it after the turn. */
  #inOrder() {
    return this.#open.waits.open
      .filter(({ state }) => state !== 'lapsed')
      .sort((a, b) => a.due.at - b.due.at);
  }
}
