/**
 * 篡改 What the owner of the database can do with triggers off, and what finds it: the reconciliation (R), which recomputes everything from the tables;
 * whoever has signed or cosigned a head before (S), by the rule of signer and witness: the bureau's log must go on from it; the verifier (V), of the dossiers as they are made afterwards,
 * with the keys and the dossiers that were kept from before. The list stands in docs/tamperings.md.
 */
import { readFile } from 'node:fs/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { brokenEntries } from '../../api/log/audit-entries.ts';
import { brokenLog } from '../../api/log/audit-leaves.ts';
import { leafRows, textOf, openingAsBefore } from '../../api/log/leaf-texts.ts';
import { actLeaf, messageSalt } from '../../api/log/leaves.ts';
import { lastNight, NightlyAudit } from '../../api/log/nightly.ts';
import { Sequencer } from '../../api/log/sequencer.ts';
import { consistencyProof } from '../../api/log/tree.ts';
import type { Caller } from '../../api/http/authentication.ts';
import { connect, type Querying, type Sql } from '../../db/client.ts';
import { changeEditions } from '../../db/editions.ts';
import { migrate } from '../../db/migrate.ts';
import { logEdge } from '../../db/queries/log.ts';
import { parts } from '../../db/queries/gauges.ts';
import { brokenHeads } from '../../db/queries/reconciliation.ts';
import { bound, enter, hashOf } from '../../db/queries/turns.ts';
import { hex, utf8 } from '../../domain/proof/bytes.ts';
import { erasedFrom } from '../../domain/proof/erased.ts';
import { leafHash } from '../../domain/proof/hashing.ts';
import { earlierActText } from '../../domain/proof/leaves.ts';
import { checkpointText } from '../../domain/proof/checkpoint.ts';
import { cosignature } from '../../domain/proof/cosignature.ts';
import {
  keyText,
  noteKey,
  signingKeyFromText,
  signingKeyText,
} from '../../domain/proof/note-keys.ts';
import { noteSignature, noteText, signatureLine } from '../../domain/proof/note.ts';
import { firstEditionHash } from '../../domain/proof/first-edition.ts';
import { EMPTY_FRONTIER, grown, rootOf } from '../../domain/proof/frontier.ts';
import { kept, type Kept } from '../../domain/verify/kept.ts';
import type { Read } from '../../domain/verify/members.ts';
import type { TreeHead } from '../../domain/proof/proof-checks.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { answerToGrowth } from '../../domain/proof/witness.ts';
import { dossierIn, wrongIn } from './held.ts';
import { freshDatabase, type FreshDatabase } from '../setup/fresh-database.ts';

const bureau = 'tp';
const origin = 'o.example/v1/log/tp';
const keyOf = (name: string, n: number, type: 'note' | 'cosignature' = 'note') =>
  signingKeyFromText(signingKeyText(name, new Uint8Array(32).fill(n), type))!;
const logKey = keyOf(origin, 1);
const oldKey = keyOf(origin, 2);
const foreignKey = keyOf(origin, 3);
const witness = keyOf('w', 4, 'cosignature');
const headText = (): string => checkpointText({ origin, ...signed });
const signedBy = ({ key, pair }: typeof logKey): string =>
  noteText({ text: headText(), signatures: [noteSignature(headText(), key, pair.sign)] });
let database: FreshDatabase;
let owner: Sql;
let files: string[];
/** What was signed last, and is known outside. */
let signed: TreeHead;
/** What was signed before that, and what signer and witness go on from. */
let signedBefore: TreeHead;
/** Ten minutes after everything was written: when its head was cosigned. */
let soon: number;

const tables = [
  'register',
  'inbox',
  'file',
  'leaf',
  'tree_node',
  'checkpoint',
  'log',
  'opening_series',
  'registry_change',
  'calendar_year',
  'log_key',
  'reading',
  'breach',
  'opening_attempt',
  'cosignature',
  'erasure',
];

const letter = (n: number) => ({ documentNo: `文${n}`, amount: n });

async function open(n: number): Promise<string> {
  const [row] = await owner<{ answer: { opened: string } }[]>`select open_file(${owner.json({
    procedure: 'rapid-response',
    bureau,
    year: 2026,
    idPattern: 'TP.tp.2026-#',
    subjectKind: 'x',
    subjectId: `s${n}`,
    direction: 'A',
    opening: { units: { owner: 'tp.u' }, settings: { n } },
    officer: 'o',
    key: `k${n}`,
    unit: 'tp.u',
    system: null,
    type: 'letter',
    actId: `a${n}-1`,
    message: {
      id: `a${n}-1`,
      number: 1,
      type: 'letter',
      unit: 'tp.u',
      officer: 'o',
      hash: hashOf(letter(n)),
      receivedAt: 1_700_000_000_000 + n,
      arrivedAt: 1_700_000_000_000 + n,
      facts: { amount: n },
    },
    payload: letter(n),
    hash: hashOf(letter(n)),
    receivedAt: 1_700_000_000_000 + n,
    arrivedAt: 1_700_000_000_000 + n,
  })}) as answer`;
  return row!.answer.opened;
}

