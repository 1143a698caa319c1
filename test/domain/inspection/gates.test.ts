/** Every gate by itself: what it lets pass, what it refuses under which clause, and from when it would be lawful. A lawful plan passes all; each row spoils one thing. */
import { describe, expect, it } from 'vitest';
import { assess } from '../../../domain/inspection/assess.ts';
import { gateIds } from '../../../domain/inspection/findings.ts';
import type { Case, Plan } from '../../../domain/inspection/plan.ts';
import { type Known, type Delegation, type Body } from '../../../domain/inspection/known.ts';
import { codes } from '../../../domain/codes.ts';
import {
  always,
  asked,
  at,
  clue,
  findingsOf,
  item,
  known,
  officer,
  on,
  other,
  partner,
  past,
  plan,
  told,
} from './sample.ts';

type Row = [title: string, plan: Partial<Plan>, known: Partial<Known>, told: string[]];
const body = (change: Partial<Body>): Partial<Known> => ({ body: { ...known().body, ...change } });
const institution = (change: object): Partial<Known> => ({
  institution: { ...known().institution, ...change },
});
const items = (change: object): Partial<Known> => ({ items: [item('i-1', change)] });
const certificate = (change: object): Partial<Known> => ({
  officers: [
    officer('o1', { certificate: { ...officer('o1').certificate!, ...change } }),
    officer('o2'),
    officer('o3'),
  ],
});
const three = {
  team: [
    { officer: 'o1', role: 'lead', from: 'body' },
    { officer: 'o2', role: 'officer', from: 'body' },
    { officer: 'o3', role: 'officer', from: 'body' },
  ],
} satisfies Partial<Plan>;
const onSite = (change: object): Partial<Plan> => ({ items: [{ ...plan().items[0]!, ...change }] });
const qualified = (change: object) =>
  body({ qualification: { ...known().body.qualification!, ...change } });

describe('a lawful plan', () => {
  it.each(['plan', 'approval', 'start'] as const)(
    'passes every gate at %s, and every gate is asked',
    (stage) => {
      const a = assess(asked({}, {}, stage));
      expect(a).toMatchObject({
        lawful: true,
        judged: true,
        mayHold: false,
        usesPlace: true,
        earliest: '2026-03-10',
      });
      expect(new Set(a.findings.map((f) => f.gate))).toEqual(new Set(gateIds));
      expect(told(asked({}, {}, stage))).toEqual([]);
    },
  );
  it('never stops at the first refusal', () => {
    expect(
      told(
        asked(
          { onSiteReasonGiven: false, purpose: 'precondition' },
          { ...qualified({ publishedOn: null }) },
        ),
      ),
    ).toHaveLength(3);
  });
  it('QY-15.1: a plan for a day before the notice is not judged by it; from its day on it is', () => {
    const of = (day: string) =>
      assess(
        asked(
          { days: { from: on(day), until: on(day) }, onSiteReasonGiven: false },
          { today: on('2025-06-01') },
          'plan',
        ),
      );
    expect(of('2025-06-25')).toMatchObject({ judged: false, lawful: true, usesPlace: false });
    expect(of('2025-06-26')).toMatchObject({ judged: true, lawful: false });
  });
});

