/** The platform at POST /v1/events: events as they should be, sent under an officer's token with its act claim, or under its own. */
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { EventAnswer } from '../../api/commitment-case/event-answer.ts';
import { approval, archive, Bureau, city, document, iso } from '../commitment-case/acts.ts';
import { documentNo, type Reply } from '../setup/bureau.ts';
import { uniqueHex } from '../setup/unique.ts';

export { archive, Bureau, city, document, iso };
export type Body = Record<string, unknown>;
export interface Event {
  key?: unknown;
  type?: unknown;
  result?: unknown;
  body?: unknown;
  [more: string]: unknown;
}

export const platform = 's-ywt';
export const newResult = (): string => `R-${uniqueHex()}`;
const newKey = (): string => randomUUID();

/** An approval; archived and pushed with it unless said otherwise. */
export const approved = (result: string, changes: Body = {}): Event & { key: string } => ({
  key: newKey(),
  type: 'approval',
  body: approval('certification', result, { archive: archive(), push: true, ...changes }),
});
export const act = (type: string, result: string, body: Body = {}): Event & { key: string } => ({
  key: newKey(),
  type,
  result,
  body,
});

/** The acts of a case after the push, each well filled in. */
export const acts = {
  distribution: (result: string) => act('distribution', result, { assignee: city.assignee }),
  check: (result: string, at: number, found = 'conforming') =>
    act('check-record', result, {
      document: document(5),
      checkedAt: iso(at),
      method: '现场核查',
      findings: '样例情况',
      result: found,
    }),
  finding: (result: string, changes: Body = {}) =>
    act('supervision-result', result, {
      to: city.accepting,
      document: document(6),
      result: 'conforming',
      findings: '样例情况',
      ...changes,
    }),
  stop: (result: string, at: number) =>
    act('stop-order', result, {
      documentNo: documentNo(),
      document: document(),
      orderedAt: iso(at),
      service: { method: 'direct', servedAt: iso(at), proof: document(4) },
      reasons: '样例理由',
      remedies: { body: '样例复议机关', period: '60日' },
    }),
  suggestion: (result: string) =>
    act('revocation-suggestion', result, {
      documentNo: documentNo(),
      document: document(),
      heard: true,
      reasons: '样例理由',
    }),
  revocation: (result: string, at: number) =>
    act('revocation', result, {
      documentNo: documentNo(),
      document: document(),
      decidedAt: iso(at),
      service: { method: 'direct', servedAt: iso(at), proof: document(4) },
      reasons: '样例理由',
      remedies: { body: '样例复议机关', period: '60日' },
    }),
  received: (result: string) => act('feedback-receipt', result, { handling: '已阅处' }),
};

/** What the platform sends for an officer. */
export const send = (
  bureau: Bureau,
  officer: string,
  body: unknown,
  system: string = platform,
): Promise<Reply> => bureau.post(officer, '/v1/events', body, undefined, { act: { sub: system } });

/** A batch, answered in its places. */
export async function report(
  bureau: Bureau,
  officer: string,
  ...events: Event[]
): Promise<EventAnswer[]> {
  return itemsOf(await send(bureau, officer, { events }));
}

export function itemsOf(reply: Reply): EventAnswer[] {
  expect([reply.status, reply.status === 200 ? '' : reply.text]).toEqual([200, '']);
  return (reply.body as { items: EventAnswer[] }).items;
}

export const states = (answers: readonly EventAnswer[]): string[] =>
  answers.map(({ state, code }) => (code ? `${state} ${code}` : state));
