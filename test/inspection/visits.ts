/** An inspection acted out from its start on: records, the end, what is told, what follows; by the file's own clock. */
import { commonForms } from '../../domain/law/common-acts.ts';
import { expect, vi } from 'vitest';
import { formatInstant } from '../../domain/time/civil-date.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { document, documentNo } from '../setup/bureau.ts';
import { answerOf, Fixture, HOUR, instant, on, startOfDay, told, type Body } from './acts.ts';
import type { Answer, Duty, Entry } from '../rapid-response/acts.ts';

export { document, told };
export const iso = (at: number): string => formatInstant(instant(at));
const paper = () => ({ documentNo: documentNo(), document: document() });
const remedies = { body: '样例复议机关', period: '60日' };
export interface View {
  stage: string;
  attention: string;
  notes: string[];
  outcome: string | null;
  possible: { act: string; by: string[] }[];
  awaits: { act: string; by: string[] }[];
  duties: Duty[];
}
export interface Breach {
  key: string;
  duty: string;
  clause: string;
  state: string;
  doneAt: string | null;
}

/** A finding as it should be; grave, so that nothing soft is owed. */
export const finding = (id: string, outcome: string, more: Body = {}): Body => ({
  id,
  outcome,
  text: '样例问题',
  first: false,
  minor: false,
  harmless: false,
  ...more,
});

export class Visit {
  readonly g: Fixture;
  readonly file: string;
  readonly institution: string;
  readonly day: string;

  private constructor(g: Fixture, file: string, institution: string, day: string) {
    this.g = g;
    this.file = file;
    this.institution = institution;
    this.day = day;
  }

  /** One that was begun elsewhere. */
  static of(g: Fixture, file: string, institution: string, day: string): Visit {
    return new Visit(g, file, institution, day);
  }
  /** Begun at 9:00 on this day. */
  static async open(g: Fixture, day: string, change: Body = {}): Promise<Visit> {
    const institution = await g.institution();
    const file = await g.begun(institution, { days: { from: day, until: day }, ...change });
    return new Visit(g, file, institution, day);
  }
  /** A day that is not drawn for: a case, led by a clue. */
  static async byClue(g: Fixture, day: string, change: Body = {}): Promise<Visit> {
    const institution = await g.institution();
    const clues = [await g.clue('specific-complaint', institution)];
    const file = await g.begun(institution, {
      kind: 'case',
      clues,
      days: { from: day, until: day },
      ...change,
    });
    return new Visit(g, file, institution, day);
  }

  now(): Promise<Instant> {
    return this.g.bureau.now(this.file);
  }
  /** Takes the file to a time of a day. */
  async to(day: string, hour = 10): Promise<void> {
    await this.g.bureau.skipTo(this.file, instant(startOfDay(on(day)) + hour * HOUR));
  }
  async stamp(): Promise<string> {
    return iso(await this.now());
  }
  async service(more: Body = {}): Promise<Body> {
    return { method: 'direct', servedAt: await this.stamp(), proof: document(4), ...more };
  }
  get present(): Body[] {
    return [this.g.handler, this.g.second].map((officer) => ({ officer, shown: 'certificate' }));
  }

  async act(type: string, body: Body, officer = this.g.handler): Promise<Answer> {
    return answerOf(await this.g.bureau.post(officer, `/v1/files/${this.file}/acts/${type}`, body));
  }
  async does(type: string, body: Body, officer?: string): Promise<Answer> {
    const answer = await this.act(type, body, officer);
    expect([type, ...told(answer)]).toEqual([type, 200, 'accepted', undefined]);
    return answer;
  }
  async cannot(type: string, body: Body, officer?: string): Promise<[number, string, string]> {
    return told(await this.act(type, body, officer));
  }

