/** 公文 What comes again and again, what takes whose place, what values are called, and what is erased of papers that went before their act. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { calledBy } from '../../api/papers/called.ts';
import { erasureGround } from '../../api/log/erasing.ts';
import { paperSeriesGround, thisYear } from '../../api/papers/grounds.ts';
import type { Caller } from '../../api/http/authentication.ts';
import { schemaOf } from '../../api/intake/procedures.ts';
import type { Node } from '../../api/pages/forms/schema.ts';
import type { Querying } from '../../db/client.ts';
import { namesOfIds } from '../../db/queries/paper-names.ts';
import { line, officerId } from '../../domain/law/shapes.ts';
import { actPath } from '../kit/support.ts';
import { Bureau, iso, people, type Reply } from '../setup/bureau.ts';
import { issuingBureau, paperIn, papersPath, today, waitsFor, type PaperShown } from './support.ts';

const { issuing, o, founded, ground, opened } = issuingBureau();
let bureau: Bureau;
let file: string;
beforeAll(async () => {
  bureau = await Bureau.open();
  await founded(bureau);
  const series = { kind: '*', mark: issuing.mark, version: 1, inForceFrom: today() };
  expect((await ground(bureau, '/v1/papers/series', series)).status).toBe(200);
  file = await opened(bureau);
}, 60_000);
afterAll(() => bureau.close());

const said = ({ status, body }: Reply): [number, string] => [
  status,
  (body as { code?: string }).code ?? '',
];
const issue = (body: object): Promise<Reply> => bureau.post(o('sup'), papersPath(file), body);
const made = async (body: object): Promise<PaperShown> => {
  const reply = await issue(body);
  expect([reply.status, reply.text]).toEqual([201, reply.text]);
  return paperIn(reply);
};
const page = (id: string): Promise<Reply> =>
  bureau.get(o('sup'), `${papersPath(file)}/${id}?format=html&void=true`);
const filed = async (type: string, body: object): Promise<string> => {
  const reply = await bureau.post(o('sup'), actPath(file, type), body);
  expect([reply.status, reply.text]).toEqual([200, reply.text]);
  return (reply.body as { id: string }).id;
};
/** By two persons: others may rest on it. */
async function voided(id: string, reason = '有误'): Promise<void> {
  const post = (by: string, body: object): Promise<Reply> =>
    bureau.post(by, `${papersPath(file)}/${id}/withdrawal`, body);
  const proposed = await post(o('sup'), { reason });
  expect([proposed.status, proposed.text]).toEqual([202, proposed.text]);
  const { sha256: confirms } = paperIn(proposed).withdrawalProposed!;
  expect((await post(o('chief'), { confirms })).status).toBe(200);
}
const stating = ({ number, document: own }: PaperShown) => ({ documentNo: number, document: own });
const asked = async (
  kind: string,
  replaces?: string,
): Promise<{ timely: boolean; names: string[] }> => {
  const query = replaces === undefined ? '' : `?replaces=${encodeURIComponent(replaces)}`;
  const { kinds } = (await bureau.get(o('sup'), papersPath(file) + query)).body as {
    kinds: { kind: string; timely: boolean; fill: { properties: object } }[];
  };
  const { timely, fill } = kinds.find((one) => one.kind === kind)!;
  return { timely, names: Object.keys(fill.properties) };
};