const rows: { [group: string]: Row[] } = {
  'who inspects': [
    [
      'QY-0 not designated',
      {},
      institution({ status: 'terminated' }),
      ['refused scope not-designated QY-0'],
    ],
    [
      'QY-1.1 no qualification',
      {},
      body({ qualification: null }),
      [
        'refused qualification body-unqualified QY-1.1',
        'refused qualification-published qualification-unpublished QY-1.2',
      ],
    ],
    [
      'QY-1.1 expired on the last day',
      {},
      qualified({ valid: { from: on('2020-01-01'), until: on('2026-03-11') } }),
      ['refused qualification body-unqualified QY-1.1'],
    ],
    [
      'QY-1.1 valid through the last day',
      {},
      qualified({ valid: { from: on('2020-01-01'), until: on('2026-03-12') } }),
      [],
    ],
    [
      'QY-1.1 suspended until a day',
      {},
      qualified({ suspended: { from: on('2026-01-01'), until: on('2026-03-10') } }),
      ['refused qualification body-unqualified QY-1.1 2026-03-11'],
    ],
    [
      'QY-1.1 suspended until the day before',
      {},
      qualified({ suspended: { from: on('2026-01-01'), until: on('2026-03-09') } }),
      [],
    ],
    [
      'QY-1.2 published tomorrow',
      {},
      qualified({ publishedOn: on('2026-03-03') }),
      ['refused qualification-published qualification-unpublished QY-1.2 2026-03-03'],
    ],
    ['QY-1.2 published today', {}, qualified({ publishedOn: on('2026-03-02') }), []],
    [
      'QY-1.4 a third party as officer',
      { team: [...plan().team, { officer: 'o3', role: 'officer', from: 'third-party' }] },
      {},
      ['refused third-parties third-party-inspects QY-1.4'],
    ],
    [
      'QY-1.4 a third party assists',
      { team: [...plan().team, { officer: 'o3', role: 'assistant', from: 'third-party' }] },
      {},
      [],
    ],
    [
      'QY-1.5 no certificate',
      three,
      { officers: [officer('o1', { certificate: null }), officer('o2'), officer('o3')] },
      ['refused certificates certificate-missing QY-1.5'],
    ],
    [
      "QY-1.5 somebody else's",
      three,
      certificate({ holder: 'o9' }),
      ['refused certificates certificate-not-own QY-1.5'],
    ],
    [
      'QY-1.5, QY-10.5 a work pass',
      three,
      certificate({ kind: '工作证' }),
      ['refused certificates certificate-kind QY-1.5'],
    ],
    [
      'QY-1.5 suspended',
      three,
      certificate({ suspended: { from: on('2026-03-12'), until: null } }),
      ['refused certificates certificate-suspended QY-1.5'],
    ],
    [
      'QY-1.5 not yet valid',
      three,
      certificate({ valid: { from: on('2026-03-11'), until: null } }),
      ['refused certificates certificate-not-valid QY-1.5 2026-03-11'],
    ],
    [
      'QY-1.5 valid until the day before the last',
      three,
      certificate({ valid: { from: on('2020-01-01'), until: on('2026-03-11') } }),
      ['refused certificates certificate-not-valid QY-1.5'],
    ],
    [
      'QY-1.5 valid until the last day',
      three,
      certificate({ valid: { from: on('2020-01-01'), until: on('2026-03-12') } }),
      [],
    ],
    [
      'X-7 an interest, assistants too',
      { team: [...plan().team, { officer: 'o3', role: 'assistant', from: 'body' }] },
      { officers: [officer('o1'), officer('o2'), officer('o3', { recusedFrom: ['I-1'] })] },
      ['refused recusal recusal X-7'],
    ],
    [
      'X-7 an interest in another institution',
      {},
      { officers: [officer('o1', { recusedFrom: ['I-2'] }), officer('o2')] },
      [],
    ],
    [
      'QY-10.6 one officer and an assistant',
      { team: [plan().team[0]!, { officer: 'o2', role: 'assistant', from: 'body' }] },
      {},
      ['refused two-officers too-few-officers QY-10.6'],
    ],
    [
      'QY-10.6 the same person twice',
      { team: [plan().team[0]!, { officer: 'o1', role: 'officer', from: 'body' }] },
      {},
      [
        'refused two-officers same-person-twice QY-10.6',
        'refused two-officers too-few-officers QY-10.6',
      ],
    ],
    [
      'QY-10.6 one certificate number twice',
      {},
      {
        officers: [
          officer('o1'),
          officer('o2', { certificate: { ...officer('o2').certificate!, number: 'N-o1' } }),
        ],
      },
      ['refused two-officers too-few-officers QY-10.6'],
    ],
    [
      'QY-6.1 not on the roll',
      {},
      { officers: [officer('o1', { listed: false }), officer('o2')] },
      ['refused on-the-lists officer-unlisted QY-6.1'],
    ],
    [
      'QY-5.4 many people: remarked',
      {
        team: [
          ...three.team,
          ...['a1', 'a2', 'a3'].map((o) => ({
            officer: o,
            role: 'assistant' as const,
            from: 'body' as const,
          })),
        ],
      },
      { officers: ['o1', 'o2', 'o3', 'a1', 'a2', 'a3'].map((o) => officer(o)) },
      ['warned team-size team-large QY-5.4'],
    ],
  ],
  'what is inspected, and where': [
    [
      'QY-2.1 without basis',
      {},
      items({ basis: null }),
      ['refused item-basis item-without-basis QY-2.1'],
    ],
    [
      'QY-2.1 basis repealed on the last day',
      {},
      items({ basis: { repealedOn: on('2026-03-12') } }),
      ['refused item-basis item-basis-repealed QY-2.1'],
    ],
    [
      'QY-2.1 basis repealed the day after',
      {},
      items({ basis: { repealedOn: on('2026-03-13') } }),
      [],
    ],
    ['QY-2.3 no item', { items: [] }, {}, ['refused item-published item-missing QY-2.3']],
    [
      'QY-2.3 not on the list',
      onSite({ item: 'i-7' }),
      {},
      ['refused item-published item-unknown QY-2.3'],
    ],
    [
      'QY-2.2, QY-2.3 never published',
      {},
      items({ publishedOn: null }),
      ['refused item-published item-unpublished QY-2.3'],
    ],
    [
      'QY-2.3 published the day after the approval',
      {},
      items({ publishedOn: on('2026-03-03') }),
      ['refused item-published item-unpublished QY-2.3 2026-03-03'],
    ],
    [
      'QY-2.3 published on the day of the approval',
      {},
      items({ publishedOn: on('2026-03-02') }),
      [],
    ],
    [
      'QY-2.3 withdrawn',
      {},
      items({ withdrawnOn: on('2026-03-12') }),
      ['refused item-published item-withdrawn QY-2.3'],
    ],
    [
      'QY-3.1 content outside the list',
      onSite({ contents: ['a', 'z'] }),
      {},
      ['refused item-content content-outside-list QY-3.1'],
    ],
    [
      'QY-3.1 no content stated',
      onSite({ contents: [] }),
      {},
      ['refused item-content content-outside-list QY-3.1'],
    ],
    [
      'QY-3.1 on site where the list says written',
      {},
      items({ methods: ['written'] }),
      ['refused item-method method-outside-list QY-3.1'],
    ],
    [
      'QY-3.1 another standard',
      onSite({ standard: 's2' }),
      {},
      ['refused item-standard standard-outside-list QY-3.1'],
    ],
    [
      'QY-3.2 another county',
      {},
      institution({ area: '621021' }),
      ['refused territory outside-territory QY-3.2'],
    ],
    [
      'QY-3.2 a prefecture is at home in its counties',
      {},
      body({ area: '621000', level: 'prefecture' }),
      [],
    ],
    [
      "QY-3.2 by the superior's designation",
      { designation: { by: 'qy', document: 'doc' } },
      { ...institution({ area: '621021' }), designator: '621000' },
      ['excepted territory outside-territory QY-3.2'],
    ],
    [
      'QY-3.2 a superior designates within its own area',
      { designation: { by: 'qy', document: 'doc' } },
      { ...institution({ area: '621021' }), designator: '620100' },
      ['refused territory outside-territory QY-3.2'],
    ],
    [
      'QY-3.2 a designation by nobody above',
      { designation: { by: 'qy.y', document: 'doc' } },
      institution({ area: '621021' }),
      ['refused territory outside-territory QY-3.2'],
    ],
  ],
  'how it is planned': [
    [
      'QY-9.1 on site without reason',
      { onSiteReasonGiven: false },
      {},
      ['refused on-site-reason on-site-reason-missing QY-9.1'],
    ],
    [
      'QY-9.1 off-site needs none',
      { onSiteReasonGiven: false, ...onSite({ method: 'written' }) },
      {},
      [],
    ],
    [
      'QY-9.3 a precondition',
      { purpose: 'precondition' },
      {},
      ['refused purpose inspection-as-precondition QY-9.3'],
    ],
    ['QY-9.3 a precondition by law', { purpose: 'precondition', purposeBasis: '法' }, {}, []],
    [
      'QY-10.1 not approved',
      { approval: undefined as never },
      {},
      ['refused approval approver-missing QY-10.1'],
    ],
    [
      'QY-10.1 the head of a section',
      { approval: { by: 'section', on: on('2026-03-02') } },
      {},
      ['refused approval approver-not-head QY-10.1'],
    ],
    ['QY-10.1 the deputy in charge', { approval: { by: 'deputy', on: on('2026-03-02') } }, {}, []],
    [
      'QY-10.1 a head no longer in post',
      {},
      body({
        heads: [
          {
            officer: 'head',
            post: 'principal',
            in: { from: on('2020-01-01'), until: on('2026-03-01') },
          },
        ],
      }),
      ['refused approval approver-not-head QY-10.1'],
    ],
    [
      'QY-10.1, X-7 the head leads the team',
      { approval: { by: 'o1', on: on('2026-03-02') } },
      body({ heads: [{ officer: 'o1', post: 'principal', in: always }] }),
      ['refused approval approver-on-team QY-10.1'],
    ],
    [
      'QY-10.1 approved before it woke',
      {
        wokenOn: on('2026-03-02'),
        approval: { by: 'head', on: on('2026-03-01') },
        draw: { ...plan().draw!, officersOn: on('2026-03-02') },
      },
      {},
      ['refused approval approver-missing QY-10.1'],
    ],
    [
      'QY-10.1 planned for yesterday',
      { days: { from: on('2026-03-01'), until: on('2026-03-05') } },
      {},
      ['refused approved-days outside-approved-days QY-10.1 2026-03-02'],
    ],
    [
      'QY-10.1 ends before it begins',
      { days: { from: on('2026-03-10'), until: on('2026-03-09') } },
      {},
      ['refused approved-days outside-approved-days QY-10.1'],
    ],
    [
      'QY-4.2 a case inspection without clue',
      { kind: 'case' },
      {},
      ['refused clues clue-missing QY-4.2'],
    ],
    [
      'QY-4.2 an unknown clue',
      { kind: 'case', clues: ['C-9'] },
      {},
      ['refused clues clue-unknown QY-4.2'],
    ],
    [
      'QY-4.2 about another institution',
      { kind: 'case', clues: ['C-1'] },
      { clues: [clue('complaint', { institution: 'I-2' })] },
      ['refused clues clue-of-another QY-4.2'],
    ],
    [
      'QY-4.2 registered with the plan, not before',
      { kind: 'case', clues: ['C-1'] },
      { clues: [clue('complaint', { registeredAt: plan().filedAt })] },
      ['refused clues clue-not-earlier QY-4.2'],
    ],
    [
      'QY-4.2 without evidence',
      { kind: 'case', clues: ['C-1'] },
      { clues: [clue('complaint', { evidence: false })] },
      ['refused clues clue-unproved QY-4.2'],
    ],
    [
      'QY-4.2 ordered by a peer',
      { kind: 'case', clues: ['C-1'] },
      { clues: [clue('superior-order', { orderedBy: 'qy.y' })] },
      ['refused clues order-not-superior QY-4.2'],
    ],
    [
      'QY-4.2 a clue in order',
      { kind: 'case', clues: ['C-1'] },
      { clues: [clue('complaint')] },
      [],
    ],
    [
      'QY-15.3 known already: remarked',
      {},
      { history: [past('X', '2025-12-01', { recheck: true, found: 'violation' })] },
      ['warned already-known facts-known QY-15.3'],
    ],
    [
      'QY-15.3 of the item nothing is known',
      {},
      {
        history: [
          past('X', '2025-12-01', { recheck: true, found: 'unknown' }),
          past('Y', '2025-12-01', { recheck: true, items: ['i-2'] }),
        ],
      },
      [],
    ],
  ],
  'the draw (TJ51-14.2)': [
    ['QY-6.2 not drawn', { draw: undefined as never }, {}, ['refused draw not-drawn QY-6.2']],
    [
      'QY-6.2 not revealed',
      { draw: { ...plan().draw!, revealed: false } },
      {},
      ['refused draw draw-not-revealed QY-6.2'],
    ],
    [
      'QY-6.2 a hand-picked institution',
      { draw: { ...plan().draw!, institutions: ['I-2'] } },
      {},
      ['refused draw object-not-drawn QY-6.2'],
    ],
    [
      'QY-6.2 a hand-picked officer',
      { draw: { ...plan().draw!, officers: ['o1', 'o3'] } },
      {},
      ['refused draw officers-not-drawn QY-6.2'],
    ],
    [
      'QY-6.2 a redraw without reason',
      { draw: { ...plan().draw!, redraw: { of: 'D-0', reasonGiven: false } } },
      {},
      ['refused draw reason-missing QY-6.2'],
    ],
    [
      'QY-6.2 a redraw with its reason',
      { draw: { ...plan().draw!, redraw: { of: 'D-0', reasonGiven: true } } },
      {},
      [],
    ],
    [
      'QY-6.2 woken, officers of before',
      { wokenOn: on('2026-02-21') },
      {},
      ['refused draw not-drawn-anew QY-6.2'],
    ],
    ['QY-6.2 woken, officers drawn anew', { wokenOn: on('2026-02-20') }, {}, []],
    [
      'QY-6.2 binds no case inspection',
      { kind: 'case', clues: ['C-1'], draw: undefined as never },
      { clues: [clue('complaint')] },
      [],
    ],
    [
      'QY-6.1 a list 30 days old at the draw',
      {},
      { lists: { ...known().lists, objects: on('2026-01-21') } },
      [],
    ],
    [
      'QY-6.1 a list 31 days old at the draw',
      {},
      { lists: { ...known().lists, objects: on('2026-01-20') } },
      ['refused lists list-stale QY-6.1'],
    ],
    [
      'QY-6.1 a list never declared current',
      {},
      { lists: { ...known().lists, items: null } },
      ['refused lists list-stale QY-6.1'],
    ],
    [
      'QY-6.1 the roll of assistants only where there are some',
      {},
      { lists: { ...known().lists, assistants: null } },
      [],
    ],
  ],
};
describe.each(Object.entries(rows))('%s', (_group, of) => {
  it.each(of)('%s', (_title, p, k, expected) => {
    expect(told(asked(p, k))).toEqual(expected);
  });
});

