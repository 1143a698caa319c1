/** “网警”巡查 TJ51-4: monitoring → talk → penalty case → look back, forward only, and the look back never left out after a case. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { HOUR, instant } from '../../domain/time/instant.ts';
import { Bureau, document, iso, people } from '../setup/bureau.ts';
import { uniqueHex } from '../setup/unique.ts';
import { Case, staffed } from '../penalty-case/acts.ts';
import { jds, jds2, Patrol, withdrawn, type Body } from './acts.ts';

const DAY = 24 * HOUR;
let b: Bureau;
beforeAll(async () => {
  b = await Bureau.open();
});
afterAll(async () => {
  await b.close();
});
const later = async (p: Patrol, days: number): Promise<void> =>
  b.skipTo(p.file, instant((await b.now(p.file)) + days * DAY));

describe.concurrent('巡查', () => {
  it(
    'TJ51-4.1 TJ51-4.3 from the finding to the look back, with what is refused at each stage',
    { timeout: 120_000 },
    async () => {
      const p = await Patrol.begin(b);
      expect(p.file).toMatch(/^XC\.tj\.\d{4}-\d{5}$/);
      expect((await p.view()).stage).toBe('monitoring');
      expect(await p.act('look-back', await p.lookBack('corrected'))).toEqual([
        409,
        'look-back-before-case',
        'TJ51-4.1',
      ]);
      expect(await p.act('patrol-end', p.ending('corrected'))).toEqual([
        422,
        'end-unfit',
        'TJ51-4.1',
      ]);
      expect(await p.act('patrol-end', p.ending('nothing-found', { reason: undefined }))).toEqual([
        422,
        'reason-missing',
        'TJ51-4.1',
      ]);
      expect(await p.act('patrol-end', p.ending('subject-ended'))).toEqual([
        422,
        'subject-standing',
        'TJ51-4.1',
      ]);
      expect(await p.act('patrol-case-filing', await p.filing())).toEqual([
        422,
        'skip-reason-missing',
        'TJ51-4.1',
      ]);
      const talks: [changes: Body, status: number, code: string, clause: string][] = [
        [{ minutes: undefined }, 422, 'talk-minutes-missing', 'TJ51-4.1'],
        [{ officers: [jds] }, 422, 'two-officers-needed', 'TJ51-4.1'],
        [{ officers: [jds, jds] }, 422, 'two-officers-needed', 'TJ51-4.1'],
        [{ officers: [jds, people.unsigned] }, 403, 'commitment-unsigned', 'TJ51-19.1'],
        [{ officers: [jds, people.removed] }, 422, 'officer-unregistered', 'TJ51-4.1'],
        [{ officers: [jds, people.payment] }, 422, 'officer-unregistered', 'TJ51-4.1'],
        [{ party: undefined }, 422, 'party-missing', 'TJ51-4.1'],
        [{ party: { role: 'entrusted' } }, 422, 'party-missing', 'TJ51-4.1'],
        [{ demand: { what: '样例', by: await p.day() } }, 422, 'date-not-later', 'TJ51-4.3'],
        [{ heldAt: '2026-01-05T09:00:00+08:00' }, 422, 'before-trigger', 'TJ51-4.1'],
        [{ party: { role: 'practitioner', reference: '张三' } }, 400, 'bad-input', 'TJ51-4.1'],
      ];
      for (const [changes, ...refusal] of talks)
        expect(await p.act('warning-talk', await p.talk(changes))).toEqual(refusal);
      p.by = jds2;
      await p.accepted('talk-absence', { calledFor: await p.now(), document: document() });
      expect((await p.view()).stage).toBe('monitoring');
      await p.accepted('warning-talk', await p.demand(10));
      expect((await p.view()).stage).toBe('talk');
      expect((await p.duty('recordDemand'))!).toMatchObject({ item: '1', force: 'management' });
      // The demand is not met yet, so nothing is corrected; its day has not passed, so it is not let pass.
      expect(await p.act('patrol-end', p.ending('corrected'))).toEqual([
        409,
        'demand-open',
        'TJ51-4.3',
      ]);
      const end = { skipReason: '样例' };
      expect(await p.act('look-back', await p.lookBack('corrected'))).toEqual([
        422,
        'skip-reason-missing',
        'TJ51-4.1',
      ]);
      expect(await p.act('look-back', await p.lookBack('refused', end))).toEqual([
        409,
        'look-back-before-case',
        'TJ51-4.1',
      ]);
      expect(await p.act('look-back', await p.lookBack('corrected', end))).toEqual([
        409,
        'demand-open',
        'TJ51-4.3',
      ]);
      expect(await p.act('demand-outcome', await p.outcome('let-pass'))).toEqual([
        422,
        'demand-day-open',
        'TJ51-4.3',
      ]);
      const past = await p.outcome('met', { on: await p.day(-3) });
      expect(await p.act('demand-outcome', past)).toEqual([422, 'before-trigger', 'TJ51-4.3']);
      expect(await p.act('demand-outcome', { ...past, on: await p.day(1) })).toEqual([
        422,
        'in-the-future',
        'TJ51-4.3',
      ]);
      expect(await p.act('demand-outcome', { ...past, item: '7' })).toEqual([
        409,
        'item-not-awaited',
        'TJ51-4.3',
      ]);
      await p.accepted('demand-outcome', await p.outcome('refused'));
      p.by = jds;
      const c = await p.filed();
      // An officer's refused acts of a day are limited.
      p.by = await another();
      expect(await p.act('warning-talk', await p.talk())).toEqual([
        409,
        'stage-backward',
        'TJ51-4.1',
      ]);
      expect(await p.act('patrol-case-filing', await p.filing())).toEqual([
        409,
        'stage-backward',
        'TJ51-4.1',
      ]);
      expect(await p.act('look-back', await p.lookBack('corrected'))).toEqual([
        409,
        'look-back-before-case',
        'TJ51-4.1',
      ]);
      expect(await p.act('patrol-end', p.ending('corrected'))).toEqual([
        409,
        'penalty-case-open',
        'TJ51-4.1',
      ]);
      // Linked both ways; the refusal to correct is in the case, and only a written reason leads below severe.
      const row = await c.row();
      expect(row).toMatchObject({ severe: true, origins: [p.file], matter: 'fund-use' });
      await c.reviewed();
      await c.heard();
      expect(await c.act('penalty-decision', await c.decision())).toEqual([
        422,
        'discretion-reason-missing',
        'TJ51-4.3',
      ]);
      await c.accepted('penalty-decision', await c.decision({ discretion: 'severe' }));
      await c.accepted('decision-service', await c.service());
      await c.accepted('execution-record', await c.executed('fine', { paidFen: 100_000 }));
      await c.accepted('penalty-closure', await c.closure());
      await p.at('look-back');
      expect(await p.act('patrol-end', p.ending('corrected'))).toEqual([
        409,
        'look-back-owed',
        'TJ51-4.1',
      ]);
      expect(await p.act('patrol-case-filing', await p.filing())).toEqual([
        409,
        'stage-backward',
        'TJ51-4.1',
      ]);
      expect(await p.act('look-back', await p.lookBack('corrected', { officers: [jds] }))).toEqual([
        422,
        'two-officers-needed',
        'TJ51-4.1',
      ]);
      expect(
        await p.act(
          'look-back',
          await p.lookBack('corrected', { checkedAt: '2026-01-05T09:00:00+08:00' }),
        ),
      ).toEqual([422, 'before-trigger', 'TJ51-4.1']);
      await p.accepted('look-back', await p.lookBack('corrected'));
      await p.closed('corrected');
      expect(await p.stages()).toEqual(['monitoring', 'talk', 'case', 'look-back']);
      expect((await p.row())!['stages']).toMatchObject([
        { officer: jds, evidence: document().sha256, skipped: [] },
        { officer: jds2, evidence: document().sha256 },
        { officer: jds, unit: 'tj.jds' },
        { officer: 'duban' },
      ]);
      // Who looked back had held the talk: allowed where the bureau has not said otherwise, and on record.
      expect(await p.entries('looked-back')).toEqual([
        { outcome: 'corrected', officers: 2, before: 2 },
      ]);
      expect(await p.breaches()).toEqual([]);
    },
  );

  it('TJ51-4.1 a serious finding goes straight to the case, for a reason; its withdrawal does not spare the look back', async () => {
    const p = await Patrol.begin(b);
    const c = await p.filed({ skipReason: '情节严重' });
    expect((await p.row())!['stages']).toMatchObject([
      { stage: 'monitoring' },
      { stage: 'case', skipped: ['talk'] },
    ]);
    expect(await c.row()).toMatchObject({ severe: false, origins: [p.file] });
    await withdrawn(c);
    await p.at('look-back');
    // Nobody ever demanded anything: that is no refusal to correct, unless an order is named.
    expect(await p.act('look-back', await p.lookBack('refused'))).toEqual([
      422,
      'demand-missing',
      'TJ51-4.3',
    ]);
    expect(
      await p.act('look-back', await p.lookBack('refused', { demand: { outcome: 'refused' } })),
    ).toEqual([422, 'demand-missing', 'TJ51-4.3']);
    await p.accepted('look-back', await p.lookBack('relapsed'));
    await p.closed('relapsed');
    const next = await following(p);
    expect(await next.row()).toMatchObject({
      stage: 'monitoring',
      follows: p.file,
      matter: 'fund-use',
      outcome: null,
    });
    expect((await p.row())!['followedBy']).toEqual([next.file]);
    await next.accepted('patrol-end', next.ending('nothing-found'));
    await next.closed('nothing-found');
  });

  it('TJ51-4.3 a look back that finds a refusal opens a patrol that carries it into the next case, past one that ends before a case', async () => {
    const older = await Patrol.begin(b);
    await older.accepted('warning-talk', await older.talk());
    await older.accepted('patrol-end', older.ending('corrected'));
    await older.closed('corrected');
    const p = await Patrol.begin(b, {}, older.subject);
    const c = await p.filed({ skipReason: '情节严重' });
    await withdrawn(c);
    await p.at('look-back');
    const demand = { demandedOn: await p.day(-1), document: document(8), outcome: 'let-pass' };
    await p.accepted('look-back', await p.lookBack('refused', { demand }));
    await p.closed('refused-to-correct');
    const ended = await following(p);
    await ended.accepted('patrol-end', ended.ending('nothing-found'));
    await ended.closed('nothing-found');
    // Opened by a request that was prepared before the one before had ended: what was found is read again.
    const opening = await b.owner
      .begin(async (tx) => {
        const [row] = await tx<{ answer: { opening: Body } }[]>`
          select open_file(jsonb_build_object(
            'procedure', f.procedure, 'bureau', f.bureau_id, 'year', 2026, 'idPattern', 'XC.race-#', 'subjectKind', f.subject_kind, 'subjectId', f.subject_id,
            'opening', f.opening - 'failed' - 'follows' - 'followsShown', 'arrivedAt', at_ms(i.arrived_at), 'receivedAt', at_ms(i.received_at), 'actId', 'race-' || f.id,
            'type', i.type, 'unit', i.unit_id, 'officer', i.officer_id, 'message', i.message, 'payload', i.payload, 'hash', i.hash, 'key', 'race-' || f.id)) as answer
          from file f join inbox i on i.file_id = f.id and i.number = 1 where f.id = ${ended.file}`;
        throw Object.assign(new Error('rolled back'), row!.answer);
      })
      .catch((e: { opening?: Body }) => e.opening);
    expect(opening).toMatchObject({
      follows: p.file,
      followsShown: false,
      failed: { on: demand.demandedOn, outcome: 'let-pass', file: p.file },
    });
    // A case that names a patrol which has ended is shown there too.
    const named = await Case.open(b, { matter: 'fraud', origins: [p.file] }, p.subject);
    expect((await p.row())!['cases']).toEqual([c.file, named.file].toSorted());
    // Whichever is named as the one before, what stands in the last one is carried.
    const next = await Patrol.begin(b, { follows: older.file }, p.subject);
    const again = await next.filed({ skipReason: '拒不改正' });
    // The matter was decided before, so it is a case of its own.
    expect(again.file).not.toBe(c.file);
    expect(await again.row()).toMatchObject({ severe: true, origins: [next.file] });
    expect(await next.entries('demand-carried')).toMatchObject([
      { on: demand.demandedOn, outcome: 'let-pass', file: p.file },
    ]);
  });

  it('TJ51-4.3 a demand that is let pass, one that is met late, and one that fails while the case is open', async () => {
    const p = await Patrol.begin(b);
    await p.accepted('warning-talk', await p.demand(3));
    await p.accepted('warning-talk', await p.demand(30));
    await later(p, 3);
    // The last day is still a day on which it may be met.
    expect(await p.act('demand-outcome', await p.outcome('let-pass'))).toEqual([
      422,
      'demand-day-open',
      'TJ51-4.3',
    ]);
    await later(p, 1);
    await p.accepted('demand-outcome', await p.outcome('let-pass'));
    expect(await p.act('demand-outcome', await p.outcome('refused'))).toEqual([
      409,
      'item-not-awaited',
      'TJ51-4.3',
    ]);
    // Met after all, before a case is filed: late, and no refusal to correct any more.
    await p.accepted('demand-outcome', await p.outcome('met'));
    expect((await p.row())!['demands']).toMatchObject([
      { item: '1', state: 'met-late' },
      { item: '2', state: 'open' },
    ]);
    // The case has a clock of its own, which was not skipped.
    const c = await p.filed({}, { filedAt: iso(Date.now()) });
    expect(await c.row()).toMatchObject({ severe: false });
    await p.accepted('demand-outcome', await p.outcome('refused', { item: '2' }));
    await until(async () => expect((await c.row())!['severe']).toBe(true));
    // A late correction is on record, and clears nothing in the case.
    await p.accepted('demand-outcome', await p.outcome('met', { item: '2' }));
    expect(await c.row()).toMatchObject({ severe: true });
    expect((await p.row())!['demands']).toMatchObject([{}, { item: '2', state: 'met-late' }]);
  });

  it('TJ51-4.3 a refusal reaches the case that was filed by hand after it', async () => {
    const p = await Patrol.begin(b);
    await p.accepted('warning-talk', await p.demand(3));
    await p.accepted('demand-outcome', await p.outcome('refused'));
    const past = await Case.open(b, { origins: [p.file], matter: 'fund-use' }, p.subject);
    await p.at('case');
    await vi.waitFor(async () => expect(await past.row()).toMatchObject({ severe: true }), 15_000);
  });

  it('TJ51-4.1 TJ51-8.1 what another body has filed first takes the patrol over: it waits for the end of that case', async () => {
    const staff = await staffed(b, {});
    const unit = `${staff.bureau}.qu`;
    await b.owner`insert into unit (id, bureau_id, name, roles, superior_id) values (${unit}, ${staff.bureau}, '样例区所', '{supervision-body}', ${`${staff.bureau}.ju`})`;
    await b.owner`insert into district_body (bureau_id, unit_id, areas, valid_from, document, reason, entered_by) values (${staff.bureau}, ${unit}, '{120103}', '2026-01-01', '{}', '样例', ${staff.jds})`;
    const [one, two] = [`${staff.jds}-q1`, `${staff.jds}-q2`];
    for (const id of [one, two])
      await b.owner`insert into officer (id, unit_id, name, kind, roles, certificate, commitment_signed_on, commitment_valid_until)
        select ${id}, ${unit}, '样例', kind, roles, jsonb_set(certificate, '{number}', to_jsonb(${id}::text)), commitment_signed_on, commitment_valid_until from officer where id = ${staff.jds}`;
    const subject = await b.institution({ bureau: staff.bureau });
    await b.owner`update institution set area = '120103' where id = ${subject}`;
    const p = await Patrol.begin(b, {}, subject, staff);
    await p.accepted('warning-talk', await p.demand(3));
    await p.accepted('demand-outcome', await p.outcome('refused'));
    const district = await Case.open(b, {}, subject, { ...staff, jds: one, jds2: two });
    await p.accepted('patrol-case-filing', await p.filing());
    await p.at('case');
    expect(await p.row()).toMatchObject({ cases: [district.file], filing: null });
    // 拒不改正 With it goes the refusal to correct.
    await vi.waitFor(
      async () => expect(await district.row()).toMatchObject({ severe: true }),
      15_000,
    );
    expect(await p.act('look-back', await p.lookBack('corrected'))).toEqual([
      409,
      'look-back-before-case',
      'TJ51-4.1',
    ]);
    await withdrawn(district);
    await p.at('look-back');
    await p.accepted('look-back', await p.lookBack('corrected'));
    await p.closed('corrected');
  });

  it(
    'TJ51-4.1 X-13 the look back is owed and taken from the closure of the case on, although a claim keeps its file open',
    { timeout: 120_000 },
    async () => {
      const p = await Patrol.begin(b);
      const c = await Case.open(b, { origins: [p.file] }, p.subject);
      await p.at('case');
      const at = await c.now();
      await c.accepted('crime-report', {
        document: document(),
        reportedAt: at,
        group: [jds, jds2],
        standard: '样例',
        jurisdiction: '样例',
      });
      await b.skip(c.file, 24 * 11);
      const no = { decidedAt: at, approved: false, reason: '样例', document: document() };
      await c.accepted('crime-decision', no, c.staff.head);
      await c.reviewed();
      await c.accepted('collective-discussion', await c.discussion());
      const outcome = { outcome: 'withdrawn', measures: [], discretionReason: '样例' };
      await c.accepted('penalty-decision', await c.decision(outcome));
      await c.accepted('penalty-closure', await c.closure());
      await p.at('look-back');
      expect(await c.row()).toMatchObject({ closedAt: null });
      await b.skip(p.file, 24 * 11 + 1);
      // 四（三）A demand is named by nothing but a refusal to correct.
      const demand = {
        demandedOn: await p.day(-20),
        outcome: 'let-pass',
        document: document(),
      };
      expect(await p.act('look-back', await p.lookBack('relapsed', { demand }))).toEqual([
        422,
        'demand-unfit',
        'TJ51-4.3',
      ]);
      await p.accepted('look-back', await p.lookBack('corrected'));
      await p.closed('corrected');
      expect(await c.row()).toMatchObject({ closedAt: null });
    },
  );

  it('TJ51-4.1 ends after the monitoring, or after the talk, with a look back if wanted', async () => {
    const nothing = await Patrol.begin(b);
    await nothing.accepted('patrol-end', nothing.ending('nothing-found'));
    await nothing.closed('nothing-found');
    const talked = await Patrol.begin(b);
    await talked.accepted('warning-talk', await talked.demand(5));
    await talked.accepted('demand-outcome', await talked.outcome('met'));
    expect(await talked.act('patrol-end', talked.ending('nothing-found'))).toEqual([
      422,
      'end-unfit',
      'TJ51-4.1',
    ]);
    await talked.accepted('patrol-end', talked.ending('corrected'));
    await talked.closed('corrected');
    const looked = await Patrol.begin(b);
    await looked.accepted('warning-talk', await looked.talk());
    await looked.accepted(
      'look-back',
      await looked.lookBack('corrected', { skipReason: '已改正' }),
    );
    await looked.closed('corrected');
    expect((await looked.row())!['stages']).toMatchObject([
      { stage: 'monitoring' },
      { stage: 'talk' },
      { stage: 'look-back', skipped: ['case'], officer: jds },
    ]);
    // What was struck from the registry ends a patrol only as long as no case came from it.
    const gone = await Patrol.begin(b);
    await b.owner`update institution set status = 'terminated' where id = ${gone.subject}`;
    await gone.accepted('patrol-end', gone.ending('subject-ended'));
    await gone.closed('subject-ended');
  });

  it('TJ51-4.1 a filing that is refused comes back and is filed again; one past the patrol counts; struck, the look back is still owed', async () => {
    const p = await Patrol.begin(b);
    await p.accepted('patrol-case-filing', await p.filing({ basis: [] }, { skipReason: '样例' }));
    expect(await p.act('warning-talk', await p.talk())).toSatisfy(
      ([status, code]: [number, string?]) => status === 200 || code === 'case-pending',
    );
    await until(async () => expect((await p.row())!['filing']).toBe('basis-missing'));
    expect(['monitoring', 'talk']).toContain((await p.view()).stage);
    const past = await Case.open(b, { origins: [p.file] }, p.subject);
    await p.at('case');
    expect(await p.row()).toMatchObject({ cases: [past.file], filing: null });
    await b.owner`update institution set status = 'terminated' where id = ${p.subject}`;
    await withdrawn(past);
    await p.at('look-back');
    // A second case that names it is waited for as well.
    const second = await Case.open(b, { origins: [p.file], matter: 'fraud' }, p.subject);
    expect(await p.act('look-back', await p.lookBack('corrected'))).toEqual([
      409,
      'penalty-case-open',
      'TJ51-4.1',
    ]);
    const seen = await p.now();
    await withdrawn(second);
    await p.owes('lookBack:2');
    // What was seen while that case was open counts no more.
    expect(await p.act('look-back', await p.lookBack('corrected', { checkedAt: seen }))).toEqual([
      422,
      'before-trigger',
      'TJ51-4.1',
    ]);
    await p.accepted('look-back', await p.lookBack('corrected'));
    await p.closed('corrected');
  });

  it('TJ51-4.2 a stage that lasts is reminded of to the unit and the head, and is never a breach', async () => {
    const p = await Patrol.begin(b);
    const dwell = (await p.duty('dwellMonitoring'))!;
    expect(dwell).toMatchObject({ force: 'management', clause: 'TJ51-4.2', state: 'open' });
    await later(p, 40);
    expect(await p.duty('dwellMonitoring')).toMatchObject({ state: 'overdue' });
    const [late] = await p.entries('management-overdue');
    expect(late).toMatchObject({ duty: 'dwellMonitoring', owedBy: 'tj.jds' });
    expect(late!['owedTo']).toBe('tj.ju');
    expect(await p.row()).toMatchObject({ dwelling: true });
    expect(await p.act('dwelling-report', { next: '样例' })).toEqual([
      422,
      'reason-missing',
      'TJ51-4.2',
    ]);
    await p.accepted('dwelling-report', { reason: '样例', next: '样例' });
    expect(await p.row()).toMatchObject({ dwelling: false });
    expect((await p.view()).duties.map(({ key }) => key)).toContain('dwellMonitoring:2');
    await p.accepted('warning-talk', await p.talk());
    expect((await p.view()).duties.map(({ duty }) => duty)).toContain('dwellTalk');
    await later(p, 40);
    expect(await p.duty('dwellTalk')).toMatchObject({ state: 'overdue' });
    expect(await p.breaches()).toEqual([]);
  });

  it('TJ51-4.1 where the bureau wants others to look back, whoever held the talk or investigated does not', async () => {
    const staff = await staffed(b, {});
    await b.owner`update bureau set settings = ${b.owner.json({ patrol: { lookBackByOthers: true } })} where id = ${staff.bureau}`;
    const [o3, o4] = [`${staff.jds}-3`, `${staff.jds}-4`];
    for (const id of [o3, o4])
      await b.owner`insert into officer (id, unit_id, name, kind, roles, certificate, commitment_signed_on, commitment_valid_until)
        select ${id}, unit_id, '样例', kind, roles, jsonb_set(certificate, '{number}', to_jsonb(${id}::text)), commitment_signed_on, commitment_valid_until from officer where id = ${staff.jds}`;
    const p = await Patrol.begin(b, {}, await b.institution({ bureau: staff.bureau }), staff);
    await p.accepted('warning-talk', await p.talk());
    const end = { skipReason: '样例' };
    expect(
      await p.act(
        'look-back',
        await p.lookBack('corrected', { ...end, officers: [o3, staff.jds] }),
      ),
    ).toEqual([422, 'look-back-same-officers', 'TJ51-4.1']);
    await p.accepted('look-back', await p.lookBack('corrected', { ...end, officers: [o3, o4] }));
    await p.closed('corrected');
  });
});

/** Another officer of the body. */
async function another(): Promise<string> {
  const id = `o-xc-${uniqueHex()}`;
  await b.owner`insert into officer (id, unit_id, name, kind, roles, certificate, commitment_signed_on, commitment_valid_until)
    select ${id}, unit_id, '样例', kind, roles, jsonb_set(certificate, '{number}', to_jsonb(${id}::text)), commitment_signed_on, commitment_valid_until from officer where id = ${jds}`;
  return id;
}

/** Tests run beside each other here, and `expect.poll` asks which of them is running. */
const until = (holds: () => Promise<void>): Promise<void> =>
  vi.waitFor(holds, { timeout: 20_000, interval: 50 });

/** The patrol that the look back has opened. */
async function following(p: Patrol): Promise<Patrol> {
  let file: string | undefined;
  await until(async () => {
    [file] = (await p.row())!['followedBy'] as string[];
    expect(file).toMatch(/^XC\./);
  });
  const next = Patrol.of(b, file!, p.subject);
  await next.at('monitoring');
  return next;
}
