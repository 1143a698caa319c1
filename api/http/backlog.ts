/** 度量 What waits for receivers, by receiver. */

/** So many receivers have a series of their own, the ones with most; the rest stand together. */
const RECEIVERS = 30;
const REST = 'others';

interface Backlog {
  receiver: string;
  pending: number;
  dead: number;
}

export function byReceiver(
  unsettled: ReadonlyMap<string, number>,
  dead: ReadonlyMap<string, number>,
  most = RECEIVERS,
): Backlog[] {
  const all = [...unsettled].map(([receiver, n]) => ({
    receiver,
    pending: Math.max(0, n - (dead.get(receiver) ?? 0)),
    dead: dead.get(receiver) ?? 0,
    n,
  }));
  all.sort((a, b) => b.n - a.n || (a.receiver < b.receiver ? -1 : 1));
  const rest = all.slice(most);
  const sum = (of: 'pending' | 'dead'): number => rest.reduce((total, one) => total + one[of], 0);
  return [
    ...all.slice(0, most).map(({ n: _n, ...one }) => one),
    ...(rest.length > 0 ? [{ receiver: REST, pending: sum('pending'), dead: sum('dead') }] : []),
  ];
}
