/** 第二、三条 What is inspected: every item of a combined inspection by itself, and only as the published list has it; where (QY-2.1, 2.3, 3.1, 3.2). */
import { areaCovers } from '../../law/instruments.ts';
import { exemptedBy, isRecheckOf } from '../exceptions.ts';
import { passed, refused, type Finding } from '../findings.ts';
import { dayOf, listed, spanOf, plansOfVisit, yearOf } from '../judging.ts';
import type { Case, PlannedItem } from '../plan.ts';
import type { ListedItem } from '../known.ts';
import { methodLabels } from '../terms.ts';
import { itemRoomFrom, itemTaken } from '../windows.ts';

type ItemGate = (c: Case, planned: PlannedItem, item: ListedItem) => Finding;
const each = (c: Case, gate: ItemGate): Finding[] =>
  c.plan.items.flatMap((planned) => {
    const item = listed(c, planned);
    return item ? [{ ...gate(c, planned, item), item: planned.item }] : [];
  });

/** QY-2.1  Without a legal basis there is no item; once the basis is repealed, at once none. */
export const itemBasis = (c: Case): Finding[] =>
  each(c, (_, planned, { basis }) => {
    const lawful = [
      '清理该事项，或者先登记现行依据。',
      'Remove the item, or register the basis in force first.',
    ] as const;
    if (!basis)
      return refused(
        'item-basis',
        'QY-2.1',
        'item-without-basis',
        [`事项 ${planned.item} 没有法定依据。`, `The item ${planned.item} has no legal basis.`],
        lawful,
        { missing: ['basis'] },
      );
    if (basis.repealedOn !== null && basis.repealedOn <= spanOf(c).until)
      return refused(
        'item-basis',
        'QY-2.1',
        'item-basis-repealed',
        [
          `事项 ${planned.item} 的依据已于 ${basis.repealedOn} 废止。`,
          `The basis of ${planned.item} is repealed from ${basis.repealedOn}.`,
        ],
        lawful,
      );
    return passed('item-basis', 'QY-2.1');
  });

/** QY-2.3  Not published on or before the approval: must not be inspected. */
export function itemPublished(c: Case): Finding[] {
  if (c.plan.items.length === 0)
    return [
      refused(
        'item-published',
        'QY-2.3',
        'item-missing',
        ['方案没有检查事项。', 'The plan names no item.'],
        ['列明检查事项。', 'Name the items.'],
        { missing: ['items'] },
      ),
    ];
  const strangers = c.plan.items
    .filter((i) => !listed(c, i))
    .map((i) =>
      refused(
        'item-published',
        'QY-2.3',
        'item-unknown',
        [`清单没有事项 ${i.item}。`, `The list has no item ${i.item}.`],
        ['选择已公布清单中的事项。', 'Choose items of the published list.'],
        { item: i.item },
      ),
    );
  return [...strangers, ...each(c, published)];
}

const published: ItemGate = (c, planned, { publishedOn, withdrawnOn }) => {
  const by =
    c.plan.approval && c.plan.approval.on < c.known.today ? c.plan.approval.on : c.known.today;
  if (withdrawnOn !== null && withdrawnOn <= spanOf(c).until)
    return refused(
      'item-published',
      'QY-2.3',
      'item-withdrawn',
      [
        `事项 ${planned.item} 已于 ${withdrawnOn} 取消。`,
        `The item ${planned.item} is withdrawn from ${withdrawnOn}.`,
      ],
      ['不得再检查该事项。', 'It is not to be inspected any more.'],
    );
  if (publishedOn !== null && publishedOn <= by) return passed('item-published', 'QY-2.3');
  return refused(
    'item-published',
    'QY-2.3',
    'item-unpublished',
    [
      `事项 ${planned.item} 在方案批准之日没有公布。`,
      `The item ${planned.item} was not published when the plan was approved.`,
    ],
    ['公布之后再批准方案。', 'Publish the item, then approve the plan.'],
    {
      missing: ['publication'],
      ...(publishedOn && c.stage !== 'start' && { earliest: publishedOn }),
    },
  );
};

/** QY-3.1  Content, method and standard are those of the list. */
export const itemContent = (c: Case): Finding[] =>
  each(c, (_, planned, { contents }) => {
    const outside = planned.contents.filter((content) => !contents.includes(content));
    if (outside.length === 0 && planned.contents.length > 0)
      return passed('item-content', 'QY-3.1');
    return refused(
      'item-content',
      'QY-3.1',
      'content-outside-list',
      [
        `事项 ${planned.item} 的检查内容不在清单内：${outside.join('、') || '未列明'}。`,
        `Content outside the list for ${planned.item}: ${outside.join(', ') || 'none stated'}.`,
      ],
      [
        `清单内容：${contents.join('、') || '无'}。`,
        `On the list: ${contents.join(', ') || 'nothing'}.`,
      ],
      { missing: outside },
    );
  });
