/** 十四、附件1（五）The penalty case of a response: named or linked, its 办结 is the closing act, and nobody enters it by hand (TJ51-14.1, A1-1.5a). */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sha256 } from '../../db/queries/turns.ts';
import { Case } from '../penalty-case/acts.ts';
import { document, documentNo } from '../setup/bureau.ts';
import { Bureau, hours, iso, Matter, people, told } from './acts.ts';

let b: Bureau;
beforeAll(async () => {
  b = await Bureau.open();
});
afterAll(() => b.close());

async function quiet(direction: 'A' | 'B' = 'B'): Promise<Matter> {
  const m = await Matter.open(b, { direction, kind: 'institution' });
  await m.quickAction();
  return m;
}
const origin = (c: Case) => async () => (await c.row())!['origins'];
const within = { timeout: 10_000, interval: 50 };
const shown = (m: Matter, text: string) =>
  vi.waitFor(async () => expect((await m.view()).notes.join()).toContain(text), within);
const stage = (m: Matter, name: string) =>
  vi.waitFor(async () => expect((await m.view()).stage).toBe(name), within);

const withdrawn = { outcome: 'withdrawn', measures: [], discretionReason: '样例' };
/** Withdrawn and closed; the instant of the closure. */
async function ended(c: Case): Promise<string> {
  await c.reviewed();
  await c.accepted('penalty-decision', await c.decision(withdrawn));
  const closure = await c.closure();
  await c.accepted('penalty-closure', closure);
  await c.closed('withdrawn');
  return String(closure['closedAt']);
}

