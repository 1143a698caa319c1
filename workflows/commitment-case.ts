/**
 * 承诺制事项事中事后监管 A commitment case, from the approval until nothing is owed any more: 津医保局发〔2021〕84号, in the order of its articles.
 * TJ84 gives no number: every period is a management setting of the bureau, unless the item's implementing rule sets one.
 */
import {
  archiveVersion,
  checkRecord,
  conductLink,
  creditObjection,
  licenceRevoked,
  reassignment,
  revocationSuggestion,
  revokedElsewhere,
  supplement,
  transfer,
  type Approval,
  type creditEntry,
  type distribution,
  type supervisionResult,
} from '../domain/commitment-case/acts.ts';
import { clauseUnder, refusedUnder, type CaseBasis } from '../domain/commitment-case/basis.ts';
import {
  atOnce,
  dueOn,
  dutiesFor,
  type Duties,
  type ImplementingRule,
  type PeriodStart,
} from '../domain/commitment-case/duties.ts';
import { guards } from '../domain/commitment-case/guards.ts';
import { notAwaited } from '../domain/commitment-case/not-awaited.ts';
import { noteElsewhere, whyElsewhere } from '../domain/commitment-case/revocation.ts';
import type { CommitmentSettings } from '../domain/commitment-case/settings.ts';
import { sides } from '../domain/commitment-case/sides.ts';
import type { State } from '../domain/commitment-case/state.ts';
import { demandsStop } from '../domain/commitment-case/stopping.ts';
import type { CommitmentType } from '../domain/commitment-case/terms.ts';
import type { Act } from '../domain/law/act.ts';
import type { Duty } from '../domain/law/duty.ts';
import type { Wait } from '../domain/law/wait.ts';
import { addDays, startOfDay } from '../domain/time/civil-date.ts';
import type { CivilDate, Instant } from '../domain/time/instant.ts';
import { partyName } from '../domain/registry/roles.ts';
import { CaseFile, type Outcome, type Rules, type Which } from './kit/case-file.ts';
import type { Closing, Opening } from './messages.ts';
import type { ActIn, ActOf, Guard } from '../domain/law/acts.ts';

interface CommitmentOpening extends Opening {
  letter: Approval;
  type: CommitmentType;
  item: string;
  /** Of the day of approval, and kept: the list, the basis, the implementing rule. */
  listVersion: number;
  basis: CaseBasis;
  rule?: ImplementingRule;
  approvedOn: CivilDate;
  subject: { kind: 'result'; id: string };
  units: { accepting: string; supervising: string };
  /** Whether each side has a coordinator today (TJ84-15.0). */
  coordinators: { accepting: boolean; supervising: boolean };
  settings: CommitmentSettings;
  /** What was allowed at the opening but is shown. */
  remarks: string[];
}

export async function commitmentCase(opening: CommitmentOpening): Promise<Closing> {
  const { accepting, supervising } = opening.units;
  const { missing } = opening.letter.facts;
  const state: State = {
    type: opening.type,
    accepting,
    supervising,
    acceptors: [opening.letter.officer],
    supervisors: [],
    pushed: false,
    missing: missing.map((m) => m.material),
    supplied: [],
    checked: false,
    waiting: false,
    stopOwed: false,
    stopped: false,
    suggested: false,
    revoked: false,
    linking: false,
    dishonest: false,
    credited: false,
  };
  const { instrument } = opening.basis;
  const file = new CaseFile(opening, {
    units: opening.units,
    state,
    ...rulesUnder(instrument, guards, notAwaited(state)),
    ours: new Set<string>([licenceRevoked.type, revokedElsewhere.type]),
  });
  return file.run(clauseUnder(instrument, 'TJ84-3.2'), () =>
    new CommitmentCase(file, opening).run(),
  );
}

/** 第十七、十八条 What is refused in a case is refused under the text that governs it. */
function rulesUnder(
  instrument: CaseBasis['instrument'],
  own: typeof guards,
  unasked: ReturnType<typeof notAwaited>,
): Pick<Rules<State>, 'guards' | 'notAwaited'> {
  if (instrument === 'TJ84') return { guards: own, notAwaited: unasked };
  const under =
    (guard: Guard<State>): Guard<State> =>
    (act, state) => {
      const refusal = guard(act, state);
      return refusal && refusedUnder(instrument, refusal);
    };
  return {
    guards: Object.fromEntries(Object.entries(own).map(([act, of]) => [act, of.map(under)])),
    notAwaited: (act, possible) => refusedUnder(instrument, unasked(act, possible)),
  };
}

