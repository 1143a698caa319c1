/** 移送 Article 14: to whom is competent, who must accept; suspected crimes to the police under 国令310. */
import {
  crimeReport,
  transfer,
  type crimeDecision,
  type jurisdictionDispute,
  type policeAnswer,
} from '../../domain/inspection/conduct/acts-outcomes.ts';
import { certified } from '../../domain/inspection/judging.ts';
import { asTeam, caseOn, dayOfAct } from '../../domain/inspection/conduct/refusing.ts';
import type { Act } from '../../domain/law/act.ts';
import type { ActOf } from '../../domain/law/acts.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { CrimeTransfer } from '../crime-transfer.ts';
import type { ConductContext } from './context.ts';

export class Transfers {
  readonly context: ConductContext;
  readonly #crime: CrimeTransfer;

  constructor(context: ConductContext) {
    this.context = context;
    this.#crime = new CrimeTransfer(
      {
        file: context.file,
        look: () => context.look(),
        owe: (...of) => context.owe(...of),
        duties: context.duties,
      },
      {
        moved: () => {
          context.state.crime!.moved = true;
        },
        answered: (act) => this.answered(act),
      },
    );
    context.transferred = (act) => this.sent(act);
    context.offer(transfer.type, 'QY-14.1', (act) => {
      context.transferred(act);
    });
    context.offer(
      crimeReport.type,
      'QY-14.3',
      (act) => this.reported(act),
      () => !context.state.crime || context.state.crime.decided === 'not-approved',
    );
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

  // 第十四条第三款、国令310  A written report of a group of two, decided by the principal in 3 days; approved, it moves within 24 hours.
  reported(act: ActOf<typeof crimeReport>): void {
    const { context } = this;
    const { state, duties } = context;
    const { group, findings } = act.facts;
    const shown = group.map((officer) => ({ officer, shown: 'certificate' as const }));
    const c = caseOn(asTeam(act.known!, group)!, dayOfAct(act), shown, state.settings);
    state.crime = { group, certificates: [...certified(c, c.plan.team)], findings, moved: false };
    // The head may be registered in another unit than the body.
    const { units, approvers } = context.opening;
    const owedBy =
      approvers.length === 0 || approvers.includes(units.head) ? 'head' : approvers[0]!;
    this.#crime.reported((which, approved) =>
      context.owe({ ...duties.decideCrime, owedBy }, act.occurredAt!, which, (decided) =>
        this.decided(decided, approved),
      ),
    );
  }

  decided(act: ActOf<typeof crimeDecision>, approved: (at: Instant) => void): void {
    const { context } = this;
    const { state, file } = context;
    state.crime!.decided = act.facts.approved ? 'approved' : 'not-approved';
    if (!act.facts.approved) {
      file.notes.push(
        '负责人不批准移送公安机关，理由在卷（QY-14.3）。The head has not approved the transfer to the police; the reason is on file.',
      );
      return this.ours(act);
    }
    approved(act.occurredAt!);
  }

  // 国令310 art. 8 (and TJ51-16.1)  Whether the police have taken it in and opened a case is recorded; what they have not is dealt with here.
  answered(act: ActOf<typeof policeAnswer>): void {
    const { accepted, filed } = act.facts;
    this.context.file.notes.push(
      accepted && filed
        ? '公安机关已受理并立案（QY-14.3）。The police have taken it in and opened a case.'
        : '公安机关不予受理或者不予立案，理由在卷（QY-14.3）。The police have not opened a case; the reason is on file.',
    );
    if (!accepted || !filed) this.ours(act);
  }

  /** What the head has not approved is dealt with as a case, where the result had told of a transfer to the police. */
  ours(act: Pick<Act, 'occurredAt' | 'receivedAt'>): void {
    const { state, toCase } = this.context;
    const told =
      state.result?.findings
        .filter((f) => f.outcome === 'crime-transfer' && state.crime!.findings.includes(f.id))
        .map((f) => f.id) ?? [];
    toCase(told, act.occurredAt ?? act.receivedAt);
  }
}
