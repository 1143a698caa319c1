/** TJ84-14: a rule is adjusted by new versions; no two overlap, none rewrites the past, and a case keeps the one of its approval (TJ84-7). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addYears } from '../../domain/time/civil-date.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import { addDays, Bureau, Fixture, setUpRules, listed, Rule, today } from './fixtures.ts';

let b: Bureau;
beforeAll(async () => {
  b = await Bureau.open();
});
afterAll(() => b.close());

const inForce = async (g: Fixture, item: string, day: string): Promise<number | undefined> =>
  (
    await b.owner<
      { version: number }[]
    >`select version from rule_in_force(${g.id}, ${item}, ${day}::date)`
  )[0]?.version;
/** A year on, the last day included. */
const dueIn = (day: CivilDate): string => `${addDays(addYears(day, 1), 1)}T00:00:00+08:00`;
const fivedays = { count: 5, unit: 'working-days', section: 'procedure', from: 'distribution' };

describe.concurrent('TJ84-14 versions', () => {
  it('a new version has its first day, its reason and its author; the one before holds until then', async () => {
    const rule = await Rule.inForce(await setUpRules(b), listed.later);
    const from = addDays(today(), 20);
    await rule.accept('rule-revision', { effectiveFrom: from, reason: '样例：程序调整' });
    expect(await rule.versions()).toMatchObject([
      {
        version: 2,
        effectiveFrom: from,
        until: null,
        reason: '样例：程序调整',
        by: rule.g.o('acc-h'),
      },
      { version: 1, effectiveFrom: today(), until: addDays(from, -1), reason: null },
    ]);
    expect(
      await Promise.all(
        [addDays(today(), -1), today(), addDays(from, -1), from].map((day) =>
          inForce(rule.g, listed.later, day),
        ),
      ),
    ).toEqual([undefined, 1, 1, 2]);
    expect(
      (await rule.g.get('far', `/v1/implementing-rules/${listed.later}?day=${from}`)).body,
    ).toMatchObject({ version: 2 });
    expect(
      (await rule.g.entries(rule.file, 'rule-version-published')).map((e) => [
        e.clause,
        e.body['version'],
      ]),
    ).toEqual([
      ['TJ84-13', 1],
      ['TJ84-14', 2],
    ]);
  });

  it('cannot: without a reason, before it is published, before the first one, by somebody else', async () => {
    const rule = await Rule.open(await setUpRules(b), listed.later);
    expect(await rule.refuse('rule-revision')).toMatchObject({
      status: 409,
      code: 'not-awaited',
      clause: 'TJ84-14',
    });
    expect(
      await rule.refuse('rule-publication', { effectiveFrom: addDays(today(), -1) }),
    ).toMatchObject({ status: 422, code: 'rule-retroactive', clause: 'TJ84-14' });
    await rule.accept('rule-publication');
    expect(await rule.refuse('rule-revision', { reason: undefined })).toMatchObject({
      status: 422,
      code: 'reason-missing',
      clause: 'TJ84-14',
    });
    expect(
      await rule.refuse('rule-revision', { effectiveFrom: addDays(today(), -1) }),
    ).toMatchObject({ status: 422, code: 'rule-retroactive', clause: 'TJ84-14' });
    expect(await rule.refuse('rule-revision', {}, 'js-h')).toMatchObject({
      status: 403,
      code: 'not-owed-by-you',
      clause: 'TJ84-14',
    });
    expect(await rule.refuse('rule-revision', { sections: {} })).toMatchObject({
      code: 'section-missing',
      clause: 'TJ84-13',
    });
    expect((await rule.versions()).map((v) => v.version)).toEqual([1]);
  });

  it('cannot: overlapping the version before it, also with one that does not hold yet', async () => {
    const rule = await Rule.inForce(await setUpRules(b), listed.later);
    expect(await rule.refuse('rule-revision', { effectiveFrom: today() })).toMatchObject({
      status: 409,
      code: 'rule-overlap',
      clause: 'TJ84-14',
    });
    await rule.accept('rule-revision', { effectiveFrom: addDays(today(), 30) });
    for (const days of [15, 30])
      expect(
        await rule.refuse('rule-revision', { effectiveFrom: addDays(today(), days) }),
      ).toMatchObject({ code: 'rule-overlap' });
    await rule.accept('rule-revision', { effectiveFrom: addDays(today(), 31) });
  });

  it('the database itself lets no two ranges overlap', async () => {
    const rule = await Rule.inForce(await setUpRules(b), listed.later);
    const insert = (changes: Record<string, unknown>) =>
      b.owner`insert into implementing_rule select (jsonb_populate_record(r, ${b.owner.json({ version: 2, previous: 1, previous_from: today(), effective_from: addDays(today(), 3), reason: '测试', act_id: rule.act, ...changes } as never)})).* from implementing_rule r where file_id = ${rule.file}`;
    for (const changes of [
      { effective_from: today() },
      { effective_from: addDays(today(), -1) },
      { previous_from: addDays(today(), -9), effective_from: addDays(today(), -8) },
      { version: 3 },
      { version: 3, previous: 2 },
      { previous: null, previous_from: null },
      { version: 1 },
      { reason: null },
    ]) {
      await expect(insert(changes), JSON.stringify(changes)).rejects.toThrow(
        /check constraint|foreign key|duplicate key/,
      );
    }
    await insert({});
    await expect(insert({ effective_from: addDays(today(), 9) })).rejects.toThrow(/duplicate key/);
    await expect(b.owner`truncate implementing_rule cascade`).rejects.toThrow(/append-only/);
  });

  it('a turn that is repeated learns what the first one learnt: its own version is none before it', async () => {
    const rule = await Rule.inForce(await setUpRules(b), listed.later);
    await rule.accept('rule-revision');
    const rows = await b.owner<
      { last: number }[]
    >`select (known_of(f, i)->>'last')::int as last from inbox i join file f on f.id = i.file_id where f.id = ${rule.file} and i.type like 'rule-%' and i.number > 1 order by i.number`;
    expect(rows.map((r) => r.last)).toEqual([0, 1]);
  });

  it('cannot: taking from approved cases the version they were approved under', async () => {
    const rule = await Rule.inForce(await setUpRules(b), listed.issuing, {
      publishedAt: '2021-10-08T09:00:00+08:00',
      effectiveFrom: '2021-10-08',
    });
    await rule.g.approve();
    expect(await rule.refuse('rule-revision', { effectiveFrom: today() })).toMatchObject({
      status: 409,
      code: 'rule-changes-past',
      clause: 'TJ84-14',
    });
    await rule.accept('rule-revision', { effectiveFrom: addDays(today(), 1) });
  });

  it('once a year somebody is reminded to look at it again: by management, never a breach', async () => {
    const rule = await Rule.inForce(await setUpRules(b), listed.later);
    expect(await rule.deadline('reviewRule:1')).toMatchObject({
      clause: 'TJ84-14',
      force: 'management',
      state: 'open',
      status: 'firm',
      due: dueIn(today()),
    });
    await rule.g.overrun(rule.file, 'reviewRule:1');
    await rule.eventually(async () =>
      expect((await rule.deadline('reviewRule:1')).state).toBe('overdue'),
    );
    expect(await rule.g.entries(rule.file, 'duty-reminded')).toHaveLength(2);
    expect((await rule.g.entries(rule.file, 'management-overdue')).map((e) => e.clause)).toEqual([
      'TJ84-14',
    ]);
    expect((await rule.accept('rule-review')).timing).toBe('late');
    expect(await rule.breaches()).toEqual([]);
    // The next one counts from this; a new version is a review, too.
    expect((await rule.deadline('reviewRule:2')).due).toBe(dueIn(await rule.day()));
    await rule.accept('rule-revision');
    expect((await rule.deadline('reviewRule:2')).state).toBe('void');
    expect((await rule.deadline('reviewRule:3')).state).toBe('open');
  });

  it('is parked cheaply: one alarm, and no more than a handful of events for a version', async () => {
    const rule = await Rule.inForce(await setUpRules(b), listed.later);
    const events = async () =>
      (
        await b.service.engine.as('o-coord', () =>
          b.service.engine.client.workflow.getHandle(rule.file).describe(),
        )
      ).historyLength;
    const before = await events();
    for (let i = 1; i <= 5; i++)
      await rule.accept('rule-revision', { effectiveFrom: addDays(today(), i) });
    expect(((await events()) - before) / 5).toBeLessThan(12);
  });
});

