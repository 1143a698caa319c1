/** 协议条款 What a clause of the service agreement must cover for a suspension to rest on it. TJ51-A1-1.2a, TJ51-13.1. */
import type { Ground } from './terms.ts';

/**
 * A clause carries a suspension when it provides for it in general (`suspension`), or when it covers one of the grounds alleged;
 * refusal alone is carried by a clause on refusal only (TJ51-13.1).
 */
export function carriesSuspension(covers: readonly string[], grounds: readonly Ground[]): boolean {
  return (
    grounds.some((ground) => covers.includes(ground)) ||
    (!refusalOnly(grounds) && covers.includes('suspension'))
  );
}

export const refusalOnly = (grounds: readonly Ground[]): boolean =>
  grounds.length > 0 && grounds.every((ground) => ground === 'refusal');
