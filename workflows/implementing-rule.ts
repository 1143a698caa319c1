/**
 * 实施细则 The implementing rule of one item done on commitment: 津医保局发〔2021〕84号, its notice of issue and articles 12 to 15, in that order.
 * The file stays open as long as the item is on the list: one alarm at a time, a review a year and a few acts. That is fewer than a hundred
 * events a year: decades of versions fit into one run, and continuing as new would only split the audit trail.
 */
import * as acts from '../domain/implementing-rule/acts.ts';
import {
  countersignature,
  itemWithdrawn,
  portalUpdate,
  ruleRevision,
  type RuleVersion,
  type State,
  type Version,
} from '../domain/implementing-rule/acts.ts';
import { dutiesFor, warnedAhead, type Duties } from '../domain/implementing-rule/duties.ts';
import { guards, notAwaited } from '../domain/implementing-rule/guards.ts';
import type { Pair } from '../domain/implementing-rule/sections.ts';
import type { CommitmentSettings } from '../domain/commitment-case/settings.ts';
import type { ActIn, ActOf } from '../domain/law/acts.ts';
import type { Duty } from '../domain/law/duty.ts';
import type { Instant } from '../domain/time/instant.ts';
import { CaseFile, type Offer, type Outcome } from './kit/case-file.ts';
import type { Closing, Opening } from './messages.ts';

interface ImplementingRulesOpening extends Opening {
  item: string;
  units: { author: string; authority?: string };
  /** On the list on the day of the issuing: then the 30 days are law. */
  ofIssuing: boolean;
  /** The issuing, or the day from which the item is first done on commitment. */
  from: Instant;
  settings: CommitmentSettings;
  remarks: string[];
}

export async function implementingRules(opening: ImplementingRulesOpening): Promise<Closing> {
  const state: State = { author: opening.units.author, versions: [] };
  const units = { ...opening.units };
  const file = new CaseFile(opening, {
    acts: [acts],
    units,
    state,
    guards,
    notAwaited: notAwaited(state),
    ours: new Set<string>([itemWithdrawn.type]),
    manages: true,
  });
  return file.run('TJ84-0.1', () => new ImplementingRule(file, opening).run());
}

class ImplementingRule {
  readonly file: CaseFile<State>;
  readonly opening: ImplementingRulesOpening;
  readonly duties: Duties;
  readonly offers = new Set<() => void>();
  #done = new Set<'rule' | 'portal'>();
  #reviews = 0;
  #signing: () => void = () => {};
  #signed?: string;

  constructor(file: CaseFile<State>, opening: ImplementingRulesOpening) {
    this.file = file;
    this.opening = opening;
    this.duties = dutiesFor(opening);
  }

  async run(): Promise<string> {
    this.opening.remarks.forEach((remark) => this.file.warn(remark));
    this.file.stage = 'compiling';
    void this.rule();
    void this.portal();
    return this.withdrawal();
  }

  // 印发通知  Within 30 days of the issuing the city's accepting department compiles the rule of every item and completes the portal:
  // two deliverables, each with its own breach. Neither completes the other, and lateness discharges neither.
  async rule(): Promise<void> {
    const act = await this.deliverable(this.duties.compileRule);
    if (!act) return;
    this.delivered('rule');
    this.published(act);
    this.mayRevise();
  }

  async portal(): Promise<void> {
    if (!(await this.deliverable(this.duties.updatePortal))) return;
    this.delivered('portal');
    this.offer(
      { act: portalUpdate.type, by: [this.opening.units.author], clause: 'TJ84-0.1' },
      () => {},
    );
  }

  /** Nothing when the item has left the list before. */
  async deliverable<D extends Duty>(duty: D): Promise<ActIn<D> | undefined> {
    const {
      file,
      opening: { from, letter },
    } = this;
    const { act }: Outcome<ActIn<D>> = await file.performed(
      warnedAhead(duty, from, letter.arrivedAt, file.calendar),
      from,
    );
    return act;
  }

  delivered(what: 'rule' | 'portal'): void {
    this.#done.add(what);
    this.file.stage =
      this.#done.size === 2
        ? 'in-force'
        : what === 'rule'
          ? 'portal-outstanding'
          : 'rule-outstanding';
  }