let turns = 0;
const turn = (file: string, act?: string) =>
  enter(owner, {
    file,
    entries: (act ? ['act-accepted', 'notice-gap'] : ['notice-gap', 'notice-gap']).map((type) => ({
      key: `${type}:${(turns += 1)}`,
      type,
      clause: 'X-1',
      act: act ?? null,
      body: { n: turns, unit: 'tp.u', calendarVersions: ['2026/1'] },
    })),
    view: { stage: 'opened', attention: 'on-track', body: {} },
    judged: 1,
    verdicts: act
      ? [{ act, verdict: { accepted: true, code: null }, known: { since: turns } }]
      : [],
  } as never);

const receive = (file: string, n: number) => receiveBy(owner, file, n);
const reply = (n: number) => ({ words: `答复${n}`, documentNo: `号${n}` });
const receiveBy = (sql: Querying, file: string, n: number) =>
  sql`select receive_act(${sql.json({ file, officer: 'o', key: `r${n}`, hash: hashOf(reply(n)), type: 'reply', actId: `r${n}`, unit: 'tp.u', system: null, message: { id: `r${n}`, type: 'reply', unit: 'tp.u', officer: 'o', hash: hashOf(reply(n)), facts: { agrees: true } }, payload: reply(n) })})`;

/** A file as the version before wrote it. */
async function ofFirstEdition(): Promise<string> {
  const file = await open(9);
  await owner`delete from leaf_staged where ref in (${file}, 'a9-1') and kind = 'act'`;
  let prev = '';
  for (const [i, type] of ['act-accepted', 'note'].entries()) {
    const entry = {
      file,
      seq: i + 1,
      key: `f${i}`,
      type,
      clause: 'X-1',
      act: 'a9-1',
      body: { i },
      recordedAt: 1_700_000_000_000,
      prev,
    };
    const hash = firstEditionHash({ ...entry, hash: '' });
    await owner`insert into register (file_id, seq, key, type, clause, act_id, body, body_hash, recorded_at, prev, hash, edition)
      values (${file}, ${entry.seq}, ${entry.key}, ${type}, 'X-1', 'a9-1', ${owner.json(entry.body)}, ${hashOf(entry.body)}, ms_at(1700000000000), ${prev}, ${hash}, 1)`;
    prev = hash;
  }
  await owner`update inbox set verdict = '{"accepted": true}', settled_at = ms_at(1700000000000) where act_id = 'a9-1'`;
  await owner`update file set edition = 1, register_seq = 2, head = ${prev} where id = ${file}`;
  await changeEditions(owner);
  return file;
}

const sequence = async (sql: Querying): Promise<void> => {
  const begin = (work: (tx: Querying) => Promise<unknown>) => work(sql);
  const sequencer = new Sequencer({
    sql: Object.assign(
      sql === owner ? sql : Object.create(sql as never),
      sql === owner ? {} : { begin },
    ) as Sql,
    log: pino({ level: 'silent' }),
    every: 1e9,
  });
  while ((await sequencer.append(bureau)) > 0);
};

/** The log's head as signer and witness sign it, and the database keeps it. */
async function signedHead(sql: Querying): Promise<TreeHead> {
  const head = await headOf(sql);
  const text = checkpointText({ origin, ...head });
  const note = noteText({ text, signatures: [noteSignature(text, logKey.key, logKey.pair.sign)] });
  await sql`select add_checkpoint(${bureau}, ${head.size}, ${hex(head.root)}, ${origin}, ${note})`;
  const line = cosignature(text, soon, witness.key, witness.pair.sign);
  await sql`select add_cosignature(${bureau}, ${head.size}, 'w', ${line.id}, ${signatureLine(line)}, ${soon * 1000})`;
  return head;
}

const headOf = async (sql: Querying): Promise<TreeHead> => {
  const edge = (await logEdge(sql, bureau)) ?? { size: 0, peaks: [] };
  return { size: edge.size, root: rootOf(edge) };
};

beforeAll(async () => {
  database = await freshDatabase();
  await migrate(database.ownerUrl);
  owner = database.owner;
  await owner`insert into bureau (id, name, area) values (${bureau}, '样例', '120000')`;
  await owner`insert into unit (id, bureau_id, name) values ('tp.u', ${bureau}, '样例')`;
  await owner`insert into officer (id, unit_id, name, kind) values ('o', 'tp.u', '样例', 'person')`;
  await owner`insert into registry_change (registry, entity_id, changed_by, before, after) values ('unit', 'tp.u', 'reference', null, '{"id": "tp.u", "name": "样例"}')`;
  await owner`insert into registry_change (registry, entity_id, changed_by, before, after) values ('bureau', ${bureau}, 'reference', null, '{"id": "tp", "name": "样例", "settings": {"authority": {"x": 1}}}')`;
  await owner`insert into calendar_year (year, version, notice, published_on, off, work, loaded_by) values (2026, 1, '通知', '2025-11-01', '{2026-01-01}', '{}', 'reference')`;
  for (const [key, use, state] of [
    [logKey.key, 'log', 'in-use'],
    [oldKey.key, 'log', 'in-use'],
    [oldKey.key, 'log', 'given-up'],
    [witness.key, 'witness', 'in-use'],
  ] as const)
    await owner`select change_log_key(${owner.json({ bureau, key: keyText(key), use, state, by: 'o', reason: '启用' })})`;
  await owner`select note_readings(${owner.json(['一', '二'].map((purpose) => ({ bureau, officer: 'o', unit: 'tp.u', system: null, kind: 'dossier', route: 'GET /x', file: null, asked: {}, purpose })))})`;
  files = [await open(1), await open(2), await open(3)];
  for (const [i, file] of files.entries()) await turn(file, `a${i + 1}-1`);
  files.push(await ofFirstEdition());
  await receive(files[0]!, 1);
  for (let n = 0; n < 140; n += 1) await turn(files[n % 3]!);
  await sequence(owner);
  soon = Math.floor(Date.now() / 1000);
  signedBefore = await signedHead(owner);
  for (const file of files) before.set(file, keptOf(await dossierIn(owner, file, reader)));
  await turn(files[0]!, 'r1');
  await receive(files[1]!, 2);
  await sequence(owner);
  soon += 600;
  signed = await signedHead(owner);
}, 120_000);
afterAll(() => database.drop());

