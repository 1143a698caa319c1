/** 关口 Every gate of QY through the API: passes, refuses under its clause with the earliest lawful day, both sides of its boundary (QY-0 to 15). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addDays,
  Fixture,
  HOUR,
  instant,
  on,
  problem,
  today,
  ok,
  told,
  toldOf,
  yearOf,
  type Body,
} from './acts.ts';

let g: Fixture;
beforeAll(async () => {
  g = await Fixture.open();
  const { county } = g;
  await g.enforcer(county, 'until', { until: addDays(today(), 2) });
  await g.enforcer(county, 'from', { from: addDays(today(), 2) });
  await g.enforcer(county, 'kind', { kind: '工作证' });
  await g.enforcer(county, 'unlisted', {}, false);
  await g.officer(county, 'bare', ['handler']);
  await g.item('tomorrow', { publishedOn: addDays(today(), 1) });
  await g.item('today', { publishedOn: today() });
  await g.item('unpublished', { publishedOn: null });
  await g.item('baseless', { basis: false });
  await g.item('repealed', { repealedOn: addDays(today(), 3) });
  await g.item('withdrawn', { withdrawnOn: addDays(today(), 3) });
  await g.item('written', { methods: ['written'] });
  await g.item('capped', { cap: 1 });
  await g.item('capped-clue', { cap: 1, exempts: ['complaint'] });
  await g.item('never', { cap: 0 });
});
afterAll(() => g.close());

const Y = yearOf(today());
const lastDay = on(`${Y}-12-31`),
  newYear = on(`${Y + 1}-01-01`);
const spanFrom = (from: string, days = 0) => ({ from, until: addDays(on(from), days) });
const member = (name: string, role = 'officer', from = 'body') => ({
  officer: g.of(g.county, name),
  role,
  from,
});

/** Everything that is not in order with a plan, after one change. */
async function tried(change: Body | (() => Body), institution?: string): Promise<string[]> {
  return toldOf(
    (
      await g.assess(
        await g.plan(
          institution ?? (await g.institution()),
          typeof change === 'function' ? change() : change,
        ),
      )
    ).findings,
  );
}
/** The gates, without what is not asked here. */
const only = (gate: string, told: readonly string[]): string[] =>
  told.filter((t) => t.split(' ')[1] === gate);

