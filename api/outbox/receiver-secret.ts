/** The secret of a receiver: well formed, sealed for its receiver alone, and new only where it differs. */
import { z } from 'zod';
import type { SealedReceiver } from '../../db/queries/receivers.ts';
import { badInput } from '../http/fields.ts';
import type { Seal } from '../intake/sealing.ts';

/** Of a webhook, or `SEC…` of a robot that signs: which of them is asked by the kind. */
export const secret = z
  .string()
  .regex(/^(whsec_[A-Za-z0-9+/]{32,88}={0,2}|SEC[A-Za-z0-9]{16,100})$/, {
    error: 'whsec_ 加 24–64 字节的 base64 | whsec_ and 24–64 bytes in base64 are expected',
  })
  .refine((text) => text.startsWith('SEC') || isKey(text.slice(6)), {
    error: '应为 24–64 字节的完整 base64 | 24–64 bytes in padded base64 are expected',
  });

function isKey(base64: string): boolean {
  const key = Buffer.from(base64, 'base64');
  return key.length >= 24 && key.length <= 64 && key.toString('base64') === base64;
}

export const contextOf = (id: string): string => `receiver:${id}`;

/** The secret to be sealed, if it is a new one; a new receiver needs one. */
export function freshSecret(
  seal: Seal,
  before: SealedReceiver | undefined,
  given: string | undefined,
): string | undefined {
  if (!before && given === undefined)
    throw badInput([
      { in: 'body', path: '/secret', zh: '新登记须有密钥', en: 'A new receiver needs a secret' },
    ]);
  return before && given !== undefined && opens(seal, before) === given ? undefined : given;
}

/** A secret whose key is gone can be replaced, like any other. */
function opens(seal: Seal, { id, secret }: SealedReceiver): string | undefined {
  try {
    return seal.open(secret, contextOf(id));
  } catch {
    return undefined;
  }
}
