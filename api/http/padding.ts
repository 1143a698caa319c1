/** 等长 Whoever sees only how long an answer is learns nothing of what it was. */
const UNIT = 32_768;

/** Filled up to a multiple of 32 KiB of JSON. */
export function padded<T extends object>(answer: T): T & { padding: string } {
  const bare = Buffer.byteLength(JSON.stringify({ ...answer, padding: '' }), 'utf8');
  return { ...answer, padding: ' '.repeat((UNIT - (bare % UNIT)) % UNIT) };
}