describe.concurrent('第一条 who inspects', () => {
  it('QY-0: a lawful plan passes every gate; an institution without designation is not inspected', async () => {
    expect(await tried({})).toEqual([]);
    expect(await tried({}, await g.institution({ status: 'terminated' }))).toEqual([
      'refused scope not-designated QY-0',
    ]);
    expect(
      (
        await g.bureau.post(
          g.handler,
          '/v1/inspections/assess',
          await g.plan('i-none', { draw: undefined }),
        )
      ).status,
    ).toBe(422);
  });
  it('QY-0: of a public institution caps, windows, merging and the reason only warn; unknown ownership protects', async () => {
    const endedToday = async (ownership: string) => {
      const i = await g.institution({ ownership, cap: 0 });
      await g.past(i, { endedOn: today() });
      return tried({ onSiteReason: undefined }, i);
    };
    expect((await endedToday('public')).map((t) => t.split(' ').slice(0, 2).join(' '))).toEqual([
      'warned yearly-cap',
      'warned on-site-reason',
      'warned repeat',
      'warned already-known',
    ]);
    expect((await endedToday('unknown')).map((t) => t.split(' ').slice(0, 2).join(' '))).toEqual([
      'refused yearly-cap',
      'refused on-site-reason',
      'refused repeat',
      'warned already-known',
    ]);
    const both = await tried(
      { team: [member('1', 'lead')] },
      await g.institution({ ownership: 'public', cap: 0 }),
    );
    expect(
      both.map((t) => t.split(' ').slice(0, 2).join(' ')),
      'what stops the plan is read first',
    ).toEqual(['refused two-officers', 'warned yearly-cap']);
    expect(
      await tried({ team: [member('1', 'lead')] }, await g.institution({ ownership: 'public' })),
    ).toEqual(['refused two-officers too-few-officers QY-10.6']);
  });
  it('QY-1.1: a body without, with a lapsed or with a suspended qualification', async () => {
    const own = await Fixture.open();
    const { owner } = own.bureau;
    const asked = async () =>
      toldOf((await own.assess(await own.plan(await own.institution()))).findings);
    await owner`update inspection_body set valid_until = ${addDays(today(), 3)} where unit_id = ${own.county}`;
    expect(await asked()).toEqual([]);
    await owner`update inspection_body set valid_until = ${addDays(today(), 2)} where unit_id = ${own.county}`;
    expect(await asked()).toEqual(['refused qualification body-unqualified QY-1.1']);
    await owner`update inspection_body set valid_until = null, suspended_from = ${today()}, suspended_until = ${addDays(today(), 1)} where unit_id = ${own.county}`;
    expect(await asked()).toEqual([
      `refused qualification body-unqualified QY-1.1 ${addDays(today(), 2)}`,
    ]);
    await owner`update inspection_body set suspended_from = null, suspended_until = null, published_on = null, published_url = null where unit_id = ${own.county}`;
    expect(await asked()).toEqual([
      'refused qualification-published qualification-unpublished QY-1.2',
    ]);
    await owner`update inspection_body set published_on = ${addDays(today(), 1)}, published_url = 'https://example.invalid/' where unit_id = ${own.county}`;
    expect(await asked()).toEqual([
      `refused qualification-published qualification-unpublished QY-1.2 ${addDays(today(), 1)}`,
    ]);
    await own.close();
  });
  it('QY-1.3: under a delegation in force, published by both, filed with both, inside its scope; and the delegator stands for the delegate', async () => {
    const institution = await g.institution();
    const asked = async (items = ['i-1']) =>
      tried({ inNameOf: g.prefecture, items: items.map((i) => g.planned(i)) }, institution);
    expect(await asked()).toEqual(['refused delegation delegation-missing QY-1.3']);
    const { owner } = g.bureau;
    await owner`insert into delegation (id, bureau_id, delegator_unit, delegate_unit, document, items, valid_from, valid_until) values (${`D-${g.id}`}, ${g.id}, ${g.prefecture}, ${g.county}, '{}', '{i-1}', '2026-01-01', ${addDays(today(), 2)})`;
    expect(await asked()).toEqual([
      'refused delegation delegation-not-in-force QY-1.3',
      'refused delegation delegation-unpublished QY-1.3',
      'refused delegation delegation-unfiled QY-1.3',
    ]);
    await owner`update delegation set valid_until = ${addDays(today(), 3)}, published_by_delegator_on = ${today()}, published_by_delegate_on = ${today()}, filed_with_justice_on = ${today()} where id = ${`D-${g.id}`}`;
    expect(await asked()).toEqual(['refused delegation delegation-unfiled QY-1.3']);
    await owner`update delegation set filed_with_superior_on = ${today()} where id = ${`D-${g.id}`}`;
    expect(await asked()).toEqual([]);
    expect(await asked(['i-1', 'i-2'])).toEqual(['refused delegation outside-delegation QY-1.3']);
  });
  it('QY-1.4: a third party assists, or does not come', async () => {
    const team = (role: string) => ({
      kind: 'case',
      clues: [],
      team: [member('1', 'lead'), member('2'), member('bare', role, 'third-party')],
    });
    expect(only('third-parties', await tried(() => team('officer')))).toEqual([
      'refused third-parties third-party-inspects QY-1.4',
    ]);
    expect(only('third-parties', await tried(() => team('assistant')))).toEqual([]);
  });
  it('QY-1.5: certificates: valid until the day before the last, until the last day, from the second day, of another kind, none at all', async () => {
    const withOne = (name: string, days: { from: string; until: string }) =>
      tried(() => ({ team: [member('1', 'lead'), member('2'), member(name)], days }));
    const d = addDays(today(), 1);
    expect(await withOne('until', spanFrom(d, 1))).toEqual([]);
    expect(await withOne('until', spanFrom(d, 2))).toEqual([
      'refused certificates certificate-not-valid QY-1.5',
    ]);
    expect(await withOne('from', spanFrom(d, 2))).toEqual([
      `refused certificates certificate-not-valid QY-1.5 ${addDays(today(), 2)}`,
    ]);
    expect(await withOne('from', spanFrom(addDays(today(), 2), 2))).toEqual([]);
    expect(await withOne('kind', spanFrom(d, 1))).toEqual([
      'refused certificates certificate-kind QY-1.5',
    ]);
    expect(await withOne('bare', spanFrom(d, 1))).toEqual([
      'refused certificates certificate-missing QY-1.5',
      'refused on-the-lists officer-unlisted QY-6.1',
    ]);
    expect(await withOne('unlisted', spanFrom(d, 1))).toEqual([
      'refused on-the-lists officer-unlisted QY-6.1',
    ]);
  });
});

