/** 中断 Heartbeats that are kept, the outages that follow from them, and the late acts that one makes disputable (docs/decisions/0017). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Outages } from '../../api/background/outages.ts';
import { lateInOutages } from '../../db/queries/outages.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import { instant, type Instant } from '../../domain/time/instant.ts';
import { chainFault, decide, eventually, openWith, typesOf } from '../kit/support.ts';
import { Bureau, people } from '../setup/bureau.ts';
import { ownPlace, type OwnPlace } from '../setup/own-place.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let place: OwnPlace;
/** Beats and disputes only when the test says so. */
let bureau: Bureau;
beforeAll(async () => {
  place = await ownPlace();
  bureau = await quiet();
}, 240_000);
afterAll(async () => {
  await bureau?.close();
  await place?.close();
});

async function quiet(...how: Parameters<OwnPlace['open']>): Promise<Bureau> {
  const one = await place.open(...how);
  for (const loop of one.service.background.outages.loops) await loop.stop();
  return one;
}

interface Outage {
  part: string;
  from: string;
  until: string | null;
}
const outages = async (query = ''): Promise<Outage[]> =>
  ((await bureau.get(people.payment, `/v1/outages${query}`)).body as { items: Outage[] }).items;
/** When each part was last seen, in milliseconds since 1970. */
const seen = async (): Promise<Record<string, number>> =>
  Object.fromEntries(
    (
      await bureau.owner<
        { part: string; at: number }[]
      >`select part, at_ms(at)::float8 as at from heartbeat`
    ).map(({ part, at }) => [part, at]),
  );
/** As if nobody had seen these parts for so long. */
const silent = (parts: string[], ms: number) =>
  bureau.owner`update heartbeat set at = clock_timestamp() - ${ms}::float8 * interval '1 millisecond' where part = any(${parts})`;
/** By a process that has just been started: it has seen nothing before. */
const beat = (by = bureau): Promise<void> => new Outages(by.service.acts).beat();

describe('the heartbeat', () => {
  it('sees every part at work, and writes nothing while none was out', async () => {
    await eventually('the worker asks for work', async () => {
      await beat();
      return 'worker' in (await seen());
    });
    expect(Object.keys(await seen()).toSorted()).toEqual(['api', 'database', 'engine', 'worker']);
    await silent(['api', 'database', 'engine', 'worker'], 50_000);
    await beat();
    expect(await outages()).toEqual([]);
  });

  it('a part that was not seen for longer than its gap was out in between, once; one that still is not is shown as out', async () => {
    await beat();
    await silent(['api', 'database'], 30 * MINUTE);
    expect((await outages()).map(({ part, until }) => `${part} ${until}`).toSorted()).toEqual([
      'api null',
      'database null',
    ]);
    await Promise.all([beat(), beat(), beat()]);
    const noted = await outages();
    expect(noted.map(({ part }) => part).toSorted()).toEqual(['api', 'database']);
    for (const { from, until } of noted)
      expect(Math.abs(Date.parse(until!) - Date.parse(from) - 30 * MINUTE)).toBeLessThan(MINUTE);
    expect(await outages('?from=2026-01-01&until=2026-01-02')).toEqual([]);
    await expect(bureau.owner`update outage set until_at = now()`).rejects.toThrow(/append-only/);
    await expect(bureau.owner`delete from outage`).rejects.toThrow(/append-only/);
  });

  it('a clock of the database that jumps makes no outage of what this process has seen all the time, nor does it hide one afterwards', async () => {
    let now = 1000;
    const watching = new Outages({ ...bureau.service.acts, uptime: () => now });
    await watching.beat();
    const before = (await outages()).length;
    await silent(['api', 'database'], 20 * MINUTE);
    now += 10;
    await watching.beat();
    expect((await outages()).length).toBe(before);
    // Set back again: what lies ahead counts from now.
    await silent(['api', 'database'], -HOUR);
    await watching.beat();
    const [at] = [await seen()];
    expect(at['database']!).toBeLessThan(Date.now() + MINUTE);
    // The machine itself has slept, or nobody was there: that is one.
    await silent(['database'], 20 * MINUTE);
    now += 1200;
    await watching.beat();
    expect((await outages()).map(({ part }) => part).slice(0, before + 1)).toContain('database');
    expect((await outages()).length).toBe(before + 1);
  });

  it('an engine that cannot be reached is not seen, nor its worker; nor an API whose clock is wrong', async () => {
    await beat();
    await silent(['api', 'database', 'engine', 'worker'], 5_000);
    const before = await seen();
    const cut = await place.open({ TEMPORAL_ADDRESS: '127.0.0.1:9' });
    // None of its loops may ask the engine still when it is closed.
    await Promise.all(cut.service.background.loops.map((loop) => loop.stop()));
    await beat(cut);
    await cut.close();
    const after = await seen();
    expect([after['engine'], after['worker']]).toEqual([before['engine'], before['worker']]);
    expect(after['api']).toBeGreaterThan(before['api']!);
    await silent(['api', 'database'], 5_000);
    const still = await seen();
    const ahead = await quiet({}, { wall: () => Date.now() + 10_000 });
    await beat(ahead);
    await ahead.close();
    expect((await seen())['api']).toBe(still['api']);
    expect((await seen())['database']).toBeGreaterThan(still['database']!);
  });
});