const reader: Caller = {
  id: 'o',
  kind: 'person',
  unit: 'tp.u',
  bureau,
  roles: [],
  unitRoles: [],
  removed: false,
};
/** What a regulator has kept of these files from before: their dossiers, with the cosigned head. */
const before = new Map<string, Omit<Kept, 'growth'>>();
const keptOf = ({ checkpoint, log }: Read) => ({ note: checkpoint!, leaves: log!.leaves });

/** What the verifier finds wrong with the dossiers of these files as they are made now; one that can't be made any more is found, too. */
async function verifierFinds(sql: Querying): Promise<string[]> {
  const keys = { logs: [logKey.key], witnesses: [witness.key] };
  const wrong: string[] = [];
  for (const file of files) {
    const read = await dossierIn(sql, file, reader).catch((error: Error) => error.message);
    if (typeof read === 'string') wrong.push(read);
    else
      for (const { point, details } of await wrongIn(sql, bureau, read, keys, before.get(file)!))
        wrong.push(`${point}: ${details.join()}`);
  }
  return wrong;
}

/** What finds it, of those who look. */
async function foundBy(sql: Querying): Promise<string> {
  const log = await brokenLog(sql, bureau, 99);
  const entries = [
    ...(await brokenEntries(sql, bureau, 99)),
    ...(await brokenHeads(sql as Sql, bureau, 99)),
  ];
  const reconciliation =
    entries.length + log.leaves.length + log.series.length + log.tree.length > 0;
  const signer = !(await goesOn(sql));
  const verifier = (await verifierFinds(sql)).length > 0;
  return [reconciliation && 'R', signer && 'S', verifier && 'V'].filter(Boolean).join(' ');
}

/** Whether the head that would be signed next goes on from the one that was signed. */
async function goesOn(sql: Querying): Promise<boolean> {
  const head = await headOf(sql);
  if (head.size < signedBefore.size) return false;
  const proof = await consistencyProof(sql, bureau, signedBefore.size, head.size).catch(() => []);
  const asked = { oldSize: signedBefore.size, proof };
  return answerToGrowth(signedBefore, asked, { origin, ...head }).status === 200;
}

/** Chains a file's entries anew, so that they follow from each other again. */
async function rechain(sql: Querying, file: string): Promise<void> {
  await sql`select rechain(${file})`;
}

/** Everything of the log made anew, to agree with the tables. */
async function rebuild(sql: Querying): Promise<void> {
  const before = await sql<
    { kind: string; ref: string }[]
  >`select kind, ref from leaf where bureau_id = ${bureau} order by index`;
  await sql`delete from cosignature where bureau_id = ${bureau}`;
  await sql`delete from checkpoint where bureau_id = ${bureau}`;
  await sql`delete from tree_node where bureau_id = ${bureau}`;
  await sql`delete from leaf where bureau_id = ${bureau}`;
  await sql`update log set size = 0, peaks = '{}' where bureau_id = ${bureau}`;
  await sql`update opening_series set logged = 0, head = null where bureau_id = ${bureau}`;
  await sql`insert into leaf_staged (bureau_id, kind, ref) select ${bureau}, x.kind, x.ref from unnest(${before.map((b) => b.kind)}::text[], ${before.map((b) => b.ref)}::text[]) with ordinality x (kind, ref, n)
    where case x.kind when 'entry' then exists (select 1 from register r where r.file_id || '/' || r.seq = x.ref) when 'opening' then exists (select 1 from file f where f.id = x.ref)
      when 'act' then exists (select 1 from inbox i where i.act_id = x.ref) when 'verdict' then exists (select 1 from inbox i where i.act_id = x.ref) else true end order by x.n`;
  await sequence(sql);
}

/** An entry is another, and what rests on it is written a second time behind everything else: the tree goes on, and whoever signs sees nothing wrong. */
async function appendedAgain(sql: Querying, set: string): Promise<void> {
  await entry(sql, set);
  await rechain(sql, first());
  await sql`update leaf set ref = 'was ' || ref where bureau_id = ${bureau} and kind = 'entry' and ref like ${`${first()}/%`} and split_part(ref, '/', 2)::int >= 2`;
  await sql`insert into leaf_staged (bureau_id, kind, ref) select ${bureau}, 'entry', file_id || '/' || seq from register where file_id = ${first()} and seq >= 2 order by seq`;
  await sequence(sql);
  soon += 60;
  await signedHead(sql);
}

