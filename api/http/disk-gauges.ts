/** 度量 Free space under the working folder and, in the embedded mode, under the data: named so, for a metric carries no path. */
import { statfs } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { Gauge, type Registry } from 'prom-client';

/** Milliseconds: a share that does not answer keeps no other metric waiting. */
const LONGEST = 1_000;

type Look = (path: string) => Promise<{ bavail: number; blocks: number; bsize: number }>;

/** What is not known in time is not shown. Of a folder that hangs only one look is under way. */
export function diskGauges(registry: Registry, look: Look = statfs): () => Promise<void> {
  const [registers, labelNames] = [[registry], ['folder'] as const];
  const free = new Gauge({
    name: 'duban_disk_free_bytes',
    help: 'Free space, for everybody but root',
    labelNames,
    registers,
  });
  const size = new Gauge({
    name: 'duban_disk_size_bytes',
    help: 'Size of the file system',
    labelNames,
    registers,
  });
  const underWay = new Map<string, Promise<void>>();
  const read = async (folder: string, path: string): Promise<void> => {
    for (const gauge of [free, size]) gauge.remove({ folder });
    const found = await look(path).catch(() => undefined);
    underWay.delete(folder);
    if (!found) return;
    free.set({ folder }, found.bavail * found.bsize);
    size.set({ folder }, found.blocks * found.bsize);
  };
  return async () => {
    for (const [folder, path] of Object.entries({ working: '.', data: '.data' }))
      if (!underWay.has(folder)) underWay.set(folder, read(folder, path));
    await Promise.race([
      Promise.all(underWay.values()),
      setTimeout(LONGEST, undefined, { ref: false }),
    ]);
  };
}
