/** 台面的各部分 The pages with an API that answers what a test says: what they ask of it, and what a person reads. */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Inner } from '../../api/http/inside.ts';
import type { ProblemBody } from '../../api/http/problems.ts';
import { breaches } from '../../api/pages/breaches.ts';
import { chaseMany, chases, chasesAgain } from '../../api/pages/chases.ts';
import type { DutyShown } from '../../api/pages/duty-lines.ts';
import { dutiesShown, possibleShown, type FileShown } from '../../api/pages/file-parts.ts';
import { filePage } from '../../api/pages/file.ts';
import { fileAct, newAct } from '../../api/pages/filing.ts';
import { controlsOf } from '../../api/pages/forms/controls.ts';
import { formShown, sendForm } from '../../api/pages/forms/form.ts';
import { isTooMuch, readForm } from '../../api/pages/forms/reading.ts';
import { fieldOf, labelOf, valueLabel, type Node } from '../../api/pages/forms/schema.ts';
import { html } from '../../api/pages/html.ts';
import { documentOf, problemBox } from '../../api/pages/layout.ts';
import { openingList } from '../../api/pages/openings.ts';
import { samplePeople } from '../../api/pages/sample-people.ts';
import { payloadShown } from '../../api/pages/payload.ts';
import type { Opening, Page, Visit } from '../../api/pages/visit.ts';
import { schemaOf } from '../../api/intake/procedures.ts';
import type { Person } from '../../db/queries/sessions.ts';
import { archiveShape } from '../../domain/commitment-case/approval.ts';
import { commonForms } from '../../domain/law/common-acts.ts';
import { reason } from '../../domain/law/form-fields.ts';
import { procedures } from '../../domain/procedures.ts';
import { document, line, officerId, subjectId } from '../../domain/law/shapes.ts';
import { hidden, words } from './support.ts';

const form = (fields: Record<string, string>): URLSearchParams => new URLSearchParams(fields);
const visitOf = (more: Partial<Visit>): Visit =>
  ({
    language: 'zh',
    t: (zh) => zh,
    say: (sentence) => sentence.zh,
    now: Date.parse('2026-03-02T09:30:00+08:00'),
    officer: 'o-1',
    csrf: 'token',
    params: {},
    query: new URLSearchParams(),
    form: new URLSearchParams(),
    engineUrl: () => '',
    openings: () => [],
    rolesFor: () => undefined,
    ...more,
  }) as Visit;
async function shown(page: Page, visit: Visit): Promise<string> {
  const answer = await page(visit);
  if (!('body' in answer)) throw new Error(`no page: ${Object.keys(answer).join()}`);
  return String(answer.body);
}
const jsonSchema = (shape: z.ZodType): Node => z.toJSONSchema(shape, { io: 'input' }) as Node;

const duty: DutyShown = {
  file: 'RR-A.tj.2026-1',
  key: 'decide:1',
  act: 'suspension-decision',
  action: { zh: '决定', en: 'decide' },
  owedBy: 'tj.zfc',
  owedTo: 'tj.jds',
  clause: 'X-4',
  article: '附件一',
  force: 'text',
  from: '2026-03-02T09:30:00+08:00',
  due: '2026-03-05T18:00:00+08:00',
  secondReading: null,
  status: 'firm',
  state: 'open',
  chases: 1,
  unanswered: 1,
  assignee: null,
  deputy: null,
  possiblyOverdue: false,
  explanation: [],
};
const schemaOfAct = (act: keyof typeof commonForms): Node =>
  schemaOf(commonForms[act].shape) as Node;
const offered = (act: string, schema: Node, more = {}): FileShown['possible'][number] => ({
  act,
  label: { zh: act, en: act },
  clause: 'X-4',
  schema,
  ...more,
});
const file: FileShown = {
  id: duty.file,
  procedure: 'rapid-response',
  bureau: 'tj',
  subject: { kind: 'institution', id: 'H1' },
  direction: 'A',
  stage: 'x',
  attention: 'none',
  nextDue: null,
  blocking: null,
  openedAt: duty.from,
  closedAt: null,
  outcome: null,
  parties: {},
  notes: [],
  duties: [duty],
  awaits: [],
  possible: [offered('chase-answer', schemaOfAct('chase-answer'))],
  mine: 'tj.zfc',
};