describe.concurrent('TJ84-7 a rule’s own periods', () => {
  it('bind the cases approved under it, and are cited to the rule, its section and version', async () => {
    const rule = await Rule.inForce(await setUpRules(b), listed.issuing, {
      publishedAt: '2021-10-08T09:00:00+08:00',
      effectiveFrom: '2021-10-08',
      check: fivedays,
      feedback: { count: 24, unit: 'hours', section: 'suggestion', from: 'check' },
    });
    const { g } = rule;
    const file = await g.approve();
    expect((await g.get('acc-h', `/v1/commitment-cases/${file}`)).body).toMatchObject({
      rule: { item: 'zm-01', version: 1 },
    });
    await g.accept('sup-d', file, 'distribution', { assignee: g.o('sup-h') });
    expect(await g.deadline(file, 'check')).toMatchObject({
      clause: 'IR:zm-01/v1/监管程序',
      force: 'text',
      article: '实施细则（zm-01）第1版 监管程序（自收到分发起算）',
    });
    await g.overrun(file, 'check');
    await rule.eventually(async () =>
      expect(await g.breaches(file)).toMatchObject([
        { clause: 'IR:zm-01/v1/监管程序', state: 'standing' },
      ]),
    );
  });

  it('TJ84-14 an old case keeps its version when a new one comes; without a rule its periods are management', async () => {
    const g = await setUpRules(b);
    const before = await g.approve();
    const rule = await Rule.inForce(g, listed.issuing, { check: fivedays });
    const under = await g.approve();
    await rule.accept('rule-revision', {
      effectiveFrom: addDays(today(), 1),
      check: { ...fivedays, count: 2, section: 'method' },
    });
    for (const file of [before, under])
      await g.accept('sup-d', file, 'distribution', { assignee: g.o('sup-h') });
    expect(await g.deadline(before, 'check')).toMatchObject({
      clause: 'TJ84-7',
      force: 'management',
    });
    expect(await g.deadline(under, 'check')).toMatchObject({
      clause: 'IR:zm-01/v1/监管程序',
      force: 'text',
    });
  });
});
