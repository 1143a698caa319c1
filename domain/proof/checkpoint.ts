/** C2SP tlog-checkpoint: the head of a bureau's tree, as the text that is signed. */
import { HASH_LENGTH, base64, fromBase64, fromDecimal } from './bytes.ts';
import type { TreeHead } from './proof-checks.ts';

/** `origin`: which log it is, as it is known everywhere. */
export interface Checkpoint extends TreeHead {
  origin: string;
}

const isLine = (line: string): boolean => line !== '' && !line.includes('\n');

/** Ours has no further lines: nobody who watches the log could check what they say. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  if (!isLine(origin)) throw new TypeError('no origin of a log');
  if (!Number.isSafeInteger(size) || size < 0 || root.length !== HASH_LENGTH)
    throw new TypeError('no head of a tree');
  return `${origin}\n${size}\n${base64(root)}\n`;
}

/** Nothing where it is no checkpoint. Further lines, as other logs have them, are let stand: they belong to what is signed. */
export function checkpointFromText(text: string): Checkpoint | undefined {
  const [origin, sizeText, rootText, ...more] = text.split('\n');
  if (!origin || sizeText === undefined || rootText === undefined) return undefined;
  if (more.pop() !== '' || more.includes('')) return undefined;
  const size = fromDecimal(sizeText);
  const root = fromBase64(rootText);
  return size !== undefined && root?.length === HASH_LENGTH ? { origin, size, root } : undefined;
}
