/** TJ84-0.1, 12.2, 13, 14, 15.5 by themselves: periods, openings and guards, each with code and clause. */
import * as acts from '../../../domain/implementing-rule/acts.ts';
import { actNames } from '../../../domain/law/act-names.ts';
import { describe, expect, it } from 'vitest';
import type { Act } from '../../../domain/law/act.ts';
import { codes } from '../../../domain/codes.ts';
import type { Refusal } from '../../../domain/law/refusal.ts';
import { arm } from '../../../domain/law/wait.ts';
import { defaultCommitmentSettings as settings } from '../../../domain/commitment-case/settings.ts';
import type { State, VersionKnowledge } from '../../../domain/implementing-rule/acts.ts';
import { dutiesFor, issuedOn, warnedAhead } from '../../../domain/implementing-rule/duties.ts';
import { guards, notAwaited } from '../../../domain/implementing-rule/guards.ts';
import {
  itemHasFile,
  periodOf,
  refuseOpening,
  remarksOn,
  type RuleToOpen,
} from '../../../domain/implementing-rule/opening.ts';
import { sectionIds } from '../../../domain/implementing-rule/sections.ts';
import { forms, missingOf, sectionsShape } from '../../../domain/implementing-rule/forms.ts';
import { publishedYears } from '../../../domain/time/calendars.ts';
import { formatInstant, parseInstant, startOfDay } from '../../../domain/time/civil-date.ts';
import type { CivilDate, Instant } from '../../../domain/time/instant.ts';
import type { Guard } from '../../../domain/law/acts.ts';

const day = (text: string) => text as CivilDate;
const at = (text: string): Instant => parseInstant(text)!;
/** Code and clause; every refusal speaks both languages and has a listed code. */
function told(refusal: Refusal | undefined): [string, string] | undefined {
  if (!refusal) return undefined;
  expect(Object.keys(codes)).toContain(refusal.code);
  for (const sentence of [refusal.say, refusal.lawful])
    expect(sentence).toEqual({
      zh: expect.stringMatching(/\p{Script=Han}/u),
      en: expect.stringMatching(/[a-z]{3}/),
    });
  return [refusal.code, refusal.clause];
}

describe('TJ84-0.1 the period', () => {
  const armed = (ofIssuing: boolean, from: Instant, openedAt = from) =>
    arm({
      kind: 'within',
      duty: warnedAhead(
        dutiesFor({ ofIssuing, settings }).compileRule,
        from,
        openedAt,
        publishedYears,
      ),
      from,
      owedBy: 'a',
      owedTo: 'b',
      force: ofIssuing ? 'text' : 'management',
      calendar: publishedYears,
    });

  it('30 natural days of 2021-09-22: the last is Friday 2021-10-22, warned of three and one working days before', () => {
    const { due, wakes, duty } = armed(true, startOfDay(issuedOn));
    expect([due.lastDay, formatInstant(due.at), due.status, duty.basis]).toEqual([
      '2021-10-22',
      '2021-10-23T00:00:00+08:00',
      'firm',
      { clause: 'TJ84-0.1', instrument: 'TJ84', article: '印发通知', force: 'text' },
    ]);
    expect(wakes.filter((w) => w.what === 'remind').map((w) => formatInstant(w.at))).toEqual([
      '2021-10-19T00:00:00+08:00',
      '2021-10-21T00:00:00+08:00',
    ]);
  });
  it('nobody is warned after the end', () => {
    expect(
      armed(true, startOfDay(issuedOn), at('2021-10-23T00:00:00+08:00')).wakes.map((w) => w.what),
    ).toEqual(['verdict']);
    expect(
      armed(true, startOfDay(issuedOn), at('2021-10-22T23:59:59+08:00')).wakes.filter(
        (w) => w.what === 'remind',
      ),
    ).toHaveLength(2);
  });
  it('two deliverables, the same period, each its own', () => {
    const { compileRule, updatePortal } = dutiesFor({ ofIssuing: true, settings });
    expect([compileRule.act, updatePortal.act]).toEqual(['rule-publication', 'portal-update']);
    expect([updatePortal.limit, updatePortal.basis]).toEqual([
      compileRule.limit,
      compileRule.basis,
    ]);
    expect('mayPrecede' in compileRule).toBe(false);
  });
  it('later items: the setting, and management only', () => {
    const { compileRule, reviewRule } = dutiesFor({
      ofIssuing: false,
      settings: { ruleDays: 7, ruleReviewMonths: 6 },
    });
    expect([compileRule.limit, compileRule.basis.force, 'mayPrecede' in compileRule]).toEqual([
      { unit: 'calendar-days', count: 7 },
      'management',
      true,
    ]);
    expect([reviewRule.limit, reviewRule.basis]).toEqual([
      { unit: 'months', count: 6, roll: false },
      { clause: 'TJ84-14', instrument: 'TJ84', article: '第十四条', force: 'management' },
    ]);
  });
  it('by law only for what was on the list on the day of the issuing, in a bureau that it binds', () => {
    const on = (allowedFrom: string, adoptedOn?: string) =>
      periodOf(
        { allowedFrom: day(allowedFrom), knownAtIssuing: true },
        adoptedOn as CivilDate | undefined,
      );
    const law = { ofIssuing: true, from: at('2021-09-22T00:00:00+08:00') };
    expect([on('2020-01-01'), on('2021-09-22')]).toEqual([law, law]);
    expect(on('2021-09-23')).toEqual({ ofIssuing: false, from: at('2021-09-23T00:00:00+08:00') });
    expect(on('2020-01-01', '2024-05-06')).toEqual({
      ofIssuing: false,
      from: at('2024-05-06T00:00:00+08:00'),
    });
    expect(on('2025-01-01', '2024-05-06')).toEqual({
      ofIssuing: false,
      from: at('2025-01-01T00:00:00+08:00'),
    });
    expect(remarksOn({ allowedFrom: day('2026-01-01'), knownAtIssuing: true })).toEqual([]);
    expect(remarksOn({ allowedFrom: day('2026-01-01'), knownAtIssuing: false })).toHaveLength(1);
  });
});

