/**
 * RFC 8785 for what a record holds (objects, lists, strings, whole numbers, null). ECMAScript writes strings and numbers as the RFC wants them,
 * so only the order of keys is ours. The library that the register uses takes six times as long over 100,000 objects; a test holds both to the same text.
 */
export function canonicalize(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalize).join(',')}]`;
  const fields = value as Record<string, unknown>;
  return `{${Object.keys(fields)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalize(fields[key])}`)
    .join(',')}}`;
}