describe('delegation (QY-1.3)', () => {
  const full: Delegation = {
    delegator: 'qy.g',
    valid: { from: on('2026-01-01'), until: on('2026-03-12') },
    items: ['i-1'],
    publishedByDelegatorOn: on('2026-01-01'),
    publishedByDelegateOn: on('2026-01-01'),
    filedWithJusticeOn: on('2026-01-01'),
    filedWithSuperiorOn: on('2026-03-02'),
  };
  const of = (change: Partial<Delegation> | null, p: Partial<Plan> = {}): Case =>
    asked({ inNameOf: 'qy.g', ...p }, body({ delegation: change && { ...full, ...change } }));
  it('in force, published by both, filed with both, inside its scope', () =>
    expect(told(of({}))).toEqual([]));
  it.each([
    ['none', null, 'delegation-missing', undefined],
    ["another's", { delegator: 'qy.h' }, 'delegation-missing', ['delegation']],
    [
      'ends the day before the last',
      { valid: { from: on('2026-01-01'), until: on('2026-03-11') } },
      'delegation-not-in-force',
      undefined,
    ],
    [
      'unpublished by the delegator',
      { publishedByDelegatorOn: null },
      'delegation-unpublished',
      ['published-by-delegator'],
    ],
    [
      'unpublished by the delegate',
      { publishedByDelegateOn: null },
      'delegation-unpublished',
      ['published-by-delegate'],
    ],
    [
      'not filed with justice',
      { filedWithJusticeOn: null },
      'delegation-unfiled',
      ['filed-with-justice'],
    ],
    [
      'filed with the superior tomorrow',
      { filedWithSuperiorOn: on('2026-03-03') },
      'delegation-unfiled',
      ['filed-with-superior'],
    ],
    ['outside its scope', { items: ['i-2'] }, 'outside-delegation', undefined],
  ] as const)('QY-1.3 refuses: %s', (_title, change, code, missing) => {
    const [finding, ...more] = findingsOf(of(change), 'delegation');
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      outcome: 'refused',
      code,
      clause: 'QY-1.3',
      ...(missing && { missing }),
    });
  });
});