describe('X-4: a form', () => {
  it('takes words in paragraphs where the act has them in one line, and says so', () => {
    const schema = schemaOfAct('chase-answer');
    const read = readForm(schema, form({ '/duty': 'd', '/answer': '第一段\r\n\r\n  第二段\r\n' }));
    expect(read.body).toEqual({ duty: 'd', answer: '第一段 第二段' });
    expect(commonForms['chase-answer'].shape.safeParse(read.body).success).toBe(true);
    const language = 'zh' as const;
    const filled = { language, procedure: '', root: schema, form: form({}), problems: [] };
    expect(words(String(controlsOf(filled)))).toContain('不分段');
  });

  it('keeps what is wrong beside its row when rows before it were left empty', () => {
    const row = z.strictObject({ name: line(20), parts: z.array(document) });
    const schema = jsonSchema(z.strictObject({ rows: z.array(row) }));
    const sent = form({
      '_n:/rows': '4',
      '/rows/1/name': '甲',
      '_n:/rows/1/parts': '2',
      '/rows/1/parts/1/id': '号',
      '/rows/3/name': '乙',
    });
    const read = readForm(schema, sent);
    expect(read.body).toEqual({
      rows: [
        { name: '甲', parts: [{ id: '号' }] },
        { name: '乙', parts: [] },
      ],
    });
    const bad = { path: '/rows/0/parts/0/id', in: 'body' as const, zh: '错在这里', en: 'x' };
    const text = String(
      controlsOf({
        language: 'zh',
        procedure: '',
        root: schema,
        form: read.form,
        problems: [bad],
      }),
    );
    const of = (path: string): string =>
      new RegExp(`name="${path}"[^>]*>`).exec(text)?.[0] ?? 'there is no such field';
    expect(of('/rows/0/parts/0/id')).toMatch(/aria-invalid="true".* value="号"/);
    expect(of('/rows/1/name')).toContain('value="乙"');
    expect(of('/rows/2/name')).toBe('there is no such field');
  });

  it('of several shapes names each, and says once what is wrong: every id stands once', () => {
    const schema = jsonSchema(
      z.strictObject({
        how: z.union([
          z.strictObject({ kind: z.literal('post'), document }),
          z.strictObject({ reason: line(20) }),
        ]),
      }),
    );
    const bad = { path: '/how', in: 'body' as const, zh: '错在这里', en: 'x' };
    const text = String(
      controlsOf({
        language: 'zh',
        procedure: '',
        root: schema,
        form: form({ '_v:/how': '0' }),
        problems: [bad],
      }),
    );
    const ids = [...text.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(ids).toEqual([...new Set(ids)]);
    expect(text.match(/错在这里/g)).toHaveLength(1);
    expect(text).toMatch(/<option value="0" selected>邮寄送达<.*<option value="1">理由</);
  });

  it('offers fixed values as a choice, and sends them as what they are', () => {
    const schema = jsonSchema(
      z.strictObject({
        months: z.union([z.literal(3), z.literal(6)]),
        all: z.array(z.literal([1, 2])),
        yes: z.union([z.literal(true), z.literal('later')]),
      }),
    );
    const sent = new URLSearchParams('/months=6&/all=1&/all=2&/yes=true');
    expect(readForm(schema, sent).body).toEqual({ months: 6, all: [1, 2], yes: true });
    expect(readForm(schema, form({ '/months': '7' })).body).toMatchObject({ months: '7' });
  });

  it('is sent by the Enter key, and goes on in the row that was added', async () => {
    const schema = jsonSchema(z.strictObject({ rows: z.array(z.strictObject({ name: line(9) })) }));
    const spec = { action: '/desk/x', procedure: '', schema, path: '/v1/x', button: '提交' };
    const visit = visitOf({ form: form({ '_n:/rows': '1', '/rows/0/name': '甲', _add: '/rows' }) });
    const sent = await sendForm(visit, spec);
    if (sent.kind !== 'ask') throw new Error(sent.kind);
    const text = String(formShown(visit, spec, sent.form, sent));
    expect(/<button[^>]*>([^<]*)</.exec(text)![1]).toBe('提交');
    expect(text.match(/ autofocus/g)).toHaveLength(1);
    expect(text).toMatch(/<fieldset id="f-rows-1" tabindex="-1" autofocus>/);
  });

  const people = {
    '/v1/institutions': [
      { id: 'i-1', name: '第一医院（某区）' },
      { id: 'i-2', name: '第二医院' },
      { id: 'i-3', name: '第二医院' },
    ],
    '/v1/practitioners': [],
    '/v1/officers': [{ id: 'o-1', name: '甲一', unit: 'tj.jds' }],
    '/v1/service-items': [{ id: 'zm-01', name: '异地居住备案' }],
  };
  const filing = (sent: Record<string, string>, asked: unknown[] = []): Visit =>
    visitOf({
      form: form(sent),
      read: async <T>() => ({ bureau: { id: 'tj' } }) as T,
      ask: async ({ method, path, body }: Inner) => {
        const items = people[path.split('?')[0]! as keyof typeof people] ?? [];
        if (method === 'GET') return { status: 200, body: { items }, headers: {} };
        asked.push(body);
        return { status: 201, body: {}, headers: {} };
      },
    } as Partial<Visit>);
  const named = jsonSchema(
    z.strictObject({
      subject: z.strictObject({ kind: z.enum(['institution']), id: subjectId }),
      staff: z.array(officerId),
      item: z.string().regex(/^[A-Za-z0-9.-]{1,64}$/),
      name: line(20),
    }),
  );
  const spec = { action: '/desk/x', procedure: '', schema: named, path: '/v1/x', button: '提交' };

  it('takes the name of an institution, an officer or an item for its id, where only one is called so', async () => {
    const asked: unknown[] = [];
    const rest = { '_n:/staff': '1', '/staff/0': '甲一', '/item': '异地居住备案', '/name': '甲一' };
    await sendForm(filing({ '/subject/id': ' 第一医院', ...rest }, asked), spec);
    await sendForm(filing({ '/subject/id': '第二医院', ...rest }, asked), spec);
    expect(asked).toMatchObject([
      { subject: { id: 'i-1' }, staff: ['o-1'], item: 'zm-01', name: '甲一' },
      { subject: { id: '第二医院' } },
    ]);
  });

  it('says what is to be corrected in the names of its fields, where whoever sent it goes on', () => {
    const problem = {
      type: '',
      title: '',
      status: 400,
      detail: '',
      code: 'bad-input',
      instance: 'urn:uuid:1',
      zh: '以下字段不符合要求：/subject/id',
      en: 'These fields are not valid: /subject/id',
      fields: [{ in: 'body' as const, path: '/subject/id', zh: '编号有误', en: 'x' }],
    };
    const text = String(formShown(visitOf({}), spec, form({}), { problem }));
    expect(words(text)).toMatch(/需要更正 1 处；所填内容都在.*主体 › 编号 ?：编号有误/);
    expect(words(text)).not.toMatch(/\/subject\/id|\/docs/);
    expect(text).toMatch(/<div class="box bad" role="alert" tabindex="-1" autofocus>/);
    expect(text).toContain('href="#f-subject-id"');
    expect(text.match(/ autofocus/g)).toHaveLength(1);
  });

  it('QY-10.1: a plan that several gates bar is told all of them at once', () => {
    const told = (zh: string, outcome: string): object => ({
      gate: 'x',
      clause: 'QY-3',
      outcome,
      say: { zh, en: zh },
      lawful: { zh: `改${zh}`, en: 'x' },
    });
    const problem = {
      type: '',
      title: '',
      status: 422,
      detail: '',
      code: 'plan-refused',
      instance: 'urn:uuid:1',
      zh: '第一关',
      en: 'x',
      findings: [told('第一关', 'refused'), told('第二关', 'refused'), told('第三关', 'passed')],
    } as ProblemBody;
    const text = words(String(formShown(visitOf({}), spec, form({}), { problem })));
    expect(text).toMatch(/还须一并解决： 第二关 改第二关/);
    expect(text.match(/第一关/g)).toHaveLength(1);
    expect(text).not.toContain('第三关');
  });

  it('TJ84-5.2: says which of its optional fields the law may demand', () => {
    const schema = schemaOf(archiveShape) as Node;
    const filled = { language: 'zh' as const, procedure: '', form: form({}), problems: [] };
    const archive = words(String(controlsOf({ ...filled, root: schema })));
    expect(archive.match(/（视情形必填）/g)).toHaveLength(3);
    expect(archive).not.toContain('可不填');
    const other = jsonSchema(z.strictObject({ reason, paper: document.optional() }));
    const text = words(String(controlsOf({ ...filled, root: other })));
    expect(text).toMatch(/理由 ?（视情形必填）/);
    expect(text).toMatch(/paper ?（可不填）/);
  });

  it('names its fields in English as people say it', () => {
    const of = (name: string): string => labelOf(name, {}).label.en;
    expect(['documentNo', 'sha256', 'where', 'amountFen', 'servedAt', 'direction'].map(of)).toEqual(
      [
        'Document number',
        'SHA-256 (64 hexadecimal digits in lower case)',
        'Kept at',
        'Amount (fen)',
        'Served at',
        'Direction',
      ],
    );
    expect(valueLabel('x', 'A').en).toBe('A');
  });

  it('of an act asks nobody for raw text', () => {
    const raws = (node: Node, root: Node, path: string): string[] => {
      const field = fieldOf(node, root);
      switch (field.kind) {
        case 'raw':
          return [path];
        case 'group':
          return field.parts.flatMap(([name, part]) => raws(part, root, `${path}/${name}`));
        case 'list':
          return raws(field.each, root, `${path}/*`);
        case 'either':
          return field.among.flatMap((one) => raws(one, root, path));
        default:
          return [];
      }
    };
    const found = procedures.flatMap(({ id, forms }) =>
      Object.entries(forms).flatMap(([act, { shape }]) => {
        const schema = schemaOf(shape) as Node;
        return raws(schema, schema, `${id} ${act} `);
      }),
    );
    expect(found).toEqual([]);
  });

  it('of more fields or rows than anybody fills in is not read', () => {
    const many = new URLSearchParams(
      Array.from({ length: 4001 }, (_, n): [string, string] => [`/${n}`, 'x']),
    );
    expect(isTooMuch(many)).toBe(true);
    expect(isTooMuch(form({ '_n:/a': '900', '_n:/b': 'x', '_n:/c': '-900', '_n:/d': '101' }))).toBe(
      true,
    );
    expect(isTooMuch(form({ '_n:/a': '200', '/a/0': 'x' }))).toBe(false);
  });
});

it.each(['zh', 'en'] as const)(
  'X-4: where the bureau has no series (%s), the page on which one is proposed is a link away',
  (language) => {
    const box = (code: string): string =>
      String(problemBox(language, { code, zh: '', en: '', instance: '' } as ProblemBody));
    expect(box('paper-no-series')).toContain('href="/desk/proposals#series"');
    expect(box('paper-void')).not.toContain('href');
  },
);

describe('X-4: the record of an act', () => {
  it('says what was filed: only a value that its form lists is called by a name, and stands beside it', () => {
    const way = z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('post'), note: z.enum(['warn']) }),
      z.strictObject({ kind: z.literal('other'), note: z.string() }),
    ]);
    const schema = jsonSchema(
      z.strictObject({ channel: z.enum(['phone']), id: z.string(), ways: z.array(way) }),
    );
    const value = {
      channel: 'phone',
      id: 'warn',
      ways: [
        { kind: 'post', note: 'warn' },
        { kind: 'other', note: 'warn' },
      ],
    };
    const text = words(String(payloadShown(visitOf({}), 'rapid-response', value, schema)));
    expect(text).toMatch(/电话 phone .*编号 warn .*邮寄送达 post .*警告、约谈 warn .*其他 other/);
    expect(text.match(/警告/g)).toHaveLength(1);
    // Of an act without a form nothing is translated.
    expect(words(String(payloadShown(visitOf({}), 'x', value)))).not.toMatch(/电话|警告|邮寄/);
  });
});

