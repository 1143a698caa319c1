/** 公文 Papers around one rapid response: drafted, numbered, entered, filed, issued anew, withdrawn, found when they are tampered with, and erased by order. */
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { brokenPapers, papersOfNight } from '../../db/queries/broken-papers.ts';
import {
  type Numbered,
  beginPaper,
  issuePaper,
  paperRows,
  papersOfFile,
} from '../../db/queries/papers.ts';
import { takeAudit } from '../../db/queries/log-audits.ts';
import type { Querying } from '../../db/client.ts';
import { ofTheLife } from '../../domain/recount/life.ts';
import { actPath } from '../kit/support.ts';
import { Bureau, document, documentNo, iso, type Reply } from '../setup/bureau.ts';
import { issuingBureau, numberOf, paperIn, papersPath, today, type PaperShown } from './support.ts';

const { issuing, o, founded, ground, opened } = issuingBureau();
let bureau: Bureau;
beforeAll(async () => {
  bureau = await Bureau.open();
  await founded(bureau);
}, 60_000);
afterAll(() => bureau.close());

const sha = (of: string | Uint8Array): string => createHash('sha256').update(of).digest('hex');
const said = ({ status, body }: Reply): [number, string] => [
  status,
  (body as { code?: string }).code ?? '',
];
interface PlanNode {
  'Relation Name'?: string;
  'Function Name'?: string;
  'Actual Loops': number;
  Plans?: PlanNode[];
}
/** How often the acts were read, and looked into. */
function walksIn(node: PlanNode): Record<string, number[]> {
  const name = node['Relation Name'] ?? node['Function Name'] ?? '';
  const own = ['inbox', 'jsonb_path_query'].includes(name)
    ? [[name, node['Actual Loops']] as const]
    : [];
  const walks: Record<string, number[]> = {};
  const below = (node.Plans ?? []).flatMap((one) => Object.entries(walksIn(one)));
  for (const [of, loops] of [...own, ...below]) walks[of] = [...(walks[of] ?? []), loops].flat();
  return walks;
}
const wrong = ({ body }: Reply): string[] =>
  (body as { fields?: { path: string }[] }).fields?.map(({ path }) => path) ?? [];

const fill = (at = Date.now()) => ({
  facts: '经查，虚构诊疗项目。\n<script>alert(1)</script>',
  agreementClause: '第32条',
  decidedAt: iso(at),
});
const kind = 'suspension-decision';
const issue = (file: string, body: object, key?: string, by = o('pay')): Promise<Reply> =>
  bureau.post(by, papersPath(file), body, key);
const read = (file: string, id: string, format: string, by = o('pay')): Promise<Reply> =>
  bureau.get(by, `${papersPath(file)}/${id}?format=${format}`);
const docxOf = async (file: string, id: string): Promise<Uint8Array> => {
  const [row] = await bureau.owner<
    { docx: Uint8Array }[]
  >`select docx from paper where id = ${id} and file_id = ${file}`;
  return row!.docx;
};
const broken = async (): Promise<unknown> =>
  ((await bureau.get(o('two'), '/v1/reconciliation')).body as { brokenPapers: unknown })
    .brokenPapers;

let file: string;
let first: PaperShown;