type Result = ActOf<typeof supervisionResult>;
/** What is left when the way to it is cut off (a result revoked, a case transferred): it is never reached. */
const never = (): Promise<never> => new Promise(() => {});

class CommitmentCase {
  readonly file: CaseFile<State>;
  readonly opening: CommitmentOpening;
  readonly duties: Duties;
  /** What is owed beside the main line; the file ends only when all of it is done. */
  readonly owed: Promise<unknown>[] = [];
  /** TJ84-10.2, 10.3: owed also when the result is gone. */
  readonly conductOwed: Promise<unknown>[] = [];
  readonly offers = new Set<() => void>();
  /** Resolves with the way in which the case was cut short. */
  readonly left: Promise<string>;
  #leave: (how: string) => void = () => {};
  #rounds = 0;
  #promises = 0;
  #versions = 1;
  #feedback?: string;
  #endReassignment: () => void = () => {};
  #endSupplement: () => void = () => {};
  #endLink: () => void = () => {};
  #linked = false;
  /** The stop order that is owed, and how often one has been. */
  #stop: Promise<void> | undefined;
  #stops = 0;
  /** Since when a period of the implementing rule may count. */
  #since: { [start in PeriodStart]?: Instant } = {};

  constructor(file: CaseFile<State>, opening: CommitmentOpening) {
    this.file = file;
    this.opening = opening;
    this.duties = dutiesFor({
      type: opening.type,
      instrument: opening.basis.instrument,
      settings: opening.settings,
      rule: opening.rule,
    });
    this.left = new Promise((left) => {
      this.#leave = left;
    });
  }

  async run(): Promise<string> {
    this.approved();
    this.licence();
    this.elsewhere();
    const outcome = await Promise.race([this.course(), this.left]);
    // 第八条、第九条第二款  What demands the stop order demands it also of a result that is revoked meanwhile.
    const stop =
      this.file.state.stopOwed && this.file.changed('stop-order-outlives-revocation')
        ? this.#stop
        : undefined;
    this.releaseAll(outcome, stop !== undefined);
    await Promise.all([...this.conductOwed, stop]);
    return outcome;
  }

  async course(): Promise<string> {
    const archivedAt = await this.archiving();
    const pushedAt = await this.pushing(archivedAt);
    let since = await this.distributing(pushedAt);
    this.#since = { push: pushedAt, distribution: since };
    for (;;) {
      const result = await this.checking(since);
      const promisedOn =
        this.opening.type === 'certification' ? this.certification(result) : this.credit(result);
      if (promisedOn === undefined) break;
      since = await this.completing(result, promisedOn);
    }
    this.#endReassignment();
    await this.settled();
    return this.file.state.result!;
  }

  // 第二、三条  The case is of one type only and begins with an approval; from now on the result stands in the registry and outlives the file.
  // One department may be on both sides: then two persons are.
  approved(): void {
    const { file, opening } = this;
    opening.remarks.forEach((remark) => file.warn(remark));
    file.effect('result-registered', {});
  }