describe('TJ84-12.2 opening', () => {
  const city = { unit: 'c', roles: ['city-fund-centre'] };
  const good: RuleToOpen = {
    author: city,
    ofAuthor: true,
    listVersion: 1,
    item: {
      id: 'i',
      types: ['credit'],
      accepting: [city, { unit: 'd', roles: ['district-fund-centre'] }],
    },
  };
  const on = (change: Partial<RuleToOpen>) => told(refuseOpening({ ...good, ...change }));
  it('in order', () => {
    expect(on({})).toBeUndefined();
    expect(
      on({ item: { ...good.item!, accepting: [{ unit: 'd', roles: ['district-fund-centre'] }] } }),
    ).toBeUndefined();
    for (const role of ['settlement-centre', 'procurement-centre'])
      expect(on({ author: { unit: 'c', roles: [role] } })).toBeUndefined();
  });
  it('refused', () => {
    expect(on({ ofAuthor: false })).toEqual(['not-authorised', 'TJ84-12.2']);
    for (const roles of [
      [],
      ['district-fund-centre'],
      ['street-service-office'],
      ['supervising-department'],
    ])
      expect(on({ author: { unit: 'c', roles } })).toEqual(['author-not-city-level', 'TJ84-12.2']);
    expect(on({ listVersion: undefined })).toEqual(['list-missing', 'TJ84-0.1']);
    expect(on({ item: undefined })).toEqual(['item-unknown', 'TJ84-0.1']);
    expect(on({ item: { ...good.item!, types: [] } })).toEqual(['item-not-committed', 'TJ84-2']);
    expect(on({ author: { unit: 'x', roles: ['settlement-centre'] } })).toEqual([
      'not-own-or-lower',
      'TJ84-12.2',
    ]);
    expect(told(itemHasFile('IR.tj.2026-00001'))).toEqual(['item-has-file', 'TJ84-0.1']);
  });
});

const state = (change: Partial<State> = {}): State => ({
  author: 'a',
  versions: [{ version: 1, from: day('2026-01-01'), supervisors: ['s'] }],
  ...change,
});
const act = (type: string, facts: object, known: object = {}, change: object = {}): Act =>
  ({
    id: 'x',
    number: 2,
    type,
    unit: 'a',
    officer: 'o-1',
    receivedAt: at('2026-06-04T10:00:00+08:00'),
    arrivedAt: at('2026-06-04T10:00:00+08:00'),
    occurredAt: at('2026-06-04T00:00:00+08:00'),
    hash: '',
    facts,
    known,
    ...change,
  }) as never;
