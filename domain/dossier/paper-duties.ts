/** 期限 Duties on paper with their counting line by line, and what came of them. */
import type { DossierBreach, DossierDuty } from './duty-shapes.ts';
import { at, orDash, personOf, unitOf, word, type Block } from './paper-words.ts';
import type { Dossier } from './shapes.ts';

export const dutySection = ({ duties }: Dossier): Block[] =>
  duties.length === 0
    ? [{ kind: 'note', text: '没有期限。' }]
    : duties.flatMap((duty) => dutyBlocks(duty));

function dutyBlocks(duty: DossierDuty): Block[] {
  const second = duty.secondReading;
  return [
    { kind: 'heading', text: `${duty.action.zh}（${word(duty.state)}）` },
    {
      kind: 'facts',
      rows: [
        ['期限', `${duty.key}　${word(duty.kind)}`],
        ['负有单位', unitOf(duty.owedBy)],
        ['对应单位', unitOf(duty.owedTo)],
        ['依据', `${duty.article}（${duty.clause}，${word(duty.force)}）`],
        ['履行文书', `${duty.actTitle.zh}，${word(duty.judgedBy)}`],
        ['起算', at(duty.from)],
        ['截止', `${at(duty.due)}${duty.inclusive ? '（含）' : '（不含）'}，${word(duty.status)}`],
        ['另一解释', second ? `${at(second.due)}${second.inclusive ? '（含）' : '（不含）'}` : '—'],
        ['履行时间', at(duty.doneAt)],
        ['督办', `${duty.chases} 次，未答复 ${duty.unanswered} 次`],
        ['日历版本', duty.calendarVersions.join('、') || '—'],
        ['放假通知', duty.notices.join('、') || '—'],
      ],
    },
    ...(duty.possiblyOverdue ? [{ kind: 'note', text: '可能逾期（日历未定）' } as const] : []),
    { kind: 'lines', lines: duty.explanation.map(({ zh }) => zh) },
    ...duty.revisions.map(({ seq, before, after, moved, notice, version }): Block => ({
      kind: 'note',
      text: `台账第 ${seq} 条：${notice ?? ''}（${version ?? ''}）${moved ? `，由 ${at(before)} 改为 ${at(after)}` : '，原期限已过，交人工决定'}`,
    })),
  ];
}

export function breachSection({ breaches, lateEntries, reversals }: Dossier): Block[] {
  if (breaches.length + lateEntries.length === 0)
    return [{ kind: 'note', text: '没有违期，没有补录。' }];
  return [
    { kind: 'heading', text: '违期' },
    {
      kind: 'table',
      head: ['期限', '单位', '依据', '截止', '另一解释', '记入', '履行', '超出', '状态'],
      widths: [16, 12, 13, 11, 11, 11, 11, 7, 8],
      rows: breaches.map(breachRow),
    },
    ...breaches.flatMap(outageNotes),
    { kind: 'heading', text: '补录及确认' },
    {
      kind: 'table',
      head: ['文书', '期限', '所主张时间', '收到', '确认'],
      widths: [24, 20, 16, 16, 24],
      rows: lateEntries.map((late) => [
        late.act,
        late.duty,
        at(late.claims),
        at(late.receivedAt),
        late.confirmation
          ? [
              late.confirmation.confirmed ? '确认' : '不予确认',
              personOf(late.confirmation.by),
              at(late.confirmation.recordedAt),
            ].join('\n')
          : '尚未确认',
      ]),
    },
    { kind: 'heading', text: '违期撤销' },
    {
      kind: 'table',
      head: ['台账序号', '期限', '文书', '理由', '时间'],
      widths: [10, 24, 26, 24, 16],
      rows: reversals.map((one) => [
        String(one.seq),
        one.key,
        one.act,
        one.reason,
        at(one.recordedAt),
      ]),
    },
  ];
}

/** 系统中断争议 Beside the breach, with the entries that say so. */
function outageNotes({ key, outage }: DossierBreach): Block[] {
  if (!outage) return [];
  const { seq, outages, decision } = outage;
  const times = outages.map(({ from, until }) => `${at(from)} 至 ${at(until)}`).join('；');
  const decided = decision
    ? `台账第 ${decision.seq} 条：${decision.decision === 'excused' ? '不计违期' : '维持违期'}，${personOf(decision.by)}，${at(decision.recordedAt)}，理由：${decision.reason}`
    : '尚未决定';
  return [
    { kind: 'note', text: `${key} 系统中断争议（台账第 ${seq} 条，中断 ${times}）：${decided}` },
  ];
}

const breachRow = (breach: DossierBreach): string[] => [
  `${breach.action.zh}\n${breach.key}`,
  unitOf(breach.owedBy),
  breach.article?.zh ?? breach.clause,
  at(breach.due),
  at(breach.secondReading),
  at(breach.recordedAt),
  at(breach.doneAt),
  breach.overrunMs === null ? '—' : spanOf(breach.overrunMs),
  word(breach.state),
];

/** In days, hours and minutes. */
function spanOf(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24];
  return orDash(
    [days && `${days} 天`, hours && `${hours} 小时`, `${minutes % 60} 分`]
      .filter(Boolean)
      .join(' '),
  );
}
