/** 补传 Signals acts to a run again. An engine that was restored from an older backup does not know acts that the register has judged. */
import { actsOf } from '../../db/queries/inbox.ts';
import type { Sql } from '../../db/client.ts';
import type { Act } from '../../domain/law/act.ts';
import type { Engine } from '../intake/engine.ts';

/** Signals every act after number `after`, in order. The run obeys stored verdicts and passes over what it knows. */
export async function signalAfter(
  sql: Sql,
  engine: Engine,
  file: string,
  after: number,
  before = Infinity,
): Promise<void> {
  for (let from = Math.max(after, 1); ;) {
    const acts = await actsOf(sql, file, from, 500);
    for (const { number, message, officer } of acts)
      if (number < before) await engine.signal(file, message as Act, officer);
    if (acts.length < 500 || acts.at(-1)!.number >= before) return;
    from = acts.at(-1)!.number;
  }
}

/** Signals the acts before this one that the run has not judged. A run takes no act out of turn, so without them it would wait for ever. */
export async function signalMissed(
  sql: Sql,
  engine: Engine,
  file: string,
  before: number,
): Promise<void> {
  const judged = await engine.judgedBy(file);
  if (judged !== undefined && judged + 1 < before)
    await signalAfter(sql, engine, file, judged, before);
}
