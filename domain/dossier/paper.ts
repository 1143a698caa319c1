/**
 * 纸质案卷 The dossier as a person reads it, in the order of an official one: cover, contents, sections, closing page. Both documents, HTML and docx, are
 * drawn from these blocks and from nothing else, so they say the same.
 */
import { actSection } from './paper-acts.ts';
import { dutySection, breachSection } from './paper-duties.ts';
import { historySection, proofSection, rulesSection } from './paper-proof.ts';
import { at, orDash, personOf, statedOf, unitOf, word, type Block } from './paper-words.ts';
import type { Dossier } from './shapes.ts';

export interface Section {
  id: string;
  title: string;
  blocks: readonly Block[];
}

export interface Paper {
  bureau: string;
  title: string;
  file: string;
  /** Said on the cover where the dossier goes up to an earlier instant. */
  asOf: string | null;
  facts: readonly (readonly [label: string, value: string])[];
  sections: readonly Section[];
}

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一'];

/** `sha256`: of `dossier.json`, so that what is printed names what it was made of. */
export function paperOf(dossier: Dossier, sha256: string): Paper {
  const sections: [title: string, blocks: readonly Block[]][] = [
    ['案件基本情况', basics(dossier)],
    ['办案经过', chronology(dossier)],
    ['文书及裁定', actSection(dossier)],
    ['期限及计算说明', dutySection(dossier)],
    ['违期、补录与撤销', breachSection(dossier)],
    ['关口与突破', gates(dossier)],
    ['未进入收件箱的提交', attempts(dossier)],
    ['文书引用', documents(dossier)],
    ['流程历史及签名人', historySection(dossier)],
    ['所依规则版本', rulesSection(dossier)],
    ['台账校验', proofSection(dossier)],
  ];
  return {
    bureau: dossier.cover.bureau.name,
    title: `${dossier.cover.procedure.title.zh}案卷`,
    file: dossier.file,
    asOf: asOfLine(dossier),
    facts: coverFacts(dossier),
    sections: [
      ...sections.map(([title, blocks], n) => ({
        id: `s${n + 1}`,
        title: `${numerals[n]}、${title}`,
        blocks,
      })),
      { id: 'closing', title: '备考表', blocks: closing(dossier, sha256) },
    ],
  };
}

const asOfLine = ({ asOf }: Dossier): string | null =>
  asOf && `截至 ${at(asOf.at)}（台账第 ${asOf.seq} 条）。此后所载均不收入。`;

function coverFacts({ cover, made, file }: Dossier): [string, string][] {
  const { subject } = cover;
  return [
    ['案卷编号', file],
    ['立卷单位', `${cover.bureau.name}（${cover.bureau.id}）`],
    ['程序', cover.procedure.title.zh],
    [
      '当事人',
      subject ? `${subject.name ?? ''}（${word(subject.kind)} ${subject.id}）` : '依规不予显示',
    ],
    ['文号、案号', cover.numbers.map(({ number }) => number).join('；') || '—'],
    ['立卷时间', at(cover.openedAt)],
    ['办结时间', at(cover.closedAt)],
    ['办理结果', cover.outcome?.title.zh ?? '—'],
    ['状态', word(cover.state)],
    ['制作时间', at(made.at)],
    ['制作人', personOf(made.by)],
    ['显示范围', word(made.scope)],
  ];
}

function basics({ cover }: Dossier): Block[] {
  return [
    {
      kind: 'facts',
      rows: [
        ['依据文件', cover.procedure.instrument],
        ['方向', orDash(cover.direction)],
        ['阶段', cover.stage?.title.zh ?? '截至较早时点，不载'],
        ['现状', cover.attention === null ? '—' : word(cover.attention)],
      ],
    },
    {
      kind: 'table',
      head: ['当事角色', '单位'],
      widths: [30, 70],
      rows: cover.parties.map((party) => [party.title.zh, unitOf(party)]),
    },
    ...cover.notes.map((text): Block => ({ kind: 'note', text })),
  ];
}