  // 第十二条、第十三条  It is written for what the department itself or those below it implement, and has all six sections (guards).
  // It stands in the registry with this turn; whoever it names may read the file.
  published(act: RuleVersion): void {
    const { file, opening } = this;
    const { facts, known } = act;
    const version: Version = {
      version: known!.last + 1,
      from: facts.effectiveFrom,
      supervisors: supervisorsOf(opening.units.author, facts.departments),
    };
    file.state.versions.push(version);
    file.effect('rule-version', { act: act.id, version: version.version });
    file.effect('reader', {
      units: [
        ...new Set(
          facts.departments.flatMap(({ accepting, supervising }) => [accepting, supervising]),
        ),
      ],
      act: act.id,
    });
    file.enter({
      key: `version:${version.version}`,
      type: 'rule-version-published',
      clause: version.version === 1 ? 'TJ84-13' : 'TJ84-14',
      act: act.id,
      body: {
        version: version.version,
        effectiveFrom: version.from,
        reasonGiven: facts.reasonGiven,
        ...(facts.check && { check: { ...facts.check } as never }),
        ...(facts.feedback && { feedback: { ...facts.feedback } as never }),
      },
    });
    this.countersigning(version);
    this.review(act.receivedAt);
  }

  // 第十四条  The rule is adjusted by new versions, each with its first day, its reason and its author; nothing is overwritten,
  // and a case keeps the version of the day of its approval. Once a year (management) somebody looks at it again.
  mayRevise(): void {
    this.offer(
      { act: ruleRevision.type, by: [this.opening.units.author], clause: 'TJ84-14' },
      (act) => this.published(act),
    );
  }

  /** A new version is a review, too. */
  review(since: Instant): void {
    const { file, duties } = this;
    file.release(`${duties.reviewRule.id}:${this.#reviews}`, 'a new version is published');
    const round = ++this.#reviews;
    void (file.performed(duties.reviewRule, since, { round }) as Promise<Outcome>).then(
      ({ act }) => {
        if (act) this.review(act.receivedAt);
      },
    );
  }

  // 第十五条（五）  The coordinators of both sides recognise it: one signature of each, by two persons. What is missing is shown and bars nothing.
  countersigning(version: Version): void {
    const {
      file,
      opening: { units },
    } = this;
    this.offers.delete(this.#signing);
    this.#signing();
    const by = [...new Set([units.author, ...file.state.versions.flatMap((v) => v.supervisors)])];
    this.#signing = this.offer({ act: countersignature.type, by, clause: 'TJ84-15.5' }, (act) => {
      const { facts, officer } = act;
      const signed = file.state.versions.find((v) => v.version === facts.version)!;
      signed[facts.side] = officer;
      file.effect('rule-countersigned', { act: act.id, version: facts.version, side: facts.side });
      this.note(file.state.versions.at(-1)!);
    });
    this.note(version);
  }

  note({ version, from, accepting, supervising }: Version): void {
    const { notes } = this.file;
    if (this.#signed !== undefined) notes.splice(notes.indexOf(this.#signed), 1);
    const [zh, en] = [
      (by?: string) => (by === undefined ? '未会签' : '已会签'),
      (by?: string) => (by === undefined ? 'not countersigned' : 'countersigned'),
    ];
    this.#signed = `第${version}版（自${from}）：受理方${zh(accepting)}，监管方${zh(supervising)}；不影响施行（TJ84-15.5）。Version ${version}: accepting side ${en(accepting)}, supervising side ${en(supervising)}; no bar.`;
    notes.push(this.#signed);
  }

  // The file ends with its item: once no list in force has it on commitment any more, nothing is owed and the rule lapses. A breach stays.
  async withdrawal(): Promise<string> {
    const { file, opening } = this;
    const act = await new Promise<ActOf<typeof itemWithdrawn>>((withdrawn) => {
      file.allow({ act: itemWithdrawn.type, by: ['duban'], clause: 'TJ84-0.1' }, withdrawn);
    });
    file.stage = 'withdrawn';
    for (const withdraw of this.offers) withdraw();
    for (const { key } of file.waits) file.release(key, 'the item has left the list');
    file.effect('rule-lapsed', { item: opening.item, from: act.facts.from, act: act.id });
    return 'item-withdrawn';
  }

  offer<O extends Offer>(offer: O, accept: (act: ActIn<O>) => void): () => void {
    const withdraw = this.file.allow(offer, accept);
    this.offers.add(withdraw);
    return withdraw;
  }
}

/** Who signs for the supervising side: whoever supervises the author; where it only rules on what districts do, whoever supervises those. */
function supervisorsOf(author: string, pairs: readonly Pair[]): string[] {
  const own = pairs.filter(({ accepting }) => accepting === author);
  return [...new Set((own.length > 0 ? own : pairs).map(({ supervising }) => supervising))];
}
