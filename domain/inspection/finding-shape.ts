/** 关口的回答 A finding on the wire. */
import { z } from 'zod';
import { gateIds, outcomes, type Finding } from './findings.ts';

const sentence = z.object({ zh: z.string(), en: z.string() });
export const findingShape = z.object({
  gate: z.enum(gateIds), clause: z.string(), outcome: z.enum(outcomes), code: z.string().optional(), item: z.string().optional(), say: sentence, lawful: sentence.optional(), missing: z.array(z.string()).optional(),
  earliest: z.string().optional(), by: z.string().optional(), owed: z.array(z.string()).optional(), force: z.enum(['management', 'reading']).optional(),
}).meta({ id: 'GateFinding' });
export type FindingOnTheWire = z.infer<typeof findingShape>;

export const findingOf = (f: Finding): FindingOnTheWire => ({ ...f, missing: f.missing && [...f.missing], owed: f.owed && [...f.owed] });
