/** 抽取与方案: what a plan may cite, what stays withheld until the door is opened, and from whom revisits and inspections are drawn (QY-6.2, TJ51-14.2, TJ51-18). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addDays,
  Bureau,
  DrawFixture,
  document,
  problemOf,
  today,
  type Body,
  type Pick,
  type Verification,
} from './fixtures.ts';

let b: Bureau;
beforeAll(async () => {
  b = await Bureau.open();
});
afterAll(() => b.close());

interface Finding {
  gate: string;
  outcome: string;
  code?: string;
  clause: string;
}

/** With an item that can be inspected, so that plans can be filed. */
async function setUp(changes: Parameters<typeof DrawFixture.setUp>[1] = {}): Promise<DrawFixture> {
  const g = await DrawFixture.setUp(b, changes);
  await g.declare('items');
  await g.register('basis', {
    id: 'b-1',
    name: '样例条例',
    article: '第一条',
    in_force_from: '2020-01-01',
  });
  await g.register('item', {
    id: 'sx-1',
    name: '样例事项',
    basis_id: 'b-1',
    contents: ['a'],
    methods: ['on-site'],
    standards: ['s'],
    cap_exempts: [],
    published_on: '2025-08-01',
    published_url: 'https://example.invalid/',
  });
  return g;
}
const plan = (
  { institution, officers }: { institution: string; officers: readonly string[] },
  draw: string | undefined,
  more: Body = {},
): Body => ({
  kind: 'daily',
  institution,
  days: { from: addDays(today(), 1), until: addDays(today(), 2) },
  items: [{ item: 'sx-1', method: 'on-site', contents: ['a'], standard: 's' }],
  purpose: 'supervision',
  onSiteReason: '须查看现场',
  team: officers.map((officer, n) => ({
    officer,
    role: n === 0 ? 'lead' : 'officer',
    from: 'body',
  })),
  ...(draw && { draw }),
  ...more,
});
const assessed = async (g: DrawFixture, body: Body): Promise<string[]> => {
  const reply = await g.post('h1', '/v1/inspections/assess', body);
  expect(reply.status, reply.text).toBe(200);
  return (reply.body as { findings: Finding[] }).findings
    .filter(({ gate }) => gate === 'draw')
    .map(({ outcome, code, clause }) => [outcome, code, clause].filter(Boolean).join(' '));
};
const filed = async (g: DrawFixture, body: Body): Promise<string> => {
  const reply = await g.post('h1', '/v1/inspections', body);
  expect(reply.status, reply.text).toBe(201);
  return (reply.body as { file: string }).file;
};
async function begun(g: DrawFixture, body: Body, day = addDays(today(), 1)): Promise<string> {
  const file = await filed(g, body);
  await g.accept('head', file, 'approval', {});
  await b.skipTo(file, Date.parse(`${day}T10:00:00+08:00`) as never);
  const present = (body['team'] as { officer: string }[]).map(({ officer }) => officer);
  await g.accept('h1', file, 'on-site-start', {
    present,
    shown: present.map((officer) => ({ officer, document: 'certificate' })),
    noticeServed: true,
  });
  return file;
}
/** An inspection of before, whoever carried it out. */
const past = (
  g: DrawFixture,
  institution: string,
  endedOn: string,
  team: string[] = [],
): Promise<unknown> =>
  b.owner`
  insert into inspection_plan (id, bureau_id, institution_id, body_unit, in_name_of, level, kind, state, on_site, plan, started_on, last_on_site_on, ended_on)
  values (${`past-${institution}`}, ${g.id}, ${institution}, ${g.u('ju')}, ${g.u('ju')}, 'prefecture', 'daily', 'ended', true, ${b.owner.json({ team: team.map((officer) => ({ officer, role: 'officer' })) } as never)}, ${endedOn}, ${endedOn}, ${endedOn})`.then(
    () => b.owner`insert into inspection_plan_item values (${`past-${institution}`}, 'sx-1')`,
  );

