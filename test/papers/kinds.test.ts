/** 公文 Papers of procedures beside the rapid response, each issued in a file of its own: numbered, entered, read, and stated by the act they go with. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Node } from '../../api/pages/forms/schema.ts';
import { allKinds } from '../../domain/papers/kinds.ts';
import { procedures } from '../../domain/procedures.ts';
import { DAY, HOUR } from '../../domain/time/instant.ts';
import { annex, paper as proof, Section } from '../credit-list/acts.ts';
import { Objection } from '../credit-objection/acts.ts';
import { Credit } from '../credit-record/acts.ts';
import { Case, staffed, type Staff } from '../penalty-case/acts.ts';
import { Patrol } from '../patrol/acts.ts';
import { Bureau, iso, type Reply } from '../setup/bureau.ts';
import { uniqueHex } from '../setup/unique.ts';
import { issuingBureau, numberOf, paperIn, papersPath, today, type PaperShown } from './support.ts';

const { issuing, o, founded } = issuingBureau();
let b: Bureau;
beforeAll(async () => {
  b = await Bureau.open();
  await founded(b);
  await numbers(issuing.id, o('one'));
}, 60_000);
afterAll(() => b.close());

/** A series for everything that the bureau issues, as two persons have set it. */
async function numbers(bureau: string, by: string): Promise<void> {
  const year = Number(today().slice(0, 4));
  const series = { kind: '*', version: 1, mark: `样函${uniqueHex()}`, inForceFrom: '2026-01-01' };
  await b.owner`select set_paper_series(${b.owner.json({ ...series, bureau, startedYear: year, by })})`;
}

const paperless = ({ status, text }: Reply): [number, string] => [status, status < 300 ? '' : text];
/** What one officer issues in one file, read again as a page and as a document. */
const issuer =
  (file: string, by: string) =>
  async (body: object): Promise<PaperShown & { page: string }> => {
    const reply = await b.post(by, papersPath(file), body);
    expect(paperless(reply)).toEqual([201, '']);
    const paper = paperIn(reply);
    expect(paper).toMatchObject({ state: 'issued', version: 1, entered: true });
    const at = `${papersPath(file)}/${paper.id}`;
    const [page, docx] = [
      await b.get(by, `${at}?format=html`),
      await b.get(by, `${at}?format=docx`),
    ];
    expect(createHash('sha256').update(page.text).digest('hex')).toBe(paper.html);
    expect([docx.status, docx.headers['content-type']]).toEqual([
      200,
      expect.stringContaining('wordprocessingml'),
    ]);
    expect(page.text).toContain(paper.number);
    // A field that has no value stands as a stroke; none is left as it was written.
    expect(page.text).not.toContain('{{');
    return { ...paper, page: page.text };
  };
/** The acts that state it, and whether they state it as it was issued. */
const statedBy = async (file: string, by: string, { id }: PaperShown) =>
  paperIn(await b.get(by, `${papersPath(file)}/${id}`)).filed.map(({ same }) => same);
const entered = async (file: string): Promise<string[]> => {
  const rows = await b.owner<
    { number: string }[]
  >`select body->>'number' as number from register where file_id = ${file} and type = 'paper-issued' order by seq`;
  return rows.map(({ number }) => number);
};

