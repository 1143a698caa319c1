/** 案卷现状 How the file stands, for whoever looks: in the database with every turn, in the engine at rest. */
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

  /** Shows in the engine how the file stands; only at rest. */
  show(): void {
    const view = this.now;
    const waits = this.#inOrder();
    const shown = visibility.shownOf(view, this.suspension, waits);
    visibility.show(this.#shown, shown);
    this.#shown = shown;
    const { notes, opening } = this.#open.file;
    visibility.showDetails(view, waits, notes, opening.carried && workflowInfo().memo?.['cover']);
  }

  /** The file cannot write, and says so. */
  showTechnical(fault: string): void {
    this.#shown = visibility.showTechnical(this.#shown, fault);
  }

  /** What is due first stands first. */
  #inOrder() {
    return this.#open.waits.open.sort((a, b) => a.due.at - b.due.at);
  }
}
