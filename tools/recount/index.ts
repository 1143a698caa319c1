/** What the bundle of the recount gives (tools/recount/bundle.ts): a life, and how it differs from what stands. */
import { compare, type Recounted } from '../../domain/recount/compare.ts';
import type { Life, Stood } from '../../domain/recount/life.ts';
import { live } from './live.ts';

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
