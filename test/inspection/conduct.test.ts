/** 现场检查 On site: who is there, the record of every entry, pauses, the stop order (QY-1.4, 1.5, 10.1, 10.4 to 10.8, 12.2). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, HOUR, today, type Fixture } from './acts.ts';
import { document, fixture, iso, Visit } from './visits.ts';

let g: Fixture;
beforeAll(async () => {
  g = await fixture();
});
afterAll(() => g.close());
const day = addDays(today(), 1);
const shown = (...officers: string[]) =>
  officers.map((officer) => ({ officer, shown: 'certificate' }));

describe.concurrent('第十条 the record of every entry', () => {
  it('QY-10.7: no end without it; each entry has one, and what may be filed is this', async () => {
    const visit = await Visit.open(g, day);
    expect(await visit.possible()).toEqual([
      'abandonment',
      'crime-report',
      'inspection-end',
      'on-site-record',
      'pause',
      'result-notice',
      'sealing',
      'stop-order',
      'team-change',
      'transfer',
    ]);
    expect(await visit.refused('inspection-end')).toEqual([422, 'entry-record-missing', 'QY-10.7']);
    await visit.to(day, 11);
    await visit.do('on-site-record');
    await visit.to(day, 15);
    await visit.do('on-site-record');
    await visit.do('inspection-end');
    expect((await g.row(visit.file)).last_on_site_on).toBe(day);
  });
  it('QY-10.7: signed, or refused with a note and a witness', async () => {
    const visit = await Visit.open(g, day);
    await visit.to(day, 11);
    expect(await visit.refused('on-site-record', { signature: 'refused' })).toEqual([
      422,
      'record-unsigned',
      'QY-10.7',
    ]);
    expect(
      await visit.refused('on-site-record', { signature: 'refused', refusalNote: '样例' }),
    ).toEqual([422, 'record-unsigned', 'QY-10.7']);
    expect(
      await visit.refused('on-site-record', { signature: 'refused', witness: '样例' }),
    ).toEqual([422, 'record-unsigned', 'QY-10.7']);
    await visit.do('on-site-record', {
      signature: 'refused',
      refusalNote: '样例',
      witness: '样例',
    });
  });
  it('QY-10.7 cannot: left before entering, from one day into the next, before the start, in the future', async () => {
    const visit = await Visit.open(g, day);
    await visit.to(day, 11);
    const now = await visit.now();
    expect(
      await visit.refused('on-site-record', { enteredAt: iso(now), leftAt: iso(now - HOUR) }),
    ).toEqual([422, 'entry-times-wrong', 'QY-10.7']);
    expect(await visit.refused('on-site-record', { enteredAt: iso(now - 24 * HOUR) })).toEqual([
      422,
      'entry-times-wrong',
      'QY-10.7',
    ]);
    expect(
      await visit.refused('on-site-record', {
        enteredAt: iso(now - 10 * HOUR),
        leftAt: iso(now - 9 * HOUR),
      }),
    ).toEqual([422, 'before-trigger', 'QY-12.1']);
    expect(await visit.refused('on-site-record', { leftAt: iso(now + HOUR) })).toEqual([
      422,
      'in-the-future',
      'QY-10.7',
    ]);
  });
  it('QY-10.8: audio or video where it is necessary, or the reason why there is none', async () => {
    const visit = await Visit.open(g, day);
    await visit.to(day, 11);
    await visit.do('on-site-record', { recording: 'none' });
    expect(
      await visit.refused('on-site-record', { recording: 'none', recordingNeeded: true }),
    ).toEqual([422, 'reason-missing', 'QY-10.8']);
    await visit.do('on-site-record', {
      recording: 'none',
      recordingNeeded: true,
      notRecordedBecause: '样例：设备故障',
    });
    await visit.do('sealing');
    expect(await visit.refused('on-site-record', { recording: 'none' })).toEqual([
      422,
      'reason-missing',
      'QY-10.8',
    ]);
    await visit.do('on-site-record', { recording: 'audio' });
  });
});

describe.concurrent('第十条 who is there', () => {
  it('QY-10.4, QY-10.5: everybody has shown the certificate, and nothing takes its place', async () => {
    const visit = await Visit.open(g, day);
    await visit.to(day, 11);
    const [one, two] = [g.handler, g.second];
    expect(
      await visit.refused('on-site-record', {
        present: [...shown(one), { officer: two, shown: 'none' }],
      }),
    ).toEqual([422, 'certificate-not-shown', 'QY-10.4']);
    expect(
      await visit.refused('on-site-record', {
        present: [...shown(one), { officer: two, shown: 'other' }],
      }),
    ).toEqual([422, 'certificate-not-shown', 'QY-10.5']);
  });
  it('QY-10.6, QY-1.4: two with certificates of that day; one does not do, nor one twice, nor somebody else', async () => {
    const visit = await Visit.open(g, day);
    await visit.to(day, 11);
    expect(await visit.refused('on-site-record', { present: shown(g.handler) })).toEqual([
      422,
      'too-few-officers',
      'QY-10.6',
    ]);
    expect(await visit.refused('on-site-record', { present: shown(g.handler, g.handler) })).toEqual(
      [422, 'same-person-twice', 'QY-10.6'],
    );
    expect(
      await visit.refused('on-site-record', {
        present: shown(g.handler, g.second, g.of(g.county, '3')),
      }),
    ).toEqual([422, 'not-of-the-team', 'QY-10.6']);
  });
  it('QY-10.6, QY-1.5: a certificate valid until yesterday does not count today, one valid until today does', async () => {
    const until = async (name: string, last: string) => g.enforcer(g.county, name, { until: last });
    const [gone, good] = [await until('gone', day), await until('good', addDays(day, 1))];
    for (const [officer, lawful] of [
      [gone, false],
      [good, true],
    ] as const) {
      const team = [
        { officer: g.handler, role: 'lead', from: 'body' },
        { officer, role: 'officer', from: 'body' },
      ];
      const visit = await Visit.open(g, day, { team });
      await visit.to(addDays(day, 1), 10);
      const record = { present: shown(g.handler, officer), reason: '样例：超出批准日期' };
      if (lawful) await visit.do('on-site-record', record);
      else
        expect(await visit.refused('on-site-record', record)).toEqual([
          422,
          'too-few-officers',
          'QY-10.6',
        ]);
    }
  });
  it('QY-10.6: one of two dropping out pauses it; nothing is inspected then; with two it is resumed', async () => {
    const visit = await Visit.open(g, day);
    await visit.to(day, 11);
    expect(await visit.refused('resume')).toEqual([409, 'not-awaited', 'QY-10.6']);
    expect(await visit.refused('pause', { officer: g.of(g.county, '3') })).toEqual([
      422,
      'not-of-the-team',
      'QY-10.6',
    ]);
    expect(await visit.refused('pause', { reason: undefined })).toEqual([
      422,
      'reason-missing',
      'QY-10.6',
    ]);
    await visit.do('pause');
    expect((await visit.view()).notes.join()).toContain('QY-10.6');
    await visit.to(day, 13);
    expect(await visit.refused('on-site-record')).toEqual([409, 'inspection-paused', 'QY-10.6']);
    expect(await visit.refused('pause')).toEqual([409, 'inspection-paused', 'QY-10.6']);
    expect(await visit.refused('resume', { present: shown(g.handler) })).toEqual([
      422,
      'too-few-officers',
      'QY-10.6',
    ]);
    await visit.do('resume');
    expect((await visit.view()).notes.join()).not.toContain('QY-10.6');
    await visit.to(day, 15);
    const now = await visit.now();
    expect(await visit.refused('on-site-record', { enteredAt: iso(now - 3 * HOUR) })).toEqual([
      409,
      'inspection-paused',
      'QY-10.6',
    ]);
    await visit.do('on-site-record');
  });
  it("QY-10.6: who leaves needs nobody's approval, but with fewer than two it is paused until somebody joins", async () => {
    const visit = await Visit.byClue(g, day);
    await visit.to(day, 11);
    await visit.does('team-change', {
      changedAt: await visit.stamp(),
      leaves: g.second,
      reason: '样例：身体不适',
    });
    expect((await visit.entry('inspection-paused')).body).toEqual({ officer: g.second });
    await visit.to(day, 12);
    const third = g.of(g.county, '3');
    expect(await visit.refused('on-site-record', { present: shown(g.handler, third) })).toEqual([
      422,
      'not-of-the-team',
      'QY-10.6',
    ]);
    await visit.does('team-change', {
      changedAt: await visit.stamp(),
      joins: third,
      approvedBy: g.head,
      approval: document(),
      reason: '样例',
    });
    expect(await visit.refused('on-site-record', { present: shown(g.handler, third) })).toEqual([
      409,
      'inspection-paused',
      'QY-10.6',
    ]);
    await visit.do('resume', { present: shown(g.handler, third) });
    await visit.to(day, 14);
    await visit.do('on-site-record', { present: shown(g.handler, third) });
  });
  it('QY-10.1, QY-10.6: who joins is approved by the head, certificated, without an interest; from then on of the team', async () => {
    const visit = await Visit.byClue(g, day);
    await visit.to(day, 11);
    const third = g.of(g.county, '3');
    const change = {
      changedAt: await visit.stamp(),
      leaves: g.second,
      joins: third,
      approvedBy: g.head,
      approval: document(),
      reason: '样例：身体不适',
    };
    const without = (key: string) => ({ ...change, [key]: undefined });
    expect(await visit.cannot('team-change', without('reason'))).toEqual([
      422,
      'reason-missing',
      'QY-10.1',
    ]);
    expect(await visit.cannot('team-change', without('approvedBy'))).toEqual([
      422,
      'approver-missing',
      'QY-10.1',
    ]);
    expect(
      await visit.cannot('team-change', { ...change, approvedBy: g.of(g.county, '4') }),
    ).toEqual([422, 'approver-not-head', 'QY-10.1']);
    expect(await visit.cannot('team-change', { ...change, approvedBy: g.handler })).toEqual([
      422,
      'approver-on-team',
      'QY-10.1',
    ]);
    const recused = await g.enforcer(g.county, 'kin');
    await g.bureau
      .owner`insert into recusal (officer_id, institution_id, bureau_id) values (${recused}, ${visit.institution}, ${g.id})`;
    expect(await visit.cannot('team-change', { ...change, joins: recused })).toEqual([
      422,
      'recusal',
      'X-7',
    ]);
    expect(await visit.cannot('team-change', { ...change, joins: g.of(g.county, 'law') })).toEqual([
      422,
      'officer-unlisted',
      'QY-6.1',
    ]);
    await visit.does('team-change', change);
    await visit.do('on-site-record', { present: shown(g.handler, third) });
    expect(await visit.refused('on-site-record')).toEqual([422, 'not-of-the-team', 'QY-10.6']);
  });
  it('QY-6.2: in a daily inspection nobody joins by hand: it takes a redraw with its reason', async () => {
    const visit = await Visit.open(g, day);
    await visit.to(day, 11);
    const change = {
      changedAt: await visit.stamp(),
      leaves: g.second,
      joins: g.of(g.county, '3'),
      approvedBy: g.head,
      approval: document(),
      reason: '样例',
    };
    expect(await visit.cannot('team-change', change)).toEqual([
      422,
      'officers-not-drawn',
      'QY-6.2',
    ]);
    expect(
      await visit.cannot('team-change', {
        ...change,
        draw: await g.draw(visit.institution, [g.handler, g.of(g.county, '3')]),
      }),
    ).toEqual([422, 'officers-not-drawn', 'QY-6.2']);
    const { draw: first } = (await g.row(visit.file)).plan as unknown as { draw: { id: string } };
    const again = `${first.id}-again`;
    await g.bureau
      .owner`insert into draw (id, bureau_id, clause, body_unit, contributor_unit, state, statement, statement_hash, secret, committed_at, reveal_by, root_id, follows_id, reason, record, ended_at)
      select ${again}, bureau_id, clause, body_unit, contributor_unit, state, statement, statement_hash, secret, now(), reveal_by, root_id, id, '样例：身体不适', record, now() from draw where id = ${first.id}`;
    await g.bureau
      .owner`insert into draw_pick values (${again}, ${visit.institution}, ${[g.handler, g.of(g.county, '3')]}, ${today()}, ${today()})`;
    await visit.does('team-change', { ...change, draw: again });
  });
});

describe.concurrent('第十二条 the stop order', () => {
  it('QY-12.2: from the first minute on; it waits for no record, no statement, no result', async () => {
    const visit = await Visit.open(g, day);
    expect(await visit.refused('stop-order', { reasons: undefined })).toEqual([
      422,
      'reason-missing',
      'QY-12.2',
    ]);
    expect(await visit.refused('stop-order', { remedies: undefined })).toEqual([
      422,
      'remedies-missing',
      'QY-12.2',
    ]);
    await visit.do('stop-order');
    expect((await visit.view()).notes.join()).toContain('QY-12.2');
  });
  it('QY-12.2, QY-6.2 cannot: before the start; what is filed too early tells the engine nothing of the plan', async () => {
    const file = await g.filed(await g.plan(await g.institution()));
    await g.act(file, 'on-site-record', {
      document: document(),
      enteredAt: iso(Date.now() - HOUR),
      leftAt: iso(Date.now() - HOUR / 2),
      present: shown(g.handler, g.second),
      signature: 'signed',
      recording: 'video',
    });
    const [plan] = await g.bureau.owner<
      { until: string; known: string | null }[]
    >`select p.days_until::text as until, known_of(f, i)::text as known from inspection_plan p join file f on f.id = p.file_id join inbox i on i.file_id = f.id and i.type = 'on-site-record' where f.id = ${file}`;
    expect(plan).toEqual({ until: expect.any(String), known: null });
    expect(
      (
        await g.act(file, 'stop-order', {
          documentNo: '样例1号',
          document: document(),
          orderedAt: iso(Date.now() - 60_000),
          conduct: '样例',
          reasons: '样例',
        })
      ).code,
    ).toBe('not-awaited');
  });
});