function chronology({ chronology: events }: Dossier): Block[] {
  return [
    {
      kind: 'table',
      head: ['序号', '事项', '依据', '经办', '所述时间', '收到时间', '入账时间'],
      widths: [6, 30, 16, 15, 11, 11, 11],
      rows: events.map((event) => [
        event.seq === null ? '—' : String(event.seq),
        [event.title.zh, event.says?.zh, event.withheld?.say.zh].filter(Boolean).join('\n'),
        event.article?.zh ?? orDash(event.clause),
        event.by ? personOf(event.by) : '—',
        statedOf(event.dates).join('\n') || '—',
        at(event.dates.received),
        at(event.dates.recorded),
      ]),
    },
  ];
}

function gates({ gates: { items, withheld } }: Dossier): Block[] {
  if (withheld) return [{ kind: 'note', text: withheld.say.zh }];
  if (items.length === 0) return [{ kind: 'note', text: '本案没有关口记录。' }];
  return [
    {
      kind: 'table',
      head: ['关口', '依据', '结论', '说明', '负责人', '时间'],
      widths: [16, 18, 10, 32, 10, 14],
      rows: items.map((gate) => [
        gate.item ? `${gate.gate}（${gate.item}）` : gate.gate,
        gate.article?.zh ?? gate.clause,
        word(gate.outcome),
        gate.say.zh,
        orDash(gate.by),
        at(gate.decidedAt),
      ]),
    },
  ];
}

function attempts({ attempts: { items, counted, withheld } }: Dossier): Block[] {
  if (withheld) return [{ kind: 'note', text: withheld.say.zh }];
  if (items.length === 0) return [{ kind: 'note', text: '没有被退回而未进入收件箱的提交。' }];
  return [
    {
      kind: 'table',
      head: ['时间', '文书', '提交人', '退回原因', '依据', '有误字段', '内容哈希'],
      widths: [13, 14, 17, 14, 10, 14, 18],
      rows: items.map((one) => [
        at(one.at),
        one.title.zh,
        personOf(one.by),
        one.code,
        orDash(one.clause),
        one.fields.join('、') || '—',
        orDash(one.hash),
      ]),
    },
    ...counted.map(({ officer, day, attempts: n }): Block => ({
      kind: 'note',
      text: `${day} ${officer} 共 ${n} 次，超出的只计数。`,
    })),
  ];
}

function documents({ documents: { items, withheld } }: Dossier): Block[] {
  if (withheld) return [{ kind: 'note', text: withheld.say.zh }];
  if (items.length === 0) return [{ kind: 'note', text: '没有引用文书。' }];
  return [
    { kind: 'note', text: '文书原件不在本系统；以编号、SHA-256 和存放处指明。' },
    {
      kind: 'table',
      head: ['文书编号', 'SHA-256', '存放处', '所在文书', '字段'],
      widths: [18, 36, 18, 18, 10],
      rows: items.map((one) => [one.id, one.sha256, one.where, one.act, one.field]),
    },
  ];
}

/** 备考表 The last page: what the dossier holds, what of it is not shown, and where a person signs. */
function closing(
  { chronology: events, acts, documents: cited, withheld, made }: Dossier,
  sha256: string,
): Block[] {
  return [
    {
      kind: 'facts',
      rows: [
        ['台账条目', String(events.filter(({ seq }) => seq !== null).length)],
        ['文书', String(acts.length)],
        ['文书引用', cited.withheld ? '不予显示' : String(cited.items.length)],
        ['不予显示', withheld.length === 0 ? '无' : `${withheld.length} 类，见下`],
        ['数据文件', `dossier.json，SHA-256 ${sha256}`],
      ],
    },
    ...withheld.map(({ say, clause }): Block => ({ kind: 'note', text: `${say.zh}（${clause}）` })),
    {
      kind: 'facts',
      rows: [
        ['制作', `${personOf(made.by)}，${at(made.at)}`],
        ['立卷人', '　'],
        ['检查人', '　'],
        ['日期', '　　　　年　　月　　日'],
      ],
    },
  ];
}
