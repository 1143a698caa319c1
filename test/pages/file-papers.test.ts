/** 文书、档案、督办答复 What of a file is listed and taken along at its page, and the routes behind it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { document, iso, people } from '../setup/bureau.ts';
import { openA, payload } from '../kit/support.ts';
import { type Desk, hidden, openDesk, words } from './support.ts';

let desk: Desk;
let file: string;
let letter: string;
beforeAll(async () => {
  desk = await openDesk();
  ({
    file,
    letter: { id: letter },
  } = await openA(desk.bureau));
});
afterAll(() => desk.close());

const get = async <T>(by: string, path: string): Promise<T> => {
  const reply = await desk.bureau.get(by, `/v1/files/${file}${path}`);
  expect(reply.status, reply.text).toBe(200);
  return reply.body as T;
};

describe('X-12: the documents of a file, and its dossier', () => {
  it('what its accepted acts refer to is listed for whoever reads them, page by page', async () => {
    interface Documents {
      items: { act: string; type: string; field: string; id: string; sha256: string }[];
      next: string | null;
    }
    const { items } = await get<Documents>(people.payment, '/documents');
    expect(items).toMatchObject([
      { act: letter, field: '/document', ...document() },
      { act: letter, field: '/investigation', ...document(2) },
    ]);
    const first = await get<Documents>(people.payment, '/documents?limit=1');
    const rest = await get<Documents>(people.payment, `/documents?limit=1&cursor=${first.next}`);
    expect([...first.items, ...rest.items]).toEqual(items);
    const refused = await desk.bureau.get(people.other, `/v1/files/${file}/documents`);
    expect(refused.status).toBe(403);
    const payment = await desk.signedIn(people.payment);
    const entered = async (): Promise<number> =>
      (
        (await desk.bureau.get(people.payment, `/v1/reads?file=${file}&kind=narrative`)).body as {
          items: { officer: string }[];
        }
      ).items.length;
    const left = async (): Promise<number> =>
      Number(
        /remaining=(\d+)/.exec(
          (await desk.bureau.get(people.payment, '/v1/me')).headers['ratelimit']!,
        )![1],
      );
    // A glance at a file reads no words of acts, and asks the API for little.
    // What the file itself remarks is shown, and so it is read; its acts and its register are not.
    const { notes } = await get<{ notes: string[] }>(people.payment, '');
    const [before, budget] = [await entered(), await left()];
    const glance = await payment.get(`/desk/files/${file}`);
    expect(budget - (await left()) - 1).toBeLessThanOrEqual(10);
    const glanced = before + (notes.length > 0 ? 1 : 0);
    expect(await entered()).toBe(glanced);
    const bare = await get<{ items: { body: object; salt: string | null; hash: string }[] }>(
      people.payment,
      '/register?words=false',
    );
    for (const { body, salt, hash } of bare.items)
      expect([body, salt, hash]).toEqual([{}, null, expect.stringMatching(/^[0-9a-f]{64}$/)]);
    expect(await entered()).toBe(glanced);
    await get(people.payment, '/register');
    expect(await entered()).toBe(glanced + 1);
    expect(glance.text).toContain(`href="/desk/files/${file}?documents=shown#documents"`);
    expect(glance.text).not.toContain('oa/2026');
    const page = await payment.get(`/desk/files/${file}?documents=shown`);
    expect(await entered()).toBe(glanced + 2 + (notes.length > 0 ? 1 : 0));
    expect(words(page.text)).toMatch(/文书引用 2 份.*doc-1.*oa\/2026.*doc-2/);
    expect(page.text).toContain(`href="/desk/files/${file}/acts/${letter}"`);
    // Whoever filed it stands by name.
    expect(words(page.text)).toMatch(/监督所.*（o-jds-1）/);
  });

  it('X-4: the dossier is taken along for a purpose, which the read log has', async () => {
    const payment = await desk.signedIn(people.payment);
    const address = `/desk/files/${file}`;
    const page = await payment.get(address);
    const fields = hidden(page.text, `${address}/dossier`);
    const none = await payment.send(`${address}/dossier`, { ...fields, purpose: ' ' });
    expect([none.status, none.text.includes('purpose-missing')]).toEqual([400, true]);
    const purpose = `复核 ${file}`;
    const got = await payment.one(`${address}/dossier`, {
      method: 'POST',
      body: new URLSearchParams({ ...fields, purpose, format: 'zip' }),
    });
    expect([got.status, got.text.slice(0, 2)]).toEqual([200, 'PK']);
    expect(got.headers.get('content-disposition')).toContain('.zip');
    const reads = (await desk.bureau.get(people.payment, `/v1/reads?file=${file}&kind=dossier`))
      .body as { items: { purpose: string; officer: string }[] };
    expect(reads.items).toHaveLength(1);
    expect(reads.items[0]).toMatchObject({ purpose, officer: people.payment });
    // A form of another session takes nothing along.
    const stale = await payment.send(`${address}/dossier`, { _csrf: 'x', purpose });
    expect([stale.status, stale.text.includes(`value="${purpose}"`)]).toEqual([200, true]);
    const stranger = await desk.signedIn(people.other);
    const home = await stranger.get('/desk/files');
    const refused = await stranger.send(`${address}/dossier`, { ...hidden(home.text), purpose });
    expect(refused.status).toBe(403);
  });
});

describe('X-8: chased, performed, and answered after all', () => {
  it('the chase of what is no longer owed is answered from the page; acts and entries come newest first', async () => {
    const { bureau } = desk;
    interface Line {
      number: number;
      seq: number;
      type: string;
    }
    const duties = await get<{ duties: { key: string; act: string; owedBy: string }[] }>(
      people.payment,
      '',
    );
    const duty = duties.duties.find(({ act }) => act === 'suspension-decision')!;
    const filed = async (by: string, type: string, body: object): Promise<void> => {
      const reply = await bureau.post(by, `/v1/files/${file}/acts/${type}`, body);
      expect(reply.status, reply.text).toBe(200);
    };
    const at = await bureau.now(file);
    await filed(people.coordinator, 'chase', {
      duty: duty.key,
      to: duty.owedBy,
      channel: 'phone',
      at: iso(at),
    });
    await filed(people.payment, 'suspension-decision', payload['suspension-decision'](at));
    const payment = await desk.signedIn(people.payment);
    const page = await payment.get(`/desk/files/${file}`);
    expect(words(page.text)).toContain('已经办理、督办尚未答复的');
    const link = /href="([^"]*\/new\/chase-answer\?%2Fduty=[^"]*)"/.exec(page.text)![1]!;
    const form = await payment.get(words(link));
    expect(form.text).toMatch(/name="\/duty"[^>]* value="[^"]+"/);
    const action = /<form method="post" action="([^"]*chase-answer[^"]*)"/.exec(form.text)![1]!;
    const answered = await payment.send(words(action), {
      ...hidden(form.text, action),
      '/duty': duty.key,
      '/answer': '已办理',
    });
    expect(words(answered.text)).toContain('已采纳');
    expect((await payment.get(`/desk/files/${file}`)).text).not.toContain('尚未答复的');
    for (const list of ['acts', 'register']) {
      const oldest = (await get<{ items: Line[] }>(people.payment, `/${list}`)).items;
      const newest = await get<{ items: Line[]; next: string }>(
        people.payment,
        `/${list}?order=newest&limit=2`,
      );
      const then = await get<{ items: Line[] }>(
        people.payment,
        `/${list}?order=newest&limit=1000&cursor=${newest.next}`,
      );
      expect([...newest.items, ...then.items].toReversed()).toEqual(oldest);
    }
  });
});
