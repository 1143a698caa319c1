/** 差异之述 A difference as a line: `kind ref field: what stands → what was counted`. */
import type { Difference } from './compare.ts';

export const worded = ({ kind, ref, field, stands, counted }: Difference): string =>
  `${kind} ${ref}${field ? ` ${field}` : ''}: ${brief(stands)} → ${brief(counted)}`;

const brief = (value: unknown): string => {
  const text = JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
};