  /** Every form as it should be, by the file's clock. */
  async form(type: string, change: Body = {}): Promise<Body> {
    const now = await this.stamp();
    const service = await this.service();
    const head = this.g.head;
    const forms: Record<string, Body> = {
      'on-site-record': {
        document: document(),
        enteredAt: iso((await this.now()) - HOUR / 2),
        leftAt: now,
        present: this.present,
        signature: 'signed',
        recording: 'video',
      },
      pause: { pausedAt: now, officer: this.g.second, reason: '样例：身体不适' },
      resume: { resumedAt: now, present: this.present },
      'stop-order': {
        ...paper(),
        orderedAt: now,
        service,
        conduct: '样例行为',
        reasons: '样例理由',
        remedies,
      },
      sealing: {
        id: 's-1',
        ...paper(),
        measure: 'sealing',
        sealedAt: now,
        present: this.present,
        approvedBy: head,
        approval: document(5),
        inventory: document(6),
        reasons: '样例：可能灭失',
        service,
      },
      'sealing-release': { id: 's-1', ...paper(), releasedAt: now, how: 'returned', service },
      'inspection-end': { endedOn: this.day },
      'end-correction': { evidence: document(7), reason: '样例理由' },
      abandonment: { abandonedAt: now, reason: '样例：机构停业' },
      'provisional-result': {
        ...paper(),
        service,
        recipient: this.institution,
        findings: [finding('f-1', 'rectification')],
        rightsTold: true,
      },
      statement: { document: document(8), madeAt: now },
      'statement-waiver': { document: document(8), waivedAt: now },
      'legal-review': {
        document: document(9),
        reviewedAt: now,
        reviewer: this.g.of(this.g.county, 'law'),
        agreed: true,
      },
      'result-notice': { ...paper(), service, recipient: this.institution, findings: [], remedies },
      'rectification-order': {
        ...paper(),
        orderedAt: now,
        service,
        demands: [{ finding: 'f-1', demand: '样例要求' }],
      },
      'rectification-report': { document: document(10), reportedAt: now, findings: ['f-1'] },
      recheck: {
        document: document(11),
        recheckedAt: now,
        present: this.present,
        results: [{ finding: 'f-1', conforming: true }],
      },
      'soft-measure': { document: document(12), usedAt: now, means: 'reminder', findings: ['f-1'] },
      'case-filing': {
        ...paper(),
        decidedAt: now,
        findings: ['f-1'],
        outcome: 'filed',
        check: { by: this.g.of(this.g.county, 'law'), document: document(13) },
        caseNo: '样例案2026-1',
      },
      transfer: {
        id: 't-1',
        ...paper(),
        matter: 'price',
        authority: 'market-regulation',
        receiver: '样例市场监管局',
        competence: '样例依据',
        evidence: document(14),
      },
      'transfer-acceptance': { id: 't-1', document: document(15), accepted: true },
      'jurisdiction-dispute': { id: 't-1', document: document(16), reasons: '样例理由' },
      'jurisdiction-decision': { id: 't-1', ...paper(), decision: 'receiver-accepts' },
      'crime-report': {
        document: document(17),
        reportedAt: now,
        group: [this.g.of(this.g.county, '3'), this.g.of(this.g.county, '4')],
        findings: ['f-1'],
        standard: '样例标准',
        jurisdiction: '样例管辖',
      },
      'police-answer': {
        document: document(21),
        answeredOn: now.slice(0, 10),
        accepted: true,
        filed: true,
      },
      'goods-handover': { handedAt: now, document: document(23) },
      'police-reconsideration': { asked: true, document: document(24) },
      'police-return': { returnedAt: now, document: document(25), reason: '样例' },
      'crime-decision': { document: document(18), decidedAt: now, approved: true },
      'crime-transfer': {
        documents: [
          'transfer-letter',
          'investigation-report',
          'list-of-goods',
          'test-report',
          'other',
        ].map((kind) => ({ kind, document: document(19) })),
        police: '样例公安局',
        receipt: document(20),
      },
      'result-publication': { publishedAt: now, url: 'https://example.invalid/x' },
    };
    return { ...forms[type], ...change };
  }
  /** What somebody must do in person; everything else the leader of the team files. */
  by(type: string): string {
    return type === 'crime-decision'
      ? this.g.head
      : type === 'legal-review'
        ? this.g.of(this.g.county, 'law')
        : this.g.handler;
  }
  async do(type: string, change: Body = {}, officer = this.by(type)): Promise<Answer> {
    return this.does(type, await this.form(type, change), officer);
  }
  async refused(
    type: string,
    change: Body = {},
    officer = this.by(type),
  ): Promise<[number, string, string]> {
    return this.cannot(type, await this.form(type, change), officer);
  }