describe('at the door', () => {
  const startCheck = (change: object) => ({ startCheck: { ...known().startCheck!, ...change } });
  it.each([
    [
      'QY-10.3 no notice',
      {},
      startCheck({ noticeServed: false }),
      ['refused notice notice-missing QY-10.3'],
    ],
    [
      'QY-10.4 no certificate shown',
      {},
      startCheck({ shown: [{ officer: 'o1', document: 'certificate' }] }),
      ['refused certificates-shown certificate-not-shown QY-10.4'],
    ],
    [
      'QY-10.5 another paper shown',
      {},
      startCheck({
        shown: [
          { officer: 'o1', document: 'certificate' },
          { officer: 'o2', document: 'other' },
        ],
      }),
      ['refused certificates-shown certificate-not-shown QY-10.5'],
    ],
    [
      'QY-10.6 one of two is there',
      {},
      startCheck({ present: ['o1'] }),
      ['refused two-officers too-few-officers QY-10.6'],
    ],
    [
      'QY-10.6 somebody not of the team',
      {},
      startCheck({ present: ['o1', 'o2', 'o3'] }),
      ['refused two-officers not-of-the-team QY-10.6'],
    ],
    [
      'QY-1.5 a certificate valid until yesterday',
      three,
      {
        ...certificate({ valid: { from: on('2020-01-01'), until: on('2026-03-09') } }),
        startCheck: {
          present: ['o2', 'o3'],
          shown: ['o2', 'o3'].map((o) => ({ officer: o, document: 'certificate' as const })),
          noticeServed: true,
        },
      },
      ['refused certificates certificate-not-valid QY-1.5'],
    ],
    [
      'QY-1.5 a certificate valid until today',
      {},
      certificate({ valid: { from: on('2020-01-01'), until: on('2026-03-10') } }),
      [],
    ],
    [
      'QY-10.1 the day before the approved days',
      {},
      { today: on('2026-03-09') },
      ['refused approved-days outside-approved-days QY-10.1 2026-03-10'],
    ],
    ['QY-10.1 the last approved day', {}, { today: on('2026-03-12') }, []],
    [
      'QY-10.1 the day after',
      {},
      { today: on('2026-03-13') },
      ['refused approved-days outside-approved-days QY-10.1'],
    ],
    [
      'QY-2.3 an item published after the approval',
      {},
      items({ publishedOn: on('2026-03-03') }),
      ['refused item-published item-unpublished QY-2.3'],
    ],
    [
      'QY-2.1 a basis repealed since',
      {},
      items({ basis: { repealedOn: on('2026-03-10') } }),
      ['refused item-basis item-basis-repealed QY-2.1'],
    ],
    [
      'QY-10.2 urgent: approval and notice follow',
      { approval: undefined as never, urgent: { reasonGiven: true } },
      startCheck({ noticeServed: false }),
      ['excepted approval approver-missing QY-10.2', 'excepted notice notice-missing QY-10.2'],
    ],
    [
      'QY-10.2 urgent without reason',
      { approval: undefined as never, urgent: { reasonGiven: false } },
      {},
      ['refused approval reason-missing QY-10.2'],
    ],
    [
      'QY-15.1 another inspection of the item since the approval',
      {},
      { history: [past('X', '2026-03-09')] },
      ['refused repeat same-item-within-year QY-15.1 2027-03-10'],
    ],
  ] as Row[])('%s', (_title, p, k, expected) => {
    expect(told(asked(p, k, 'start')).filter((line) => !line.startsWith('warned'))).toEqual(
      expected,
    );
  });
  it('QY-10.2 owes what follows, and urgency is nothing before the door', () => {
    expect(
      assess(
        asked(
          { approval: undefined as never, urgent: { reasonGiven: true } },
          startCheck({ noticeServed: false }),
          'start',
        ),
      ),
    ).toMatchObject({ lawful: true, owed: ['report', 'approval', 'formalities', 'notice'] });
    expect(told(asked({ approval: undefined as never, urgent: { reasonGiven: true } }))).toEqual([
      'refused approval approver-missing QY-10.1',
    ]);
  });
  it('QY-10.1, QY-10.3, QY-10.4: before the head is asked, what comes later is pending', () => {
    const a = assess(asked({ approval: undefined as never }, {}, 'plan'));
    expect(a.lawful).toBe(true);
    expect(a.findings.filter((f) => f.outcome === 'pending').map((f) => f.gate)).toEqual([
      'approval',
      'notice',
      'certificates-shown',
    ]);
  });
});

