/**
 * The guard's work: run when the owner of a stack is gone without having stopped it (kill -9, out of memory).
 * Arguments: the data folder, and for a temporary stack its id, upon which the folder goes too.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { removeTemporaryFolder } from './folders.ts';
import { ownerOf, reap } from './pids.ts';

const [folder, id] = process.argv.slice(2);
if (!folder) throw new Error('which folder?');

// The pipe closes a moment before the owner is gone.
for (let waited = 0; waited < 2000 && ownerOf(folder); waited += 100) await sleep(100);
if (!ownerOf(folder)) {
  await reap(folder);
  if (id) await removeTemporaryFolder({ folder, id });
}