describe.concurrent('抽取与方案 Draws and plans', () => {
  it('QY-6.2, TJ51-14.2 a daily plan with a drawn object and its drawn officers passes; another object, other officers, no draw or an unrevealed one are refused; a clue and an order are exempt', async () => {
    const g = await setUp();
    const draw = await g.committed();
    const all = ['e1', 'e2', 'e3', 'e4', 'e5', 'e6'].map(g.o);
    expect(
      await assessed(g, plan({ institution: g.objects[0]!, officers: all.slice(0, 2) }, draw)),
    ).toContain('refused draw-not-revealed QY-6.2');
    await g.revealed(draw);
    const [pick] = (await g.picks(draw)) as [Pick];
    expect(await assessed(g, plan(pick, draw))).toEqual(['passed QY-6.2']);
    const drawn = new Set((await g.picks(draw)).map(({ institution }) => institution));
    const outside = g.objects.find((id) => !drawn.has(id))!;
    expect(
      await assessed(g, plan({ institution: outside, officers: pick.officers }, draw)),
    ).toEqual(expect.arrayContaining(['refused object-not-drawn QY-6.2']));
    expect(
      problemOf(
        await g.post(
          'h1',
          '/v1/inspections',
          plan({ institution: outside, officers: pick.officers }, draw),
        ),
      ),
    ).toEqual([422, 'plan-refused', 'QY-6.2']);
    expect(
      await assessed(
        g,
        plan(
          { ...pick, officers: all.filter((id) => !pick.officers.includes(id)).slice(0, 2) },
          draw,
        ),
      ),
    ).toEqual(['refused officers-not-drawn QY-6.2']);
    expect(await assessed(g, plan(pick, undefined))).toEqual(['refused not-drawn QY-6.2']);
    expect(await assessed(g, plan(pick, 'CQ.none'))).toEqual(['refused not-drawn QY-6.2']);
    for (const kind of ['specific-complaint', 'superior-order']) {
      const clue = `C-${g.id}-${kind}`;
      await b.owner`insert into clue (id, bureau_id, kind, institution_id, items, evidence, ordered_by, registered_by, registered_at) values (${clue}, ${g.id}, ${kind}, ${outside}, '{sx-1}', ${b.owner.json(document())}, ${kind === 'superior-order' ? g.u('ting') : null}, 'test', now() - interval '1 hour')`;
      expect(
        (
          await assessed(
            g,
            plan({ institution: outside, officers: pick.officers }, undefined, { clues: [clue] }),
          )
        )[0],
      ).toMatch(/^(excepted|passed)/);
    }
  });

  it('QY-6.2 unannounced stays unannounced: until the last of those drawn is begun only the heads, who drew and the second body read the record, each officer their own', async () => {
    const g = await setUp();
    const {
      statement: { draw },
      result,
      statementHash,
    } = await g.draw({ count: 2 });
    const targets = result.objects;
    const paths = ['record', 'statement', 'verification'].map(
      (name) => `/v1/draws/${draw}/${name}`,
    );
    for (const path of paths) {
      expect(problemOf(await g.public(path)).slice(0, 2)).toEqual([403, 'record-withheld']);
      for (const who of ['far', 'co', 'h2'] as const)
        expect(problemOf(await g.get(who, path)).slice(0, 2)).toEqual([403, 'record-withheld']);
      for (const who of ['head', 'h1', 'jc1'] as const)
        expect((await g.get(who, path)).status).toBe(200);
    }
    // Whatever anybody may read of it names nobody.
    for (const path of [`/v1/draws/${draw}`, `/v1/draws?bureau=${g.id}`]) {
      const { text } = await g.public(path);
      expect([text.includes(statementHash), g.objects.some((id) => text.includes(id))]).toEqual([
        true,
        false,
      ]);
    }
    const files =
      (await g.get('co', `/v1/files/${draw}`)).text +
      (await g.get('co', `/v1/files/${draw}/register`)).text;
    expect(g.objects.some((id) => files.includes(id))).toBe(false);
    const picks = await g.picks(draw);
    const member = picks[0]!.officers[0]!;
    expect(
      ((await b.get(member, `/v1/draws/${draw}/picks`)).body as { items: Pick[] }).items,
    ).toEqual(picks.filter(({ officers }) => officers.includes(member)));
    expect((await g.get('h2', `/v1/draws/${draw}/picks`)).status).toBe(403);

    // A redraw names those it is for: its letter is withheld like the record, also from the rest of the bureau.
    const again = await g.redrawn(draw, {
      reason: 'absence',
      teams: [{ officer: member, institution: picks[0]!.institution }],
    });
    const letter = (
      (await g.get('head', `/v1/files/${again}/acts`)).body as { items: { id: string }[] }
    ).items[0]!.id;
    expect([
      (await g.get('head', `/v1/files/${again}/acts/${letter}`)).text.includes(
        picks[0]!.institution,
      ),
      (await g.get('h2', `/v1/files/${again}/acts/${letter}`)).text.includes(picks[0]!.institution),
    ]).toEqual([true, false]);
    await g.revealed(again);
    const now = await g.picks(again);

    await begun(
      g,
      plan(
        now.find(({ institution }) => institution === picks[0]!.institution)!,
        again,
      ),
    );
    expect((await g.public(paths[0]!)).status).toBe(403);
    await begun(
      g,
      plan(
        now.find(({ institution }) => institution === picks[1]!.institution)!,
        draw,
      ),
    );
    for (const path of paths) expect((await g.public(path)).status).toBe(200);
    expect(JSON.parse((await g.public(paths[0]!)).text)).toMatchObject({
      statementHash,
      result: { objects: targets },
    });
    expect(((await g.public(paths[2]!)).body as Verification).holds).toBe(true);
  });

  it('QY-6.2 the record is published when the approved days have passed, or, where no plan was made, after the days that the bureau has set', async () => {
    const g = await setUp({ settings: { draw: { withheldDays: 10 } } });
    const {
      statement: { draw },
    } = await g.draw({ count: 1 });
    const [pick] = (await g.picks(draw)) as [Pick];
    const at = async (day: string) =>
      (await b.service.sql`select draw_is_public(${draw}, ${day}::date, 10) as p`)[0]![
        'p'
      ] as boolean;
    expect([await at(addDays(today(), 10)), await at(addDays(today(), 11))]).toEqual([false, true]);
    const file = await filed(g, plan(pick, draw));
    await g.accept('head', file, 'approval', {});
    expect([await at(addDays(today(), 2)), await at(addDays(today(), 3))]).toEqual([false, true]);
    await b.owner`update inspection_plan set state = 'on-hold' where file_id = ${file}`;
    expect(await at(addDays(today(), 400))).toBe(false);
  });

  it('QY-6.2, QY-15.1 whom a window bars from the items asked for is listed and not drawn; a place that an approved plan holds is not drawn over, and hides the statement until that plan is begun', async () => {
    const g = await setUp({ cap: 1, objects: 6 });
    const [barred] = g.objects as [string];
    await past(g, barred, addDays(today(), -20));
    const first = await g.draw({ count: 5 });
    const pick = (await g.picks(first.statement.draw)).find(
      ({ institution }) => institution !== barred,
    )!;
    const file = await filed(g, plan(pick, first.statement.draw));
    await g.accept('head', file, 'approval', {});
    const draw = await g.committed({ count: 2, items: ['sx-1'] });
    const { objects } = await g.statement(draw);
    expect(
      objects
        .filter(({ barredBy }) => barredBy !== null)
        .map(({ id, barredBy }) => `${id} ${barredBy}`)
        .sort(),
    ).toEqual([`${barred} QY-15.1`, `${pick.institution} QY-4.1`].sort());
    expect(await g.refuse('jc1', draw, 'abandonment', {})).toEqual([
      403,
      'abandonment-unapproved',
      'QY-6.2',
    ]);
    await g.accept('jc1', draw, 'abandonment', { why: '样例理由' });
    await g.ended(draw, 'abandoned');
    // Abandoned, nobody is drawn; but its population shows that a place is reserved.
    expect((await g.public(`/v1/draws/${draw}/record`)).status).toBe(403);
    await b.owner`update inspection_plan set started_on = ${today()} where file_id = ${file}`;
    expect((await g.public(`/v1/draws/${draw}/record`)).status).toBe(200);
    expect(await g.refused({ items: ['nope'] })).toEqual([422, 'item-unknown', 'QY-2.3']);
  });

  it('QY-6.2 who went there last time goes again only when nobody else can', async () => {
    const g = await setUp();
    const went = [g.o('e1'), g.o('e2')];
    for (const id of g.objects) await past(g, id, addDays(today(), -400), went);
    const { statement, result } = await g.draw({ count: 2 });
    expect(statement.repeats).toHaveLength(16);
    for (const { officers } of result.teams)
      expect(officers.some((id) => went.includes(id))).toBe(false);
  });

  it('TJ51-14.2 in Tianjin the draw rests on TJ51, in Qingyang on QY; elsewhere on neither', async () => {
    const [tj, qy] = [
      await DrawFixture.setUp(b, { area: '120101', objects: 0 }),
      await DrawFixture.setUp(b),
    ];
    for (let n = 0; n < 5; n++) tj.objects.push(await tj.institution('120101', null));
    expect(await tj.refused({ clause: 'QY-6.2' })).toEqual([422, 'no-legal-basis', 'X-11']);
    expect(await qy.refused({ clause: 'TJ51-14.2' })).toEqual([422, 'no-legal-basis', 'X-11']);
    const record = await tj.draw({ clause: 'TJ51-14.2', count: 2 });
    expect(record.statement).toMatchObject({ clause: 'TJ51-14.2', count: 2 });
    expect(record.result.objects.every((id) => tj.objects.includes(id))).toBe(true);
    expect(problemOf(await tj.commit({ clause: 'TJ51-14.2', officers: false }))).toEqual([
      422,
      'officer-hand-picked',
      'TJ51-14.2',
    ]);
  });

  it('TJ51-18 whom revisits are about is drawn by a round of revisits, not here', async () => {
    const g = await DrawFixture.setUp(b, { area: '120101', objects: 0 });
    expect((await g.commit({ clause: 'TJ51-18', count: 1 })).status).toBe(400);
  });
});