export const itemMethod = (c: Case): Finding[] =>
  each(c, (_, planned, { methods }) => {
    if (methods.includes(planned.method)) return passed('item-method', 'QY-3.1');
    const may = methods.map((m) => methodLabels[m]).join('、');
    return refused(
      'item-method',
      'QY-3.1',
      'method-outside-list',
      [
        `清单没有规定事项 ${planned.item} 可以${methodLabels[planned.method]}。`,
        `The list does not allow ${planned.method} for ${planned.item}.`,
      ],
      [`清单方式：${may || '无'}。`, `On the list: ${methods.join(', ') || 'none'}.`],
    );
  });
export const itemStandard = (c: Case): Finding[] =>
  each(c, (_, planned, { standards }) =>
    standards.includes(planned.standard)
      ? passed('item-standard', 'QY-3.1')
      : refused(
          'item-standard',
          'QY-3.1',
          'standard-outside-list',
          [
            `事项 ${planned.item} 的检查标准与清单不符。`,
            `The standard for ${planned.item} is not that of the list.`,
          ],
          [
            `清单标准：${standards.join('、') || '无'}。`,
            `On the list: ${standards.join(', ') || 'none'}.`,
          ],
        ),
  );

/** QY-3.1  The item's own cap: another gate than the institution's (QY-4.1). Only the list itself exempts from it. */
export const itemCap = (c: Case): Finding[] =>
  each(c, (_, planned, item) => {
    const { known } = c;
    if (!item.cap)
      return passed('item-cap', 'QY-3.1', {
        say: { zh: '清单没有规定该事项的频次上限。', en: 'The list sets no cap for the item.' },
      });
    if (isRecheckOf(c, planned.item))
      return passed('item-cap', 'QY-3.1', {
        say: { zh: '整改复查不计频次。', en: 'A re-check is not counted.' },
      });
    const year = yearOf(dayOf(c));
    const taken = (y: number) =>
      itemTaken(planned.item, y, known.history, known.plans, plansOfVisit(c), known.pairs);
    if (taken(year) < item.cap.perYear) return passed('item-cap', 'QY-3.1');
    const exempting = exemptingClue(c, item);
    const earliest = itemRoomFrom(item.cap.perYear, taken, year);
    const full = refused(
      'item-cap',
      'QY-3.1',
      'item-cap-reached',
      [
        `事项 ${planned.item} ${year} 年已检查或批准 ${taken(year)} 次，清单上限为 ${item.cap.perYear} 次。`,
        `${planned.item}: ${taken(year)} in ${year}, the cap of the list is ${item.cap.perYear}.`,
      ],
      ['下一年度有名额时检查。', 'Inspect it in a year with room.'],
      earliest ? { earliest } : {},
    );
    return exempting ? { ...full, outcome: 'excepted', by: exempting } : full;
  });

/** A clue of a kind that the list itself exempts, and that lifts the institution's cap too. */
export const exemptingClue = (c: Case, { id, cap }: ListedItem): string | undefined =>
  exemptedBy(c, id, cap?.exempts ?? [])?.id;

/** QY-3.2  At home, by containment; elsewhere only by the document of a superior within whose own area the institution lies. */
export function territory({ plan, known: { body, institution, designator } }: Case): Finding[] {
  if (areaCovers(body.area, institution.area)) return [passed('territory', 'QY-3.2')];
  const away = refused(
    'territory',
    'QY-3.2',
    'outside-territory',
    [
      `机构所在地 ${institution.area} 不属于检查主体的区域 ${body.area}。`,
      `The institution (${institution.area}) lies outside the area of the body (${body.area}).`,
    ],
    [
      '由属地主体检查，或者取得上级指定管辖的文书。',
      "Let the body of that area inspect, or obtain the superior's designation.",
    ],
    { missing: ['designation'] },
  );
  const { designation } = plan;
  const may =
    designation &&
    body.superiors.includes(designation.by) &&
    designator != null &&
    areaCovers(designator, institution.area);
  return [
    may && designation.document !== ''
      ? { ...away, outcome: 'excepted', by: designation.document }
      : away,
  ];
}
