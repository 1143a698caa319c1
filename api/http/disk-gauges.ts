/** 度量 Free space under the working folder and, in the embedded mode, under the data: named so, for a metric carries no path. */
import { statfs } from 'node:fs/promises';
import { Gauge, type Registry } from 'prom-client';

export function diskGauges(registry: Registry): () => Promise<void> {
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
  return async () => {
    await Promise.all(
      Object.entries({ working: '.', data: '.data' }).map(async ([folder, path]) => {
        const { bavail, blocks, bsize } = await statfs(path).catch(() => ({
          bavail: undefined,
          blocks: 0,
          bsize: 0,
        }));
        if (bavail === undefined) return;
        free.set({ folder }, bavail * bsize);
        size.set({ folder }, blocks * bsize);
      }),
    );
  };
}
