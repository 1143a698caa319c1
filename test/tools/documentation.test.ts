/** What the documents point at exists: every file, every heading inside it, every command. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
const documents = execFileSync('git', ['ls-files', '*.md'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((name) => name !== '');

/** What stands in fences and backticks is no link. */
const prose = (text: string): string =>
  text.replaceAll(/^```[\s\S]*?^```/gm, '').replaceAll(/`[^`\n]*`/g, '');

/** The anchor of a heading, as GitHub makes it. */
const anchorOf = (heading: string): string =>
  heading
    .replaceAll(/[`*]|\[|\]\([^)]*\)/g, '')
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\- _]/gu, '')
    .replaceAll(' ', '-');

const anchorsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchorOf(heading));

/** Links that lead nowhere, and commands that are none. */
function faultsOf(name: string, text: string): string[] {
  const links = [...prose(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
  const broken = links.filter((link) => {
    if (/^[a-z]+:/.test(link)) return false;
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? name : join(dirname(name), path);
    if (!existsSync(join(root, target))) return true;
    if (anchor === undefined) return false;
    const of = target === name ? text : readFileSync(join(root, target), 'utf8');
    return !anchorsOf(of).includes(anchor);
  });
  const commands = [...text.matchAll(/\bnpm (?:run ([a-z:-]+)|(start|test)\b)/g)].map(
    ([, run, short]) => run ?? short!,
  );
  return [...broken, ...commands.filter((command) => !(command in scripts))];
}

describe('a planted fault is found', () => {
  it.each([
    ['a file that is not there', '[x](docs/nowhere.md)', ['docs/nowhere.md']],
    ['a heading that is not there', '[x](README.md#nowhere)', ['README.md#nowhere']],
    ['a command that is not there', 'call `npm run nothing`', ['nothing']],
    ['nothing where all is well', '# A b\n[x](#a-b) `[y](z)` npm run types', []],
  ])('%s', (_what, text, found) => {
    expect(faultsOf('README.md', text)).toEqual(found);
  });
});

it.each(documents)('%s', (name) => {
  expect(faultsOf(name, readFileSync(join(root, name), 'utf8'))).toEqual([]);
});