const first = (): string => files[0]!;
const past = (): string => files[3]!;
const entry = (sql: Querying, set: string, seq = 2): Promise<unknown> =>
  sql.unsafe(`update register set ${set} where file_id = '${first()}' and seq = ${seq}`);

const tamperings: [what: string, found: string, (sql: Querying) => Promise<unknown>][] = [
  ['the type of an entry', 'R V', (sql) => entry(sql, "type = 'x'")],
  ['its clause', 'R V', (sql) => entry(sql, "clause = 'X-2'")],
  ['its act', 'R V', (sql) => entry(sql, "act_id = 'a2-1'")],
  ['a field of its body', 'R V', (sql) => entry(sql, `body = body || '{"unit": "other"}'`)],
  [
    'its body and the binding',
    'R V',
    async (sql) => {
      const { salt, binding } = bound({ body: { n: 1 } });
      await sql`update register set body = '{"n": 1}', salt = decode(${salt}, 'hex'), body_hash = ${binding} where file_id = ${first()} and seq = 2`;
    },
  ],
  ['its salt', 'R V', (sql) => entry(sql, 'salt = uuid_send(gen_random_uuid())')],
  [
    'when it was recorded',
    'R V',
    (sql) => entry(sql, "recorded_at = recorded_at - interval '1 day'"),
  ],
  ['its key', 'R V', (sql) => entry(sql, "key = 'z'")],
  [
    'two entries exchanged',
    'R V',
    async (sql) => {
      await entry(sql, 'seq = 9001', 2);
      await entry(sql, 'seq = 2', 3);
      await entry(sql, 'seq = 3', 9001);
    },
  ],
  [
    'an entry moved to another file',
    'R V',
    (sql) =>
      sql`update register set file_id = ${files[1]!}, seq = 9001 where file_id = ${first()} and seq = 2`,
  ],
  [
    'an entry deleted from the middle',
    'R V',
    (sql) => sql`delete from register where file_id = ${first()} and seq = 2`,
  ],
  [
    'the last entry deleted and the head set back',
    'R V',
    async (sql) => {
      await sql`delete from register r using file f where f.id = ${first()} and r.file_id = f.id and r.seq = f.register_seq`;
      await sql`update file f set register_seq = r.seq, head = r.hash from register r where f.id = ${first()} and r.file_id = f.id and r.seq = f.register_seq - 1`;
    },
  ],
  [
    'an entry added at the end and not staged',
    'R V',
    async (sql) => {
      await sql`insert into register select file_id, seq + 1, 'added', type, clause, act_id, body, body_hash, recorded_at, hash, ${'0'.repeat(64)}, 2, salt from register where file_id = ${first()} order by seq desc limit 1`;
      await rechain(sql, first());
    },
  ],
  [
    'an entry changed and its chain rebuilt',
    'R V',
    async (sql) => {
      await entry(sql, "type = 'x'");
      await rechain(sql, first());
    },
  ],
  [
    'and the leaves, with the nodes left',
    'R S V',
    async (sql) => {
      await entry(sql, "type = 'x'");
      await rechain(sql, first());
      await sql`update leaf l set hash = decode(r.hash, 'hex') from register r where l.bureau_id = ${bureau} and l.kind = 'entry' and l.ref = r.file_id || '/' || r.seq`;
    },
  ],
  [
    'everything rebuilt, the signed heads left',
    'R S V',
    async (sql) => {
      await entry(sql, "type = 'x'");
      await rechain(sql, first());
      const heads = await sql`select * from checkpoint where bureau_id = ${bureau}`;
      await rebuild(sql);
      await sql`insert into checkpoint ${(sql as Sql)(heads as never)}`;
    },
  ],
  [
    'everything rebuilt, the signed heads deleted',
    'S V',
    async (sql) => {
      await entry(sql, "type = 'x'");
      await rechain(sql, first());
      await rebuild(sql);
    },
  ],
  [
    'an entry changed, its chain rebuilt, and the leaves appended a second time and signed',
    'R V',
    (sql) => appendedAgain(sql, "type = 'x'"),
  ],
  [
    'the same, with the entries dated later than the head that was kept',
    'R V',
    (sql) => appendedAgain(sql, "type = 'x', recorded_at = recorded_at + interval '1 minute'"),
  ],
  [
    'the last entries deleted and everything rebuilt',
    'S V',
    async (sql) => {
      await sql`delete from register where file_id = ${first()} and seq > 2`;
      await rechain(sql, first());
      await rebuild(sql);
    },
  ],
  [
    'the log begun anew with fewer leaves',
    'R S V',
    async (sql) => {
      await sql`delete from cosignature where bureau_id = ${bureau}`;
      await sql`delete from checkpoint where bureau_id = ${bureau}`;
      await sql`delete from leaf where bureau_id = ${bureau} and index >= 7`;
      await sql`delete from tree_node where bureau_id = ${bureau}`;
      await sql`update log set size = 7, peaks = array(select hash from leaf where bureau_id = ${bureau} and index = 0) where bureau_id = ${bureau}`;
    },
  ],
  [
    'an entry added at the end, as if of the first edition',
    'R V',
    async (sql) => {
      const [last] = await sql<
        { seq: number; hash: string }[]
      >`select seq, hash from register where file_id = ${first()} order by seq desc limit 1`;
      const added = {
        file: first(),
        seq: last!.seq + 1,
        key: 'added',
        type: 'note',
        clause: null,
        act: null,
        body: {},
        recordedAt: 1_700_000_000_000,
        prev: last!.hash,
      };
      const hash = firstEditionHash({ ...added, hash: '' });
      await sql`insert into register (file_id, seq, key, type, body, body_hash, recorded_at, prev, hash, edition)
        values (${added.file}, ${added.seq}, 'added', 'note', '{}', ${hashOf({})}, ms_at(1700000000000), ${added.prev}, ${hash}, 1)`;
      await sql`update file set register_seq = ${added.seq}, head = ${hash} where id = ${first()}`;
    },
  ],
  [
    'everything rebuilt, and the root of the signed head with it',
    'R S V',
    async (sql) => {
      await entry(sql, "type = 'x'");
      await rechain(sql, first());
      const heads = await sql`select * from checkpoint where bureau_id = ${bureau}`;
      await rebuild(sql);
      await sql`insert into checkpoint ${(sql as Sql)(heads as never)}`;
      const [old] = await sql<
        { hashes: Uint8Array[] }[]
      >`select array_agg(hash order by index) as hashes from leaf where bureau_id = ${bureau} and index < ${signed.size}`;
      const root = rootOf(grown(EMPTY_FRONTIER, old!.hashes, () => false).frontier);
      await sql`update checkpoint set root = decode(${hex(root)}, 'hex') where bureau_id = ${bureau}`;
    },
  ],
  [
    'the log cut back to before its signed head',
    'R S V',
    async (sql) => {
      const heads = await sql`select * from checkpoint where bureau_id = ${bureau}`;
      await sql`delete from register where file_id = ${first()} and seq > 2`;
      await rechain(sql, first());
      await rebuild(sql);
      await sql`insert into checkpoint ${(sql as Sql)(heads as never)}`;
    },
  ],
  [
    'the log and everything of it deleted',
    'R S V',
    async (sql) => {
      for (const table of ['cosignature', 'checkpoint', 'tree_node', 'leaf', 'leaf_staged', 'log'])
        await sql`delete from ${sql(table)} where bureau_id = ${bureau}`;
    },
  ],
  [
    'an act deleted before it became a leaf',
    'R',
    async (sql) => {
      await sql`select receive_act(${sql.json({ file: files[1]!, officer: 'o', key: 'r3', hash: 'h', type: 'reply', actId: 'r3', unit: 'tp.u', system: null, message: {}, payload: {} })})`;
      await sql`delete from leaf_staged where ref = 'r3'`;
      await sql`delete from inbox where act_id = 'r3'`;
    },
  ],
  ['a whole file deleted', 'R V', (sql) => forget(sql)],
  [
    'a whole file deleted and everything rebuilt',
    'R S V',
    async (sql) => {
      await forget(sql);
      await rebuild(sql);
    },
  ],
  [
    'a file whose opening never came into the log',
    'R',
    (sql) =>
      sql`insert into file (id, procedure, bureau_id, subject_kind, subject_id, opening, opened_at) values ('TP.x', 'rapid-response', ${bureau}, 'x', 'y', '{}', now())`,
  ],
  ['an act deleted before its verdict', 'R', (sql) => sql`delete from inbox where act_id = 'r2'`],
  [
    'what an act said',
    'R V',
    (sql) => sql`update inbox set payload = '{"words": "x"}' where act_id = 'r1'`,
  ],
  [
    'what the file judged of an act',
    'R V',
    (sql) =>
      sql`update inbox set message = jsonb_set(message, '{facts,agrees}', 'false') where act_id = 'r1'`,
  ],
  [
    'a reading deleted',
    'R',
    (sql) => sql`delete from reading where id = (select min(id) from reading)`,
  ],
  ['for what purpose was read', 'R', (sql) => sql`update reading set purpose = '三'`],
  ['who has read', 'R', (sql) => sql`update reading set officer_id = 'p'`],
  [
    'a reading added behind the log',
    'R',
    (sql) =>
      sql`insert into reading (bureau_id, officer_id, unit_id, kind, route, asked) values (${bureau}, 'p', 'tp.u', 'sealed', 'GET /x', '{}')`,
  ],
  [
    'the officer of an act',
    'R V',
    (sql) => sql`update inbox set officer_id = 'p' where act_id = 'r1'`,
  ],
  [
    'the receipt of an act',
    'R V',
    (sql) => sql`update inbox set received_at = received_at - interval '1 day' where act_id = 'r1'`,
  ],
  [
    'the verdict of an act',
    'R V',
    (sql) => sql`update inbox set verdict = '{"accepted": false}' where act_id = 'r1'`,
  ],
  [
    'what was known of an act',
    'R V',
    (sql) => sql`update inbox set known = '{"since": 0}' where act_id = 'r1'`,
  ],
  [
    'the type of an entry of the first edition',
    'R V',
    (sql) => sql`update register set type = 'x' where file_id = ${past()} and seq = 1`,
  ],
  [
    'a day of a calendar',
    'R V',
    (sql) => sql`update calendar_year set off = '{2026-01-02}' where year = 2026`,
  ],
  [
    'a change of a registry',
    'R',
    (sql) =>
      sql`update registry_change set after = '{"id": "tp.u", "name": "x"}' where entity_id = 'tp.u'`,
  ],
  [
    'a setting of the bureau',
    'R V',
    (sql) =>
      sql`update registry_change set after = jsonb_set(after, '{settings,authority,x}', '2') where registry = 'bureau'`,
  ],
  [
    'words of an act erased without an order',
    'R V',
    (sql) => sql`update inbox set payload = payload - 'words' where act_id = 'r1'`,
  ],
  [
    'and said to be erased by order, without an entry',
    'R V',
    async (sql) => {
      await erase(sql);
      await sql`delete from register where key = 'content-erased:r1'`;
      await sql`update file set register_seq = (select max(seq) from register where file_id = ${first()}), head = (select hash from register where file_id = ${first()} order by seq desc limit 1) where id = ${first()}`;
      await sql`delete from leaf_staged where kind = 'entry'`;
    },
  ],
  [
    'other words put where some were erased by order',
    'R V',
    async (sql) => {
      await erase(sql);
      await sql`update inbox set payload = payload || '{"words": "别的"}' where act_id = 'r1'`;
    },
  ],
  [
    'the signature of a signed head',
    'R V',
    (sql) =>
      sql`update checkpoint set note = ${`${headText()}\n${signatureLine({ name: origin, id: logKey.key.id, bytes: new Uint8Array(64) })}`} where bureau_id = ${bureau}`,
  ],
  [
    'a head signed by a key that nobody knows',
    'R V',
    (sql) => sql`update checkpoint set note = ${signedBy(foreignKey)} where bureau_id = ${bureau}`,
  ],
  [
    'a head signed by a key that was given up',
    'R V',
    (sql) => sql`update checkpoint set note = ${signedBy(oldKey)} where bureau_id = ${bureau}`,
  ],
  [
    'a cosignature',
    'R V',
    (sql) =>
      sql`update cosignature set line = ${signatureLine({ name: 'w', id: witness.key.id, bytes: new Uint8Array(72) })} where bureau_id = ${bureau}`,
  ],
  [
    'a key of the log',
    'R',
    (sql) => sql`update log_key set key = 'y' where bureau_id = ${bureau} and use = 'witness'`,
  ],
  [
    'a subject of a file',
    'R V',
    (sql) => sql`update file set subject_id = 'x' where id = ${first()}`,
  ],
  [
    'a node of the tree',
    'R S V',
    (sql) => sql`update tree_node set hash = sha256('x') where bureau_id = ${bureau} and index = 0`,
  ],
  [
    'the edge of the tree',
    'R S',
    (sql) =>
      sql`update log set peaks = array(select sha256('x') from unnest(peaks)) where bureau_id = ${bureau}`,
  ],
];

