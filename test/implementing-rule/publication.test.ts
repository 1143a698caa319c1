/** TJ84-13, 12.2: a rule has all six sections, names the departments of the list, and is written for its own level or below. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fields } from '../rapid-response/acts.ts';
import {
  addDays,
  Bureau,
  setUpRules,
  listed,
  Rule,
  sections,
  today,
  type Body,
  type RuleView,
} from './fixtures.ts';

let b: Bureau;
beforeAll(async () => {
  b = await Bureau.open();
});
afterAll(() => b.close());

const sectionNames = {
  departments: '受理部门和监管部门名称',
  materials: '承诺材料情况',
  content: '监管内容',
  method: '监管方式',
  procedure: '监管程序',
  suggestion: '处理建议',
};

describe.concurrent('TJ84-13 the sections', () => {
  it('cannot: any of the six missing or blank, and nothing is published', async () => {
    const rule = await Rule.open(await setUpRules(b), listed.later);
    for (const [id, name] of Object.entries(sectionNames)) {
      for (const blank of [undefined, id === 'departments' ? [] : ' \n\t ']) {
        const reply = await rule.submit('rule-publication', {
          sections: sections(rule.g, { [id]: blank }),
        });
        expect([id, reply.status, reply.body]).toMatchObject([
          id,
          422,
          { code: 'section-missing', clause: 'TJ84-13', detail: expect.stringContaining(name) },
        ]);
      }
    }
    const { detail } = (await rule.submit('rule-publication', { sections: {} })).body as {
      detail: string;
    };
    for (const name of Object.values(sectionNames)) expect(detail).toContain(name);
    expect(await rule.versions()).toEqual([]);
    expect((await rule.deadline('compileRule')).state).toBe('open');
  });

  it('names its departments as the service list has them', async () => {
    const rule = await Rule.open(await setUpRules(b), listed.issuing);
    const { u } = rule.g;
    const naming = (...pairs: [string, string][]): Body => ({
      sections: sections(rule.g, {
        departments: pairs.map(([accepting, supervising]) => ({
          accepting: u(accepting),
          supervising: u(supervising),
        })),
      }),
    });
    expect(await rule.refuse('rule-publication', naming(['acc', 'nobody']))).toMatchObject({
      status: 422,
      code: 'department-unregistered',
      clause: 'TJ84-13',
    });
    expect(
      await rule.refuse('rule-publication', {
        sections: sections(rule.g, {
          departments: [{ accepting: 'tj.jjzx', supervising: 'tj.jgc' }],
        }),
      }),
    ).toMatchObject({ code: 'department-unregistered' });
    expect(await rule.refuse('rule-publication', naming(['acc', 'other']))).toMatchObject({
      status: 422,
      code: 'department-mismatch',
      clause: 'TJ84-13',
    });
    expect(
      await rule.refuse('rule-publication', naming(['acc', 'sup'], ['far', 'sup'])),
    ).toMatchObject({ code: 'department-mismatch' });
    await rule.accept('rule-publication', naming(['acc', 'sup'], ['qj', 'other']));
    // Whoever it names may read the file.
    expect((await rule.g.get('other', `/v1/files/${rule.file}`)).status).toBe(200);
    expect((await rule.g.get('far', `/v1/files/${rule.file}`)).status).toBe(403);
  });

  it('the list is that of its first day', async () => {
    // On the day of the issuing the district was not on the list.
    const rule = await Rule.open(await setUpRules(b), listed.issuing);
    const district = { accepting: rule.g.u('qj'), supervising: rule.g.u('other') };
    const then = { publishedAt: '2021-10-01T09:00:00+08:00', effectiveFrom: '2021-10-08' };
    expect(
      await rule.refuse('rule-publication', {
        ...then,
        sections: sections(rule.g, { departments: [district] }),
      }),
    ).toMatchObject({ code: 'department-mismatch' });
    await rule.accept('rule-publication', then);
  });

  it('TJ84-12.2 cannot: ruling for another department of the city', async () => {
    const g = await setUpRules(b);
    await b.owner`insert into service_item_department select bureau_id, version, 'zx-02', ${g.u('js')}, ${g.u('sup')} from service_list where bureau_id = ${g.id} order by version desc limit 1`;
    const rule = await Rule.open(g, listed.later);
    const both = [
      { accepting: g.u('acc'), supervising: g.u('sup') },
      { accepting: g.u('js'), supervising: g.u('sup') },
    ];
    expect(
      await rule.refuse('rule-publication', { sections: sections(g, { departments: both }) }),
    ).toMatchObject({ status: 403, code: 'not-own-or-lower', clause: 'TJ84-12.2' });
  });

  it('may have further ones (等); what was published is read by everybody of the bureau and changes no more', async () => {
    const rule = await Rule.open(await setUpRules(b), listed.later);
    const extra = [{ title: '附则', text: '样例：附则' }];
    await rule.accept('rule-publication', {
      sections: sections(rule.g, { extra }),
      check: { count: 5, unit: 'working-days', section: 'procedure', from: 'push' },
      feedback: { count: 24, unit: 'hours', section: '附则', from: 'check' },
    });
    const read = (await rule.g.get('far', `/v1/implementing-rules/${listed.later}`))
      .body as RuleView;
    expect(read).toMatchObject({
      version: 1,
      effectiveFrom: today(),
      until: null,
      author: rule.g.u('acc'),
      by: rule.g.o('acc-h'),
      file: rule.file,
      sections: sections(rule.g, { extra }),
      check: { limit: { unit: 'working-days', count: 5 }, section: '监管程序', from: 'push' },
      feedback: { limit: { unit: 'hours', count: 24 }, section: '附则', from: 'check' },
    });
    expect(
      (await rule.g.get('far', `/v1/implementing-rules/${listed.later}/versions/1`)).body,
    ).toEqual(read);
    expect(
      (await rule.g.get('far', `/v1/implementing-rules/${listed.later}/versions/2`)).status,
    ).toBe(404);
    expect((await rule.g.get('far', `/v1/implementing-rules/${listed.issuing}`)).status).toBe(404);
    expect((await b.get('o-jjzx-1', `/v1/implementing-rules/${listed.later}`)).status).toBe(404);
    expect(await rule.refuse('rule-publication')).toMatchObject({
      status: 409,
      code: 'not-awaited',
      clause: 'TJ84-14',
    });
    for (const change of [
      'update implementing_rule set sections = sections',
      'delete from implementing_rule',
    ])
      await expect(b.owner.unsafe(`${change} where file_id = '${rule.file}'`)).rejects.toThrow(
        /append-only/,
      );
  });

  it('a period never comes without unit and section (TJ84-13)', async () => {
    const rule = await Rule.open(await setUpRules(b), listed.later);
    expect(
      fields(
        await rule.submit('rule-publication', {
          check: { count: 5, section: 'procedure', from: 'push' },
        }),
      ),
    ).toEqual([400, 'bad-input', ['/check/unit']]);
    expect(
      fields(
        await rule.submit('rule-publication', {
          feedback: { count: 5, unit: 'working-days', from: 'push' },
        }),
      ),
    ).toEqual([400, 'bad-input', ['/feedback/section']]);
    expect(
      await rule.refuse('rule-publication', {
        check: { count: 5, unit: 'working-days', section: '附则', from: 'push' },
      }),
    ).toMatchObject({ status: 422, code: 'period-section-missing', clause: 'TJ84-13' });
  });

  it('the database keeps the same promises', async () => {
    const rule = await Rule.inForce(await setUpRules(b), listed.later);
    const insert = (changes: Record<string, unknown>) =>
      b.owner`insert into implementing_rule select (jsonb_populate_record(r, ${b.owner.json({ version: 2, previous: 1, previous_from: today(), effective_from: addDays(today(), 3), reason: '测试', act_id: rule.act, ...changes } as never)})).* from implementing_rule r where file_id = ${rule.file}`;
    for (const [section, blank] of Object.entries({
      departments: [],
      materials: ' ',
      content: '\n',
      method: '',
      procedure: null,
      suggestion: ' ',
    }))
      await expect(insert({ sections: sections(rule.g, { [section]: blank }) })).rejects.toThrow(
        /implementing_rule_sections_check/,
      );
    for (const period of [
      { limit: { count: 5 }, section: '监管程序' },
      { limit: { unit: 'working-days', count: 5 } },
      { limit: { unit: 'weeks', count: 5 }, section: '监管程序' },
    ])
      await expect(insert({ check_period: period })).rejects.toThrow(/period_check/);
  });
});
