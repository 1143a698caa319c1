/** TJ51-7 典型案例: every period has its cases from the main media, or says that it has none. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { told, type Body, type View } from '../penalty-case/acts.ts';
import { bureauOf, Publicity, served } from '../publicity/acts.ts';
import { month } from '../sanctioned-list/acts.ts';
import { Bureau } from '../setup/bureau.ts';

let b: Bureau;
beforeAll(async () => {
  b = await Bureau.open();
});
afterAll(() => b.close());

const refusal = (code: string, status = 422) => [status, code, 'TJ51-7'];

/** Two periods that are over, in the first of which something was decided; two publicities that can be seen. */
async function begun() {
  const staff = await bureauOf(b);
  await b.owner`update bureau set settings = settings || '{"typicalCases": {"months": 1}}' where id = ${staff.bureau}`;
  const publicities: Publicity[] = [];
  for (let n = 0; n < 2; n++) {
    const c = await served(b, staff);
    const p = await Publicity.approved(b, staff, c.file);
    await p.accepted('channel-publication', await p.on('portal'));
    await b.owner`update penalty_decision set served_at = ${`${month(2)}T12:00:00+08:00`} where file_id = ${c.file}`;
    publicities.push(p);
  }
  const due = async () =>
    (
      (await b.post(staff.jds, '/v1/typical-cases/due', {})).body as {
        opened: string[];
      }
    ).opened;
  const act = async (file: string, type: string, body: Body, by = staff.jds) =>
    told(await b.post(by, `/v1/files/${file}/acts/${type}`, body));
  const view = async (file: string): Promise<View & { attention: string }> =>
    (await b.get(staff.regulator, `/v1/files/${file}`)).body;
  const until = (file: string, expected: object) =>
    vi.waitFor(async () => expect(await view(file)).toMatchObject(expected), {
      timeout: 10_000,
      interval: 50,
    });
  return { staff, publicities, due, act, view, until };
}

describe.concurrent('TJ51-7 典型案例', () => {
  it('selected among what is public, published in the media, or none with its reason', async () => {
    const { staff, publicities, due, act, view, until } = await begun();
    const [p, q] = publicities;
    const [first, second, ...more] = await due();
    expect(more).toEqual([]);
    expect(await due()).toEqual([]);
    const { items } = (await b.get(staff.regulator, '/v1/typical-cases')).body as {
      items: { file: string; from: string; until: string }[];
    };
    expect(items.map(({ from, until: to }) => [from, to]).toSorted()).toEqual([
      [month(2), month(1)],
      [month(1), month(0)],
    ]);
    expect(first).toMatch(/^DX\./);
    const select = (body: Body) => act(first!, 'typical-selection', body);
    expect(await select({})).toEqual(refusal('typical-cases-missing'));
    expect(await select({ cases: [p!.file], none: true })).toEqual(
      refusal('typical-cases-missing'),
    );
    expect(await select({ none: true })).toEqual(refusal('reason-missing'));
    expect(await select({ cases: [p!.file, 'BG.x.2026-1'] })).toEqual(
      refusal('typical-case-unfit'),
    );
    expect(await select({ cases: [p!.file, q!.file] })).toEqual([200]);
    const published = (of: Publicity) => act(first!, 'typical-publication', { case: of.file });
    expect(await published(p!)).toEqual(refusal('typical-case-unpublished', 409));
    await p!.accepted('channel-publication', await p!.on('media-1', { outlet: '样例日报' }));
    expect(await published(p!)).toEqual([200]);
    // Late is management: shown, and no breach.
    await b.skip(first!, 24 * 30);
    await until(first!, { attention: 'management-overdue' });
    expect((await view(first!)).duties.map(({ item, force }) => [item, force])).toEqual([
      [q!.file, 'management'],
    ]);
    const removal = { case: q!.file };
    expect(await act(first!, 'typical-removal', removal)).toEqual(refusal('reason-missing'));
    expect(await act(first!, 'typical-removal', { case: p!.file, reason: '决定变更' })).toEqual(
      refusal('item-not-awaited', 409),
    );
    expect(await act(first!, 'typical-removal', { ...removal, reason: '决定变更' })).toEqual([200]);
    await until(first!, { stage: 'closed', outcome: 'published' });
    expect(await act(second!, 'typical-selection', { none: true, reason: '没有' })).toEqual([200]);
    await until(second!, { stage: 'closed', outcome: 'none' });
  });

  it('before anything was served there is no period; nobody else opens or selects', async () => {
    const staff = await bureauOf(b);
    const due = (by: string) => b.post(by, '/v1/typical-cases/due', {});
    expect((await due(staff.jds)).body).toEqual({ opened: [] });
    expect((await due(staff.head)).status).toBe(403);
  });
});
