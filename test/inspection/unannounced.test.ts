/** 不预告 Before the door is opened only who filed it, its team and its heads see target and days; nothing of them is in ids, engine, register or deliveries (QY-10.3, X-4). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, Fixture, ok, told, today } from './acts.ts';

let g: Fixture;
beforeAll(async () => {
  g = await Fixture.open();
});
afterAll(() => g.close());

interface Shown {
  withheld: boolean;
  institution: string | null;
  days: unknown;
  items: unknown;
  team?: unknown;
  place: unknown;
  assessment?: unknown;
}
const shown = async (file: string, officer: string): Promise<Shown> =>
  (await g.bureau.get(officer, `/v1/inspections/${file}`)).body;

describe.concurrent('before and after the start', () => {
  it('QY-10.3: who sees what', async () => {
    const institution = await g.institution();
    const third = g.of(g.county, '3'),
      regulator = g.of(g.prefecture, 'reg'),
      coordinator = g.of(g.prefecture, 'coord');
    const file = await g.filed(await g.plan(institution));
    for (const officer of [g.handler, g.second, g.head])
      expect(await shown(file, officer)).toMatchObject({
        withheld: false,
        institution,
        days: { from: addDays(today(), 1) },
      });
    for (const officer of [third, regulator, coordinator]) {
      expect(await shown(file, officer)).toMatchObject({
        withheld: true,
        institution: null,
        days: null,
        items: null,
        team: null,
        place: null,
        assessment: null,
      });
      expect((await g.bureau.get(officer, '/v1/inspections?limit=500')).body).toMatchObject({
        items: expect.arrayContaining([
          expect.objectContaining({ file, institution: null, withheld: true }),
        ]),
      });
    }
    expect((await g.bureau.get(g.of(g.outside, '1'), `/v1/inspections/${file}`)).status).toBe(403);
    expect((await g.bureau.get('o-jds-1', `/v1/inspections/${file}`)).status).toBe(403);
    // The letter's payload is for them only, too; and windows tell a regulator nothing of it.
    const letter = (
      (await g.bureau.get(g.head, `/v1/files/${file}/acts`)).body as unknown as {
        items: { id: string }[];
      }
    ).items[0]!.id;
    const payload = async (officer: string) =>
      (
        (await g.bureau.get(officer, `/v1/files/${file}/acts/${letter}`)).body as unknown as {
          payload?: object;
        }
      ).payload;
    expect(await payload(g.head)).toMatchObject({ institution });
    for (const officer of [third, regulator, coordinator])
      expect(await payload(officer)).toBeUndefined();
    expect(told(await g.approve(file))).toEqual(ok);
    const bars = async (officer: string) =>
      (await g.bureau.get(officer, `/v1/institutions/${institution}/windows`)).body as unknown as {
        items: { item: string; open: boolean }[];
        yearlyCap: { taken: number };
      };
    expect(await bars(regulator)).toMatchObject({
      yearlyCap: { taken: 0 },
      items: expect.arrayContaining([expect.objectContaining({ item: 'i-1', open: true })]),
    });
    expect(await bars(g.handler)).toMatchObject({
      yearlyCap: { taken: 1 },
      items: expect.arrayContaining([expect.objectContaining({ item: 'i-1', open: false })]),
    });
    await g.toDay(file, addDays(today(), 1));
    expect(told(await g.start(file))).toEqual(ok);
    for (const officer of [third, regulator])
      expect(await shown(file, officer)).toMatchObject({ withheld: false, institution });
    expect(await payload(regulator)).toMatchObject({ institution });
  });
  it('X-4: neither the target nor the planned days are in the history, the search attributes, the register or the deliveries', async () => {
    const institution = await g.institution();
    // Days whose text occurs nowhere else.
    const [from, until] = [addDays(today(), 17), addDays(today(), 18)];
    const file = await g.filed(await g.plan(institution, { days: { from, until } }));
    expect((await g.start(file)).status).toBe(422);
    expect(told(await g.approve(file))).toEqual(ok);
    expect(
      told(await g.act(file, 'plan-change', { days: { from, until: from }, reason: '缩短' })),
    ).toEqual(ok);
    const { engine } = g.bureau.service;
    const history = await engine.as('test-clock', async () => {
      const handle = engine.client.workflow.getHandle(file);
      const [events, { searchAttributes, memo, staticSummary, staticDetails }] = await Promise.all([
        handle.fetchHistory(),
        handle.describe().then(async (d) => ({
          ...d,
          staticSummary: await d.staticSummary(),
          staticDetails: await d.staticDetails(),
        })),
      ]);
      // Payloads are written in base64.
      return JSON.stringify([
        events,
        searchAttributes,
        memo,
        staticSummary,
        staticDetails,
      ]).replaceAll(/"data":"([A-Za-z0-9+/=]+)"/g, (_, data: string) =>
        Buffer.from(data, 'base64').toString('utf8'),
      );
    });
    const register = JSON.stringify(
      await g.bureau.owner`select * from register where file_id = ${file}`,
    );
    const list = JSON.stringify(
      await g.bureau
        .owner`select id, subject_id, opening, view, stage from file where id = ${file}`,
    );
    expect(history).toContain('on-site-start');
    for (const text of [history, register, list])
      for (const secret of [institution, from, until]) expect(text).not.toContain(secret);
  });
});
