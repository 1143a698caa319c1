/** 第十条 Confirmed conduct: unlawful, linked to where it is dealt with; dishonest, entered in the credit record. */
import {
  conductLink,
  creditObjection,
  type creditEntry,
} from '../../domain/commitment-case/acts.ts';
import type { ActOf } from '../../domain/law/acts.ts';
import type { CaseContext, Result } from './context.ts';

export class Conduct {
  #endLink: () => void = () => {};
  #linked = false;
  readonly context: CaseContext;

  constructor(context: CaseContext) {
    this.context = context;
  }

  // 第十条第一款  Conduct against the law or the agreement goes to a rapid response or a case; the link is shown in both files.
  // 第十条第二款  Dishonest conduct is entered in the credit record by the accepting department, once, on what the supervision has confirmed.
  found({ facts, receivedAt }: Result): void {
    const { file, duties } = this.context;
    if (facts.unlawful && !this.#linked && !file.wait(duties.linkConduct.id)) {
      this.#endLink();
      file.state.linking = true;
      this.context.conductOwed.push(
        this.context.step(duties.linkConduct, receivedAt).then((act) => {
          this.link(act);
          if (!file.state.revoked) this.offer();
        }),
      );
    }
    if (!facts.dishonest || file.state.dishonest) return;
    file.state.dishonest = true;
    this.context.conductOwed.push(
      this.context.step(duties.enterCredit, receivedAt).then((act) => this.credited(act)),
    );
  }

  offer(): void {
    this.#endLink = this.context.offer(
      conductLink.type,
      this.context.opening.units.supervising,
      'TJ84-10.2',
      (act) => this.link(act),
    );
  }

  link(act: ActOf<typeof conductLink>): void {
    const { file } = this.context;
    const { facts } = act;
    this.#linked = true;
    file.state.linking = false;
    file.notes.push(
      `违法违规违约行为已转 ${facts.file ?? facts.caseNo}（TJ84-10.2）。The conduct is dealt with in ${facts.file ?? facts.caseNo}.`,
    );
    if (facts.file)
      file.task('link', `link:${act.id}`, { file: facts.file, evidence: facts.evidence! });
  }

  credited(act: ActOf<typeof creditEntry>): void {
    const { file, opening } = this.context;
    file.state.credited = true;
    file.effect('credit-entered', { act: act.id, at: act.receivedAt });
    if (file.state.revoked) return;
    this.context.offer(creditObjection.type, opening.units.accepting, 'TJ84-10.3', (objection) => {
      file.effect('credit-objected', { act: objection.id, at: objection.receivedAt });
      file.notes.push(
        '当事人对信用记录提出异议（TJ84-10.3）。The party objects to the credit entry.',
      );
    });
  }
}
