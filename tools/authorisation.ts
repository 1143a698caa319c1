/** 授权矩阵 Who may read and do what, route by route: `npm run authorisation` writes docs/authorisation.md from test/authorisation/matrix.yaml, which one test asks of the running API. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { everybody, principals, secrets, type Principal } from '../test/authorisation/fixtures.ts';
import { expectedIn, readMatrix, type Rows } from '../test/authorisation/matrix.ts';
import { rowOf } from '../test/authorisation/requests.ts';
import { readCommand } from './command.ts';

export const page = fileURLToPath(new URL('../docs/authorisation.md', import.meta.url));

const meanings: Readonly<Record<keyof typeof secrets, string>> = {
  narrative: '文书全文 the narrative of an act',
  sealed: '密封的内容 sealed words',
  target: '未开始检查的对象 the target of an unstarted plan',
  plan: '未开始的方案编号 its id',
  day: '其日期 its days',
  member: '其检查组 its team',
  complaint: '执法扰企线索 a complaint about the body',
  party: '当事人代码 the code of a party',
  'clue-kind': '线索种类 the kind of a clue',
};

const named = (who: readonly Principal[]): string =>
  who.length === everybody.length ? '所有人 everybody' : who.join(', ');

/** One line for each answer: first who may, then who is refused. */
function rowsOf(name: string, row: Rows[string]): string[] {
  const expected = expectedIn(name, row);
  const answers = [...new Set(expected.values())].toSorted((a, b) => (a < b ? -1 : 1));
  return answers.map(
    (answer) => `| ${answer} | ${named(everybody.filter((p) => expected.get(p) === answer))} |`,
  );
}

export function authorisationPage(rows: Rows): string {
  const sections = Object.entries(rows).map(([name, row]) => {
    const { route, subject } = rowOf(name);
    return `### ${route}${subject ? ` · ${subject}` : ''}\n\n| 回答 Answer | 谁 Who |\n|---|---|\n${rowsOf(name, row).join('\n')}\n`;
  });
  return `# 授权矩阵 Who may read and do what

Written by \`npm run authorisation\` from \`test/authorisation/matrix.yaml\`; do not edit. One test asks every row of every principal on the running API and compares the status, the problem code and what the answer shows.
A route without its row fails that test, and a row without its route. The rule itself is in \`domain/law/authority.ts\`, its facts in \`api/intake/authority.ts\`.

Every file of the bureau asked here is closed, and the bodies sent hold no more than the question who may: so whoever may write is answered \`400\`, \`404\`, \`409\`, \`412\` or \`422\` for something else, and whoever may not, \`401\` or \`403\`.
\`+\` says what of the following the answer shows:

${Object.entries(meanings)
  .map(([name, says]) => `* \`+${name}\` ${says}`)
  .join('\n')}

| 名称 Name | 是谁 Who it is |
|---|---|
${everybody.map((name) => `| ${name} | ${principals[name].says} |`).join('\n')}

${sections.join('\n')}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  readCommand({
    usage:
      'npm run authorisation\n  writes docs/authorisation.md: who may read and do what, route by route',
  });
  writeFileSync(page, authorisationPage(readMatrix()));
}
