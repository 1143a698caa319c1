/** 文书的声明 Every paper of every procedure is held against the forms, the parties and the template it names. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formOf, schemaOf } from '../../../api/intake/procedures.ts';
import { shapeAt } from '../../../api/papers/shape-at.ts';
import { resolved, type Node } from '../../../api/pages/forms/schema.ts';
import { sectionIds, sections } from '../../../domain/implementing-rule/sections.ts';
import { measureLines, type Paper } from '../../../domain/law/papers.ts';
import { allKinds, kindId, paperOf, papersOf } from '../../../domain/papers/kinds.ts';
import { wanting } from '../../../domain/papers/rests.ts';
import { sheetOf } from '../../../domain/papers/sheet.ts';
import { faultsOf, templateShape } from '../../../domain/papers/template.ts';
import { procedureOf, procedures } from '../../../domain/procedures.ts';
import { partyName } from '../../../domain/registry/roles.ts';
import { answersShape } from '../../../domain/revisit/forms.ts';

const each = allKinds.map(({ id, procedure, paper }) => [id, procedure, paper] as const);

/** Whether the form has a field at this path, in one of its shapes. */
const has = (root: Node, at: Node, [name, ...rest]: readonly string[]): boolean => {
  const node = resolved(at, root);
  if (name === undefined) return true;
  const part = node.properties?.[name];
  const among = [...(node.anyOf ?? []), ...(node.oneOf ?? []), ...(node.allOf ?? [])];
  return part ? has(root, part, rest) : among.some((one) => has(root, one, [name, ...rest]));
};
/** Fields whose form says nothing of them. */
function unsaid(procedure: string, paper: Paper): string[] {
  const { opens } = procedureOf(procedure)!;
  const says = (act: string, path: string): boolean => {
    const form = formOf(procedure, act);
    const root = form && (schemaOf(form.shape) as Node);
    return root !== undefined && has(root, root, path.split('.'));
  };
  return Object.entries(paper.fields).flatMap(([name, { from, optional }]) => {
    // Of a register; or the number of a paper that was issued here, which its act need not have.
    if (from === undefined || from.register || (from.paper === 'number' && optional)) return [];
    const act = from.act ?? paper.act;
    const own = from.opening || opens.includes(act) ? [] : [{ act, path: from.path }];
    return [...own, ...(from.changedBy ? [from.changedBy] : [])].flatMap((one) =>
      says(one.act, one.path) ? [] : [`${name}: ${one.act}/${one.path}`],
    );
  });
}
const called = (role: string): boolean => partyName(role).zh !== partyName('').zh;
const used = ({ template }: Paper): Set<string> =>
  new Set([
    ...[...JSON.stringify(template).matchAll(/\{\{(\w+)\}\}/g)].map(([, field]) => field!),
    ...template.body.flatMap((block) => [
      ...(block.kind === 'list' ? [block.field] : []),
      ...(block.when ? [block.when] : []),
    ]),
  ]);