describe('special inspections (QY-7.1 to 7.3)', () => {
  const papers = {
    campaign: 'S-1',
    planMadeOn: on('2026-01-05'),
    government: {
      on: on('2026-01-10'),
      level: 'county' as const,
      isGovernment: true,
      document: 'd',
    },
    filedWithJusticeOn: on('2026-01-15'),
    publishedOn: on('2026-01-20'),
  };
  const of = (change: object, k: Partial<Known> = {}, p: Partial<Plan> = {}) =>
    told(asked({ kind: 'special', special: { ...papers, ...change }, ...p }, k));
  it('QY-7.1 all papers in order', () => expect(of({})).toEqual([]));
  it('QY-7.1 no papers at all', () =>
    expect(findingsOf(asked({ kind: 'special' }), 'special-papers')[0]).toMatchObject({
      outcome: 'refused',
      missing: ['plan', 'government-approval', 'justice-filing', 'publication'],
    }));
  it.each(['planMadeOn', 'government', 'filedWithJusticeOn', 'publishedOn'])(
    'QY-7.1 refuses without %s',
    (paper) =>
      expect(of({ [paper]: undefined })).toEqual([
        'refused special-papers special-papers-missing QY-7.1',
      ]),
  );
  it('QY-7.1 the publication is there on the day, not the day after', () => {
    expect(of({ publishedOn: on('2026-03-10') })).toEqual([]);
    expect(of({ publishedOn: on('2026-03-11') })).toEqual([
      'refused special-papers special-papers-missing QY-7.1',
    ]);
  });
  it('QY-7.1 no bureau approves its own', () =>
    expect(of({ government: { ...papers.government, isGovernment: false } })).toEqual([
      'refused special-papers approver-no-government QY-7.1',
    ]));
  it('QY-7.1 the approval comes after the plan', () =>
    expect(of({ planMadeOn: on('2026-01-11') })).toEqual([
      'refused special-papers special-papers-order QY-7.1',
    ]));
  it('QY-7.2 the number of the year: below it, at it, this one not counted', () => {
    const campaigns = (...ids: string[]) => ({
      campaigns: ids.map((campaign) => ({ campaign, year: 2026 })),
    });
    expect(of({}, campaigns('S-2', 'S-2', 'S-1'))).toEqual([]);
    expect(of({}, campaigns('S-2', 'S-3'))).toEqual([
      'refused special-number special-number-reached QY-7.2',
    ]);
    expect(
      of(
        {},
        {
          campaigns: [
            { campaign: 'S-2', year: 2025 },
            { campaign: 'S-3', year: 2025 },
          ],
        },
      ),
    ).toEqual([]);
    expect(of({}, { settings: { ...known().settings, specialsPerYear: null } })).toEqual([
      'warned special-number special-number-unset QY-7.2',
    ]);
  });
  it('QY-7.3 an emergency starts after the head, and owes everything', () => {
    const emergency = {
      campaign: 'S-1',
      emergency: { risk: 'fund-loss' as const, reasonGiven: true },
    };
    const a = assess(asked({ kind: 'special', special: emergency }));
    expect(a).toMatchObject({
      lawful: true,
      usesPlace: false,
      owed: ['amended-plan-filing', 'plan', 'government-approval', 'justice-filing', 'publication'],
    });
    expect(a.findings.find((f) => f.gate === 'special-papers')).toMatchObject({
      outcome: 'excepted',
      clause: 'QY-7.3',
      by: 'fund-loss',
      force: 'reading',
    });
    expect(
      told(
        asked({ kind: 'special', special: { campaign: 'S-1', emergency: { reasonGiven: true } } }),
      ),
    ).toEqual(['refused special-papers reason-missing QY-7.3']);
    expect(
      told(
        asked({
          kind: 'special',
          special: { campaign: 'S-1', emergency: { risk: 'fund-loss', reasonGiven: false } },
        }),
      ),
    ).toEqual(['refused special-papers reason-missing QY-7.3']);
    expect(
      told(
        asked({ kind: 'special', special: emergency, approval: undefined as never }, {}, 'start'),
      ),
    ).toContain('refused special-papers approver-missing QY-7.3');
  });
});

