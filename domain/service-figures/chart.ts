/** 走势图 The trend of one figure as a small SVG: a bar for each period, a line for the target. It is a picture of the table beside it; what has no value has no bar. */
import { escaped } from '../reports/markup.ts';
import type { Fraction } from '../service-catalogue/exact.ts';
import { valueText, type Figure } from './figures.ts';
import { kpiOf, type KpiId } from './kpis.ts';
import type { Span } from './trend.ts';

export interface Point {
  period: Span;
  figure: Figure;
}

const [HEIGHT, TOP, FOOT, LEFT, STEP, WIDTH] = [180, 34, 40, 44, 64, 36] as const;

/** Only where on the paper it is drawn; what is said is exact. */
const place = ({ n, d }: Fraction): number => Number((n * 10_000n) / d) / 10_000;
const round = (n: number): number => Math.round(n * 10) / 10;

export function trendChart(kpi: KpiId, bureau: string, points: readonly Point[]): string {
  const { label, clause, kind } = kpiOf(kpi);
  const values = points.flatMap(({ figure: { value, target } }) =>
    [value, target].flatMap((one) => (one ? [place(one)] : [])),
  );
  const share = kind !== 'average' && kind !== 'count';
  const top = Math.max(share ? 1 : 0, ...values) || 1;
  const low = Math.min(0, ...values);
  const width = Math.max(320, LEFT + points.length * STEP + 16);
  const y = (value: number): number =>
    round(TOP + (HEIGHT - TOP - FOOT) * (1 - (value - low) / (top - low)));
  const bars = points.map((point, i) => barOf(point, LEFT + 10 + i * STEP, y));
  const said = points.map(({ period, figure }) => `${nameOf(period)}：${valueText(figure)}`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="t d" viewBox="0 0 ${width} ${HEIGHT}" width="${width}" height="${HEIGHT}" font-family="sans-serif" font-size="9">`,
    `<title id="t">${escaped(`${bureau} ${label.zh} ${label.en}（${clause}）`)}</title>`,
    `<desc id="d">${escaped(said.join('；') || '无')}</desc>`,
    `<rect width="${width}" height="${HEIGHT}" fill="#fff"/>`,
    `<text x="${LEFT}" y="16" font-size="11">${escaped(`${label.zh} ${clause}`)}</text>`,
    `<line x1="${LEFT}" x2="${width - 8}" y1="${y(0)}" y2="${y(0)}" stroke="#000" stroke-width="0.5"/>`,
    ...bars,
    '</svg>\n',
  ].join('\n');
}

const nameOf = ({ from, until }: Span): string =>
  from === until ? from : `${from}—${until.slice(from.slice(0, 4) === until.slice(0, 4) ? 5 : 0)}`;

function barOf({ period, figure }: Point, x: number, y: (value: number) => number): string {
  const { value, target, state } = figure;
  const label = `<text x="${x + WIDTH / 2}" y="${HEIGHT - FOOT + 14}" text-anchor="middle">${escaped(period.from.slice(2))}</text><text x="${x + WIDTH / 2}" y="${HEIGHT - FOOT + 25}" text-anchor="middle">${escaped(period.until.slice(2))}</text>`;
  const line = target
    ? `<line x1="${x - 8}" x2="${x + WIDTH + 8}" y1="${y(place(target))}" y2="${y(place(target))}" stroke="#000" stroke-width="1" stroke-dasharray="4 2"/>`
    : '';
  if (!value)
    return `${label}${line}<text x="${x + WIDTH / 2}" y="${y(0) - 3}" text-anchor="middle">无</text>`;
  const [a, b] = [y(place(value)), y(0)];
  // 未达到 In outline, so that it is seen without colour.
  const fill = state === 'missed' ? 'fill="#fff" stroke="#1f4e79"' : 'fill="#1f4e79"';
  return `${label}<rect x="${x}" y="${Math.min(a, b)}" width="${WIDTH}" height="${round(Math.abs(b - a))}" ${fill}/>${line}<text x="${x + WIDTH / 2}" y="${Math.min(a, b) - 3}" text-anchor="middle">${escaped(valueText(figure))}</text>`;
}
