/** 管理设置的说明 Every setting with the clause whose silence it fills; none of them is law. */
import { defaultInspectionSettings, type InspectionSettings } from './settings.ts';

type Explanation = readonly [clause: string, zh: string, en: string, force?: 'reading'];
const explanations: Readonly<Partial<Record<string, Explanation>>> = {
  mergeDays: ['QY-5.1', '相距多少日以内的方案应当合并', 'Plans within so many days are merged'],
  listDays: [
    'QY-6.1',
    '名录、清单多少日没有更新即不得抽取',
    'A list older than so many days is not drawn from',
  ],
  teamSize: ['QY-5.4', '现场超过多少人即提示', 'More people on site are remarked upon'],
  clueInspectionsCount: [
    'QY-4.1',
    '线索检查是否计入年度频次（司法部解答较严；通知不计入）',
    'Whether inspections led by a clue count (the Ministry answers stricter; the notice does not count them)',
    'reading',
  ],
  specialsPerYear: [
    'QY-7.2',
    '年度专项检查数量；空为未设定',
    'Special inspections a year; null where none is set',
  ],
  watch: [
    'QY-4.3',
    '超过每日、每周、每月多少次即转执法监督机构跟踪',
    'More in a day, a week, a month is watched',
  ],
  certificateKinds: [
    'QY-1.5',
    '认可为执法证件的名称',
    'What a certificate of enforcement is called',
  ],
  urgentHours: [
    'QY-10.2',
    '当场实施后报告并补办手续的小时数（类推行政强制法第十九条）',
    'Hours for report and formalities after an urgent start (by analogy)',
  ],
  amendedPlanDays: [
    'QY-7.3',
    '紧急专项修订计划备案的工作日',
    'Working days for filing the amended plan of an emergency',
  ],
  emergencyPapersDays: [
    'QY-7.3',
    '紧急专项补齐政府批准和公布的工作日',
    'Working days for the approval and publication of an emergency',
  ],
  statementDays: [
    'QY-10.10',
    '陈述申辩的工作日，在二十个工作日之内',
    'Working days for the statement, inside the 20',
  ],
  silenceDays: [
    'QY-12.1',
    '最后一次现场记录后多少工作日无记录即提示',
    'Working days of silence after the last record on site',
  ],
  publishDays: [
    'QY-6.3',
    '公布检查结果的工作日（参照政府信息公开条例第二十六条）',
    'Working days for publishing a result',
  ],
  recheckDays: [
    'QY-12.3',
    '整改期满后复核的工作日',
    'Working days for the re-check after the date of rectification',
  ],
  verifyDays: [
    'QY-12.4',
    '立案前核查线索的工作日',
    'Working days for verifying before a case is filed',
  ],
  legalReviewDays: ['QY-11', '法制审核的工作日', 'Working days for the legal review'],
  transferDays: ['QY-14.1', '移送的工作日', 'Working days for a transfer'],
  acceptDays: ['QY-14.2', '受移送机关接收的工作日', 'Working days for its acceptance'],
  quarterReportDays: [
    'QY-5.3',
    '季度终了后报告进度的工作日',
    'Working days after a quarter for its progress',
  ],
  yearReportDays: [
    'QY-5.3',
    '年度终了后报告计划执行的工作日',
    'Working days after the year for the report on its programme',
  ],
  majorOutcomes: ['QY-11', '哪些处理属于重大执法决定', 'Which outcomes are major decisions'],
  majorAmountFen: [
    'QY-11',
    '涉及金额（分）达到多少即为重大；空为不按金额',
    'From which amount (in fen) a decision is major; null: no amount',
  ],
  measureDays: [
    'QY-12.3',
    '结果之后责令整改或者柔性执法的工作日',
    'Working days after the result for the order or the soft means',
  ],
  complaintDays: [
    'QY-17.1',
    '办理执法扰企线索的工作日',
    'Working days for a complaint about enforcement',
  ],
};

export interface SettingTold {
  name: string;
  value: unknown;
  default: unknown;
  clause: string;
  force: 'management' | 'reading';
  zh: string;
  en: string;
}
export const settingsTold = (settings: InspectionSettings): SettingTold[] =>
  (Object.keys(defaultInspectionSettings) as (keyof InspectionSettings)[]).map((name) => {
    const [clause, zh, en, force = 'management'] = explanations[name] ?? ['X-9', name, name];
    return {
      name,
      value: settings[name],
      default: defaultInspectionSettings[name],
      clause,
      force,
      zh,
      en,
    };
  });
