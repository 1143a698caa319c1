/** 附件1 The sixteen rows of the plan of 2021, with the responsible sections and the dates as they are printed. Headings are short names of ours. */
import type { CivilDate } from '../time/instant.ts';

export interface PlanRow {
  id: string;
  heading: string;
  /** 责任（单位）科室 As printed, each by its name. */
  sections: readonly string[];
  /** 完成时限 As printed. */
  printed?: string | undefined;
  /** FIX: the end of that day. */
  dueOn?: CivilDate | undefined;
  /** 持续推进、长期坚持 Without an end of its own. */
  ongoing?: boolean | undefined;
  /** A date that stands in the same row and cannot stand beside `dueOn`: which of the two holds, a named person confirms. */
  conflictOn?: CivilDate | undefined;
}

/** 2021 */
export const PRINTED_YEAR = 2021;
export const PRINTED_ON = '2021-04-27' as CivilDate;

const FUND = '局基金监管科';
const CENTRE = '中心办公室';
/** Five sections that stand together in most rows. */
const FIVE = [
  '参保管理科',
  '职工、居民医保待遇科',
  '医疗救助科',
  '医疗服务管理科',
  '信息科',
] as const;
const LEADERS = ['局党组', '中心班子'] as const;

/** Every section that the annex names. */
export const printedSections: readonly string[] = [FUND, ...FIVE, CENTRE, ...LEADERS];

const on = (day: string): CivilDate => day as CivilDate;
const END_OF_JUNE = { printed: '2021年6月30日', dueOn: on('2021-06-30') } as const;
const END_OF_APRIL = { printed: '2021年4月底前', dueOn: on('2021-04-30') } as const;
const END_OF_YEAR = { printed: '2021年12月31日', dueOn: on('2021-12-31') } as const;
const ONGOING = { printed: '持续推进', ongoing: true } as const;

export const printedRows: readonly PlanRow[] = [
  {
    id: '1.1',
    heading: '清单动态调整、告知承诺制',
    sections: [FUND, ...FIVE, CENTRE],
    ...ONGOING,
  },
  { id: '1.2', heading: '渝快办标准化、一窗综办', sections: FIVE, ...END_OF_JUNE },
  { id: '2.1', heading: '线上线下融合、系统衔接', sections: [CENTRE, ...FIVE], ...END_OF_JUNE },
  { id: '2.2', heading: '好差评、综合柜员', sections: [CENTRE, ...FIVE], ...ONGOING },
  {
    id: '3.1',
    heading: '第一批下沉事项梳理发布',
    sections: [CENTRE],
    printed: '2021年9月底前',
    dueOn: on('2021-09-30'),
  },
  { id: '3.2', heading: '高频事项向基层延伸', sections: [CENTRE], ...ONGOING },
  { id: '3.3', heading: '黔江政务通推广', sections: [CENTRE, ...FIVE], ...ONGOING },
  { id: '4.1', heading: '老年窗口', sections: [CENTRE], ...END_OF_APRIL },
  { id: '4.2', heading: '预约上门、引导', sections: [CENTRE], ...END_OF_APRIL },
  { id: '5.1', heading: '跨区县、跨省通办', sections: [CENTRE, ...FIVE], ...END_OF_YEAR },
  {
    id: '5.2',
    heading: '川渝通办第二批、异地结算',
    sections: [CENTRE, ...FIVE],
    ...END_OF_YEAR,
  },
  // 2021年3月31日 is before the notice of 27 April, and the row itself says 2021年底前.
  {
    id: '6.1',
    heading: '清单更新、全程网办',
    sections: [FUND, CENTRE, ...FIVE],
    printed: '2021年3月31日',
    dueOn: on('2021-12-31'),
    conflictOn: on('2021-03-31'),
  },
  {
    id: '6.2',
    heading: '响应率、时间、跑动、即办件',
    sections: [FUND, CENTRE, ...FIVE],
    ...END_OF_YEAR,
  },
  { id: '7', heading: '信用制度', sections: [FUND], ...ONGOING },
  {
    id: '8',
    heading: '好差评办法、创新服务',
    sections: [FUND, CENTRE, ...FIVE],
    printed: '2021年9月30日',
    dueOn: on('2021-09-30'),
  },
  {
    id: '9',
    heading: '作风建设',
    sections: LEADERS,
    printed: '2021年12月底前，并长期坚持',
    dueOn: on('2021-12-31'),
    ongoing: true,
  },
];