describe.concurrent('第二、三条 what is inspected', () => {
  const items = (...ids: string[]) => ({ items: ids.map((i) => g.planned(i)) });
  it('QY-2.1: no item without a basis; repealed on the last day or after it', async () => {
    expect(await tried(items('baseless'))).toEqual([
      'refused item-basis item-without-basis QY-2.1',
    ]);
    expect(await tried(items('repealed'))).toEqual([
      'refused item-basis item-basis-repealed QY-2.1',
    ]);
    expect(await tried({ ...items('repealed'), days: spanFrom(addDays(today(), 1), 1) })).toEqual(
      [],
    );
  });
  it('QY-2.2, QY-2.3: published today, tomorrow, never; withdrawn; unknown; each item of a combined inspection by itself', async () => {
    expect(await tried(items('today'))).toEqual([]);
    expect(await tried(items('tomorrow'))).toEqual([
      `refused item-published item-unpublished QY-2.3 ${addDays(today(), 1)}`,
    ]);
    expect(await tried(items('unpublished'))).toEqual([
      'refused item-published item-unpublished QY-2.3',
    ]);
    expect(await tried(items('withdrawn'))).toEqual([
      'refused item-published item-withdrawn QY-2.3',
    ]);
    expect(await tried({ ...items('withdrawn'), days: spanFrom(addDays(today(), 1), 1) })).toEqual(
      [],
    );
    expect(await tried(items('i-1', 'nowhere', 'unpublished'))).toEqual([
      'refused item-published item-unknown QY-2.3',
      'refused item-published item-unpublished QY-2.3',
    ]);
    expect(await tried({ items: [] })).toEqual(['refused item-published item-missing QY-2.3']);
  });
  it('QY-3.1: content, method and standard are those of the list', async () => {
    expect(await tried({ items: [g.planned('i-1', { contents: ['a', 'z'] })] })).toEqual([
      'refused item-content content-outside-list QY-3.1',
    ]);
    expect(await tried({ items: [g.planned('written')] })).toEqual([
      'refused item-method method-outside-list QY-3.1',
    ]);
    expect(
      await tried({
        items: [g.planned('written', { method: 'written' })],
        onSiteReason: undefined,
      }),
    ).toEqual([]);
    expect(await tried({ items: [g.planned('i-1', { standard: 's9' })] })).toEqual([
      'refused item-standard standard-outside-list QY-3.1',
    ]);
  });
  it("QY-3.1: the item's own cap: none, cap − 1, cap; a clue that the list exempts; a cap of nothing", async () => {
    const i = await g.institution();
    const asked = (item: string, change: Body = {}) =>
      tried({ ...items(item), days: spanFrom(newYear), ...change }, i);
    expect(await asked('capped')).toEqual([]);
    // Begun next year: inspected a year and a day before, so that no window bars it.
    await g.bureau
      .owner`select take_over_inspection(${g.bureau.owner.json({ id: `past-${i}`, bureau: g.id, institution: i, body: g.county, level: 'county', kind: 'special', onSite: true, items: ['capped', 'capped-clue'], startedOn: newYear, endedOn: newYear, found: 'violation', recheck: false, itemCapExempt: false, usesPlace: false, source: {} } as never)})`;
    const later = {
      days: spanFrom(`${Y + 1}-12-31`),
      clues: [await g.clue('complaint', i, { items: null })],
      exceptions: [{ gate: 'repeat', reason: '投诉' }],
      kind: 'case',
    };
    expect(only('item-cap', await asked('capped', later))).toEqual([
      `refused item-cap item-cap-reached QY-3.1 ${Y + 2}-01-01`,
    ]);
    expect(only('item-cap', await asked('capped-clue', later))).toEqual([
      `excepted item-cap item-cap-reached QY-3.1 ${Y + 2}-01-01`,
    ]);
    expect(only('item-cap', await asked('never'))).toEqual([
      'refused item-cap item-cap-reached QY-3.1',
    ]);
  });
  it('QY-3.2: at home by containment; elsewhere by the document of a superior only', async () => {
    const away = await g.institution({ area: '621003' });
    const designation = (by: string) => ({
      designation: { by, document: { id: 'd-1', sha256: 'ab'.repeat(32), where: 'oa' } },
    });
    expect(await tried({}, away)).toEqual(['refused territory outside-territory QY-3.2']);
    expect(await tried(designation(g.prefecture), away)).toEqual([
      'excepted territory outside-territory QY-3.2',
    ]);
    expect(await tried(designation(g.outside), away)).toEqual([
      'refused territory outside-territory QY-3.2',
    ]);
    // A superior designates within its own area only.
    const farther = await g.institution({ area: '620102' });
    expect(await tried(designation(g.prefecture), farther)).toEqual([
      'refused territory outside-territory QY-3.2',
    ]);
    expect(await tried(designation(g.province), farther)).toEqual([
      'excepted territory outside-territory QY-3.2',
    ]);
    const body = await g.plan(away, {
      team: [
        { officer: g.of(g.prefecture, '1'), role: 'lead', from: 'body' },
        { officer: g.of(g.prefecture, '2'), role: 'officer', from: 'body' },
      ],
      draw: undefined,
    });
    expect(
      only('territory', toldOf((await g.assess(body, g.of(g.prefecture, '1'))).findings)),
    ).toEqual([]);
  });
});