describe('TJ51-A1-1.2a: the paper of a decision is made of the file, and its number comes from the series', () => {
  it('drafts show who may issue what and what is missing; without a series nothing is numbered', async () => {
    file = await opened(bureau);
    const seen = await bureau.get(o('pay'), papersPath(file));
    const kinds = (seen.body as { kinds: { kind: string; timely: boolean; fill: object }[] }).kinds;
    const own = kinds.find((one) => one.kind === kind)!;
    expect(own.timely).toBe(true);
    expect(Object.keys((own.fill as { properties: object }).properties)).toEqual([
      'facts',
      'agreementClause',
      'endsOn',
      'reviewOn',
      'decidedAt',
      'dispute',
      'sue',
    ]);
    expect(kinds.find((one) => one.kind === 'decision-reply')!.timely).toBe(false);
    expect(kinds.map((one) => one.kind)).not.toContain('filing-decision');

    const draft = await bureau.post(o('pay'), `${papersPath(file)}/preview`, {
      kind,
      fill: fill(),
    });
    expect(draft.status).toBe(200);
    const { html } = draft.body as { html: string };
    expect(html).toContain('草稿（样本，未编号，不得送达）');
    expect(html).toContain('关于暂停样例医院医保服务的决定');
    expect(html).toContain('&lt;script&gt;');
    expect(html).not.toContain('<script>');
    const bare = await bureau.post(o('pay'), `${papersPath(file)}/preview`, {
      kind,
      fill: { facts: '事实', decidedAt: '昨天', extra: 1 },
    });
    expect(said(bare)).toEqual([400, 'bad-input']);
    expect(wrong(bare).sort()).toEqual(['/fill/agreementClause', '/fill/decidedAt', '/fill/extra']);

    const refused = async (by: string, body: object): Promise<[number, string]> =>
      said(await issue(file, body, undefined, by));
    expect(await refused(o('pay'), { kind, fill: fill() })).toEqual([409, 'paper-no-series']);
    expect(await refused(o('sup'), { kind, fill: fill() })).toEqual([403, 'not-owed-by-you']);
    expect(await refused(o('pay'), { kind: 'nothing' })).toEqual([404, 'not-found']);
    expect(await refused(o('pay'), { kind: 'decision-reply' })).toEqual([409, 'paper-not-yet']);
    // Whoever reads a file without its words reads none of its papers; a regulator does, and issues none.
    expect((await bureau.get(o('coord'), papersPath(file))).body).toEqual({
      items: [],
      kinds: [],
      elsewhere: [],
    });
    const watched = await bureau.get(o('reg'), papersPath(file));
    expect(watched.body).toMatchObject({ items: [], kinds: [] });
  });

  it('a series takes two persons; it goes on where the bureau has stopped counting by hand', async () => {
    const given = { kind: '*', mark: issuing.mark, started: 7, version: 1, inForceFrom: today() };
    const alone = await bureau.put(o('one'), '/v1/papers/series', { reason: 'x', ...given });
    expect(alone.status).toBe(202);
    expect(said(await bureau.confirm(o('one'), alone))[0]).toBe(403);
    expect((await bureau.confirm(o('two'), alone)).status).toBe(200);
    const put = (more: object) => ground(bureau, '/v1/papers/series', { ...given, ...more });
    expect(said(await put({ kind: 'rapid-response/nothing' }))).toEqual([400, 'bad-input']);
    expect(wrong(await put({}))).toEqual(['/version']);
    expect(said(await put({ version: 2 }))).toEqual([409, 'paper-mark-begun']);
    expect(wrong(await put({ version: 2, inForceFrom: '2026-01-01', started: undefined }))).toEqual(
      ['/inForceFrom'],
    );
    await bureau.owner`insert into bureau (id, name, area) values (${`${issuing.id}x`}, '另一局', '120000')`;
    await bureau.owner`insert into paper_counter values (${`${issuing.mark}外`}, ${`${issuing.id}x`}, 2026, 0, 2026, 0)`;
    expect(said(await put({ version: 2, mark: `${issuing.mark}外`, started: undefined }))).toEqual([
      409,
      'paper-mark-taken',
    ]);
  });

  it('issued once under its key, entered with its hashes, and read as it was issued', async () => {
    const body = { kind, fill: fill() };
    const reply = await issue(file, body, 'k-1');
    expect([reply.status, reply.text]).toEqual([201, reply.text]);
    first = paperIn(reply);
    expect(first).toMatchObject({
      id: `${file}.P1`,
      version: 1,
      state: 'issued',
      entered: true,
      template: null,
      title: '关于暂停样例医院医保服务的决定',
    });
    expect(first.number).toBe(`${issuing.mark}〔${first.issuedAt.slice(0, 4)}〕8号`);
    const again = await issue(file, body, 'k-1');
    expect([again.status, paperIn(again).id]).toEqual([200, first.id]);
    expect(said(await issue(file, { kind, fill: { ...fill(), facts: '另' } }, 'k-1'))).toEqual([
      409,
      'idempotency-conflict',
    ]);
    const twice = await issue(file, body, 'k-2');
    expect(said(twice)).toEqual([409, 'paper-issued-already']);
    expect((twice.body as { lawful: { zh: string } }).lawful.zh).toContain(first.number);

    const html = await read(file, first.id, 'html', o('reg'));
    expect(sha(html.text)).toBe(first.html);
    expect(html.headers['content-security-policy']).toContain("default-src 'none'");
    expect(sha(await docxOf(file, first.id))).toBe(first.docx);
    expect((await read(file, first.id, 'docx')).headers['content-type']).toMatch(
      /wordprocessingml/,
    );
    expect(said(await read(file, first.id, 'html', o('coord')))[0]).toBe(403);
    const [entry] = await bureau.owner<
      { body: object; clause: string }[]
    >`select body, clause from register where file_id = ${file} and key = ${`paper-issued:${first.id}`}`;
    expect(entry).toMatchObject({
      clause: 'TJ51-A1-1.2a',
      body: { number: first.number, html: first.html, docx: first.docx, by: o('pay'), act: null },
    });
    expect(JSON.stringify(entry!.body)).not.toContain('虚构');
    // Whoever has it in their hands finds its file by its number, whole or from the year on; whoever reads no words of the file does not.
    const search = async (by: string, q: string): Promise<unknown> =>
      (
        (await bureau.get(by, `/v1/search?q=${encodeURIComponent(q)}`)).body as {
          items: { id: string; found: { by: string; paper?: string }[] }[];
        }
      ).items.map(({ id, found }) => [id, found.map((hit) => [hit.by, hit.paper])]);
    const here = [[file, [['paper', first.id]]]];
    for (const q of [first.number, first.number.replace('〔', '[').replace('〕', ']0')])
      expect(await search(o('pay'), q)).toEqual(here);
    expect(await search(o('reg'), first.number.slice(issuing.mark.length))).toEqual(here);
    expect(await search(o('coord'), first.number)).toEqual([]);
    // What was read stands in the read log, as an export.
    const [log] = await bureau.owner<
      { kind: string }[]
    >`select kind from reading where file_id = ${file} and officer_id = ${o('reg')} and route like '%papers/:paper' order by id desc limit 1`;
    expect(log).toEqual({ kind: 'export' });
  });

  it('the act states the paper by what the paper says of itself; another number leaves no doubt either', async () => {
    const now = await bureau.now(file);
    const filed = await bureau.post(o('pay'), actPath(file, kind), {
      documentNo: first.number,
      document: first.document,
      decidedAt: iso(now - 1),
      outcome: 'suspend',
      agreementClause: '第32条',
    });
    expect([filed.status, filed.text]).toEqual([200, filed.text]);
    const one = paperIn(await bureau.get(o('pay'), `${papersPath(file)}/${first.id}`));
    // The paper that was served says another instant than the act.
    const { id } = filed.body as { id: string };
    expect(one.filed).toEqual([
      { act: id, type: kind, same: true, accepted: true, differs: ['/decidedAt'] },
    ]);
    // Issued anew the words come from the accepted act, and nobody is asked for them.
    const anew = `${papersPath(file)}?replaces=${first.id}`;
    const kinds = (await bureau.get(o('pay'), anew)).body as {
      kinds: { kind: string; fill: { properties: object }; timely: boolean }[];
    };
    expect(Object.keys(kinds.kinds.find((k) => k.kind === kind)!.fill.properties)).not.toContain(
      'agreementClause',
    );
    const reply = await issue(file, { kind: 'decision-reply' });
    expect(reply.status).toBe(201);
    const { text } = await read(file, paperIn(reply).id, 'html');
    expect(text).toContain(first.number);
    expect(text).toContain('样例jds：');
  });

  it('one that an accepted act states is withdrawn by two persons, whose reason is shown, and whose hash is entered', async () => {
    const body = { kind, replaces: first.id, fill: { facts: '更正后的事实。' } };
    expect(said(await issue(file, body))).toEqual([409, 'paper-stated']);
    // Nor does the database put one in its place, whatever was read before the act came.
    class Undone extends Error {}
    const behind = (received: number): Promise<unknown> =>
      bureau.owner.begin(async (given) => {
        const tx = given as unknown as Querying;
        const of = { file, officer: o('pay'), bureau: issuing.id, key: 'race', kinds: ['*'] };
        const begun = (await beginPaper(tx, of)) as Numbered;
        await tx`update file set inbox_number = inbox_number + ${received} where id = ${file}`;
        const made = { ...begun, file, bureau: issuing.id, replaces: first.id, usedUpBy: null };
        await issuePaper(tx, made, '', new Uint8Array());
        throw new Undone();
      });
    await expect(behind(0)).rejects.toMatchObject({ code: '55006' });
    // An act has been received, and has no verdict yet: the paper is begun anew.
    await expect(behind(1)).rejects.toMatchObject({ code: '40001' });
    const reason = '送达后发现某人姓名有误';
    const withdraw = (more: object, by = o('pay')): Promise<Reply> =>
      bureau.post(by, `${papersPath(file)}/${first.id}/withdrawal`, more);
    const one = async (): Promise<PaperShown> =>
      paperIn(await bureau.get(o('pay'), `${papersPath(file)}/${first.id}`));
    expect(said(await withdraw({ reason }, o('sup')))).toEqual([403, 'not-owed-by-you']);
    expect(said(await withdraw({}))).toEqual([400, 'bad-input']);
    expect(said(await withdraw({ confirms: sha('x') }))).toEqual([409, 'paper-withdrawal-changed']);
    expect((await withdraw({ reason: '另一理由' })).status).toBe(202);
    const former = (await one()).withdrawalProposed!.sha256;
    // Until another person has confirmed it, whoever has proposed it takes it back, and it can be proposed anew.
    expect(said(await withdraw({ takesBack: former, reason }))).toEqual([400, 'bad-input']);
    const takesBack = { takesBack: former };
    expect(said(await withdraw(takesBack, o('pay2')))).toEqual([403, 'paper-withdrawal-own']);
    const back = await withdraw(takesBack);
    expect([back.status, paperIn(back).state]).toEqual([200, 'issued']);
    expect((await one()).withdrawalProposed).toBeNull();
    const gone = [409, 'paper-withdrawal-changed'];
    expect(said(await withdraw(takesBack))).toEqual(gone);
    expect(said(await withdraw({ confirms: former }, o('pay2')))).toEqual(gone);
    expect((await withdraw({ reason })).status).toBe(202);
    const waiting = await one();
    expect(waiting).toMatchObject({ state: 'issued', withdrawn: null });
    expect(waiting.withdrawalProposed).toMatchObject({ by: o('pay'), reason });
    const confirms = waiting.withdrawalProposed!.sha256;
    expect(said(await withdraw({ confirms }))).toEqual([403, 'paper-withdrawal-own']);
    expect(said(await withdraw({ confirms: former }, o('pay2')))).toEqual([
      409,
      'paper-withdrawal-changed',
    ]);
    expect(said(await withdraw({ confirms }, o('sup')))).toEqual([403, 'not-owed-by-you']);
    const done = await withdraw({ confirms }, o('pay2'));
    expect([done.status, paperIn(done).state]).toEqual([200, 'withdrawn']);
    expect(said(await withdraw({ confirms }, o('pay2')))).toEqual([409, 'paper-void']);
    expect((await one()).withdrawn).toMatchObject({ by: o('pay'), confirmedBy: o('pay2'), reason });
    // In the list there are no words.
    const list = (await bureau.get(o('pay'), papersPath(file))).text;
    expect(list).not.toContain(reason);
    const [entry] = await bureau.owner<
      { body: object }[]
    >`select body from register where file_id = ${file} and key = ${`paper-withdrawn:${first.id}`}`;
    const unit = `${issuing.id}.zfc`;
    const two = { by: o('pay'), unit, confirmedBy: o('pay2'), confirmedUnit: unit };
    expect(entry!.body).toMatchObject({ ...two, reason: confirms });
    const rewritten = (to: string): Promise<unknown> =>
      bureau.owner.begin(async (tx) => {
        await tx`alter table paper_withdrawal disable trigger user`;
        await tx`update paper_withdrawal set reason = ${to} where paper_id = ${first.id}`;
        await tx`alter table paper_withdrawal enable trigger user`;
      });
    await expect(
      bureau.owner`update paper_withdrawal set reason = null, salt = null where paper_id = ${first.id}`,
    ).rejects.toThrow('append-only');
    await rewritten('无关');
    expect(await broken()).toEqual([{ file, paper: first.id, why: 'withdrawal' }]);
    await rewritten(reason);
    expect(await broken()).toEqual([]);
    // Whoever owns the database changes nothing of what was entered without its being found.
    const found = async (change: string): Promise<string[]> => {
      let why: string[] = [];
      const changed = bureau.owner.begin(async (given) => {
        const tx = given as unknown as Querying;
        await tx`alter table paper disable trigger user`;
        await tx`alter table paper_withdrawal disable trigger user`;
        await given.unsafe(change);
        why = (await brokenPapers(tx, issuing.id, 10)).map((one) => one.why);
        throw new Undone();
      });
      await expect(changed).rejects.toThrow(Undone);
      return why;
    };
    for (const [table, set, why] of [
      ['paper', 'version = 7', 'differs'],
      ['paper', `kind = 'final-decision'`, 'differs'],
      [
        'paper',
        `act_id = (select act_id from inbox where number = 1 and file_id = '${file}')`,
        'differs',
      ],
      ['paper', `officer_id = '${o('pay2')}'`, 'differs'],
      ['paper', `unit_id = '${issuing.id}.jds'`, 'differs'],
      // As if it took a place, so that something else does not stand any more.
      ['paper', `replaces = '${first.id}'`, 'differs'],
      ['paper_withdrawal', `confirmed_by = '${o('sup')}'`, 'withdrawal'],
      ['paper_withdrawal', `officer_id = '${o('pay2')}'`, 'withdrawal'],
    ] as const) {
      const id = table === 'paper' ? 'id' : 'paper_id';
      expect([set, await found(`update ${table} set ${set} where ${id} = '${first.id}'`)]).toEqual([
        set,
        [why],
      ]);
    }
  });

  it('issued anew it is a new version with a number of its own, names the one before, and that one stays readable', async () => {
    const reply = await issue(file, {
      kind,
      replaces: first.id,
      fill: { facts: '更正后的事实。' },
    });
    expect([reply.status, reply.text]).toEqual([201, reply.text]);
    const second = paperIn(reply);
    expect(second).toMatchObject({ version: 2, replaces: first.id, state: 'issued' });
    expect(numberOf(second)).toBeGreaterThan(numberOf(first));
    expect((await read(file, second.id, 'html')).text).toContain(`本文书代替 ${first.number}`);
    // What does not stand any more is given out to whoever says so, and says it of itself.
    expect(said(await read(file, first.id, 'html'))).toEqual([409, 'paper-void']);
    const void1 = await read(file, first.id, 'html&void=true');
    expect(void1.text).toContain('虚构诊疗项目');
    expect(void1.headers['duban-paper-status']).toBe('withdrawn');
    expect((await read(file, second.id, 'html')).headers['duban-paper-status']).toBe('issued');
    const old = paperIn(await bureau.get(o('pay'), `${papersPath(file)}/${first.id}`));
    expect(old).toMatchObject({ state: 'withdrawn', replacedBy: second.id });
    const third = { kind, replaces: first.id, fill: { facts: '再次。' } };
    expect(said(await issue(file, third))).toEqual([409, 'paper-not-replaceable']);
    const withdraw = (id: string, by = o('pay')): Promise<Reply> =>
      bureau.post(by, `${papersPath(file)}/${id}/withdrawal`, { reason: '内容有误' });
    expect(said(await withdraw(first.id))).toEqual([409, 'paper-void']);
    expect(said(await withdraw(second.id, o('sup')))).toEqual([403, 'not-owed-by-you']);
    // No act states it, and it says what an accepted act has said: it may have been served.
    expect((await withdraw(second.id)).status).toBe(202);
    const replacing = { kind, replaces: second.id, fill: { facts: '一人所改' } };
    expect(said(await issue(file, replacing))).toEqual([409, 'paper-stated']);
    const proposed = paperIn(await bureau.get(o('pay'), `${papersPath(file)}/${second.id}`));
    const { sha256: confirms } = proposed.withdrawalProposed!;
    const done = await bureau.post(o('pay2'), `${papersPath(file)}/${second.id}/withdrawal`, {
      confirms,
    });
    expect(paperIn(done).state).toBe('withdrawn');
    expect(said(await read(file, second.id, 'docx'))).toEqual([409, 'paper-void']);
    const named = await read(file, second.id, 'docx&void=true');
    expect(named.headers['content-disposition']).toContain(encodeURIComponent('（作废）'));
    expect(said(await withdraw(second.id))).toEqual([409, 'paper-void']);
    const next = paperIn(await issue(file, { kind, replaces: second.id, fill: { facts: '终。' } }));
    expect(numberOf(next)).toBe(numberOf(second) + 1);
    expect(next.version).toBe(3);
    // A kind that the accepted act contradicts is neither offered nor issued.
    const act = next.act!;
    const unfit = { kind: 'no-suspension-decision', act };
    expect(said(await issue(file, unfit))).toEqual([409, 'paper-unfit']);
    const offered = (await bureau.get(o('pay'), papersPath(file))).body as {
      kinds: { kind: string }[];
    };
    // To the head of the institution only where the subject is a practitioner.
    expect(offered.kinds.map((one) => one.kind)).toContain('suspension-notice');
    expect(offered.kinds.map((one) => one.kind)).not.toContain('suspension-notice-unit');
  });

  it('no act rests on a paper that was withdrawn or replaced before it came, by number, id or hash', async () => {
    const state = (more: object): Promise<Reply> =>
      bureau.post(o('pay'), actPath(file, kind), {
        documentNo: documentNo(),
        document: document(3),
        decidedAt: iso(Date.now()),
        outcome: 'suspend',
        agreementClause: '第32条',
        ...more,
      });
    for (const more of [
      { documentNo: first.number },
      { document: first.document },
      { document: { ...first.document, id: 'another' } },
      { document: { ...document(3), id: first.id } },
    ]) {
      const late = await state(more);
      expect(said(late)).toEqual([409, 'paper-void']);
      expect((late.body as { lawful: { zh: string } }).lawful.zh).toContain(first.number);
    }
    // What stands is judged by the file, which does not wait for it; another act may name the number.
    expect(said(await state({}))[1]).not.toBe('paper-void');
    const found = async (kinds: string[], payload: object, served: string | null) => {
      const [row] = await bureau.owner<
        { no: string | null }[]
      >`select void_paper_in(${file}, ${bureau.owner.json(payload as never)}, ${bureau.owner.json(kinds)}, ${served}) as no`;
      return row!.no;
    };
    const own = { documentNo: first.number };
    expect(await found([kind], own, null)).toBe(first.number);
    expect(await found([], own, null)).toBeNull();
    // What was served while it stood was served.
    expect(await found([kind], own, first.issuedAt)).toBeNull();
    // Nor does an act of another file, whose own document it would be; what is brought forward there may be what is complained of.
    const other = await opened(bureau);
    const there = async (payload: object, served: string | null = null) => {
      const [row] = await bureau.owner<
        { no: string | null }[]
      >`select void_paper_in(${other}, ${bureau.owner.json(payload as never)}, '[]', ${served}) as no`;
      return row!.no;
    };
    const { document: stated } = first;
    expect(await there({ document: stated })).toBe(first.number);
    expect(await there({ document: { ...stated, sha256: first.html } })).toBe(first.number);
    expect(await there({ document: stated }, first.issuedAt)).toBeNull();
    // Whoever has only its id, or its number, is told nothing.
    for (const payload of [
      { document: { ...document(3), id: first.id } },
      { ...own, document: document(3) },
      { documents: [stated] },
    ])
      expect(await there(payload)).toBeNull();
    const filing = await bureau.post(o('sup'), actPath(other, 'filing-decision'), {
      documentNo: documentNo(),
      document: stated,
      decidedAt: iso(Date.now()),
      outcome: 'not-filed',
      reason: '事实不清',
    });
    expect(said(filing)).toEqual([409, 'paper-void']);
    expect(await found([kind], own, iso(Date.now() + 1000))).toBe(first.number);
  });

  it('an accepted act whose paper was made elsewhere has its original: no second number is given to it', async () => {
    const at = await opened(bureau);
    const elsewhere = documentNo();
    const filing = await bureau.post(o('sup'), actPath(at, 'filing-decision'), {
      documentNo: elsewhere,
      document: document(),
      decidedAt: iso((await bureau.now(at)) - 1),
      outcome: 'not-filed',
      reason: '事实不清',
    });
    expect([filing.status, filing.text]).toEqual([200, filing.text]);
    const { id: act } = filing.body as { id: string };
    for (const path of [papersPath(at), `${papersPath(at)}/preview`]) {
      const second = await bureau.post(o('sup'), path, { kind: 'filing-decision', act });
      expect(said(second)).toEqual([409, 'paper-issued-already']);
      expect(second.text).toContain(elsewhere);
    }
  });

  it('an act that ends otherwise than its paper says is taken in, shown and listed', async () => {
    const at = await opened(bureau);
    const no = paperIn(
      await issue(at, {
        kind: 'no-suspension-decision',
        fill: { reason: '事实\n不清', decidedAt: iso((await bureau.now(at)) - 1) },
      }),
    );
    expect([no.kind, no.states]).toEqual(['no-suspension-decision', null]);
    const one = async (): Promise<PaperShown> =>
      paperIn(await bureau.get(o('pay'), `${papersPath(at)}/${no.id}`));
    // As the form takes it: on one line, and with the outcome that the kind says by itself.
    expect((await one()).states).toMatchObject({ '/outcome': 'decline', '/reason': '事实 不清' });
    const { '/decidedAt': decidedAt } = (await one()).states as Record<string, string>;
    const filed = await bureau.post(o('pay'), actPath(at, kind), {
      documentNo: no.number,
      document: no.document,
      decidedAt,
      outcome: 'suspend',
      agreementClause: '第32条',
      reason: '事实 不清',
    });
    expect([filed.status, filed.text]).toEqual([200, filed.text]);
    const act = (filed.body as { id: string }).id;
    expect((await one()).filed).toEqual([
      { act, type: kind, same: true, accepted: true, differs: ['/outcome'] },
    ]);
    const { papersOtherwise } = (await bureau.get(o('two'), '/v1/reconciliation')).body as {
      papersOtherwise: object[];
    };
    expect(papersOtherwise).toContainEqual({ file: at, paper: no.id, act, differs: ['/outcome'] });
  });
});