describe('X-14: who owes whom, and how it is counted', () => {
  const owed = {
    ...duty,
    owedTo: 'H1',
    explanation: [
      { zh: '自2026-12-01T06:16:00+08:00起算24小时', en: 'from 2026-12-01T06:16:00+08:00' },
    ],
  };
  const of = (more: Partial<FileShown>): string =>
    words(String(dutiesShown(visitOf({}), { ...file, duties: [owed], ...more })));

  it('names the subject of the file, and says instants as everywhere', () => {
    const names = { units: new Map([['tj.zfc', '支付处某']]), officers: new Map() };
    const text = of({ parties: { subject: 'H1', 'first-of-two': 'tj.zfc' }, names });
    expect(text).toContain('对方 主体（H1）');
    expect(text).toContain('自2026-12-01 06:16起算24小时');
    // A part in the file that has no name of its own is none to a person.
    expect(text).toMatch(/负有方 支付处某 对方/);
    expect(of({ names, subjects: new Map([['H1', '第一医院']]) })).toContain('对方 第一医院（H1）');
  });

  it('says who has it in hand by name', () => {
    const names = { units: new Map(), officers: new Map([['o-2', '乙二']]) };
    expect(of({ duties: [{ ...owed, assignee: 'o-2', deputy: 'o-3' }], names })).toContain(
      '乙二（o-2）（今日由 o-3 代办）',
    );
  });
});

