/** 台面：行政检查 What the desk shows of inspections (QY); nothing for a bureau without an inspecting body. Counts only: no target stands here. */
import { inspectionCounts } from '../../db/inspection/dashboard.ts';
import { deskLink, type DeskLines, type DeskLink, type LinkTo } from '../files/desk-links.ts';

type Counts = Awaited<ReturnType<typeof inspectionCounts>>;

const stage = (procedure: string, name: string): string =>
  `DubanProcedure = "${procedure}" AND DubanStage = "${name}"`;

/** Where inspections stand. */
const linesOfInspections = (n: Counts, link: LinkTo): DeskLink[] => [
  link(
    '正在现场检查',
    'On site now',
    n.onSite,
    '/v1/files?procedure=inspection&stage=on-site&state=open',
    stage('inspection', 'on-site'),
  ),
  link(
    '等待窗口或者名额的方案',
    'Plans on hold',
    n.held,
    '/v1/files?procedure=inspection&stage=on-hold&state=open',
    stage('inspection', 'on-hold'),
  ),
  link(
    '检查结果临近或者已逾期告知',
    'Results to be told, due soon or overdue',
    n.tell,
    '/v1/duties?clause=QY-12.1&procedure=inspection',
    'DubanProcedure = "inspection" AND DubanAwaited = "tellResult" AND DubanAttention IN ("due-soon", "management-overdue", "overdue")',
  ),
  link(
    '检查结果待公开',
    'Results to be published',
    n.publish,
    '/v1/duties?clause=QY-6.3',
    'DubanProcedure = "inspection" AND DubanAwaited = "publishResult"',
  ),
];

/** What stands around them: plans of campaigns and years, and the supervision of enforcement. */
const linesAround = (n: Counts, link: LinkTo): DeskLink[] => [
  link(
    '手续未补齐的紧急专项',
    'Emergencies whose papers are owed',
    n.emergencies,
    '/v1/files?procedure=special-inspection&stage=emergency&state=open',
    stage('special-inspection', 'emergency'),
  ),
  link(
    '未公布的年度计划',
    'Programmes not announced',
    n.unannounced,
    '/v1/inspection-programmes',
    stage('inspection-programme', 'drawn-up'),
  ),
  link(
    '未跟踪的频次预警',
    'Alerts of frequency to be followed up',
    n.alerts,
    '/v1/frequency-alerts?state=open',
  ),
  link(
    '未办结的执法扰企线索',
    'Complaints about enforcement open',
    n.complaints,
    '/v1/enforcement-complaints?state=open',
    'DubanProcedure = "enforcement-complaint"',
  ),
];

export const inspectionLines: DeskLines = async ({ sql, bureau, reader, ui }) => {
  const n = await inspectionCounts(sql, bureau, reader);
  if (n.bodies === 0) return [];
  const link = deskLink({ ui });
  return [...linesOfInspections(n, link), ...linesAround(n, link)];
};
