/** C2SP tlog-proof: that a leaf stands in a tree, in one text with the signed checkpoint, to be checked by whoever has the leaf and the keys. */
import { HASH_LENGTH, base64, fromBase64, fromDecimal } from './bytes.ts';

const HEADER = 'c2sp.org/tlog-proof@v1';

/** `checkpoint`: the signed note as it stands. */
export interface LeafProof {
  index: number;
  hashes: readonly Uint8Array[];
  checkpoint: string;
}

export const leafProofText = ({ index, hashes, checkpoint }: LeafProof): string =>
  `${[HEADER, `index ${index}`, ...hashes.map(base64)].join('\n')}\n\n${checkpoint}`;

/** Nothing where it is of another form. A line with more of an application's own is none of ours. */
export function leafProofFromText(text: string): LeafProof | undefined {
  const at = text.indexOf('\n\n');
  const [header, indexLine, ...lines] = text.slice(0, Math.max(at, 0)).split('\n');
  if (header !== HEADER || !indexLine?.startsWith('index ')) return undefined;
  const index = fromDecimal(indexLine.slice('index '.length));
  const hashes = lines.map(fromBase64).filter((hash) => hash?.length === HASH_LENGTH);
  if (index === undefined || hashes.length !== lines.length) return undefined;
  return { index, hashes: hashes as Uint8Array[], checkpoint: text.slice(at + 2) };
}
