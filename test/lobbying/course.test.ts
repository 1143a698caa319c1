/** TJ51 附件2 The register end to end: recorded, reported level by level, watched while nobody asks, sealed, and for everybody else not there. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RegisterKeys } from '../../db/lobbying/keys.ts';
import { openRegister, takeTurn } from '../../db/lobbying/store.ts';
import { nextBeat } from '../../domain/lobbying/beats.ts';
import { HOUR, instant } from '../../domain/time/instant.ts';
import { uniqueHex } from '../setup/unique.ts';
import { iso, people } from '../setup/bureau.ts';
import { Sealed } from './register.ts';

let s: Sealed;
beforeAll(async () => {
  s = await Sealed.open();
}, 180_000);
afterAll(() => s.close());

const stranger = '00000000-0000-4000-8000-000000000000';

describe('请托说情登记簿', { timeout: 120_000 }, () => {
  it('TJ51-A2-3.1 A2-4 A2-8: recorded by the handling officer, reported to the next level that the system names, read by nobody else', async () => {
    const form = s.form();
    const first = await s.answer('handler', form);
    expect(first.receipt).toMatchObject({
      mark: 'handler',
      late: false,
      next: { by: s.o('handler'), unit: s.u('jds'), to: [s.o('chief')] },
    });
    const { record } = first.receipt!;
    expect((await s.answer('handler', form)).receipt).toEqual(first.receipt);
    expect(await s.told('handler', { ...form, content: '别的' })).toEqual([
      409,
      'encounter-repeated',
      'TJ51-A2-3.2',
    ]);
    expect(await s.report('handler', record, 'leader')).toEqual([
      409,
      'level-skipped',
      'TJ51-A2-4',
    ]);
    expect(await s.maybe('chief', record)).toEqual([404, 'not-found']);
    expect(await s.report('handler', record, 'chief')).toEqual([200]);
    expect((await s.read('chief', record)).entries.map(({ type }) => type)).toEqual([
      'registered',
      'reported',
    ]);
    expect((await s.answer('chief', { do: 'list' })).owed).toMatchObject([
      { duty: 'next-level', force: 'management' },
    ]);
    expect((await s.read('office', record)).openings).toMatchObject([
      { by: s.o('chief') },
      { by: s.o('office') },
    ]);
    for (const other of ['colleague', 'leader', 'coordinator', 'administrator']) {
      const [there, not] = await Promise.all(
        [record, stranger].map((id) => s.ask(other, { do: 'read', record: id, purpose: '样例' })),
      );
      const bare = ({ body }: { body: object }) => ({ ...body, instance: '' });
      expect([there!.status, bare(there!)]).toEqual([404, bare(not!)]);
      expect((await s.answer(other, { do: 'list' })).list).toEqual([]);
    }
  });

  it('TJ51-A2-3.1: whoever does not handle the case is accepted with his mark; an unknown case and a system are refused', async () => {
    const told = await s.answer('colleague', s.form({ at: iso(s.now - 30 * HOUR) }));
    expect(told.receipt).toMatchObject({ mark: 'non-handler', late: true });
    expect(await s.told('handler', s.form({ case: 'KF.tj.2026-99999' }))).toEqual([
      422,
      'case-unknown',
      'TJ51-A2-3.1',
    ]);
    const bySystem = await s.bureau.post('s-ywt', '/v1/sealed-register', { do: 'list' });
    expect((bySystem.body as { code: string }).code).toBe('register-persons-only');
  });

  it('TJ51-A2-4 A2-3.3: the watch enters the breach of the 48 hours while nobody asks; a late form brings its own', async () => {
    const record = await s.register({ at: iso(s.now - 25 * HOUR) });
    const other = await s.register();
    expect(await s.report('handler', other, 'chief')).toEqual([200]);
    await s.pass(47);
    expect((await s.read('handler', record)).breaches).toMatchObject([
      { duty: 'register', clause: 'TJ51-A2-3.3' },
    ]);
    // Counted from the last beat before: past the first one after 48 hours, whatever the time of day.
    await s.pass(14);
    const { breaches } = await s.read('handler', record);
    expect(breaches).toMatchObject([
      { duty: 'register' },
      { duty: 'report', clause: 'TJ51-A2-4', doneAt: null, state: 'standing' },
    ]);
    // Entered with the first beat after its due instant.
    const lag = Date.parse(breaches[1]!.enteredAt) - Date.parse(breaches[1]!.due);
    expect(lag).toBeGreaterThan(0);
    expect(lag).toBeLessThanOrEqual(6 * HOUR);
    expect((await s.read('handler', other)).breaches).toEqual([]);
    expect(await s.report('handler', record, 'chief')).toEqual([200]);
    expect((await s.read('handler', record)).breaches[1]!.doneAt).not.toBeNull();
  });

  it('一次一报告: every record lies at a place of its own, whose watch runs as those do where nothing lies', async () => {
    const { engine } = s.bureau.service;
    const places = await s.places();
    const { list } = await s.answer('office', { do: 'list' });
    expect(new Set(list!.map(({ id }) => id)).size).toBe(list!.length);
    for (const { id } of list!) expect(places).toContain(id);
    for (const place of places) {
      const { type, memo, searchAttributes, status } = await engine.as('test', () =>
        engine.client.workflow.getHandle(place).describe(),
      );
      // What the server adds by itself says by which worker it ran.
      expect([type, memo, Object.keys(searchAttributes), status.name]).toEqual([
        'sealedWatch',
        {},
        ['BuildIds'],
        'RUNNING',
      ]);
    }
  });

  it('a register that is full takes the next record all the same, and grows by one step; an office may have it grow before', async () => {
    for (let n = 0; n < 5; n++) await s.register();
    const { list } = await s.answer('office', { do: 'list' });
    const before = (await s.places()).length;
    expect(before).toBe(Math.ceil(list!.length / 4) * 4);
    const { engine } = s.bureau.service;
    for (const { id } of list!) expect((await engine.newestRun(id)).running).toBe(true);
    const { register } = await s.answer('office', { do: 'list' });
    expect(register).toMatchObject({ grow: true, agreesWithLog: true });
    expect(await s.told('handler', { do: 'grow' })).toEqual([403, 'offices-only', 'TJ51-A2-8']);
    expect(await s.told('office', { do: 'grow' })).toEqual([200]);
    expect((await s.places()).length).toBe(before + 4);
    expect(await s.told('office', { do: 'open' })).toEqual([409, 'register-open']);
    expect((await s.told('colleague', { do: 'open' }))[0]).toBe(403);
    const { status, body } = await s.bureau.post(people.other, '/v1/sealed-register', {
      do: 'list',
    });
    expect([status, (body as { code: string }).code]).toEqual([409, 'register-not-open']);
  });

  it('who puts an older register back is found by what the log of the bureau has', async () => {
    const { owner } = s.bureau;
    const [old] = await owner`select * from sealed_register where bureau_id = ${s.id}`;
    await s.pass(30);
    expect((await s.answer('office', { do: 'list' })).register!.agreesWithLog).toBe(true);
    const [now] = await owner`select * from sealed_register where bureau_id = ${s.id}`;
    const put = (row: typeof now) =>
      owner`update sealed_register set beat = ${row!['beat']}, size = ${row!['size']}, sealed = ${row!['sealed']} where bureau_id = ${s.id}`;
    await put(old);
    expect((await s.answer('office', { do: 'list' })).register!.agreesWithLog).toBe(false);
    await put({ ...now!, sealed: old!['sealed'] });
    expect((await s.told('office', { do: 'list' }))[0]).toBe(500);
    await put(now);
    const sound = (await s.answer('office', { do: 'list' })).register!;
    expect([sound.agreesWithLog, sound.putBack]).toEqual([true, []]);
    // Left there until the next day it commits itself again: that agrees, and both sides remember.
    await put(old);
    await s.pass(30);
    const after = (await s.answer('office', { do: 'list' })).register!;
    expect([after.agreesWithLog, after.putBack.length]).toEqual([true, 1]);
    const leaves = await owner<
      { after: { value: string; follows: string | null } }[]
    >`select after from registry_change where registry = 'sealed-register' and entity_id = ${s.id} order by id`;
    const forks = leaves.filter(
      ({ after: { follows } }, n) => follows !== (leaves[n - 1]?.after.value ?? null),
    );
    expect(forks).toHaveLength(1);
  });

  it('the offices see who sits in them; requests and problems have one length', async () => {
    const { register } = await s.answer('office', { do: 'list' });
    const sitting = register!.holders.filter(({ until }) => until === null);
    expect(sitting.map(({ officer }) => officer).sort()).toEqual([
      s.o('discipline'),
      s.o('office'),
    ]);
    const refused = await s.ask('colleague', { do: 'read', record: stranger, purpose: '样例' });
    const unpadded = await s.ask('colleague', { do: 'list', padding: ' '.repeat(4000) });
    expect([refused.status, unpadded.status]).toEqual([404, 200]);
    for (const { text } of [refused, unpadded]) expect(Buffer.byteLength(text) % 32_768).toBe(0);
  });

  it('keys are changed: the first of them seals, the one before opens, the same request is known again', async () => {
    const [was, is] = [1, 2].map((byte) => Buffer.alloc(32, byte));
    const { owner: sql } = s.bureau;
    const id = `sk-${uniqueHex()}`;
    await sql`insert into bureau (id, name, area) values (${id}, '样例局', '120000')`;
    const at = instant(Date.now());
    const under = (...keys: Buffer[]) => ({ sql, keys: new RegisterKeys(keys) });
    expect(await openRegister(under(was!), { id, settings: {} }, at)).toBe(true);
    const look = (...keys: Buffer[]) =>
      takeTurn(under(...keys), { bureau: id }, ({ book }) => ({ result: book.generation }));
    expect(await look(was!)).toBe(0);
    await expect(look(is!)).rejects.toThrow('not in the settings');
    expect(await look(is!, was!)).toBe(1);
    await expect(look(was!)).rejects.toThrow('not in the settings');
    expect(await look(is!)).toBe(2);
    expect(new RegisterKeys([is!, was!]).mark('x')).toBe(new RegisterKeys([was!]).mark('x'));
  });

  it('who holds a register too long is not waited for: the request is answered as busy, and nothing of it has happened', async () => {
    const { owner } = s.bureau;
    const form = s.form();
    const busy = await owner.begin(async (tx) => {
      await tx`select 1 from sealed_register where bureau_id = ${s.id} for update`;
      return s.told('handler', form);
    });
    expect(busy).toEqual([503, 'register-busy']);
    expect((await s.told('handler', form))[0]).toBe(200);
  });

  it('a watch goes on in a new run after as many beats as one has, and nothing of what is recorded is lost', async () => {
    const record = await s.register();
    const [place] = await s.places();
    const { engine } = s.bureau.service;
    await s.bureau
      .owner`update bureau set settings = jsonb_set(settings, '{lobbying,beatHours}', '4') where id = ${s.id}`;
    s.beatHours = 4;
    await s.begun(place!, nextBeat(instant(s.now), s.beatHours), { beats: 10 });
    const before = await engine.newestRun(place!);
    // Past the 48 hours of the report; half an hour past the last beat, for each is a little later than its hours after the one before.
    await s.pass(56.5);
    const after = await engine.newestRun(place!);
    expect([after.running, after.run === before.run]).toEqual([true, false]);
    expect((await s.read('handler', record)).breaches).toMatchObject([{ duty: 'report' }]);
  });
});