describe('X-5: numbers have no gaps and are never used twice', () => {
  it('many at one instant, of many files, and some that come to nothing', async () => {
    const files = await Promise.all([
      opened(bureau),
      opened(bureau),
      opened(bureau),
      opened(bureau),
    ]);
    const before = await bureau.owner<
      { last: number }[]
    >`select last from paper_counter where mark = ${issuing.mark}`;
    // Two real transactions that have counted up and are rolled back, among those that are not.
    const lost = (): Promise<unknown> =>
      bureau.owner
        .begin(async (tx) => {
          await tx`update paper_counter set last = last + 1 where mark = ${issuing.mark}`;
          await pause(30);
          throw new Error('rolled back');
        })
        .catch(() => {});
    const [a, , c, d] = files as [string, string, string, string];
    const body = { kind, fill: fill() };
    const replies = await Promise.all([
      ...files.map((at) => issue(at, body, 'r')),
      lost(),
      ...files.map((at) => issue(at, body, 'r')),
      lost(),
      // The other party's paper in the same file, at the same time.
      ...[c, d].map((at) =>
        bureau.post(o('sup'), papersPath(at), {
          kind: 'filing-decision',
          fill: { outcome: '立案', decidedAt: iso(Date.now()) },
        }),
      ),
    ]);
    const papers = replies.filter((one): one is Reply => one !== undefined).map(paperIn);
    const numbers = [...new Set(papers.map(numberOf))].toSorted((x, y) => x - y);
    expect(numbers).toEqual([...Array(6).keys()].map((n) => before[0]!.last + 1 + n));
    expect(await broken()).toEqual([]);
    // Who skips a number, or takes one twice, is refused by the database itself.
    const wrongly = bureau.owner.begin((tx) =>
      issuePaper(
        tx as unknown as Querying,
        {
          file: a,
          bureau: issuing.id,
          mark: issuing.mark,
          year: Number(today().slice(0, 4)),
          number: numbers.at(-1)! + 2,
        },
        '',
        new Uint8Array(),
      ),
    );
    await expect(wrongly).rejects.toThrow('not the next number');
  });

  it('the year is that of Asia/Shanghai, and a new one begins at 1', async () => {
    const mark = issuing.other;
    const begin = () =>
      beginPaper(bureau.owner, {
        file,
        officer: o('pay'),
        key: 'y',
        bureau: issuing.id,
        kinds: ['of-the-year', '*'],
      });
    const year = Number(today().slice(0, 4));
    await bureau.owner`insert into paper_counter values (${mark}, ${issuing.id}, ${year - 1}, 40, ${year - 1}, 0)`;
    await bureau.owner`insert into paper_series (bureau_id, kind, version, mark, in_force_from, entered_by) values (${issuing.id}, 'of-the-year', 1, ${mark}, '2026-11-01', ${o('one')})`;
    const begun = (await begin()) as Numbered;
    expect(begun).toMatchObject({ mark, year: Number(iso(begun.at).slice(0, 4)), number: 1 });
    await bureau.owner`update paper_counter set year = ${year + 2}, last = 3 where mark = ${mark}`;
    expect(await begin()).toMatchObject({ mark, year: year + 2, number: 4 });
    // By the day of its instant: the day before, the mark of every other paper is that of this one too.
    const on = (day: string): Promise<unknown> =>
      bureau.owner`select paper_mark(${issuing.id}, '["of-the-year", "*"]', ${day}) as mark`;
    expect(await on('2026-11-01')).toEqual([{ mark }]);
    expect(await on('2026-10-31')).toEqual([{ mark: null }]);
    expect(await on('2099-01-01')).toEqual([{ mark }]);
    await bureau.owner`update paper_counter set year = ${year}, last = 0, started_year = ${year} where mark = ${mark}`;
  });
});

