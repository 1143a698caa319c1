/** History as the audit log: every attempt with its author, and nothing personal, there or in any log. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { Bureau, document, documentNo, iso, people } from '../setup/bureau.ts';
import {
  actPath,
  decide,
  eventually,
  openA,
  payload,
  signalAct,
  settle,
  unitOf,
} from './support.ts';

let bureau: Bureau;
const log: string[] = [];
beforeAll(async () => {
  bureau = await Bureau.open({
    log: pino(
      { level: 'trace' },
      {
        write: (line: string) => {
          log.push(line);
        },
      },
    ),
  });
});
afterAll(() => bureau.close());

async function historyOf(file: string) {
  const { engine } = bureau.service;
  return (
    (await engine.as('o-coord', () => engine.client.workflow.getHandle(file).fetchHistory()))
      .events ?? []
  );
}

/** Every payload of the engine decoded in place. */
function decoded(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  if (Array.isArray(value)) return value.map(decoded);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, decoded(v)]));
}

it('every attempt that a file takes in, accepted or refused, is a signal event that names its officer; the opening names its officer too', async () => {
  const { file } = await openA(bureau);
  await decide(bureau, file);
  const attempts = [
    people.payment2,
    people.supervision,
    people.coordinator,
    people.centre,
  ] as const;
  for (const officer of attempts)
    await bureau.post(officer, actPath(file, 'decision-reply'), payload['decision-reply']());
  await settle(bureau, file);
  const rows = await bureau.owner<
    { act: string; officer: string }[]
  >`select act_id as act, officer_id as officer from inbox where file_id = ${file} and number > 1 order by number`;
  expect(rows.length).toBeGreaterThanOrEqual(5);
  // Whoever was removed is refused before the inbox, and leaves no event.
  expect(
    (
      await bureau.post(
        people.removed,
        actPath(file, 'decision-reply'),
        payload['decision-reply'](),
      )
    ).status,
  ).toBe(403);
  const events = await historyOf(file);
  const [started] = events;
  expect((started as { principal?: { name?: string } }).principal?.name).toBe(people.supervision);
  const signals = events.filter((e) => e.workflowExecutionSignaledEventAttributes);
  for (const { act, officer } of rows) {
    const mine = signals.filter((e) =>
      JSON.stringify(decoded(e.workflowExecutionSignaledEventAttributes)).includes(act),
    );
    expect(mine.length, `signals of ${act}`).toBeGreaterThan(0);
    for (const e of mine)
      expect((e as { principal?: { type?: string; name?: string } }).principal).toMatchObject({
        type: 'jwt',
        name: officer,
      });
  }
  expect(unitOf[people.payment2]).toBe('tj.zfc');
});

it('a forged attempt names who sent it', async () => {
  const { file } = await openA(bureau);
  await signalAct(
    bureau,
    file,
    { id: 'x', number: 2, type: 'suspension-decision', officer: 'o-zfc-1' },
    'o-intruder',
  );
  const signal = await eventually('the event', async () =>
    (await historyOf(file)).find((e) => e.workflowExecutionSignaledEventAttributes),
  );
  expect((signal as { principal?: { name?: string } }).principal?.name).toBe('o-intruder');
});

it('nothing personal reaches workflow ids, search attributes, memo, history, logs or problems', async () => {
  const secret = {
    name: '欧阳测试',
    phone: '13912345678',
    story: '患者王某某投诉甲医生收受红包一事',
    ground: '其他事由之某某举报',
    call: '022-87654321',
    where: 'oa/secret-place',
    problem: '问题叙述甲乙丙丁',
  };
  const file = (
    await openA(bureau, {
      grounds: ['suspected-violation', 'other'],
      otherGround: secret.ground,
      remarks: secret.story,
      phone: { calledAt: iso(Date.now() - 1000), person: secret.name, number: secret.call },
    })
  ).file;
  const now = await bureau.now(file);
  const send = (type: string, body: object, officer: string = people.payment) =>
    bureau.post(officer, actPath(file, type), body);
  const withStory = {
    reason: secret.story,
    remarks: `${secret.name} ${secret.phone}`,
    document: { ...document(), where: secret.where },
  };
  const replies = [
    await send('decision-reply', { ...payload['decision-reply'](), remarks: secret.story }),
    await send('suspension-decision', { ...payload['suspension-decision'](now - 1), ...withStory }),
    await send(
      'filing-decision',
      { ...payload['filing-decision'](now - 1), ...withStory },
      people.supervision,
    ),
    await send('decision-reply', {
      documentNo: documentNo(),
      document: document(),
      remarks: secret.story,
    }),
    await send(
      'phone-record',
      { calledAt: iso(now - 1), person: secret.name, number: secret.phone },
      people.supervision,
    ),
    await send(
      'chase',
      {
        duty: 'fileDecision',
        to: 'tj.zfc',
        channel: 'phone',
        at: iso(now),
        remarks: secret.problem,
      },
      people.coordinator,
    ),
    await send('decision-filing', {
      documentNo: documentNo(),
      document: document(),
      remarks: 5,
      unknown: secret.phone,
    }),
    await send('decision-filing', {
      documentNo: secret.story,
      document: { ...document(), where: secret.where },
    }),
    await bureau.post(people.supervision, '/v1/rapid-responses', {
      direction: 'A',
      subject: { kind: 'institution', id: 'i-nowhere' },
      documentNo: documentNo(),
      document: document(),
      grounds: [],
      otherGround: secret.ground,
      remarks: secret.story,
    }),
  ];
  expect(replies.map((r) => r.status).filter((s) => s === 200).length).toBeGreaterThanOrEqual(4);
  const { engine } = bureau.service;
  const described = await engine.as('o-coord', () =>
    engine.client.workflow.getHandle(file).describe(),
  );
  const places: Record<string, string> = {
    history: JSON.stringify(decoded(await historyOf(file))),
    description: JSON.stringify(decoded(described.raw)),
    'API log': log.join('\n'),
    'worker log': readFileSync(join(inject('stack').logs, 'worker.log'), 'utf8'),
    'engine log': readFileSync(join(inject('stack').logs, 'temporal.log'), 'utf8'),
    problems: replies
      .filter((r) => r.status >= 400)
      .map((r) => r.text)
      .join('\n'),
    register: JSON.stringify(await bureau.owner`select * from register where file_id = ${file}`),
    'file row': JSON.stringify(await bureau.owner`select * from file where id = ${file}`),
    'opening attempts': JSON.stringify(
      await bureau.owner`select * from opening_attempt where officer_id = ${people.supervision}`,
    ),
  };
  expect(places['history']).toContain(file);
  expect(places['API log']).toContain('/v1/');
  for (const [place, text] of Object.entries(places)) {
    for (const [what, marker] of Object.entries(secret))
      expect(text.includes(marker), `${what} in ${place}`).toBe(false);
  }
  // The whole act is in the inbox, and only there.
  expect(
    JSON.stringify(await bureau.owner`select payload from inbox where file_id = ${file}`),
  ).toContain(secret.story);
});
