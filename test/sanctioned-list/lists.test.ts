/** TJ51-15 处罚名单通报: every period once, final decisions only, each of them once, to both recipients, corrected when it falls. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Case, told, type Staff } from '../penalty-case/acts.ts';
import { Matter, newBureau } from '../rapid-response/acts.ts';
import { Bureau, document, documentNo } from '../setup/bureau.ts';
import {
  begins,
  bureauOf,
  List,
  month,
  openDue,
  recipient,
  registrarOf,
  rowsOf,
  untilTomorrow,
} from './acts.ts';

let b: Bureau;
beforeAll(async () => {
  b = await Bureau.open();
});
afterAll(() => b.close());

const refusal = (code: string, status = 422) => [status, code, 'TJ51-15'];
const listOf = (file: string, staff: Staff) => new List(b, file, staff.jds, staff.regulator);

/** A penalty that was served on that day. */
async function served(staff: Staff, on?: string): Promise<Case> {
  const c = await Case.open(b, {}, await b.institution({ bureau: staff.bureau }), staff);
  await c.decided();
  if (on)
    await b.owner`update penalty_decision set served_at = ${`${on}T12:00:00+08:00`} where file_id = ${c.file}`;
  return c;
}
const fall = async (c: Case): Promise<void> =>
  c.accepted('decision-reversal', {
    documentNo: documentNo(),
    by: 'court',
    outcome: 'annulled',
    again: true,
    decidedAt: await c.now(),
    document: document(),
    reason: '样例',
  });

describe.concurrent('TJ51-15 期间', () => {
  it('every period that is over is opened once, one after the other, whoever asks and how often', async () => {
    const staff = await bureauOf(b, 3);
    const both = await Promise.all([openDue(b, staff.jds), openDue(b, staff.jds2)]);
    expect(new Set(both.flat()).size).toBe(3);
    expect(await openDue(b, staff.jds)).toEqual([]);
    const rows = (await rowsOf(b, staff.regulator)).toSorted((x, y) =>
      x.from! < y.from! ? -1 : 1,
    );
    expect(rows.map(({ from, until }) => [from, until])).toEqual([
      [month(3), month(2)],
      [month(2), month(1)],
      [month(1), month(0)],
    ]);
    expect(rows[0]!.file).toMatch(/^MD\./);
    expect(told(await b.post(staff.head, '/v1/sanctioned-lists/due', {}))).toEqual([
      403,
      'not-authorised',
      undefined,
    ]);
  });

  it('a rhythm that was changed goes on where the lists end', async () => {
    const staff = await bureauOf(b, 14);
    await b.owner`update bureau set settings = settings || '{"sanctionedList": {"months": 12}}' where id = ${staff.bureau}`;
    const opened = await openDue(b, staff.jds);
    const rows = (await rowsOf(b, staff.jds)).toSorted((x, y) => (x.from! < y.from! ? -1 : 1));
    expect(rows).toHaveLength(opened.length);
    expect(rows[0]!.from).toBe(month(14));
    for (const [n, row] of rows.slice(1).entries()) expect(row.from).toBe(rows[n]!.until);
  });
});