it('X-11: openings stand under the instruments that bind the bureau or were adopted by it; what does not apply stands apart, with why', async () => {
  const opening = (name: string, procedure: string, roles?: string[]): Opening => ({
    name,
    path: `/v1/${name}`,
    title: { zh: `立${name}`, en: name },
    description: undefined,
    roles,
    procedure,
    type: 'x',
    schema: {},
  });
  const instrument = (id: string): object => ({ id, number: `${id}号`, title: `文件${id}` });
  const line = (id: string, by: string, basis?: string): object => ({
    id,
    instrument: instrument(by),
    governing: basis ? { ...instrument(by), basis } : null,
    refusal: basis
      ? null
      : { say: { zh: `${by}不适用`, en: 'x' }, lawful: { zh: '先登记采用', en: 'x' } },
  });
  const text = await shown(
    openingList,
    visitOf({
      openings: () => [
        opening('a', 'p1'),
        opening('b', 'p2'),
        opening('c', 'p3'),
        opening('d', 'p1', ['handler']),
        opening('e', 'p1', ['regulator']),
        opening('f', 'p4'),
      ],
      read: async <T>(path: string) =>
        (path === '/v1/procedures'
          ? {
              items: [
                line('p1', 'TJ', 'binding'),
                line('p2', 'QHD'),
                line('p3', 'QY', 'adopted'),
                line('p4', 'QHD'),
              ],
            }
          : { roles: ['handler'] }) as T,
    }),
  );
  expect([...text.matchAll(/href="\/desk\/open\/(.)"/g)].map(([, name]) => name)).toEqual([
    'a',
    'd',
    'c',
  ]);
  expect(words(text)).toMatch(/文件TJ（TJ号） 立a .*立d .*文件QY（QY号） 经决定采用 立c/);
  expect(words(text)).toMatch(/不适用于本局的 文件QHD（QHD号） QHD不适用。先登记采用。 立b 立f/);
});

