/** What the tests of the kit share: a referral, its acts, messages past the API, the inbox past the engine, the history, the chain. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Verdict } from '../../domain/law/verdict.ts';
import type { Sql } from '../../db/client.ts';
import { receiveAct } from '../../db/queries/inbox.ts';
import { hashOf } from '../../db/queries/turns.ts';
import { faultIn } from '../setup/chain.ts';
import { startOf } from '../../api/intake/procedures.ts';
import { formOf } from '../../api/intake/procedures.ts';
import type { Act } from '../../domain/law/act.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { Bureau, document, documentNo, iso, people, type Reply } from '../setup/bureau.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const unitOf = {
  [people.supervision]: 'tj.jds',
  [people.supervision2]: 'tj.jds',
  [people.payment]: 'tj.zfc',
  [people.payment2]: 'tj.zfc',
  [people.coordinator]: 'tj.jds',
  [people.admin]: 'tj.ju',
} as Record<string, string>;

export interface Opened {
  file: string;
  subject: string;
  letter: Act;
  receivedAt: number;
}

/** A referral in direction A on an institution of its own. */
export async function openA(bureau: Bureau, more: object = {}): Promise<Opened> {
  const subject = await bureau.institution();
  const reply = await bureau.post(people.supervision, '/v1/rapid-responses', {
    direction: 'A',
    subject: { kind: 'institution', id: subject },
    documentNo: documentNo(),
    document: document(),
    grounds: ['suspected-violation'],
    investigation: document(2),
    ...more,
  });
  if (reply.status !== 201) throw new Error(`not opened: ${reply.status} ${reply.text}`);
  const { file } = reply.body as { file: string };
  const [row] = await bureau.owner<
    { message: Act }[]
  >`select message from inbox where file_id = ${file} and number = 1`;
  return { file, subject, letter: row!.message, receivedAt: row!.message.receivedAt };
}

/** The payloads of the acts of direction A, each complete and lawful. */
export const payload = {
  'suspension-decision': (at: number) => ({
    documentNo: documentNo(),
    document: document(),
    decidedAt: iso(at),
    outcome: 'suspend',
    agreementClause: '第32条',
  }),
  'decision-reply': () => ({ documentNo: documentNo(), document: document() }),
  'decision-filing': () => ({ documentNo: documentNo(), document: document() }),
  'filing-decision': (at: number) => ({
    documentNo: documentNo(),
    document: document(),
    decidedAt: iso(at),
    outcome: 'filed',
    caseNo: 'JYJ-2026-008',
  }),
  'suspension-notice': (at: number, recipient: string) => ({
    documentNo: documentNo(),
    document: document(),
    method: 'direct',
    servedAt: iso(at),
    proof: document(3),
    recipient,
    startsAt: iso(at + HOUR),
    patientsInformedBy: iso(at + 72 * HOUR).slice(0, 10),
  }),
  'statement-offer': (at: number, endsOn: string) => ({
    documentNo: documentNo(),
    document: document(),
    method: 'direct',
    servedAt: iso(at),
    proof: document(3),
    windowEndsOn: endsOn,
  }),
  statement: () => ({ outcome: 'made', document: document() }),
  'case-closure': (at: number) => ({
    documentNo: documentNo(),
    document: document(),
    closedAt: iso(at),
    caseNo: 'JYJ-2026-008',
    investigators: ['o-jds-1', 'o-jds-2'],
    legalReview: { document: document(4), reviewer: 'o-law-1' },
    discussion: { document: document(5), participants: ['o-jds-1', 'o-jds-2', 'o-law-1'] },
  }),
  opinion: () => ({
    documentNo: documentNo(),
    document: document(),
    confirmed: true,
    keyViolations: [],
  }),
};

export const actPath = (file: string, type: string) => `/v1/files/${file}/acts/${type}`;

/** 支付处 decides now, lawfully. */
export async function decide(bureau: Bureau, file: string): Promise<Reply> {
  return bureau.post(
    people.payment,
    actPath(file, 'suspension-decision'),
    payload['suspension-decision']((await bureau.now(file)) - 1),
  );
}

/** An act in the inbox of which the engine was told nothing. No relay brings it before `release`. */
export async function store(
  bureau: Bureau,
  file: string,
  officer: string,
  type: string,
  body: object,
  at: { arrivedAt: number; receivedAt?: number },
): Promise<Act> {
  const told = formOf('rapid-response', type)!.toFacts(body as never, {
    clauses: [{ id: '第32条', covers: ['suspension', 'refusal'] }],
    faceRecognitionReady: true,
  });
  const id = randomUUID();
  const unit = unitOf[officer]!;
  const message = { id, type, unit, officer, hash: hashOf(body), ...told };
  const stored = await bureau.owner.begin(async (tx) => {
    const answer = await receiveAct(tx as unknown as Sql, {
      file,
      actId: id,
      type,
      unit,
      officer,
      message,
      payload: body,
      hash: hashOf(body),
      key: randomUUID(),
      ...at,
    });
    await tx`update inbox set stored_at = now() + interval '1 day' where act_id = ${id}`;
    return answer;
  });
  if ('code' in stored) throw new Error(stored.code);
  return stored.message as Act;
}

/** From now on the relay looks after the act. */
export async function release(bureau: Bureau, act: string): Promise<void> {
  await bureau.owner`update inbox set stored_at = now() - interval '1 hour' where act_id = ${act}`;
}