const all: { readonly [type: string]: readonly Guard<State>[] | undefined } = guards;
const judge = (one: Act, s = state()) =>
  told((all[one.type] ?? []).map((guard) => guard(one, s)).find((r) => r !== undefined));

describe.each(['rule-publication', 'rule-revision'])('TJ84-13, 14 %s', (type) => {
  const known: VersionKnowledge = {
    last: 1,
    lastFrom: day('2026-06-03'),
    unregistered: [],
    unlisted: [],
    beyond: [],
    approved: false,
  };
  const on = (facts: object, knowledge: Partial<VersionKnowledge> = {}) =>
    judge(
      act(
        type,
        {
          effectiveFrom: '2026-06-04',
          missing: [],
          departments: [],
          reasonGiven: true,
          unsectioned: [],
          ...facts,
        },
        { ...known, ...knowledge },
      ),
    );
  it('in order, from the day of its publication', () => {
    expect(on({})).toBeUndefined();
    expect(on({}, { last: 0, lastFrom: null })).toBeUndefined();
  });
  it('refused', () => {
    for (const id of sectionIds)
      expect(on({ missing: [id] })).toEqual(['section-missing', 'TJ84-13']);
    expect(on({}, { unregistered: ['u'] })).toEqual(['department-unregistered', 'TJ84-13']);
    expect(on({}, { unlisted: [{ accepting: 'u', supervising: 'v' }] })).toEqual([
      'department-mismatch',
      'TJ84-13',
    ]);
    expect(on({}, { beyond: ['u'] })).toEqual(['not-own-or-lower', 'TJ84-12.2']);
    expect(on({ unsectioned: ['附则'] })).toEqual(['period-section-missing', 'TJ84-13']);
    expect(on({ effectiveFrom: '2026-06-03' }, { lastFrom: day('2026-06-01') })).toEqual([
      'rule-retroactive',
      'TJ84-14',
    ]);
    for (const from of ['2026-06-04', '2026-06-05'])
      expect(on({}, { lastFrom: day(from) })).toEqual(['rule-overlap', 'TJ84-14']);
  });
  it('the first of an item needs no reason; only a revision leaves what is approved', () => {
    expect(on({ reasonGiven: false })).toEqual(['reason-missing', 'TJ84-14']);
    expect(on({ reasonGiven: false }, { last: 0, lastFrom: null })).toBeUndefined();
    expect(on({}, { approved: true })).toEqual(
      type === 'rule-revision' ? ['rule-changes-past', 'TJ84-14'] : undefined,
    );
  });
});

describe('TJ84-15.5 countersignature', () => {
  const on = (facts: object, change: object = {}, s = state(), coordinator = true) =>
    judge(
      act('countersignature', { version: 1, side: 'accepting', ...facts }, { coordinator }, change),
      s,
    );
  it('of each side', () => {
    expect(on({})).toBeUndefined();
    expect(
      on(
        { side: 'supervising' },
        { unit: 's' },
        state({ versions: [{ ...state().versions[0]!, accepting: 'o-2' }] }),
      ),
    ).toBeUndefined();
  });
  it('refused', () => {
    const signed = (change: object) =>
      state({
        author: 'a',
        versions: [{ ...state().versions[0]!, supervisors: ['a', 's'], ...change }],
      });
    expect(on({ version: 2 })).toEqual(['version-unknown', 'TJ84-15.5']);
    expect(on({ side: 'supervising' })).toEqual(['not-of-this-side', 'TJ84-15.5']);
    expect(on({}, { unit: 's' })).toEqual(['not-of-this-side', 'TJ84-15.5']);
    expect(on({}, {}, signed({ accepting: 'o-2' }))).toEqual([
      'already-countersigned',
      'TJ84-15.5',
    ]);
    expect(on({ side: 'supervising' }, {}, signed({ accepting: 'o-1' }))).toEqual([
      'same-person',
      'TJ84-15.5',
    ]);
    expect(on({}, {}, signed({ supervising: 'o-1' }))).toEqual(['same-person', 'TJ84-15.5']);
    expect(on({}, {}, state(), false)).toEqual(['not-coordinator', 'TJ84-15.5']);
  });
});