  // ---- stretches -----------------------------------------------------------------------------------------------------

  /** One entry on the day it began, and the end of that day. */
  async ended(): Promise<void> {
    await this.to(this.day, 11);
    await this.do('on-site-record');
    await this.do('inspection-end');
  }
  /** Told of these findings; the institution waives its statement. */
  async heard(...findings: Body[]): Promise<void> {
    await this.do('provisional-result', { findings });
    await this.do('statement-waiver');
  }
  /** Ended, heard, reviewed where it is a major decision, and told. */
  async told(findings: Body[] = [], review = false): Promise<Answer> {
    await this.ended();
    if (findings.length > 0) await this.heard(...findings);
    if (review) await this.do('legal-review');
    return this.do('result-notice', { findings });
  }

  // ---- what stands ---------------------------------------------------------------------------------------------------

  async view(): Promise<View> {
    return (await this.g.bureau.get(this.g.head, `/v1/files/${this.file}`)).body;
  }
  async possible(): Promise<string[]> {
    return [
      ...new Set(
        (await this.view()).awaits
          .map((p) => p.act)
          .filter((act) => !Object.hasOwn(commonForms, act)),
      ),
    ].toSorted();
  }
  async register(): Promise<Entry[]> {
    return (
      (await this.g.bureau.get(this.g.head, `/v1/files/${this.file}/register?limit=1000`))
        .body as unknown as { items: Entry[] }
    ).items;
  }
  async entry(type: string, within?: (e: Entry) => boolean): Promise<Entry> {
    return vi.waitFor(
      async () => {
        const found = (await this.register()).find(
          (e) => e.type === type && (within === undefined || within(e)),
        );
        expect(found, type).toBeDefined();
        return found!;
      },
      { timeout: 15_000, interval: 50 },
    );
  }
  async duties(): Promise<Duty[]> {
    return (
      (await this.g.bureau.get(this.g.head, `/v1/files/${this.file}/deadlines`))
        .body as unknown as { items: Duty[] }
    ).items;
  }
  /** The last round of a duty. */
  async duty(name: string): Promise<Duty> {
    const found = (await this.duties())
      .filter((d) => d.duty === name)
      .toSorted((a, b) => a.key.length - b.key.length || (a.key < b.key ? -1 : 1))
      .at(-1);
    expect(found, name).toBeDefined();
    return found!;
  }
  async breaches(): Promise<Breach[]> {
    return this.g.bureau.owner<
      Breach[]
    >`select key, duty, clause, state, done_at as "doneAt" from breach where file_id = ${this.file} order by key`;
  }
  async breached(duty: string): Promise<Breach> {
    return vi.waitFor(
      async () => {
        const found = (await this.breaches()).find((b) => b.duty === duty);
        expect(found, duty).toBeDefined();
        return found!;
      },
      { timeout: 15_000, interval: 50 },
    );
  }
  async closed(outcome: string): Promise<void> {
    await vi.waitFor(
      async () =>
        expect(await this.view()).toMatchObject({
          stage: 'closed',
          outcome,
          possible: [],
          duties: [],
        }),
      { timeout: 15_000, interval: 50 },
    );
  }
  async handling(): Promise<{
    result: { found: string; outcomes: string[] } | null;
    sealings: Body[];
    rectifications: Body[];
    transfers: Body[];
  }> {
    return (await this.g.bureau.get(this.g.head, `/v1/inspections/${this.file}/handling`)).body;
  }
}

/** A bureau with its legal reviewer. */
export async function fixture(settings: object = {}): Promise<Fixture> {
  const g = await Fixture.open(settings);
  await g.officer(g.county, 'law', ['legal-reviewer']);
  return g;
}