it('X-4: the head of a page and what is printed say by name whose it is, and when it was made', () => {
  const page = words(
    documentOf({
      language: 'zh',
      title: '某页',
      body: html`<p>正文</p>`,
      signedIn: { officer: 'o-1', name: '甲一', csrf: 'x' },
      madeAt: '2026-03-02 09:30:00',
    }),
  );
  expect(page).toMatch(/甲一 退出/);
  expect(page).toContain('正文 打印人：甲一（o-1） · 页面生成于北京时间 2026-03-02 09:30:00');
});

it('X-4: the people of the sample stand by bureau and unit, folded', () => {
  const person = (id: string, unit: string, bureau: string): Person => ({
    id,
    name: `${id}（样例）`,
    unit,
    bureau,
    roles: ['handler'],
  });
  const text = String(
    samplePeople(
      [person('甲', '一处', 'A局'), person('乙', '二处', 'A局'), person('丙', '一处', 'B局')],
      'zh',
    ),
  );
  expect(words(text)).toMatch(/A局 ?一处 甲 ?甲（样例）（甲） · [^ ]+ ?二处 乙 .*B局 ?一处 丙 /);
  expect(text.match(/<details[^>]* open>/g)).toHaveLength(1);
  expect(text.match(/<details/g)).toHaveLength(5);
});

