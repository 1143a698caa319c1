/** 接口目录 All operations by group, each with its page: without script, so that it is there at once and is searched by whoever reads it. */
import { html, type Html } from '../pages/html.ts';
import { operationsOf, type OpenApiDocument, type Place } from './document-part.ts';

/** In `operations`, as many as are shown together in a moment. */
const TOGETHER = 40;

export const listStyle = `body{margin:0;font:1rem/1.6 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:#1a1d21;background:#f4f5f7}main{max-width:64rem;margin:auto;padding:1rem}
h1{font-size:1.5rem;margin:.5rem 0}a{color:#0b57a4}details{background:#fff;border:1px solid #d3d8de;border-radius:.4rem;margin:.5rem 0;padding:.5rem .8rem}summary{cursor:pointer;font-weight:600}
ul{padding-left:1.2rem;margin:.5rem 0}li{margin:.35rem 0;overflow-wrap:anywhere}code{font-size:.875rem}.soft{color:#565e68;font-weight:400}input,button{font:inherit;padding:.35rem .6rem;border:1px solid #767e88;border-radius:.3rem;max-width:100%;box-sizing:border-box}
`;

const said = ({ method, path, operation }: Place): string =>
  [method, path, operation.operationId, operation.summary, ...operation.tags]
    .join(' ')
    .toLowerCase();

/** `words`: only those in which all of these stand. */
export function operationList(document: OpenApiDocument, words: string): string {
  const wanted = words.toLowerCase().split(/\s+/);
  const found = operationsOf(document).filter((one) =>
    wanted.every((word) => said(one).includes(word)),
  );
  return `<!doctype html>\n${html`<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>督办 Duban API</title><link rel="icon" href="/docs/favicon-32x32.png"><link rel="stylesheet" href="/docs/list.css"></head>
<body><main><h1>督办 Duban API</h1>
<p>每项操作各有一页，可以在页上试用。 <span lang="en">Each operation has a page of its own, where it can be tried.</span></p>
<p><a href="/openapi.json">OpenAPI 3.1</a> · <a href="/problems">问题代码 Problem codes</a> · <a href="/docs/operations">全部操作在一页（需数秒） All on one page (takes some seconds)</a></p>
<form action="/docs"><label>查找 Find <input type="search" name="words" maxlength="200" value="${words}"></label> <button>查找 Find</button></form>
${found.length === 0 && html`<p role="status">没有这样的操作。 There is no such operation.</p>`}${document.tags.map(
    ({ name }) =>
      group(
        name,
        found.filter(({ operation }) => operation.tags.includes(name)),
        words !== '',
      ),
  )}</main></body></html>
`}`;
}

function group(name: string, of: readonly Place[], open: boolean): Html | false {
  if (of.length === 0) return false;
  return html`<details${open && html` open`}><summary>${name} <span class="soft">${of.length}</span></summary>${
    of.length <= TOGETHER &&
    html`<p><a href="/docs/operations?tag=${encodeURIComponent(name)}">本组在一页 This group on one page</a></p>`
  }<ul>${of.map(
    ({ method, path, operation }) =>
      html`<li><a href="/docs/operations?operation=${encodeURIComponent(operation.operationId)}"><code>${method.toUpperCase()} ${path}</code></a><br>${operation.summary}${operation.deprecated === true && html` <span class="soft">将停用 deprecated</span>`}</li>`,
  )}</ul></details>`;
}