describe.concurrent('十四 the penalty case closes the response', () => {
  it('TJ51-A1-1.5a TJ51-14.1 a filing names its case: linked both ways, nothing closed by hand, and its 办结 starts the 24 hours', async () => {
    const m = await quiet();
    const c = await Case.open(b, {}, m.id);
    const other = await Case.open(b);
    const naming = { caseNo: undefined, penaltyCase: c.file };
    expect(told(await m.refuse('filing-decision', { penaltyCase: 'LA.tj.2026-99999' }))).toEqual([
      422,
      'link-unknown',
      'TJ51-A1-1.2b',
    ]);
    expect(told(await m.refuse('filing-decision', { penaltyCase: m.file }))).toEqual([
      422,
      'link-unknown',
      'TJ51-A1-1.2b',
    ]);
    expect(told(await m.refuse('filing-decision', { ...naming, penaltyCase: other.file }))).toEqual(
      [422, 'origin-of-another', 'TJ51-A1-1.2b'],
    );
    expect(told(await m.refuse('filing-decision', { ...naming, caseNo: 'JYJ-2026-999' }))).toEqual([
      422,
      'case-number-differs',
      'TJ51-A1-1.2b',
    ]);
    await m.accept('filing-decision', naming);
    await vi.waitFor(async () => expect(await origin(c)()).toEqual([m.file]), within);
    await shown(m, c.file);
    // The number is that of the case.
    expect(told(await m.refuse('case-reply', { caseNo: 'JYJ-2026-1' }))).toEqual([
      422,
      'case-number-differs',
      'TJ51-A1-1.4c',
    ]);
    await m.accept('case-reply', { caseNo: 'JYJ-2026-008' });
    expect(told(await m.refuse('case-closure', { caseNo: 'JYJ-2026-008' }))).toEqual([
      409,
      'penalty-case-open',
      'TJ51-14.1',
    ]);
    const closedAt = await ended(c);
    await stage(m, 'closed-case');
    expect(await m.deadline('sendOpinion')).toMatchObject({
      clause: 'TJ51-A1-1.5a',
      from: closedAt,
      due: iso(Date.parse(closedAt) + hours(24)),
    });
    const taken = (await m.register()).filter(
      (e) => e.type === 'act-accepted' && e.clause === 'TJ51-A1-1.5a',
    );
    expect(taken).toHaveLength(1);
    const brought = (await b.get(people.regulator, `/v1/files/${m.file}/acts/${taken[0]!.act}`))
      .body as { payload: Record<string, unknown> };
    expect(brought.payload).toMatchObject({
      file: c.file,
      caseNo: 'JYJ-2026-008',
      outcome: 'withdrawn',
      closedAt: Date.parse(closedAt),
      decision: 'decided',
      reviewer: 'o-law-1',
      investigators: ['o-jds-1', 'o-jds-2'],
      participants: [],
    });
    expect(told(await m.refuse('case-closure'))).toEqual([409, 'not-awaited', 'TJ51-A1-1.5a']);
    await m.hear({ confirmed: false });
    await m.decide({ measure: 'restore' });
    await m.conclude();
    await m.closed('restore');
  });

  it('TJ51-14.1 a case that names the response is its case where the number fits; it is not denied while it is open, and another case closes nothing', async () => {
    const m = await quiet();
    const c = await Case.open(b, { origins: [m.file] }, m.id);
    const other = await Case.open(
      b,
      { origins: [m.file], matter: 'fraud', caseNo: 'JYJ-2026-009' },
      m.id,
    );
    await shown(m, c.file);
    await shown(m, other.file);
    expect(
      told(await m.refuse('filing-decision', { outcome: 'not-filed', reason: '样例' })),
    ).toEqual([409, 'penalty-case-open', 'TJ51-A1-1.2b']);
    await m.accept('filing-decision', { caseNo: 'JYJ-2026-008' });
    await ended(other);
    expect(told(await m.refuse('case-closure', { caseNo: 'JYJ-2026-008' }))).toEqual([
      409,
      'penalty-case-open',
      'TJ51-14.1',
    ]);
    await ended(c);
    await stage(m, 'closed-case');
    // Named by hand under a number of its own: closed by hand, as before.
    const by = await quiet();
    const linked = await Case.open(b, { origins: [by.file] }, by.id);
    await shown(by, linked.file);
    await by.accept('filing-decision');
    await by.accept('case-reply');
    await by.accept('case-closure');
  });

  it('TJ51-A1-1.5a direction A: the case of 监督所 closes the response before anybody has said that it is filed', async () => {
    const m = await quiet('A');
    const c = await Case.open(b, { origins: [m.file] }, m.id);
    await shown(m, c.file);
    const closedAt = await ended(c);
    await stage(m, 'closed-case');
    expect(await m.deadline('sendOpinion')).toMatchObject({ from: closedAt });
    expect(await m.possible()).not.toContain('filing-decision');
  });

  it('TJ51-A1-1.4c no case had been filed: one that joins later is answered within 3 days, and closes the response; one that has ended is not named any more', async () => {
    const m = await quiet();
    await m.accept('filing-decision', { outcome: 'not-filed', reason: '样例', caseNo: undefined });
    await stage(m, 'no-case');
    const c = await Case.open(b, { origins: [m.file] }, m.id);
    await stage(m, 'investigation');
    expect((await m.view()).duties.map(({ duty }) => duty)).toContain('replyOnCase');
    await m.accept('case-reply', { caseNo: 'JYJ-2026-008' });
    await ended(c);
    await stage(m, 'closed-case');
    // Over: a new response of the subject cannot rest on it.
    const late = await Matter.open(b, { direction: 'B', kind: 'institution' });
    const over = await Case.open(b, {}, late.id);
    await ended(over);
    expect(told(await late.refuse('filing-decision', { penaltyCase: over.file }))).toEqual([
      409,
      'penalty-case-over',
      'TJ51-A1-1.2b',
    ]);
  });

  it('TJ51-A1-1.2b the answer to a further letter names the case as well, and the hand-made closure is refused from then on', async () => {
    const m = await quiet();
    await m.accept('filing-decision', { outcome: 'not-filed', reason: '样例', caseNo: undefined });
    const c = await Case.open(b, {}, m.id);
    const no = documentNo();
    await m.accept('further-letter', { documentNo: no }, people.centre);
    const letter = sha256(no).slice(0, 16);
    const filed = { letter, outcome: 'filed', caseNo: undefined };
    const other = await Case.open(b);
    expect(
      told(
        await m.refuse('further-answer', { ...filed, penaltyCase: other.file }, people.supervision),
      ),
    ).toEqual([422, 'origin-of-another', 'TJ51-A1-1.2b']);
    await m.accept('further-answer', { ...filed, penaltyCase: c.file }, people.supervision);
    expect((await m.view()).stage).toBe('investigation');
    expect(told(await m.refuse('case-closure', { caseNo: 'JYJ-2026-008' }))).toEqual([
      409,
      'penalty-case-open',
      'TJ51-14.1',
    ]);
    await vi.waitFor(async () => expect(await origin(c)()).toEqual([m.file]), within);
    await ended(c);
    await stage(m, 'closed-case');
  });

  it('TJ51-14.1 the case on which a filing has settled counts: naming another later puts nothing off', async () => {
    const m = await quiet();
    const c = await Case.open(b, { origins: [m.file] }, m.id);
    const other = await Case.open(b, { matter: 'fraud', caseNo: 'JYJ-2026-009' }, m.id);
    await shown(m, c.file);
    await m.accept('filing-decision', { caseNo: 'JYJ-2026-008' });
    await shown(m, `The closure of ${c.file} closes`);
    const no = documentNo();
    await m.accept('further-letter', { documentNo: no }, people.centre);
    await m.accept(
      'further-answer',
      {
        letter: sha256(no).slice(0, 16),
        outcome: 'filed',
        caseNo: undefined,
        penaltyCase: other.file,
      },
      people.supervision,
    );
    await vi.waitFor(async () => expect(await origin(other)()).toEqual([m.file]), within);
    const closedAt = await ended(c);
    await stage(m, 'closed-case');
    expect(await m.deadline('sendOpinion')).toMatchObject({ from: closedAt });
  });

  it('TJ51-14.1 a case that has ended is not denied; a filing or an answer under its number closes the response', async () => {
    const m = await quiet();
    const c = await Case.open(b, { origins: [m.file] }, m.id);
    await shown(m, c.file);
    await ended(c);
    await vi.waitFor(
      async () =>
        expect(
          (await m.register()).filter(
            (e) => e.type === 'act-accepted' && e.clause === 'TJ51-A1-1.5a',
          ),
        ).toHaveLength(1),
      within,
    );
    expect(
      told(await m.refuse('filing-decision', { outcome: 'not-filed', reason: '样例' })),
    ).toEqual([409, 'penalty-case-over', 'TJ51-A1-1.2b']);
    // First under a number of its own, by hand; then the answer gives that of the case.
    await m.accept('filing-decision', { caseNo: 'JYJ-2026-1' });
    const no = documentNo();
    await m.accept('further-letter', { documentNo: no }, people.centre);
    await m.accept(
      'further-answer',
      { letter: sha256(no).slice(0, 16), outcome: 'filed', caseNo: 'JYJ-2026-008' },
      people.supervision,
    );
    await stage(m, 'closed-case');
    expect(told(await m.refuse('case-closure'))).toEqual([409, 'not-awaited', 'TJ51-A1-1.5a']);
  });

  it(
    'TJ51-14.1 X-13 办结 is told although a claim keeps the case open',
    { timeout: 120_000 },
    async () => {
      const m = await quiet();
      const c = await Case.open(b, { origins: [m.file] }, m.id);
      await shown(m, c.file);
      await m.accept('filing-decision', { caseNo: undefined, penaltyCase: c.file });
      const at = await c.now();
      await c.accepted('crime-report', {
        document: document(),
        reportedAt: at,
        group: ['o-jds-1', 'o-jds-2'],
        standard: '样例',
        jurisdiction: '样例',
      });
      await b.skip(c.file, 24 * 11);
      const no = { decidedAt: at, approved: false, reason: '样例', document: document() };
      await c.accepted('crime-decision', no, 'o-head');
      await c.assign();
      await c.accepted('investigation-report', await c.report());
      await c.accepted('legal-review', await c.review(), 'o-law-1');
      await c.accepted('penalty-decision', await c.decision(withdrawn));
      await c.accepted('penalty-closure', await c.closure());
      await stage(m, 'closed-case');
      expect(await c.row()).toMatchObject({ closedAt: null });
    },
  );

  it('TJ51-14.1 a decision that falls and is made anew keeps the response waiting; one that is superseded, or a response that has ended, changes nothing', async () => {
    const m = await quiet();
    const c = await Case.open(b, { origins: [m.file] }, m.id);
    await shown(m, c.file);
    await m.accept('filing-decision', { caseNo: undefined, penaltyCase: c.file });
    await c.decided({ outcome: 'no-penalty', measures: [], discretionReason: '样例' });
    await c.accepted('decision-reversal', {
      documentNo: documentNo(),
      document: document(),
      by: 'court',
      outcome: 'annulled',
      again: true,
      decidedAt: await c.now(),
    });
    expect(told(await m.refuse('case-closure'))).toEqual([409, 'penalty-case-open', 'TJ51-14.1']);
    await c.accepted('investigation-report', await c.report());
    await c.accepted('legal-review', await c.review(), c.staff.law);
    await c.heard();
    await c.accepted('penalty-decision', await c.decision());
    await c.accepted('decision-service', await c.service());
    await c.accepted('execution-record', await c.executed('fine', { paidFen: 100_000 }));
    await c.accepted('penalty-closure', await c.closure());
    await stage(m, 'closed-case');
    await m.accept('case-reply', { caseNo: 'JYJ-2026-008' });
    await m.hear();
    const supersedes = {
      file: c.file,
      by: 'court',
      outcome: 'annulled',
      decidedOn: await c.day(),
      document: document(),
    };
    const again = await Case.open(b, { supersedes, origins: [m.file] }, m.id);
    await shown(m, again.file);
    expect((await m.view()).stage).toBe('decision');
    await m.decide({ measure: 'restore' });
    await m.conclude();
    await m.closed('restore');
    await ended(again);
  });
});
