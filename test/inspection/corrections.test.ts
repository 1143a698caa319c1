/** 更正检查历史: what was inspected and found is corrected with evidence and reason; windows, caps and bars follow, and the plans that this frees or bars are told (QY-12.1, 15.1, 15.2). */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  addDays,
  document,
  Fixture,
  HOUR,
  instant,
  ok,
  on,
  opened,
  problem,
  startOfDay,
  today,
  told,
  toldOf,
  yearOf,
  type Body,
} from './acts.ts';
import { chainFault } from '../kit/support.ts';
import { finding, fixture, Visit } from './visits.ts';

let g: Fixture;
beforeAll(async () => {
  g = await fixture();
});
afterAll(() => g.close());

const correct = (inspection: string, change: Body, officer = g.registrar) =>
  g.bureau.post(officer, '/v1/inspection-corrections', {
    inspection,
    evidence: document(),
    reason: '笔录所列事项有误',
    ...change,
  });
const refused = async (inspection: string, change: Body, officer?: string) => {
  const { code, clause } = problem(await correct(inspection, change, officer));
  return [code, clause];
};
const windowOf = async (institution: string, item: string) =>
  (
    (await g.bureau.get(g.handler, `/v1/institutions/${institution}/windows`)).body as {
      items: { item: string; open: boolean; from: string | null; bars: { clause: string }[] }[];
    }
  ).items.find((i) => i.item === item)!;
const corresponding = (day: string) =>
  on(`${yearOf(day) + 1}${day.slice(4) === '-02-29' ? '-02-28' : day.slice(4)}`);
const settles = <T>(what: () => Promise<T>, is: unknown) =>
  vi.waitFor(async () => expect(await what()).toEqual(is), { timeout: 15_000, interval: 50 });

describe.concurrent('taken over from before', () => {
  it('QY-15.1: the items that were inspected; old, new and why in the chain; the windows follow either way', async () => {
    const institution = await g.institution();
    const ended = addDays(today(), -20);
    const past = await g.past(institution, { endedOn: ended, items: ['i-1', 'i-2'] });
    expect(await refused(past, { items: ['i-1'], evidence: undefined })).toEqual([
      'evidence-missing',
      'QY-15.1',
    ]);
    expect(await refused(past, { items: ['i-1'], reason: undefined })).toEqual([
      'reason-missing',
      'QY-15.1',
    ]);
    expect(await refused(past, { items: ['i-2', 'i-1'] })).toEqual([
      'nothing-corrected',
      'QY-15.1',
    ]);
    expect(await refused(past, { items: ['i-9'] })).toEqual(['item-unknown', 'QY-2.3']);
    expect((await correct(past, {})).status).toBe(400);
    expect((await correct('past-none', { items: ['i-1'] })).status).toBe(404);
    expect((await correct(past, { items: ['i-1'] }, g.handler)).status).toBe(403);
    const done = await correct(past, { items: ['i-1', 'i-3'] });
    expect(done.status, done.text).toBe(201);
    for (const [item, open] of [
      ['i-1', false],
      ['i-2', true],
      ['i-3', false],
    ] as const)
      expect((await windowOf(institution, item)).open, item).toBe(open);
    const { items } = (
      await g.bureau.get(g.registrar, `/v1/inspection-corrections?inspection=${past}`)
    ).body as { items: Body[] };
    expect(items).toMatchObject([
      {
        inspection: past,
        institution,
        before: { items: ['i-1', 'i-2'] },
        after: { items: ['i-1', 'i-3'] },
        reason: '笔录所列事项有误',
        by: g.registrar,
      },
    ]);
    const chain = (
      await g.bureau.get(
        g.registrar,
        `/v1/inspection-entries?registry=correction&entity=${String(items[0]!['id'])}`,
      )
    ).body as { items: Body[] };
    expect(chain.items).toMatchObject([
      {
        reason: '笔录所列事项有误',
        by: g.registrar,
        body: { before: { items: ['i-1', 'i-2'] }, after: { items: ['i-1', 'i-3'] } },
      },
    ]);
    expect((await g.bureau.get(g.registrar, '/v1/inspection-entries/check')).body).toMatchObject({
      intact: true,
    });
    // Nothing leaves the history otherwise, not even by the owner's hand.
    await expect(
      g.bureau.owner`delete from inspection_plan_item where plan_id = ${past}`,
    ).rejects.toThrow('append-only');
    await expect(
      g.bureau.owner`update inspection_correction set reason = 'x' where plan_id = ${past}`,
    ).rejects.toThrow('append-only');
  });

  it('QY-15.2: what a superior found bars the year or frees it, and the end moves the window', async () => {
    const institution = await g.institution();
    const past = await g.past(institution, {
      endedOn: today(),
      level: 'prefecture',
      body: g.prefecture,
      found: 'no-violation',
    });
    const bars = async () =>
      (await windowOf(institution, 'i-1')).bars.map((b) => b.clause).toSorted();
    expect(await bars()).toEqual(['QY-15.1', 'QY-15.2']);
    expect(await refused(past, { found: 'no-violation' })).toEqual([
      'nothing-corrected',
      'QY-15.2',
    ]);
    expect((await correct(past, { found: 'violation' })).status).toBe(201);
    expect(await bars()).toEqual(['QY-15.1']);
    expect((await correct(past, { found: 'no-violation' })).status).toBe(201);
    expect(await bars()).toEqual(['QY-15.1', 'QY-15.2']);
    expect(await refused(past, { endedOn: addDays(today(), 1) })).toEqual([
      'in-the-future',
      'QY-12.1',
    ]);
    expect(await refused(past, { endedOn: addDays(today(), -1) })).toEqual([
      'end-before-start',
      'QY-12.1',
    ]);
  });

  it('QY-15.1, X-3: a plan that the correction frees wakes; one that it bars is told on its own file, before anybody stands at the door', async () => {
    const [freed, barred] = [await g.institution(), await g.institution()];
    const days = { from: addDays(today(), 1), until: addDays(today(), 3) };
    const past = await g.past(freed, { endedOn: addDays(today(), -5), items: ['i-1'] });
    const held = opened(await g.file({ ...(await g.plan(freed, { days })), hold: true })).file;
    expect((await g.row(held)).state).toBe('on-hold');
    expect((await correct(past, { items: ['i-2'] })).status).toBe(201);
    await g.becomes(held, 'filed');

    const other = await g.past(barred, { endedOn: addDays(today(), -5), items: ['i-2'] });
    const [filed, approved] = [
      await g.filed(await g.plan(barred, { days })),
      await g.filed(
        await g.plan(barred, {
          days: { from: addDays(today(), 60), until: addDays(today(), 61) },
          items: [g.planned('i-3')],
        }),
      ),
    ];
    expect(told(await g.approve(approved))).toEqual(ok);
    expect((await correct(other, { items: ['i-1', 'i-3'] })).status).toBe(201);
    for (const file of [filed, approved]) {
      await vi.waitFor(
        async () =>
          expect(
            (await g.register(file)).find((e) => e.type === 'history-corrected'),
          ).toMatchObject({
            clause: 'QY-15.1',
            body: { barred: true, code: 'same-item-within-year' },
          }),
        { timeout: 15_000, interval: 50 },
      );
      expect((await g.view(file)).notes.join()).toContain('检查历史已更正');
      expect(
        toldOf((await g.row(file)).assessment!.findings).some((f) =>
          f.startsWith('refused repeat same-item-within-year'),
        ),
      ).toBe(true);
    }
    // Back again: nothing bars it any more, and the file says so.
    expect((await correct(other, { items: ['i-2'] })).status).toBe(201);
    await vi.waitFor(
      async () => expect((await g.view(filed)).notes.join()).not.toContain('检查历史已更正'),
      { timeout: 15_000, interval: 50 },
    );
    expect(told(await g.approve(filed))).toEqual(ok);
  });
});