describe('TJ51-5.0: a joint meeting', () => {
  it('is called by letter, and its minutes are issued before they are filed', async () => {
    const [by, other] = [o('sup'), o('pay')];
    const on = iso(Date.now() + HOUR);
    const opened = await b.post(by, '/v1/joint-meetings', {
      supervision: `${issuing.id}.jds`,
      handling: `${issuing.id}.zfc`,
      on,
      topics: [{ topic: '止损联动' }],
    });
    expect(paperless(opened)).toEqual([201, '']);
    const { file } = opened.body as { file: string };
    const issue = issuer(file, by);
    const call = await issue({ kind: 'call', fill: { place: '三楼会议室' } });
    expect(call.page).toContain('样例zfc：');
    expect(call.page).toContain('止损联动');
    // Whom it is sent to calls no meeting.
    expect((await b.post(other, papersPath(file), { kind: 'call' })).status).toBe(403);

    await b.skipTo(file, Date.parse(on) as never);
    const heldAt = iso(await b.now(file));
    const until = iso(Date.now() + 9 * DAY).slice(0, 10);
    const undertakings = [{ unit: `${issuing.id}.zfc`, undertaking: '暂停协议', until }];
    const said = { heldAt, attendees: [by, other], record: '逐项研究' };
    const minutes = await issue({
      kind: 'minutes',
      // Rows are asked for as the form of the act asks for them, and printed with the names of its units.
      fill: { ...said, undertakings },
    });
    expect(minutes.page).toContain('样例zfc；暂停协议；期限：');
    expect(numberOf(minutes)).toBe(numberOf(call) + 1);
    const filed = await b.post(by, `/v1/files/${file}/acts/joint-minutes`, {
      ...said,
      undertakings,
      document: minutes.document,
    });
    expect(paperless(filed)).toEqual([200, '']);
    expect(await statedBy(file, by, minutes)).toEqual([true]);
    const one = paperIn(await b.get(by, `${papersPath(file)}/${minutes.id}`));
    expect(one.filed.map(({ differs }) => differs)).toEqual([[]]);
    expect(one.names).toMatchObject({ [by]: '样例sup', [`${issuing.id}.jds`]: '样例jds' });
    expect(await entered(file)).toEqual([call.number, minutes.number]);
  });
});

describe('TJ51-14.1: a penalty case', () => {
  it('has the form of its filing, and preserves evidence by a notice that it has numbered', async () => {
    const staff: Staff = await staffed(b, {});
    await numbers(staff.bureau, staff.head);
    const subject = await b.institution({ bureau: staff.bureau });
    const c = await Case.open(b, {}, subject, staff);
    const issue = issuer(c.file, staff.jds);
    const filing = await issue({ kind: 'filing' });
    for (const text of ['JYJ-2026-008', '样例事实', '医疗保障基金使用监督管理条例'])
      expect(filing.page).toContain(text);
    // The decision is owed from the filing on, and has no number before what it rests on.
    const early = await b.post(staff.jds, papersPath(c.file), { kind: 'decision' });
    expect([early.status, (early.body as { code: string }).code]).toEqual([409, 'paper-not-yet']);
    expect((early.body as { lawful: { zh: string } }).lawful.zh).toContain('法制审核');
    await c.assign();
    const told = await issue({ kind: 'investigators' });
    expect(told.page).toContain('<li>jds2</li>');
    const preservedAt = await c.now();
    const notice = await issue({
      kind: 'preservation',
      fill: { goods: '账册', preservedAt, keptAt: '档案室' },
    });
    expect(notice.page).toMatch(/保存地点：档案室。.*起七日内作出处理决定/s);
    await c.accepted('preservation', {
      id: 'p-1',
      goods: '账册',
      preservedAt,
      approvedBy: staff.head,
      documentNo: notice.number,
      document: notice.document,
    });
    expect(await statedBy(c.file, staff.jds, notice)).toEqual([true]);
    const decided = await issue({ kind: 'preservation-decision', fill: { outcome: '解除' } });
    expect(decided.page).toContain(`对 ${notice.number} 登记保存的以下物品，决定：解除。`);
    expect(decided.page).toContain('账册');
    // Of two records of evidence each is offered until it has its form: the last one is not the only one.
    const evidence = async (): Promise<string[]> => {
      const { kinds } = (await b.get(staff.jds, papersPath(c.file))).body as {
        kinds: { kind: string; acts: { act: string }[] }[];
      };
      return kinds.find(({ kind }) => kind === 'evidence')!.acts.map(({ act }) => act);
    };
    for (const description of ['账册', '病历'])
      await c.accepted('evidence-record', await c.evidence({ description }));
    const [earlier, last] = await evidence();
    const form = await issue({ kind: 'evidence', act: earlier, fill: { description: '账册' } });
    expect([form.act, await evidence()]).toEqual([earlier, [last]]);
    // Whoever has given it has signed it: one person alone does not withdraw it.
    const alone = await b.post(staff.jds, `${papersPath(c.file)}/${form.id}/withdrawal`, {
      reason: '有误',
    });
    expect(alone.status).toBe(202);
    // The notice of a crime is declared once for two procedures.
    const crime = await issue({
      kind: 'crime-report',
      fill: { facts: '涉嫌犯罪', addressee: '负责人', group: ['甲', '乙'] },
    });
    expect(crime.page).toContain('涉嫌犯罪案件移送报告');
    expect(await entered(c.file)).toHaveLength(6);
  });
});

