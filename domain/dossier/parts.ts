/** The parts that the shapes of a dossier share. */
import { z } from 'zod';

export const sentence = z.strictObject({ zh: z.string(), en: z.string() });
export const instant = z.string().meta({ format: 'date-time' });
export const maybe = z.string().nullable();

export const who = z.strictObject({
  officer: z.string(),
  name: maybe,
  unit: z.string(),
  unitName: maybe,
});
export type Who = z.infer<typeof who>;

/** 依规不予显示 Something this reader is not shown: under which rule, and the hash of it where the chain or an act rests on one. */
export const mark = z
  .strictObject({ clause: z.string(), say: sentence, sha256: maybe })
  .meta({ id: 'Withheld' });
export type Mark = z.infer<typeof mark>;
