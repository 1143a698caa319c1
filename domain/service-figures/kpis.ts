/** 四最与指标 The figures of the plan, by the four aims of its first part (QJ-1), each with its clause; the targets of 2021 stand with the function that counts. */
import type { Sentence } from '../law/refusal.ts';

/** 服务质量最优、所需材料最少、办理时限最短、办事流程最简 */
export const aims = {
  quality: { zh: '服务质量最优', en: 'best quality' },
  materials: { zh: '所需材料最少', en: 'least materials' },
  time: { zh: '办理时限最短', en: 'shortest time' },
  flow: { zh: '办事流程最简', en: 'simplest course' },
} as const;
type Aim = keyof typeof aims;

interface Kpi {
  clause: string;
  aim: Aim;
  label: Sentence;
  /** 占比 a share in percent; 平均 an average; 数 a count; 均值 a mean of shares of items; 加权 the same, by cases. */
  kind: 'share' | 'average' | 'count' | 'mean' | 'weighted';
  /** 以上、不低于 at least; 不超过 at most. Both include the number. */
  better: 'at-least' | 'at-most';
  note?: Sentence;
}

const kpi = (
  clause: string,
  aim: Aim,
  zh: string,
  en: string,
  more: Partial<Pick<Kpi, 'kind' | 'better' | 'note'>> = {},
): Kpi => ({ clause, aim, label: { zh, en }, kind: 'share', better: 'at-least', ...more });

export const kpis = {
  online: kpi('QJ-2.6a', 'flow', '公共服务网上可办率', 'Services that can be done online'),
  'services-fully-online': kpi(
    'QJ-2.6b',
    'flow',
    '公共服务全程网办占比',
    'Services that are done wholly online',
  ),
  'powers-fully-online': kpi(
    'QJ-2.6b',
    'flow',
    '行政权力全程网办占比',
    'Powers that are done wholly online',
    {
      note: {
        zh: '文本写“依申请类”，附件2 多为处罚和检查；按所印的全部事项计。',
        en: 'The text says on application; most of annex 2 is not. All of it is counted, as printed.',
      },
    },
  ),
  'time-cut': kpi(
    'QJ-2.6d',
    'time',
    '办理时间比法定时限平均减少（按事项）',
    'Time cut below the statutory one, mean of items',
    { kind: 'mean' },
  ),
  'time-cut-by-cases': kpi(
    'QJ-2.6d',
    'time',
    '办理时间比法定时限平均减少（按办件）',
    'Time cut below the statutory one, weighted by cases',
    { kind: 'weighted' },
  ),
  visits: kpi('QJ-2.6e', 'flow', '平均跑动次数', 'Visits, the average of closed cases', {
    kind: 'average',
    better: 'at-most',
  }),
  instant: kpi('QJ-2.6f', 'time', '即办件事项比例', 'Services that are done at once'),
  'instant-printed': kpi(
    'QJ-2.6f',
    'time',
    '即办件事项比例（按所印事项）',
    'Services that are done at once, over the printed items',
    {
      note: {
        zh: '清单增减后与现行清单的比例并列，以现行清单的为准。',
        en: 'Shown beside the share of the list in force, which decides.',
      },
    },
  ),
  innovations: kpi('QJ-2.8', 'quality', '创新服务', 'Innovations', { kind: 'count' }),
  rectified: kpi('QJ-2.2b', 'quality', '差评整改率', 'Bad evaluations that were put right'),
  revisited: kpi('QJ-2.2b', 'quality', '差评回访率', 'Bad evaluations with a revisit'),
  answered: kpi('QJ-2.6c', 'quality', '交办投诉响应率', 'Complaints handed down, answered'),
  commitment: kpi('QJ-2.1b', 'materials', '告知承诺覆盖率', 'Services by commitment'),
  'no-materials': kpi('QJ-2.6g', 'materials', '零材料提交事项', 'Services without materials'),
  tolerant: kpi('QJ-2.6g', 'materials', '容缺受理事项', 'Services accepted with gaps'),
  'once-only': kpi('QJ-2.6g', 'flow', '最多跑一次事项', 'Services with one visit at most'),
  'one-window': kpi('QJ-2.1c', 'flow', '一窗综办事项', 'Services at one window'),
  'any-clerk': kpi('QJ-2.2c', 'flow', '综合柜员事项', 'Services by any clerk'),
  'city-wide': kpi('QJ-2.2c', 'flow', '同城通办事项', 'Services anywhere in the city'),
} as const satisfies Record<string, Kpi>;
export type KpiId = keyof typeof kpis;
export const kpiIds = Object.keys(kpis) as [KpiId, ...KpiId[]];
export const kpiOf = (id: KpiId): Kpi => kpis[id];
