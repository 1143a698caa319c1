/** 页面文字 Nothing that comes from a text becomes a mark, and nobody but the template writes marks. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { html } from '../../api/pages/html.ts';

const folder = fileURLToPath(new URL('../../api/pages/', import.meta.url));

/** The literals of a source that look like marks and are no template of ours. */
function markedOutside(source: string): string[] {
  const found: string[] = [];
  let at = 0;
  const keep = (text: string): void => {
    if (/<[/!]?[a-z]/i.test(text)) found.push(text);
  };
  const quoted = (quote: string): void => {
    const begin = ++at;
    while (at < source.length && source[at] !== quote) at += source[at] === '\\' ? 2 : 1;
    keep(source.slice(begin, at++));
  };
  const template = (): void => {
    const tagged = source.slice(0, at).endsWith('html');
    let text = '';
    at += 1;
    while (at < source.length && source[at] !== '`') {
      if (source.startsWith('${', at)) {
        at += 2;
        code('}');
      } else text += source[at++];
    }
    at += 1;
    if (!tagged) keep(text);
  };
  const code = (end?: string): void => {
    for (let depth = 0; at < source.length;) {
      const one = source[at]!;
      if (source.startsWith('//', at)) at = source.indexOf('\n', at);
      else if (source.startsWith('/*', at)) at = source.indexOf('*/', at) + 2;
      else if (one === "'" || one === '"') quoted(one);
      else if (one === '`') template();
      else {
        at += 1;
        if (one === end && depth === 0) return;
        depth += one === '{' ? 1 : one === '}' ? -1 : 0;
      }
    }
  };
  code();
  return found;
}

describe('X-4: a template', () => {
  it('puts a text in as a text, whatever it holds: nothing of it ends an attribute or begins an element', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const made = String(html`<p title="${text}">${text}</p>`);
        const inside = made.slice('<p title="'.length, -'</p>'.length);
        const [attribute = '', content = '', ...more] = inside.split('">');
        expect(more).toEqual([]);
        for (const part of [attribute, content]) expect(part).not.toMatch(/[<>"']|&(?!#\d+;)/);
      }),
    );
  });

  it('takes marks of other templates as they are, lists in their order, and nothing where there is nothing', () => {
    const rows = ['a', '<b>'].map((one) => html`<li>${one}</li>`);
    expect(String(html`<ul>${rows}${undefined}${null}${false}${0}</ul>`)).toBe(
      '<ul><li>a</li><li>&#60;b&#62;</li>0</ul>',
    );
  });

  it('shows as missing what no document holds', () => {
    expect(String(html`${'a\u0000b\ud800'}`)).toBe('a\ufffdb\ufffd');
  });
});

it('X-4: in the room of the pages nothing but a tagged template holds marks', () => {
  expect(markedOutside('const x = `<p>${name}</p>`;')).toHaveLength(1);
  expect(markedOutside("const x = '<b>' + name;")).toHaveLength(1);
  expect(markedOutside('const x = html`<p>${name}</p>`;')).toHaveLength(0);
  expect(markedOutside('const x = html`<p>${a ? `<b>${c}` : ""}</p>`;')).toHaveLength(1);
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && file !== 'html.ts')
    .flatMap((file) =>
      markedOutside(readFileSync(`${folder}${file}`, 'utf8')).map((one) => `${file}: ${one}`),
    );
  // The declaration of the document stands before its template.
  expect(found).toEqual(['layout.ts: <!doctype html>\\n']);
});