it('TJ84-0.1 a file ends only when the list in force has not its item', () => {
  expect(
    judge(act('item-withdrawn', { list: 2, from: '2026-06-01' }, { listed: false })),
  ).toBeUndefined();
  expect(judge(act('item-withdrawn', { list: 2, from: '2026-06-01' }, { listed: true }))).toEqual([
    'item-still-listed',
    'TJ84-0.1',
  ]);
});

it('X-5 what nobody awaits cites the article it belongs to', () => {
  const on = (type: string, s = state()) =>
    notAwaited(s)(act(type, {}), {
      ...actNames([acts]),
      types: ['rule-revision', 'item-withdrawn'],
    });
  expect(told(on('rule-publication'))).toEqual(['not-awaited', 'TJ84-14']);
  for (const [type, clause] of [
    ['rule-revision', 'TJ84-14'],
    ['rule-review', 'TJ84-14'],
    ['countersignature', 'TJ84-15.5'],
    ['portal-update', 'TJ84-0.1'],
  ] as const) {
    expect(told(on(type, state({ versions: [] })))).toEqual(['not-awaited', clause]);
    expect(told(on(type))).toEqual(['not-awaited', clause]);
  }
  // What only the system brings is offered to nobody.
  expect(on('portal-update').lawful.en).toBe('Your unit can file now: New version of the rule.');
});

describe('TJ84-13 forms', () => {
  const whole = {
    departments: [{ accepting: 'a', supervising: 's' }],
    materials: 'x',
    content: 'x',
    method: 'x',
    procedure: 'x',
    suggestion: 'x',
  };
  it('blank is missing', () => {
    expect(missingOf(sectionsShape.parse(whole))).toEqual([]);
    expect(missingOf(sectionsShape.parse({}))).toEqual([...sectionIds]);
    for (const id of sectionIds)
      expect(
        missingOf(sectionsShape.parse({ ...whole, [id]: id === 'departments' ? [] : ' \n\t' })),
      ).toEqual([id]);
  });
  it('the engine is told no sentence of the rule; a period with its unit and the name of its section', () => {
    const shape = forms['rule-publication'].shape;
    const payload = shape.parse({
      documentNo: '津〔2026〕1号',
      document: { id: 'd', sha256: 'ab'.repeat(32), where: 'x' },
      publishedAt: '2026-06-04T09:00:00+08:00',
      effectiveFrom: '2026-06-05',
      sections: { ...whole, procedure: '机密文字', extra: [{ title: '附则', text: '机密文字' }] },
      check: { count: 5, unit: 'working-days', section: 'procedure', from: 'push' },
      feedback: { count: 2, unit: 'months', section: '附则', from: 'check' },
      reason: '机密文字',
      remarks: '机密文字',
    });
    const { facts, occurredAt } = forms['rule-publication'].toFacts(payload);
    expect(JSON.stringify(facts)).not.toContain('机密文字');
    expect(occurredAt).toBe(at('2026-06-04T09:00:00+08:00'));
    expect(facts).toMatchObject({
      reasonGiven: true,
      unsectioned: [],
      check: { limit: { unit: 'working-days', count: 5 }, section: '监管程序', from: 'push' },
      feedback: { limit: { unit: 'months', count: 2 }, section: '附则', from: 'check' },
    });
    expect(
      forms['rule-publication'].toFacts({
        ...payload,
        check: { count: 1, unit: 'hours', section: '别处', from: 'push' },
      }).facts['unsectioned'],
    ).toEqual(['别处']);
    for (const period of [
      { count: 5, section: 'procedure', from: 'push' },
      { count: 0, unit: 'hours', section: 'procedure', from: 'push' },
      { count: 5, unit: 'weeks', section: 'procedure', from: 'push' },
      { count: 5, unit: 'hours', section: 'procedure' },
      { count: 5, unit: 'hours', section: 'procedure', from: 'check' },
    ])
      expect(
        shape.safeParse({ ...payload, publishedAt: '2026-06-04T09:00:00+08:00', check: period })
          .success,
      ).toBe(false);
  });
});