  // 第五条  After the approval the accepting department archives application, commitment and result, all three;
  // a change afterwards is a new version with its reason.
  async archiving(): Promise<Instant> {
    const {
      file,
      duties,
      opening: { letter, units },
    } = this;
    const since = this.approvedAt();
    const archived = letter.facts.archive ? undefined : await this.step(duties.archive, since);
    if (!archived) file.metByOpening(duties.archive, since);
    file.state.archive = letter.facts.archive ?? archived?.facts.parts;
    this.stage('archived');
    this.offer(archiveVersion.type, units.accepting, 'TJ84-5.2', (version) => {
      const { parts } = version.facts;
      file.state.archive = parts;
      file.enter({
        key: `archive-version:${version.id}`,
        type: 'archive-version-entered',
        clause: 'TJ84-5.2',
        act: version.id,
        body: { version: ++this.#versions, parts: { ...parts } },
      });
    });
    return (archived ?? letter).receivedAt;
  }

  // 第五条  It then pushes them to the supervising department, once. A side without its coordinator (第十五条) is warned about, no bar.
  async pushing(since: Instant): Promise<Instant> {
    const { file, duties, opening } = this;
    const given =
      opening.letter.facts.push === true ? undefined : await this.step(duties.push, since);
    if (!given) file.metByOpening(duties.push, since);
    const known = given?.known;
    this.warnOfCoordinators(
      known
        ? {
            accepting: known.acceptingCoordinator !== null,
            supervising: known.supervisingCoordinator !== null,
          }
        : opening.coordinators,
    );
    file.state.pushed = true;
    this.stage('pushed');
    const { receivedAt } = given ?? opening.letter;
    this.keySupervision(receivedAt);
    this.offerConduct();
    this.offer(transfer.type, opening.units.supervising, 'TJ84-10.2', (left) => {
      if (file.state.missing.length > 0)
        file.effect('key-supervision-ended', {
          materials: file.state.missing,
          at: left.receivedAt,
          end: 'transferred',
        });
      this.#leave('transferred');
    });
    return receivedAt;
  }

  warnOfCoordinators({ accepting, supervising }: CommitmentOpening['coordinators']): void {
    const lacking = [
      ...(accepting ? [] : ['accepting']),
      ...(supervising ? [] : ['supervising']),
    ].map(partyName);
    if (lacking.length > 0)
      this.file.warn(
        `没有审管联动协调员（TJ84-15.0）：${lacking.map(({ zh }) => zh).join('、')}。No coordinator is there for: ${lacking.map(({ en }) => en).join(', ')}.`,
      );
  }

  // 第六条  The designated person of the supervising department hands the file to an officer who supervises the item and is there;
  // later to another one, with the reason. What is left lying goes to the coordinator.
  async distributing(since: Instant): Promise<Instant> {
    const { duties, opening } = this;
    const act = await this.step(duties.distribute, since);
    this.assign(act);
    this.stage('distributed');
    this.#endReassignment = this.offer(
      reassignment.type,
      opening.units.supervising,
      'TJ84-6',
      (again) => this.assign(again),
    );
    return act.receivedAt;
  }

  assign({ facts }: ActOf<typeof distribution> | ActOf<typeof reassignment>): void {
    const { state } = this.file;
    state.assignee = facts.assignee;
    if (state.accepting === state.supervising) state.supervisors.push(state.assignee);
  }

  // 第七条  The assigned officer checks as the rule of the item says, records it, and feeds the result back to the accepting department.
  // Until then the record may be corrected; the feedback says what it says.
  async checking(since: Instant): Promise<Result> {
    const { file, duties } = this;
    const which: Which = ++this.#rounds === 1 ? {} : { round: this.#rounds };
    const early = this.feedbackBeforeCheck(which);
    const record = await this.step(duties.check, this.countedFrom('check') ?? since, which);
    this.checked(record);
    const endCorrection = this.offer(
      checkRecord.type,
      this.opening.units.supervising,
      'TJ84-7',
      (again) => this.checked(again),
    );
    const result = await (early ?? this.step(duties.feedBack, record.occurredAt!, which));
    endCorrection();
    const { facts } = result;
    file.state.checked = false;
    file.state.finding = undefined;
    file.state.result = facts.result;
    file.state.canSupplement = facts.result === 'to-supplement' ? true : facts.canSupplement;
    this.stage('fed-back');
    this.conforming(result);
    this.conduct(result);
    this.feedback(result);
    return result;
  }

  /** 第十三条 Since when the rule's period counts for the first check; later ones count from what brought them about. */
  countedFrom(duty: 'check' | 'feedback'): Instant | undefined {
    const start = this.opening.rule?.[duty]?.from;
    return start && this.#rounds === 1 ? this.#since[start] : undefined;
  }

  /** 第十三条 A rule that counts the feedback from the push or the distribution lets it fall due whether or not there is a check. */
  feedbackBeforeCheck(which: Which): Promise<Result> | undefined {
    const from = this.countedFrom('feedback');
    return from === undefined ? undefined : this.step(this.duties.feedBack, from, which);
  }

  checked(record: ActOf<typeof checkRecord>): void {
    const { state } = this.file;
    const { result, canSupplement } = record.facts;
    state.checked = true;
    state.checkedAt = record.occurredAt;
    state.finding = result && { result, ...(canSupplement !== undefined && { canSupplement }) };
    this.stage('checked');
    if (!state.finding) return;
    if (demandsStop(this.opening.type, state.finding)) this.orderStop(record.occurredAt!);
    else this.withdrawStop();
  }

  // 第八条  证明事项告知承诺制: facts that differ from the commitment are enough; the stop order follows at once and waits for nothing.
  certification(result: Result): undefined {
    if (result.facts.result === 'not-conforming') this.stop(result);
  }

