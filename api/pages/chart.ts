/** 图 Bars as SVG: no script, no style of its own; what it shows stands in a table beside it. */
import { html, type Html } from './html.ts';

interface Bars {
  /** Unique in its page. */
  id: string;
  title: string;
  /** What a mark at a label means. */
  note?: string | undefined;
  bars: readonly (readonly [label: string, n: number])[];
}

const [HEIGHT, TOP, FOOT, LEFT, STEP, WIDTH] = [160, 24, 24, 40, 64, 36] as const;
/** With more bars it is wider than a telephone, and is moved sideways in its own frame, also by keyboard. */
const NARROW = 4;

/** The axis ends with the next 1, 2 or 5 of its power of ten. */
function topOf(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, most)));
  return [1, 2, 5, 10].map((n) => n * power).find((n) => n >= most)!;
}

export function chart({ id, title, note, bars }: Bars): Html {
  const top = topOf(Math.max(1, ...bars.map(([, n]) => n)));
  const width = Math.max(320, LEFT + bars.length * STEP + 16);
  const base = HEIGHT - FOOT;
  const tall = (n: number): number => Math.round(((base - TOP) * n * 10) / top) / 10;
  const lines = [0, top / 2, top].filter(Number.isInteger);
  return html`<figure class="chart"${bars.length > NARROW && html` tabindex="0" aria-labelledby="${id}"`}><svg role="img" aria-labelledby="${id}" viewBox="0 0 ${width} ${HEIGHT}" width="${width}" height="${HEIGHT}"><title id="${id}">${title}</title>${lines.map(
    (n) =>
      html`<line x1="${LEFT}" x2="${width - 8}" y1="${base - tall(n)}" y2="${base - tall(n)}"/><text x="${LEFT - 6}" y="${base - tall(n) + 4}" text-anchor="end">${n}</text>`,
  )}${bars.map(([label, n], place) => {
    const x = LEFT + 12 + place * STEP;
    return html`${n > 0 && html`<rect x="${x}" y="${base - tall(n)}" width="${WIDTH}" height="${tall(n)}"/>`}<text x="${x + WIDTH / 2}" y="${base - tall(n) - 4}" text-anchor="middle">${n}</text><text x="${x + WIDTH / 2}" y="${base + 16}" text-anchor="middle">${label}</text>`;
  })}</svg>${note && html`<figcaption class="soft small">${note}</figcaption>`}</figure>`;
}
