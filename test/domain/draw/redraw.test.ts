/** QY-6.2: after recusal, absence or a lost object, a redraw with a reason replaces what fell out, by new lots, and nothing more. */
import { describe, expect, it } from 'vitest';
import { saying } from '../../../domain/draw/chance.ts';
import { refuseCommitment } from '../../../domain/draw/commitment.ts';
import { secretHashOf } from '../../../domain/draw/hashing.ts';
import type { DrawRecord, Follows, Pair, Statement } from '../../../domain/draw/record.ts';
import { redrawParts } from '../../../domain/draw/redraw.ts';
import type { Registries } from '../../../domain/draw/registries.ts';
import { picksOf, standing } from '../../../domain/draw/standing.ts';
import { inOrder } from '../../../domain/draw/statement.ts';
import { recordOf } from '../../../domain/draw/steps.ts';
import {
  contribution,
  objects,
  officers,
  record,
  registries,
  rule,
  shown,
  statement,
} from './sample.ts';
import { told } from './told.ts';

const first = record();
const [object] = first.result.objects as [string];
const [gone, stays] = first.result.teams.find((team) => team.object === object)!.officers as [
  string,
  string,
];
const link = (change: Partial<Follows>, before = first): Follows => ({
  draw: before.statement.draw,
  hash: before.hash,
  reason: 'absence',
  why: '病假',
  evidence: 'e'.repeat(64),
  outObjects: [],
  outTeams: [],
  ...change,
});

/** The redraw that follows from what fell out, by the registries. */
function redraw(follows: Follows, known: Registries, change: Partial<Statement> = {}): Statement {
  return saying(
    inOrder(
      statement({
        draw: 'DR.qy.2026-0002',
        secretHash: secretHashOf(shown.secret),
        follows,
        recusals: [...known.recusals],
        repeats: [],
        ...redrawParts(follows, known, rule.team),
        ...change,
      }),
    ),
  );
}
const known = (change: Partial<Registries> = {}) => registries({ chain: [first], ...change });
const judged = (
  follows: Follows,
  change: Partial<Statement> = {},
  facts: Partial<Registries> = {},
) => told(refuseCommitment(redraw(follows, known(facts), change), known(facts)));
const drawnBy = (one: Statement): DrawRecord =>
  recordOf(one, { ...contribution, number: '27182818284590452353' }, shown);

