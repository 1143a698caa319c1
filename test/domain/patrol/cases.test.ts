/** TJ51-4.1, 4.3 Cases and a patrol in every order in which they may hear of one another; acted out through the API in test/patrol. */
import { describe, expect, it } from 'vitest';
import { defaultPatrolSettings } from '../../../domain/patrol/settings.ts';
import type { State } from '../../../domain/patrol/state.ts';
import type { CivilDate } from '../../../domain/time/instant.ts';
import { instant } from '../../../domain/time/instant.ts';
import { Cases } from '../../../workflows/patrol/cases.ts';
import type { PatrolContext } from '../../../workflows/patrol/context.ts';

const day = (n: number) => instant(Date.parse(`2026-03-${String(n).padStart(2, '0')}T09:00+08:00`));
const on = '2026-03-02' as CivilDate;

/** A patrol after its talk, with one demand; and what it does. */
function patrol() {
  const state: State = {
    file: 'XC.tj.2026-00001',
    settings: defaultPatrolSettings,
    subject: { kind: 'institution', id: 'i-1' },
    stage: 'talk',
    since: day(2),
    findings: new Set(),
    origins: new Set(),
    handled: new Set(),
    demands: new Map([['1', { on, by: on, state: 'open' }]]),
    cases: new Map(),
    changed: () => true,
  };
  const done: string[] = [];
  const accept = new Map<string, (act: never) => void>();
  const context = {
    state,
    opening: { matter: 'fund-use' },
    file: {
      state,
      notes: [],
      effect: () => {},
      task: (kind: string, _: string, data: { case?: string }) =>
        done.push([kind, data.case].filter(Boolean).join(' ')),
    },
    offer: (type: string, take: (act: never) => void) => accept.set(type, take),
    note: () => {},
    releaseLookBack: () => state.stage === 'look-back' && done.push('look back released'),
    enter: (stage: State['stage'], { at }: { at: typeof state.since }) => {
      Object.assign(state, { stage, since: at });
      done.push(stage);
    },
  };
  const cases = new Cases(context as unknown as PatrolContext, () => {
    state.stage = 'look-back';
    done.push('look back owed');
  });
  cases.offers();
  const say = (type: string, facts: object, id = type) =>
    accept.get(type)!({
      id,
      officer: 'o',
      unit: 'jds',
      hash: 'h',
      occurredAt: day(3),
      facts,
    } as never);
  return {
    state,
    /** What it has done since it was last asked. */
    did: () => done.splice(0),
    asked: () => say('patrol-case-filing', { documentHash: 'h' }, 'f'),
    filed: (file: string) => say('case-filed', { act: 'f', file, joined: false }),
    refused: () => say('case-refused', { act: 'f', reason: 'basis-missing' }),
    linked: (file: string, matter = 'fund-use') =>
      say(
        'penalty-case-joined',
        { file, matter, matterRef: null, filedAt: day(4), evidence: 'h' },
        `linked-${file}`,
      ),
    ended: (file: string, n = 9) =>
      say(
        'penalty-case-ended',
        { file, filedAt: day(4), closedAt: day(n), outcome: 'closed', investigated: ['q'] },
        `ended-${file}`,
      ),
    failed: () => {
      state.demands.set('1', { on, by: on, state: 'refused', act: 'no' });
      cases.carry({ id: 'no' } as never);
    },
  };
}

describe('TJ51-4.3 拒不改正 reaches every case, whichever comes first', () => {
  it('the refusal, then a case past the patrol', () => {
    const p = patrol();
    p.failed();
    p.linked('a');
    expect(p.did()).toEqual(['patrol-demand a', 'case']);
  });
  it('the case, then the refusal: once', () => {
    const p = patrol();
    p.linked('a');
    p.failed();
    p.failed();
    expect(p.did()).toEqual(['case', 'patrol-demand a']);
  });
  it('a filing asked for before the refusal, and filed after it', () => {
    const p = patrol();
    p.asked();
    p.failed();
    p.filed('a');
    expect(p.did()).toEqual(['patrol-filing', 'patrol-demand a', 'case']);
  });
  it('not twice where the filing carries it', () => {
    const p = patrol();
    p.failed();
    p.asked();
    p.linked('a');
    p.filed('a');
    expect(p.did()).toEqual(['patrol-filing', 'case']);
  });
  it('not a case about another matter', () => {
    const p = patrol();
    p.failed();
    p.linked('a', 'fraud');
    p.failed();
    expect(p.did()).toEqual(['case']);
  });
  it('another case than the one that is filed', () => {
    const p = patrol();
    p.failed();
    p.asked();
    p.linked('past');
    p.filed('a');
    expect(p.did()).toEqual(['patrol-filing', 'patrol-demand past', 'case']);
  });
});

describe('TJ51-4.1 the stage of the case, and the look back after it', () => {
  it('is entered by a case that was linked while a filing was on its way that is refused', () => {
    const p = patrol();
    p.asked();
    p.linked('past');
    p.refused();
    expect(p.did()).toEqual(['patrol-filing', 'case']);
    expect(p.state.since).toBe(day(4));
    p.ended('past');
    expect(p.did()).toEqual(['look back owed']);
    expect([...p.state.handled]).toEqual(['q']);
  });
  it('is owed at once where that case has ended meanwhile', () => {
    const p = patrol();
    p.asked();
    p.linked('past');
    p.ended('past');
    p.refused();
    expect(p.did()).toEqual(['patrol-filing', 'case', 'look back owed']);
  });
  it('is owed anew after each further case', () => {
    const p = patrol();
    p.linked('a');
    p.ended('a');
    p.did();
    p.linked('b');
    expect(p.did()).toEqual(['look back released']);
    p.ended('b', 12);
    expect(p.did()).toEqual(['look back owed']);
  });
});