interface Breach {
  key: string;
  due: string;
  state: string;
  owedBy: string;
  doneAt: string | null;
  outage: {
    state: string;
    outages: Outage[];
    decidedBy: string | null;
    reason: string | null;
  } | null;
}
const breachesOf = async (file: string, query = ''): Promise<Breach[]> =>
  (
    (await bureau.get(people.regulator, `/v1/breaches?file=${file}${query}`)).body as {
      items: Breach[];
    }
  ).items;

/** A file whose letter came twelve days ago, and whose suspension decision comes only now. */
async function late(): Promise<{ file: string; breach: Breach; due: number }> {
  const { file } = await openWith(bureau, () => ({}), (Date.now() - 12 * DAY) as Instant);
  const [overdue] = await eventually('the breach', async () => {
    const all = await breachesOf(file);
    return all.length > 0 && all;
  });
  await bureau.service.background.outages.disputeAll();
  expect((await decide(bureau, file)).status).toBe(200);
  const breach = await eventually('the late act is entered', async () =>
    (await breachesOf(file)).find(({ key, doneAt }) => key === overdue!.key && doneAt !== null),
  );
  return { file, breach, due: Date.parse(breach.due) };
}
const outageAt = (from: number, until: number) =>
  bureau.owner`insert into outage (part, from_at, until_at) values ('api', ms_at(${from}::bigint), ms_at(${until}::bigint))`;
const decisionPath = (file: string, key: string): string =>
  `/v1/files/${file}/breaches/${encodeURIComponent(key)}/outage-decision`;

