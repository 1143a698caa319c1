/** 回访答复的保护 TJ51-18: what an institution answered is read by 监察室, 执法监督处 and its revisitors alone, and stands nowhere else; nor does a clue. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { told } from '../penalty-case/acts.ts';
import { Bureau, document } from '../setup/bureau.ts';
import { answers, Rounds, type Round, type Who } from './fixtures.ts';

let b: Bureau;
beforeAll(async () => {
  b = await Bureau.open();
});
afterAll(() => b.close());

const clause = 'TJ51-18';
const WORDS = '样例密语甲乙丙';
const alleging = answers({ integrity: { answer: 'no', words: WORDS } });
const everybody: readonly Who[] = [
  'start',
  'v1',
  'v2',
  'v3',
  'boss',
  'zf1',
  'zf2',
  'jc1',
  'jc2',
  'co',
  'adm',
  'out',
];

/** What one caller can read about a round beside its answers. */
async function readable(round: Round, who: string, institution: string) {
  const paths = [
    `/v1/files/${round.file}`,
    `/v1/files/${round.file}/acts`,
    `/v1/files/${round.file}/register?limit=1000`,
    `/v1/files/${round.file}/dossier`,
    `/v1/revisits`,
    `/v1/revisits/${round.file}`,
    `/v1/draws/${round.file}`,
    `/v1/draws/${round.file}/record`,
    '/v1/files?procedure=revisit',
    '/v1/duties',
    '/v1/desk',
    '/v1/sealed-readings',
    `/v1/institutions/${institution}`,
    `/v1/institutions/${institution}/record`,
  ];
  const replies = await Promise.all(paths.map((path) => b.get(who, path)));
  return { paths, texts: replies.map(({ text }) => text), statuses: replies.map((r) => r.status) };
}

/** From which transaction on rows are this file's, or others' of the same time. */
let first: string;
beforeAll(async () => {
  const [row] = await b.owner<
    { first: string }[]
  >`select pg_snapshot_xmin(pg_current_snapshot())::text as first`;
  first = row!.first;
});

/** Every table of the database that holds these words in the clear, in what was written since this file of tests began. */
async function tablesWith(words: string): Promise<string[]> {
  const tables = await b.owner<{ name: string }[]>`
    select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') order by 1`;
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await b.owner.unsafe(
      `select exists (select 1 from ${name} x where x.xmin::text::bigint >= $2::text::bigint and x::text like $1) as found`,
      [`%${words}%`, first],
    );
    if ((row as unknown as { found: boolean }).found) found.push(name);
  }
  return found;
}

