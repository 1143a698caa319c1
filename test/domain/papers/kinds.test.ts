/** 文书的声明 Every paper of every procedure is held against the forms, the parties and the template it names. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formOf, schemaOf } from '../../../api/intake/procedures.ts';
import { resolved, type Node } from '../../../api/pages/forms/schema.ts';
import type { Paper } from '../../../domain/law/papers.ts';
import { allKinds, kindId } from '../../../domain/papers/kinds.ts';
import { faultsOf } from '../../../domain/papers/template.ts';
import { procedureOf, procedures } from '../../../domain/procedures.ts';
import { partyName } from '../../../domain/registry/roles.ts';

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
  return Object.entries(paper.fields).flatMap(([name, { from }]) => {
    const act = from?.act ?? paper.act;
    if (from === undefined || from.opening || opens.includes(act)) return [];
    const form = formOf(procedure, act);
    const root = form && (schemaOf(form.shape) as Node);
    return root && has(root, root, from.path.split('.')) ? [] : [`${name}: ${act}/${from.path}`];
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
    const { opens, forms, names } = procedureOf(procedure)!;
    expect(allKinds.filter((one) => one.id === id)).toHaveLength(1);
    expect(id).toBe(kindId(procedure, paper.kind));
    const opening = opens.includes(paper.act);
    expect(opening || Object.hasOwn(forms, paper.act), paper.act).toBe(true);
    // What opens a file has been said already.
    if (opening) expect(paper.when).toBe('after');
    // What uses it up is of the procedure too, and nothing else than a paper before its act is used up.
    for (const act of paper.accompanies ?? [])
      expect([act, paper.when, Object.hasOwn(forms, act)]).toEqual([act, 'before', true]);
    if (opens.length === 0)
      expect(Object.values(paper.fields).some(({ from }) => from?.opening)).toBe(false);
    expect(unsaid(procedure, paper)).toEqual([]);
    expect(faultsOf(paper.template, paper)).toEqual([]);
    // Whoever issues it is asked for nothing that it does not say.
    const needed = Object.entries(paper.fields).filter(([, one]) => !one.from?.opening);
    const inVain = needed.filter(([name, one]) => !one.optional && !used(paper).has(name));
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
