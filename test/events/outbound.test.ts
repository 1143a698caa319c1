/** What leaves of a commitment case: every entry of its register, in order, at least once, also to a receiver that falters. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Fixture } from '../coordination-issue/fixtures.ts';
import { Listener, newSecret, until, verify, type Hook } from '../outbox/support.ts';
import {
  act,
  approved,
  Bureau,
  document,
  iso,
  itemsOf,
  newResult,
  send,
  states,
  type Event,
} from './fixtures.ts';
import { documentNo } from '../setup/bureau.ts';
import { type Hashed, faultIn } from '../setup/chain.ts';

let bureau: Bureau;
let fixture: Fixture;
let listener: Listener;
const secret = newSecret();
const receiver: string[] = [];

beforeAll(async () => {
  receiver.length = 0;
  listener = await Listener.start();
  bureau = await Bureau.open(
    { outbox: { bureaus: receiver } },
    {
      OUTBOX_DISPATCH: 'true',
      OUTBOX_ALLOWED_HOSTS: '127.0.0.1:*',
      OUTBOX_ALLOW_PRIVATE: '127.0.0.0/8',
      OUTBOX_POLL: '50',
      OUTBOX_FIRST_DELAY: '10',
      OUTBOX_TRIES: '10',
    },
  );
  fixture = await Fixture.setUp(bureau);
  receiver.push(fixture.id);
  await bureau.owner`insert into officer (id, unit_id, name, roles) values (${fixture.o('admin')}, ${fixture.u('ju')}, '样例', '{administrator}')`;
  // Its own platform: none of another bureau reports for its officers.
  await bureau.owner`insert into officer (id, unit_id, kind, name, roles) values (${fixture.o('ywt')}, ${fixture.u('ju')}, 'system', '样例', '{receiving-system}')`;
  const reply = await fixture.put('admin', `/v1/receivers/${fixture.id}-ywt`, {
    url: listener.url,
    secret,
    reason: '对接一网通',
  });
  expect(reply.status, reply.text).toBe(201);
});
afterAll(async () => {
  await bureau.close();
  listener.close();
});

const by = async (who: string, ...events: Event[]) => {
  const answers = itemsOf(await send(bureau, fixture.o(who), { events }, fixture.o('ywt')));
  expect(states(answers)).toEqual(events.map(() => 'accepted'));
  return answers;
};
const paper = () => ({ documentNo: documentNo(), document: document() });
const served = (at: number) => ({
  ...paper(),
  service: { method: 'direct', servedAt: iso(at), proof: document(4) },
  reasons: '样例理由',
  remedies: { body: '样例复议机关', period: '60日' },
});

/** From the approval to the revocation, every act an event; the department is reminded on the way. */
async function course(result: string): Promise<string> {
  const [opened] = await by('acc-h', approved(result));
  const file = opened!.file!;
  await by('sup-d', act('distribution', result, { assignee: fixture.o('sup-h') }));
  const at = await bureau.now(file);
  await by(
    'sup-h',
    act('check-record', result, {
      document: document(5),
      checkedAt: iso(at),
      method: '现场核查',
      findings: '样例',
      result: 'not-conforming',
    }),
    act('supervision-result', result, {
      to: fixture.u('acc'),
      document: document(6),
      result: 'not-conforming',
      findings: '样例',
      handlingSuggestion: { kind: 'revoke', text: '建议撤销' },
    }),
  );
  await fixture.overrun(file, 'receiveFeedback');
  const later = await bureau.now(file);
  await by(
    'sup-h',
    act('stop-order', result, { ...served(later), orderedAt: iso(later) }),
    act('revocation-suggestion', result, { ...paper(), heard: true, reasons: '样例理由' }),
  );
  await by('acc-h', act('feedback-receipt', result, { handling: '已阅处' }));
  const last = await bureau.now(file);
  await by('acc-h', act('revocation', result, { ...served(last), decidedAt: iso(last) }));
  await fixture.closed(file, 'revoked');
  return file;
}

interface Message extends Omit<Hashed, 'recordedAt'> {
  body: { act?: { type: string }; duty?: string };
  recordedAt: string;
}
const messagesOf = (file: string): Message[] =>
  listener.hooks
    .filter((hook) => hook.file === file && hook.path === '/hook')
    .map(({ message }) => message as unknown as Message);

describe('the sequence of a case', () => {
  it('TJ84-4 results, suggestions, stop orders, revocations and reminders leave in order and at least once; a receiver that fails gets them again, and can check the chain', async () => {
    let n = 0;
    const refused: Hook[] = [];
    listener.answer = (hook) => {
      if (++n % 5 !== 3) return 204;
      refused.push(hook);
      return 503;
    };
    const file = await course(newResult());
    const entries = await bureau.owner<
      { seq: number; hash: string }[]
    >`select seq, hash from register where file_id = ${file} order by seq`;
    await until(
      () => new Set(listener.seqs(file)).size,
      (size) => size >= entries.length,
      20_000,
    );
    expect(refused.length).toBeGreaterThan(0);
    // A refused one comes again before the next; nothing overtakes.
    const seqs = listener.seqs(file);
    expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
    const messages = [...new Map(messagesOf(file).map((m) => [m.seq, m])).values()];
    expect(messages.slice(0, entries.length).map(({ seq, hash }) => ({ seq, hash }))).toEqual(
      entries.map(({ seq, hash }) => ({ seq, hash })),
    );
    expect(
      faultIn(messages.map((m) => ({ ...m, recordedAt: Date.parse(m.recordedAt) }))),
    ).toBeUndefined();
    for (const hook of listener.hooks.filter((one) => one.file === file))
      expect(() => verify(secret, hook)).not.toThrow();
    expect(messages.filter((m) => m.type === 'act-accepted').map((m) => m.body.act!.type)).toEqual([
      'approval',
      'distribution',
      'check-record',
      'supervision-result',
      'stop-order',
      'revocation-suggestion',
      'feedback-receipt',
      'revocation',
    ]);
    const types = messages.map(({ type }) => type);
    for (const type of ['duty-armed', 'duty-performed', 'management-overdue', 'file-closed'])
      expect(types).toContain(type);
    expect(messages.filter((m) => m.type === 'management-overdue').map((m) => m.clause)).toContain(
      'TJ84-15.4',
    );
  });
});
