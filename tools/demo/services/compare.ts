/** 核对 Every review and what it says of each section, beside the independent count. */
import { createHash } from 'node:crypto';
import { figuresOf, lateOf, periods, statesAt, type Kind, type Period } from './count.ts';
import { act, until, type Ask } from './ground.ts';
import type { Case } from './script.ts';

interface Review {
  file: string;
  span: Kind;
  from: string;
  until: string;
  closedAt: string | null;
}
interface Figure {
  kpi: string;
  numerator: number | string;
  denominator: number | string;
  met: boolean | null;
}
interface Content {
  tasks: { row: string; state: string; late: boolean }[];
  figures: Figure[];
}

export const reviewsOf = async (ask: Ask): Promise<Review[]> =>
  (await ask<{ items: Review[] }>('off1', 'GET', '/v1/work-reviews?limit=200')).items;

/** One review beside the count: its tasks, its figures. */
function differences(period: Period, content: Content, cases: readonly Case[]): string[] {
  const name = `${period.kind} ${period.from}`;
  const states = statesAt(period.last);
  const tasks = content.tasks.flatMap(({ row, state, late }) => {
    const found = `${state}${late ? ' late' : ''}`;
    return states.get(row) === found ? [] : [`${name}: ${row} ${found}, not ${states.get(row)}`];
  });
  const figures = [...figuresOf(period, cases)].flatMap(([kpi, [[n, d], met]]) => {
    const of = content.figures.find((one) => one.kpi === kpi);
    const same =
      of !== undefined &&
      of.met === met &&
      (d === 0n) === (Number(of.denominator) === 0) &&
      (d === 0n || BigInt(of.numerator) * d === n * BigInt(of.denominator));
    return same ? [] : [`${name}: ${kpi} ${JSON.stringify(of)}, not ${n}/${d} ${met}`];
  });
  return [
    ...(content.tasks.length === 16 ? [] : [`${name}: no sixteen tasks`]),
    ...tasks,
    ...figures,
  ];
}

/** Read, compared, and closed by its hash. */
async function closed(
  ask: Ask,
  period: Period,
  file: string,
  cases: readonly Case[],
): Promise<string[]> {
  const text = await ask.text('off1', `/v1/work-reviews/${file}/content`);
  const contentHash = createHash('sha256').update(text, 'utf8').digest('hex');
  await act(ask, 'off1', file, 'review-closing', { contentHash, conclusions: '样例' });
  return differences(period, JSON.parse(text) as Content, cases);
}

/** 督查 All of them, those of a kind in their order. */
export async function reviewed(ask: Ask, cases: readonly Case[]): Promise<string[]> {
  const all = periods();
  await until('all periods are reviewed', async () => (await reviewsOf(ask)).length >= all.length);
  const reviews = await reviewsOf(ask);
  const differ = reviews.length === all.length ? [] : [`${reviews.length} reviews`];
  const kinds = ['week', 'month', 'quarter', 'year'] as const;
  await Promise.all(
    kinds.map(async (kind) => {
      for (const period of all.filter((one) => one.kind === kind)) {
        const review = reviews.find((r) => r.span === kind && r.from === period.from);
        differ.push(...(review ? await closed(ask, period, review.file, cases) : [`no ${kind}`]));
      }
    }),
  );
  console.log(
    `  督查 reviews: ${kinds.map((kind) => `${kind} ${reviews.filter(({ span }) => span === kind).length}`).join('  ')}`,
  );
  return differ;
}

/** 考核 What is overdue and late of each section, in each of the reviews. */
export async function assessed(
  ask: Ask,
  tasks: readonly { row: string; units: readonly string[] }[],
): Promise<string[]> {
  const { items } = await ask<{
    items: {
      unit: string;
      reviews: { span: Kind; from: string; overdue: number; late: number }[];
    }[];
  }>('off1', 'GET', '/v1/section-assessments?year=2021');
  const all = periods();
  const differ = items.flatMap(({ unit, reviews }) => {
    const rows = tasks.filter(({ units }) => units.includes(unit)).map(({ row }) => row);
    return all.flatMap((period) => {
      const of = reviews.find((r) => r.span === period.kind && r.from === period.from);
      const [found, right] = [`${of?.overdue}/${of?.late}`, lateOf(rows, period)];
      return found === right
        ? []
        : [`${unit} ${period.kind} ${period.from}: ${found}, not ${right}`];
    });
  });
  console.log(`  考核 sections: ${items.length}, ${all.length} reviews each`);
  return items.length === 9 ? differ : [...differ, `${items.length} sections`];
}
