/** QJ-2.1a, A2, A3: the annexes with their counts, how versions differ, and what may be the next one. */
import { describe, expect, it } from 'vitest';
import { refuseVersion, type VersionToPropose } from '../../../domain/service-catalogue/opening.ts';
import {
  changesOf,
  changeText,
  countsOf,
  printed,
  type Lists,
  type Service,
} from '../../../domain/service-catalogue/terms.ts';
import { civilDate } from '../../../domain/time/civil-date.ts';

const with1 = (more: Partial<Service>): Lists => ({
  ...printed,
  services: printed.services.map((s) => (s.number === 1 ? { ...s, ...more } : s)),
});

describe('QJ-A2 QJ-A3 附件', () => {
  it('17 powers, 7/1/7/1/1 by type, and 38 services, verbatim', () => {
    expect(countsOf(printed)).toEqual({
      powers: 17,
      services: 38,
      byType: { penalty: 7, coercion: 1, inspection: 7, confirmation: 1, reward: 1 },
    });
    expect(printed.services[0]).toMatchObject({ name: '基本医疗保险定点零售药店用结算' });
    expect(printed.services[36]).toMatchObject({ leadsTo: 'complaints' });
    expect(printed.powers[7]!.name).toContain('封存');
  });
});

describe('QJ-2.1a 变更', () => {
  const changes = (after: Lists) => changesOf(printed, after).map(changeText).toSorted();
  it('a note, a reason and the order change nothing; a flag, a time, a name do', () => {
    expect(changes({ ...printed, services: printed.services.toReversed() })).toEqual([]);
    expect(changes(with1({ note: '另注', why: 'x', online: undefined }))).toEqual([]);
    expect(changes(with1({ online: false }))).toEqual(['modify:S1']);
    expect(changes(with1({ time: { unit: 'days', statutory: '5' } }))).toEqual(['modify:S1']);
    expect(changes(with1({ name: '样例', online: true }))).toEqual(['rename:S1']);
    expect(changes({ ...printed, powers: printed.powers.slice(1) })).toEqual(['delete:P1']);
  });

  const version = (more: Partial<VersionToPropose>): VersionToPropose => ({
    binding: true,
    today: civilDate('2021-06-30'),
    decidedOn: civilDate('2021-06-01'),
    inForceOn: civilDate('2021-06-01'),
    reasonGiven: true,
    lists: with1({ online: true }),
    denominators: undefined,
    last: { inForceFrom: civilDate('2021-05-31'), lists: printed },
    ...more,
  });
  const code = (more: Partial<VersionToPropose>) => refuseVersion(version(more))?.code;
  it('holds from a day after the one before it, decided by today', () => {
    expect(code({})).toBeUndefined();
    expect(code({ last: { inForceFrom: civilDate('2021-06-01'), lists: printed } })).toBe(
      'catalogue-order',
    );
    expect(code({ inForceOn: civilDate('2021-05-31') })).toBe('catalogue-order');
    expect(code({ decidedOn: civilDate('2021-07-01') })).toBe('in-the-future');
    expect(code({ inForceOn: undefined })).toBe('catalogue-undated');
  });

  it('says what the shares are counted over where the numbers change, and nothing else than what they are', () => {
    const fewer = { ...printed, services: printed.services.slice(0, 37) };
    expect(code({ lists: fewer })).toBe('denominators-unsaid');
    expect(code({ lists: fewer, denominators: { powers: 17, services: 37 } })).toBeUndefined();
    expect(code({ lists: fewer, denominators: { powers: 17, services: 38 } })).toBe(
      'denominators-unsaid',
    );
    expect(code({ denominators: { powers: 17, services: 39 } })).toBe('denominators-unsaid');
    expect(code({ denominators: { powers: 17, services: 38 } })).toBeUndefined();
  });

  it('QJ-2.6d QJ-2.6g: times above zero, flags that agree', () => {
    const time = (statutory: string, actual: string) =>
      code({ lists: with1({ time: { unit: 'days', statutory, actual } }) });
    expect([time('0', '0'), time('0.00', '0'), time('-1', '0'), time('1', '-0.01')]).toEqual(
      Array.from({ length: 4 }, () => 'service-time-invalid'),
    );
    expect([time('0.01', '0'), time('1', '2')]).toEqual([undefined, undefined]);
    expect(code({ lists: with1({ noMaterials: true, materials: ['申请表'] }) })).toBe(
      'flags-contradict',
    );
    expect(code({ lists: with1({ noMaterials: true, materials: [] }) })).toBeUndefined();
    // What is not said contradicts nothing.
    expect(code({ lists: with1({ fullyOnline: true }) })).toBeUndefined();
    expect(code({ lists: with1({ commitmentItem: 'a', commitment: false }) })).toBe(
      'flags-contradict',
    );
  });
});