describe('merging (QY-5.1, 5.2)', () => {
  const with_ = (plans: Known['plans'], p: Partial<Plan> = {}, k: Partial<Known> = {}) =>
    told(asked(p, { plans, ...k }));
  it('QY-5.1 within 30 days on either side, not 31; told from when', () => {
    expect(with_([other('B', '2026-04-11', '2026-04-12')])).toEqual([
      'refused combination must-be-merged QY-5.1 2026-05-13',
    ]);
    expect(with_([other('B', '2026-04-12', '2026-04-12')])).toEqual([]);
    expect(with_([other('B', '2026-02-01', '2026-02-08')])).toEqual([
      'refused combination must-be-merged QY-5.1 2026-03-11',
    ]);
    expect(with_([other('B', '2026-02-01', '2026-02-07')])).toEqual([]);
  });
  it('QY-5.1 what is on hold or joint is no other plan; joint takes both sides; what runs is one', () => {
    expect(with_([other('B', '2026-03-11', '2026-03-11', { state: 'on-hold' })])).toEqual([]);
    expect(
      with_(
        [other('B', '2026-03-11', '2026-03-11')],
        { jointWith: ['B'] },
        { partners: [partner('B')] },
      ),
    ).toEqual([]);
    expect(with_([other('B', '2026-03-11', '2026-03-11')], { jointWith: ['B'] })).toHaveLength(1);
    expect(
      told(
        asked({}, { history: [past('R', null, { items: ['i-9'], startedOn: on('2026-03-01') })] }),
      ),
    ).toContain('refused combination must-be-merged QY-5.1 2026-04-02');
  });
  it('QY-5.1 at the door only what was there when this plan was filed', () => {
    expect(
      told(
        asked(
          {},
          { plans: [other('B', '2026-03-11', '2026-03-11', { filedAt: at('2026-03-02') })] },
          'start',
        ),
      ),
    ).toEqual([]);
    expect(
      told(asked({}, { plans: [other('B', '2026-03-11', '2026-03-11')] }, 'start')),
    ).toHaveLength(1);
  });
  it('QY-5.1, X-3 overridden by the head with a reason, and by nobody else', () => {
    const plans = [other('B', '2026-03-11', '2026-03-11')];
    const override = (o: object) =>
      told(
        asked(
          { overrides: [{ gate: 'combination', by: 'head', reasonGiven: true, ...o }] },
          { plans },
        ),
      )[0];
    expect(override({})).toContain('overridden combination');
    expect(override({ reasonGiven: false })).toContain('refused');
    expect(override({ by: 'section' })).toContain('refused');
    expect(override({ gate: 'repeat' })).toContain('refused');
  });
  it('QY-5.2 two levels, the same item', () => {
    const far = {
      days: { from: on('2026-09-01'), until: on('2026-09-02') },
      state: 'filed' as const,
    };
    expect(with_([other('B', '', '', { ...far, level: 'prefecture', items: ['i-1'] })])).toEqual([
      'refused levels levels-overlap QY-5.2',
    ]);
    expect(with_([other('B', '', '', { ...far, level: 'prefecture', items: ['i-2'] })])).toEqual(
      [],
    );
    expect(with_([other('B', '', '', { ...far, items: ['i-1'] })])).toEqual([]);
  });
});