it('TJ51-A1-1.1c: breaches are looked through by the names of units', async () => {
  const of = (query: Record<string, string>): Promise<string> =>
    shown(
      breaches,
      visitOf({
        query: form(query),
        read: async <T>(path: string) =>
          (path === '/v1/me' ? { bureau: { id: 'tj' } } : { items: [], next: null }) as T,
        ask: async ({ path }) => ({
          status: 200,
          headers: {},
          body: {
            items: path.startsWith('/v1/units?bureau=tj') ? [{ id: 'tj.zfc', name: '支付处' }] : [],
          },
        }),
      }),
    );
  expect(await of({})).toContain('<option value="tj.zfc">支付处</option>');
  expect(await of({ unit: 'tj.zfc' })).toContain('<option value="tj.zfc" selected>支付处');
  expect(await of({ unit: 'qy.ju' })).toContain('<option value="qy.ju" selected>qy.ju');
});

describe('X-4: what a link says beforehand', () => {
  it('the duty and the item of what is offered, where the form has them', () => {
    const item = jsonSchema(z.strictObject({ item: z.string(), remarks: z.string() }));
    const possible = [
      offered('receipt-correction', schemaOfAct('receipt-correction'), { duty: duty.key }),
      offered('per-item', item, { item: 'a&b', duty: duty.key }),
      offered('other', jsonSchema(z.strictObject({ at: z.string() })), { duty: duty.key }),
    ];
    const text = words(
      String(possibleShown(visitOf({}), { ...file, possible })).replaceAll('href=', '>'),
    );
    expect(text).toContain('/new/receipt-correction?%2Fduty=decide%3A1"');
    expect(text).toContain('/new/per-item?item=a%26b&%2Fitem=a%26b"');
    expect(text).toContain('/new/other"');
  });

  it('TJ84-15.4: a chase is answered beside its duty, by the unit that owes it', () => {
    const link = '/new/chase-answer?%2Fduty=decide%3A1"';
    expect(String(dutiesShown(visitOf({}), file))).toContain(link);
    for (const other of [
      { ...file, mine: 'tj.jds' },
      { ...file, possible: [] },
      { ...file, duties: [{ ...duty, unanswered: 0 }] },
    ])
      expect(String(dutiesShown(visitOf({}), other))).not.toContain(link);
  });

  it('TJ84-15.4: nobody is offered to chase what the own unit owes', () => {
    const possible = [offered('chase', schemaOfAct('chase'))];
    const of = (mine: string): string =>
      String(dutiesShown(visitOf({}), { ...file, possible, mine }));
    expect(of('tj.jds')).toContain('/new/chase?');
    expect(of('tj.zfc')).not.toContain('/new/chase?');
  });

  it('stays in the address while the form is corrected', async () => {
    const visit = visitOf({
      params: { file: file.id, type: 'chase-answer' },
      query: form({ '/duty': duty.key, item: 'x', '/nothing': 'y' }),
      read: async <T>() => file as T,
    });
    const text = await shown(newAct, visit);
    expect(text).toContain('?%2Fduty=decide%3A1&#38;item=x"');
    expect(text).toMatch(/name="\/duty"[^>]* value="decide:1"/);
    // People know what is owed, and no key.
    expect(words(text)).toMatch(/就义务： ?决定/);
  });
});

describe('X-4: a form whose outcome is not known', () => {
  const filed = (status: number, code: string): Promise<string> =>
    shown(
      fileAct,
      visitOf({
        params: { file: file.id, type: 'chase-answer' },
        form: form({ _key: 'the-key', '/duty': 'd', '/answer': 'x' }),
        read: async <T>() => file as T,
        ask: () =>
          Promise.resolve({
            status,
            headers: {},
            body: { code, status, zh: '某', en: 'x', title: '', detail: '', instance: '' },
          }),
      }),
    );
  const keyOf = (text: string): string | undefined => /name="_key" value="([^"]*)"/.exec(text)?.[1];

  it('keeps its key, also when it was changed meanwhile; a refused one has a new key', async () => {
    const lost = await filed(503, 'not-ready');
    expect([keyOf(lost), words(lost).includes('原样再次提交')]).toEqual(['the-key', true]);
    const changed = await filed(409, 'idempotency-conflict');
    expect([keyOf(changed), words(changed).includes('先前提交的内容已经收到')]).toEqual([
      'the-key',
      true,
    ]);
    const refused = await filed(400, 'bad-input');
    expect(keyOf(refused)).not.toBe('the-key');
    expect(words(refused)).not.toMatch(/原样|先前/);
  });
});