describe.concurrent('第四条 how often', () => {
  it('QY-4.1: cap − 1 and cap, 31 December and 1 January; no cap registered; off-site uses no place; a special inspection is not counted', async () => {
    const asked = async (institution: string, day: string, change: Body = {}) =>
      tried({ days: spanFrom(day), ...change }, institution);
    const one = await g.institution({ cap: 1 });
    expect(await asked(one, lastDay)).toEqual([]);
    await g.past(one, { items: ['i-4'], kind: 'special', endedOn: today() });
    await g.past(one, { items: ['i-3'], exempt: true, kind: 'case', endedOn: today() });
    expect(only('yearly-cap', await asked(one, lastDay))).toEqual([]);
    await g.past(one, { items: ['i-2'], endedOn: today() });
    expect(only('yearly-cap', await asked(one, lastDay))).toEqual([
      `refused yearly-cap yearly-cap-reached QY-4.1 ${newYear}`,
    ]);
    expect(only('yearly-cap', await asked(one, newYear))).toEqual([]);
    expect(
      only(
        'yearly-cap',
        await asked(one, lastDay, {
          items: [g.planned('i-1', { method: 'written' })],
          onSiteReason: undefined,
        }),
      ),
    ).toEqual([]);
    const a = await g.assess(await g.plan(one, { days: spanFrom(lastDay) }));
    expect(a).toMatchObject({
      lawful: false,
      earliest: newYear,
      mayHold: true,
      wakesOn: newYear,
      usesPlace: true,
    });
    expect(await asked(await g.institution({ cap: null }), lastDay)).toEqual([
      'refused yearly-cap cap-missing QY-4.1',
    ]);
  });
  it.each([
    'specific-complaint',
    'complaint',
    'superior-order',
    'transferred',
    'data-monitoring',
    'own-request',
  ])('QY-4.2: %s lifts the cap', async (kind) => {
    const institution = await g.institution({ cap: 0 });
    expect(
      only('yearly-cap', await tried({ clues: [await g.clue(kind, institution)] }, institution)),
    ).toEqual(['excepted yearly-cap yearly-cap-reached QY-4.1']);
  });
  it('QY-4.2: a clue must exist, be earlier than the plan, name this institution, have its evidence; an order comes from a superior', async () => {
    const [institution, other] = [await g.institution(), await g.institution()];
    const asked = async (clues: string[], kind = 'case') =>
      only('clues', await tried({ kind, clues }, institution));
    expect(await asked([])).toEqual(['refused clues clue-missing QY-4.2']);
    expect(await asked(['C-none'])).toEqual(['refused clues clue-unknown QY-4.2']);
    expect(await asked([await g.clue('complaint', other)])).toEqual([
      'refused clues clue-of-another QY-4.2',
    ]);
    expect(
      await asked([await g.clue('complaint', institution, { at: instant(Date.now() + HOUR) })]),
    ).toEqual(['refused clues clue-not-earlier QY-4.2']);
    expect(await asked([await g.clue('complaint', institution, { evidence: false })])).toEqual([
      'refused clues clue-unproved QY-4.2',
    ]);
    expect(
      await asked([await g.clue('superior-order', institution, { orderedBy: g.outside })]),
    ).toEqual(['refused clues order-not-superior QY-4.2']);
    for (const kind of ['transferred', 'data-monitoring', 'own-request']) {
      expect(await asked([await g.clue(kind, institution, { grounded: false })])).toEqual([
        'refused clues clue-unproved QY-4.2',
      ]);
      expect(await asked([await g.clue(kind, institution)])).toEqual([]);
    }
    for (const by of [g.handler, g.second])
      expect(await asked([await g.clue('complaint', institution, { by })])).toEqual([
        'refused clues clue-of-the-team QY-4.2',
      ]);
    expect(await asked([await g.clue('complaint', institution, { items: ['i-2'] })])).toEqual([
      'refused clues clue-item QY-4.2',
    ]);
    expect(await asked([await g.clue('other', institution)])).toEqual([
      'refused clues clue-item QY-4.2',
    ]);
    expect(await asked([await g.clue('complaint', institution)])).toEqual([]);
  });
  it('QY-4.2: one clue, one visit; a second one with a reason and the head behind it', async () => {
    const institution = await g.institution();
    const clues = [await g.clue('complaint', institution, { items: ['i-1', 'i-2'] })];
    const led = (item: string, change: Body = {}) => ({
      kind: 'case',
      clues,
      items: [g.planned(item)],
      ...change,
    });
    const file = await g.filed(
      await g.plan(institution, led('i-1', { days: spanFrom(addDays(today(), 1)) })),
    );
    const again = (change: Body = {}) =>
      tried({ days: spanFrom(addDays(today(), 90)), ...led('i-2', change) }, institution).then(
        (t) => only('clues', t),
      );
    expect(await again()).toEqual([]);
    expect(told(await g.approve(file))).toEqual(ok);
    expect(await again()).toEqual(['refused clues clue-used QY-4.2']);
    expect(await again({ exceptions: [{ gate: 'clues', reason: '同一投诉的其余事项' }] })).toEqual(
      [],
    );
    // What is given up has led to nothing.
    expect(told(await g.act(file, 'cancellation', { reason: '样例' }))).toEqual(ok);
    await g.becomes(file, 'cancelled');
    expect(await again()).toEqual([]);
  });
  it('QY-4.3: above a reasonable frequency: watched, no bar', async () => {
    const institution = await g.institution();
    for (const item of ['i-2', 'i-3'])
      await g.past(institution, { items: [item], endedOn: today() });
    expect(
      only('reasonable-frequency', await tried({ days: spanFrom(today()) }, institution)),
    ).toEqual(['warned reasonable-frequency frequency-watched QY-4.3']);
  });
});

