/**
 * 篡改 Real dossiers of the engine in the hands of somebody who has everything but the keys: each value of each JSON member is changed, one at a time, with
 * the sums made anew. None passes.
 */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { z } from 'zod';
import { dossierOf } from '../../domain/dossier/model.ts';
import { lifeShape } from '../../domain/dossier/life-shape.ts';
import { logProofShape, proofShape, type DossierProof } from '../../domain/dossier/proof-shape.ts';
import { dossierShape } from '../../domain/dossier/shapes.ts';
import { bindingTo } from '../../domain/proof/binding.ts';
import { fromHex, utf8 } from '../../domain/proof/bytes.ts';
import { canonicalJson } from '../../domain/proof/canonical.ts';
import { hashOfLeaf } from '../../domain/proof/leaves.ts';
import { acts } from '../../domain/verify/acts.ts';
import { exitCode, type Finding } from '../../domain/verify/findings.ts';
import { ground } from '../../domain/verify/ground.ts';
import { histories } from '../../domain/verify/histories.ts';
import { points, verify, verifyWhole } from '../../domain/verify/index.ts';
import { hashOf, shapes, type Read } from '../../domain/verify/members.ts';
import { papers } from '../../domain/verify/papers.ts';
import { relived } from '../../domain/verify/relived.ts';
import { tree } from '../../domain/verify/tree.ts';
import { contents, misstated, sourcesOf } from '../../domain/verify/remake.ts';
import { Bureau, Matter, people } from '../commitment-case/acts.ts';
import * as rapid from '../rapid-response/acts.ts';
import { Fixture, today } from '../inspection/acts.ts';
import { Visit } from '../inspection/visits.ts';
import { recounting } from '../../tools/recount/bundle.ts';
import { asked } from './reading.ts';
import {
  erased,
  givenFor,
  jsonMembers,
  mutations,
  older,
  readOf,
  signed,
  withSums,
} from './verifying.ts';

let bureau: Bureau;
let g: Fixture;
const archives = new Map<string, Uint8Array>();

async function take(name: string, of: rapid.Bureau, officer: string, file: string, asOf?: string) {
  const reply = await asked(of, officer, file, asOf ? { asOf } : {});
  expect(reply.status).toBe(200);
  archives.set(name, reply.body as Uint8Array);
}

/** A suspension entered late, chased, refused, confirmed: a breach, a late entry, a reversal. */
async function referral(): Promise<string> {
  const evidence = { id: 'e', sha256: 'ab'.repeat(32), where: '档案柜 3' };
  const confirmation = { duty: 'decideSuspension', confirmed: true, evidence };
  const { iso, hours, people: by } = rapid;
  const m = await rapid.Matter.open(bureau, { direction: 'A', kind: 'institution' });
  const chase = {
    duty: 'decideSuspension',
    to: 'tj.zfc',
    channel: 'phone',
    at: iso(await m.now()),
  };
  await m.accept('chase', chase, by.coordinator);
  await m.skipTo(m.receivedAt + hours(26));
  await m.accept('suspension-decision', { decidedAt: iso(m.receivedAt + hours(23)) });
  await m.refuse('evidence-confirmation', confirmation);
  await m.accept('evidence-confirmation', confirmation, by.supervision);
  return m.file;
}

async function closedCase(): Promise<string> {
  const m = await Matter.fedBack(bureau, { type: 'certification' }, { result: 'conforming' });
  await m.accept('feedback-receipt');
  await m.closed('conforming');
  await vi.waitFor(
    async () => {
      await bureau.service.background.histories.keep(m.file);
      expect((await m.register()).at(-1)!.type).toBe('history-kept');
    },
    { timeout: 20_000, interval: 200 },
  );
  return m.file;
}

beforeAll(async () => {
  bureau = await Bureau.open();
  g = await Fixture.open();
  const file = await referral();
  await take('a referral', bureau, people.regulator, file);
  await take('a referral as of an entry', bureau, people.regulator, file, '4');
  await take('a case on commitment that has ended', bureau, people.regulator, await closedCase());
  const regulator = g.of(g.prefecture, 'reg');
  await take('an inspection', g.bureau, regulator, (await Visit.open(g, today())).file);
  const plan = await g.filed(await g.plan(await g.institution()));
  await take('an inspection that is not announced', g.bureau, regulator, plan);
  archives.set(
    'a referral that was begun in the first edition',
    await older(archives.get('a referral')!),
  );
}, 120_000);
afterAll(async () => {
  await bureau.close();
  await g.close();
});

