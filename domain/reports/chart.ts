/** 图 A small bar chart as SVG: cases by quarter, in two tones that print without colour. What it shows stands in a table beside it as well. */
import { escaped } from './markup.ts';

interface Bar {
  label: string;
  /** Below: what counts; above, in outline: what is told apart from it. */
  solid: number;
  outline: number;
}
export interface Chart {
  /** Unique in its page. */
  id: string;
  title: string;
  description: string;
  bars: readonly Bar[];
  /** What the two tones are; the second only where something is told apart. */
  legend: readonly [solid: string, outline?: string];
}

const [HEIGHT, TOP, FOOT, LEFT, STEP, WIDTH] = [150, 34, 24, 34, 46, 28] as const;

/** The axis ends with the next 1, 2 or 5 of its power of ten, and begins with none. */
function topOf(bars: readonly Bar[]): number {
  const most = Math.max(1, ...bars.map(({ solid, outline }) => solid + outline));
  const power = 10 ** Math.floor(Math.log10(most));
  return [1, 2, 5, 10].map((n) => n * power).find((n) => n >= most)!;
}

export function chartOf({ id, title, description, bars, legend }: Chart): string {
  const top = topOf(bars);
  const width = Math.max(480, LEFT + bars.length * STEP + 16);
  const y = (cases: number): number =>
    Math.round((TOP + (HEIGHT - TOP - FOOT) * (1 - cases / top)) * 10) / 10;
  const base = y(0);
  const lines = (top === 1 ? [0, 1] : [0, top / 2, top])
    .filter(Number.isInteger)
    .map(
      (n) =>
        `<line x1="${LEFT}" x2="${width - 8}" y1="${y(n)}" y2="${y(n)}" stroke="#999" stroke-width="0.5"/><text x="${LEFT - 5}" y="${y(n) + 3}" text-anchor="end">${n}</text>`,
    );
  const drawn = bars.map(({ label, solid, outline }, i) => {
    const x = LEFT + 10 + i * STEP;
    const all = solid + outline;
    return [
      solid > 0
        ? `<rect x="${x}" y="${y(solid)}" width="${WIDTH}" height="${round(base - y(solid))}" fill="#1f4e79"/>`
        : '',
      outline > 0
        ? `<rect x="${x}" y="${y(all)}" width="${WIDTH}" height="${round(y(solid) - y(all))}" fill="#fff" stroke="#1f4e79" stroke-width="1"/>`
        : '',
      all > 0
        ? `<text x="${x + WIDTH / 2}" y="${y(all) - 3}" text-anchor="middle">${all}</text>`
        : '',
      `<text x="${x + WIDTH / 2}" y="${base + 13}" text-anchor="middle">${escaped(label)}</text>`,
    ].join('');
  });
  return `<figure>\n<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="${id}-t ${id}-d" viewBox="0 0 ${width} ${HEIGHT}" width="${width}" height="${HEIGHT}" font-family="sans-serif" font-size="9">\n<title id="${id}-t">${escaped(title)}</title>\n<desc id="${id}-d">${escaped(description)}</desc>\n${legendOf(legend)}${lines.join('')}${drawn.join('')}\n</svg>\n</figure>\n`;
}

const round = (n: number): number => Math.round(n * 10) / 10;

const legendOf = ([solid, outline]: Chart['legend']): string =>
  `<rect x="${LEFT}" y="6" width="10" height="10" fill="#1f4e79"/><text x="${LEFT + 14}" y="14">${escaped(solid)}</text>` +
  (outline
    ? `<rect x="${LEFT + 150}" y="6" width="10" height="10" fill="#fff" stroke="#1f4e79"/><text x="${LEFT + 164}" y="14">${escaped(outline)}</text>`
    : '');