describe.concurrent('第五、六、七、九条 together, drawn, with papers, with a reason', () => {
  it('QY-5.1: another plan within 30 days is merged with, 31 days later it is none; one that both sides confirm is joint', async () => {
    const institution = await g.institution();
    const first = await g.plan(institution, {
      items: [g.planned('i-2')],
      days: spanFrom(addDays(today(), 10)),
    });
    const file = await g.filed(first);
    const asked = (from: string) => tried({ days: spanFrom(from) }, institution);
    expect(await asked(addDays(today(), 40))).toEqual([
      `refused combination must-be-merged QY-5.1 ${addDays(today(), 41)}`,
    ]);
    expect(await asked(addDays(today(), 41))).toEqual([]);
    const { id } = await g.row(file);
    const joint = { days: spanFrom(addDays(today(), 10)), jointWith: [id] };
    expect(only('combination', await tried(joint, institution))).toEqual([]);
    const mine = await g.filed(await g.plan(institution, joint));
    expect(await g.approve(mine)).toMatchObject({ code: 'must-be-merged', clause: 'QY-5.1' });
    await g.act(file, 'plan-change', { jointWith: [(await g.row(mine)).id], reason: '联合检查' });
    expect(await g.approve(mine)).toMatchObject({ code: 'accepted' });
  });
  it('QY-5.2, QY-10.3: two levels, the same item: that something of another body stands in the way is told, not what', async () => {
    const institution = await g.institution();
    const team = ['1', '2'].map((n) => ({
      officer: g.of(g.prefecture, n),
      role: n === '1' ? 'lead' : 'officer',
      from: 'body',
    }));
    const upper = await g.plan(institution, {
      team,
      draw: await g.draw(
        institution,
        team.map((m) => m.officer),
        { body: g.prefecture },
      ),
    });
    await g.filed(upper, g.of(g.prefecture, '1'));
    expect(await tried({ days: spanFrom(addDays(today(), 90)) }, institution)).toEqual([
      'refused combination plan-in-the-way QY-5.1',
    ]);
    expect(
      await tried({ days: spanFrom(addDays(today(), 90)), items: [g.planned('i-2')] }, institution),
    ).toEqual([]);
  });
  it('QY-6.1: what is drawn from is current: 30 days are, 31 are not', async () => {
    const own = await Fixture.open();
    const asked = async () =>
      toldOf((await own.assess(await own.plan(await own.institution()))).findings);
    await own.bureau
      .owner`update list_currency set declared_on = ${addDays(today(), -30)} where bureau_id = ${own.id}`;
    expect(await asked()).toEqual([]);
    await own.bureau
      .owner`update list_currency set declared_on = ${addDays(today(), -31)} where bureau_id = ${own.id} and list = 'items'`;
    expect(await asked()).toEqual(['refused lists list-stale QY-6.1']);
    await own.close();
  });
  it('QY-6.2, TJ51-14.2: no daily inspection of a target or with officers picked by hand; a draw not revealed is none; clear complaints and orders are exempt', async () => {
    const [institution, other] = [await g.institution(), await g.institution()];
    expect(await tried({ draw: undefined }, institution)).toEqual([
      'refused draw not-drawn QY-6.2',
    ]);
    expect(
      await tried(
        { draw: await g.draw(institution, [g.handler, g.second], { revealed: false }) },
        institution,
      ),
    ).toEqual(expect.arrayContaining(['refused draw draw-not-revealed QY-6.2']));
    expect(await tried({ draw: await g.draw(other) }, institution)).toEqual(
      expect.arrayContaining(['refused draw object-not-drawn QY-6.2']),
    );
    expect(
      await tried(
        { draw: await g.draw(institution, [g.handler, g.of(g.county, '3')]) },
        institution,
      ),
    ).toEqual(['refused draw officers-not-drawn QY-6.2']);
    expect(
      only(
        'draw',
        await tried(
          { draw: undefined, clues: [await g.clue('specific-complaint', institution)] },
          institution,
        ),
      ),
    ).toEqual(['excepted draw not-drawn QY-6.2']);
    expect(
      only(
        'draw',
        await tried(
          { draw: undefined, clues: [await g.clue('complaint', institution)] },
          institution,
        ),
      ),
    ).toEqual(['refused draw not-drawn QY-6.2']);
  });
  it('QY-7.1: a special inspection without its papers', async () => {
    expect(await tried({ kind: 'special' })).toEqual([
      'refused special-papers special-papers-missing QY-7.1',
    ]);
  });
  it('QY-9.1, QY-9.3: going there needs its reason; an inspection is no precondition without a law', async () => {
    expect(await tried({ onSiteReason: undefined })).toEqual([
      'refused on-site-reason on-site-reason-missing QY-9.1',
    ]);
    expect(
      await tried({ items: [g.planned('i-1', { method: 'written' })], onSiteReason: undefined }),
    ).toEqual([]);
    expect(await tried({ purpose: 'precondition' })).toEqual([
      'refused purpose inspection-as-precondition QY-9.3',
    ]);
    expect(await tried({ purpose: 'precondition', purposeBasis: '某法第一条' })).toEqual([]);
  });
  it('QY-9.2: credit is a weight and no gate', async () => {
    const institution = await g.institution();
    await g.bureau
      .owner`insert into credit_class (institution_id, bureau_id, class, as_of) values (${institution}, ${g.id}, 'D', ${today()})`;
    expect(await tried({}, institution)).toEqual([]);
  });
});