const names = [
  'a referral',
  'a referral as of an entry',
  'a case on commitment that has ended',
  'an inspection',
  'an inspection that is not announced',
  'a referral that was begun in the first edition',
];
const known = new WeakMap<Read, ReturnType<typeof givenFor>>();
function givens(read: Read): ReturnType<typeof givenFor> {
  const given = known.get(read) ?? givenFor(read.dossier.cover.bureau.id);
  known.set(read, given);
  return given;
}
const wrong = (findings: Iterable<Finding>): Finding | undefined => {
  for (const finding of findings) if (finding.state === 'wrong') return finding;
  return undefined;
};

/** What is found of a dossier in which one member is another; the others are read already. */
function foundIn(
  read: Read,
  name: string,
  value: unknown,
  bytes: Uint8Array,
): Finding | string | undefined {
  try {
    return firstWrong(read, name, value, bytes);
  } catch {
    return 'nothing can be made of it';
  }
}

function firstWrong(
  read: Read,
  name: string,
  value: unknown,
  bytes: Uint8Array,
): Finding | string | undefined {
  const { field, shape } = shapesOf[name]!;
  const members = new Map(read.members).set(name, bytes);
  const given = givens(read);
  // What finds most of it first, and what costs least: the same points, in another order.
  if (name === 'dossier.json') {
    const paper = papers({ ...read, members }, given.wordsOfDocx);
    if (paper.state === 'wrong') return paper;
  }
  const [other] = misstated({ ...read, members });
  if (other !== undefined) return other;
  const { data } = shape.safeParse(value);
  return data ? wrong(points({ ...read, [field]: data, members }, given)) : 'shape';
}

/** Without the papers, which state the hash of the dossier: as if they were made anew, too. */
function wrongDeep(read: Read, given: ReturnType<typeof givenFor>): boolean {
  try {
    const asked = [() => acts(read), () => tree(read, given), () => contents(read)];
    return asked.some((ask) => wrong(ask()));
  } catch {
    return true;
  }
}

const shapesOf: Readonly<
  Record<string, { field: keyof Read; shape: Pick<z.ZodType, 'safeParse'> }>
> = {
  'dossier.json': { field: 'dossier', shape: dossierShape },
  'proof/register.json': { field: 'register', shape: proofShape },
  'proof/life.json': { field: 'life', shape: lifeShape },
  'proof/log.json': { field: 'log', shape: logProofShape },
};