describe('TJ51-4.1: a patrol', () => {
  it('has a record of each talk, which its act states among its minutes, and demands by a notice', async () => {
    const staff = await staffed(b, {});
    await numbers(staff.bureau, staff.head);
    const subject = await b.institution({ bureau: staff.bureau });
    const p = await Patrol.begin(b, {}, subject, staff);
    const issue = issuer(p.file, staff.jds);
    const { kinds } = (await b.get(staff.jds, papersPath(p.file))).body as {
      kinds: { kind: string; stated: boolean }[];
    };
    // What a form is filled with is what it states: a call is no record of the talk.
    expect(kinds.flatMap(({ kind, stated }) => (stated ? [kind] : [])).toSorted()).toEqual([
      'demand-outcome',
      'end',
      'look-back',
      'talk-record',
    ]);
    const officers = ['jds', 'jds2'];
    for (const what of ['补齐病历', '退回费用']) {
      const by = await p.day(3);
      const demand = { what, by };
      // The act states the record, not the call: it uses the call up, so the next talk has one of its own.
      const called = { heldAt: await p.now(), place: '一楼', what: '核实费用' };
      const call = await issue({ kind: 'talk-call', fill: called });
      const talk = await p.talk({ demand, summary: `要求${what}` });
      const { heldAt, summary } = talk;
      const fill = { heldAt, officers, summary, demand: what, demandBy: by };
      // Once the first is stated it is that talk's: of the second nothing stands yet.
      const record = await issue({ kind: 'talk-record', fill });
      // The party has signed it, before its act is filed: one person alone neither replaces nor withdraws it.
      const other = { kind: 'talk-record', replaces: record.id, fill };
      expect((await b.post(staff.jds, papersPath(p.file), other)).status).toBe(409);
      const signed = `${papersPath(p.file)}/${record.id}/withdrawal`;
      expect((await b.post(staff.jds, signed, { reason: '有误' })).status).toBe(202);
      await p.accepted('warning-talk', { ...talk, minutes: record.document });
      expect(await statedBy(p.file, staff.jds, record)).toEqual([true]);
      // Where the words of the talk are erased by order, what was typed into both before it goes too.
      const typed = await b.owner<
        { paper: string }[]
      >`select distinct t.paper from inbox i cross join lateral typed_before(i.act_id) t where i.file_id = ${p.file} and i.payload->>'summary' = ${`要求${what}`} order by 1`;
      expect(typed.map(({ paper }) => paper)).toEqual([call.id, record.id].toSorted());
      // What came after a paper is known by its number in the file, however early a receipt is stated.
      class Undone extends Error {}
      const early = b.owner.begin(async (tx) => {
        await tx`alter table paper disable trigger user`;
        await tx`update paper set issued_at = issued_at + interval '9 days' where id = ${call.id}`;
        const still =
          await tx`select 1 from inbox i cross join lateral typed_before(i.act_id) t where i.file_id = ${p.file} and t.paper = ${call.id}`;
        expect(still.length).toBeGreaterThan(0);
        throw new Undone();
      });
      await expect(early).rejects.toBeInstanceOf(Undone);
      // The talk has used the call up: one person alone puts no other in its place, nor withdraws it.
      const { heldAt: _, ...rest } = called;
      const anew = { kind: 'talk-call', replaces: call.id, fill: rest };
      const alone = await b.post(staff.jds, papersPath(p.file), anew);
      expect([alone.status, (alone.body as { code: string }).code]).toEqual([409, 'paper-stated']);
      const withdrawal = `${papersPath(p.file)}/${call.id}/withdrawal`;
      expect((await b.post(staff.jds, withdrawal, { reason: '有误' })).status).toBe(202);
      const notice = await issue({ kind: 'demand' });
      expect(notice.page).toContain(what);
      const again = await b.post(staff.jds, papersPath(p.file), { kind: 'demand' });
      expect(again.status).toBe(409);
    }
    expect(await entered(p.file)).toHaveLength(6);
  });
});