describe('X-5: a paper that goes before its act is of the act to come', () => {
  const kind = 'further-letter';
  const fill = (facts: string) => ({
    grounds: ['refusal'],
    facts: `事实：${facts}`,
    addressee: 'refusal',
  });
  let [first, second]: PaperShown[] = [];
  let acts: string[] = [];

  it('the second one of a recurring act says its own, and not what the first act has said', async () => {
    first = await made({ kind, fill: { ...fill('甲'), suspected: ['false-claim'] } });
    expect((await page(first.id)).text).toContain('三、涉嫌的重点监管行为');
    acts = [await filed(kind, { ...stating(first), grounds: ['refusal'] })];
    const names = ['grounds', 'otherGround', 'suspected', 'facts', 'addressee'];
    expect(await asked(kind)).toEqual({ timely: true, names });
    second = await made({ kind, fill: fill('乙') });
    expect(second).toMatchObject({ version: 1, replaces: null });
    expect((await page(second.id)).text).toContain('事实：乙');
    expect(said(await issue({ kind, fill: fill('丙') }))).toEqual([409, 'paper-issued-already']);
  });

  it('one that an accepted act states is that act’s: no other one of it stands, and one takes its place alone', async () => {
    const [act] = acts;
    const more = { facts: '更正', addressee: 'refusal' };
    expect(said(await issue({ kind, act, fill: more }))).toEqual([409, 'paper-issued-already']);
    // Of another act, however it is named.
    expect(said(await issue({ kind, act, replaces: second!.id, fill: more }))).toEqual([
      409,
      'paper-not-replaceable',
    ]);
    expect((await asked(kind, first!.id)).names).toEqual([
      'otherGround',
      'suspected',
      'facts',
      'addressee',
    ]);
    await voided(first!.id);
    const anew = await made({ kind, replaces: first!.id, fill: more });
    expect(anew).toMatchObject({ version: 2, replaces: first!.id });
    // The code that the form lists is called by its name; a text of the same letters stays as it is.
    const { text } = await page(anew.id);
    expect(text).toContain('<p class="to">refusal：</p>');
    expect(text).not.toContain('<li>refusal</li>');
    acts.push(await filed(kind, { ...stating(second!), grounds: ['other'], otherGround: '他' }));
    expect(said(await issue({ kind, act: acts[1], fill: more }))).toEqual([
      409,
      'paper-issued-already',
    ]);
    await voided(anew.id);
    await made({ kind, act, fill: more });
    // Another one stands by now: two would, if this one took the place of what was withdrawn.
    expect(said(await issue({ kind, replaces: anew.id, fill: more }))).toEqual([
      409,
      'paper-not-replaceable',
    ]);
  });
});

describe('X-9: an act that names a paper by another hash', () => {
  it('pins nothing: one person withdraws what no act states as it is', async () => {
    const kind = 'further-letter';
    const fill = { grounds: ['refusal'], facts: '事实', addressee: '某单位' };
    const paper = await made({ kind, fill });
    const document = { ...paper.document, sha256: 'a'.repeat(64) };
    await filed(kind, { documentNo: paper.number, document, grounds: ['refusal'] });
    const one = paperIn(await bureau.get(o('sup'), `${papersPath(file)}/${paper.id}`));
    expect(one.filed.map(({ same }) => same)).toEqual([false]);
    // It is still the paper of the act to come.
    expect(said(await issue({ kind, fill }))).toEqual([409, 'paper-issued-already']);
    const gone = await bureau.post(o('sup'), `${papersPath(file)}/${paper.id}/withdrawal`, {
      reason: '有误',
    });
    expect([gone.status, paperIn(gone).state]).toEqual([200, 'withdrawn']);
    // By the hash of its page it is stated as well as by that of its document.
    const next = await made({ kind, fill });
    const page = { ...next.document, sha256: next.html };
    await filed(kind, { documentNo: next.number, document: page, grounds: ['refusal'] });
    await voided(next.id);
  });
});

describe('X-4: what values are called', () => {
  it('by the form alone, and people by the registry of the bureau', async () => {
    const form = schemaOf(
      z.strictObject({
        who: z.array(z.strictObject({ officer: officerId.optional(), text: line(60) })),
        how: z.enum(['direct', 'post']).optional(),
        either: z.union([z.literal('direct'), line(9)]),
      }),
    ) as Node;
    const naming = { code: (one: string) => `码${one}`, id: (one: string) => `名${one}` };
    const value = { who: [{ officer: 'a', text: 'direct' }], how: 'post', either: 'x', b: 'post' };
    expect(calledBy(form, form, value, naming)).toEqual({
      who: [{ officer: '名a', text: 'direct' }],
      how: '码post',
      either: 'x',
      b: 'post',
    });
    const names = await namesOfIds(bureau.owner, issuing.id, [o('sup'), people.supervision]);
    expect([...names]).toEqual([[o('sup'), '样例sup']]);
  });
});