describe.concurrent('inspected here', () => {
  it('QY-12.1, QY-15.1, X-7: once it is over and told, by nobody of its team; after its window has closed the end opens another one', async () => {
    const monday = on('2027-05-17');
    const visit = await Visit.open(g, monday);
    expect(await refused(visit.file, { items: ['i-2'] })).toEqual(['end-missing', 'QY-12.1']);
    const untold = await Visit.open(g, monday);
    await untold.ended();
    expect(await refused(untold.file, { found: 'violation' })).toEqual(['not-awaited', 'QY-12.1']);
    await visit.told([finding('f-1', 'rectification')]);
    expect(
      (await correct(visit.file, { items: ['i-1', 'i-2'] }, g.of(g.prefecture, 'head'))).status,
    ).toBe(403);
    expect((await correct(visit.file, { items: ['i-1', 'i-2'] }, g.head)).status).toBe(201);
    // Whoever reads the file of the inspection reads there what was, what is, and why; the words of the reason stay in the chain.
    const [chained] = (
      (await g.bureau.get(g.registrar, `/v1/inspection-corrections?inspection=${visit.file}`))
        .body as { items: { id: string; evidence: { sha256: string } }[] }
    ).items;
    const entered = (await visit.register()).filter((e) => e.type === 'inspection-corrected');
    expect(entered).toMatchObject([
      {
        clause: 'QY-15.1',
        body: {
          correction: chained!.id,
          before: { items: ['i-1'] },
          after: { items: ['i-1', 'i-2'] },
          by: g.head,
          unit: g.county,
          why: { reasonGiven: true, evidence: chained!.evidence.sha256 },
        },
      },
    ]);
    expect(JSON.stringify(entered)).not.toContain('笔录');
    expect(await chainFault(g.bureau, visit.file)).toBeUndefined();
    const window = await g.windowOf(visit.file);
    const free = addDays(corresponding(monday), 1);
    await settles(async () => (await windowOf(visit.institution, 'i-2')).from, free);
    expect(await refused(visit.file, { endedOn: addDays(monday, 1) })).toEqual([
      'not-awaited',
      'QY-12.1',
    ]);
    expect((await correct(visit.file, { found: 'no-violation' })).status).toBe(201);
    expect((await g.bureau.get(g.head, `/v1/inspections/${visit.file}`)).body).toMatchObject({
      found: 'no-violation',
    });
    // The year is over and its window closed; the file of the inspection is still open, and its end is corrected.
    await g.bureau.skipTo(window, instant(startOfDay(free) + HOUR));
    await settles(async () => (await g.view(window)).outcome, 'year-over');
    await g.ended(visit.file, addDays(monday, 2));
    await vi.waitFor(
      async () =>
        expect(
          (await g.bureau.get(g.head, `/v1/inspections/${visit.file}`)).body,
        ).not.toMatchObject({ window }),
      { timeout: 15_000, interval: 50 },
    );
    const next = (
      (await g.bureau.get(g.head, `/v1/inspections/${visit.file}`)).body as unknown as {
        window: string;
      }
    ).window;
    await settles(
      async () => (await g.view(next)).nextDue,
      `${addDays(corresponding(addDays(monday, 2)), 1)}T00:00:00+08:00`,
    );
    expect((await windowOf(visit.institution, 'i-1')).from).toBe(
      addDays(corresponding(addDays(monday, 2)), 1),
    );
  });
});