describe('TJ51-A1-1.2b: a bureau’s own template', () => {
  const template = {
    title: '立案决定（本局格式）',
    to: '{{subject}}',
    body: [
      { kind: 'paragraph', text: '决定：{{outcome}}。' },
      { kind: 'paragraph', text: '案号 {{caseNo}}。', when: 'caseNo' },
      { kind: 'table', rows: [{ label: '理由', text: '{{reason}}' }] },
    ],
  };
  const put = (body: object): Promise<Reply> =>
    ground(bureau, '/v1/papers/templates', {
      kind: 'rapid-response/filing-decision',
      version: 1,
      inForceFrom: today(),
      ...body,
    });

  it('is refused with the place of what the paper does not have', async () => {
    const faulty = await put({
      template: {
        title: '{{nothing}}',
        body: [
          { kind: 'paragraph', text: '很长的话 {{outcome}} 和 {{measures}}', when: 'missing' },
          { kind: 'list', field: 'outcome' },
          { kind: 'table', rows: [{ label: 'x', text: '{{ 未写完' }] },
        ],
      },
    });
    expect(said(faulty)).toEqual([400, 'bad-input']);
    expect(wrong(faulty)).toEqual([
      '/template/title',
      '/template/body/0/when',
      '/template/body/0/text',
      '/template/body/1/field',
      '/template/body/2/rows/0/text',
    ]);
    expect(said(await put({ kind: 'rapid-response/x', template }))).toEqual([400, 'bad-input']);
  });

  it('is in force from its day for what is issued then, and nothing in it runs', async () => {
    expect((await put({ template })).status).toBe(200);
    const at = await opened(bureau);
    const body = {
      kind: 'filing-decision',
      fill: { outcome: '<b>立案</b> {{bureau}}', decidedAt: iso(Date.now()) },
    };
    const reply = await bureau.post(o('sup'), papersPath(at), body);
    expect(paperIn(reply)).toMatchObject({ template: 1, title: '立案决定（本局格式）' });
    const { text } = await read(at, paperIn(reply).id, 'html', o('sup'));
    // A value is no template: what stands in it is not filled in again.
    expect(text).toContain('决定：&lt;b&gt;立案&lt;/b&gt; {{bureau}}。');
    expect(text).not.toContain('案号 ／');
    expect(text).toContain('<td>／</td>');
    expect((await put({ template: null, version: 2 })).status).toBe(200);
    const again = await bureau.post(o('sup'), papersPath(at), {
      ...body,
      replaces: paperIn(reply).id,
    });
    expect(paperIn(again).template).toBe(null);
  });
});

