/** TJ51-6.1 What of an indicator is refused, at its edges; acted out through the API in test/circuit-breaker. */
import { describe, expect, it } from 'vitest';
import {
  refuseVersion,
  type Registering,
  type Version,
} from '../../../domain/circuit-breaker/indicator.ts';
import { instant } from '../../../domain/time/instant.ts';

const at = (day: number) => instant(Date.parse('2026-03-01T00:00:00+08:00') + day * 86_400_000);
const version = (changes: Partial<Version> = {}): Version => ({
  id: 'cards',
  version: 1,
  title: '样例',
  unit: '人次/日',
  warnAt: 100,
  trip: { at: 100, touches: 3, withinMinutes: 60 },
  agreementClause: '第33条',
  cut: 'settlement',
  subjects: ['institution'],
  validFrom: null,
  validUntil: null,
  adopted: { by: '样例', document: { id: 'd', sha256: 'a'.repeat(64), where: 'oa' } },
  ...changes,
});
const refused = (v: Version, registering: Partial<Registering> = {}): string | undefined =>
  refuseVersion(v, {
    now: at(10),
    stands: undefined,
    others: [],
    clauses: [{ subject: 'institution', covers: ['suspension'] }],
    ...registering,
  })?.code;

describe('指标', () => {
  it('TJ51-6.1 the trip is at or above the warning', () => {
    expect(refused(version())).toBeUndefined();
    expect(refused(version({ warnAt: 100.5 }))).toBe('trip-below-warning');
  });

  it('TJ51-6.3 the clause stands in an agreement of every kind of subject, and provides for a suspension or a suspected violation', () => {
    const both = version({ subjects: ['institution', 'practitioner'], cut: 'qualification' });
    expect(refused(both)).toBe('clause-unknown');
    expect(refused(version(), { clauses: [] })).toBe('clause-unknown');
    expect(refused(version(), { clauses: [{ subject: 'institution', covers: ['refusal'] }] })).toBe(
      'clause-not-covering',
    );
    const covers = ['suspected-violation'];
    expect(refused(version(), { clauses: [{ subject: 'institution', covers }] })).toBeUndefined();
    expect(refused(version({ subjects: ['practitioner'] }))).toBe('cut-not-for-subject');
  });

  it('TJ51-6.1 begins no earlier than it is adopted, and ends after it begins', () => {
    expect(refused(version({ validFrom: at(9) }))).toBe('indicator-retroactive');
    expect(refused(version({ validFrom: at(10) }))).toBeUndefined();
    expect(refused(version({ validFrom: at(11), validUntil: at(11) }))).toBe('date-not-later');
    expect(refused(version({ validUntil: at(10) }))).toBe('date-not-later');
  });

  it('TJ51-6.1 versions follow each other without an overlap, and may leave a gap', () => {
    const others = [version({ validFrom: at(1), validUntil: at(20) })];
    const next = (from: number) => version({ version: 2, validFrom: at(from) });
    expect(refused(next(19), { others })).toBe('indicator-overlap');
    expect(refused(next(20), { others })).toBeUndefined();
    expect(refused(next(25), { others })).toBeUndefined();
    const open = [version({ validFrom: at(30) })];
    expect(refused(version({ version: 2, validFrom: at(11) }), { others: open })).toBe(
      'indicator-overlap',
    );
    expect(
      refused(version({ version: 2, validFrom: at(11), validUntil: at(30) }), { others: open }),
    ).toBeUndefined();
  });

  it('TJ51-6.1 once in force only its end is set, and that not before now; before it begins it changes as it will', () => {
    const stands = version({ validFrom: at(1) });
    expect(refused(version({ warnAt: 90 }), { stands })).toBe('indicator-in-use');
    expect(refused(version({ agreementClause: '第34条' }), { stands })).toBe('indicator-in-use');
    expect(refused(version({ validFrom: at(2) }), { stands })).toBe('indicator-in-use');
    expect(refused(version({ validUntil: at(11) }), { stands })).toBeUndefined();
    expect(refused(version({ validFrom: at(1), validUntil: at(11) }), { stands })).toBeUndefined();
    expect(refused(version({ validUntil: at(9) }), { stands })).toBe('date-not-later');
    const over = version({ validFrom: at(1), validUntil: at(9) });
    expect(refused(version({ validUntil: at(12) }), { stands: over })).toBe('indicator-in-use');
    const coming = version({ validFrom: at(12) });
    expect(refused(version({ validFrom: at(12), warnAt: 90 }), { stands: coming })).toBeUndefined();
  });
});
