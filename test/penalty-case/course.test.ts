/** 立案查处 TJ51-14.1, 14.3, 13.2: filing → investigation → legal review → decision → execution → closure, and no other order. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bureau, document, people } from '../setup/bureau.ts';
import { uniqueHex } from '../setup/unique.ts';
import {
  Case,
  discussants,
  head,
  jds,
  jds2,
  law,
  regulator,
  staffed,
  told,
  type Body,
} from './acts.ts';

let b: Bureau;
beforeAll(async () => {
  b = await Bureau.open();
});
afterAll(async () => {
  await b.close();
});

/** An enforcement officer of 监督所 of this test alone. */
async function enforcer(): Promise<string> {
  const id = `o-pc-${uniqueHex()}`;
  await b.owner`insert into officer (id, unit_id, name, kind, roles, certificate, commitment_signed_on, commitment_valid_until)
    select ${id}, unit_id, '样例', kind, roles, jsonb_set(certificate, '{number}', to_jsonb(${id}::text)), commitment_signed_on, commitment_valid_until from officer where id = ${jds}`;
  return id;
}

describe.concurrent('立案查处', () => {
  it('TJ51-14.1 TJ51-14.3 from the filing to the closure, with what is refused at each step', async () => {
    const c = await Case.open(b);
    expect(c.file).toMatch(/^LA\.tj\.\d{4}-\d{5}$/);
    // Out of order: what is lacking is said.
    expect(await c.act('legal-review', await c.review(), law)).toEqual([
      409,
      'report-missing',
      'TJ51-14.1',
    ]);
    expect(await c.act('collective-discussion', await c.discussion())).toEqual([
      409,
      'review-missing',
      'TJ51-14.1',
    ]);
    expect(await c.act('penalty-decision', await c.decision())).toEqual([
      409,
      'review-missing',
      'TJ51-14.1',
    ]);
    expect(await c.act('investigator-assignment', { investigators: [jds] })).toEqual([
      422,
      'too-few-investigators',
      'TJ51-14.1',
    ]);
    expect(
      await c.act('investigator-assignment', { investigators: [jds, people.unsigned] }),
    ).toEqual([403, 'commitment-unsigned', 'TJ51-19.1']);
    expect(
      await c.act('investigator-assignment', { investigators: [jds, people.removed] }),
    ).toEqual([422, 'officer-unregistered', 'TJ51-14.1']);
    expect(
      await c.act('investigator-assignment', { investigators: [jds, people.payment] }),
    ).toEqual([422, 'investigator-unfit', 'TJ51-14.1']);
    await c.assign();
    expect(await c.act('evidence-record', await c.evidence({ collectors: [jds] }))).toEqual([
      422,
      'too-few-investigators',
      'TJ51-14.1',
    ]);
    await c.accepted('evidence-record', await c.evidence());
    expect(
      await c.act('investigation-report', await c.report({ investigators: [jds, law] })),
    ).toEqual([422, 'not-an-investigator', 'TJ51-14.1']);
    await c.accepted('investigation-report', await c.report());
    expect((await c.view()).stage).toBe('review');
    expect(await c.act('legal-review', await c.review({ outcome: 'returned' }), law)).toEqual([
      422,
      'reason-missing',
      'TJ51-14.1',
    ]);
    await c.accepted('legal-review', await c.review({ outcome: 'returned', opinion: '补充' }), law);
    expect((await c.view()).stage).toBe('investigation');
    await c.accepted('investigation-report', await c.report());
    await c.accepted('legal-review', await c.review(), law);
    expect((await c.view()).stage).toBe('handling');
    // A new fact: reported and reviewed again before anything is handled.
    await c.accepted('evidence-record', await c.evidence());
    expect(await c.act('collective-discussion', await c.discussion())).toEqual([
      409,
      'review-stale',
      'TJ51-14.1',
    ]);
    await c.accepted('investigation-report', await c.report());
    await c.accepted('legal-review', await c.review(), law);
    expect(await c.act('penalty-decision', await c.decision())).toEqual([
      422,
      'not-heard',
      'TJ51-14.1',
    ]);
    expect(
      await c.act('facts-notice', await c.notice({ measures: [{ measure: 'detention' }] })),
    ).toEqual([422, 'measure-not-in-ladder', 'TJ51-13.2']);
    await c.accepted('facts-notice', await c.notice());
    expect(await c.act('penalty-decision', await c.decision())).toEqual([
      422,
      'window-still-open',
      'TJ51-14.1',
    ]);
    await c.accepted('party-statement', c.statement({ outcome: 'made', statement: '样例' }));
    expect(await c.act('penalty-decision', await c.decision())).toEqual([
      422,
      'statement-unanswered',
      'TJ51-14.1',
    ]);
    expect(
      await c.act('statement-answer', {
        adopted: 'none',
        document: (await c.report())['document'],
      }),
    ).toEqual([422, 'reason-missing', 'TJ51-14.1']);
    await c.accepted('statement-answer', {
      adopted: 'none',
      reasons: '样例',
      document: (await c.report())['document'],
    });
    c.by = jds2;
    const more = { measures: [{ measure: 'fine', amountFen: 200_000 }] };
    expect(await c.act('facts-notice', await c.notice(more))).toEqual([
      422,
      'harsher-after-statement',
      'TJ51-14.1',
    ]);
    expect(await c.act('penalty-decision', await c.decision(more))).toEqual([
      422,
      'harsher-after-statement',
      'TJ51-14.1',
    ]);
    expect(await c.act('penalty-decision', await c.decision())).toEqual([
      409,
      'discussion-missing',
      'TJ51-14.3',
    ]);
    // Investigators report to the discussion and are not counted.
    expect(
      await c.act(
        'collective-discussion',
        await c.discussion({ participants: [jds, jds2, ...discussants.slice(0, 2)] }),
      ),
    ).toEqual([422, 'discussion-too-small', 'TJ51-14.3']);
    await c.accepted('collective-discussion', await c.discussion());
    expect(await c.act('penalty-decision', await c.decision({ discretion: 'lenient' }))).toEqual([
      422,
      'discretion-reason-missing',
      'TJ51-4.3',
    ]);
    expect(await c.act('penalty-decision', await c.decision({ approvedBy: jds }))).toEqual([
      422,
      'approver-unfit',
      'TJ51-14.1',
    ]);
    await c.accepted('penalty-decision', await c.decision());
    expect((await c.view()).stage).toBe('service');
    expect(await c.act('decision-service', await c.service({ remedies: undefined }))).toEqual([
      422,
      'remedies-missing',
      'TJ51-14.1',
    ]);
    await c.accepted('decision-service', await c.service());
    expect(await c.row()).toMatchObject({
      stage: 'execution',
      decision: { outcome: 'penalty', state: 'served' },
    });
    expect(await c.act('penalty-closure', await c.closure())).toEqual([
      409,
      'execution-open',
      'TJ51-14.1',
    ]);
    expect(await c.act('execution-record', await c.executed('fine', { paidFen: 100_001 }))).toEqual(
      [422, 'payment-over', 'TJ51-14.1'],
    );
    await c.accepted('execution-record', await c.executed('fine', { paidFen: 40_000 }));
    await c.accepted('execution-record', await c.executed('fine', { paidFen: 60_000 }));
    expect((await c.view()).stage).toBe('closing');
    await c.accepted('penalty-closure', await c.closure());
    await c.closed('penalty');
    expect(await c.breaches()).toEqual([]);
  });

  it('TJ51-14.1 one open case a subject and matter: a second filing joins and says so, two at the same instant are one, and what is decided is another case', async () => {
    const subject = await b.institution();
    const [one, two] = await Promise.all([Case.file(b, subject), Case.file(b, subject)]);
    const files = [one, two].map(({ body }) => (body as { file: string }).file);
    expect(files[0]).toBe(files[1]);
    expect([one!.status, two!.status].toSorted()).toEqual([200, 201]);
    const c = new Case(b, files[0]!);
    expect(told(await Case.file(b, subject, { newFacts: false }))).toEqual([
      409,
      'duplicate',
      'TJ51-14.1',
    ]);
    const other = await Case.open(b, { matter: 'fraud' }, subject);
    expect(other.file).not.toBe(c.file);
    await c.decided({}, {});
    // Decided: it is carried out, and what is found now is a case of its own.
    const next = await Case.open(b, {}, subject);
    expect(next.file).not.toBe(c.file);
    expect(told(await Case.file(b, subject, { basis: [] }))).toEqual([
      422,
      'basis-missing',
      'TJ51-14.1',
    ]);
    expect(told(await Case.file(b, subject, { approvedBy: jds }))).toEqual([
      422,
      'approver-unfit',
      'TJ51-14.1',
    ]);
    expect(told(await Case.file(b, subject, {}, people.payment))).toEqual([
      403,
      'not-owed-by-you',
      'TJ51-14.1',
    ]);
    expect(told(await Case.file(b, subject, { origins: ['RR-A.tj.2026-99999'] }))).toEqual([
      422,
      'link-unknown',
      'TJ51-14.1',
    ]);
    expect(told(await Case.file(b, subject, { refusedToCorrect: {} }))).toEqual([
      422,
      'demand-missing',
      'TJ51-4.3',
    ]);
  });

  it('TJ51-11 TJ51-14.1 X-7 a filing that joins rests on findings about the subject only, and each is new once', async () => {
    const staff = await staffed(b, {});
    const place = () => b.institution({ bureau: staff.bureau });
    const [subject, elsewhere] = [await place(), await place()];
    const c = await Case.open(b, {}, subject, staff);
    // X-7 Two accounts under one certificate are one investigator.
    const twin = `${staff.jds}-2`;
    await b.owner`insert into officer (id, unit_id, name, kind, roles, certificate, commitment_signed_on, commitment_valid_until)
      select ${twin}, unit_id, name, kind, roles, certificate, commitment_signed_on, commitment_valid_until from officer where id = ${staff.jds}`;
    expect(await c.act('investigator-assignment', { investigators: [staff.jds, twin] })).toEqual([
      422,
      'too-few-investigators',
      'TJ51-14.1',
    ]);
    const source = `${staff.bureau}.monitor`;
    await b.owner`insert into officer (id, unit_id, kind, name, roles) values (${source}, ${`${staff.bureau}.jds`}, 'system', '样例监控', '{receiving-system}')`;
    const finding = (id: string, of: string) => ({
      finding: id,
      subject: { kind: 'institution', id: of },
      rule: 'R-1',
      from: '2026-01-01',
      until: '2026-01-31',
      claims: 3,
      amountFen: 100,
      detail: '样例',
    });
    const findings = [finding('j-1', subject), finding('j-2', elsewhere)];
    expect((await b.post(source, '/v1/audit-findings', { findings })).status).toBe(200);
    const citing = async (id: string, changes: Body = {}) =>
      told(
        await Case.file(
          b,
          subject,
          { approvedBy: staff.head, findings: [{ source, finding: id }], ...changes },
          staff.jds,
        ),
      );
    expect(await citing('j-2')).toEqual([422, 'audit-finding-other-subject', 'TJ51-11']);
    expect(await citing('j-1')).toEqual([200]);
    expect(await citing('j-1')).toEqual([409, 'duplicate', 'TJ51-14.1']);
    expect(await citing('j-1', { newFacts: true })).toEqual([200]);
  });

  it('TJ51-3.V TJ51-13.2 TJ51-4.3 the ladder, the veto, the hearing and what 拒不改正 carries in', async () => {
    const c = await Case.open(b, {
      matter: 'false-claim',
      refusedToCorrect: { demandedOn: '2026-03-02', document: document(20), outcome: 'let-pass' },
    });
    expect((await c.row())!['severe']).toBe(true);
    await c.reviewed();
    const terminate = { measures: [{ measure: 'terminate' }] };
    expect(await c.act('facts-notice', await c.notice(terminate))).toEqual([
      422,
      'hearing-not-offered',
      'TJ51-14.1',
    ]);
    expect(
      await c.act('facts-notice', await c.notice({ measures: [{ measure: 'cancel' }] })),
    ).toEqual([422, 'wrong-verb', 'TJ51-13.2']);
    expect(
      await c.act('facts-notice', await c.notice({ measures: [{ measure: 'rectify' }] })),
    ).toEqual([422, 'rectification-date-missing', 'TJ51-13.2']);
    await c.accepted('collective-discussion', await c.discussion());
    await c.accepted('facts-notice', await c.notice({ ...terminate, hearingOffered: true }));
    await c.accepted('party-statement', c.statement({ outcome: 'made', hearing: true }));
    await c.accepted('statement-answer', {
      adopted: 'none',
      reasons: '样例',
      document: document(),
    });
    const violation = { keyViolations: ['false-claim'] };
    expect(
      await c.act('penalty-decision', await c.decision({ ...terminate, ...violation })),
    ).toEqual([409, 'hearing-open', 'TJ51-14.1']);
    expect(
      await c.act('hearing-record', { heldAt: await c.now(), chair: jds, document: document() }),
    ).toEqual([403, 'same-person', 'X-7']);
    await c.accepted('hearing-record', {
      heldAt: await c.now(),
      chair: 'o-zfjd-1',
      document: document(),
    });
    expect(
      await c.act(
        'penalty-decision',
        await c.decision({
          ...violation,
          measures: [{ measure: 'suspend', endsOn: await c.day(30) }],
        }),
      ),
    ).toEqual([422, 'veto', 'TJ51-3.V']);
    expect(
      await c.act('penalty-decision', await c.decision({ ...terminate, ...violation })),
    ).toEqual([422, 'discretion-reason-missing', 'TJ51-4.3']);
    await c.accepted(
      'penalty-decision',
      await c.decision({ ...terminate, ...violation, discretion: 'severe' }),
    );
    await c.accepted('decision-service', await c.service());
    await c.accepted('execution-record', await c.executed('terminate'));
    await c.accepted('penalty-closure', await c.closure());
    await c.closed('penalty');
    const of = (
      await b.get(regulator, `/v1/penalty-cases/measures?from=2026-01-01&until=2099-01-01`)
    ).body as { items: { measure: string; decisions: number }[] };
    expect(of.items.find((m) => m.measure === 'terminate')!.decisions).toBeGreaterThan(0);
  });

  it('X-7 TJ51-19.1 recusal, a change of investigators, a reviewer who has never investigated, preservation', async () => {
    const c = await Case.open(b);
    await c.assign();
    expect(await c.act('investigator-assignment', { investigators: [jds, jds2] })).toEqual([
      422,
      'reason-missing',
      'TJ51-14.1',
    ]);
    const recusal = { officer: jds2, applicant: 'party', approved: true, document: document() };
    expect(await c.act('recusal', { ...recusal, decidedBy: jds2 })).toEqual([
      403,
      'same-person',
      'X-7',
    ]);
    expect(await c.act('recusal', { ...recusal, decidedBy: jds })).toEqual([
      422,
      'approver-unfit',
      'X-7',
    ]);
    const preserved = {
      id: 'p-1',
      goods: '样例',
      preservedAt: await c.now(),
      approvedBy: head,
      documentNo: '先保〔2026〕1号',
      document: document(),
    };
    await c.accepted('preservation', preserved);
    expect(await c.duty('decidePreserved')).toMatchObject({ item: 'p-1', force: 'management' });
    expect(await c.act('investigation-report', await c.report())).toEqual([
      409,
      'preservation-open',
      'TJ51-14.1',
    ]);
    await c.accepted('preservation-decision', {
      id: 'p-1',
      decidedAt: await c.now(),
      decision: 'released',
      documentNo: '先保决〔2026〕1号',
      document: document(),
    });
    await c.accepted('recusal', { ...recusal, decidedBy: head });
    expect(await c.duty('assignInvestigators')).toMatchObject({ state: 'open' });
    expect(await c.act('investigation-report', await c.report())).toEqual([
      422,
      'not-an-investigator',
      'TJ51-14.1',
    ]);
    expect(
      await c.act('investigator-assignment', { investigators: [jds, jds2], reason: '样例' }),
    ).toEqual([422, 'officer-recused', 'X-7']);
    // Who has investigated once reviews nothing here, and who has reviewed does not investigate.
    await c.accepted('investigator-assignment', {
      investigators: [jds, await enforcer()],
      reason: '样例',
    });
    expect((await c.entries('recusal-decided')).at(-1)).toEqual({ officer: jds2, approved: true });
  });
});