async function forget(sql: Querying): Promise<void> {
  const file = files[2]!;
  await sql`delete from opening_attempt where file_id = ${file}`;
  await sql`delete from register where file_id = ${file}`;
  await sql`delete from inbox where file_id = ${file}`;
  await sql`delete from file where id = ${file}`;
}

/** Words of an act, as the API has them erased. */
async function erase(sql: Querying): Promise<void> {
  const rows = await leafRows(sql, [{ kind: 'act', ref: 'r1' }]);
  const row = rows.acts.get('r1')!;
  const entry = bound({
    key: 'content-erased:r1',
    type: 'content-erased',
    act: 'r1',
    body: { act: 'r1', fields: ['words'] },
  });
  const opened = { payload: erasedFrom(row.payload, row.salt, (name) => name === 'words') };
  await sql`select erase_content(${sql.json({ kind: 'act', ref: 'r1', bureau, fields: ['words'], opened, messageSalt: hex(messageSalt(row)), documentNo: '判1', reason: '判令', by: 'o', entry } as never)})`;
}

class Undone extends Error {}

it('finds nothing where nothing was done', async () => {
  expect(await verifierFinds(owner)).toEqual([]);
  expect(await foundBy(owner)).toBe('');
  expect(signed.size).toBeGreaterThan(256);
});

