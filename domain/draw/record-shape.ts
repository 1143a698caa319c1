/** The shapes of what is published. Strict: a field that the page does not name is no part of a record. Never imported by workflows. */
import { z } from 'zod';
import { civilDate, formatInstant, parseInstant } from '../time/civil-date.ts';
import {
  ALGORITHM,
  choices,
  clauses,
  redrawReasons,
  type AbandonedRecord,
  type DrawRecord,
  type Statement,
} from './record.ts';

const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,79}$/);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().min(0).max(1_000_000);
const pair = z.tuple([id, id]);
/** RFC 3339, whole milliseconds or none, as Duban writes it: one way to write one instant. */
const instant = z
  .string()
  .refine(
    (text) => parseInstant(text) !== undefined && formatInstant(parseInstant(text)!) === text,
    { error: '须为 +08:00 时刻 | an instant as Duban writes it' },
  );
const day = z.string().refine(
  (text) => {
    try {
      return civilDate(text) === text;
    } catch {
      return false;
    }
  },
  { error: '须为真实日期 | a real date' },
);
/** A sentence: no half characters, which two programs could write down differently. */
const sentence = z
  .string()
  .trim()
  .min(2)
  .max(500)
  .refine((text) => !/\p{Surrogate}/u.test(text), {
    error: '文字编码不完整 | not well-formed Unicode',
  });

export const ruleShape = z.strictObject({
  version: id,
  weights: z.record(id, z.int().min(1).max(1000)),
  team: z.int().min(0).max(20),
  most: z.int().min(1).max(1_000_000),
});
const followsShape = z.strictObject({
  draw: id,
  hash,
  reason: z.enum(redrawReasons),
  why: sentence,
  evidence: hash,
  outObjects: z.array(id),
  outTeams: z.array(pair),
});

export const statementShape = z.strictObject({
  algorithm: z.literal(ALGORITHM),
  draw: id,
  bureau: id,
  clause: z.enum(clauses),
  body: id,
  contributor: id,
  committedAt: instant,
  revealBy: instant,
  listsOn: z.strictObject({ objects: day, officers: day }),
  rule: ruleShape,
  count,
  quotas: z.array(
    z.strictObject({ territory: id, class: id.nullable(), least: count, most: count }),
  ),
  objects: z
    .array(z.strictObject({ id, territory: id, class: id, places: count, barredBy: id.nullable() }))
    .max(1_000_000),
  targets: z.array(z.strictObject({ id, territory: id, keep: z.array(id) })),
  officers: z.array(
    z.strictObject({ id, territories: z.array(z.union([id, z.literal('*')])).min(1), load: count }),
  ),
  recusals: z.array(pair),
  repeats: z.array(pair),
  follows: followsShape.nullable(),
  secretHash: hash,
  noChoice: z.array(z.enum(choices)).min(1).optional(),
}) satisfies z.ZodType<Statement>;

/** 20 to 80 decimal digits: ten-sided dice. Fewer could be tried out beforehand, one after the other. */
const contributionShape = z.strictObject({
  body: id,
  number: z.string().regex(/^[0-9]{20,80}$/),
  at: instant,
});
const revealShape = z.strictObject({ secret: hash, at: instant });
const abandonmentShape = z.strictObject({ why: sentence, approvedBy: id, at: instant });

export const recordShape = z.strictObject({
  statement: statementShape,
  statementHash: hash,
  contribution: contributionShape,
  reveal: revealShape,
  seed: hash,
  result: z.strictObject({
    objects: z.array(id),
    teams: z.array(z.strictObject({ object: id, officers: z.array(id) })),
    unstaffed: z.array(id),
  }),
  hash,
}) satisfies z.ZodType<DrawRecord>;

export const abandonedShape = z.strictObject({
  statement: statementShape,
  statementHash: hash,
  contribution: contributionShape.nullable(),
  abandonment: abandonmentShape,
  hash,
}) satisfies z.ZodType<AbandonedRecord>;
