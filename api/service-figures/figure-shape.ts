/** 指标的显示 How a figure and its rows are shown: exact numbers as text, beside what a person reads. */
import { z } from 'zod';
import { valueText, type Figure, type FigureRow } from '../../domain/service-figures/figures.ts';
import { kpiIds } from '../../domain/service-figures/kpis.ts';
import type { Fraction } from '../../domain/service-catalogue/exact.ts';

const text = z.string().nullable();
const sentence = z.object({ zh: z.string(), en: z.string() });
const exact = {
  description: '精确数：整数或分数 n/d An exact number: whole, or a fraction n/d',
};

const rowShape = z.object({
  item: z.string().meta({ description: 'S 服务、P 权力及序号，或者登记编号' }),
  name: z.string(),
  numerator: z.string(),
  denominator: text,
  cases: z.int().nullable(),
  note: text.meta({
    description:
      'unknown 未填；not-in-force 已不在清单；no-statutory-time 没有法定时限；no-case 没有办件；no-time 没有写明办理时间；withdrawn 已撤销；unconfirmed 未经另一人确认；after-deadline 逾期 Not said; no longer listed; no statutory time; no case; without its time; withdrawn; not confirmed; too late',
  }),
});

export const figureShape = z
  .object({
    kpi: z.enum(kpiIds),
    clause: z.string(),
    aim: sentence.meta({ description: '四最 The aim of the plan (QJ-1)' }),
    label: sentence,
    better: z.enum(['at-least', 'at-most']).meta({ description: '均含本数 Both include it' }),
    note: sentence.nullable(),
    numerator: z.string().meta(exact),
    denominator: z.string().meta(exact),
    value: text.meta(exact),
    shown: z.string().meta({ description: '百分数或者数；“…”表示截去尾数；无 without a value' }),
    target: text.meta(exact),
    margin: text.meta({ description: '与目标之差，正为优 Beyond the target, exact' }),
    state: z.enum(['met', 'missed', 'pending', 'none', 'no-target']).meta({
      description: 'pending：尚未到期，未计为未达到 its day has not come: not missed',
    }),
    rows: z.array(rowShape),
    leftOut: z.array(rowShape),
  })
  .meta({ id: 'ServiceFigure' });

export const fractionText = (value: Fraction | undefined): string | null =>
  value ? (value.d === 1n ? value.n.toString() : `${value.n}/${value.d}`) : null;

export const shownFigure = (figure: Figure) => ({
  kpi: figure.kpi,
  numerator: figure.numerator,
  denominator: figure.denominator,
  value: fractionText(figure.value),
  shown: valueText(figure),
  target: fractionText(figure.target),
  state: figure.state,
});

export const shownRow = ({ kpi: _kpi, ...row }: FigureRow) => row;
