/** QHD-2.1: how versions differ, what a first list is, and the ten working days. */
import { describe, expect, it } from 'vitest';
import { dutiesFor } from '../../../domain/credit-list/duties.ts';
import { guards } from '../../../domain/credit-list/guards.ts';
import { refuseAdoption, type ListToAdopt } from '../../../domain/credit-list/opening.ts';
import { defaultCreditListSettings } from '../../../domain/credit-list/settings.ts';
import {
  changesOf,
  changeText,
  printedItems,
  remarksOn,
  type ListItem,
} from '../../../domain/credit-list/terms.ts';
import { publishedYears } from '../../../domain/time/calendars.ts';
import { civilDate, parseInstant, startOfDay } from '../../../domain/time/civil-date.ts';
import { due, inTime } from '../../../domain/time/due.ts';

const at = (text: string) => parseInstant(text)!;
const item = (id: string, more: Partial<ListItem> = {}): ListItem => ({
  id,
  name: `事项${id}`,
  powerType: 'administrative-inspection',
  ...more,
});

describe('QHD-2.1c 变更', () => {
  const changes = (before: ListItem[], after: ListItem[]) =>
    changesOf(before, after).map(changeText).toSorted();
  it('added, deleted, modified; a note and the order change nothing', () => {
    const [a, b, c] = [item('1'), item('2'), item('3')];
    expect(changes([a, b], [b, a])).toEqual([]);
    expect(changes([a, b], [a, { ...b, note: '说明' }])).toEqual([]);
    expect(changes([a, b], [a, { ...b, name: '另名' }, c])).toEqual(['add:3', 'modify:2']);
    expect(changes([a, b], [{ ...a, powerType: 'penalty' }])).toEqual(['delete:2', 'modify:1']);
    expect(changes([], [a])).toEqual(['add:1']);
  });

  it('ten working days from the day after the adoption, to the end of the last one', () => {
    const { limit } = dutiesFor(defaultCreditListSettings).report;
    const last = due(startOfDay(civilDate('2026-03-02')), limit, publishedYears);
    expect(inTime(at('2026-03-16T23:59:59+08:00'), last)).toBe(true);
    expect(inTime(at('2026-03-17T00:00:00+08:00'), last)).toBe(false);
  });
});

describe('QHD-A1 附件', () => {
  const list = (more: Partial<ListToAdopt> = {}): ListToAdopt => ({
    ofSection: true,
    binding: true,
    adoptedOn: civilDate('2026-03-02'),
    today: civilDate('2026-03-02'),
    items: printedItems,
    last: undefined,
    ...more,
  });
  it('five items, all 行政检查; 检测 as it is printed', () => {
    expect(printedItems.map(({ powerType }) => powerType)).toEqual(
      Array.from({ length: 5 }, () => 'administrative-inspection'),
    );
    expect(printedItems.filter(({ name }) => name.includes('检测')).map(({ id }) => id)).toEqual([
      'A3',
    ]);
  });
  it.each<[string, Partial<ListToAdopt>, string | undefined]>([
    ['the annex', {}, undefined],
    ['in another order', { items: printedItems.toReversed() }, undefined],
    ['four', { items: printedItems.slice(1) }, 'list-not-as-printed'],
    ['of a bureau that follows it by decision', { binding: false, items: [item('1')] }, undefined],
    ['of another section', { ofSection: false }, 'not-owed-by-you'],
    ['undated', { adoptedOn: undefined }, 'adoption-undated'],
    ['tomorrow', { adoptedOn: civilDate('2026-03-03') }, 'in-the-future'],
    [
      'before the version before it',
      { last: { adoptedOn: civilDate('2026-03-03'), items: [item('1')] } },
      'adoption-order',
    ],
    ['on its day', { last: { adoptedOn: civilDate('2026-03-02'), items: [item('1')] } }, undefined],
    [
      'the same again',
      { last: { adoptedOn: civilDate('2026-03-01'), items: printedItems } },
      'list-unchanged',
    ],
  ])('%s', (_, more, code) => {
    expect(refuseAdoption(list(more))?.code).toBe(code);
  });
});

it('QHD-2.1b: beside the provincial list it is a warning, in both directions', () => {
  expect(remarksOn([item('1')], ['事项1'])).toEqual([]);
  expect(remarksOn([item('1')], undefined)).toHaveLength(1);
  expect(remarksOn([item('1'), item('2')], ['事项1'])[0]).toContain('2');
  expect(remarksOn([item('1')], ['事项1', '事项9'])[0]).toContain('1 项');
});

it('QHD-2.1c: the day of the adoption itself is no date before it', () => {
  const [afterAdoption] = guards['credit-list-publication']!;
  const on = (text: string) =>
    afterAdoption!({ occurredAt: at(text) } as never, {
      adoptedOn: civilDate('2026-03-02'),
      changes: [],
    })?.code;
  expect(on('2026-03-02T00:00:00+08:00')).toBeUndefined();
  expect(on('2026-03-01T23:59:59+08:00')).toBe('published-before-adoption');
});
