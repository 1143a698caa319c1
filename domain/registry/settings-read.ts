/** 管理设置的读取 What a bureau has set, over the defaults. What is not valid (written past the registry) counts as absent as a whole; `valid` says so. */
import type { z } from 'zod';

export function settingsRead<S extends object>(
  stored: unknown,
  shape: z.ZodType<Partial<S>>,
  defaults: S,
): { settings: S; valid: boolean } {
  const read = shape.safeParse(stored ?? {});
  return { settings: { ...defaults, ...read.data }, valid: read.success };
}
