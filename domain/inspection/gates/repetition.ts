/** 第十五条 The same item again: within a year, after a superior found nothing, or when the facts are known already (QY-15.1 to 15.3). */
import { passed, refused, warned, type Finding } from '../findings.ts';
import { dayOf, filedBefore, plansOfVisit } from '../judging.ts';
import type { Case } from '../plan.ts';
import { lastKnown, repeatBar, superiorBar, type Bar } from '../windows.ts';

const barred = (
  gate: 'repeat' | 'superior-clean',
  bar: Bar | undefined,
  clause: string,
  item: string,
  tell: (bar: Bar) => Finding,
): Finding =>
  bar
    ? { ...tell(bar), item, by: bar.by, ...(bar.from && { earliest: bar.from }) }
    : passed(gate, clause, { item });

/** QY-15.1  The same item not again within a year of the end of the last inspection of it, nor while one runs or, filed before this one, is approved. */
export const repeat = (c: Case): Finding[] =>
  c.plan.items.map(({ item }) =>
    barred(
      'repeat',
      repeatBar(
        item,
        dayOf(c),
        c.known.history,
        c.known.plans.filter((p) => filedBefore(p, c.plan)),
        plansOfVisit(c),
      ),
      'QY-15.1',
      item,
      ({ kind, by, from }) =>
        kind === 'under-way'
          ? refused(
              'repeat',
              'QY-15.1',
              'same-item-under-way',
              [
                `事项 ${item} 正由 ${by} 检查或者已批准检查。`,
                `${item} is being inspected, or approved to be, under ${by}.`,
              ],
              ['并入该次检查。', 'Merge it with that inspection.'],
            )
          : refused(
              'repeat',
              'QY-15.1',
              'same-item-within-year',
              [
                `事项 ${item} 在一年内已由 ${by} 检查。`,
                `${item} was inspected within the year (${by}).`,
              ],
              [
                `${from} 起可以检查；有线索或者上级交办的写明理由。`,
                `Lawful from ${from}; a clue or a superior's order needs its reason.`,
              ],
            ),
    ),
  );

/** QY-15.2  A superior has inspected the item this calendar year and found nothing. */
export const superiorClean = (c: Case): Finding[] =>
  c.plan.items.map(({ item }) =>
    barred(
      'superior-clean',
      superiorBar(item, c.known.body.level, dayOf(c), c.known.history, plansOfVisit(c)),
      'QY-15.2',
      item,
      ({ by, from }) =>
        refused(
          'superior-clean',
          'QY-15.2',
          'superior-found-nothing',
          [
            `上级本年度已就事项 ${item} 检查（${by}），未发现问题。`,
            `A superior inspected ${item} this year (${by}) and found nothing.`,
          ],
          [`${from} 起可以检查。`, `Lawful from ${from}.`],
        ),
    ),
  );

/** QY-15.3  What is known already is not looked for again: remarked, with where it is known from. */
export function alreadyKnown(c: Case): Finding[] {
  const facts = c.plan.items.flatMap(({ item }) => {
    const by = lastKnown(item, dayOf(c), c.known.history)?.id;
    return by === undefined ? [] : [{ item, by }];
  });
  if (facts.length === 0) return [passed('already-known', 'QY-15.3')];
  return facts.map(({ item, by }) =>
    warned(
      refused(
        'already-known',
        'QY-15.3',
        'facts-known',
        [`事项 ${item} 的有关情况已由 ${by} 掌握。`, `The facts of ${item} are known from ${by}.`],
        ['使用已有证据，避免重复检查。', 'Use the evidence there is.'],
        { item, by },
      ),
    ),
  );
}