describe('QY-0 a public institution', () => {
  const pub = { institution: { ...known().institution, ownership: 'public' as const } };
  it('QY-4.1, 5.1, 9.1, 15.1, 15.2 only warn', () => {
    const facts = {
      ...pub,
      institution: { ...pub.institution, yearlyCap: null },
      plans: [other('B', '2026-03-11', '2026-03-11')],
      history: [past('X', '2026-01-20', { level: 'prefecture' })],
    };
    expect(
      told(asked({ onSiteReasonGiven: false }, facts)).map((line) =>
        line.split(' ').slice(0, 2).join(' '),
      ),
    ).toEqual([
      'warned yearly-cap',
      'warned combination',
      'warned on-site-reason',
      'warned repeat',
      'warned superior-clean',
      'warned already-known',
    ]);
    expect(assess(asked({ onSiteReasonGiven: false }, facts)).lawful).toBe(true);
  });
  it.each([
    ['qualification', body({ qualification: null })],
    ['territory', body({ area: '621021' })],
    ['certificates', certificate({ kind: '工作证' })],
    ['two-officers', { officers: [officer('o1')] }],
    ['approval', body({ heads: [] })],
  ] as const)('%s stays hard', (gate, k) => {
    expect(findingsOf(asked({}, { ...k, ...pub }), gate)[0]?.outcome).toBe('refused');
  });
  it('unknown ownership is treated as private', () => {
    const c = asked(
      { onSiteReasonGiven: false },
      { institution: { ...known().institution, ownership: 'unknown' } },
    );
    expect(told(c)).toEqual(['refused on-site-reason on-site-reason-missing QY-9.1']);
    expect(findingsOf(c, 'scope')[0]).toMatchObject({ outcome: 'passed', force: 'reading' });
  });
});

it('every code is in the catalogue, every refusal says what would be lawful in both languages', () => {
  const worst = asked(
    {
      kind: 'special',
      items: [
        { item: 'i-1', method: 'big-data', contents: ['z'], standard: 'z' },
        { item: 'i-7', method: 'on-site', contents: [], standard: '' },
      ],
      team: [],
      onSiteReasonGiven: false,
      purpose: 'precondition',
    },
    { items: [item('i-1', { basis: null, publishedOn: null })] },
    'start',
  );
  const refusals = assess(worst).findings.filter((f) => f.outcome === 'refused');
  expect(refusals.length).toBeGreaterThan(8);
  for (const f of refusals) {
    expect(Object.keys(codes)).toContain(f.code);
    expect(f.lawful?.zh).toMatch(/\p{Script=Han}/u);
    expect(f.say.en).toMatch(/[a-z]/);
  }
});
