/**
 * 案卷的格式 What `dossier.json` and the members beside it hold, edition `duban/dossier/1` (docs/dossier.md): the API writes by these shapes, and whoever
 * checks a dossier reads by them. Instants are RFC 3339 in +08:00; of a proof they are milliseconds, as they are hashed.
 */
import { z } from 'zod';
import { dutyPart, breachPart, lateEntryPart, reversalPart } from './duty-shapes.ts';
import { instant, maybe, mark, sentence, who } from './parts.ts';

export const FORMAT = 'duban/dossier/1';
export const PROOF_FORMAT = 'duban/dossier-proof/1';
export const LOG_FORMAT = 'duban/dossier-log/1';

const cover = z.strictObject({
  bureau: z.strictObject({ id: z.string(), name: z.string() }),
  procedure: z.strictObject({ id: z.string(), title: sentence, instrument: z.string() }),
  subject: z.strictObject({ kind: z.string(), id: z.string(), name: maybe }).nullable(),
  direction: maybe,
  state: z.enum(['open', 'closed']),
  stage: z.strictObject({ code: z.string(), title: sentence }).nullable().meta({
    description:
      '截至较早时点的不载：阶段不逐次保存 Absent as of an earlier instant: stages are not kept',
  }),
  attention: maybe,
  openedAt: instant,
  closedAt: maybe,
  outcome: z.strictObject({ code: z.string(), title: sentence }).nullable(),
  parties: z.array(
    z.strictObject({ role: z.string(), title: sentence, unit: z.string(), name: maybe }),
  ),
  numbers: z.array(z.strictObject({ number: z.string(), act: z.string() })).meta({
    description: '文书中的文号、案号 The numbers that its acts state',
  }),
  notes: z.array(z.string()),
});

const dates = z
  .strictObject({
    occurred: maybe,
    served: maybe,
    received: maybe,
    arrived: maybe,
    recorded: maybe,
  })
  .meta({
    description:
      '所述时间（作出、送达）、收到时间（及到达本系统）、入账时间 When it happened as stated, was received, was recorded',
  });

const event = z.strictObject({
  seq: z.int().nullable(),
  key: maybe,
  kind: z.string(),
  title: sentence,
  clause: maybe,
  article: sentence.nullable(),
  act: maybe,
  by: who.nullable(),
  dates,
  says: sentence.nullable(),
  withheld: mark.nullable(),
});

const refusal = z.strictObject({
  code: z.string(),
  clause: z.string(),
  article: sentence.nullable(),
  say: sentence,
  lawful: sentence,
  earliest: maybe,
});

const act = z.strictObject({
  id: z.string(),
  number: z.int(),
  type: z.string(),
  title: sentence,
  by: who,
  system: maybe,
  hash: z.string(),
  dates,
  state: z.enum(['pending', 'accepted', 'refused']),
  timing: maybe,
  force: maybe,
  duty: maybe,
  clause: maybe,
  article: sentence.nullable(),
  refusal: refusal.nullable(),
  warnings: z.array(z.string()),
  payload: z.unknown().nullable(),
  withheld: z.array(mark),
});

const gate = z.strictObject({
  act: maybe,
  decidedAt: maybe,
  gate: z.string(),
  clause: z.string(),
  article: sentence.nullable(),
  outcome: z.string(),
  item: maybe,
  by: maybe,
  say: sentence,
});

const attempts = z.strictObject({
  items: z.array(
    z.strictObject({
      at: instant,
      type: z.string(),
      title: sentence,
      by: who,
      system: maybe,
      code: z.string(),
      clause: maybe,
      hash: maybe,
      fields: z.array(z.string()),
    }),
  ),
  counted: z.array(
    z.strictObject({ officer: z.string(), day: z.string(), attempts: z.int(), lastAt: instant }),
  ),
  withheld: mark.nullable(),
});

const documents = z.strictObject({
  items: z.array(
    z.strictObject({
      id: z.string(),
      sha256: z.string(),
      where: z.string(),
      act: z.string(),
      field: z.string(),
    }),
  ),
  withheld: mark.nullable(),
});

const principal = z.strictObject({
  event: z.string(),
  at: z.string(),
  what: z.string(),
  signal: maybe,
  act: maybe,
  principal: maybe,
});

const history = z.strictObject({
  run: maybe,
  state: z.enum(['kept', 'running', 'ended', 'lost', 'unreachable', 'later']).meta({
    description:
      '已存档、仍在运行、已结束而未存档、已遗失、引擎不可达、时点之后 Kept, still running, ended and not kept yet, lost, engine not reached, after the instant asked for',
  }),
  events: z.int().nullable(),
  sha256: maybe.meta({ description: '成员文件的 SHA-256 Of the member, which is canonical JSON' }),
  keptAt: maybe,
  seq: z
    .int()
    .nullable()
    .meta({ description: '台账中载明该哈希的条目 The entry that states this hash' }),
  member: maybe,
  builds: z.array(z.string()),
  principals: z.array(principal),
  withheld: mark.nullable(),
});

const rules = z.strictObject({
  build: z.strictObject({
    version: z.string(),
    workers: z.array(z.string()),
    changes: z.array(z.string()),
  }),
  calendars: z.array(
    z.strictObject({
      year: z.int(),
      version: z.int(),
      notice: z.string(),
      publishedOn: z.string(),
      off: z.array(z.string()),
      work: z.array(z.string()),
      fictitious: z.boolean(),
      loadedAt: instant,
      document: z.unknown().nullable(),
    }),
  ),
  instruments: z.array(
    z.strictObject({
      id: z.string(),
      number: z.string(),
      title: z.string(),
      inForceFrom: z.string(),
      yearOnly: z.boolean(),
      checkedOn: maybe,
    }),
  ),
  settings: z.array(z.strictObject({ from: instant, settings: z.record(z.string(), z.unknown()) })),
});

export const dossierShape = z
  .strictObject({
    format: z.literal(FORMAT),
    file: z.string(),
    made: z.strictObject({
      at: instant,
      by: who,
      scope: z.enum(['full', 'outline', 'withheld']),
    }),
    asOf: z
      .strictObject({ asked: z.string(), seq: z.int(), at: instant })
      .nullable()
      .meta({ description: '截至时点：此后所载均不收入 What was recorded later is left out' }),
    cover,
    chronology: z.array(event),
    acts: z.array(act),
    duties: z.array(dutyPart),
    breaches: z.array(breachPart),
    lateEntries: z.array(lateEntryPart),
    reversals: z.array(reversalPart),
    gates: z.strictObject({ items: z.array(gate), withheld: mark.nullable() }),
    attempts,
    documents,
    histories: z.array(history),
    rules,
    withheld: z.array(mark),
    proof: z.strictObject({
      member: z.literal('proof/register.json'),
      sha256: z.string(),
      life: z.string().meta({ description: 'proof/life.json 的 SHA-256 Of proof/life.json' }),
      edition: z.int(),
      entries: z.int(),
      head: z.string(),
    }),
  })
  .meta({ id: 'Dossier' });

export type Dossier = z.infer<typeof dossierShape>;
export type DossierAct = z.infer<typeof act>;
export type DossierEvent = z.infer<typeof event>;
export type DossierHistory = z.infer<typeof history>;
export type DossierPrincipal = z.infer<typeof principal>;
export type Dates = z.infer<typeof dates>;