it('each is found by somebody, and the list in docs/tamperings.md says by whom', async () => {
  expect(tamperings.filter(([, found]) => found === '')).toEqual([]);
  const text = await readFile(new URL('../../docs/tamperings.md', import.meta.url), 'utf8');
  const rows = [...text.matchAll(/^\|(.+)\|$/gm)].map(([, row]) =>
    row!.split('|').map((cell) => cell.trim()),
  );
  const marks = ['R', 'S', 'V'];
  expect(rows.slice(2)).toEqual(
    tamperings.map(([what, found], n) => [
      String(n + 1),
      what,
      ...marks.map((mark) => (found.split(' ').includes(mark) ? '✓' : '')),
    ]),
  );
});

it.each(tamperings)('%s: %s', async (_what, found, tamper) => {
  const done = owner.begin(async (tx) => {
    for (const table of tables) await tx.unsafe(`alter table ${table} disable trigger user`);
    await tx.unsafe(rechaining);
    await tamper(tx as Querying);
    const got = await foundBy(tx as Querying);
    console.log('ROW', _what, '=>', got);
    expect(got).toBe(found);
    throw new Undone();
  });
  await expect(done).rejects.toBeInstanceOf(Undone);
});

it('what was erased by order is no fault: the words and the salt are gone, the leaf is what it was, and the order is told', async () => {
  const done = owner.begin(async (tx) => {
    await erase(tx as Querying);
    await sequence(tx as Querying);
    soon += 60;
    await signedHead(tx as Querying);
    expect(await foundBy(tx as Querying)).toBe('');
    const { erased } = await brokenLog(tx as Querying, bureau, 99);
    expect(erased).toMatchObject([
      { kind: 'act', ref: 'r1', fields: ['words'], documentNo: '判1' },
    ]);
    const [left] = await tx`select payload, salt from inbox where act_id = 'r1'`;
    expect(left).toMatchObject({ payload: { documentNo: '号1' }, salt: Buffer.alloc(16) });
    throw new Undone();
  });
  await expect(done).rejects.toBeInstanceOf(Undone);
});

