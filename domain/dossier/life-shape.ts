/**
 * 案卷的来历 `proof/life.json`: what the leaves of `proof/log.json` only bind, opened. How the file was opened, everything that was sent to it in the order of
 * its numbers with what was known of it and what was judged, and the calendars and settings it was decided under. Whoever has it makes every leaf's text anew
 * (domain/dossier/life-leaves.ts) and may live the file's life again: it is a function of these (docs/decisions/0009). Instants are milliseconds.
 *
 * What a reader may not see follows the rule of histories: content is null, its salt too, and its binding stands beside it. Where acts are withheld there are none.
 */
import { z } from 'zod';

export const LIFE_FORMAT = 'duban/dossier-life/1';

const fields = z.record(z.string(), z.unknown());
const saltHex = z.string().regex(/^[0-9a-f]{32}$/);
const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** A record's content: `fields` behind `salt` give `binding`; withheld, only that is there. */
const bound = z.strictObject({
  fields: fields.nullable(),
  salt: saltHex.nullable(),
  binding: hash,
});

/**
 * `fields`: what the file was opened with, the subject's number among it. `units` join a file later, too: they stand as they are now, and no leaf binds
 * them. `edition`: absent where the leaf is of the second one, which does not bind `about`: what else the opening says of its subject (in whose place
 * `fields` has the number); from the third one on it is among the `fields`. A recount rests on both.
 */
const opening = z.strictObject({
  procedure: z.string(),
  edition: z.literal(3).optional(),
  place: z.int().nullable(),
  act: z.string(),
  opening: bound,
  units: z.record(z.string(), z.string()).nullable(),
  about: fields.nullable(),
  openedAt: z.int(),
  prev: hash.nullable(),
});

/** `message`: what the engine was sent; what is personal stays in `payload`. `messageSalt`: null where the leaf is of edition 2, which does not bind it. */
const act = z.strictObject({
  number: z.int(),
  act: z.string(),
  type: z.string(),
  unit: z.string(),
  officer: z.string(),
  system: z.string().nullable(),
  key: z.string(),
  message: fields,
  messageSalt: saltHex.nullable(),
  payload: bound,
  hash,
  receivedAt: z.int(),
  arrivedAt: z.int(),
  /**
   * Its content are the fields of the verdict, `known`: what the registries said then, null where nothing was asked; and `standing`: what they said of its
   * author, empty where they knew nobody, absent where it was not kept.
   */
  verdict: z.strictObject({ accepted: z.boolean(), content: bound, settledAt: z.int() }).nullable(),
});

const opened = z.record(
  z.string(),
  z.union([z.strictObject({ value: z.unknown(), salt: hash }), z.strictObject({ withheld: hash })]),
);

/** A change that the rules rest on: a version of a calendar (`calendar-year`), or the bureau's settings (`bureau`), field by field (domain/proof/binding.ts). */
const change = z.strictObject({
  ref: z.string(),
  registry: z.enum(['calendar-year', 'bureau']),
  entity: z.string(),
  id: z.int(),
  by: z.string(),
  changedAt: z.int(),
  change: opened,
});

export const lifeShape = z
  .strictObject({
    format: z.literal(LIFE_FORMAT),
    file: z.string(),
    opening,
    /** Every wake up to this instant has been entered. */
    livedUntil: z.int().nullable(),
    acts: z.array(act),
    ground: z.array(change),
  })
  .meta({ id: 'DossierLife' });

export type Life = z.infer<typeof lifeShape>;
export type LifeAct = z.infer<typeof act>;
export type LifeChange = z.infer<typeof change>;
export type LifeBound = z.infer<typeof bound>;