describe('a late act whose last hours lie in an outage', () => {
  it('is disputed, and stays a breach; a person of another unit decides it once, with a reason', async () => {
    const { file, breach, due } = await late();
    const { disputeAll } = bureau.service.background.outages;
    const disputes = disputeAll.bind(bureau.service.background.outages);
    await disputes();
    expect((await breachesOf(file))[0]!.outage).toBeNull();
    const path = decisionPath(file, breach.key);
    const excuse = { decision: 'excused', reason: '截止前一小时系统无法收文' };
    expect((await bureau.post(people.regulator, path, excuse)).status).toBe(404);

    // Five minutes kept nobody from anything.
    await outageAt(due - 20 * MINUTE, due - 15 * MINUTE);
    await disputes();
    expect((await breachesOf(file))[0]!.outage).toBeNull();
    // It is not looked at again until another one is written.
    const near = async () =>
      (await lateInOutages(bureau.service.sql, undefined, 1000)).filter((b) => b.file === file);
    expect(await near()).toEqual([]);
    await outageAt(due - 2 * HOUR, due - HOUR);
    expect(await near()).toHaveLength(1);
    await Promise.all([disputes(), disputes()]);
    expect(await near()).toEqual([]);
    await disputes();
    const types = async () => (await typesOf(bureau, file)).filter((t) => t.startsWith('outage-'));
    expect(await types()).toEqual(['outage-disputed']);
    const [disputed] = await breachesOf(file, '&outage=disputed');
    expect(disputed).toMatchObject({ key: breach.key, state: 'standing' });
    expect(disputed!.outage).toMatchObject({ state: 'disputed', decidedBy: null });
    expect(disputed!.outage!.outages).toContainEqual(expect.objectContaining({ part: 'api' }));
    expect(await chainFault(bureau, file)).toBeUndefined();
    const entered = (
      (await bureau.get(people.regulator, `/v1/files/${file}/register`)).body as {
        items: { type: string; body: { due?: string; outages?: Outage[] } }[];
      }
    ).items.find(({ type }) => type === 'outage-disputed')!;
    expect(Date.parse(entered.body.due!)).toBe(due);
    expect(entered.body.outages!.map(({ from }) => Date.parse(from))).toContain(due - 2 * HOUR);

    // Neither a handler, nor whoever was late, nor without a reason.
    const own = 'o-own-coordinator';
    await bureau.owner`insert into officer (id, unit_id, kind, name, roles) values (${own}, ${breach.owedBy}, 'person', 'x', '{coordinator}') on conflict do nothing`;
    expect((await bureau.post(people.payment2, path, excuse)).status).toBe(403);
    const refused = await bureau.post(own, path, excuse);
    expect([refused.status, (refused.body as { code: string }).code]).toEqual([403, 'own-breach']);
    expect((await bureau.post(people.regulator, path, { decision: 'excused' })).status).toBe(400);
    expect((await bureau.post(people.otherCoordinator, path, excuse)).status).toBe(403);

    // Two at the same instant: one decides.
    const answers = await Promise.all([
      bureau.post(people.regulator, path, excuse),
      bureau.post(people.coordinator, path, { decision: 'upheld', reason: '中断前已有足够时间' }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const won = answers[0]!.status === 200 ? 'excused' : 'upheld';
    expect(await types()).toEqual(['outage-disputed', 'outage-decided']);
    const [decided] = await breachesOf(file, `&outage=${won}`);
    expect(decided).toMatchObject({ state: 'standing', outage: { state: won } });
    expect(decided!.outage!.reason).not.toBeNull();
    expect(await breachesOf(file, '&outage=disputed')).toEqual([]);
    expect(await chainFault(bureau, file)).toBeUndefined();
    // The same decision again is no second one.
    if (won === 'excused')
      expect((await bureau.post(people.regulator, path, excuse)).status).toBe(200);
    expect(await types()).toHaveLength(2);
  });

  it('an outage that becomes known later is in it too, while nobody has decided', async () => {
    const { file, breach, due } = await late();
    const disputes = () => bureau.service.background.outages.disputeAll();
    await outageAt(due - 50 * MINUTE, due - 30 * MINUTE);
    await disputes();
    await outageAt(due - 90 * MINUTE, due - 70 * MINUTE);
    await disputes();
    await disputes();
    const [disputed] = await breachesOf(file, '&outage=disputed');
    expect(disputed!.outage!.outages.map(({ from }) => Date.parse(from))).toEqual(
      expect.arrayContaining([due - 90 * MINUTE, due - 50 * MINUTE]),
    );
    const { items } = (await bureau.get(people.regulator, `/v1/files/${file}/register`)).body as {
      items: { type: string; body: { outages: Outage[] } }[];
    };
    const entered = items.filter(({ type }) => type === 'outage-disputed');
    expect(entered.map(({ body }) => body.outages.length)).toEqual([
      disputed!.outage!.outages.length - 1,
      disputed!.outage!.outages.length,
    ]);
    expect(await chainFault(bureau, file)).toBeUndefined();
    const decision = { decision: 'upheld', reason: '核对后决定' };
    const path = decisionPath(file, breach.key);
    // A reason is one line: what is no text of it is the caller's mistake.
    for (const reason of ['一\n二', '一\u0000', '一\u0007'])
      expect((await bureau.post(people.regulator, path, { ...decision, reason })).status).toBe(400);
    expect((await bureau.post(people.regulator, path, decision)).status).toBe(200);
    await outageAt(due - 25 * MINUTE, due - 5 * MINUTE);
    expect(await disputes()).toBe(0);
  });

  it('a breach that was reversed meanwhile is none to decide on, on no list', async () => {
    const { file, breach, due } = await late();
    await outageAt(due - 40 * MINUTE, due - 20 * MINUTE);
    await bureau.service.background.outages.disputeAll();
    const undecided = async (): Promise<number> => {
      const { links } = (await bureau.get(people.coordinator, '/v1/desk')).body as {
        links: { title: { en: string }; count: number }[];
      };
      return links.find(({ title }) => title.en === 'Breaches disputed for an outage')!.count;
    };
    const before = await undecided();
    expect(await breachesOf(file, '&outage=disputed')).toHaveLength(1);
    await bureau.owner`update breach set state = 'reversed' where file_id = ${file} and key = ${breach.key}`;
    expect(await breachesOf(file, '&outage=disputed')).toEqual([]);
    expect(await undecided()).toBe(before - 1);
    const decision = { decision: 'upheld', reason: '核对后决定' };
    const reply = await bureau.post(people.regulator, decisionPath(file, breach.key), decision);
    expect(reply.status).toBe(404);
    expect((await typesOf(bureau, file)).filter((t) => t === 'outage-decided')).toEqual([]);
  });

  it('the ledger of outages has the newest first, and what lasts before all', async () => {
    await beat();
    const far = Date.parse('2025-03-01T00:00:00Z');
    await outageAt(far, far + HOUR);
    await outageAt(far + DAY, far + DAY + HOUR);
    await silent(['engine'], 30 * MINUTE);
    const items = await outages('?from=2025-02-01');
    expect(items[0]).toMatchObject({ part: 'engine', until: null });
    const ended = items.filter(({ until }) => until !== null).map(({ from }) => Date.parse(from));
    expect(ended).toEqual(ended.toSorted((a, b) => b - a));
    expect(ended).toEqual(expect.arrayContaining([far, far + DAY]));
    await beat();
  });

  /** Under which heading the report of its day has a breach. */
  const reportedAs = async (file: string, due: number): Promise<string[]> => {
    const day = civilDateOf(instant(due));
    const found: string[] = [];
    let next: string | null = `/v1/reports/cases?kind=breaches&from=${day}&until=${day}`;
    while (next) {
      const reply: Awaited<ReturnType<Bureau['get']>> = await bureau.get(people.regulator, next);
      expect(reply.status, reply.text).toBe(200);
      const { items } = reply.body as { items: { file: string; due: string; category: string }[] };
      found.push(
        ...items
          .filter((one) => one.file === file && Date.parse(one.due) === due)
          .map((one) => one.category),
      );
      next = /<([^>]+)>/.exec(reply.headers['link'] ?? '')?.[1] ?? null;
    }
    return found;
  };

  it.each(['upheld', 'excused'] as const)(
    'may be %s; the desk shows what is undecided',
    async (decision) => {
      const { file, breach, due } = await late();
      await outageAt(due - 40 * MINUTE, due - 20 * MINUTE);
      await bureau.service.background.outages.disputeAll();
      const undecided = async (): Promise<number> => {
        const { links } = (await bureau.get(people.coordinator, '/v1/desk')).body as {
          links: { title: { en: string }; count: number }[];
        };
        return links.find(({ title }) => title.en === 'Breaches disputed for an outage')!.count;
      };
      const before = await undecided();
      expect(before).toBeGreaterThanOrEqual(1);
      expect(await reportedAs(file, due)).toEqual(['disputed']);
      const reply = await bureau.post(people.regulator, decisionPath(file, breach.key), {
        decision,
        reason: '核对心跳与日志后决定',
      });
      expect(reply.status, reply.text).toBe(200);
      expect(reply.body).toMatchObject({ state: decision, decidedBy: people.regulator });
      expect(await undecided()).toBe(before - 1);
      expect(await reportedAs(file, due)).toEqual([decision === 'excused' ? 'excused' : 'late']);
      const { items } = (await bureau.get(people.regulator, `/v1/files/${file}/register`)).body as {
        items: { type: string; body: Record<string, unknown> }[];
      };
      expect(items.find(({ type }) => type === 'outage-decided')!.body).toMatchObject({
        breach: breach.key,
        decision,
        officer: people.regulator,
        reason: '核对心跳与日志后决定',
      });
    },
  );
});

describe('who decides', () => {
  const excuse = { decision: 'excused', reason: '系统无法收文' };
  async function disputed(): Promise<{ path: string; breach: Breach; file: string }> {
    const { file, breach, due } = await late();
    await outageAt(due - 2 * HOUR, due - HOUR);
    await bureau.service.background.outages.disputeAll();
    return { file, breach, path: decisionPath(file, breach.key) };
  }

  it('nobody who belonged to the late unit since the duty began, wherever they have moved since', async () => {
    const { breach, path } = await disputed();
    const mover = 'o-moved-away';
    const [unit] = await bureau.owner<
      { unit: string }[]
    >`select unit_id as unit from officer where id = ${people.regulator}`;
    await bureau.owner`insert into officer (id, unit_id, kind, name, roles) values (${mover}, ${breach.owedBy}, 'person', 'x', '{regulator}') on conflict do nothing`;
    await bureau.owner`select change_registry(${bureau.owner.json({ registry: 'officer', create: false, row: { id: mover, unit_id: unit!.unit }, by: 'demo', reason: null })})`;
    const refused = await bureau.post(mover, path, excuse);
    expect([refused.status, (refused.body as { code: string }).code]).toEqual([403, 'own-breach']);
    expect((await bureau.post(people.regulator, path, excuse)).status).toBe(200);
  });

  it('of the bureau’s top unit: whoever is under it, where everybody is, and the register says so', async () => {
    const { file, breach, path } = await disputed();
    const offices = await bureau.owner<{ id: string; superior: string | null }[]>`
      select distinct u.id, u.superior_id as superior from unit u join officer o on o.unit_id = u.id
      where u.bureau_id = 'tj' and u.id <> ${breach.owedBy} and o.roles && array['coordinator', 'regulator']`;
    const ids = offices.map(({ id }) => id);
    const under = (some: string[]) =>
      bureau.owner`update unit set superior_id = ${breach.owedBy} where id = any (${some})`;
    const [own] = await bureau.owner<
      { unit: string }[]
    >`select unit_id as unit from officer where id = ${people.regulator}`;
    try {
      await under([own!.unit]);
      // Somebody else is free of it: then the one under it does not decide.
      expect(offices.length).toBeGreaterThan(1);
      expect((await bureau.post(people.regulator, path, excuse)).status).toBe(403);
      await under(ids);
      expect((await bureau.post('o-own-coordinator', path, excuse)).status).toBe(403);
      expect((await bureau.post(people.regulator, path, excuse)).status).toBe(200);
    } finally {
      for (const { id, superior } of offices)
        await bureau.owner`update unit set superior_id = ${superior} where id = ${id}`;
    }
    const { items } = (await bureau.get(people.regulator, `/v1/files/${file}/register`)).body as {
      items: { type: string; body: Record<string, unknown> }[];
    };
    expect(items.find(({ type }) => type === 'outage-decided')!.body).toMatchObject({
      officer: people.regulator,
      standing: 'under',
    });
  });
});
