/** A bureau of a test's own with the lists, departments and people around implementing rules, and a rule acted out in it. */
import { expect, vi } from 'vitest';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import { instant, type CivilDate } from '../../domain/time/instant.ts';
import {
  addDays,
  Bureau,
  document,
  Fixture,
  iso,
  problemOf,
  today,
  type Body,
  type Problem,
} from '../coordination-issue/fixtures.ts';
import type { Reply } from '../setup/bureau.ts';
import { uniqueHex } from '../setup/unique.ts';

export { addDays, Bureau, document, Fixture, iso, problemOf, today, type Body };

/** zx-02 came ten days ago; fs-01 is not done on commitment; js-01 belongs to the settlement centre, qx-01 only to the district. */
export const listed = {
  issuing: 'zm-01',
  alsoIssuing: 'zm-02',
  later: 'zx-02',
  plain: 'fs-01',
  others: 'js-01',
  district: 'qx-01',
} as const;
export const laterFrom = (): CivilDate => addDays(today(), -10);

export async function setUpRules(b: Bureau, settings: object = {}): Promise<Fixture> {
  const g = await Fixture.setUp(b, settings);
  for (const [name, roles, over] of [
    ['qj', ['district-fund-centre'], 'ju'],
    ['js', ['settlement-centre'], 'ju'],
  ] as const) {
    await b.owner`insert into unit (id, bureau_id, name, roles, superior_id) values (${g.u(name)}, ${g.id}, ${name}, ${[...roles]}, ${g.u(over)})`;
    await b.owner`insert into officer (id, unit_id, name, roles) values (${g.o(`${name}-h`)}, ${g.u(name)}, ${name}, ${['handler']})`;
  }
  // Over everybody but the supervising departments: in Fixture 市局 stands over no department by itself.
  await register(g, laterFrom(), ['zm-01', 'zm-02', 'zx-02', 'fs-01', 'js-01', 'qx-01']);
  return g;
}

/** The next list of the bureau, with these items. */
export async function register(g: Fixture, from: string, ids: readonly string[]): Promise<void> {
  const pairs: Record<string, [string, string][]> = {
    'js-01': [['js', 'sup']],
    'qx-01': [['qj', 'other']],
    'zm-01': [
      ['acc', 'sup'],
      ['qj', 'other'],
    ],
  };
  const items = ids.map((id) => ({
    id,
    name: id,
    types: id === 'fs-01' ? [] : ['certification', 'credit'],
    licenceKind: null,
    materials: [{ id: 'm-1', name: '材料' }],
    departments: (pairs[id] ?? [['acc', 'sup']]).map(([accepting, supervising]) => ({
      accepting: g.u(accepting),
      supervising: g.u(supervising),
    })),
  }));
  await g.b
    .owner`select register_service_list(${g.b.owner.json({ bureau: g.id, effectiveFrom: from, document: document(), reason: '测试', by: g.o('rar'), items } as never)})`;
}

export const sections = (g: Fixture, changes: Body = {}): Body => ({
  departments: [{ accepting: g.u('acc'), supervising: g.u('sup') }],
  materials: '样例：承诺材料',
  content: '样例：内容',
  method: '样例：方式',
  procedure: '样例：程序\n第二行',
  suggestion: '样例：建议',
  ...changes,
});

export interface RuleItem {
  item: string;
  file: string | null;
  stage: string | null;
  version: number | null;
  rule: Delivered | null;
  portal: Delivered | null;
}
interface Delivered {
  state: string;
  due: string;
  doneAt: string | null;
  force: string;
  breach: string | null;
}
export interface RuleView {
  version: number;
  effectiveFrom: string;
  until: string | null;
  lapsedFrom: string | null;
  check: unknown;
  feedback: unknown;
  reason: string | null;
  author: string;
  by: string;
  countersignatures: { side: string; officer: string }[];
  recognised: boolean;
  sections: Body;
  file: string;
}

/** The rule of one item. */
export class Rule {
  readonly g: Fixture;
  readonly item: string;
  file = '';
  act = '';
  constructor(g: Fixture, item: string) {
    this.g = g;
    this.item = item;
  }

  static async open(g: Fixture, item: string, by = 'acc-h', changes: Body = {}): Promise<Rule> {
    const rule = new Rule(g, item);
    const reply = await g.post(by, '/v1/implementing-rules', { item, ...changes });
    expect([reply.status, reply.status === 201 ? '' : reply.text]).toEqual([201, '']);
    ({ file: rule.file, act: rule.act } = reply.body as { file: string; act: string });
    return rule;
  }

  /** Opened, published and on the portal. */
  static async inForce(g: Fixture, item: string, changes: Body = {}): Promise<Rule> {
    const rule = await Rule.open(g, item);
    await rule.accept('rule-publication', changes);
    await rule.accept('portal-update');
    return rule;
  }

  now = async (): Promise<number> => this.g.b.now(this.file);
  day = async (): Promise<CivilDate> => civilDateOf(instant(await this.now()));

  async forms(): Promise<Record<string, Body>> {
    const now = iso(await this.now());
    const rule = {
      documentNo: `津医保规〔2026〕${uniqueHex()}号`,
      document: document(),
      publishedAt: now,
      effectiveFrom: await this.day(),
      sections: sections(this.g),
    };
    return {
      'rule-publication': rule,
      'rule-revision': { ...rule, effectiveFrom: addDays(await this.day(), 1), reason: '样例调整' },
      'portal-update': { updatedAt: now, document: document(2) },
      countersignature: { version: 1, side: 'accepting' },
      'rule-review': { outcome: 'keep', findings: '样例：无须调整' },
    };
  }
  async submit(type: string, changes: Body = {}, by = 'acc-h'): Promise<Reply> {
    return this.g.act(by, this.file, type, { ...(await this.forms())[type], ...changes });
  }
  async accept(
    type: string,
    changes: Body = {},
    by?: string,
  ): Promise<{ timing?: string; duty?: string }> {
    const reply = await this.submit(type, changes, by);
    expect([type, reply.status, reply.status === 200 ? '' : reply.text]).toEqual([type, 200, '']);
    return reply.body;
  }
  async refuse(type: string, changes: Body = {}, by?: string): Promise<Problem> {
    return problemOf(await this.submit(type, changes, by));
  }

  deadline = (key: string) => this.g.deadline(this.file, key);
  breaches = async () =>
    (
      (await this.g.breaches(this.file)) as {
        key: string;
        clause: string;
        state: string;
        doneAt: string | null;
        due: string;
      }[]
    ).toSorted((a, b) => (a.key < b.key ? -1 : 1));
  async row(): Promise<RuleItem> {
    const { items } = (await this.g.get('reg', '/v1/implementing-rules')).body as {
      items: RuleItem[];
    };
    return items.find((i) => i.item === this.item)!;
  }
  versions = async (): Promise<RuleView[]> =>
    (
      (await this.g.get('sup', `/v1/implementing-rules/${this.item}/versions`)).body as {
        items: RuleView[];
      }
    ).items;
  notes = async (): Promise<string[]> => (await this.g.view(this.file)).notes;
  eventually = (check: () => Promise<void>): Promise<void> =>
    vi.waitFor(check, { timeout: 8_000, interval: 30 });
}