describe('回访答复 Answers', () => {
  it('TJ51-18 are read by the two offices and the revisitors, each look registered; by nobody of the case, no head as such', async () => {
    const g = await Rounds.setUp(b, 6);
    const round = await g.drawn();
    const [one, two, three] = (await round.drawn()) as [string, string, string];
    await round.visited(one, alleging);
    for (const id of [two, three]) await round.visited(id);
    await round.at('summarising');
    const may: readonly Who[] = ['v1', 'zf1', 'zf2', 'jc1', 'jc2'];
    for (const who of everybody) {
      const reply = await round.read(who, one);
      if (may.includes(who))
        expect([who, reply.status, reply.body]).toMatchObject([
          who,
          200,
          { alleges: true, answers: { integrity: { answer: 'no', words: WORDS } } },
        ]);
      else
        expect([who, told(reply), reply.text.includes(WORDS)]).toEqual([
          who,
          [403, 'not-authorised', clause],
          false,
        ]);
    }
    expect(
      told(
        await round.read(
          'jc1',
          g.institutions.find((i) => ![one, two, three].includes(i))!,
        ),
      ),
    ).toEqual([404, 'not-found', undefined]);
    for (const who of [g.staff.regulator, g.staff.head, g.staff.law])
      expect(
        told(await b.get(who, `/v1/revisits/${round.file}${round.answersOf(one)}?reason=x`)),
      ).toEqual([403, 'not-authorised', clause]);
    const looks = await b.owner<{ officer: string }[]>`
      select officer_id as officer from sealed_reading where subject = ${`revisit:${round.file}:${one}`} order by 1`;
    expect(looks.map(({ officer }) => officer)).toEqual(may.map(g.o).toSorted());
    // The log of looks: for whoever may read them by office, page by page; for nobody else.
    const log = async (who: string, query = '') =>
      (await b.get(who, `/v1/revisits/${round.file}/looks${query}`)).body as {
        items: { institution: string; officer: string; reason: string }[];
        next: string | null;
      };
    const seen = (await log(g.o('jc1'))).items;
    expect(seen.map(({ officer }) => officer).toSorted()).toEqual(may.map(g.o).toSorted());
    expect(new Set(seen.map(({ institution }) => institution))).toEqual(new Set([one]));
    expect(await log(g.o('zf2'))).toEqual({ items: seen, next: null });
    const first = await log(g.o('zfr'), '?limit=3');
    const rest = await log(g.o('zfr'), `?limit=3&cursor=${first.next}`);
    expect([...first.items, ...rest.items]).toEqual(seen);
    for (const who of ['start', 'v1', 'boss', 'co', 'adm', 'out'] as const)
      expect(told(await b.get(g.o(who), `/v1/revisits/${round.file}/looks`))).toEqual([
        403,
        'not-authorised',
        clause,
      ]);
    // 执法监督处 took part in the case itself: whoever did reads nothing of it.
    await b.owner`insert into recusal (bureau_id, officer_id, institution_id) values (${g.staff.bureau}, ${g.o('zf2')}, ${one})`;
    expect(told(await round.read('zf2', one))).toEqual([403, 'not-independent', clause]);
    expect((await log(g.o('zf2'))).items).toEqual([]);
    // Nowhere else: no page, no list, no table.
    for (const who of [...everybody.map(g.o), g.staff.regulator, g.staff.head]) {
      const { paths, texts } = await readable(round, who, one);
      for (const [n, text] of texts.entries())
        expect([who, paths[n], text.includes(WORDS)]).toEqual([who, paths[n], false]);
    }
    expect(await tablesWith(WORDS)).toEqual([]);
    // Every page of everybody: their dossiers take their time.
  }, 90_000);

  it('TJ51-18 an allegation of dishonesty goes to 监察室 with a day of its own, and nobody else is told that it did', async () => {
    const g = await Rounds.setUp(b, 6);
    const round = await g.drawn();
    const [one, two] = (await round.drawn()) as [string, string];
    await round.visited(one, alleging);
    await round.visited(two);
    const outsiders = [
      g.o('start'),
      g.o('v3'),
      g.o('boss'),
      g.o('co'),
      g.staff.regulator,
      g.staff.head,
    ];
    const before = await Promise.all(outsiders.map((who) => readable(round, who, one)));
    const clueOf = (id: string) => `/institutions/${id}/clue`;
    const to = { to: g.u('jcs') };
    expect(told(await round.post('start', clueOf(one), to))).toEqual([
      403,
      'not-authorised',
      clause,
    ]);
    expect(told(await round.post('zf1', clueOf(two), to))).toEqual([422, 'clue-unfounded', clause]);
    expect(told(await round.post('zf1', clueOf(one), { to: g.u('zfjd') }))).toEqual([
      422,
      'contributor-not-eligible',
      clause,
    ]);
    const handed = await round.post('zf1', clueOf(one), to);
    expect(handed.status).toBe(200);
    expect((handed.body as { dueOn: string }).dueOn).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(told(await round.post('jc1', clueOf(one), to))).toEqual([409, 'clue-known', clause]);
    for (const who of everybody.filter((name) => !name.startsWith('jc')))
      expect([who, told(await b.get(g.o(who), '/v1/revisit-clues'))]).toEqual([
        who,
        [403, 'not-authorised', clause],
      ]);
    expect((await b.get(g.o('jc1'), '/v1/revisit-clues')).body).toMatchObject({
      items: [{ round: round.file, institution: one, outcome: null, overdue: false }],
    });
    expect(told(await round.post('zf1', `${clueOf(one)}/outcome`, { outcome: 'founded' }))).toEqual(
      [403, 'not-authorised', clause],
    );
    expect(told(await round.post('jc1', `${clueOf(two)}/outcome`, { outcome: 'founded' }))).toEqual(
      [404, 'not-found', undefined],
    );
    const after = await Promise.all(outsiders.map((who) => readable(round, who, one)));
    const plain = (text: string) => text.replaceAll(/"(?:asOf|at|now|instance)":"[^"]*"/g, '');
    for (const [n, { paths, texts }] of after.entries())
      for (const [p, text] of texts.entries())
        if (!paths[p]!.endsWith('/dossier') && paths[p] !== '/v1/desk')
          expect([outsiders[n], paths[p], plain(text)]).toEqual([
            outsiders[n],
            paths[p],
            plain(before[n]!.texts[p]!),
          ]);
    expect(
      told(await round.post('jc1', `${clueOf(one)}/outcome`, { outcome: 'founded', words: WORDS })),
    ).toEqual([200]);
    expect(told(await round.post('jc1', `${clueOf(one)}/outcome`, { outcome: 'founded' }))).toEqual(
      [409, 'clue-known', clause],
    );
    expect((await b.get(g.o('jc2'), '/v1/revisit-clues')).body).toEqual({ items: [], next: null });
    expect((await b.get(g.o('jc2'), '/v1/revisit-clues?state=settled')).body).toMatchObject({
      items: [{ institution: one, outcome: 'founded', words: WORDS }],
    });
    expect(await tablesWith(WORDS)).toEqual([]);
    // The log of looks tells no clue, and is shown to the two offices alone.
    const logged = await b.owner<{ reason: string }[]>`
      select distinct reason from sealed_reading where subject = ${`revisit:${round.file}:${one}`}`;
    expect(logged.map(({ reason }) => reason)).toEqual(['查阅回访答复']);
    const shown = (await b.get(g.o('zfr'), '/v1/sealed-readings')).text;
    expect(shown).toContain(`revisit:${round.file}:${one}`);
    expect((await b.get(g.staff.regulator, '/v1/sealed-readings')).text).not.toContain('revisit:');
    // The figures are counted when all is over, never in between.
    expect((await round.seen()).figures).toBeNull();
    expect(document().sha256).toHaveLength(64);
  }, 90_000);

  it('TJ51-18 a clue is not buried: not with a unit that cannot see it, nor where the money stands under another topic', async () => {
    const g = await Rounds.setUp(b, 6);
    const { owner } = b;
    await owner`insert into unit (id, bureau_id, name, roles) values (${g.u('jc9')}, ${g.staff.bureau}, 'jc9', '{discipline-inspection}')`;
    const round = await g.drawn();
    const [one, two] = (await round.drawn()) as [string, string];
    await round.visited(one, answers({ civility: { answer: 'no', words: WORDS } }));
    await round.visited(two, alleging);
    const clueOf = (id: string) => `/institutions/${id}/clue`;
    const hand = async (id: string, to: string, more: object = {}) =>
      told(await round.post('zf1', clueOf(id), { to: g.u(to), ...more }));
    expect(await hand(one, 'jcs')).toEqual([422, 'clue-unfounded', clause]);
    // Nobody is in office there, or whoever is has an interest.
    expect(await hand(one, 'jc9', { words: WORDS })).toEqual([422, 'clue-unit-barred', clause]);
    expect(await hand(one, 'jcs', { words: WORDS })).toEqual([200]);
    expect(await hand(two, 'jcs')).toEqual([200]);
    const clues = async (who: Who | string, query = '') =>
      (await b.get(who.startsWith('o-') ? who : g.o(who as Who), `/v1/revisit-clues${query}`))
        .body as { items: { institution: string; ground: string | null }[]; next: string | null };
    const first = await clues('jc1', '?limit=1');
    const second = await clues('jc1', `?limit=1&cursor=${first.next}`);
    expect(second.next).toBeNull();
    const both = [...first.items, ...second.items];
    expect(both.map(({ institution, ground }) => [institution, ground]).toSorted()).toEqual(
      [
        [one, WORDS],
        [two, null],
      ].toSorted(),
    );
    expect(await tablesWith(WORDS)).toEqual([]);
    // All of that unit are barred since: whoever of another 监察室 is not sees it, and settles it.
    const other = `o-${g.staff.bureau}-jc9`;
    await owner`insert into officer (id, unit_id, name, kind, roles, certificate, commitment_signed_on, commitment_valid_until)
      select ${other}, ${g.u('jc9')}, 'jc9', 'person', '{handler}', jsonb_set(certificate, '{number}', to_jsonb(${other}::text)), commitment_signed_on, commitment_valid_until from officer where id = ${g.o('jc1')}`;
    expect((await clues(other)).items).toEqual([]);
    for (const who of ['jc1', 'jc2'] as const)
      await owner`insert into recusal (bureau_id, officer_id, institution_id) values (${g.staff.bureau}, ${g.o(who)}, ${one})`;
    expect((await clues(other)).items).toMatchObject([{ institution: one, ground: WORDS }]);
    expect((await clues('jc1')).items).toMatchObject([{ institution: two }]);
    expect(told(await round.post('jc1', `${clueOf(one)}/outcome`, { outcome: 'founded' }))).toEqual(
      [404, 'not-found', undefined],
    );
    expect(
      told(
        await b.post(other, `/v1/revisits/${round.file}${clueOf(one)}/outcome`, {
          outcome: 'founded',
        }),
      ),
    ).toEqual([200]);
  });
});
