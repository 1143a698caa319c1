/**
 * `npm run demo -- year [--institutions 500 --items 40 --inspections 2000 --width 12 --seed 7]`: a year of inspections of one prefecture in fast motion, through the HTTP API:
 * an annual programme, a special inspection, four draws, plans on hold that wake, overrides, refusals, results in time and late, holidays and one revision of them;
 * then the report of the year beside an independent count. Exits with 1 where they differ. Everybody and everything in it is invented.
 */
import { count, type Counted } from './year/count.ts';
import { YearClient } from './year/client.ts';
import { setUpFixtures } from './year/setup.ts';
import { Year, type Arrangement } from './year/run.ts';
import { verifyYear } from './year/dossiers.ts';
import type { Harness } from './harness.ts';
import { differences, print, report, type Reported } from './year/report.ts';
import { fullSize, scriptOf, YEAR, type Size } from './year/script.ts';

export interface YearResult {
  reported: Reported;
  counted: Counted;
  differ: string[];
  drawn: { holds: boolean }[];
  requests: number;
  seconds: number;
}

export async function runYear(
  harness: Harness,
  size: Size,
  width: number,
  say: (text: string) => void,
): Promise<YearResult> {
  const began = Date.now();
  const client = await YearClient.at(harness);
  try {
    const script = scriptOf(size);
    say(`laying the ground: ${size.institutions} institutions, ${size.items} items`);
    const g = await setUpFixtures(harness, client, script);
    const year = new Year(client, g, script, say);
    await year.act(width);
    const reported = await report(client, g, year.done);
    const calendar = await client.get(`/v1/calendars/${YEAR + 1}`, g.o('admin'));
    const [after] = calendar['versions'] as [Arrangement];
    const [held, endOf] = [
      new Map(script.held.map((v) => [v.n, v.heldAfter!])),
      new Map(year.done.map((d) => [d.n, d.endedOn])),
    ];
    const earlier = (n: number): string => {
      const visit = script.cases.find((v) => v.n === n)!;
      return endOf.get(
        script.special.find(
          (s) => s.institution === visit.institution && s.items[0] === visit.items[0],
        )!.n,
      )!;
    };
    const again = new Map(
      script.cases.filter((v) => v.again === 'refused').map((v) => [v.n, earlier(v.n)]),
    );
    const counted = count(
      year.done,
      { before: [year.calendars[0]!, after], after: [year.calendars[1]!, after] },
      { held, capped: new Map(script.capped.map(([, { n }]) => [n, YEAR])), again },
    );
    print(reported, year.done, year.drawn);
    return {
      reported,
      counted,
      differ: differences(reported, counted),
      drawn: year.drawn,
      requests: client.requests,
      seconds: (Date.now() - began) / 1000,
    };
  } finally {
    await client.close();
  }
}

const option = { type: 'string' } as const;
export const yearOptions = {
  institutions: option,
  items: option,
  inspections: option,
  width: option,
  seed: option,
};
export interface YearSize {
  size: Size;
  width: number;
}

export function readYear(
  values: { [name in keyof typeof yearOptions]?: string },
  wrong: (what: string) => never,
): YearSize {
  const whole = (name: keyof typeof yearOptions, otherwise: number, least = 1): number => {
    const n = Number(values[name] ?? otherwise);
    return Number.isSafeInteger(n) && n >= least
      ? n
      : wrong(`--${name}: a whole number, at least ${least}`);
  };
  const { institutions, items, inspections, seed } = fullSize;
  return {
    size: {
      institutions: whole('institutions', institutions),
      items: whole('items', items, 22),
      inspections: whole('inspections', inspections, 32),
      seed: whole('seed', seed),
    },
    width: whole('width', 12),
  };
}

export async function yearCommand(harness: Harness, { size, width }: YearSize): Promise<void> {
  const { differ, requests, seconds } = await runYear(harness, size, width, (text) =>
    console.log(`· ${text}`),
  );
  console.log(`\n${requests} requests, ${Math.round(seconds)} s.`);
  if (differ.length === 0)
    console.log(
      '独立清点一致。The independent count agrees: every breach, override, window, waking and refusal.',
    );
  else throw new Error(`独立清点不一致 The independent count differs:\n${differ.join('\n')}`);
  console.log('\n核验案卷 Its dossiers, verified');
  await verifyYear(harness);
}
