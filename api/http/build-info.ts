import { Gauge, type Registry } from 'prom-client';
import { commitOf, version } from './version.ts';

/** What runs here: an alarm can tell that two processes of one bureau are of different versions. */
export function buildInfo(registry: Registry): void {
  new Gauge({
    name: 'duban_build_info',
    help: 'Always 1; its labels say which version and commit run',
    labelNames: ['version', 'commit'],
    registers: [registry],
  }).set({ version, commit: commitOf() ?? 'unknown' }, 1);
}