describe('X-5: every paper is of its procedure', () => {
  it.each(each)('%s', (id, procedure, paper) => {
    const { opens, forms, names, ...kept } = procedureOf(procedure)!;
    expect(allKinds.filter((one) => one.id === id)).toHaveLength(1);
    expect(id).toBe(kindId(procedure, paper.kind));
    const opening = opens.includes(paper.act);
    expect(opening || Object.hasOwn(forms, paper.act), paper.act).toBe(true);
    // What opens a file has been said already, or is said by the letter that is issued before there is one.
    if (opening) expect(paper.when).toBe(paper.opens ? 'before' : 'after');
    if (paper.opens) {
      expect([opening, paper.by.length > 0]).toEqual([true, true]);
      // There is nothing yet that it could rest on, be used up by, or be taken from.
      expect([wanting(paper, []), paper.many, paper.accompanies]).toEqual([
        [],
        undefined,
        undefined,
      ]);
      for (const { from } of Object.values(paper.fields))
        expect([from?.act, from?.opening]).toEqual([undefined, undefined]);
      // What a file hides from some of those who could read it, a letter without a file cannot hide.
      expect([kept.hiddenFromInvolved, kept.unannounced, kept.sealed]).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
    }
    // What uses it up is of the procedure too, and nothing else than a paper before its act is used up.
    for (const act of paper.accompanies ?? [])
      expect([act, paper.when, Object.hasOwn(forms, act)]).toEqual([act, 'before', true]);
    for (const act of paper.needs ?? [])
      expect([act, paper.when, Object.hasOwn(forms, act)]).toEqual([act, 'before', true]);
    // What depends on what is filled in looks at rows that are asked for as the form of the act has them.
    for (const { act, field, at, values } of paper.needsWhere ?? []) {
      expect([act, paper.when, Object.hasOwn(forms, act)]).toEqual([act, 'before', true]);
      const { from, show } = paper.fields[field]!;
      const rows = shapeAt(formOf(procedure, paper.act)!.shape, from!.path)!;
      expect([field, show !== undefined]).toEqual([field, true]);
      const form = JSON.stringify(schemaOf(rows));
      expect([at, ...values].filter((one) => !form.includes(`"${one}"`))).toEqual([]);
    }
    if (opens.length === 0)
      expect(Object.values(paper.fields).some(({ from }) => from?.opening)).toBe(false);
    expect(unsaid(procedure, paper)).toEqual([]);
    expect(faultsOf(paper.template, paper)).toEqual([]);
    // As it is shown, a bureau may take it for its own.
    expect(templateShape.safeParse(paper.template).error?.issues).toBeUndefined();
    // Whoever issues it is asked for nothing that it does not say.
    const needed = Object.entries(paper.fields).filter(([, one]) => !one.from?.opening);
    const inVain = needed.filter(([name]) => !used(paper).has(name));
    expect(inVain.map(([name]) => name)).toEqual([]);
    for (const role of [...paper.by, ...(paper.receiver ? [paper.receiver] : [])])
      expect([role, Object.hasOwn(names, role) || called(role)]).toEqual([role, true]);
  });
  it('and every procedure but those whose papers are none of its own has some', () => {
    const without = procedures.flatMap(({ id, papers }) => (papers?.length ? [] : [id]));
    expect(without).toEqual(['inspection-draw', 'inspection-window']);
  });
  it('docs/papers.md has the name of each', () => {
    const rows = readFileSync('docs/papers.md', 'utf8')
      .split('\n')
      .filter((row) => row.startsWith('| '));
    const said = new Map(
      rows.map((row) =>
        row
          .split('|')
          .slice(1, 3)
          .map((cell) => cell.trim()),
      ) as [string, string][],
    );
    for (const { title, papers = [] } of procedures) {
      const names = papers.map((one) => one.title.zh + (one.when === 'after' ? '★' : ''));
      if (names.length > 0)
        expect([title.zh, said.get(title.zh)]).toEqual([title.zh, names.join('、')]);
    }
  });
});

/** What the papers of a procedure whose room seals words may ask of whoever issues them; everything else they take from acts that everybody reads. */
const mayAsk = {
  revisit: ['addressee', 'named'],
  'service-complaint': ['words'],
  'enforcement-complaint': [],
  'service-evaluation': ['checked', 'result', 'why'],
  'home-visit': ['done', 'note'],
};
const said = (procedure: string, kind: string): string =>
  JSON.stringify(paperOf(procedure, kind)!.template);
const demanded = (procedure: string, kind: string): string[] =>
  Object.entries(paperOf(procedure, kind)!.fields).flatMap(([name, { optional }]) =>
    optional ? [] : [name],
  );