describe.concurrent('第十条 the team', () => {
  it('QY-10.6: two certificated officers; one and assistants are one; the same person twice is none of two', async () => {
    expect(await tried(() => ({ team: [member('1', 'lead')] }))).toEqual([
      'refused two-officers too-few-officers QY-10.6',
    ]);
    expect(
      only(
        'two-officers',
        await tried(() => ({
          team: [member('1', 'lead'), member('2', 'assistant'), member('3', 'assistant')],
        })),
      ),
    ).toEqual(['refused two-officers too-few-officers QY-10.6']);
    const reply = await g.file(
      await g.plan(await g.institution(), {
        team: [member('1', 'lead'), member('1')],
        draw: undefined,
      }),
    );
    expect([reply.status, problem(reply).code, problem(reply).clause]).toEqual([
      422,
      'plan-refused',
      'QY-6.2',
    ]);
    expect(toldOf(problem(reply).findings!)).toContain(
      'refused two-officers same-person-twice QY-10.6',
    );
  });
  it('QY-5.4, X-7: more than five are remarked upon; who has an interest stands back', async () => {
    const institution = await g.institution();
    await g.bureau
      .owner`insert into recusal (officer_id, institution_id, bureau_id) values (${g.second}, ${institution}, ${g.id})`;
    expect(await tried({}, institution)).toEqual(['refused recusal recusal X-7']);
    expect(
      only(
        'team-size',
        await tried(() => ({
          team: ['1', '2', '3', '4', 'kind', 'until'].map((n, i) =>
            member(n, i === 0 ? 'lead' : 'officer'),
          ),
        })),
      ),
    ).toEqual(['warned team-size team-large QY-5.4']);
  });
});

