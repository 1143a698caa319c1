/** 关口的回答 A finding on the wire. */
import { z } from 'zod';
import { gateIds, outcomes, type Finding, type GateOutcome } from './findings.ts';

const sentence = z.object({ zh: z.string(), en: z.string() });
export const findingShape = z
  .object({
    gate: z.enum(gateIds),
    clause: z.string(),
    outcome: z.enum(outcomes),
    code: z.string().optional(),
    item: z.string().optional(),
    say: sentence,
    lawful: sentence.optional(),
    missing: z.array(z.string()).optional(),
    earliest: z.string().optional(),
    by: z.string().optional(),
    owed: z.array(z.string()).optional(),
    force: z.enum(['management', 'reading']).optional(),
  })
  .meta({ id: 'GateFinding' });
export type FindingOnTheWire = z.infer<typeof findingShape>;

const findingOf = (f: Finding): FindingOnTheWire => ({
  ...f,
  missing: f.missing && [...f.missing],
  owed: f.owed && [...f.owed],
});

/** What stops the plan is read first, then what somebody must answer for, then the rest; within each in the order of the notice. */
const readFirst: readonly GateOutcome[] = [
  'refused',
  'overridden',
  'pending',
  'warned',
  'excepted',
  'passed',
];
export const findingsOf = (findings: readonly Finding[]): FindingOnTheWire[] =>
  [...findings]
    .sort((a, b) => readFirst.indexOf(a.outcome) - readFirst.indexOf(b.outcome))
    .map(findingOf);
