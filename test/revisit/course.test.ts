/** 案件回访 TJ51-18: a population from the registers, a sample that anybody can check, revisits by people outside the case. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verify } from '../../domain/draw/verify.ts';
import { groundsHash, orderOf } from '../../domain/revisit/statement.ts';
import { Case, told } from '../penalty-case/acts.ts';
import { Bureau, document, iso } from '../setup/bureau.ts';
import { uniqueDigits } from '../setup/unique.ts';
import { answers, day, Rounds, today } from './fixtures.ts';

let b: Bureau;
beforeAll(async () => {
  b = await Bureau.open();
});
afterAll(() => b.close());

const clause = 'TJ51-18';

describe.concurrent('案件回访 Rounds of revisits', () => {
  it('TJ51-18 from the commitment to the summary: the draw is verified, the population fixed, the figures protected', async () => {
    const g = await Rounds.setUp(b);
    await g.inspected(day(-60));
    const round = await g.committed();
    expect(round.file).toMatch(/^HF\..+\.\d{4}-\d{5}$/);
    expect(await round.seen()).toMatchObject({ stage: 'committed', population: 8, places: [] });
    // What is found after the commitment changes nothing.
    await g.inspected();
    expect(await round.act('start', 'reveal', {})).toEqual([409, 'contribution-too-early', clause]);
    expect(await round.act('start', 'contribution', { number: uniqueDigits(24) })).toEqual([
      403,
      'not-owed-by-you',
      clause,
    ]);
    await round.accepted('jc1', 'contribution', { number: uniqueDigits(24) });
    await round.accepted('start', 'reveal', {});
    await round.at('revisiting');
    const { grounds, places } = await round.seen();
    expect(grounds.map((one) => one.institution).toSorted()).toEqual(g.institutions.toSorted());
    const record = await round.record();
    const order = orderOf(record);
    expect(places.map((p) => p.institution)).toEqual(order.slice(0, 3));
    expect(record.result.objects).toEqual(order.slice(0, 3));
    expect(
      verify(JSON.stringify(record)).filter(
        ({ check, holds }) => holds === false && check !== 'canonical',
      ),
    ).toEqual([]);
    const shown = (await b.get(g.o('jc1'), `/v1/draws/${round.file}/verification`)).body;
    expect(shown).toMatchObject({ holds: true, draw: round.file });
    // Nor draws another lot beside one that does not suit.
    expect(await g.refused({ from: day(-80), until: day(-30) })).toEqual([
      409,
      'revisit-round-open',
      clause,
    ]);
    // Nobody goes on in an order of their own.
    expect(
      told(
        await b.post(g.o('start'), `/v1/draws/${round.file}/redraws`, {
          reason: 'object-unavailable',
          why: '样例理由',
          evidence: document(),
          objects: [order[0]],
        }),
      ),
    ).toEqual([422, 'redraw-unfounded', clause]);
    for (const institution of order.slice(0, 3)) await round.visited(institution);
    await round.at('summarising');
    const over = await round.seen();
    expect(over.places.map(({ state, offices }) => [state, offices])).toEqual(
      Array.from({ length: 3 }, () => ['visited', ['enforcement-supervision']]),
    );
    // All have answered the same: which is withheld, as it says what each answered.
    expect(over.figures).toEqual({
      visited: 3,
      unreachable: 0,
      byTopic: {
        fairness: [null, null, null, null],
        justice: [null, null, null, null],
        integrity: [null, null, null, null],
        civility: [null, null, null, null],
      },
    });
    expect(await round.act('jc1', 'revisit-summary', { document: document() })).toEqual([
      403,
      'not-owed-by-you',
      clause,
    ]);
    await round.accepted('start', 'revisit-summary', { document: document() });
    await round.at('closed');
    expect(await round.seen()).toMatchObject({ outcome: 'summarised' });
    // Again over the same days: said, with a reason, and listed.
    expect(await g.refused()).toEqual([422, 'revisit-overlap', clause]);
    expect(await g.refused({ follows: 'HF.x.2026-00001', reason: '样例' })).toEqual([
      422,
      'revisit-overlap',
      clause,
    ]);
    expect(await g.refused({ follows: round.file })).toEqual([422, 'reason-missing', clause]);
    const again = await g.committed({ follows: round.file, reason: '样例理由' });
    expect(await again.seen()).toMatchObject({ follows: round.file, reason: '样例理由' });
    const { items } = (await b.get(g.o('jc1'), `/v1/files/${round.file}/register?limit=1000`))
      .body as { items: { type: string; body: Record<string, unknown> }[] };
    const fixed = items.find(({ type }) => type === 'revisit-population')!.body;
    const stated = (await round.seen()).grounds.map(({ stands: _stands, ...one }) => one);
    expect(fixed).toMatchObject({
      institutions: 8,
      sample: 3,
      groundsHash: groundsHash(stated as never),
    });
  });

  it('TJ51-18 refused: by whom, over which days, too few, picked by hand, and a second draw while one is open', async () => {
    const g = await Rounds.setUp(b, 4);
    expect(await g.refused({}, 'out')).toEqual([422, 'body-unqualified', clause]);
    expect(await g.refused({ contributor: g.u('jds') })).toEqual([
      403,
      'contribution-same-body',
      clause,
    ]);
    expect(await g.refused({ contributor: g.u('zfjd') })).toEqual([
      422,
      'contributor-not-eligible',
      clause,
    ]);
    expect(await g.refused({ until: day(1) })).toEqual([422, 'revisit-period', clause]);
    expect(await g.refused({ from: day(-26) })).toEqual([422, 'revisit-period', clause]);
    expect(await g.refused({ count: 2 })).toEqual([422, 'revisit-sample-small', clause]);
    expect(await g.refused({ count: 4 })).toEqual([422, 'revisit-population-small', clause]);
    expect(await g.refused({ from: day(-100), until: day(-50) })).toEqual([
      422,
      'revisit-population-small',
      clause,
    ]);
    expect(await g.refused({ institutions: [g.institutions[0]!] })).toEqual([
      422,
      'object-hand-picked',
      clause,
    ]);
    // At the same instant: one of them is committed.
    const both = await Promise.all([g.start({ from: day(-27) }), g.start({ from: day(-35) })]);
    expect(both.map(told).toSorted()).toEqual([[201], [409, 'draw-open', clause]]);
    expect(await g.refused()).toEqual([409, 'draw-open', clause]);
    // Another unit draws for itself; over days that are drawn over already it says why, and is told no number.
    expect(await g.refused({}, 'zf1')).toEqual([422, 'reason-missing', clause]);
    expect((await g.start({}, 'zf1')).text).not.toContain('HF.');
    expect(await g.refused({ from: day(-200), until: day(-150) }, 'zf1')).toEqual([
      422,
      'revisit-population-small',
      clause,
    ]);
    const beside = await g.committed({ reason: '样例理由' }, 'zf1');
    expect(await beside.seen()).toMatchObject({ beside: true, follows: null, reason: '样例理由' });
  });

  it('TJ51-18 a round that is given up stays listed, and the next one names it', async () => {
    const g = await Rounds.setUp(b);
    const first = await g.committed();
    expect(await first.act('start', 'abandonment', { why: '样例理由' })).toEqual([
      403,
      'abandonment-unapproved',
      clause,
    ]);
    await first.accepted('jc1', 'abandonment', { why: '样例理由' });
    await first.at('closed');
    expect(await first.seen()).toMatchObject({ outcome: 'abandoned', places: [] });
    const next = await g.drawn();
    expect((await next.record()).statement.follows).toMatchObject({
      draw: first.file,
      reason: 'abandonment',
    });
  });

  it('TJ51-18 who revisits: of the units that take part, outside the case, also who was replaced, reviewed or approved; others only with reason', async () => {
    const g = await Rounds.setUp(b, 0);
    const { staff } = g;
    // Sanctioned: a case whose decision was served, with a replaced investigator.
    const sanctioned: string[] = [];
    for (let n = 0; n < 4; n++) {
      const subject = await b.institution({ bureau: staff.bureau });
      sanctioned.push(subject);
      const c = await Case.open(b, {}, subject, staff);
      await g.origin(c.file, subject, g.o('zf2'));
      if (n === 0) expect(await g.refused()).toEqual([422, 'revisit-population-small', clause]);
      await c.accepted('investigator-assignment', {
        investigators: [g.o('v2'), staff.jds2],
      });
      await c.assign({ reason: '样例' });
      await c.accepted('investigation-report', await c.report());
      await c.accepted('legal-review', await c.review(), staff.law);
      await c.heard();
      await c.accepted('penalty-decision', await c.decision());
      await c.accepted('decision-service', await c.service());
    }
    const round = await g.drawn();
    const [one, , , left] = orderOf(await round.record()) as [string, string, string, string];
    expect((await round.seen()).grounds.map(({ kind }) => kind)).toEqual(
      Array.from({ length: 4 }, () => 'penalty'),
    );
    const naming = (officers: string[], institution = one) =>
      round.act('start', 'revisitors', { institution, officers });
    for (const id of [g.o('v2'), staff.jds, staff.head, staff.law])
      expect([id, await naming([g.o('v1'), id])]).toEqual([
        id,
        [
          422,
          id === staff.jds || id === g.o('v2') ? 'revisitor-on-case-team' : 'revisitor-unit',
          clause,
        ],
      ]);
    // On site in the inspection from which the case came, two years before the period.
    expect(await naming([g.o('v1'), g.o('zf2')])).toEqual([422, 'revisitor-on-case-team', clause]);
    // X-7 Nor by another account of the same certificate.
    const twin = `${g.o('zf2')}-2`;
    await b.owner`insert into officer (id, unit_id, name, kind, roles, certificate, commitment_signed_on, commitment_valid_until)
      select ${twin}, unit_id, name, kind, roles, certificate, commitment_signed_on, commitment_valid_until from officer where id = ${g.o('zf2')}`;
    expect(await naming([g.o('v1'), twin])).toEqual([422, 'revisitor-on-case-team', clause]);
    expect(await naming(['v1', 'v2', 'v3', 'zf1', 'jc1'].map((id) => g.o(id as 'v1')))).toEqual([
      422,
      'too-many-revisitors',
      clause,
    ]);
    expect(await naming([g.o('v1')])).toEqual([422, 'too-few-revisitors', clause]);
    expect(await naming([g.o('v1'), g.o('v1')])).toEqual([422, 'too-few-revisitors', clause]);
    expect(await naming([g.o('v1'), 'nobody'])).toEqual([422, 'officer-unregistered', clause]);
    expect(await naming([g.o('v1'), g.o('start')])).toEqual([403, 'same-person', clause]);
    expect(await naming([g.o('v1'), g.o('jc1')], left)).toEqual([
      422,
      'object-hand-picked',
      clause,
    ]);
    expect(await naming([g.o('v1'), g.o('jc1')], await g.inspected())).toEqual([
      422,
      'revisit-outside-population',
      clause,
    ]);
    expect(await round.act('jc1', 'revisitors', round.name(one))).toEqual([
      403,
      'not-owed-by-you',
      clause,
    ]);
    await round.accepted('start', 'revisitors', round.name(one));
    // A decision that falls after the draw stays in the population, and is shown to have fallen.
    const file = (await round.seen()).grounds.find((x) => x.institution === one)!.file;
    await b.owner`update penalty_decision set state = 'fallen' where file_id = ${file}`;
    // Another one in the same case is not the decision by which the institution is in the population.
    await b.owner`insert into penalty_decision
      select (jsonb_populate_record(d, '{"number": 2, "state": "served", "act_id": "second"}')).* from penalty_decision d where file_id = ${file}`;
    expect((await round.seen()).grounds.find((x) => x.institution === one)).toMatchObject({
      stands: false,
    });
    // Named for a case of the institution later on: others are named for the revisit.
    const later = await Case.open(b, { matter: 'fraud' }, one, staff);
    await later.accepted('investigator-assignment', {
      investigators: [g.o('v1'), staff.jds2],
    });
    expect(await round.give('v1', one)).toEqual([422, 'revisitor-on-case-team', clause]);
    expect(await round.give('zf1', one)).toEqual([200]);
    expect(await round.act('v1', 'revisit-record', await round.visit(one))).toEqual([
      422,
      'revisitor-on-case-team',
      clause,
    ]);
    expect(told(await round.read('v1', one))).toEqual([403, 'not-independent', clause]);
    expect(await round.act('start', 'revisitors', round.name(one, ['zf1', 'jc1']))).toEqual([
      422,
      'reason-missing',
      clause,
    ]);
    await round.accepted(
      'start',
      'revisitors',
      round.name(one, ['zf1', 'jc1'], { reason: '样例理由' }),
    );
    expect(await round.act('v1', 'revisit-record', await round.visit(one))).toEqual([
      403,
      'not-owed-by-you',
      clause,
    ]);
    await round.accepted('zf1', 'revisit-record', await round.visit(one));
    expect((await round.seen()).places[0]).toMatchObject({
      state: 'visited',
      offices: ['discipline-inspection', 'enforcement-supervision'],
    });
    expect(await round.act('start', 'revisitors', round.name(one, ['zf1', 'zf2']))).toEqual([
      409,
      'revisit-done',
      clause,
    ]);
  });

  it('TJ51-18 no record without answers, none before the naming, nothing answered twice', async () => {
    const g = await Rounds.setUp(b);
    const round = await g.drawn();
    const [one, two] = (await round.drawn()) as [string, string];
    expect(await round.give('v1', one)).toEqual([403, 'revisitor-not-named', clause]);
    // v3 was on site: who asks about it is not for v3 to choose.
    expect(await round.act('v3', 'revisitors', round.name(one))).toEqual([
      422,
      'revisitor-on-case-team',
      clause,
    ]);
    await round.accepted('start', 'revisitors', round.name(one));
    // What was said has no place in the file.
    expect(
      await round.act('v1', 'revisit-record', await round.visit(one, { remarks: '样例' })),
    ).toEqual([400, 'bad-input', clause]);
    expect(await round.act('v1', 'revisit-record', await round.visit(one))).toEqual([
      409,
      'revisit-unanswered',
      clause,
    ]);
    expect(await round.give('v1', two)).toEqual([403, 'revisitor-not-named', clause]);
    expect(
      (await round.post('v1', round.answersOf(one), { fairness: { answer: 'yes' } })).status,
    ).toBe(400);
    expect(await round.give('v1', one)).toEqual([200]);
    expect(await round.give('v1', one)).toEqual([200]);
    expect(await round.give('zf1', one, answers({ integrity: { answer: 'no' } }))).toEqual([
      409,
      'revisit-answered',
      clause,
    ]);
    const early = iso((await b.now(round.file)) - 3_600_000);
    expect(
      await round.act('v1', 'revisit-record', await round.visit(one, { visitedAt: early })),
    ).toEqual([422, 'revisit-before-draw', clause]);
    expect(
      await round.act('v1', 'revisit-unreachable', { institution: one, why: 'declined' }),
    ).toEqual([409, 'revisit-answered', clause]);
    expect(await round.act('zf1', 'revisit-record', await round.visit(one))).toEqual([
      403,
      'not-owed-by-you',
      clause,
    ]);
    // Once it is answered nobody is named who could read it, unless nobody can file its record; and whoever is named then does not read.
    const others = round.name(one, ['v2', 'zf2'], { reason: '样例理由' });
    expect(await round.act('start', 'revisitors', others)).toEqual([
      409,
      'revisit-answered',
      clause,
    ]);
    await b.owner`insert into recusal (bureau_id, officer_id, institution_id) values (${g.staff.bureau}, ${g.o('v1')}, ${one})`;
    await round.accepted('start', 'revisitors', others);
    expect(told(await round.read('v2', one))).toEqual([403, 'not-authorised', clause]);
    expect((await round.read('zf1', one)).status).toBe(200);
    await round.accepted('v2', 'revisit-record', await round.visit(one));
    // While a report that nobody can be reached is being judged no answer is taken.
    await round.accepted('start', 'revisitors', round.name(two));
    const message = b.owner.json({ facts: {} });
    await b.owner`insert into inbox (act_id, file_id, number, type, unit_id, officer_id, message, payload, hash, received_at, arrived_at, key, signalled_at)
      values (${`pending-${two}`}, ${round.file}, 900, 'revisit-unreachable', ${g.u('jds')}, ${g.o('v1')}, ${message}, ${b.owner.json({ institution: two })}, ${'ab'.repeat(32)}, now(), now(), ${two}, now())`;
    expect(await round.give('v1', two)).toEqual([409, 'revisit-pending', clause]);
  });

  it('TJ51-18 not reachable: tried on two days, with a reason; the next of the order comes, by nobody’s choice; struck, at once', async () => {
    const g = await Rounds.setUp(b, 5);
    const round = await g.drawn();
    const [one, two, three, four, five] = orderOf(await round.record()) as [
      string,
      string,
      string,
      string,
      string,
    ];
    for (const id of [one, three]) await round.accepted('start', 'revisitors', round.name(id));
    const first = await round.now();
    const hindered = (more: object) =>
      round.act('v1', 'revisit-unreachable', { institution: one, why: 'no-contact', ...more });
    const tried = { at: first, how: 'telephone' };
    expect(await hindered({ tries: [tried, tried], reason: '样例' })).toEqual([
      422,
      'revisit-tries-few',
      clause,
    ]);
    expect(await hindered({ why: 'struck' })).toEqual([422, 'revisit-not-struck', clause]);
    await b.skip(round.file, 30);
    const tries = [tried, { at: await round.now(), how: 'visit' }];
    expect(await hindered({ tries })).toEqual([422, 'reason-missing', clause]);
    expect(
      await hindered({ tries: [...tries, { at: iso(Date.now() - 8e8), how: 'visit' }] }),
    ).toEqual([422, 'revisit-before-draw', clause]);
    expect(
      await round.act('jc1', 'revisit-unreachable', {
        institution: one,
        why: 'no-contact',
        tries,
        reason: '样例',
      }),
    ).toEqual([403, 'revisitor-not-named', clause]);
    expect(await hindered({ tries, reason: '样例' })).toEqual([200]);
    expect(await round.drawn()).toEqual([two, three, four]);
    await b.owner`update institution set status = 'not-designated' where id = ${two}`;
    // The registry says it: nobody need be named first.
    await round.accepted('jc1', 'revisit-unreachable', { institution: two, why: 'struck' });
    const { duties } = (await b.get(g.o('jc1'), `/v1/files/${round.file}`)).body as {
      duties: { duty: string; item?: string; state: string }[];
    };
    expect(duties.filter((d) => d.duty === 'nameRevisitors' && d.item === two)).toEqual([]);
    expect(await round.drawn()).toEqual([three, four, five]);
    await b.owner`update institution set status = 'not-designated' where id = ${three}`;
    await round.accepted('v1', 'revisit-unreachable', { institution: three, why: 'struck' });
    // Nobody is left: the sample is smaller.
    expect(await round.drawn()).toEqual([four, five]);
    // Nobody is left who may revisit: 监察室 finds it, with a reason, and only where it is so.
    const wanting = { institution: four, why: 'no-revisitors' };
    expect(await round.act('start', 'revisit-unreachable', wanting)).toEqual([
      403,
      'not-owed-by-you',
      clause,
    ]);
    expect(await round.act('jc1', 'revisit-unreachable', { ...wanting, reason: '样例' })).toEqual([
      409,
      'revisitors-left',
      clause,
    ]);
    await b.owner`insert into recusal (bureau_id, officer_id, institution_id)
      select u.bureau_id, o.id, ${four} from officer o join unit u on u.id = o.unit_id where u.bureau_id = ${g.staff.bureau} and o.id <> ${g.o('jc1')}`;
    expect(await round.act('jc1', 'revisit-unreachable', wanting)).toEqual([
      422,
      'reason-missing',
      clause,
    ]);
    await round.accepted('jc1', 'revisit-unreachable', { ...wanting, reason: '样例' });
    await round.visited(five);
    await round.at('summarising');
    expect((await round.seen()).figures).toEqual({
      visited: 1,
      unreachable: 4,
      byTopic: Object.fromEntries(
        ['fairness', 'justice', 'integrity', 'civility'].map((t) => [t, [null, null, null, null]]),
      ),
    });
  });

  it('TJ51-18 where nobody of the unit may name, the unit over it does; where nobody can record what was answered, a head closes it', async () => {
    const g = await Rounds.setUp(b, 5);
    const round = await g.drawn();
    const [one] = (await round.drawn()) as [string];
    const bars = (units: string[], but: string[] = []) => b.owner`
      insert into recusal (bureau_id, officer_id, institution_id)
      select ${g.staff.bureau}, id, ${one} from officer where unit_id = any(${units.map(g.u)}) and id <> all(${but})`;
    const [head, , over] = g.staff.discussants as [string, string, string];
    const naming = round.name(one, ['zf1', 'jc1']);
    expect(await round.actOf(over, 'superior-revisitors', naming)).toEqual([
      403,
      'not-owed-by-you',
      clause,
    ]);
    await bars(['jds']);
    expect(await round.act('start', 'revisitors', naming)).toEqual([
      422,
      'revisitor-on-case-team',
      clause,
    ]);
    const wanting = { institution: one, why: 'no-revisitors', reason: '样例' };
    expect(await round.act('jc1', 'revisit-unreachable', wanting)).toEqual([
      409,
      'revisitors-left',
      clause,
    ]);
    expect(await round.actOf(over, 'superior-revisitors', naming)).toEqual([200]);
    const owed = async () =>
      (
        (await b.get(g.o('jc1'), `/v1/files/${round.file}`)).body as {
          duties: { duty: string; item?: string; state: string }[];
        }
      ).duties
        .filter(({ item, state }) => item === one && state === 'open')
        .map(({ duty }) => duty);
    expect(await owed()).toEqual(['carryOutRevisit']);
    const closing = { institution: one, reason: '样例理由' };
    expect(await round.act('jc2', 'revisit-closure', closing)).toEqual([
      409,
      'revisit-unanswered',
      clause,
    ]);
    expect(await round.give('zf1', one)).toEqual([200]);
    expect(await round.act('jc2', 'revisit-closure', closing)).toEqual([
      409,
      'revisitors-left',
      clause,
    ]);
    await bars(['zfjd', 'jcs'], [g.o('jc2')]);
    expect(await round.act('jc2', 'revisit-closure', { institution: one })).toEqual([
      400,
      'bad-input',
      clause,
    ]);
    expect(await round.act('zf2', 'revisit-closure', closing)).toEqual([
      403,
      'not-owed-by-you',
      clause,
    ]);
    expect(await round.act('boss', 'revisit-closure', closing)).toEqual([
      422,
      'revisitor-on-case-team',
      clause,
    ]);
    expect(await round.actOf(head, 'revisit-closure', closing)).toEqual([200]);
    expect(await owed()).toEqual([]);
    expect((await round.seen()).places.find((p) => p.institution === one)).toMatchObject({
      state: 'visited',
    });
    expect(await round.act('jc2', 'revisit-closure', closing)).toEqual([
      409,
      'revisit-done',
      clause,
    ]);
  });

  it('TJ51-18 management periods are reminded of and never a breach', async () => {
    const g = await Rounds.setUp(b, 5, { nameDays: 1, visitDays: 1 });
    const round = await g.drawn();
    await b.skip(round.file, 24 * 14);
    const read = async (path: string) => (await b.get(g.o('jc1'), path)).body as never;
    const { duties } = (await read(`/v1/files/${round.file}`)) as {
      duties: { duty: string; state: string; force: string; clause: string }[];
    };
    const naming = duties.filter(({ duty }) => duty === 'nameRevisitors');
    expect(naming).toHaveLength(3);
    for (const one of naming)
      expect(one).toMatchObject({ state: 'overdue', force: 'management', clause });
    expect(((await read(`/v1/breaches?file=${round.file}`)) as { items: [] }).items).toEqual([]);
    const [one] = (await round.drawn()) as [string];
    await round.visited(one);
  });

  it('TJ51-18 the population is inspected on site or sanctioned, never more; days on both ends count', async () => {
    const g = await Rounds.setUp(b, 3);
    const [first, last] = [await g.inspected(day(-40)), await g.inspected(today())];
    await g.inspected(day(-41));
    const offSite = await g.inspected();
    await b.owner`update inspection_plan set on_site = false where id = ${`past-${offSite}`}`;
    const never = await g.inspected();
    await b.owner`update inspection_plan set abandoned = true, last_on_site_on = null where id = ${`past-${never}`}`;
    // A case that is not decided. Final decisions: one that orders something, one that restores, one that was refused.
    await Case.open(b, {}, offSite, g.staff);
    const warned = await g.decidedFinally('warn');
    await g.decidedFinally('restore');
    await g.decidedFinally('warn', false);
    const round = await g.committed();
    const { grounds } = await round.seen();
    expect(grounds.map((x) => x.institution).toSorted()).toEqual(
      [...g.institutions, first, last, warned].toSorted(),
    );
    expect(grounds.find((x) => x.institution === warned)).toMatchObject({
      kind: 'final-decision',
      stands: true,
    });
  });
});
