/** QY-7.2 Whether a special inspection still fits into the yearly number of its body. */
import type { TransactionSql } from 'postgres';
import type { Deciding } from '../db/queries/decisions.ts';
import { countSpecial } from '../db/special-inspection/store.ts';
import { numberReached } from '../domain/special-inspection/opening.ts';
import type { Decision } from './contract.ts';

export async function decideSpecial(tx: TransactionSql, { file }: Deciding): Promise<Decision> {
  const { most, year, others } = await countSpecial(tx, file);
  return year === undefined
    ? { known: { most } }
    : { refusal: numberReached(year, others!, most!) };
}