describe('QY-6.2 a redraw', () => {
  const absent = link({ outTeams: [[gone, object]] });

  it('after absence draws one officer beside the one who stays, out of those who are there', () => {
    expect(judged(absent)).toBeUndefined();
    const one = redraw(absent, known());
    expect(one).toMatchObject({ count: 0, objects: [], targets: [{ id: object, keep: [stays] }] });
    expect(one.officers.map(({ id }) => id)).toEqual(
      officers.map(({ id }) => id).filter((id) => id !== gone),
    );
    const team = standing([first, drawnBy(one)]).teams.get(object)!;
    expect(team).toHaveLength(2);
    expect(team).toContain(stays);
    expect(team).not.toContain(gone);
  });

  it('counts the teams that officers have already', () => {
    const busy = redraw(absent, known()).officers;
    for (const { id, load } of busy)
      expect(load, id).toBe(first.result.teams.filter((team) => team.officers.includes(id)).length);
    expect(judged(absent, { officers: busy.map((one) => ({ ...one, load: 0 })) })).toEqual([
      'officer-hand-picked',
      'QY-6.2',
    ]);
  });

  it('X-7 after recusal keeps the officer in the lot, but never for that object; the recusal must be listed', () => {
    const pair: Pair = [gone, object];
    const recused = link({ reason: 'recusal', outTeams: [pair] });
    expect(judged(recused)).toEqual(['redraw-unfounded', 'QY-6.2']);
    const facts = { recusals: [...registries().recusals, pair] };
    expect(judged(recused, {}, facts)).toBeUndefined();
    expect(drawnBy(redraw(recused, known(facts))).result.teams[0]!.officers).not.toContain(gone);
  });

  it('after an object is lost draws another of the same territory and class, once, and never one drawn before', () => {
    const lost = first.result.objects.find((id) =>
      objects.some(
        (one) =>
          one.territory === where(id).territory &&
          one.class === where(id).class &&
          one.places > 0 &&
          !one.barredBy &&
          !first.result.objects.includes(one.id),
      ),
    )!;
    const follows = link({ reason: 'object-unavailable', outObjects: [lost], why: '已停业' });
    expect(judged(follows)).toBeUndefined();
    const one = redraw(follows, known());
    expect(one.count).toBe(1);
    for (const { id, territory, class: name } of one.objects) {
      expect([territory, name]).toEqual([where(lost).territory, where(lost).class]);
      expect(first.result.objects).not.toContain(id);
    }
    const now = standing([first, drawnBy(one)]);
    expect(now.teams.has(lost)).toBe(false);
    expect(now.teams.size).toBe(first.result.objects.length);
    expect(
      judged(follows, { count: 2, quotas: [{ ...one.quotas[0]!, least: 2, most: 2 }] })?.[1],
    ).toBe('QY-6.2');
    expect(judged(follows, { objects: [], count: 0, quotas: [] })).toEqual([
      'redraw-unfounded',
      'QY-6.2',
    ]);
  });

  it('when a held plan wakes draws all its officers anew; its object stays', () => {
    const woken = link({
      reason: 'plan-woken',
      outTeams: [
        [gone, object],
        [stays, object],
      ],
      why: '搁置的计划到期唤醒',
    });
    expect(judged(woken)).toBeUndefined();
    expect(redraw(woken, known())).toMatchObject({
      targets: [{ id: object, keep: [] }],
      officers: officers.map(({ id }) => ({ id })),
    });
  });

  it('without reason, evidence in what fell out, or link to the last record is refused', () => {
    const unfounded = ['redraw-unfounded', 'QY-6.2'];
    expect(judged(link({}))).toEqual(unfounded);
    expect(judged(link({ outTeams: [['p-9', object]] }))).toEqual(unfounded);
    expect(
      judged(
        link({ reason: 'object-unavailable', outObjects: ['h-99'] }),
        { objects: [], count: 0, quotas: [], targets: [] },
        {},
      ),
    ).toEqual(unfounded);
    expect(judged(link({ reason: 'object-unavailable', outTeams: [[gone, object]] }))).toEqual(
      unfounded,
    );
    expect(judged(link({ reason: 'absence', outObjects: [object] }))).toEqual(unfounded);
    expect(judged({ ...absent, hash: 'f'.repeat(64) })).toEqual(unfounded);
    expect(judged({ ...absent, draw: 'DR.qy.2026-0009' })).toEqual(unfounded);
    expect(told(refuseCommitment(redraw(absent, known()), registries()))).toEqual(unfounded);
  });

  it('replaces nobody else: other targets, or a team emptied further, are refused', () => {
    expect(
      judged(absent, { targets: [{ id: object, territory: where(object).territory, keep: [] }] }),
    ).toEqual(['redraw-unfounded', 'QY-6.2']);
    expect(judged(absent, { officers: redraw(absent, known()).officers.slice(1) })).toEqual([
      'officer-hand-picked',
      'QY-6.2',
    ]);
  });

  it('goes on from the last of a chain; a plan cites the chain with the team that stands now', () => {
    const second = drawnBy(redraw(absent, known()));
    const [, added] = standing([first, second]).teams.get(object) as [string, string];
    const again = link({ outTeams: [[added, object]] }, second);
    expect(
      told(
        refuseCommitment(
          redraw(again, known({ chain: [first, second] })),
          known({ chain: [first, second] }),
        ),
      ),
    ).toBeUndefined();
    expect(
      told(refuseCommitment(redraw(absent, known()), known({ chain: [first, second] }))),
    ).toEqual(['redraw-unfounded', 'QY-6.2']);
    const day = second.statement.committedAt.slice(0, 10);
    const picks = picksOf([first, second]);
    expect(picks.map(({ institution }) => institution).sort()).toEqual(
      [...first.result.objects].sort(),
    );
    // QY-6.2: since when its officers stand drawn is each object's own; a redraw for another one does not make them younger.
    expect(picks.find(({ institution }) => institution === object)).toEqual({
      institution: object,
      officers: [stays, added],
      objectOn: '2026-03-02',
      officersOn: day,
    });
    expect(
      picks.filter(({ institution }) => institution !== object).map(({ officersOn }) => officersOn),
    ).toEqual(first.result.objects.slice(1).map(() => '2026-03-02'));
  });
});

function where(id: string) {
  return objects.find((one) => one.id === id)!;
}