describe('TJ84-15.4: chases at once', () => {
  const choice = (id: string): string => JSON.stringify([id, 'd', 'tj.zfc']);
  const lists =
    (next: string | null, paths: string[] = []): Visit['read'] =>
    async <T>(path: string) => {
      paths.push(path);
      return { items: path.startsWith('/v1/duties') ? [duty] : [], next } as T;
    };
  const board = (more: Partial<Visit>): Visit =>
    visitOf({
      read: lists(null),
      ask: () => Promise.resolve({ status: 403, headers: {}, body: {} }),
      ...more,
    });

  it('what was taken, what was not and what nobody knows stand apart; the unknown can be sent again as it was', async () => {
    const asked: Inner[] = [];
    const sent = new URLSearchParams([
      ['_key', 'the-key'],
      ['_at', '2026-03-02T09:00:00'],
      ['channel', 'phone'],
      ['words', '一\r\n二'],
      ...['F-good', 'F-bad', 'F-lost'].map((id): [string, string] => ['duty', choice(id)]),
      ['duty', 'nonsense'],
      ['duty', JSON.stringify(['\ud800', 'd', 'u'])],
      ['duty', JSON.stringify(['..', { toString: 1 }, 'u'])],
    ]);
    const visit = board({
      form: sent,
      ask: (inner) => {
        asked.push(inner);
        const { items = [] } = (inner.body ?? {}) as { items?: { file: string }[] };
        const outcomes = { good: 'accepted', bad: 'refused', lost: 'unknown' } as const;
        return Promise.resolve({
          status: inner.method === 'POST' ? 200 : 403,
          headers: {},
          body: {
            items: items.map(({ file: id }) => {
              const lot = id.slice(2) as keyof typeof outcomes;
              return { outcome: outcomes[lot], zh: `说法 ${lot}` };
            }),
          },
        });
      },
    });
    const text = await shown(chaseMany, visit);
    const acts = asked.filter(({ method }) => method === 'POST');
    expect(acts.map(({ path }) => path)).toEqual(['/v1/chases']);
    expect(acts[0]).toMatchObject({
      headers: { 'Idempotency-Key': 'the-key' },
      body: {
        remarks: '一 二',
        at: '2026-03-02T09:00:00+08:00',
        items: ['F-good', 'F-bad', 'F-lost'].map((id) => ({ file: id, duty: 'd', to: 'tj.zfc' })),
      },
    });
    expect(words(/<div class="box good"[^]*?<\/div>/.exec(text)![0])).toMatch(/F-good ：已督办/);
    const bad = words(/<div class="box bad"[^]*?<\/div>/.exec(text)![0]);
    expect(bad).toMatch(/F-bad ：说法 bad/);
    expect(bad).toMatch(/第 4 项不能办理.*第 5 项不能办理.*第 6 项不能办理/);
    expect(words(/<div class="box warn"[^]*?<\/div>/.exec(text)![0])).toMatch(/F-lost ：说法 lost/);
    expect(hidden(text)).toMatchObject({
      _key: 'the-key',
      _at: '2026-03-02T09:00:00',
      _resend: 'yes',
    });
    expect(text.match(/ checked/g)).toHaveLength(1);
    expect(text).toMatch(/<option value="phone" selected>/);
    expect(words(text)).toContain('一 二');
  });

  it('is new again when everything was answered; from another session nothing is sent, and nothing lost', async () => {
    const sent = new URLSearchParams([
      ['_key', 'the-key'],
      ['channel', 'letter'],
      ['words', '催'],
      ['duty', JSON.stringify([duty.file, duty.key, duty.owedBy])],
    ]);
    // Of a batch that never came nothing is known, of one that was refused as a whole everything.
    const whole =
      (status: number): Visit['ask'] =>
      ({ method }) =>
        Promise.resolve({
          status: method === 'POST' ? status : 403,
          headers: {},
          body: { zh: `整批 ${status}` },
        });
    const lost = await shown(chaseMany, board({ form: sent, ask: whole(503) }));
    expect([hidden(lost)['_key'], lost.includes(' checked')]).toEqual(['the-key', true]);
    const answered = await shown(chaseMany, board({ form: sent, ask: whole(400) }));
    expect(words(answered)).toMatch(/没有督办.*整批 400/);
    expect(hidden(answered)['_key']).not.toBe('the-key');
    expect(answered).not.toContain(' checked');
    const asked: Inner[] = [];
    const again = await shown(
      chasesAgain,
      board({
        form: sent,
        ask: (inner) => {
          asked.push(inner);
          return Promise.resolve({ status: 403, headers: {}, body: {} });
        },
      }),
    );
    expect([...new Set(asked.map(({ method }) => method))]).toEqual(['GET']);
    expect(again.match(/ checked/g)).toHaveLength(1);
    expect(words(again)).toMatch(/没有发送。.*催/);
  });

  it('a list that goes on leads on: to more duties, and to more files that are stuck', async () => {
    const paths: string[] = [];
    const text = await shown(
      chases,
      board({
        query: form({ which: 'soon', cursor: 'here' }),
        read: async <T>(path: string) => {
          paths.push(path);
          const items = path.startsWith('/v1/duties') ? [duty] : [{ id: 'F', fault: 'x' }];
          return { items, next: 'there' } as T;
        },
      }),
    );
    expect(paths[0]).toContain('&cursor=here');
    expect(text).toContain('href="/desk/chases?which=soon&#38;cursor=there"');
    expect(text).toContain('action="/desk/chases?which=soon&#38;cursor=here"');
    expect(text).toContain('href="/desk/files?attention=technical&#38;state=open"');
  });
});

