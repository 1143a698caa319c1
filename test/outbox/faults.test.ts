/** A receiver that hangs costs nobody else anything; a process that dies between sending and noting it sends the same message again. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { Bureau, document, documentNo, iso } from '../setup/bureau.ts';
import { allOf, Fixture, until } from './support.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await Fixture.open();
});
afterAll(() => fixture.close());

const reaching = {
  OUTBOX_DISPATCH: 'true',
  OUTBOX_ALLOWED_HOSTS: '127.0.0.1:*',
  OUTBOX_ALLOW_PRIVATE: '127.0.0.0/8',
  OUTBOX_POLL: '50',
  OUTBOX_FIRST_DELAY: '20',
};

it('killed between sending and noting it: another process sends the same message under the same id', async () => {
  const [listener, file] = [await fixture.listener(), await fixture.file()];
  const receiver = await fixture.receiver(listener.url);
  const env = {
    ...process.env,
    ...inject('stack').env,
    ...reaching,
    OUTBOX_TIMEOUT: '500',
    OUTBOX_TEST_BUREAU: fixture.bureau,
  };
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', fileURLToPath(new URL('./child.ts', import.meta.url))],
    { env, stdio: 'inherit' },
  );
  const died = new Promise<unknown>((resolve) => {
    child.once('exit', (_code, signal) => resolve(signal));
  });
  listener.answer = () => {
    child.kill('SIGKILL');
    return 'hang';
  };
  await fixture.enter(file, 2);
  // The process has to start first, and loads everything.
  await until(() => listener.hooks.length > 0, Boolean, 25_000);
  expect(await died).toBe('SIGKILL');
  expect(await fixture.states(receiver, file)).toEqual(['sending', 'pending']);
  listener.answer = () => 204;
  await fixture.dispatch();
  await until(() => fixture.states(receiver, file), allOf('delivered'), 15_000);
  expect(listener.seqs(file)).toEqual([1, 1, 2]);
  expect(listener.hooks[1]!.id).toBe(listener.hooks[0]!.id);
  expect(listener.hooks[1]!.body).toBe(listener.hooks[0]!.body);
  await fixture.stopDispatchers();
});

it('a dispatcher that stops gives up what hangs; it is sent again', async () => {
  const [listener, file] = [await fixture.listener(), await fixture.file()];
  const receiver = await fixture.receiver(listener.url);
  listener.answer = () => 'hang';
  const dispatcher = await fixture.dispatch({ timeout: 20_000, tries: 1 });
  await fixture.enter(file);
  await until(() => listener.hooks.length === 1);
  const from = Date.now();
  await dispatcher.stop();
  expect(Date.now() - from).toBeLessThan(4_000);
  expect((await fixture.standing(receiver, file))[0]).toMatchObject({
    state: 'pending',
    lastError: 'stopped',
  });
  listener.answer = () => 204;
  await fixture.dispatch();
  await until(() => fixture.states(receiver, file), allOf('delivered'));
  expect(listener.hooks[1]!.id).toBe(listener.hooks[0]!.id);
});

/** Units and officers with which this bureau can act in a file. */
async function staff(): Promise<{ supervision: string; payment: string }> {
  const { bureau, owner } = fixture;
  const officer = async (unit: string, roles: string[]): Promise<string> => {
    const id = `o-${unit.replace('.', '-')}`;
    await owner`insert into unit (id, bureau_id, name, roles) values (${unit}, ${bureau}, '样例', ${roles})`;
    await owner`insert into officer (id, unit_id, name, roles, certificate, commitment_signed_on, commitment_valid_until)
      values (${id}, ${unit}, '样例', ${['handler', 'coordinator']}, ${owner.json({ number: '样例1', kind: '行政执法证', validFrom: '2024-01-01', validUntil: '2035-12-31' })}, '2026-01-05', '2035-12-31')`;
    return id;
  };
  await officer(`${bureau}.zdc`, ['system-division']);
  await officer(`${bureau}.sbzx`, ['insurance-centre']);
  await officer(`${bureau}.zfjd`, ['enforcement-supervision']);
  return {
    supervision: await officer(`${bureau}.jds`, ['supervision-body']),
    payment: await officer(`${bureau}.zfc`, ['payment-division']),
  };
}

it('verdicts come as fast while every receiver hangs', async () => {
  const [listener, people] = [await fixture.listener(), await staff()];
  listener.answer = () => 'hang';
  for (let i = 0; i < 3; i++) await fixture.receiver(listener.url);
  const bureau = await Bureau.open({ outbox: { bureaus: [fixture.bureau] } }, reaching);
  try {
    const id = await bureau.institution();
    await fixture.owner`update institution set bureau_id = ${fixture.bureau} where id = ${id}`;
    const opening = {
      direction: 'A',
      subject: { kind: 'institution', id },
      documentNo: documentNo(),
      document: document(),
      grounds: ['suspected-violation'],
      investigation: document(2),
    };
    const opened = await bureau.post(people.supervision, '/v1/rapid-responses', opening);
    expect(opened.status, opened.text).toBe(201);
    const { file } = opened.body as { file: string };
    await until(() => listener.open >= 3);
    const from = Date.now();
    const decision = {
      documentNo: documentNo(),
      document: document(),
      decidedAt: iso((await bureau.now(file)) - 1),
      outcome: 'suspend',
      agreementClause: '第32条',
    };
    const verdict = await bureau.post(
      people.payment,
      `/v1/files/${file}/acts/suspension-decision`,
      decision,
      randomUUID(),
    );
    expect(verdict.status, verdict.text).toBe(200);
    expect(Date.now() - from).toBeLessThan(3_000);
    expect(listener.open).toBeGreaterThanOrEqual(3);
    expect(listener.seqs(file).every((seq) => seq === 1)).toBe(true);
    expect(
      await fixture.sql`select 1 from delivery where file_id = ${file} and seq > 1 and state = 'pending'`,
    ).not.toEqual([]);
  } finally {
    await bureau.close();
  }
});
