/** 双人复核 What changes the ground is proposed by one and confirmed by another; until there are two, one begins, and it shows. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sample } from '../../db/sample.ts';
import { mark } from '../../domain/papers/number.ts';
import { noteKey, keyText } from '../../domain/proof/note-keys.ts';
import { registerSampleSeries, sampleSeries } from '../../tools/engine/sample-series.ts';
import { registerSignerKeys } from '../../tools/engine/signer-bootstrap.ts';
import { inject } from 'vitest';
import { Bureau, people, type Reply } from '../setup/bureau.ts';
import { uniqueHex } from '../setup/unique.ts';

const id = `pp-${uniqueHex().slice(0, 8)}`;
const [first, second, third] = ['a1', 'a2', 'a3'].map((name) => `${id}-${name}`) as [
  string,
  string,
  string,
];
const system = `${id}-system`;
let bureau: Bureau;
beforeAll(async () => {
  bureau = await Bureau.open();
  const { owner } = bureau;
  await owner`insert into bureau (id, name, area) values (${id}, '样例', '120000')`;
  await owner`insert into unit (id, bureau_id, name) values (${`${id}.u`}, ${id}, '样例')`;
  await admin(first);
  await owner`insert into officer (id, unit_id, kind, name, roles) values (${system}, ${`${id}.u`}, 'system', '样例', '{receiving-system}')`;
}, 60_000);
afterAll(() => bureau.close());

const admin = (officer: string) =>
  bureau.owner`insert into officer (id, unit_id, kind, name, roles) values (${officer}, ${`${id}.u`}, 'person', '样例', '{administrator}')`;

let made = 0;
const freshKey = (): string => {
  made += 1;
  return keyText(noteKey(`log.example/${id}/${made}`, new Uint8Array(32).fill(made), 'note'));
};
const change = (key: string, more: object = {}) => ({
  key,
  use: 'log',
  state: 'in-use',
  reason: '启用',
  ...more,
});
const propose = (by: string, key = freshKey(), more: object = {}): Promise<Reply> =>
  bureau.post(by, '/v1/log/keys', change(key, more));

interface Proposal {
  id: number;
  hash: string;
  state: string;
  bootstrap: boolean;
  by: string;
  decidedBy: string | null;
}
async function proposal(by = first, key = freshKey(), more: object = {}): Promise<Proposal> {
  const reply = await propose(by, key, more);
  expect([reply.status, reply.status === 202 ? '' : reply.text]).toEqual([202, '']);
  return reply.body as Proposal;
}
const decide = (
  by: string,
  { id: of, hash }: Pick<Proposal, 'id' | 'hash'>,
  how = 'confirmation',
  claims?: Record<string, unknown>,
): Promise<Reply> =>
  bureau.post(by, `/v1/proposals/${of}/${how}`, { reason: '已核对' }, undefined, claims, {
    'If-Match': `"${hash}"`,
  });
const said = (reply: Reply): [number, string] => [
  reply.status,
  (reply.body as { code?: string }).code ?? '',
];
const keys = async (): Promise<{ key: string; by: string }[]> =>
  bureau.owner<
    { key: string; by: string }[]
  >`select key, by from log_key where bureau_id = ${id} order by id`;

describe('while a bureau has had one administrator', () => {
  it('one begins; it is entered as a bootstrap', async () => {
    const key = freshKey();
    expect((await propose(first, key)).status).toBe(204);
    expect((await keys()).map((row) => row.key)).toEqual([key]);
    const { items } = (await bureau.get(first, '/v1/proposals')).body as {
      items: (Proposal & { what: string })[];
    };
    // Of the calendar, which no bureau owns, other tests propose at the same time.
    expect(items.filter(({ what }) => what === 'log-key')).toMatchObject([
      { bootstrap: true, state: 'confirmed', by: first, decidedBy: first },
    ]);
    const changes =
      await bureau.owner`select 1 from registry_change where registry = 'proposal' and entity_id = ${String(items[0]!.id)} and bureau_id = ${id}`;
    expect(changes).toHaveLength(1);
  });

  it('the key that a signer of this machine has made is taken into use once, and never beside others', async () => {
    const machine = `${id}-m`;
    await bureau.owner`insert into bureau (id, name, area) values (${machine}, '样例', '120000')`;
    const url = inject('stack').databaseUrl;
    const key = freshKey();
    const asked = [
      { bureau: machine, key },
      { bureau: id, key: freshKey() },
    ];
    expect(await registerSignerKeys(url, asked)).toEqual([machine]);
    expect(await registerSignerKeys(url, asked)).toEqual([]);
    const [row] = await bureau.owner<
      { bootstrap: boolean; by: string }[]
    >`select bootstrap, proposed_by as by from proposal where bureau_id = ${machine}`;
    expect(row).toEqual({ bootstrap: true, by: 'reference' });
  });
});

it('a bureau of the sample numbers its papers from the first start on: by one who begins, or by two; once, and beside no other series', async () => {
  const { owner } = bureau;
  const url = inject('stack').databaseUrl;
  const asked = await Promise.all(
    ['one', 'two', 'own', 'off'].map(async (name) => {
      const of = `${id}-${name}`;
      await owner`insert into bureau (id, name, area) values (${of}, '样例', '120000')`;
      await owner`insert into unit (id, bureau_id, name) values (${`${of}.u`}, ${of}, '样例')`;
      for (const who of ['r', 's'])
        await owner`insert into officer (id, unit_id, kind, name, roles) values (${`${of}-${who}`}, ${`${of}.u`}, 'person', '样例', ${name === 'one' ? ['registrar'] : ['registrar', 'administrator']})`;
      const confirmer = name === 'own' ? `${of}-r` : `${of}-s`;
      return { bureau: of, mark: `样${uniqueHex()}`, by: `${of}-r`, confirmer };
    }),
  );
  const [one, two] = asked.map((each) => each.bureau);
  await owner`update officer set roles = '{handler}' where id = ${`${id}-off-s`}`;
  expect(await registerSampleSeries(url, [...asked, { ...asked[0]!, by: 'nobody' }])).toEqual([
    one,
    two,
  ]);
  expect(await registerSampleSeries(url, asked)).toEqual([]);
  // Where two hold it by now and one is named, or whoever is to confirm it holds another office, nothing begins and nothing fails.
  const others = asked.slice(2).map((each) => each.bureau);
  expect(await owner`select 1 from proposal where bureau_id in ${owner(others)}`).toHaveLength(0);
  const rows =
    await owner`select bureau_id, bootstrap, state, proposed_by, decided_by from proposal where bureau_id in ${owner([one!, two!])} order by 1`;
  expect(rows.map((row) => Object.values(row))).toEqual([
    [one, true, 'confirmed', `${one}-r`, `${one}-r`],
    [two, false, 'confirmed', `${two}-r`, `${two}-s`],
  ]);
  const { series } = (await bureau.get(`${two}-r`, '/v1/papers/series')).body as {
    series: { kind: string; mark: string }[];
  };
  expect(series).toMatchObject([{ kind: '*', mark: asked[1]!.mark }]);
  // Each bureau of the sample has people for it: two, where it has two administrators.
  const held = (role: string, at: string): string[] =>
    sample.officers
      .filter(({ unit, roles }) => unit.startsWith(`${at}.`) && roles.includes(role as never))
      .map((one) => one.id);
  for (const { id: at } of sample.bureaus) {
    const { by, confirmer, mark: own } = sampleSeries.find((one) => one.bureau === at)!;
    expect(held('registrar', at)).toContain(by);
    expect(mark.safeParse(own).success).toBe(true);
    if (held('administrator', at).length > 1) {
      expect(held('administrator', at)).toContain(confirmer);
      expect(confirmer).not.toBe(by);
    }
  }
});

describe('with two', () => {
  beforeAll(async () => {
    await admin(second);
    await admin(third);
  });

  it('nothing changes before another person has confirmed it; both stand in the registry of changes', async () => {
    const key = freshKey();
    const open = await proposal(first, key);
    const there = async () => (await keys()).some((row) => row.key === key);
    expect(await there()).toBe(false);
    expect(said(await decide(first, open))).toEqual([403, 'proposal-own']);
    expect(said(await decide(first, open, 'rejection'))).toEqual([403, 'proposal-own']);
    expect(said(await decide(second, open, 'withdrawal'))).toEqual([403, 'proposal-own']);
    expect(said(await decide(second, open, 'confirmation', { act: { sub: system } }))).toEqual([
      403,
      'proposal-person',
    ]);
    expect(said(await decide(second, { ...open, hash: '0'.repeat(64) }))).toEqual([
      412,
      'precondition-failed',
    ]);
    expect(said(await bureau.post(second, `/v1/proposals/${open.id}/confirmation`, {}))).toEqual([
      400,
      'bad-input',
    ]);
    expect(said(await decide(people.admin, open))).toEqual([404, 'not-found']);
    expect(await there()).toBe(false);

    const shown = await bureau.get(second, `/v1/proposals/${open.id}`);
    expect(shown.headers['etag']).toBe(`"${open.hash}"`);
    expect(shown.body).toMatchObject({ after: { key, state: 'in-use' }, before: null });
    const done = await decide(second, open);
    expect(done.body).toMatchObject({ state: 'confirmed', by: first, decidedBy: second });
    expect((await keys()).find((row) => row.key === key)).toMatchObject({ by: first });
    expect(said(await decide(third, open))).toEqual([409, 'proposal-decided']);
    const changes = await bureau.owner<
      { by: string }[]
    >`select changed_by as by from registry_change where registry = 'proposal' and entity_id = ${String(open.id)} order by id`;
    expect(changes.map(({ by }) => by)).toEqual([first, second]);
  });

  it('two confirmations at once do it once', async () => {
    const key = freshKey();
    const open = await proposal(first, key);
    const answers = await Promise.all([decide(second, open), decide(third, open)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect((await keys()).filter((row) => row.key === key)).toHaveLength(1);
  });

  it('what stands on another ground than it was proposed on is not applied', async () => {
    const key = freshKey();
    const [one, other] = [
      await proposal(first, key),
      await proposal(second, key, { state: 'given-up' }),
    ];
    expect((await decide(third, one)).status).toBe(200);
    expect(said(await decide(third, other))).toEqual([409, 'proposal-stale']);
    const { items } = (await bureau.get(first, '/v1/proposals?state=proposed')).body as {
      items: Proposal[];
    };
    expect(items.map((row) => row.id)).toContain(other.id);
    expect((await keys()).filter((row) => row.key === key)).toHaveLength(1);
  });

  it('may be rejected or withdrawn, and expires', async () => {
    const [rejected, withdrawn, late] = [await proposal(), await proposal(), await proposal()];
    expect((await decide(second, rejected, 'rejection')).body).toMatchObject({ state: 'rejected' });
    expect((await decide(first, withdrawn, 'withdrawal')).body).toMatchObject({
      state: 'withdrawn',
    });
    await bureau.owner`update proposal set expires_at = now() where id = ${late.id}`;
    expect(said(await decide(second, late))).toEqual([409, 'proposal-expired']);
    for (const open of [rejected, withdrawn])
      expect(said(await decide(third, open))).toEqual([409, 'proposal-decided']);
  });

  it('nonsense is refused when it is proposed, and nothing of it stays', async () => {
    const count = async () =>
      (await bureau.owner`select 1 from proposal where bureau_id = ${id}`).length;
    const before = await count();
    expect(said(await propose(first, freshKey(), { use: 'witness' }))).toEqual([400, 'bad-input']);
    expect(await count()).toBe(before);
  });

  it('whoever has proposed and holds the office no more has proposed nothing', async () => {
    const open = await proposal(third);
    await bureau.owner`update officer set roles = '{}' where id = ${third}`;
    expect(said(await decide(second, open))).toEqual([409, 'proposal-stale']);
  });

  it('one alone does not begin again when the others have gone', async () => {
    await bureau.owner`update officer set removed_on = '2026-01-01' where id in (${second}, ${third})`;
    expect((await propose(first)).status).toBe(202);
  });
});