it('X-4: a long file shows its newest events first, and all when asked; what was chased and performed meanwhile can be answered', async () => {
  const entry = (seq: number): object => ({
    seq,
    key: seq === 520 ? 'armed:decide:1' : seq === 519 ? 'reminded:reply:1:177' : `x:${seq}`,
    type: seq === 520 ? 'duty-armed' : `entry-${seq}`,
    clause: null,
    act: null,
    recordedAt: new Date(Date.parse(duty.from) + seq * 1000).toISOString(),
  });
  const performed = { ...duty, key: 'reply:1', action: { zh: '答复', en: 'x' }, state: 'done' };
  const read: Visit['read'] = async <T>(path: string) => {
    if (path === '/v1/me') return { unit: { id: 'tj.zfc' }, bureau: { id: 'tj' } } as T;
    if (path.includes('/deadlines')) return { items: [duty, performed] } as T;
    if (/\/(acts|documents)/.test(path)) return { items: [], next: null } as T;
    if (!path.includes('/register')) return file as T;
    const asked = new URLSearchParams(path.split('?')[1]);
    expect(asked.get('order')).toBe('newest');
    const last = Math.max(0, 520 - Number(asked.get('limit')));
    const items = Array.from({ length: 520 - last }, (_, n) => entry(520 - n));
    return { items, next: last > 0 ? String(last) : null } as T;
  };
  const ask: Visit['ask'] = async ({ path }) => ({
    status: /\/(comments|papers)/.test(path) ? 403 : 200,
    headers: {},
    body: { items: path.startsWith('/v1/units') ? [{ id: 'tj.zfc', name: '样例处' }] : [] },
  });
  const of = { params: { file: file.id }, read, ask };
  const text = await shown(filePage, visitOf(of));
  expect(text).toContain('台账第 520 条');
  expect(text).not.toContain('台账第 220 条');
  expect(words(text)).toContain('最近的 300 条，还有更早的');
  expect(words(text)).toMatch(/负有方 样例处/);
  expect(words(text)).toMatch(/已经办理、督办尚未答复的 答复 · 样例处/);
  // Of which duty an entry speaks it says itself, longer keys before shorter ones.
  expect(words(text)).toContain('期限起算：决定 ');
  expect(words(text)).toContain('entry-519：答复 ');
  expect(words(text)).toContain('entry-518 ');
  expect(text).toContain(`/new/chase-answer?%2Fduty=reply%3A1"`);
  const all = await shown(filePage, visitOf({ ...of, query: form({ history: 'all' }) }));
  expect(all).toContain('台账第 1 条');
});