it('a head alone that was kept tells what was written before it and does not stand under it, and whether the log goes on', async () => {
  const done = owner.begin(async (tx) => {
    const sql = tx as Querying;
    for (const table of tables) await tx.unsafe(`alter table ${table} disable trigger user`);
    await tx.unsafe(rechaining);
    const { checkpoint: note = '' } = await dossierIn(sql, first(), reader);
    const keys = { logs: [logKey.key], witnesses: [witness.key] };
    const foundOf = async (old: Partial<Kept>, by = keys): Promise<[string, string][]> => {
      const read = await dossierIn(sql, first(), reader);
      const all = [...kept(read, by, { note, leaves: [], growth: undefined, ...old })];
      return all.map(({ state, details }) => [state, details.join()]);
    };
    const proved = ['proved', ''];
    expect(await foundOf({})).toEqual([proved, proved, proved]);
    // Nobody has cosigned it who is known here: then its instant is not known.
    expect((await foundOf({}, { ...keys, witnesses: [] }))[2]![0]).toBe('word');
    expect(await foundOf({ note: signedBy(foreignKey) })).toEqual([['wrong', '']]);
    expect(await foundOf({ note: 'no note' })).toEqual([['wrong', '']]);
    const old = signed.size;
    await appendedAgain(sql, "type = 'x'");
    const asked = `GET /v1/log/${bureau}/proofs/consistency?from=${old}&to=`;
    const [goesOn, , inTime] = await foundOf({});
    expect(goesOn![0]).toBe('missing');
    expect(goesOn![1]).toContain(asked);
    expect(inTime![0]).toBe('wrong');
    expect(inTime![1]).toContain(`entry ${first()}/2: `);
    const size = (await headOf(sql)).size;
    const growth = await consistencyProof(sql, bureau, old, size);
    expect((await foundOf({ growth }))[0]).toEqual(proved);
    expect((await foundOf({ growth: growth.toReversed() }))[0]).toEqual(['wrong', 'consistency']);
    const restart = { ...logKey, key: noteKey(`${origin}/2`, logKey.pair.publicKey, 'note') };
    const anew = checkpointText({ origin: `${origin}/2`, ...(await headOf(sql)) });
    const note2 = noteText({
      text: anew,
      signatures: [noteSignature(anew, restart.key, logKey.pair.sign)],
    });
    const begun = { ...(await dossierIn(sql, first(), reader)), checkpoint: note2 };
    const states = [...kept(begun, keys, { note, leaves: [], growth })];
    expect(states.map(({ state }) => state)).toEqual(['missing', 'proved']);
    expect(states[0]!.details).toEqual([`${origin} → ${origin}/2`]);
    const later = (await dossierIn(sql, first(), reader)).checkpoint!;
    await sql`delete from cosignature where size = ${size}`;
    await sql`delete from checkpoint where size = ${size}`;
    const [behind] = await foundOf({ note: later });
    expect(behind![1]).toContain(`${size} > ${old}`);
    await sql`delete from cosignature`;
    await sql`delete from checkpoint`;
    expect(await foundOf({})).toEqual([['wrong', '']]);
    throw new Undone();
  });
  await expect(done).rejects.toBeInstanceOf(Undone);
});

it('the nightly comparison counts what is found, once a night, whoever comes first', async () => {
  const lines: string[] = [];
  const log = pino({ level: 'error' }, { write: (line) => void lines.push(line) });
  const night = () => new NightlyAudit({ sql: nightly, holds: nightly, log, every: 1e9 });
  const nightly = connect(database.ownerUrl, { max: 4 });
  try {
    const since = lastNight((Date.now() + 60_000) as Instant);
    const [first, second] = await Promise.all([
      night().audit(bureau, since),
      night().audit(bureau, since),
    ]);
    expect([first, second].filter(Boolean)).toHaveLength(1);
    const told = async () =>
      (await owner`select faults, ended_at is not null as ended from log_audit`)[0];
    expect(await told()).toEqual({ faults: 0, ended: true });
    expect(await night().audit(bureau, since)).toBe(false);
    await owner`alter table register disable trigger user`;
    await entry(owner, "clause = 'X-9'");
    await owner`update log_audit set began_at = began_at - interval '2 days'`;
    expect(await night().audit(bureau, since)).toBe(true);
    expect((await told())!['faults']).toBeGreaterThan(0);
    expect(lines.join()).toContain('not what was proved');
    const counts = await parts.find(({ of }) => of.includes('log'))!.read(owner, 1);
    expect(counts.find(({ label }) => label === 'faults')!.n).toBeGreaterThan(0);
  } finally {
    await entry(owner, "clause = 'X-1'");
    await owner`alter table register enable trigger user`;
    await nightly.end();
  }
});

