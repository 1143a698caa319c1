/** 核对的结果 What the comparison of inbox, register and engine has found, and what to do about each: in lists, of which those with nothing in them are left out. */
import type { Sentence } from '../../domain/law/refusal.ts';
import { fileAddress } from './duty-lines.ts';
import { html, type Html } from './html.ts';
import { paperAddress } from './papers.ts';
import type { Visit } from './visit.ts';
import { at } from './words.ts';

/** As much of the answer as is shown. A closed file whose history is not kept yet is no difference: the late ones are. */
export interface Differences {
  notRunning: { file: string; engine: string }[];
  otherwise: { file: string; fault: string }[];
  rebuild: { file: string; does: Sentence }[];
  unregistered: string[];
  unsettled: { act: string; file: string; number: number; signalled: boolean }[];
  errands: { file: string; kind: string; tries: number; error: string | null }[];
  lateHistories: { file: string; endedAt: string; keptUntil: string | null }[];
  lostHistories: string[];
  brokenEntries: { file: string; seq: number }[];
  brokenHeads: { file: string }[];
  brokenLeaves: { kind: string; ref: string; file: string | null; why: string }[];
  brokenSeries: { procedure: string; place: number | null; file: string | null }[];
  brokenTree: { size: number; why: string }[];
  brokenPapers: { file: string | null; paper: string; why: string }[];
  papersOtherwise: { file: string; paper: string; act: string; differs: string[] }[];
}

interface List {
  name: string;
  todo: string;
  lines: Html[];
}

export const differencesShown = (visit: Visit, found: Differences): List[] =>
  [
    ...ofRuns(visit, found),
    ...waiting(visit, found),
    ...saidOtherwise(visit, found),
    ...ofTables(visit, found),
  ].filter(({ lines }) => lines.length > 0);

/** To the run in the Temporal UI. */
export const engineLink = ({ t, engineUrl }: Visit, file: string): Html =>
  html`<a href="${engineUrl(file)}" rel="noreferrer">${t('流程引擎', 'Temporal UI')}</a>`;

const link = (file: string | null): Html | false =>
  file !== null && html`<a href="${fileAddress(file)}">${file}</a>`;

function ofRuns(visit: Visit, found: Differences): List[] {
  const { t, say } = visit;
  const offers = new Map(found.rebuild.map(({ file, does }) => [file, does]));
  const line = (file: string, fault: string): Html => {
    const does = offers.get(file);
    const what = does
      ? `${t('管理员重建流程：', 'An administrator rebuilds the run: ')}${say(does)}`
      : t('不能重建。', 'It cannot be rebuilt.');
    return html`${link(file)} <code>${fault}</code> · ${engineLink(visit, file)}<br><span class="soft">${what}</span>`;
  };
  return [
    {
      name: t('没有在运行', 'Not running'),
      todo: t(
        '系统会自行再次启动；一直列在此处的，查明原因后重建（POST /v1/files/{id}/rebuild）。',
        'The system starts it again by itself; where it stays here, find out why and rebuild it (POST /v1/files/{id}/rebuild).',
      ),
      lines: found.notRunning.map(({ file, engine }) => line(file, engine)),
    },
    {
      name: t('流程与台账不一致', 'Run and register differ'),
      todo: t(
        '落后于台账的，系统会再次送达；其余先查明，再重建（POST /v1/files/{id}/rebuild）。',
        'A run behind the register is told again by the system; of the others find out why first, then rebuild (POST /v1/files/{id}/rebuild).',
      ),
      lines: found.otherwise.map(({ file, fault }) => line(file, fault)),
    },
    {
      name: t('台账中没有的流程', 'Runs that the register does not know'),
      todo: t(
        '恢复备份之后会有：查明、导出历史，然后在流程引擎中终止。',
        'After a restore: find out what they are, export their histories, then end them in the engine.',
      ),
      lines: found.unregistered.map((file) => html`${file} · ${engineLink(visit, file)}`),
    },
  ];
}

