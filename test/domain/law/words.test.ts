/** Words, not codes: acts as their forms call them, parties as people do, clauses with their title. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { procedures } from '../../../domain/procedures.ts';
import { actNames, canBeFiled, unnamed, type ActNames } from '../../../domain/law/act-names.ts';
import { clauseTitle } from '../../../domain/law/clause-title.ts';
import { commonForms } from '../../../domain/law/common-acts.ts';
import { partyLabels, partyName } from '../../../domain/registry/roles.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** What a file of this room calls its acts: the modules of acts that its workflow brings. */
async function namesIn(room: string): Promise<ActNames> {
  const source = readFileSync(`${root}workflows/${room}.ts`, 'utf8');
  const brought = [
    ...source.matchAll(/^import \* as (\w+) from '\.\.\/(domain\/[\w/-]+\.ts)';$/gm),
  ];
  const [, listed = ''] = /\n    acts: \[([\w, ]+)\],\n/.exec(source) ?? [];
  expect(listed.split(', ')).toEqual(brought.map(([, name]) => name));
  const modules: object[] = await Promise.all(brought.map(([, , path]) => import(root + path)));
  return actNames(modules);
}

describe('acts', () => {
  it.each(procedures)('$id: an act is called in its files as its form calls it', async (p) => {
    const { nameOf } = await namesIn(p.room);
    const forms = Object.entries({ ...commonForms, ...p.forms });
    expect(forms.length).toBeGreaterThan(0);
    expect(forms.map(([type]) => [type, nameOf(type)])).toEqual(
      forms.map(([type, { label }]) => [type, label]),
    );
  });

  it('a sentence names acts in words, and says so where there are none', async () => {
    const names = await namesIn('rapid-response');
    expect(canBeFiled({ ...names, types: ['opinion', 'item-withdrawn'] })).toEqual({
      zh: '本单位现在可以提交：处理处罚意见通报。',
      en: 'Your unit can file now: Opinion.',
    });
    expect(canBeFiled({ ...names, types: [] })).toEqual({
      zh: '本单位现在没有可以提交的文书。',
      en: 'There is nothing for your unit to file now.',
    });
    expect(names.nameOf('linked')).toEqual(unnamed);
  });
});

it('every party has a name in both languages, and none is a code', () => {
  for (const role of Object.keys(partyLabels)) {
    expect(partyName(role).zh).toMatch(/^\p{Script=Han}+$/u);
    expect(partyName(role).en).toMatch(/^(the|this) [a-z' ]+$/);
  }
});

it.each([
  ['TJ51-A1-1.2a', '津人社局发〔2017〕51号 附件1 一（二）'],
  ['TJ51-A1-2.3', '津人社局发〔2017〕51号 附件1 二（三）'],
  ['TJ51-A1-X1', '津人社局发〔2017〕51号 附件1'],
  ['TJ51-14.3', '津人社局发〔2017〕51号 （十四）'],
  ['TJ51-3.V', '津人社局发〔2017〕51号 （三）'],
  ['TJ84-15.4', '津医保局发〔2021〕84号 第十五条（四）'],
  ['TJ84-10.1', '津医保局发〔2021〕84号 第十条'],
  ['TJ84-0.1', '津医保局发〔2021〕84号 通知正文'],
  ['QY-10.10', '2025年6月26日通知 第十条'],
  ['QHD-2.1c', '秦医保〔2022〕23号 二（一）'],
  ['QHD-A3', '秦医保〔2022〕23号 附件 第3项'],
  ['QJ-2.6a', '2021年4月27日通知 二（六）'],
  ['QJ-1', '2021年4月27日通知 一'],
  ['QJ-A1-6.1', '2021年4月27日通知 附件1 （六）'],
  ['QJ-A3-37', '2021年4月27日通知 附件3 第37项'],
  ['QJ-A2', '2021年4月27日通知 附件2'],
  ['X-13', '本系统规则 X-13'],
])('%s is cited as %s', (clause, title) => expect(clauseTitle(clause)?.zh).toBe(title));

// What a person reads (a description of a route says act names, as it must): sentences with Chinese in them, in the rules, the workflows and the API. Summaries and the page of the engine show codes beside the words on purpose.
const sentences = ['domain', 'workflows', 'api']
  .flatMap((folder) =>
    readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => `${root}${folder}/${name}`),
  )
  .filter(
    (path) => !/\/(summary|visibility|act-names|openapi|credit-objections|desk)\.ts$/.test(path),
  )
  .flatMap((path) =>
    readFileSync(path, 'utf8')
      .split('\n')
      .filter(
        (line) => !/^\s*(\*|\/\*|\/\/|import )/.test(line) && !/meta\(\{|description:/.test(line),
      )
      .flatMap((line) => line.match(/'(?:[^'\\]|\\.)*'|`[^`]*`/g) ?? [])
      .filter((text) => /\p{Script=Han}/u.test(text))
      .map((text) => `${path.slice(root.length)}: ${text}`),
  );

it('no sentence names an act by its code, or a unit by its id', () => {
  expect(sentences.length).toBeGreaterThan(500);
  const codes = procedures
    .flatMap(({ forms }) => Object.keys({ ...commonForms, ...forms }))
    .filter((type) => type.includes('-'))
    .join('|');
  expect(
    sentences.filter((text) => new RegExp(`(?<![a-z\\-/{.])(${codes})(?![a-z\\-/])`).test(text)),
  ).toEqual([]);
  expect(sentences.filter((text) => /提交 ?[a-z]/.test(text))).toEqual([]);
  // The tool that checks a draw has nothing but the record; a party's own words are told back to it as they are.
  const ids = /\$\{(?:\w+[.!])*(?:unit|accepting|supervising|superior|contributor|author)\}/;
  expect(
    sentences.filter(
      (text) => ids.test(text) && !text.startsWith('domain/implementing-rule/guards.ts'),
    ),
  ).toEqual([]);
});
