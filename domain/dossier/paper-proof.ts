/** 历史、规则与校验 Histories with whom they name, the rules by their versions, and the chain of hashes on paper. */
import { at, orDash, word, type Block } from './paper-words.ts';
import type { Dossier, DossierHistory } from './shapes.ts';

export function historySection({ histories }: Dossier): Block[] {
  if (histories.length === 0) return [{ kind: 'note', text: '没有流程历史。' }];
  return histories.flatMap(historyBlocks);
}

function historyBlocks(one: DossierHistory): Block[] {
  if (one.state === 'later')
    return [{ kind: 'note', text: '截至较早时点：其后存档的和仍在运行的流程历史不收入。' }];
  return [
    { kind: 'heading', text: `运行 ${orDash(one.run)}（${word(one.state)}）` },
    {
      kind: 'facts',
      rows: [
        ['事件', one.events === null ? '—' : String(one.events)],
        ['SHA-256', orDash(one.sha256)],
        ['存档时间', at(one.keptAt)],
        ['台账条目', one.seq === null ? '—' : String(one.seq)],
        ['文件', orDash(one.member)],
      ],
    },
    ...(one.withheld ? [{ kind: 'note', text: one.withheld.say.zh } as const] : []),
    ...(one.principals.length > 0
      ? [
          {
            kind: 'table',
            head: ['事件', '时间', '事项', '文书', '签名人'],
            widths: [8, 26, 20, 28, 18],
            rows: one.principals.map((p) => [
              p.event,
              p.at,
              p.signal ? `${p.what} ${p.signal}` : p.what,
              orDash(p.act),
              orDash(p.principal),
            ]),
          } as const,
        ]
      : []),
  ];
}

export function rulesSection({ rules }: Dossier): Block[] {
  const { build, calendars, instruments, settings } = rules;
  return [
    {
      kind: 'facts',
      rows: [
        ['系统版本', build.version],
        ['流程程序版本', build.workers.join('\n') || '—'],
        ['生效的程序变更', build.changes.join('、') || '—'],
      ],
    },
    { kind: 'heading', text: '依据文件' },
    {
      kind: 'table',
      head: ['代号', '文号', '名称', '施行', '核实'],
      widths: [10, 26, 36, 14, 14],
      rows: instruments.map((one) => [
        one.id,
        one.number,
        one.title,
        one.yearOnly ? `${one.inForceFrom}（只知年份）` : one.inForceFrom,
        one.checkedOn ?? '待核实',
      ]),
    },
    { kind: 'heading', text: '放假安排' },
    ...calendars.flatMap((one): Block[] => [
      {
        kind: 'facts',
        rows: [
          ['版本', `${one.year}/${one.version}${one.fictitious ? '（样例）' : ''}`],
          ['通知', `${one.notice}（${one.publishedOn} 公布）`],
          ['休息', one.off.join('、') || '—'],
          ['上班', one.work.join('、') || '—'],
        ],
      },
    ]),
    ...(calendars.length === 0 ? [{ kind: 'note', text: '没有按日计算的期限。' } as const] : []),
    { kind: 'heading', text: '管理设置' },
    ...settings.map((one): Block => ({
      kind: 'note',
      text: `自 ${at(one.from)}：${JSON.stringify(one.settings)}`,
    })),
  ];
}

export const proofSection = ({ proof }: Dossier): Block[] => [
  {
    kind: 'facts',
    rows: [
      ['台账版本', `第 ${proof.edition} 版`],
      ['条目', String(proof.entries)],
      ['末条哈希', orDash(proof.head)],
      ['校验文件', proof.member],
      ['其 SHA-256', proof.sha256],
    ],
  },
  {
    kind: 'note',
    text: '校验文件载有每一条目的原文或其哈希、前一条目的哈希和本条目的哈希；算法见 README.txt。',
  },
];
