/** 中断 Whether the last hours before a due instant lie in an outage (docs/decisions/0017). */
import { describe, expect, it } from 'vitest';
import { outagesBefore, type Outage } from '../../../domain/law/outage.ts';
import { parseInstant } from '../../../domain/time/civil-date.ts';
import type { Instant } from '../../../domain/time/instant.ts';

const at = (time: string): Instant => parseInstant(`2026-09-18T${time}:00+08:00`)!;
const out = (from: string, until: string, part: Outage['part'] = 'api'): Outage => ({
  part,
  from: at(from),
  until: at(until),
});
/** 24:00 of the day. */
const midnight = parseInstant('2026-09-19T00:00:00+08:00')!;

describe('the last hours', () => {
  it('are those of the day on which it was due, from its morning on', () => {
    expect(outagesBefore(midnight, [out('14:00', '15:00')])).toHaveLength(1);
    expect(outagesBefore(at('17:00'), [out('00:30', '01:00')])).toHaveLength(1);
    const dayBefore = {
      part: 'api' as const,
      from: (at('00:00') - 7_200_000) as Instant,
      until: at('00:00'),
    };
    expect(outagesBefore(at('17:00'), [dayBefore])).toEqual([]);
    expect(outagesBefore(midnight, [dayBefore])).toEqual([]);
  });

  it('are four at least, also where they reach into the day before', () => {
    const evening = {
      part: 'api' as const,
      from: (at('00:00') - 3_600_000) as Instant,
      until: at('00:00'),
    };
    expect(outagesBefore(at('02:00'), [evening])).toEqual([evening]);
    expect(outagesBefore(at('05:00'), [evening])).toEqual([]);
  });

  it('end with the due instant: what came after it excuses nothing', () => {
    expect(outagesBefore(at('12:00'), [out('12:00', '18:00')])).toEqual([]);
    expect(outagesBefore(at('12:00'), [out('11:55', '18:00')])).toEqual([]);
    expect(outagesBefore(at('12:00'), [out('11:50', '18:00')])).toHaveLength(1);
  });
});

describe('ten minutes together', () => {
  it('less kept nobody from anything', () => {
    expect(outagesBefore(midnight, [out('10:00', '10:09')])).toEqual([]);
    expect(outagesBefore(midnight, [out('10:00', '10:10')])).toHaveLength(1);
  });

  it('come of several outages, and what lies in two parts at once counts once', () => {
    expect(outagesBefore(midnight, [out('10:00', '10:05'), out('15:00', '15:05')])).toHaveLength(2);
    expect(
      outagesBefore(midnight, [out('10:00', '10:06'), out('10:00', '10:06', 'engine')]),
    ).toEqual([]);
    expect(
      outagesBefore(midnight, [out('10:04', '10:10', 'engine'), out('10:00', '10:06')]),
    ).toHaveLength(2);
  });
});