it('the night begins at two in the morning of Beijing', () => {
  const at = (text: string): Instant => Date.parse(text) as Instant;
  expect(lastNight(at('2026-11-29T12:00:00+08:00'))).toBe(at('2026-11-29T02:00:00+08:00'));
  expect(lastNight(at('2026-11-29T01:59:00+08:00'))).toBe(at('2026-11-28T02:00:00+08:00'));
});

it('a file that has not gone over takes nothing in; when it goes over, what stands in the log or waits for it is not brought again', async () => {
  const done = owner.begin(async (tx) => {
    const sql = tx as Querying;
    for (const table of tables) await tx.unsafe(`alter table ${table} disable trigger user`);
    const file = files[1]!;
    // One act is a leaf already, one waits.
    await receiveBy(sql, file, 4);
    await sql`update file set edition = 1 where id = ${file}`;
    const refused = tx.savepoint((inner) => receiveBy(inner as Querying, file, 5));
    await expect(refused).rejects.toThrow('a file of the first edition');
    const [head] = await sql<
      { entries: number; head: string }[]
    >`select register_seq as entries, head from file where id = ${file}`;
    const entry = bound({ key: 'again', type: 'edition-changed', body: {} });
    const asked = sql.json({ file, ...head, entry } as never);
    const over = async () =>
      (await sql<{ over: boolean }[]>`select change_edition(${asked}) as over`)[0]!.over;
    expect([await over(), await over()]).toEqual([true, false]);
    const staged = await sql<
      { kind: string; ref: string }[]
    >`select kind, ref from leaf_staged where bureau_id = ${bureau} order by id`;
    expect(staged.map(({ kind, ref }) => `${kind} ${ref}`)).toEqual([
      'act r4',
      `entry ${file}/${head!.entries + 1}`,
    ]);
    throw new Undone();
  });
  await expect(done).rejects.toBeInstanceOf(Undone);
});

it('an act whose leaf is of the edition before is found, and so is what its message says otherwise than its columns', async () => {
  const rows = await leafRows(owner, [{ kind: 'act', ref: 'r1' }]);
  const row = rows.acts.get('r1')!;
  const text = earlierActText(actLeaf(row));
  const leaf = { kind: 'act', ref: 'r1', hash: leafHash(utf8(text)) } as const;
  expect(textOf(leaf, rows, () => null)).toBe(text);
  for (const name of ['officer', 'unit', 'number', 'receivedAt', 'hash']) {
    const other = { ...row, message: { ...row.message, [name]: 'x' } };
    const found = textOf(leaf, { ...rows, acts: new Map([['r1', other]]) }, () => null);
    expect([name, found]).toEqual([name, '']);
  }
});

it('an opening whose leaf is of the edition before is checked as ever; since then what it says of its subject is bound', async () => {
  const [{ id } = { id: '' }] = await owner<
    { id: string }[]
  >`select ref as id from leaf where kind = 'opening' order by index limit 1`;
  const rows = await leafRows(owner, [{ kind: 'opening', ref: id }]);
  const row = rows.openings.get(id)!;
  const earlier = openingAsBefore(row, null);
  const leaf = { kind: 'opening', ref: id, hash: leafHash(utf8(earlier)) } as const;
  const told = (subject: object, of: { kind: 'opening'; ref: string; hash?: Uint8Array }) => {
    const other = { ...row, opening: { ...row.opening, subject } };
    return textOf(of, { ...rows, openings: new Map([[id, other]]) }, () => null);
  };
  expect(told({ id: 's' }, leaf)).toBe(earlier);
  expect(told({ id: 's', institutions: ['i'] }, leaf)).toBe(earlier);
  const now = { kind: 'opening', ref: id } as const;
  expect(told({ id: 's' }, now)).not.toBe(told({ id: 's', institutions: ['i'] }, now));
  expect(earlier.startsWith('{"$":"duban/opening/2"')).toBe(true);
});

/** The owner has all the code: entries are chained anew by the functions that chained them. */
const rechaining = `create function rechain(p_file text) returns void language plpgsql as $$
declare r register; v_head text := ''; begin
  for r in select * from register where file_id = p_file order by seq loop
    update register set prev = v_head, hash = leaf_hash(entry_text(r.file_id, r.seq, r.key, r.type, r.clause, r.act_id, r.body_hash, v_head, at_ms(r.recorded_at)))
      where file_id = r.file_id and seq = r.seq returning hash into v_head;
  end loop;
  update file set head = v_head, register_seq = (select max(seq) from register where file_id = p_file) where id = p_file;
end $$`;