function waiting(visit: Visit, found: Differences): List[] {
  const { t } = visit;
  return [
    {
      name: t('久未裁定的文书', 'Acts that wait long for their verdict'),
      todo: t(
        '已收到，不会丢失；系统会再次送达。案卷本身有故障的，先排除故障。',
        'They are received and cannot be lost; the system brings them again. Where the file itself is stuck, mend that first.',
      ),
      lines: found.unsettled.map(
        ({ act, file, number, signalled }) =>
          html`${link(file)} <a href="${fileAddress(file)}/acts/${encodeURIComponent(act)}">${t(`第 ${number} 份`, `No. ${number}`)}</a>${!signalled && html` <span class="tag warn">${t('未送达流程', 'not brought to the run')}</span>`} · ${engineLink(visit, file)}`,
      ),
    },
    {
      name: t('未完成的案卷间事务', 'Errands between files that are not done'),
      todo: t('系统会再试；看错误说明。', 'The system tries again; see the error.'),
      lines: found.errands.map(
        ({ file, kind, tries, error }) =>
          html`${link(file)} <code>${kind}</code> ${t(`已试 ${tries} 次`, `tried ${tries} times`)}${error !== null && html` <code>${error}</code>`}`,
      ),
    },
    {
      name: t('逾时未保存的流程历史', 'Histories that should have been kept by now'),
      todo: t(
        '检查后台保存；到所示时间引擎会删除。',
        'See to the background work that keeps them; at the time that is shown the engine deletes them.',
      ),
      lines: found.lateHistories.map(
        ({ file, endedAt, keptUntil }) =>
          html`${link(file)} ${at(endedAt)}${keptUntil !== null && html` → ${at(keptUntil)}`}`,
      ),
    },
    {
      name: t('已丢失的流程历史', 'Histories that are lost'),
      todo: t(
        '台账不受影响；引擎中又找到的，下次修复时保存。',
        'The register has all the same; one that the engine has again is kept by the next mending.',
      ),
      lines: found.lostHistories.map((file) => html`${link(file)}`),
    },
  ];
}

/** Nothing is broken: people say which is right. */
const saidOtherwise = ({ t }: Visit, found: Differences): List[] => [
  {
    name: t('与公文不同的文书', 'Acts that say otherwise than their papers'),
    todo: t(
      '以送达的公文和提交的文书互相核对；需要的，重新制发或者提交更正的文书。',
      'Compare what was served with what was filed; issue it anew or file what corrects it.',
    ),
    lines: found.papersOtherwise.map(
      ({ file, paper, act }) =>
        html`${link(file)} <a href="${paperAddress(file, paper)}">${paper}</a> <a href="${fileAddress(file)}/acts/${encodeURIComponent(act)}">${t('提交', 'act')}</a>`,
    ),
  },
];

/** 被改动 The system itself never does that: somebody was at the database, or an old copy of it was put back. */
function ofTables({ t }: Visit, found: Differences): List[] {
  const why = (code: string): Html => html`<code>${code}</code>`;
  const todo = t(
    '系统自身不会造成：有人直接改动了数据库，或者恢复了旧备份。保全现场，报告监管人员。',
    'The system itself does not do that: somebody was at the database, or an old copy was put back. Change nothing, and tell the regulators.',
  );
  return [
    {
      name: t('台账记录与其哈希不符', 'Entries that are not what their hashes say'),
      todo,
      lines: found.brokenEntries.map(
        ({ file, seq }) => html`${link(file)} ${t(`第 ${seq} 条`, `No. ${seq}`)}`,
      ),
    },
    {
      name: t('台账链首不符或缺号', 'Heads that are not the last entry, and gaps'),
      todo,
      lines: found.brokenHeads.map(({ file }) => html`${link(file)}`),
    },
    {
      name: t('存证与台账、收件箱、登记不符', 'Leaves of the log that are not what the tables say'),
      todo,
      lines: found.brokenLeaves.map(
        ({ kind, ref, file, why: code }) =>
          html`<code>${kind}</code> ${ref} ${link(file)} ${why(code)}`,
      ),
    },
    {
      name: t('立案序列缺号', 'Gaps in the series of openings'),
      todo,
      lines: found.brokenSeries.map(
        ({ procedure, place, file }) => html`<code>${procedure}</code> ${place} ${link(file)}`,
      ),
    },
    {
      name: t('存证树不符', 'The tree of the log is not the one that was signed'),
      todo,
      lines: found.brokenTree.map(({ size, why: code }) => html`${size} ${why(code)}`),
    },
    {
      name: t('公文与台账不符或文号有缺', 'Papers that are not what the register has, and gaps'),
      todo,
      lines: found.brokenPapers.map(
        ({ file, paper, why: code }) => html`${link(file)} ${paper} ${why(code)}`,
      ),
    },
  ];
}