describe('the verifier', { timeout: 300_000 }, () => {
  it.each(names)('proves %s, and says what rests on the word of the bureau', (name) => {
    const members = signed(archives.get(name)!);
    const { dossier } = readOf(members);
    const findings = [...verify({ members, ...givenFor(dossier.cover.bureau.id) })];
    expect(findings.filter(({ state }) => state === 'wrong')).toEqual([]);
    // Where acts are withheld not everything can be proved to this reader.
    expect(exitCode(findings)).toBe(dossier.made.scope === 'withheld' ? 3 : 0);
    for (const { say } of findings) expect([say.zh, say.en]).not.toContain('');
  });

  it.each(names.filter((name) => !/as of|referral$/.test(name)))(
    'finds every value of %s that is changed, whoever makes the sums anew',
    (name) => {
      const members = signed(archives.get(name)!);
      const read = readOf(members);
      const passed: string[] = [];
      let count = 0;
      for (const member of jsonMembers) {
        const text = new TextDecoder().decode(members.get(member));
        // Fields keep their order, so that whatever is changed is written as RFC 8785 writes it.
        expect(JSON.stringify(JSON.parse(text))).toBe(text);
        for (const { path, value } of mutations(JSON.parse(text))) {
          count++;
          const changed = JSON.stringify(value);
          if (changed === text) continue;
          if (!foundIn(read, member, value, utf8(changed))) passed.push(`${member}${path}`);
        }
      }
      expect(passed).toEqual([]);
      expect(count).toBeGreaterThan(300);
    },
  );

  it('finds every value of a life that is changed, though the dossier states its hash anew: but for what no leaf binds', () => {
    const read = readOf(signed(archives.get('an inspection')!));
    const given = givens(read);
    const passed = new Set<string>();
    for (const { path, value } of mutations(read.life)) {
      const { data } = lifeShape.safeParse(value);
      const bytes = utf8(canonicalJson(value));
      if (!data || hashOf(bytes) === read.dossier.proof.life) continue;
      const members = new Map(read.members).set('proof/life.json', bytes);
      const proof = { ...read.dossier.proof, life: hashOf(bytes) };
      const now = { ...read, life: data, members, dossier: { ...read.dossier, proof } };
      if (!wrongDeep(now, given))
        passed.add(path.split('.').slice(1, 3).join('.').replace(/ .*/, ''));
    }
    expect([...passed].toSorted()).toEqual(['livedUntil']);
  });

  it.each(names)('lives the life of %s again, as far as its reader has it', async (name) => {
    const members = signed(archives.get(name)!);
    const { dossier } = readOf(members);
    const given = { members, ...givenFor(dossier.cover.bureau.id) };
    const found: Finding[] = [];
    for await (const one of verifyWhole(given, await recounting(), Date.now())) found.push(one);
    const life = found.filter(({ point }) => point === 'life');
    expect(life).toHaveLength(1);
    if (dossier.made.scope === 'withheld') expect(life[0]!.state).toBe('missing');
    // Time is skipped here, so much happened after it was recorded: that is named, and nothing else.
    else expect(life[0]!.details.filter((line) => !line.startsWith('early '))).toEqual([]);
  });

  it('names a verdict that the workflow would not have given, whoever signs it', async () => {
    const read = readOf(signed(archives.get('a referral')!));
    const recount = await recounting();
    const refused = read.life.acts.findIndex(({ verdict }) => verdict?.accepted === false);
    const life = structuredClone(read.life);
    const content = life.acts[refused]!.verdict!.content;
    content.fields = { ...content.fields, refusal: { code: 'file-closed' } };
    const [found] = await relived({ ...read, life }, recount, Date.now());
    expect(found!.state).toBe('wrong');
    expect(found!.details.join()).toContain(`verdict ${life.acts[refused]!.act}`);
  });

  it('finds a history that is another, a member that is missing, one too many, one that is named twice', () => {
    const members = signed(archives.get('a case on commitment that has ended')!);
    const given = givenFor('tj');
    const history = [...members.keys()].find((one) => one.startsWith('history/'))!;
    const found = (change: (m: Map<string, Uint8Array>) => void, sums = true): boolean => {
      const changed = new Map(members);
      change(changed);
      return Boolean(wrong(verify({ members: sums ? withSums(changed) : changed, ...given })));
    };
    const other = new TextDecoder().decode(members.get(history)).replace('"1"', '"7"');
    expect(found((m) => m.set(history, utf8(other)))).toBe(true);
    for (const name of members.keys())
      expect(found((m) => m.delete(name), name !== 'SHA256SUMS')).toBe(true);
    expect(found((m) => m.set('history/002-x.json', utf8('{}')))).toBe(true);
    const sums = new TextDecoder().decode(members.get('SHA256SUMS'));
    const first = sums.slice(0, sums.indexOf('\n') + 1);
    expect(found((m) => m.set('SHA256SUMS', utf8(sums + first)), false)).toBe(true);
    for (const name of ['案卷.html', '案卷.docx', 'README.txt', 'verify.mjs'])
      expect(found((m) => m.set(name, utf8(`${new TextDecoder().decode(m.get(name))} `)))).toBe(
        true,
      );
  });

  it('finds an entry whose chain and dossier were made anew, for the log is not theirs to make', () => {
    const read = readOf(signed(archives.get('a referral')!));
    const entries = read.register.entries;
    const changes: ((entry: DossierProof['entries'][number]) => object)[] = [
      ({ type }) => ({ type: `${type}x` }),
      () => ({ clause: 'TJ51-1' }),
      () => ({ act: 'another' }),
      ({ recordedAt }) => ({ recordedAt: recordedAt + 1 }),
      ({ body }) => ({ body: { ...body, more: 1 } }),
    ];
    for (const n of entries.keys())
      for (const change of changes) {
        const register = rebuilt(read.register, n, change(entries[n]!));
        const members = new Map(read.members);
        members.set('proof/register.json', utf8(canonicalJson(register)));
        const changed = { ...read, register, members };
        const sha256 = hashOf(members.get('proof/register.json')!);
        const dossier = dossierOf(sourcesOf(changed), { sha256, life: read.dossier.proof.life });
        members.set('dossier.json', utf8(canonicalJson(dossier)));
        const finding = wrong(points({ ...changed, dossier }, givenFor('tj')));
        expect(finding?.point).toMatch(/leaves|acts/);
      }
  });

  it('finds a history left out, a calendar shown in part, a record told twice, a log that is its own witness, a name no shape sees', () => {
    const members = signed(archives.get('a case on commitment that has ended')!);
    const read = readOf(members);
    const given = givenFor('tj');
    const none = { ...read, dossier: { ...read.dossier, histories: [] } };
    const without = new Map([...members].filter(([name]) => !name.startsWith('history/')));
    expect(wrong(histories({ ...none, members: without }))?.point).toBe('histories');
    const part = structuredClone(read.life);
    const calendar = part.ground.find(({ registry }) => registry === 'calendar-year')!;
    calendar.change['fictitious'] = { withheld: '0'.repeat(64) };
    expect(wrong(ground({ ...read, life: part }))?.details).toContain(`calendar ${calendar.ref}`);
    const twice = { ...read.life, acts: [read.life.acts[0]!, ...read.life.acts] };
    expect(wrong(tree({ ...read, life: twice }, given))?.point).toBe('leaves');
    const own = { ...given, witnesses: given.logs };
    expect(wrong(tree(read, own))?.point).toBe('witnesses');
    const text = new TextDecoder().decode(members.get('proof/life.json'));
    const more = new Map(members).set(
      'proof/life.json',
      utf8(text.replace('"message":{', '"message":{"__proto__":{"x":1},')),
    );
    expect(shapes(more).read).toBeUndefined();
  });

  it('proves honest dossiers as of before the change of edition, and as of before an erasure, and says what rests on the word of the bureau', async () => {
    const asOf = archives.get('a referral as of an entry')!;
    const words = (members: Map<string, Uint8Array>, point: string): [string, string][] =>
      [...verify({ members, ...givenFor('tj') })]
        .filter((one) => one.point === point || one.state === 'wrong')
        .map(({ state, details }) => [state, details.join()]);
    const before = signed(await older(asOf, false));
    expect(words(before, 'chain')).toEqual([
      ['proved', ''],
      ['missing', ''],
    ]);
    expect(exitCode([...verify({ members: before, ...givenFor('tj') })])).toBe(3);
    const read = readOf(before);
    const [entry] = read.register.entries;
    const entries = [{ ...entry!, key: 'x' }, ...read.register.entries.slice(1)];
    const register = { ...read.register, entries };
    expect(wrong(points({ ...read, register }, givenFor('tj')))?.details).toContain(
      'register 1: first edition',
    );
    // The same up to now: then the change of edition must be there.
    const now = { ...read, dossier: { ...read.dossier, asOf: null } };
    expect(wrong(points(now, givenFor('tj')))?.point).toBe('chain');
    expect(words(signed(await erased(asOf)), 'acts')).toEqual([
      ['proved', ''],
      ['word', readOf(signed(asOf)).life.acts[0]!.act],
    ]);
    const whole = signed(await erased(archives.get('a referral')!));
    expect(wrong(verify({ members: whole, ...givenFor('tj') }))?.point).toBe('acts');
  });

  it('says of acts whose leaves are of edition 2 that what the file was told of them is not proved', () => {
    const read = readOf(signed(archives.get('a referral')!));
    const life = {
      ...read.life,
      acts: read.life.acts.map((act, n) => (n === 1 ? { ...act, messageSalt: null } : act)),
    };
    const [agree, unbound] = [...acts({ ...read, life })];
    expect([agree!.state, unbound!.state]).toEqual(['proved', 'word']);
    expect(unbound!.details).toEqual([life.acts[1]!.act]);
  });

  it('does not live what lies far ahead', async () => {
    const read = readOf(signed(archives.get('a referral')!));
    const never = () => Promise.reject(new Error('it is lived'));
    const far = { ...read.life, livedUntil: Date.now() + 6 * 366 * 86_400_000 };
    const [found] = await relived({ ...read, life: far }, never, Date.now());
    expect([found!.state, found!.details]).toEqual(['wrong', ['livedUntil']]);
    const act = { ...read.life.acts[1]!, arrivedAt: far.livedUntil };
    const later = { ...read.life, acts: read.life.acts.with(1, act) };
    const [other] = await relived({ ...read, life: later }, never, Date.now());
    expect(other!.details).toEqual([`act ${act.act}`]);
  });

  it('says without keys what is not proved, and with keys of others that it does not hold', () => {
    const members = signed(archives.get('a referral')!);
    const none = { ...givenFor('tj'), logs: [], witnesses: [] };
    const findings = [...verify({ members, ...none })];
    expect(exitCode(findings)).toBe(3);
    expect(findings.filter(({ state }) => state === 'missing').map(({ point }) => point)).toEqual([
      'signature',
      'witnesses',
    ]);
    expect(exitCode([...verify({ members, ...givenFor('other') })])).toBe(1);
    // A log of another bureau, signed by that one.
    const foreign = signed(archives.get('a referral')!, 'other');
    expect(wrong(verify({ members: foreign, ...givenFor('other') }))?.point).toBe('signature');
  });
});

/** The register in which one entry says something else, with every hash from there on made to fit. */
function rebuilt(register: DossierProof, n: number, change: object): DossierProof {
  let prev = '';
  const entries = register.entries.map((entry, i) => {
    const one = { ...entry, ...(i === n && change), prev };
    const bodyHash = bindingTo(one.body!, fromHex(one.salt!)!);
    const {
      body: _body,
      salt: _salt,
      edition: _edition,
      hash: _hash,
      bodyHash: _old,
      ...said
    } = one;
    const hash = hashOfLeaf('entry', {
      ...said,
      file: register.file,
      body: bodyHash,
      prev: prev || null,
    });
    prev = hash;
    return { ...one, bodyHash, hash };
  });
  return { ...register, entries, head: prev };
}