describe.concurrent('TJ51-15 名单', { timeout: 120_000 }, () => {
  it('confirmed by its hash, one after the other; entered late with a mark; delivered and acknowledged by each', async () => {
    const staff = await bureauOf(b, 2, false);
    const [old, recent] = [await served(staff, month(5)), await served(staff, month(1))];
    await served(staff);
    const [first, second] = (await openDue(b, staff.jds)).map((file) => listOf(file, staff));
    expect(await second!.confirm()).toEqual(refusal('earlier-list-open', 409));
    expect(await first!.confirm()).toEqual(refusal('recipient-unregistered'));
    const registrar = await registrarOf(b, `${staff.bureau}.ju`);
    for (const kind of ['health', 'market'])
      expect((await recipient(b, registrar, kind)).body).toEqual({ changed: true });
    expect((await recipient(b, registrar, 'health')).body).toEqual({ changed: false });
    // What was served before the first period is in its list, with a mark.
    expect((await first!.read()).entries).toEqual([
      expect.objectContaining({
        mark: 'late',
        decision: `${old.file}:1`,
        subject: expect.objectContaining({ name: '样例医院' }),
        measures: [{ measure: 'fine', amountFen: 100_000 }],
      }),
    ]);
    expect(await first!.confirm({ contentHash: '0'.repeat(64) })).toEqual(
      refusal('list-changed', 409),
    );
    expect(await first!.confirm({ zero: true })).toEqual(refusal('zero-report-wrong'));
    expect(
      await first!.act('list-delivery', {
        recipient: 'health',
        contentHash: (await first!.read()).hash,
        deliveredAt: await first!.now(),
        method: 'letter',
        proof: document(),
      }),
    ).toEqual(refusal('not-awaited', 409));
    expect(await first!.confirm()).toEqual([200]);
    expect((await second!.read()).entries.map(({ mark, decision }) => [mark, decision])).toEqual([
      ['new', `${recent.file}:1`],
    ]);
    expect(await second!.confirm()).toEqual([200]);
    // What was confirmed are these bytes, whatever is entered later.
    const text = await first!.content();
    const hash = createHash('sha256').update(text.text).digest('hex');
    const row = (await rowsOf(b, staff.jds)).find(({ file }) => file === first!.file)!;
    expect([text.headers['duban-content-sha256'], row.sha256, row['entries'], row['late']]).toEqual(
      [hash, hash, 1, 1],
    );
    const table = await first!.content(staff.jds, 'csv');
    expect([table.status, table.text]).toEqual([200, expect.stringContaining('样例医院')]);
    expect((await first!.content(staff.law)).status).toBe(403);
    const [read] = await b.owner<
      { n: number }[]
    >`select count(*)::int as n from reading where file_id = ${first!.file} and kind = 'export'`;
    expect(read!.n).toBeGreaterThan(1);
    // Each recipient by itself.
    expect(await first!.deliver('health', { contentHash: '0'.repeat(64) })).toEqual(
      refusal('list-changed', 409),
    );
    expect(await first!.deliver('health', { deliveredAt: '2026-01-05T09:00:00+08:00' })).toEqual(
      refusal('before-trigger'),
    );
    expect(await first!.acknowledge('health')).toEqual(refusal('not-awaited', 409));
    expect(await first!.deliver('health')).toEqual([200]);
    // What was delivered names the line of its day: none comes into force before it any more.
    const renamed = { name: '改名部门', validFrom: '2026-02-01' };
    const early = await recipient(b, registrar, 'health', renamed);
    expect(told(early)).toEqual(refusal('recipient-too-early'));
    const later = { ...renamed, validFrom: '2190-01-01' };
    expect((await recipient(b, registrar, 'health', later)).status).toBe(200);
    expect((await rowsOf(b, staff.jds)).find(({ file }) => file === first!.file)).toMatchObject({
      delivered: [{ recipient: 'health', to: '样例health部门', acknowledgedAt: null }],
    });
    expect(
      await first!.acknowledge('health', { acknowledgedAt: '2026-01-05T09:00:00+08:00' }),
    ).toEqual(refusal('before-trigger'));
    expect(await first!.acknowledge('health')).toEqual([200]);
    expect(await first!.owes()).toEqual(['deliverList market']);
    await b.skip(first!.file, 24 * 20);
    await first!.until({ attention: 'management-overdue' });
    expect(await first!.deliver('market')).toEqual([200]);
    expect(await first!.acknowledge('market')).toEqual([200]);
    await first!.until({ stage: 'closed', outcome: 'sent' });
    const breaches = await b.get(staff.regulator, `/v1/breaches?file=${first!.file}`);
    expect(breaches.body).toMatchObject({ items: [] });
  });

  it('what is fixed are the bytes that were judged, whatever was renamed meanwhile', async () => {
    const staff = await bureauOf(b, 1);
    await served(staff, month(1));
    const [file] = await openDue(b, staff.jds);
    const [judged] = await b.owner<
      { known: { hash: string; entries: object[] } }[]
    >`select known_sanctioned_list__list_confirmation(f, row(i.*)::inbox) as known from file f join inbox i on i.file_id = f.id where f.id = ${file!} order by i.number limit 1`;
    const { hash, entries } = judged!.known;
    await b.owner`update institution set name = '改名医院' where bureau_id = ${staff.bureau}`;
    await b.owner`select effect_sanctioned_list_fixed(f, ${b.owner.json({ act: 'a', at: Date.now(), hash, entries } as never)}) from file f where f.id = ${file!}`;
    const read = await listOf(file!, staff).read();
    expect([read.hash, read.entries[0]!.subject.name]).toEqual([hash, '样例医院']);
  });

  it('nobody sanctioned: a zero report, which has to be said', async () => {
    const staff = await bureauOf(b, 1);
    const [list] = (await openDue(b, staff.jds)).map((file) => listOf(file, staff));
    expect(await list!.confirm()).toEqual(refusal('zero-report-missing'));
    expect(await list!.confirm({ zero: true })).toEqual([200]);
    await list!.sent();
    await list!.until({ stage: 'closed', outcome: 'zero-report' });
  });

  it('a decision that falls after it was told is corrected to both, and stands in the next list', async () => {
    const staff = await bureauOf(b, 2);
    const [told1, fallen] = [await served(staff, month(2)), await served(staff, month(2))];
    const [first, second] = (await openDue(b, staff.jds)).map((file) => listOf(file, staff));
    await fall(told1);
    // Before the confirmation it is simply not in it.
    expect((await first!.read()).entries.map(({ decision }) => decision)).toEqual([
      `${fallen.file}:1`,
    ]);
    expect(await first!.confirm()).toEqual([200]);
    const hash = (await first!.read()).hash;
    await fall(fallen);
    const [correction] = await vi.waitFor(
      async () => {
        const rows = await rowsOf(b, staff.jds, '&kind=correction');
        expect(rows).toEqual([
          expect.objectContaining({ corrects: first!.file, entries: 1, stage: 'sending' }),
        ]);
        return rows;
      },
      { timeout: 10_000, interval: 50 },
    );
    const c = listOf(correction!.file, staff);
    expect(await c.owes()).toEqual(['deliverCorrection health', 'deliverCorrection market']);
    expect((await c.read()).entries).toEqual([
      expect.objectContaining({
        mark: 'correction',
        decision: `${fallen.file}:1`,
        state: 'fallen',
      }),
    ]);
    // It fell between the confirmation and the delivery: first the list, then what has changed of it.
    expect(await c.deliver('health')).toEqual(refusal('list-not-told', 409));
    for (const to of ['health', 'market']) expect(await first!.deliver(to)).toEqual([200]);
    await c.sent();
    await c.until({ stage: 'closed', outcome: 'corrected' });
    // What was confirmed stays as it was.
    expect((await first!.read()).hash).toBe(hash);
    expect((await second!.read()).entries.map(({ mark, decision }) => [mark, decision])).toEqual([
      ['correction', `${fallen.file}:1`],
    ]);
    expect(await second!.confirm()).toEqual([200]);
    expect((await rowsOf(b, staff.jds, '&kind=correction')).length).toBe(1);
  });

  it('final decisions of 支付处: 终止, 取消 and 暂停, and no others', async () => {
    const staff = await newBureau(b);
    await begins(b, staff.bureau, 1);
    const decided = async (measures: object[]) => {
      const m = await Matter.open(b, { direction: 'A', kind: 'institution', staff });
      await m.quickAction();
      await m.investigate();
      await m.hear();
      await m.accept('final-decision', { measures });
      await m.accept('final-service');
      return m;
    };
    const suspended = await decided([{ measure: 'suspend', reviewOn: '2190-01-01' }]);
    await decided([{ measure: 'restore' }]);
    const [file] = await openDue(b, staff.supervision);
    await untilTomorrow(b, file!);
    const list = new List(b, file!, staff.supervision, staff.regulator);
    const { entries } = await list.read();
    expect(entries.map(({ decision, measures }) => [decision.split(':')[0], measures])).toEqual([
      [suspended.file, [{ measure: 'suspend', reviewOn: '2190-01-01' }]],
    ]);
  });
});
