/** 核验页 What a phone shows of a check code: Chinese with English beside it. No script, no picture, nothing from elsewhere; its one style is allowed by its hash. */
import { createHash } from 'node:crypto';
import { inspectionKindLabels, methodLabels } from '../../domain/inspection/terms.ts';
import type { Sentence } from '../../domain/law/refusal.ts';
import { written } from '../../domain/inspection/check-code.ts';

export interface Check {
  lawful: boolean;
  on: string;
  institution: string;
  body: string;
  inNameOf: string;
  kind: keyof typeof inspectionKindLabels;
  startedOn: string;
  approvedUntil: string;
  approvedOn: string | null;
  endedOn: string | null;
  items: readonly {
    id: string;
    name: string;
    method: keyof typeof methodLabels | null;
    basis: string | null;
  }[];
  team: readonly {
    name: string;
    role: 'lead' | 'officer' | 'assistant';
    certificate: string | null;
  }[];
  reasons: readonly { code: string; clause: string; say: Sentence }[];
}

const style = `
:root{color-scheme:light dark;--line:#d5d9de;--soft:#5d6672;--page:#f3f5f7;--card:#fff;--ink:#15181c;--good:#0f6b3a;--bad:#a4161a}
@media(prefers-color-scheme:dark){:root{--line:#333a42;--soft:#a3adb8;--page:#101317;--card:#191d22;--ink:#eef1f4;--good:#1c8a50;--bad:#c5303a}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:17px/1.55 system-ui,-apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;overflow-wrap:anywhere}
main{max-width:34rem;margin:0 auto;padding:0 0 2rem}
header{padding:1.4rem 1.1rem 1.2rem;color:#fff}
header.good{background:var(--good)}header.bad{background:var(--bad)}
h1{margin:0;font-size:1.55rem;line-height:1.3}
header p{margin:.35rem 0 0}
section{margin:.8rem;padding:.9rem 1rem;background:var(--card);border:1px solid var(--line);border-radius:.6rem}
h2{margin:0 0 .5rem;font-size:1rem;color:var(--soft);font-weight:600}
dl{margin:0}dt{color:var(--soft);font-size:.85rem}dd{margin:0 0 .6rem}dd:last-child{margin:0}
section p{margin:0}ul{margin:0;padding:0;list-style:none}li{padding:.5rem 0;border-top:1px solid var(--line)}li:first-child{border:0;padding-top:0}li:last-child{padding-bottom:0}
strong{font-weight:600}
.day{white-space:nowrap}.en{display:block;color:var(--soft);font-size:.85rem}header .en{color:inherit;opacity:.9}h2 .en{display:inline;font-weight:400;margin-left:.4rem}
footer{padding:.2rem 1.1rem;color:var(--soft);font-size:.85rem}
`;
/** What the page may load: its own style, and nothing else. */
export const pagePolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** As text, whatever it holds; a date stays on one line. */
const safe = (text: string): string =>
  text
    .replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`)
    .replace(/\d{4}-\d\d-\d\d/g, '<span class="day">$&</span>');
const en = (text: string): string => `<span class="en" lang="en">${safe(text)}</span>`;
const heading = (zh: string, english: string): string => `<h2>${zh} ${en(english)}</h2>`;
const row = (zh: string, english: string, value: string): string =>
  `<dt>${zh} ${safe(english)}</dt><dd>${safe(value)}</dd>`;

const roles = {
  lead: ['组长', 'lead'],
  officer: ['执法人员', 'officer'],
  assistant: ['协助人员，不执法', 'assists only'],
} as const;

function page(title: string, good: boolean, headline: string, body: string): string {
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><style>${style}</style></head>
<body><main><header class="${good ? 'good' : 'bad'}">${headline}</header>${body}
<footer><p>不出示执法证件的，可以拒绝接受检查；没有检查通知书或者不足两名执法人员的，可以向医保局或者司法行政部门反映。${en('Who shows no certificate may be turned away; where there is no notice, or fewer than two officers, tell the bureau or the justice department.')}</p></footer></main></body></html>
`;
}

export function checkPage(code: string, c: Check): string {
  const headline = c.lawful
    ? `<h1>✓ 本次检查今日合法</h1><p>${safe(c.on)}${en('This inspection is lawful today.')}</p>`
    : `<h1>✗ 本次检查今日不合法</h1><p>${safe(c.on)}${en('This inspection is not lawful today.')}</p>`;
  const reasons =
    c.reasons.length === 0
      ? ''
      : `<section>${heading('原因', 'Why')}<ul>${c.reasons.map(({ say, clause }) => `<li>${safe(say.zh)}（${safe(clause)}）${en(say.en)}</li>`).join('')}</ul></section>`;
  const who =
    c.inNameOf === c.body
      ? row('检查单位', 'Body', c.body)
      : row('检查单位', 'Body', c.body) + row('委托机关', 'In the name of', c.inNameOf);
  const days =
    row('开始', 'Begun on', c.startedOn) +
    row('批准至', 'Approved until', c.approvedUntil) +
    (c.endedOn ? row('结束', 'Ended on', c.endedOn) : '') +
    (c.approvedOn ? '' : row('批准', 'Approval', '紧急情况，补办中 urgent: to follow'));
  const items = c.items
    .map(
      ({ name, method, basis }) =>
        `<li><strong>${safe(name)}</strong>${method ? `（${methodLabels[method]}）` : ''}<br>${basis ? safe(basis) : '依据不详 basis unknown'}</li>`,
    )
    .join('');
  const team = c.team
    .map(
      ({ name, role, certificate }) =>
        `<li><strong>${safe(name)}</strong>（${roles[role][0]}）${certificate ? `<br>执法证 ${safe(certificate)}` : ''}${en(roles[role][1])}</li>`,
    )
    .join('');
  return page(
    '行政检查核验',
    c.lawful,
    headline,
    `${reasons}
<section><dl>${row('被检查机构', 'Institution', c.institution)}${who}${row('检查类型', 'Kind', inspectionKindLabels[c.kind])}${days}</dl></section>
<section>${heading('检查事项和依据', 'Items and basis')}<ul>${items}</ul></section>
<section>${heading('检查人员，请核对证件', 'Team: compare the certificates')}<ul>${team}</ul></section>
<footer><p>核验码 ${safe(written(code))}</p></footer>`,
  );
}

/** Unknown, not active yet, or no code at all: nobody can tell which. */
export function unknownPage(): string {
  return page(
    '行政检查核验',
    false,
    `<h1>✗ 没有查到正在进行的检查</h1><p>请核对核验码。${en('No inspection under way has this code. Check the code.')}</p>`,
    `<section><p>核验码在检查人员到场并登记开始后生效。刚刚到场的，请其先登记，再核验一次。${en('A code becomes active when the team has registered its start at the door. If it has just arrived, let it register first, then look again.')}</p></section>`,
  );
}