describe('what papers may not say, and what they must', () => {
  it.each(Object.entries(mayAsk))('TJ51-18: %s asks for no word that is sealed', (id, names) => {
    const asked = papersOf(id).flatMap(({ fields }) =>
      Object.entries(fields).flatMap(([name, { from }]) => (from ? [] : [name])),
    );
    expect([...new Set(asked)].toSorted()).toEqual(names);
  });
  it('TJ51-18: the record of a revisit has the four topics, each empty', () => {
    const of = paperOf('revisit', 'record')!;
    const topics = Object.keys(answersShape.shape);
    expect(topics.filter((topic) => Object.hasOwn(of.fields, topic))).toEqual([]);
    const empty = of.template.body.flatMap((block) =>
      block.kind === 'table'
        ? block.rows.flatMap(({ label, text }) => (text.trim() === '' ? [label] : []))
        : [],
    );
    expect(empty.map((label) => label.slice(0, 2))).toEqual([
      '公平',
      '公正',
      '廉洁',
      '文明',
      '意见',
    ]);
  });
  it.each(['publication', 'revision'])(
    'TJ84-13: the %s of a rule has all six, so named',
    (kind) => {
      const { template, fields } = paperOf('implementing-rules', kind)!;
      const headings = template.body.flatMap((one) => (one.kind === 'heading' ? [one.text] : []));
      const names = [...sectionIds.map((id) => sections[id].zh), '其他内容'];
      expect(headings.map((text) => text.slice(2))).toEqual(names);
      const open = Object.keys(fields).filter((name) => fields[name]!.optional);
      expect(open.filter((name) => name !== 'reason')).toEqual(['extra']);
    },
  );
  it('TJ51-14.1: each way to decide a case has a decision of its own, signed by the bureau', () => {
    const all = papersOf('penalty-case').filter(({ act }) => act === 'penalty-decision');
    expect(all.map(({ title }) => title.zh)).toEqual([
      '行政处罚决定书',
      '不予行政处罚决定书',
      '撤销案件决定书',
      '案件移送函',
    ]);
    const enforced = all.filter(({ template }) => JSON.stringify(template).includes('强制执行'));
    expect(enforced.map(({ kind }) => kind)).toEqual(['decision']);
    expect(demanded('penalty-case', 'decision')).toEqual(
      expect.arrayContaining(['address', 'evidence', 'measures', 'performance', 'remedyBody']),
    );
    // 行政处罚法 59: reconsideration and a court, each within its own period.
    const ways = ['remedyBody', 'remedyPeriod', 'court', 'suitPeriod'];
    for (const kind of ['decision', 'no-penalty-decision', 'reversal'])
      expect([kind, ...demanded('penalty-case', kind).filter((one) => ways.includes(one))]).toEqual(
        [kind, ...ways],
      );
    expect(said('penalty-case', 'decision')).toMatch(/申请行政复议，也可以在.*提起行政诉讼/);
    for (const one of all) {
      const data = { bureau: '甲局', unit: '乙所' };
      const about = { number: null, replaces: null };
      expect(sheetOf(one, one.template, data, about).unit).toBe('甲局');
      const ofUnit = paperOf('penalty-case', 'filing')!;
      expect(sheetOf(ofUnit, ofUnit.template, data, about).unit).toBe('乙所');
    }
  });
  it('TJ51-A1-1.2a, TJ51-A1-1.3a: a decision sets no beginning, and one not to suspend says why', () => {
    expect(said('rapid-response', 'suspension-decision')).toContain('起始时间以暂停告知书为准');
    expect(demanded('rapid-response', 'no-suspension-decision')).toContain('reason');
  });
  it('TJ51-A1-1.2a: where the party may have the decision of suspension reviewed, or sue, is printed where it is filled in', () => {
    for (const [field, way] of [
      ['dispute', '申请复议'],
      ['sue', '提起行政诉讼'],
    ])
      expect(paperOf('rapid-response', 'suspension-decision')!.template.body).toContainEqual(
        expect.objectContaining({
          text: expect.stringContaining(`${way}：{{${field}}}`),
          when: field,
        }),
      );
  });
  it('TJ51-14.1: a hearing may be asked for as long as the notice of the facts says', () => {
    const { until } = paperOf('penalty-case', 'hearing-notice')!.fields;
    expect(until!.from).toEqual({ path: 'windowEndsOn' });
  });
  it('TJ51-A1-2.3: the head of the institution has a notice that is addressed to them', () => {
    const { template } = paperOf('rapid-response', 'suspension-notice-unit')!;
    expect(template.to).toBe('{{addressee}}');
    expect(paperOf('rapid-response', 'suspension-notice')!.template.to).toBe('{{subject}}');
  });
  it('TJ51-6.3: a decision settles what a breaker has cut, and each measure says its clause', () => {
    expect(said('rapid-response', 'final-decision')).toContain('{{cut}}');
    const clause = '第32条';
    expect(measureLines!([{ measure: '终止', clause }], String)).toEqual(['终止，协议第32条']);
  });
  it('TJ51-16.1: the papers of a crime cite the order, each its article', () => {
    for (const procedure of ['penalty-case', 'inspection'])
      for (const [kind, article] of [
        ['crime-report', '五'],
        ['crime-decision', '五'],
        ['crime-transfer', '六'],
        ['goods-handover', '十二'],
        ['police-reconsideration', '九'],
      ] as const)
        expect(said(procedure, kind)).toContain(`国务院令第310号第${article}条`);
  });
  it('X-4: a recusal and a notice of inspection tell the party neither a reason nor a clue', () => {
    const { fields, template } = paperOf('penalty-case', 'recusal')!;
    expect([template.to, Object.hasOwn(fields, 'reason')]).toEqual([undefined, false]);
    expect(Object.hasOwn(paperOf('inspection', 'notice')!.fields, 'sort')).toBe(false);
  });
  it('X-12: what is served and starts a period has its receipt', () => {
    for (const [procedure, kinds] of [
      ['penalty-case', ['facts-notice', 'decision']],
      ['rapid-response', ['suspension-notice', 'statement-offer']],
      ['commitment-case', ['stop-order', 'revocation']],
      [
        'inspection',
        ['stop-order', 'sealing', 'provisional-result', 'result-notice', 'rectification-order'],
      ],
    ] as const)
      for (const kind of kinds) {
        const ids = kind === 'decision' ? 'receipt' : `${kind}-receipt`;
        expect([procedure, ids, paperOf(procedure, ids)?.layout]).toEqual([
          procedure,
          ids,
          'receipt',
        ]);
      }
  });
});
