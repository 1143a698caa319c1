/** 双随机: a draw that nobody can steer before and anybody can check afterwards, through the API on the engine (QY-6.1, QY-6.2, TJ51-14.2, TJ51-18). */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawIsPublic, insidersOf } from '../../db/draw/store.ts';
import { ALGORITHM } from '../../domain/draw/record.ts';
import { verifyDraw } from '../../tools/verify-draw.ts';
import {
  addDays,
  Bureau,
  document,
  DrawFixture,
  problemOf,
  someNumber,
  today,
  wait,
  type DrawSeen,
  type Verification,
} from './fixtures.ts';

let b: Bureau;
beforeAll(async () => {
  b = await Bureau.open();
});
afterAll(() => b.close());

/** Every text anywhere in it, payloads included. */
function textIn(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.values(value).map(textIn).join('\n');
}

describe.concurrent('双随机抽取 The draw', () => {
  it('QY-6.2, TJ51-14.2 goes from the commitment over the second number to the reveal; the hash is public at once, and the population is the registry', async () => {
    const g = await DrawFixture.setUp(b);
    await g.register('recusal', { officer_id: g.o('e1'), institution_id: g.objects[0]! });
    const draw = await g.committed({
      count: 3,
      quotas: [{ territory: '621021', least: 1, most: 2 }],
    });
    expect(draw).toMatch(new RegExp(`^CQ\\.${g.id}\\.20\\d\\d-00001$`));
    const statement = await g.statement(draw);
    expect(statement).toMatchObject({
      algorithm: ALGORITHM,
      draw,
      bureau: g.id,
      clause: 'QY-6.2',
      body: g.u('ju'),
      contributor: g.u('jcs'),
      count: 3,
      follows: null,
      listsOn: { objects: today(), officers: today() },
    });
    expect(statement.objects.map(({ id }) => id)).toEqual([...g.objects].sort());
    // Who has no certificate in force, or none at all, is no officer of the draw.
    expect(statement.officers.map(({ id }) => id)).toEqual(
      ['e1', 'e2', 'e3', 'e4', 'e5', 'e6'].map(g.o),
    );
    expect(statement.recusals).toEqual([[g.o('e1'), g.objects[0]]]);
    const seen = await g.seen(draw);
    expect(seen).toMatchObject({
      state: 'committed',
      overdue: false,
      number: null,
      count: 3,
      population: 8,
    });
    expect(seen.statementHash).toMatch(/^[0-9a-f]{64}$/);
    const number = someNumber();
    await g.contributed(draw, number);
    expect(await g.seen(draw)).toMatchObject({
      state: 'contributed',
      statementHash: seen.statementHash,
      number: { body: g.u('jcs'), number },
    });
    await g.accept('h1', draw, 'reveal', {});
    await g.ended(draw, 'revealed');
    const record = await g.record(draw);
    expect(record.result.objects).toHaveLength(3);
    expect(record.result.teams.map(({ officers }) => officers.length)).toEqual([2, 2, 2]);
    expect(
      record.result.teams.find(({ object }) => object === g.objects[0])?.officers ?? [],
    ).not.toContain(g.o('e1'));
    expect(await g.seen(draw)).toMatchObject({
      state: 'revealed',
      statementHash: seen.statementHash,
      recordHash: record.hash,
    });
    const picks = await g.picks(draw);
    expect(
      picks
        .map(({ institution, officers }) => ({ object: institution, officers }))
        .sort((x, y) => (x.object < y.object ? -1 : 1)),
    ).toEqual([...record.result.teams].sort((x, y) => (x.object < y.object ? -1 : 1)));
  });

  it('QY-6.2 the register and the history hold the order of hash, number and reveal, and nobody who was drawn', async () => {
    const g = await DrawFixture.setUp(b);
    const record = await g.draw();
    const { draw } = record.statement;
    const entries = (
      (await g.get('jc1', `/v1/files/${draw}/register`)).body as {
        items: { type: string; clause: string; body: Record<string, unknown> }[];
      }
    ).items;
    expect(entries.map(({ type }) => type).filter((type) => type.startsWith('draw-'))).toEqual([
      'draw-committed',
      'draw-revealed',
    ]);
    expect(entries.find(({ type }) => type === 'draw-committed')).toMatchObject({
      clause: 'QY-6.2',
      body: { statementHash: record.statementHash, secretHash: record.statement.secretHash },
    });
    expect(entries.find(({ type }) => type === 'draw-revealed')!.body).toMatchObject({
      recordHash: record.hash,
      objects: 3,
      teams: 3,
      unstaffed: 0,
    });
    const history = textIn(
      await b.service.engine.as('test', () =>
        b.service.engine.client.workflow.getHandle(draw).fetchHistory(),
      ),
    );
    for (const secret of [
      ...g.objects,
      record.reveal.secret,
      ...['e1', 'e2', 'e3', 'e4', 'e5', 'e6'].map(g.o),
    ])
      expect(history.includes(secret)).toBe(false);
    expect(
      history.includes(record.statementHash) && history.includes(record.contribution.number),
    ).toBe(true);
    // The secret is sealed at rest.
    expect((await b.owner`select secret from draw where id = ${draw}`)[0]!['secret']).not.toContain(
      record.reveal.secret,
    );
  });

  it('QY-6.2 the record verifies by the route and by `npm run verify-draw`, against the commitment, the number and the chain noted elsewhere; a changed byte does not', async () => {
    const g = await DrawFixture.setUp(b);
    const first = await g.draw();
    const [object] = first.result.objects as [string];
    const [away] = first.result.teams.find((team) => team.object === object)!.officers as [string];
    const again = await g.revealed(
      await g.redrawn(first.statement.draw, {
        reason: 'absence',
        teams: [{ officer: away, institution: object }],
      }),
    );
    const folder = await mkdtemp(join(tmpdir(), 'duban-draw-'));
    try {
      const files = (await Promise.all(
        [first, again].map(async (record, n) => {
          const path = join(folder, `${n}.json`);
          await writeFile(
            path,
            (await g.get('jc1', `/v1/draws/${record.statement.draw}/record`)).text,
          );
          return path;
        }),
      )) as [string, string];
      const said: string[] = [];
      expect(
        verifyDraw(
          [
            files[1],
            '--previous',
            files[0],
            '--committed',
            again.statementHash,
            '--number',
            again.contribution.number,
          ],
          (line) => said.push(line),
        ),
      ).toBe(0);
      expect(said.some((line) => line.startsWith('…') || line.startsWith('✗'))).toBe(false);
      await writeFile(
        files[1],
        JSON.stringify(again).replace(
          object,
          g.objects.find((id) => !first.result.objects.includes(id))!,
        ),
      );
      expect(verifyDraw([files[1]], () => {})).toBe(1);
    } finally {
      await rm(folder, { recursive: true });
    }
    const { holds, findings } = (
      await g.get('h1', `/v1/draws/${again.statement.draw}/verification`)
    ).body as Verification;
    expect([holds, findings.filter((one) => one.holds !== true)]).toEqual([true, []]);
    expect(findings.map(({ check }) => check)).toEqual(
      expect.arrayContaining([
        'published-before',
        'number',
        'secret',
        'seed',
        'objects',
        'teams',
        'chain',
      ]),
    );
  });

  it('QY-6.2 the second number comes from the body named, once, fresh and long enough; a reveal before it is refused', async () => {
    const [g, other] = await Promise.all([DrawFixture.setUp(b), DrawFixture.setUp(b)]);
    const draw = await g.committed();
    expect(await g.refuse('h1', draw, 'reveal', {})).toEqual([
      409,
      'contribution-too-early',
      'QY-6.2',
    ]);
    expect(await g.refuse('h1', draw, 'contribution', { number: someNumber() })).toEqual([
      403,
      'not-owed-by-you',
      'QY-6.2',
    ]);
    expect(await g.refuse('jc1', draw, 'contribution', { number: '1'.repeat(19) })).toEqual([
      422,
      'contribution-weak',
      'QY-6.2',
    ]);
    expect(await g.refuse('jc1', draw, 'contribution', { number: '1'.repeat(81) })).toEqual([
      422,
      'contribution-weak',
      'QY-6.2',
    ]);
    const used = someNumber();
    await other.contributed(await other.committed(), used);
    expect(await g.refuse('jc1', draw, 'contribution', { number: used })).toEqual([
      422,
      'contribution-weak',
      'QY-6.2',
    ]);
    await g.contributed(draw);
    expect(await g.refuse('jc1', draw, 'contribution', { number: someNumber() })).toEqual([
      409,
      'draw-wrong-state',
      'QY-6.2',
    ]);
    expect(await g.refuse('jc1', draw, 'reveal', {})).toEqual([403, 'not-owed-by-you', 'QY-6.2']);
  });

  it('QY-6.2 while one is committed nobody of the body commits again, not even at the same instant; another body may', async () => {
    const [g, other] = await Promise.all([DrawFixture.setUp(b), DrawFixture.setUp(b)]);
    const replies = await Promise.all(
      Array.from({ length: 6 }, (_, n) => g.commit({}, n % 2 ? 'h1' : 'h2')),
    );
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(
      new Set(
        replies.filter(({ status }) => status !== 201).map((reply) => problemOf(reply).join()),
      ),
    ).toEqual(new Set(['409,draw-open,QY-6.2']));
    expect((await other.commit()).status).toBe(201);
    const list = (await g.public(`/v1/draws?bureau=${g.id}`)).body as { items: DrawSeen[] };
    expect(list.items.filter(({ state }) => state === 'committed')).toHaveLength(1);
    // What lost the race was never committed; its number is shown all the same.
    expect(
      list.items.filter(
        ({ state, statementHash }) => state === 'prepared' && statementHash === null,
      ).length,
    ).toBe(list.items.length - 1);
  });

  it('QY-6.2 sent again with the same key it is the same draw', async () => {
    const g = await DrawFixture.setUp(b);
    const [one, two] = [await g.commit({}, 'h1', 'k-1'), await g.commit({}, 'h1', 'k-1')];
    expect([one.status, two.status, (two.body as { file: string }).file]).toEqual([
      201,
      200,
      (one.body as { file: string }).file,
    ]);
    expect(problemOf(await g.commit({ count: 2 }, 'h1', 'k-1'))[1]).toBe('idempotency-conflict');
  });

  it('QY-6.1 a list not declared current within the days of the bureau, or never, is refused; on its last day it is not', async () => {
    const g = await DrawFixture.setUp(b, { settings: { inspection: { listDays: 10 } } });
    for (const list of ['objects', 'officers']) {
      await g.declare(list, addDays(today(), -11));
      expect(await g.refused()).toEqual([422, 'list-stale', 'QY-6.1']);
      await g.declare(list, today());
    }
    await b.owner`delete from list_currency where bureau_id = ${g.id} and list = 'officers'`;
    expect(await g.refused()).toEqual([422, 'list-stale', 'QY-6.1']);
    await g.declare('officers', addDays(today(), -10));
    expect((await g.commit()).status).toBe(201);
  });

  it('QY-6.2 nobody is picked by hand: named targets have no place in the form, all or a whole stratum is no draw, and officers are drawn too', async () => {
    const g = await DrawFixture.setUp(b);
    expect((await g.refused({ objects: [g.objects[0]] })).slice(0, 2)).toEqual([400, 'bad-input']);
    expect((await g.refused({ officerIds: [g.o('e1')] })).slice(0, 2)).toEqual([400, 'bad-input']);
    expect(await g.refused({ count: 8 })).toEqual([422, 'object-hand-picked', 'QY-6.2']);
    expect(
      await g.refused({ count: 5, quotas: [{ territory: '621021', least: 4, most: 4 }] }),
    ).toEqual([422, 'object-hand-picked', 'QY-6.2']);
    expect(await g.refused({ count: 9 })).toEqual([422, 'quota-impossible', 'QY-6.2']);
    expect(await g.refused({ officers: false })).toEqual([422, 'officer-hand-picked', 'QY-6.2']);
  });

  it('QY-6.2 a county with two certificated officers draws: nothing is left to chance, the record and the report of the regulator say so, and one lot is one visit', async () => {
    const g = await DrawFixture.setUp(b);
    const until = addDays(today(), -1);
    for (const [n, name] of ['e3', 'e4', 'e5', 'e6'].entries())
      await g.certificate(name, `${g.id}-${n + 2}`, until);
    // One recusal leaves one officer for that institution: it is barred, and the county still draws.
    await g.register('recusal', { officer_id: g.o('e1'), institution_id: g.objects[0]! });
    const record = await g.draw({ count: 3 });
    const { statement, result } = record;
    expect(statement).toMatchObject({ noChoice: ['officers'] });
    expect(statement.objects.find(({ id }) => id === g.objects[0])).toMatchObject({
      barredBy: 'X-7',
    });
    expect(result.teams.map(({ officers }) => officers.toSorted())).toEqual(
      [1, 2, 3].map(() => [g.o('e1'), g.o('e2')]),
    );
    expect((await g.get('jc1', `/v1/draws/${statement.draw}/verification`)).body).toMatchObject({
      holds: true,
      findings: expect.arrayContaining([expect.objectContaining({ check: 'chance', holds: true })]),
    });
    // Nobody learns from the public list how few there are; whoever supervises does.
    expect(JSON.stringify(await g.seen(statement.draw))).not.toContain('noChoice');
    const report = (await g.get('reg', '/v1/reports/inspection-overrides')).body as {
      draws: unknown[];
    };
    expect(report.draws).toEqual([
      {
        draw: statement.draw,
        body: g.u('ju'),
        on: today(),
        state: 'revealed',
        noChoice: ['officers'],
        population: 8,
        count: 3,
      },
    ]);
    const [object] = result.objects as [string];
    expect(
      await g.cited(statement.draw, { id: 'pl-later', institution: object }),
    ).not.toHaveProperty('used');
    await b.owner`insert into inspection_plan (id, bureau_id, institution_id, body_unit, in_name_of, level, kind, state, plan, on_site, started_on, last_on_site_on)
      values (${`pl-${g.id}`}, ${g.id}, ${object}, ${g.u('ju')}, ${g.u('ju')}, 'prefecture', 'daily', 'started', ${b.owner.json({ draw: { id: statement.draw } })}, true, ${today()}, ${today()})`;
    expect(await g.cited(statement.draw, { id: 'pl-later', institution: object })).toMatchObject({
      used: true,
    });
    expect(
      await g.cited(statement.draw, { id: `pl-${g.id}`, institution: object }),
    ).not.toHaveProperty('used');
  });

  it('QY-6.2 one object that can be drawn is drawn, and the record says that chance had nothing to choose from; two of two are picked by hand', async () => {
    const g = await DrawFixture.setUp(b, { objects: 3 });
    await g.register('cap', { institution_id: g.objects[0], per_year: 0 });
    expect(await g.refused({ count: 2 })).toEqual([422, 'object-hand-picked', 'QY-6.2']);
    await g.register('cap', { institution_id: g.objects[1], per_year: 0 });
    const record = await g.draw({ count: 1, quotas: [{ territory: '621021', least: 1, most: 1 }] });
    expect([record.statement.noChoice, record.result.objects]).toEqual([
      ['objects'],
      [g.objects[2]],
    ]);
  });

  it('QY-6.2 a draw whose record stands is in nobody’s way, although its own file has not heard of it yet; an unrevealed one is', async () => {
    const g = await DrawFixture.setUp(b);
    const draw = await g.committed();
    await g.contributed(draw);
    expect(await g.refused()).toEqual([409, 'draw-open', 'QY-6.2']);
    await g.accept('h1', draw, 'reveal', {});
    await g.ended(draw, 'revealed');
    // As if the task that tells the file had not come through: the record stands, the file is open.
    await b.owner`update file set closed_at = null where id = ${draw}`;
    const next = await g.committed();
    expect(next).not.toBe(draw);
    expect(await g.refused()).toEqual([409, 'draw-open', 'QY-6.2']);
    await b.owner`update file set closed_at = now() where id = ${draw}`;
  });

  it('QY-6.2 only a registered body draws, and the second body is a unit of discipline inspection of the bureau', async () => {
    const [g, other] = await Promise.all([DrawFixture.setUp(b), DrawFixture.setUp(b)]);
    expect(await g.refused({}, 'far')).toEqual([422, 'body-unqualified', 'QY-6.2']);
    expect(await g.refused({ contributor: g.u('ju') })).toEqual([
      403,
      'contribution-same-body',
      'QY-6.2',
    ]);
    for (const contributor of [g.u('ban'), other.u('jcs')])
      expect(await g.refused({ contributor })).toEqual([422, 'contributor-not-eligible', 'QY-6.2']);
  });

  it('QY-6.2, QY-4.1 who has no place left, no registered cap, or is outside the territory is not drawn; a stratum never breaks a cap', async () => {
    const g = await DrawFixture.setUp(b, { area: '621021', objects: 6 });
    const bare = await g.institution('621021', null);
    await g.register('cap', { institution_id: g.objects[0], per_year: 0 });
    const away = g.objects.filter((_, n) => n % 2 === 1);
    const draw = await g.committed({ count: 1 });
    const { objects } = await g.statement(draw);
    expect(objects.some(({ id }) => away.includes(id))).toBe(false);
    expect(
      objects
        .filter(({ places }) => places === 0)
        .map(({ id, barredBy }) => [id, barredBy])
        .sort(),
    ).toEqual(
      [
        [bare, 'QY-4.1'],
        [g.objects[0], 'QY-4.1'],
      ].sort(),
    );
    const record = await g.revealed(draw);
    expect([g.objects[2], g.objects[4]]).toContain(record.result.objects[0]);
  });

  it('QY-6.2 a committed draw must be revealed: reminded of, escalated, shown as overdue, never a breach of law; late is accepted', async () => {
    const g = await DrawFixture.setUp(b);
    const draw = await g.committed();
    await b.skip(draw, 24 * 7);
    await g.contributed(draw);
    await b.skip(draw, 24 * 14);
    await wait(async () => {
      const entries = (
        (await g.get('jc1', `/v1/files/${draw}/register`)).body as {
          items: { type: string; body: { duty?: string; to?: string } }[];
        }
      ).items;
      expect(
        entries.filter(({ type }) => type === 'escalated').map(({ body }) => body.duty),
      ).toEqual(['giveNumber', 'revealDraw']);
      expect(entries.some(({ type }) => type === 'management-overdue-again')).toBe(true);
      expect(entries.some(({ type }) => type === 'duty-breached')).toBe(false);
    });
    await b.owner`alter table draw disable trigger keep`;
    await b.owner`update draw set reveal_by = clock_timestamp() - interval '1 second' where id = ${draw}`;
    await b.owner`alter table draw enable trigger keep`;
    expect((await g.seen(draw)).overdue).toBe(true);
    await g.accept('h1', draw, 'reveal', {});
    await g.ended(draw, 'revealed');
    expect((await g.seen(draw)).overdue).toBe(false);
  });

  it('QY-6.2 a draw is given up only by somebody outside and with a reason; it stays listed with its number, and the next one must name it', async () => {
    const g = await DrawFixture.setUp(b);
    const draw = await g.committed();
    await g.contributed(draw);
    expect(await g.refuse('h1', draw, 'abandonment', { why: '结果不合意' })).toEqual([
      403,
      'abandonment-unapproved',
      'QY-6.2',
    ]);
    expect(await g.refuse('jc1', draw, 'abandonment', {})).toEqual([
      403,
      'abandonment-unapproved',
      'QY-6.2',
    ]);
    expect(await g.refuse('far', draw, 'abandonment', { why: '样例理由' })).toEqual([
      403,
      'not-owed-by-you',
      'QY-6.2',
    ]);
    await g.accept('over', draw, 'abandonment', { why: '名录有误' });
    await g.ended(draw, 'abandoned');
    const list = (await g.public(`/v1/draws?bureau=${g.id}&state=abandoned`)).body as {
      items: DrawSeen[];
    };
    expect(list.items).toMatchObject([
      { id: draw, abandonment: { why: '名录有误', approvedBy: g.o('over'), afterNumber: true } },
    ]);
    const next = await g.statement(await g.committed());
    expect(next.follows).toMatchObject({
      draw,
      reason: 'abandonment',
      why: '名录有误',
      hash: list.items[0]!.recordHash,
    });
    expect((await g.get('jc1', `/v1/draws/${draw}/verification`)).body).toMatchObject({
      holds: false,
    });
  });

  it('QY-6.2, X-7 a recusal or an absence leads to a reasoned redraw that replaces only what fell out, chained to the first; without reason it is refused', async () => {
    const g = await DrawFixture.setUp(b);
    const first = await g.draw();
    const { draw } = first.statement;
    const {
      object,
      officers: [out, stays],
    } = first.result.teams[0] as { object: string; officers: [string, string] };
    const redraw = (body: object) =>
      g.post('h1', `/v1/draws/${draw}/redraws`, {
        why: '利害关系',
        evidence: document(),
        reason: 'recusal',
        ...body,
      });
    expect(
      problemOf(
        await redraw({ why: undefined, teams: [{ officer: out, institution: object }] }),
      ).slice(0, 2),
    ).toEqual([400, 'bad-input']);
    expect(problemOf(await redraw({ teams: [] }))).toEqual([422, 'redraw-unfounded', 'QY-6.2']);
    const stranger = ['e1', 'e2', 'e3', 'e4', 'e5', 'e6']
      .map(g.o)
      .find((officer) => officer !== out && officer !== stays)!;
    expect(
      problemOf(await redraw({ teams: [{ officer: stranger, institution: object }] })),
    ).toEqual([422, 'redraw-unfounded', 'QY-6.2']);
    const second = await g.revealed(
      await g.redrawn(draw, { reason: 'recusal', teams: [{ officer: out, institution: object }] }),
    );
    expect(second.statement.follows).toMatchObject({
      draw,
      hash: first.hash,
      reason: 'recusal',
      outTeams: [[out, object]],
    });
    const team = second.result.teams.find((one) => one.object === object)!.officers;
    expect([team.length, team.includes(stays), team.includes(out)]).toEqual([2, true, false]);
    // The first record is no longer the last: nobody goes on from it again.
    expect(problemOf(await redraw({ teams: [{ officer: stays, institution: object }] }))).toEqual([
      422,
      'redraw-unfounded',
      'QY-6.2',
    ]);
    const picks = await g.picks(second.statement.draw);
    expect(picks.map(({ institution }) => institution).sort()).toEqual(
      [...first.result.objects].sort(),
    );
    expect(picks.find(({ institution }) => institution === object)!.officers).toEqual(team);
  });

  it('QY-6.2 what a plan cites is the chain as it stands: the object drawn, its officers, since when; another body has drawn nobody', async () => {
    const g = await DrawFixture.setUp(b);
    const draw = await g.committed();
    expect(await g.cited(draw, { institution: g.objects[0] })).toMatchObject({
      id: draw,
      revealed: false,
      institutions: [],
    });
    const first = await g.revealed(draw);
    const {
      object,
      officers: [out],
    } = first.result.teams[0] as { object: string; officers: [string, string] };
    expect(await g.cited(draw, { institution: object })).toEqual({
      id: draw,
      revealed: true,
      objectsOn: today(),
      officersOn: today(),
      institutions: [object],
      officers: first.result.teams[0]!.officers,
    });
    expect(
      await g.cited(draw, { institution: object, body: g.u('ban'), inNameOf: g.u('ban') }),
    ).toMatchObject({ institutions: [], officers: [] });
    const second = await g.revealed(
      await g.redrawn(draw, {
        reason: 'plan-woken',
        teams: first.result.teams[0]!.officers.map((officer) => ({ officer, institution: object })),
      }),
    );
    expect(await g.cited(draw, { institution: object })).toMatchObject({
      id: second.statement.draw,
      officers: second.result.teams.find((team) => team.object === object)!.officers,
      redraw: { of: draw, reasonGiven: true },
    });
    expect(await g.cited('CQ.none', { institution: object })).toBeNull();
    expect(out).toBeDefined();
  });

  it('QY-6.2: of a draw that is not stored nobody is an insider, and nobody sees who was drawn', async () => {
    expect(await insidersOf(b.owner, 'CQ.none', today())).toEqual({ heads: [], drawers: [] });
    expect(await drawIsPublic(b.owner, 'CQ.none', today(), 30)).toBe(false);
  });
});
