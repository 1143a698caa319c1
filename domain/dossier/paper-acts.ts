/** 文书及裁定 Each act on paper: who, when, its verdict, and what it says, field by field. */
import { at, orDash, personOf, statedOf, word, type Block } from './paper-words.ts';
import type { Dossier, DossierAct } from './shapes.ts';

export const actSection = ({ acts }: Dossier): Block[] => acts.flatMap(actBlocks);

function actBlocks(act: DossierAct): Block[] {
  const fields = [...fieldsOf(act.payload, '')];
  return [
    { kind: 'heading', text: `第 ${act.number} 号　${act.title.zh}（${word(act.state)}）` },
    { kind: 'facts', rows: [...submission(act), ...verdict(act), ['内容哈希', act.hash]] },
    ...act.withheld.map(({ say, clause }): Block => ({
      kind: 'note',
      text: `${say.zh}（${clause}）`,
    })),
    ...(fields.length > 0
      ? [{ kind: 'table', head: ['字段', '内容'], widths: [30, 70], rows: fields } as const]
      : []),
  ];
}

type Row = readonly [label: string, value: string];

const submission = (act: DossierAct): Row[] => [
  ['文书', `${act.type}　${act.id}`],
  ['提交', personOf(act.by).replace('\n', '，') + (act.system ? `，经 ${act.system}` : '')],
  ['所述时间', statedOf(act.dates).join('，') || '—'],
  ['收到时间', `${at(act.dates.received)}（到达本系统 ${at(act.dates.arrived)}）`],
  ['入账时间', at(act.dates.recorded)],
  ['依据', act.article ? `${act.article.zh}（${act.clause}）` : orDash(act.clause)],
];

function verdict({ timing, force, duty, refusal, warnings }: DossierAct): Row[] {
  const rows: Row[] = warnings.map((warning) => ['提示', warning]);
  if (timing)
    rows.push(['时限', `${word(timing)}${force ? `（${word(force)}）` : ''}，期限 ${duty}`]);
  if (!refusal) return rows;
  const { say, code, article, clause, lawful, earliest } = refusal;
  rows.push(['退回原因', `${say.zh}（${code}，${article?.zh ?? clause}）`]);
  rows.push(['如何合规', lawful.zh + (earliest ? `　最早 ${at(earliest)}` : '')]);
  return rows;
}

/** What an act says, a line for each value. */
function* fieldsOf(value: unknown, path: string): Generator<[string, string]> {
  if (value === null || value === undefined) return;
  if (typeof value !== 'object') yield [path, String(value)];
  else
    for (const [name, one] of Object.entries(value))
      yield* fieldsOf(one, path ? `${path}.${name}` : name);
}
