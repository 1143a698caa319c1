/** TJ84-15.5: both coordinators recognise a version; two persons, one of each side; what is missing is shown and bars nothing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, Bureau, setUpRules, listed, Rule, sections, today } from './fixtures.ts';

let b: Bureau;
beforeAll(async () => {
  b = await Bureau.open();
});
afterAll(() => b.close());

const supervising = { side: 'supervising' };

describe.concurrent('TJ84-15.5 countersigning', () => {
  it('is shown: missing, one-sided, by both; the rule is in force all the while', async () => {
    const rule = await Rule.inForce(await setUpRules(b), listed.later);
    expect((await rule.notes()).join()).toMatch(/第1版.*受理方未会签，监管方未会签/);
    expect(await rule.versions()).toMatchObject([
      { version: 1, countersignatures: [], recognised: false },
    ]);
    await rule.accept('countersignature', supervising, 'sup');
    expect((await rule.notes()).join()).toMatch(/受理方未会签，监管方已会签/);
    expect((await rule.versions())[0]).toMatchObject({
      recognised: false,
      countersignatures: [{ side: 'supervising', officer: rule.g.o('sup') }],
    });
    await rule.accept('countersignature', {}, 'acc');
    expect(await rule.notes()).toHaveLength(1);
    expect((await rule.notes()).join()).toMatch(/受理方已会签，监管方已会签/);
    expect((await rule.versions())[0]).toMatchObject({ recognised: true });
    expect((await rule.g.view(rule.file)).stage).toBe('in-force');
  });

  it('each version is signed by itself', async () => {
    const rule = await Rule.inForce(await setUpRules(b), listed.later);
    await rule.accept('countersignature', {}, 'acc');
    await rule.accept('rule-revision');
    expect((await rule.notes()).join()).toMatch(/第2版.*受理方未会签/);
    await rule.accept('countersignature', { version: 2 }, 'acc');
    await rule.accept('countersignature', supervising, 'sup');
    expect((await rule.versions()).map((v) => [v.version, v.recognised])).toEqual([
      [2, false],
      [1, true],
    ]);
  });

  it('cannot: twice, for another side, by nobody’s coordinator, for a version that is not there', async () => {
    const rule = await Rule.open(await setUpRules(b), listed.later);
    expect(await rule.refuse('countersignature', {}, 'acc')).toMatchObject({
      status: 409,
      code: 'not-awaited',
      clause: 'TJ84-15.5',
    });
    await rule.accept('rule-publication');
    expect(await rule.refuse('countersignature', { version: 2 }, 'acc')).toMatchObject({
      status: 422,
      code: 'version-unknown',
      clause: 'TJ84-15.5',
    });
    expect(await rule.refuse('countersignature', supervising, 'acc')).toMatchObject({
      status: 403,
      code: 'not-of-this-side',
      clause: 'TJ84-15.5',
    });
    expect(await rule.refuse('countersignature', {}, 'sup')).toMatchObject({
      status: 403,
      code: 'not-of-this-side',
      clause: 'TJ84-15.5',
    });
    expect(await rule.refuse('countersignature', {}, 'acc-h')).toMatchObject({
      status: 403,
      code: 'not-coordinator',
      clause: 'TJ84-15.5',
    });
    expect(await rule.refuse('countersignature', supervising, 'other')).toMatchObject({
      status: 403,
      code: 'not-owed-by-you',
      clause: 'TJ84-15.5',
    });
    await rule.accept('countersignature', {}, 'acc');
    expect(await rule.refuse('countersignature', {}, 'acc')).toMatchObject({
      status: 409,
      code: 'already-countersigned',
      clause: 'TJ84-15.5',
    });
  });

  it('cannot: one person for both sides, even where one department is both', async () => {
    const g = await setUpRules(b);
    const { owner } = b;
    // One department accepts and supervises, and its coordinator holds both posts.
    await owner`update unit set roles = ${['city-fund-centre', 'supervising-department']} where id = ${g.u('acc')}`;
    await owner`insert into service_item_department select bureau_id, version, 'js-01', ${g.u('acc')}, ${g.u('acc')} from service_list where bureau_id = ${g.id} order by version desc limit 1`;
    await owner`insert into coordinator (unit_id, side, officer_id, substitute_id, from_on, reason, registered_by) values (${g.u('acc')}, 'supervising', ${g.o('acc')}, ${g.o('acc-h')}, '2020-01-01', '测试', ${g.o('rar')})`;
    const rule = await Rule.open(g, listed.others);
    await rule.accept('rule-publication', {
      sections: sections(g, { departments: [{ accepting: g.u('acc'), supervising: g.u('acc') }] }),
    });
    await rule.accept('countersignature', {}, 'acc');
    expect(await rule.refuse('countersignature', supervising, 'acc')).toMatchObject({
      status: 403,
      code: 'same-person',
      clause: 'TJ84-15.5',
    });
    expect(await rule.refuse('countersignature', supervising, 'acc-h')).toMatchObject({
      code: 'not-coordinator',
    });
    // The coordinator is away: the substitute signs, another person.
    await owner`insert into absence (officer_id, from_on, until_on, reason, registered_by) values (${g.o('acc')}, ${addDays(today(), -1)}, ${addDays(today(), 9)}, '测试', ${g.o('rar')})`;
    await rule.accept('countersignature', supervising, 'acc-h');
    const [row] = await owner<
      { n: number }[]
    >`select count(distinct officer_id)::int as n from rule_countersignature where bureau_id = ${g.id}`;
    expect(row!.n).toBe(2);
    await expect(
      owner`delete from rule_countersignature where bureau_id = ${g.id}`,
    ).rejects.toThrow(/append-only/);
  });
});
