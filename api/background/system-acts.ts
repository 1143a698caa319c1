/** 系统行为 Acts that the system itself brings to a file. They go through the inbox like everybody's acts, once for each key. */
import { hashOf } from '../../db/queries/turns.ts';
import { receiveAct } from '../../db/queries/inbox.ts';
import type { Act } from '../../domain/law/act.ts';
import type { ActIn } from '../../domain/law/acts.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { SYSTEM } from '../intake/system.ts';

export interface SystemAct {
  id: string;
  type: string;
  facts: Act['facts'];
  /** The payload that the inbox keeps; the facts, where nothing else is given. */
  payload?: object;
  key: string;
}

/** Answers false when the file has ended: then nothing is brought any more. */
export async function bringSystemAct(
  { sql, engine }: Pick<ActDeps, 'sql' | 'engine'>,
  file: string,
  { id, type, facts, payload = facts, key }: SystemAct,
): Promise<boolean> {
  const hash = hashOf(payload);
  const { id: officer, unit } = SYSTEM;
  const message = { id, type, unit, officer, hash, facts };
  const arrivedAt = await engine.clockOf(file);
  const stored = await receiveAct(sql, {
    file,
    actId: id,
    type,
    unit,
    officer,
    message,
    payload,
    hash,
    key,
    arrivedAt,
  });
  if (!('message' in stored)) {
    if (stored.code === 'file-closed') return false;
    throw Object.assign(new Error('the act cannot be brought'), { code: stored.code });
  }
  // The act is in the inbox. If the engine is not signalled now, the relay does it later.
  if (!stored.verdict) await engine.signal(file, stored.message as Act, officer).catch(() => false);
  return true;
}

/** Brings an act of this type with the facts that it declares, once for each key. Answers false when the file has ended. */
export const bring = <T extends string>(
  deps: Pick<ActDeps, 'sql' | 'engine'>,
  file: string,
  type: T,
  facts: ActIn<{ act: T }>['facts'],
  key: string,
): Promise<boolean> => bringSystemAct(deps, file, { id: `${type}:${key}`, type, facts, key });