describe('X-9: what is on record is what was issued', () => {
  const behind = (change: (tx: Querying) => Promise<unknown>): Promise<unknown> =>
    bureau.owner.begin(async (tx) => {
      await tx`alter table paper disable trigger user`;
      await change(tx as unknown as Querying);
      await tx`alter table paper enable trigger user`;
    });

  it('a stored paper that was changed behind the register is found, and not given out', async () => {
    const at = await opened(bureau);
    const paper = paperIn(await issue(at, { kind, fill: fill() }));
    const [kept] = await bureau.owner<
      { html: string; sum: string }[]
    >`select html, html_sha256 as sum from paper where id = ${paper.id}`;
    await expect(
      bureau.owner`update paper set html = 'x', html_sha256 = ${sha('x')} where id = ${paper.id}`,
    ).rejects.toThrow('append-only');
    await behind(
      (tx) => tx`update paper set html = 'x', html_sha256 = ${sha('x')} where id = ${paper.id}`,
    );
    expect(said(await read(at, paper.id, 'html'))).toEqual([409, 'paper-differs']);
    expect(paperIn(await bureau.get(o('pay'), `${papersPath(at)}/${paper.id}`)).entered).toBe(
      false,
    );
    expect(await broken()).toEqual([{ file: at, paper: paper.id, why: 'differs' }]);
    await behind(
      (tx) =>
        tx`update paper set html = ${kept!.html}, html_sha256 = ${kept!.sum} where id = ${paper.id}`,
    );
    // Words that are gone without an order; a number that is gone from the series.
    await behind(
      (tx) => tx`update paper set html = null, docx = null, data = null where id = ${paper.id}`,
    );
    expect(await broken()).toEqual([{ file: at, paper: paper.id, why: 'gone' }]);
    await behind((tx) => tx`delete from paper where id = ${paper.id}`);
    expect(await broken()).toEqual(
      expect.arrayContaining([
        { file: at, paper: paper.id, why: 'no-paper' },
        { file: null, paper: expect.stringContaining(issuing.mark), why: 'number' },
      ]),
    );
  });

  it('a night hashes the newest and goes on where the one before has stopped; a person has all hashed', async () => {
    const { owner } = bureau;
    const old = await owner<
      { id: string }[]
    >`select id from paper where bureau_id = ${issuing.id} order by issued_at, id limit 3`;
    const [a, b, c] = old.map(({ id }) => id) as [string, string, string];
    await behind(async (tx) => {
      for (const [n, id] of [a, b, c].entries())
        await tx`update paper set issued_at = ${`202${n}-01-01`} where id = ${id}`;
    });
    await takeAudit(owner, issuing.id, Date.now());
    const walked = async (): Promise<string[]> =>
      (await papersOfNight(owner, issuing.id, 2)).filter((id) => [a, b, c].includes(id)).toSorted();
    expect(await walked()).toEqual([a, b].toSorted());
    expect(await walked()).toEqual([b, c].toSorted());
    const all = await papersOfNight(owner, issuing.id, 1000);
    expect(all).toContain(c);
    expect(await walked()).toEqual([a, b].toSorted());
    class Undone extends Error {}
    const spoilt = owner.begin(async (given) => {
      const tx = given as unknown as Querying;
      await tx`alter table paper disable trigger user`;
      await tx`alter table paper drop constraint paper_check1`;
      await tx`update paper set html = 'x' where id = ${a}`;
      const found = async (hashed: string[] | null): Promise<string[]> =>
        (await brokenPapers(tx, issuing.id, 9, hashed)).flatMap(({ paper, why }) =>
          why === 'differs' ? [paper] : [],
        );
      expect([await found(null), await found([a]), await found([b])]).toEqual([[a], [a], []]);
      throw new Undone();
    });
    await expect(spoilt).rejects.toBeInstanceOf(Undone);
  });

  it('words that are erased by order go from the papers that were made of them; number and hashes stay', async () => {
    const at = await opened(bureau);
    const decidedAt = iso((await bureau.now(at)) - 1);
    const reason = '某人姓名';
    const filling = { kind: 'filing-decision', fill: { outcome: '不予立案', decidedAt, reason } };
    const typed = paperIn(await issue(at, filling, undefined, o('sup')));
    const filing = await bureau.post(o('sup'), actPath(at, 'filing-decision'), {
      documentNo: typed.number,
      document: typed.document,
      decidedAt,
      outcome: 'not-filed',
      reason,
    });
    expect([filing.status, filing.text]).toEqual([200, filing.text]);
    const act = (filing.body as { id: string }).id;
    const withdraw = (by: string, more: object): Promise<Reply> =>
      bureau.post(by, `${papersPath(at)}/${typed.id}/withdrawal`, more);
    const { withdrawalProposed } = paperIn(await withdraw(o('sup'), { reason: '有误' }));
    const confirms = withdrawalProposed!.sha256;
    expect((await withdraw(o('sup2'), { confirms })).status).toBe(200);
    const made = paperIn(await issue(at, { kind: 'filing-decision', act }, undefined, o('sup')));
    expect((await read(at, made.id, 'html', o('sup'))).text).toContain('某人姓名');
    const own = paperIn(await issue(at, { kind, fill: fill() }));
    const order = (body: object): Promise<Reply> =>
      bureau
        .post(o('one'), '/v1/log/erasures', { documentNo: '〔2026〕1号', reason: '判决', ...body })
        .then((reply) => (reply.status === 202 ? bureau.confirm(o('two'), reply) : reply));
    const erased = await order({ kind: 'act', ref: act, fields: ['reason'] });
    expect([erased.status, erased.text]).toEqual([200, erased.text]);
    expect(said(await read(at, made.id, 'html', o('sup')))).toEqual([410, 'paper-erased']);
    expect(said(await order({ kind: 'paper', ref: own.id, fields: ['facts'] }))[0]).toBe(400);
    expect((await order({ kind: 'paper', ref: own.id, fields: ['words'] })).status).toBe(200);
    expect(said(await order({ kind: 'paper', ref: own.id, fields: ['words'] }))[0]).toBe(404);
    expect(said(await read(at, own.id, 'docx'))).toEqual([410, 'paper-erased']);
    const shown = (await bureau.get(o('reg'), papersPath(at))).body as { items: PaperShown[] };
    expect(shown.items.map(({ erased: gone, number }) => [gone, number])).toEqual([
      [true, typed.number],
      [true, made.number],
      [true, own.number],
    ]);
    // A template may have words in its title.
    expect(shown.items.map(({ title }) => title)).toEqual([
      '立案决定书',
      '立案决定书',
      '暂停决定书',
    ]);
    const titles = await bureau.owner`select title from paper where id = ${own.id}`;
    expect(titles).toEqual([{ title: '' }]);
    // Nor is a hash left of what was asked for, from which short words could be found by trying.
    const left =
      await bureau.owner`select data, docx, request_hash as asked from paper where id in ${bureau.owner([made.id, own.id])}`;
    const gone = { data: null, docx: null, asked: null };
    expect(left).toEqual([gone, gone]);
    const wanted = (await broken()) as { paper: string }[];
    expect(wanted.filter(({ paper }) => [made.id, own.id].includes(paper))).toEqual([]);
  });

  it('of a file are listed with one walk through its acts, however many there are, and as each would be alone', async () => {
    const { owner } = bureau;
    const [acts] = await owner<
      { n: number }[]
    >`select count(*)::int as n from inbox where file_id = ${file}`;
    const which = { where: owner`p.file_id = ${file}`, order: owner`p.place` };
    const [plan] = await owner<
      { 'QUERY PLAN': [{ Plan: PlanNode }] }[]
    >`explain (analyze, format json) ${paperRows(owner, which)}`;
    const walked = walksIn(plan!['QUERY PLAN'][0].Plan);
    expect(walked).toEqual({ inbox: [1], jsonb_path_query: [acts!.n] });
    const rows = await papersOfFile(owner, file);
    expect(rows.length).toBeGreaterThan(2);
    const alone = await owner<
      { id: string; acts: string[]; next: string[] }[]
    >`select p.id, array(select i.act_id from inbox i where i.file_id = p.file_id and stated_in(i.payload, p.id) is not null order by i.number) as acts,
        array(select i.act_id from inbox i where i.file_id = p.file_id and i.number > p.inbox_number and i.verdict->>'accepted' = 'true' and not exists (select 1 from inbox e
          where e.file_id = i.file_id and e.type = i.type and e.number > p.inbox_number and e.number < i.number and e.verdict->>'accepted' = 'true') order by i.type) as next
      from paper p where p.file_id = ${file} order by p.place`;
    expect(
      rows.map(({ id, filed, followed }) => ({
        id,
        acts: filed.map(({ act }) => act),
        next: followed.map(({ act }) => act),
      })),
    ).toEqual([...alone]);
    expect(alone.some((one) => one.acts.length > 0)).toBe(true);
  });

  it('the dossier tells of them, and they are no part of the life that is counted again', async () => {
    const reply = await bureau.get(o('reg'), `/v1/files/${file}/dossier?format=json`);
    const { chronology } = reply.body as {
      chronology: { kind: string; title: { zh: string }; says: { zh: string } | null }[];
    };
    const issuedAs = chronology.filter((one) => one.kind === 'paper-issued');
    expect(issuedAs.map(({ title }) => title.zh)).toEqual(Array(4).fill('公文制发'));
    expect(issuedAs[0]!.says!.zh).toContain(first.docx);
    expect(chronology.some((one) => one.kind === 'paper-withdrawn')).toBe(true);
    for (const type of ['paper-issued', 'paper-withdrawn']) expect(ofTheLife({ type })).toBe(false);
  });
});
