/** 采用 The papers of a bureau of another place, which has only decided to adopt the instrument. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Bureau, document, type Reply } from '../setup/bureau.ts';
import { issuingBureau, papersPath } from './support.ts';

const adopting = issuingBureau();
const foreign = issuingBureau();
const first = '样医保发〔2026〕3号';
const adoption = (no: string, decidedOn: string) => ({
  instrument: 'TJ51',
  decidedOn,
  documentNo: no,
  document: document(),
});
let bureau: Bureau;
let subject: string;
beforeAll(async () => {
  bureau = await Bureau.open();
  await adopting.founded(bureau, { area: '621000', adoptions: [adoption(first, '2026-01-05')] });
  await foreign.founded(bureau, { area: '621000' });
  subject = await bureau.institution({ bureau: adopting.issuing.id });
}, 60_000);
afterAll(() => bureau.close());

const fill = { grounds: ['涉嫌违法违规'], facts: '虚构诊疗项目', addressee: '样例市支付处' };
const pageOf = (reply: Reply): string => {
  expect([reply.status, reply.text]).toEqual([200, reply.text]);
  return (reply.body as { html: string }).html;
};
const letter = (by: string, of: string): Promise<Reply> =>
  bureau.post(by, '/v1/papers/openings/preview', {
    kind: 'rapid-response/letter',
    subject: { kind: 'institution', id: of },
    fill,
  });

it('X-11: name the decision by which the bureau applies it, as of the opening of their file', async () => {
  const sup = adopting.o('sup');
  const cited = (no: string): string =>
    `本局决定采用的津人社局发〔2017〕51号 附件1 一（一）（采用决定：${no}）`;
  expect(pageOf(await letter(sup, subject))).toContain(cited(first));
  const file = await adopting.opened(bureau, subject);
  const further = async (): Promise<string> =>
    pageOf(
      await bureau.post(sup, `${papersPath(file)}/preview`, {
        kind: 'further-letter',
        fill: { ...fill, grounds: ['suspected-violation'] },
      }),
    );
  expect(await further()).toMatch(
    /请依照本局决定采用的津人社局发〔2017〕51号[^，。]*（采用决定：样医保发〔2026〕3号）/,
  );

  // Decided anew: what is opened since then rests on the later decision, and the file goes on under the first one.
  const second = '样医保发〔2026〕9号';
  const { body: row } = await bureau.get(adopting.o('one'), `/v1/bureaus/${adopting.issuing.id}`);
  const { name, area, receivingSystem, settings } = row as Record<string, unknown>;
  const changed = await adopting.ground(bureau, `/v1/bureaus/${adopting.issuing.id}`, {
    name,
    area,
    receivingSystem,
    settings,
    adoptions: [adoption(first, '2026-01-05'), adoption(second, '2026-02-05')],
  });
  expect([changed.status, changed.text]).toEqual([200, changed.text]);
  expect(pageOf(await letter(sup, subject))).toContain(cited(second));
  expect(await further()).toContain(first);
});

it('X-11: a bureau that has adopted nothing issues no letter either', async () => {
  const of = await bureau.institution({ bureau: foreign.issuing.id });
  const reply = await letter(foreign.o('sup'), of);
  expect([reply.status, (reply.body as { code: string }).code]).toEqual([422, 'no-legal-basis']);
});