describe('QHD-2.1c: a list of credit supervision', () => {
  it('is announced, and its changes are reported by a letter that names them', async () => {
    const g = await Section.setUp(b);
    await numbers(g.id, g.o('reg'));
    await g.first();
    const items = [...annex(), { id: 'B6', name: '样例新增事项', powerType: 'penalty' }];
    const file = await g.adopted({ adoptedOn: today(), items });
    const issue = issuer(file, g.o('h'));
    const announced = await issue({ kind: 'announcement' });
    expect(announced.page).toContain('样例新增事项；权力类型：');
    const letter = await issue({
      kind: 'report',
      fill: { changes: [{ kind: 'add', item: 'B6' }] },
    });
    expect(letter.page).toContain('<p class="to">市信用办：</p>');
    await g.published(file);
    const given = await g.report(file, ['add:B6'], { document: letter.document });
    await g.accepted(file, 'credit-list-report', { ...given, receipt: proof(4) });
    expect(await statedBy(file, g.o('h'), letter)).toEqual([true]);
    // Of another file it is nobody's.
    expect((await b.get(g.o('h'), `${papersPath(file)}/${file}.P9`)).status).toBe(404);
  });
});

describe('QHD-2.5a: an objection', () => {
  it('is checked by a record that names the subject as the register of subjects has it', async () => {
    const c = await Credit.inUse(b);
    await numbers(c.id, c.o('reg'));
    const employer = await c.employer();
    const { file } = await Objection.open(c, employer, await c.recorded(employer));
    const checkedAt = iso(await b.now(file));
    const check = await issuer(
      file,
      c.o('h'),
    )({ kind: 'check', fill: { checkedAt, finding: '属实' } });
    expect(check.page).toContain('<td>样例参保单位</td>');
    expect(check.page).toContain('样例理由');
  });
});

describe('X-5: what opens a file says what papers take from its opening', () => {
  it('by the form of one of its routes', async () => {
    const wanting: string[] = [];
    for (const { id, opens } of procedures) {
      const kinds = allKinds.filter(({ procedure }) => procedure === id);
      if (kinds.length === 0 || opens.length === 0) continue;
      const { body } = await b.get(o('reg'), `/v1/procedures/${id}`);
      const forms = (body as { opens: { act: string; schema: Node }[] }).opens;
      for (const { id: kind, paper } of kinds)
        for (const from of [
          ...Object.values(paper.fields).map((field) => field.from),
          ...(paper.needsUnless
            ? [{ act: undefined, opening: true, path: paper.needsUnless }]
            : []),
        ]) {
          const act = from?.act ?? paper.act;
          if (!from || !(from.opening || opens.includes(act))) continue;
          const [first, second] = from.path.split('.');
          const says = forms.some(({ act: of, schema }) => {
            const part = schema.properties?.[first!];
            if (!from.opening && of !== act) return false;
            return second === undefined
              ? part
              : part && JSON.stringify(part).includes(`"${second}"`);
          });
          if (!says) wanting.push(`${kind}: ${from.path}`);
        }
    }
    expect(wanting).toEqual([]);
  });
});