  // 第九条第二款  信用承诺制: a stop needs 不符 and the judgement that the materials cannot be completed to the standard;
  // while they can, the case waits for the promised date and is judged again, as often as it takes.
  credit(result: Result): CivilDate | undefined {
    const { facts } = result;
    if (facts.result === 'conforming') return undefined;
    if (facts.result === 'to-supplement' || facts.canSupplement) return facts.promisedOn;
    this.stop(result);
    return undefined;
  }

  // 第八条、第九条第二款  The handling suggestion that comes with the feedback may be to revoke; the stop is ordered if the check has not demanded it.
  stop(result: Result): void {
    const { duties, opening } = this;
    this.withdrawSupplement();
    this.orderStop(result.receivedAt);
    if (result.facts.suggestion === 'revoke')
      this.owed.push(
        this.step(duties.suggestRevocation, result.receivedAt).then((act) => this.suggested(act)),
      );
    else
      this.offer(
        revocationSuggestion.type,
        opening.units.supervising,
        'TJ84-10.1',
        (act) => this.suggested(act),
        true,
      );
  }

  /** The order is served on the party with its reasons and remedies. Once: what the check has demanded the feedback does not demand again. */
  orderStop(since: Instant): void {
    const { file, duties } = this;
    if (this.#stop) return;
    file.state.stopOwed = true;
    const which: Which = ++this.#stops === 1 ? {} : { round: this.#stops };
    this.#stop = this.step(duties.orderStop, since, which).then((order) => {
      file.state.stopOwed = false;
      file.state.stopped = true;
      file.effect('result-stopped', { act: order.id, at: order.servedAt! });
    });
    this.owed.push(this.#stop);
  }

