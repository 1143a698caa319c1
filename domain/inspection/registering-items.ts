/** 检查事项的登记规则 What is refused when an item, its repeal or a clue is registered (QY-2, 3, 4). */
import type { RowRefusal } from '../registry/subject-rules.ts';
import type { CivilDate } from '../time/instant.ts';
import type { Rechecked } from './known.ts';
import type { Forms } from './registries.ts';
import { refuseRow, unknownReference } from '../registry/known.ts';
import { ahead, type RegisteringContext } from './registering-context.ts';

/** QY-2.1, 2.3  A live item rests on a basis in force. `basis`: as registered; undefined where it is not. */
export function refuseItem(
  form: Forms['item'],
  basis: { repealedOn: CivilDate | null } | undefined,
  { today }: RegisteringContext,
): RowRefusal | undefined {
  const lawful = [
    '清理该事项（填写取消日期），或者先登记现行依据',
    'Withdraw the item, or register the basis in force first',
  ] as const;
  if (form.basis !== null && !basis) return unknownReference('QY-2.1', '/basis');
  if (form.withdrawnOn === null && !basis)
    return refuseRow(
      'item-without-basis',
      'QY-2.1',
      '/basis',
      ['没有法定依据的事项不得列入清单', 'An item without a legal basis is not listed'],
      lawful,
    );
  if (form.withdrawnOn === null && basis?.repealedOn)
    return refuseRow(
      'item-basis-repealed',
      'QY-2.1',
      '/basis',
      [`依据自 ${basis.repealedOn} 起废止`, `The basis is repealed from ${basis.repealedOn}`],
      lawful,
    );
  return ahead(today, 'QY-2.2', { '/published/on': form.published?.on });
}

/** QY-2.1  A repeal stands; no basis ends before it began. */
export function refuseRepeal(
  on: CivilDate,
  basis: { from: CivilDate; repealedOn: CivilDate | null },
): RowRefusal | undefined {
  if (basis.repealedOn !== null && basis.repealedOn !== on)
    return refuseRow(
      'conflict',
      'QY-2.1',
      '/on',
      [`已登记自 ${basis.repealedOn} 起废止`, `Registered as repealed from ${basis.repealedOn}`],
      [
        '依据恢复或者修订的，另行登记新的依据',
        'Register what takes its place as a basis of its own',
      ],
    );
  return on > basis.from
    ? undefined
    : refuseRow(
        'bad-input',
        'QY-2.1',
        '/on',
        ['废止不得早于施行', 'Repealed before it came into force'],
        ['核对日期', 'Check the date'],
      );
}

export interface ClueGround {
  institution: boolean;
  unknownItems: readonly string[];
  orderedBy: boolean;
  /** The inspection that it re-checks. */ rechecks: Rechecked | undefined;
}
/** QY-4.2, 12.3, 15.1  The institution is one of the bureau's; items are on the list; each kind names what it rests on. */
export function refuseClue(form: Forms['clue'], known: ClueGround): RowRefusal | undefined {
  if (!known.institution) return unknownReference('QY-4.2', '/institution');
  if (known.unknownItems.length > 0)
    return refuseRow(
      'item-unknown',
      'QY-4.2',
      '/items',
      [
        `清单没有事项：${known.unknownItems.join('、')}`,
        `Not on the list: ${known.unknownItems.join(', ')}`,
      ],
      [
        '填写清单中的事项；无法指明的填 null',
        'Name items of the list; null where none can be named',
      ],
    );
  if (form.orderedBy !== null && !known.orderedBy) return unknownReference('QY-4.2', '/orderedBy');
  return (
    refuseGround(form) ??
    (form.kind === 're-check' ? refuseRecheck(form, known.rechecks) : undefined)
  );
}

/** What a kind rests on is named by it, and by no other. */
function refuseGround(form: Forms['clue']): RowRefusal | undefined {
  const named = {
    transferred: 'transferredBy',
    'data-monitoring': 'hit',
    'own-request': 'signature',
    're-check': 'rechecks',
  } as const;
  const own = Object.entries(named).find(([kind]) => kind === form.kind)?.[1];
  const stranger = Object.values(named).find((field) => field !== own && form[field] !== null);
  if (stranger)
    return refuseRow(
      'bad-input',
      'QY-4.2',
      `/${stranger}`,
      ['该类线索没有此项', 'No clue of this kind has it'],
      ['填 null', 'Give null'],
    );
  if (own !== undefined && form[own] === null)
    return refuseRow(
      'clue-unproved',
      'QY-4.2',
      `/${own}`,
      ['没有写明该类线索的来源', 'What a clue of this kind rests on is missing'],
      [
        '转办写明单位，数据监测写明命中编号，企业申请附签章申请书，整改复查写明原检查',
        'Name who transferred it, the hit, the signed application, or the inspection that is re-checked',
      ],
    );
  if (form.kind === 'specific-complaint' && form.items === null)
    return refuseRow(
      'clue-unproved',
      'QY-6.2',
      '/items',
      [
        '没有指明事项的，不是有明确线索指向的投诉举报',
        'A complaint that names no item does not point clearly',
      ],
      ['写明事项，或者登记为投诉举报', 'Name the items, or register it as a complaint'],
    );
  return undefined;
}

/** QY-12.3  A re-check follows an inspection of this institution and these items, under which a rectification is ordered and open. */
function refuseRecheck(
  { institution, items }: Forms['clue'],
  found: Rechecked | undefined,
): RowRefusal | undefined {
  if (
    found?.institution === institution &&
    found.ordered &&
    items?.every((item) => found.items.includes(item))
  )
    return undefined;
  return refuseRow(
    'recheck-unfounded',
    'QY-12.3',
    '/rechecks',
    [
      '该机构没有这样的检查，或者没有未复核的整改要求',
      'There is no such inspection of the institution, or no rectification is ordered and open',
    ],
    [
      '只就已经责令整改、尚未复核的检查和事项登记',
      'Register it for an inspection and items whose rectification is ordered and open',
    ],
  );
}
