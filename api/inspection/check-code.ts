/** The code with which an inspection can be checked: made once it is approved, and opened for the team and the heads. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { keepCheckCode, readCheckCode } from '../../db/inspection/checks.ts';
import { CODE_LENGTH, codeFrom } from '../../domain/inspection/check-code.ts';
import { fileOr404, type ActDeps } from '../intake/submit-act.ts';
import type { Caller } from '../http/authentication.ts';
import { requireOffice } from '../intake/authority.ts';
import { databaseToday } from '../http/clock.ts';
import type { TaskHandlers } from '../background/tasks.ts';
import { Problem } from '../http/problems.ts';
import type { Seal } from '../intake/sealing.ts';
import { codeHash } from './code-hash.ts';

/** `publicUrl`: how the institution reaches this API; without it, the address that the request came to. */
export interface CheckDeps extends ActDeps {
  seal: Seal | undefined;
  publicUrl: string | undefined;
}

export const tag = '核验 Checks';

const bound = (plan: string): string => `check:${plan}`;

const ofPlan = z.object({ plan: z.string() });

/** Approved, or begun in urgency: the code is made, once. */
export const checkTasks = (seal: Seal | undefined): TaskHandlers => ({
  'check-code': async ({ data }, { sql }) => {
    const { plan } = ofPlan.parse(data);
    if (!seal)
      throw Object.assign(new Error('no sealing key is set'), { code: 'sealing-key-missing' });
    const code = codeFrom(randomBytes(CODE_LENGTH));
    await keepCheckCode(sql, plan, codeHash(code), seal.seal(code, bound(plan)));
  },
});

export async function codeOf(
  { sql, seal }: CheckDeps,
  caller: Caller,
  id: string,
): Promise<string> {
  const file = await fileOr404(sql, id);
  if (file.bureau !== caller.bureau) throw new Problem('other-bureau');
  requireOffice(caller);
  const kept = await readCheckCode(sql, file.id, caller.id, databaseToday());
  if (!kept) throw new Problem('check-not-yours');
  if (!seal) throw new Problem('sealing-key-missing');
  return seal.open(kept.sealed, bound(kept.plan));
}