/** The signal `act` as it is, past the API. */
export async function signalAct(
  bureau: Bureau,
  file: string,
  message: unknown,
  officer = 'o-zfc-1',
): Promise<void> {
  await bureau.service.engine.as(officer, () =>
    bureau.service.engine.client.workflow.getHandle(file).signal('act', message),
  );
}

/** Asks until the answer is there; fails with what was waited for. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined | false>,
  bound = 15_000,
): Promise<T> {
  const until = Date.now() + bound;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > until) throw new Error(`not within ${bound} ms: ${what}`);
    await pause(40);
  }
}

export async function verdictOf(bureau: Bureau, act: string, bound?: number): Promise<Verdict> {
  return eventually(
    `a verdict on ${act}`,
    async () => {
      const [row] = await bureau.owner<
        { verdict: Verdict | null }[]
      >`select verdict from inbox where act_id = ${act}`;
      return row?.verdict ?? undefined;
    },
    bound,
  );
}

export interface RegisterEntry {
  seq: number;
  key: string;
  type: string;
  clause: string | null;
  act: string | null;
  body: Record<string, unknown>;
  bodyHash: string;
  salt: string;
  at: string;
  prev: string;
  hash: string;
}

export async function registerOf(bureau: { owner: Sql }, file: string): Promise<RegisterEntry[]> {
  return bureau.owner<
    RegisterEntry[]
  >`select seq, key, type, clause, act_id as act, body, body_hash as "bodyHash", encode(salt, 'hex') as salt, at_ms(recorded_at)::text as at, prev, hash from register where file_id = ${file} order by seq`;
}

export async function typesOf(bureau: Bureau, file: string): Promise<string[]> {
  return (await registerOf(bureau, file)).map((e) => e.type);
}

/** The first entry of a kind, as soon as it is there. */
export async function entry(
  bureau: Bureau,
  file: string,
  key: string | ((e: RegisterEntry) => boolean),
): Promise<RegisterEntry> {
  const wanted = typeof key === 'string' ? (e: RegisterEntry) => e.key === key : key;
  return eventually(`entry ${String(key)} in ${file}`, async () =>
    (await registerOf(bureau, file)).find(wanted),
  );
}

/** A person has lost runs started again until this one runs: the engine's list of runs follows what it does by a moment. */
export async function restarted(bureau: Bureau, file: string): Promise<void> {
  const { engine, background } = bureau.service;
  await eventually(
    `${file} is started again`,
    async () => {
      await background.reconciliation.repair('tj');
      const { status } = await engine.as('test', () =>
        engine.client.workflow.getHandle(file).describe(),
      );
      return status.name === 'RUNNING';
    },
    30_000,
  );
}

/** A later act proves that everything before it has been dealt with: a coordinator's `retry` changes nothing. */
export async function settle(bureau: Bureau, file: string): Promise<void> {
  const reply = await bureau.post(people.coordinator, actPath(file, 'retry'), {});
  if (reply.status !== 200) throw new Error(`retry: ${reply.status} ${reply.text}`);
}

/** What is wrong with the chain of a file, computed from the rows alone; nothing when it holds. */
export async function chainFault(
  bureau: { owner: Sql },
  file: string,
): Promise<string | undefined> {
  const [head] = await bureau.owner<
    { head: string; seq: number }[]
  >`select head, register_seq as seq from file where id = ${file}`;
  const entries = (await registerOf(bureau, file)).map((e) => ({
    ...e,
    file,
    recordedAt: Number(e.at),
  }));
  const fault = faultIn(entries);
  if (fault) return fault;
  const last = entries.at(-1);
  return head!.head === (last?.hash ?? '') && head!.seq === entries.length
    ? undefined
    : 'the head is not the last entry';
}

/** A file with another opening than the API would give it (a calendar not published yet). */
export async function openWith(
  bureau: Bureau,
  change: (opening: Record<string, unknown>) => object,
  arrivedAt = Date.now() as Instant,
): Promise<Opened> {
  const model = await openA(bureau);
  const subject = await bureau.institution();
  const [row] = await bureau.owner<
    { opening: Record<string, unknown> & { letter: Act } }[]
  >`select opening from file where id = ${model.file}`;
  const letter = {
    ...row!.opening.letter,
    id: randomUUID(),
    receivedAt: arrivedAt,
    arrivedAt,
    facts: { ...row!.opening.letter.facts, subject },
  };
  const file = `RR-A.tj.t-${randomUUID().slice(0, 12)}`;
  const opening = {
    ...row!.opening,
    file,
    letter,
    subject: { kind: 'institution', id: subject, heads: [] },
    units: { ...(row!.opening['units'] as object), subject },
    ...change(row!.opening),
  };
  await bureau.owner`select open_file(${bureau.owner.json({
    procedure: 'rapid-response',
    bureau: 'tj',
    subjectKind: 'institution',
    subjectId: subject,
    direction: 'A',
    year: 2026,
    idPattern: file,
    opening,
    arrivedAt,
    receivedAt: arrivedAt,
    actId: letter.id,
    type: letter.type,
    unit: letter.unit,
    officer: letter.officer,
    message: letter,
    payload: {},
    hash: letter.hash,
    key: randomUUID(),
  } as never)})`;
  await bureau.service.engine.start(startOf(opening), letter.officer);
  await bureau.owner`select file_started(${file})`;
  await verdictOf(bureau, letter.id);
  return { file, subject, letter, receivedAt: arrivedAt };
}