describe.concurrent('第十五条 not again', () => {
  it('QY-15.1: the corresponding day bars, the next one is free; another item is not barred; own request does not lift it', async () => {
    const institution = await g.institution();
    const ended = addDays(today(), -30);
    await g.past(institution, { endedOn: ended });
    const corresponding = on(`${yearOf(ended) + 1}${ended.slice(4)}`);
    const asked = (day: string, change: Body = {}) =>
      tried({ days: spanFrom(day), ...change }, institution).then((t) => only('repeat', t));
    expect(await asked(corresponding)).toEqual([
      `refused repeat same-item-within-year QY-15.1 ${addDays(corresponding, 1)}`,
    ]);
    expect(await asked(addDays(corresponding, 1))).toEqual([]);
    expect(await asked(corresponding, { items: [g.planned('i-2')] })).toEqual([]);
    expect(
      await asked(corresponding, { clues: [await g.clue('own-request', institution)] }),
    ).toHaveLength(1);
    expect(
      await asked(corresponding, { kind: 'case', clues: [await g.clue('complaint', institution)] }),
    ).toHaveLength(1);
    expect(
      await asked(corresponding, {
        kind: 'case',
        clues: [await g.clue('complaint', institution)],
        exceptions: [{ gate: 'repeat', reason: '投诉属实' }],
      }),
    ).toEqual([`excepted repeat same-item-within-year QY-15.1 ${addDays(corresponding, 1)}`]);
    expect(
      await asked(corresponding, {
        kind: 'case',
        clues: [await g.clue('complaint', institution, { items: ['i-2'] })],
        exceptions: [{ gate: 'repeat', reason: '投诉属实' }],
      }),
    ).toHaveLength(1);
    // Nothing of this institution is ordered to be put right: a word in a clue opens no door.
    const unfounded = {
      kind: 'case',
      clues: [await g.clue('re-check', institution)],
      exceptions: [
        { gate: 'repeat', reason: '样例' },
        { gate: 'yearly-cap', reason: '样例' },
      ],
    };
    expect(await asked(corresponding, unfounded)).toHaveLength(1);
    expect(
      only('clues', await tried({ days: spanFrom(corresponding), ...unfounded }, institution)),
    ).toEqual(['refused clues recheck-unfounded QY-4.2']);
  });
  it('QY-15.1: an end on 29 February bars through 28 February of a common year', async () => {
    const institution = await g.institution();
    await g.bureau
      .owner`select take_over_inspection(${g.bureau.owner.json({ id: `leap-${institution}`, bureau: g.id, institution, body: g.county, level: 'county', kind: 'daily', onSite: true, items: ['i-1'], startedOn: '2028-02-29', endedOn: '2028-02-29', found: 'violation', recheck: false, itemCapExempt: false, usesPlace: false, source: {} } as never)})`;
    expect(only('repeat', await tried({ days: spanFrom('2029-02-28') }, institution))).toEqual([
      'refused repeat same-item-within-year QY-15.1 2029-03-01',
    ]);
    expect(only('repeat', await tried({ days: spanFrom('2029-03-01') }, institution))).toEqual([]);
  });
  it('QY-15.2, QY-15.3: a superior found nothing this calendar year: barred until 1 January, also where 15.1 is lifted; a violation found bars nothing of this; the facts are known', async () => {
    const [clean, found] = [await g.institution(), await g.institution()];
    await g.past(clean, {
      level: 'prefecture',
      body: g.prefecture,
      endedOn: today(),
      found: 'no-violation',
    });
    await g.past(found, {
      level: 'prefecture',
      body: g.prefecture,
      endedOn: today(),
      found: 'violation',
    });
    const asked = async (institution: string, day: string) =>
      tried(
        {
          kind: 'case',
          days: spanFrom(day),
          clues: [await g.clue('transferred', institution)],
          exceptions: [{ gate: 'repeat', reason: '转办' }],
        },
        institution,
      );
    const free = addDays(on(`${Y + 1}${today().slice(4)}`), 1);
    expect(await asked(clean, lastDay)).toEqual([
      `refused superior-clean superior-found-nothing QY-15.2 ${newYear}`,
      'warned already-known facts-known QY-15.3',
      `excepted repeat same-item-within-year QY-15.1 ${free}`,
    ]);
    expect(only('superior-clean', await asked(clean, newYear))).toEqual([]);
    expect(only('superior-clean', await asked(found, lastDay))).toEqual([]);
    expect(
      only(
        'superior-clean',
        await tried(
          {
            kind: 'case',
            days: spanFrom(lastDay),
            clues: [await g.clue('data-monitoring', clean)],
            exceptions: [{ gate: 'repeat', reason: '数据' }],
          },
          clean,
        ),
      ),
    ).toEqual([`excepted superior-clean superior-found-nothing QY-15.2 ${newYear}`]);
  });
  it('X-3, X-9: nothing is stored by a dry run', async () => {
    const institution = await g.institution();
    await g.assess(await g.plan(institution));
    expect(
      await g.bureau.owner`select 1 from inspection_plan where institution_id = ${institution}`,
    ).toHaveLength(0);
  });
});