  /** A corrected record takes away what only the earlier one demanded; what has been served stays. */
  withdrawStop(): void {
    const { state, waits } = this.file;
    if (!this.#stop || !state.stopOwed) return;
    this.owed.splice(this.owed.indexOf(this.#stop), 1);
    this.#stop = undefined;
    state.stopOwed = false;
    const wait = waits.find(({ duty }) => duty.id === this.duties.orderStop.id);
    if (wait) this.file.release(wait.key, 'the check record was corrected');
  }

  // 第九条第一款  信用承诺制: what was promised and is missing stands under 重点监管 from receipt of the file, material by material,
  // until it is found conforming or the result is revoked.
  keySupervision(at: Instant): void {
    const { file } = this;
    if (file.state.missing.length === 0) return;
    file.effect('key-supervision', { at });
    this.offerSupplement();
  }

  conforming(result: Result): void {
    const { file } = this;
    const { conforming } = result.facts;
    if (conforming.length === 0) return;
    file.state.missing = file.state.missing.filter((m) => !conforming.includes(m));
    file.effect('key-supervision-ended', {
      materials: conforming,
      at: result.receivedAt,
      end: 'conforming',
    });
  }

  offerSupplement(): void {
    this.withdrawSupplement();
    const { units } = this.opening;
    this.#endSupplement = this.offer(supplement.type, units.accepting, 'TJ84-9.1', (act) =>
      this.supplied(act),
    );
  }
  withdrawSupplement(): void {
    this.#endSupplement();
  }
  supplied({ facts }: ActOf<typeof supplement>): void {
    this.file.state.supplied.push(facts.material);
  }

  // 第九条第二款  The promised date: until then the materials may come in; the next check begins when all are in, or when the date has passed.
  async completing(result: Result, promisedOn: CivilDate): Promise<Instant> {
    const { file, duties } = this;
    const { state } = file;
    this.withdrawSupplement();
    state.waiting = true;
    // What had come in before has been judged.
    state.supplied = [];
    this.stage('completing');
    let since = startOfDay(addDays(promisedOn, 1));
    for (;;) {
      const { wait, act } = await file.until(
        dueOn(duties.supplement, promisedOn),
        result.receivedAt,
        { round: ++this.#promises },
      );
      if (wait.state === 'void') return never();
      if (!act) break;
      this.supplied(this.noted(act));
      since = act.receivedAt;
      if (state.missing.every((m) => state.supplied.includes(m))) break;
      since = startOfDay(addDays(promisedOn, 1));
    }
    state.waiting = false;
    this.stage('distributed');
    if (state.missing.length > 0) this.offerSupplement();
    return since;
  }

  // 第十条第一款  On the written suggestion of the supervising department the accepting one revokes the result at once.
  // That the party was heard before is recorded, or why not: warned about, no bar.
  suggested(act: ActOf<typeof revocationSuggestion>): void {
    const { file, duties } = this;
    const { facts } = act;
    file.state.suggested = true;
    if (!facts.heard)
      file.warn(
        `提出撤销建议前未听取陈述申辩，${facts.reasonGiven ? '理由在卷' : '且未说明理由'}（TJ84-10.1）。The party was not heard before the suggestion to revoke${facts.reasonGiven ? '; the reason is on file' : ', and no reason is given'}.`,
      );
    this.owed.push(this.revoke(duties.revoke, act));
  }

  async revoke(duty: Duty, because: Act): Promise<void> {
    const { file, opening } = this;
    file.state.revoking = duty.basis.clause;
    file.stage = 'revocation';
    const act = await this.step(
      atOnce(duty, because.receivedAt, opening.settings, file.calendar),
      because.receivedAt,
    );
    file.state.revoking = undefined;
    file.state.revoked = true;
    file.stage = 'revoked';
    file.effect('result-revoked', { act: act.id, at: act.occurredAt! });
    this.#leave('revoked');
  }

  // 第十条第一款  Conduct against the law or the agreement goes to a rapid response or a case; the link is shown in both files.
  // 第十条第二款  Dishonest conduct is entered in the credit record by the accepting department, once, on what the supervision has confirmed.
  conduct({ facts, receivedAt }: Result): void {
    const { file, duties } = this;
    if (facts.unlawful && !this.#linked && !file.wait(duties.linkConduct.id)) {
      this.#endLink();
      file.state.linking = true;
      this.conductOwed.push(
        this.step(duties.linkConduct, receivedAt).then((act) => {
          this.link(act);
          if (!file.state.revoked) this.offerConduct();
        }),
      );
    }
    if (!facts.dishonest || file.state.dishonest) return;
    file.state.dishonest = true;
    this.conductOwed.push(
      this.step(duties.enterCredit, receivedAt).then((act) => this.credited(act)),
    );
  }

  offerConduct(): void {
    this.#endLink = this.offer(
      conductLink.type,
      this.opening.units.supervising,
      'TJ84-10.2',
      (act) => this.link(act),
    );
  }

  link(act: ActOf<typeof conductLink>): void {
    const { file } = this;
    const { facts } = act;
    this.#linked = true;
    file.state.linking = false;
    file.notes.push(
      `违法违规违约行为已转 ${facts.file ?? facts.caseNo}（TJ84-10.2）。The conduct is dealt with in ${facts.file ?? facts.caseNo}.`,
    );
    if (facts.file)
      file.errand('link', `link:${act.id}`, { file: facts.file, evidence: facts.evidence! });
  }

  credited(act: ActOf<typeof creditEntry>): void {
    const { file, opening } = this;
    file.state.credited = true;
    file.effect('credit-entered', { act: act.id, at: act.receivedAt });
    if (file.state.revoked) return;
    this.offer(creditObjection.type, opening.units.accepting, 'TJ84-10.3', (objection) => {
      file.effect('credit-objected', { act: objection.id, at: objection.receivedAt });
      file.notes.push(
        '当事人对信用记录提出异议（TJ84-10.3）。The party objects to the credit entry.',
      );
    });
  }

  // 第十一条  A licence on which the result depends was lawfully revoked (吊销): the accepting department revokes at once, whatever the state of the supervision.
  licence(): void {
    const withdraw = this.offer(licenceRevoked.type, 'duban', 'TJ84-11', (act) => {
      withdraw();
      const { cascade } = act.facts;
      this.file.notes.push(
        `许可证或者营业执照被依法吊销，见 ${cascade}（TJ84-11）。The licence was revoked, see ${cascade}.`,
      );
      this.owed.push(this.revoke(this.duties.revokeUnderLicence, act));
    });
  }

  // 第十条第一款  Another file has revoked the result: what is owed of its revocation here can never be done, and ends with the reason and who did it.
  elsewhere(): void {
    const { file, duties } = this;
    const withdraw = this.offer(revokedElsewhere.type, 'duban', 'TJ84-10.1', (told) => {
      withdraw();
      file.notes.push(noteElsewhere(told));
      const ended: string[] = [
        duties.revoke.id,
        duties.revokeUnderLicence.id,
        duties.suggestRevocation.id,
      ];
      for (const { key, duty } of file.waits)
        if (ended.includes(duty.id)) file.release(key, whyElsewhere(told));
      file.state.revoking = undefined;
      file.state.revoked = true;
      file.stage = 'revoked';
      this.#leave('revoked');
    });
  }

  // 第十五条（四）  The accepting department handles what is fed back; what lies unhandled is chased again and again, at its own coordinator, never in a closed case.
  feedback(result: Result): void {
    const { file, duties } = this;
    if (this.#feedback) file.release(this.#feedback, 'a newer result is fed back');
    const which: Which = this.#rounds === 1 ? {} : { round: this.#rounds };
    const key = [duties.receiveFeedback.id, which.round]
      .filter((part) => part !== undefined)
      .join(':');
    this.#feedback = key;
    this.owed.push(
      file.performed(duties.receiveFeedback, result.receivedAt, which).then(({ act }: Outcome) => {
        if (act) this.noted(act);
        if (this.#feedback === key) this.#feedback = undefined;
      }),
    );
  }

  // ---- the file ends when nothing is owed: fed back and received, or revoked, or transferred ---------------------------

  async settled(): Promise<void> {
    for (let seen = -1; seen !== this.owed.length;) {
      seen = this.owed.length;
      await Promise.all([...this.owed, ...this.conductOwed]);
    }
  }

  releaseAll(outcome: string, stopStays: boolean): void {
    const { file, duties } = this;
    for (const withdraw of this.offers) withdraw();
    const stays: string[] = [
      duties.linkConduct.id,
      duties.enterCredit.id,
      ...(stopStays ? [duties.orderStop.id] : []),
    ];
    for (const { key, duty } of file.waits)
      if (!stays.includes(duty.id)) file.release(key, outcome);
  }

  // ---- what every paragraph uses ------------------------------------------------------------------------------------

  /** The day of approval; the day of receipt where the calendar does not reach back so far. */
  approvedAt(): Instant {
    const { approvedOn, calendar, letter } = this.opening;
    return calendar.some((y) => y.year === Number(approvedOn.slice(0, 4)))
      ? startOfDay(approvedOn)
      : letter.receivedAt;
  }

  /** How far the supervision has come; a revocation that is owed is what people must see first. */
  stage(now: string): void {
    if (this.file.state.revoking === undefined) this.file.stage = now;
  }

  /** A duty, insisted on however late. Never reached when it is released. */
  async step<D extends Duty>(
    duty: D,
    from: Instant,
    which: Which<ActIn<D>> = {},
  ): Promise<ActIn<D>> {
    const first: Outcome<ActIn<D>> = await this.file.within(duty, from, which);
    if (first.act) return this.noted(first.act);
    if (first.wait.state === 'void') return never();
    this.escalate(first.wait);
    const { act }: Outcome<ActIn<D>> = await this.file.insistOn(first);
    return act ? this.noted(act) : never();
  }

  /** 第六、十、十一条 What must be done at once and was not goes to the coordinator of the side that owes it. Management. */
  escalate(wait: Wait): void {
    if (!['distribute', 'revoke', 'revokeUnderLicence'].includes(wait.duty.id)) return;
    this.file.enter({
      key: `escalated:${wait.key}`,
      type: 'escalated',
      clause: wait.duty.basis.clause,
      body: { duty: wait.duty.id, owedBy: wait.owedBy, to: 'coordinator', force: wait.force },
    });
  }

  /** 第三条 Who has worked on which side, where one department is both. */
  noted<A extends Pick<Act, 'type' | 'officer'>>(act: A): A {
    const { state } = this.file;
    if (state.accepting !== state.supervising) return act;
    const side = sides[act.type];
    if (side === 'accepting') state.acceptors.push(act.officer);
    if (side === 'supervising') state.supervisors.push(act.officer);
    return act;
  }

  offer<T extends string>(
    act: T,
    by: string,
    clause: string,
    accept: (act: ActIn<{ act: T }>) => void,
    once = false,
  ): () => void {
    const end = this.file.allow(
      { act, by: [by], clause: clauseUnder(this.opening.basis.instrument, clause) },
      (given) => {
        if (once) withdraw();
        accept(this.noted(given));
      },
    );
    const withdraw = () => {
      end();
      this.offers.delete(withdraw);
    };
    this.offers.add(withdraw);
    return withdraw;
  }
}