describe('X-9: words that are erased by order', () => {
  const kind = 'filing-decision';
  const words = '某人姓名';
  const [outcome, caseNo] = ['立案', o('sup2')];

  it('go from every version in which they were typed before the act, and are asked of nobody again', async () => {
    const decidedAt = iso((await bureau.now(file)) - 1);
    const fill = { outcome, caseNo, decidedAt, reason: words };
    const first = await made({ kind, fill });
    const second = await made({ kind, replaces: first.id, fill });
    const act = await filed(kind, {
      ...stating(second),
      decidedAt,
      outcome: 'filed',
      caseNo,
      reason: words,
    });
    expect(await asked(kind)).toMatchObject({ timely: false });
    expect((await page(first.id)).text).toContain(words);
    await voided(second.id, `${words}有误`);
    const why = async (): Promise<unknown> =>
      paperIn(await bureau.get(o('sup'), `${papersPath(file)}/${second.id}`)).withdrawn!.reason;
    expect(await why()).toBe(`${words}有误`);
    // The paper is being issued anew: its document is made of the words as they were, and waits for the file.
    const { waiting } = await bureau.owner.begin(async (owner) => {
      const tx = owner as unknown as Querying;
      const erasing = {
        kind: 'act',
        ref: act,
        fields: ['reason'],
        documentNo: '〔2026〕1号',
      } as const;
      const by = { id: o('one'), unit: `${issuing.id}.ju`, bureau: issuing.id } as Caller;
      await erasureGround.apply(
        tx,
        { ...erasing, fields: [...erasing.fields] },
        { caller: by, reason: '判决', sealed: null },
      );
      const pending = issue({ kind, replaces: second.id });
      await waitsFor(tx);
      return { waiting: () => pending };
    });
    const late = await waiting();
    expect([late.status, late.text]).toEqual([201, late.text]);
    const third = paperIn(late);
    const { text } = await page(third.id);
    expect(text).toContain('（依令删除）');
    expect(text).not.toContain(words);
    // The number of the case is a text, whoever has the same letters for an id.
    expect(text).toContain(`<td>${caseNo}</td>`);
    expect(text).not.toContain('<td>filed</td>');
    expect(await why()).toBeNull();
    for (const { id } of [first, second])
      expect(said(await page(id))).toEqual([410, 'paper-erased']);
    const { brokenPapers } = (await bureau.get(o('two'), '/v1/reconciliation')).body as {
      brokenPapers: unknown[];
    };
    expect(brokenPapers).toEqual([]);

    expect((await asked(kind, third.id)).names).toEqual([]);
    expect(said(await issue({ kind, replaces: third.id, fill: { reason: words } }))).toEqual([
      400,
      'bad-input',
    ]);
  });
});

describe('TJ51-A1-1.2a: the last number of a year', () => {
  it('is of the year in which it was proposed', async () => {
    const series = {
      bureau: issuing.id,
      kind: 'rapid-response/*',
      version: 1,
      mark: issuing.other,
      inForceFrom: today() as never,
      started: 412,
    };
    const confirmed = (startedYear: number): Promise<unknown> =>
      bureau.owner.begin((tx) =>
        paperSeriesGround.apply(tx as unknown as Querying, { ...series, startedYear }, {
          caller: { id: o('two'), bureau: issuing.id },
          reason: null,
        } as never),
      );
    await expect(confirmed(thisYear() - 1)).rejects.toMatchObject({ code: 'bad-input' });
    await confirmed(thisYear());
    const { bureau: _, ...given } = { ...series, version: 2, started: 413 };
    const alone = await bureau.put(o('one'), '/v1/papers/series', { reason: '局务会', ...given });
    expect(said(alone)).toEqual([409, 'paper-mark-begun']);
    const next = { ...given, mark: `${issuing.other}次` };
    const open = await bureau.put(o('one'), '/v1/papers/series', { reason: '局务会', ...next });
    expect(open.text).toContain(`"startedYear":${thisYear()}`);
  });
});
