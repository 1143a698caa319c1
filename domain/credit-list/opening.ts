/** 清单的通过 May this list be registered as adopted (QHD-2.1)? Pure; the registries' answers come in. */
import type { Refusal } from '../law/refusal.ts';
import { refuse } from '../law/refuse.ts';
import type { CivilDate } from '../time/instant.ts';
import { LIST, REPORT } from './duties.ts';
import { changesOf, printedItems, type ListItem } from './terms.ts';

export interface ListToAdopt {
  /** The caller is of 基金监管科. */
  ofSection: boolean;
  /** The instrument binds the bureau: its annex is the first list. A bureau that follows it by decision has its own. */
  binding: boolean;
  adoptedOn: CivilDate | undefined;
  today: CivilDate;
  items: readonly ListItem[];
  last: { adoptedOn: CivilDate; items: readonly ListItem[] } | undefined;
}

/** Why the list cannot be registered; nothing when it can. */
export const refuseAdoption = (l: ListToAdopt): Refusal | undefined =>
  refuseSection(l) ?? refuseDay(l) ?? refuseItems(l) ?? refuseSequence(l);

function refuseSection({ ofSection }: ListToAdopt): Refusal | undefined {
  return ofSection
    ? undefined
    : refuse(
        'not-owed-by-you',
        REPORT,
        '清单及其变更由基金监管科汇总。',
        'The section of fund supervision gathers the list and its changes.',
        '由基金监管科提交。',
        'Let that section submit it.',
      );
}

function refuseDay({ adoptedOn, today, last }: ListToAdopt): Refusal | undefined {
  if (adoptedOn === undefined)
    return refuse(
      'adoption-undated',
      REPORT,
      '没有写明清单通过的日期，报告期限无从起算。',
      'Without the day of the adoption no period can be counted.',
      '写明清单通过的日期。',
      'State the day on which the list was adopted.',
    );
  if (adoptedOn > today)
    return refuse(
      'in-the-future',
      REPORT,
      `清单通过的日期（${adoptedOn}）在将来。`,
      `The day of the adoption (${adoptedOn}) is in the future.`,
      '通过之后再登记。',
      'Register it once it has been adopted.',
    );
  return last && adoptedOn < last.adoptedOn
    ? refuse(
        'adoption-order',
        REPORT,
        `早于前一版清单的通过日期（${last.adoptedOn}）。`,
        `The version before it was adopted on ${last.adoptedOn}.`,
        `${last.adoptedOn} 及以后。`,
        `On or after ${last.adoptedOn}.`,
      )
    : undefined;
}

function refuseItems({ items }: ListToAdopt): Refusal | undefined {
  const without = items.filter(({ powerType }) => powerType === undefined).map(({ id }) => id);
  return without.length === 0
    ? undefined
    : refuse(
        'power-type-missing',
        LIST,
        `没有权力类型的事项：${without.join('、')}。`,
        `Items without a power type: ${without.join(', ')}.`,
        '写明每个事项的权力类型。',
        'State the power type of each.',
      );
}

/** The first list is the annex; a later one changes something. */
function refuseSequence({ items, last, binding }: ListToAdopt): Refusal | undefined {
  if (last)
    return changesOf(last.items, items).length > 0
      ? undefined
      : refuse(
          'list-unchanged',
          REPORT,
          '与前一版清单相同，没有增加、删除或修改。',
          'Nothing is added, deleted or modified.',
          '没有变更的，沿用前一版。',
          'The version before it goes on.',
        );
  const printed =
    items.length === printedItems.length && changesOf(printedItems, items).length === 0;
  return !binding || printed
    ? undefined
    : refuse(
        'list-not-as-printed',
        'QHD-A1',
        `首版清单为附件所印的 ${printedItems.length} 项，名称和权力类型照录。`,
        `The first list has the ${printedItems.length} items of the annex, verbatim.`,
        '先按附件登记首版，再登记变更。',
        'Register the annex first, then its changes.',
      );
}
