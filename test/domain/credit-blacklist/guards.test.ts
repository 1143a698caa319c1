/** QHD-2.4d: who may not decide on a listing and when nobody may. The course itself is acted out on the engine. */
import { describe, expect, it } from 'vitest';
import type { State } from '../../../domain/credit-blacklist/acts.ts';
import { guards } from '../../../domain/credit-blacklist/guards.ts';

const state = (more: Partial<State> = {}): State => ({
  handlers: new Set(['h']),
  toldAt: null,
  unanswered: false,
  heard: true,
  proposer: 'p',
  groundless: false,
  ...more,
});
/** The code with which the first of its guards refuses an act. */
const refused = (
  type: 'blacklist-approval' | 'blacklist-removal',
  by: string,
  s: State,
  { facts = {}, known = {} }: { facts?: object; known?: object } = {},
): string | undefined => {
  const act = {
    type,
    officer: by,
    facts: { outcome: 'listed', reasonGiven: true, ...facts },
    known: { principal: true, proposed: true, prepared: false, ...known },
  };
  return guards[type].map((guard) => guard(act as never, s)).find((refusal) => refusal)?.code;
};

describe('QHD-2.4d 列入 Approval', () => {
  const approval = 'blacklist-approval';
  it('by the principal, once the subject is heard and its statement answered', () => {
    expect(refused(approval, 'b', state())).toBeUndefined();
    expect(refused(approval, 'b', state({ heard: false }))).toBe('statement-open');
    expect(refused(approval, 'b', state({ unanswered: true }))).toBe(
      'listing-statement-unanswered',
    );
    expect(refused(approval, 'b', state(), { known: { principal: false } })).toBe(
      'principal-missing',
    );
    expect(refused(approval, 'b', state(), { facts: { reasonGiven: false } })).toBe(
      'reason-missing',
    );
  });
  it('not by who has prepared it, under this account or another', () => {
    expect(refused(approval, 'h', state())).toBe('same-person');
    expect(refused(approval, 'b', state(), { known: { prepared: true } })).toBe('same-person');
  });
  it('not of what the records no longer propose; that it is not listed may be said all the same', () => {
    const known = { proposed: false };
    expect(refused(approval, 'b', state(), { known })).toBe('grading-changed');
    const facts = { outcome: 'not-listed' };
    expect(refused(approval, 'b', state(), { known, facts })).toBeUndefined();
  });
});

describe('QHD-2.4d 移出 Removal', () => {
  const removal = 'blacklist-removal';
  it('by the principal, and not by who has proposed it', () => {
    expect(refused(removal, 'b', state())).toBeUndefined();
    expect(refused(removal, 'p', state())).toBe('same-person');
    // 同一执法证 Under another account of the same certificate.
    expect(refused(removal, 'b', state(), { known: { proposer: true } })).toBe('same-person');
    expect(refused(removal, 'b', state(), { known: { principal: false } })).toBe(
      'principal-missing',
    );
  });
});
