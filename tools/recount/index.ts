/** What the bundle of the recount gives (tools/recount/bundle.ts): a life, and how it differs from what stands. */
import { compare, type Difference } from '../../domain/recount/compare.ts';
import type { Life, Stood } from '../../domain/recount/life.ts';
import { live } from './live.ts';

export interface Recounted {
  differences: Difference[];
  /** Acts whose verdicts were obeyed, because what they were judged by was not kept. */
  obeyed: readonly string[];
  /** How many entries, verdicts and duties were counted again. */
  counted: { entries: number; verdicts: number; duties: number; breaches: number };
}

export async function recount(life: Life, stood: Stood): Promise<Recounted> {
  const lived = await live(life, stood.verdicts);
  const { entries, verdicts, duties, breaches, obeyed } = lived;
  return {
    differences: compare(life, lived, stood),
    obeyed,
    counted: {
      entries: entries.length,
      verdicts: verdicts.length,
      duties: duties.length,
      breaches: breaches.length,
    },
  };
}
