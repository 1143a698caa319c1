/** 移送 Article 14: to whom is competent, who must accept. */
import {
  transfer,
  type jurisdictionDispute,
} from '../../domain/inspection/conduct/acts-outcomes.ts';
import type { Act } from '../../domain/law/act.ts';
import type { ActOf } from '../../domain/law/acts.ts';
import type { ConductContext } from './context.ts';

export class Transfers {
  readonly context: ConductContext;

  constructor(context: ConductContext) {
    this.context = context;
    context.transferred = (act) => this.sent(act);
    context.offer(transfer.type, 'QY-14.1', (act) => {
      context.transferred(act);
    });
  }

  // 第十四条第一款  Sent; from then on it is not handled here. True when nothing that was to be transferred is left.
  sent(act: ActOf<typeof transfer>): boolean {
    const { state, file, inspecting } = this.context;
    const { item, findings, whole, unit, authority } = act.facts;
    if (whole) {
      state.gone.whole = true;
      state.toTransfer = [];
    } else state.gone.findings.push(...findings);
    state.toTransfer = state.toTransfer.filter((f) => !state.gone.findings.includes(f));
    state.transfers.set(item, {
      refused: false,
      disputed: false,
      decided: false,
      findings,
      superior: act.known?.superior ?? null,
      ...(unit !== undefined && { unit }),
    });
    file.effect('inspection-transferred', {
      act: act.id,
      item,
      whole,
      findings,
      authority,
      unit: unit ?? null,
    });
    if (whole) this.handled();
    this.context.look();
    // Whoever is not on the system answers on paper, and the sender records it.
    this.accepting(unit ?? inspecting, act, item);
    return state.toTransfer.length === 0;
  }

  /** 第十四条  What was owed about the matter itself is the receiver's now. */
  handled(): void {
    const { context } = this;
    const ours = new Set<string>([
      context.duties.orderRectification.id,
      context.duties.recheck.id,
      context.duties.useSoftMeans.id,
      context.duties.decideCase.id,
    ]);
    for (const { key, duty } of context.file.waits)
      if (ours.has(duty.id)) context.release(key, 'transferred');
    Object.assign(context.state, { toSoften: [], toFile: [] });
  }

  // 第十四条第二款  The competent one accepts; a refusal with its reason goes to the common superior.
  accepting(owedBy: string, from: Pick<Act, 'receivedAt'>, item: string, round?: number): void {
    const { context } = this;
    const { state, file, duties } = context;
    const duty = { ...duties.acceptTransfer, owedBy };
    context.owe(duty, from.receivedAt, { item, ...(round !== undefined && { round }) }, (act) => {
      const { accepted } = act.facts;
      file.effect('inspection-transfer-answered', { item, accepted, at: act.receivedAt });
      if (accepted) return;
      state.transfers.set(item, { ...state.transfers.get(item)!, refused: true });
      context.owe(duties.disputeTransfer, act.receivedAt, { item }, (dispute) =>
        this.disputed(dispute),
      );
    });
  }

  disputed(act: ActOf<typeof jurisdictionDispute>): void {
    const { context } = this;
    const { state, file, duties, inspecting } = context;
    const { item, to } = act.facts;
    const transfer = state.transfers.get(item)!;
    state.transfers.set(item, { ...transfer, disputed: true });
    if (to !== undefined) file.effect('inspection-reader', { role: 'superior', unit: to });
    context.owe(
      { ...duties.decideDispute, owedBy: to ?? inspecting },
      act.receivedAt,
      { item },
      (decision) => {
        state.transfers.set(item, { ...state.transfers.get(item)!, decided: true });
        if (decision.facts.decision === 'receiver-accepts')
          return this.accepting(transfer.unit ?? inspecting, decision, item, 2);
        // It stays with us: what had left is ours again.
        file.effect('inspection-transfer-answered', {
          item,
          accepted: false,
          at: decision.receivedAt,
        });
        file.notes.push(
          `共同上级指定由本单位管辖（${item}，QY-14.2）。The common superior leaves it with us.`,
        );
        this.back(item, transfer.findings, decision);
      },
    );
  }

  /** Whether what is ours again becomes a case is decided anew, where the result had been told before. */
  back(item: string, findings: readonly string[], { receivedAt }: Pick<Act, 'receivedAt'>): void {
    const { state, toCase } = this.context;
    const told = state.result?.findings.map((f) => f.id) ?? [];
    // The whole matter, of which nothing was told: its transfer stands for it.
    const all = findings.length > 0 ? findings : told.length > 0 ? told : [item];
    state.gone = {
      whole: findings.length === 0 ? false : state.gone.whole,
      findings: state.gone.findings.filter((f) => !findings.includes(f)),
    };
    if (state.result) toCase(all, receivedAt);
  }
}
