/** 剧本 Who has done what, by a seed: subjects, acts with their records, and what becomes of these. Nobody and nothing in it exists. */

export interface Recorded {
  id: string;
  act: string;
  on: string;
  cls: 'general' | 'serious';
  grave: boolean;
  /** 失效 Not at all, before the grading, or after it by a decision that fell or an objection that was granted. */
  falls: 'never' | 'before' | 'overturned' | 'objection';
}
export interface Subject {
  id: string;
  records: Recorded[];
}

/** Numbers as they come from a seed, so that every run is the same. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const dayAfter = (day: string, n: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10);

/** Acts of two years and a week on either side, the edges of both windows more often than other days. */
export function scriptOf(tag: string, subjects: number, year: number, seed = 7): Subject[] {
  const below = seeded(seed);
  const edges = [
    `${year - 2}-12-31`,
    `${year - 1}-01-01`,
    `${year - 1}-12-31`,
    `${year}-01-01`,
    `${year}-12-31`,
    `${year + 1}-01-01`,
  ];
  const someDay = () =>
    below(6) === 0 ? edges[below(edges.length)]! : dayAfter(`${year - 2}-12-25`, below(745));
  const fate = (): Recorded['falls'] =>
    (['before', 'overturned', 'objection'] as const)[below(20)] ?? 'never';
  return Array.from({ length: subjects }, (_, n): Subject => {
    const id = `i-${tag}-${String(n).padStart(5, '0')}`;
    const acts = below(2) === 0 ? 0 : 1 + below(5);
    const records = Array.from({ length: acts }, (_a, k) => {
      const [on, act] = [someDay(), `${id}-act${k}`];
      const one = (cls: Recorded['cls'], grave: boolean, place: string): Recorded => ({
        id: `XR-${act}-${place}`,
        act,
        on,
        cls,
        grave,
        falls: fate(),
      });
      // 同一行为有两条记录的，只计一次  Now and then two sources have recorded one act.
      return below(10) === 0
        ? [one('general', false, 'a'), one('serious', false, 'b')]
        : [one(below(3) === 0 ? 'serious' : 'general', below(12) === 0, 'a')];
    }).flat();
    return { id, records };
  });
}
