/** 印发通知、第十二条 May the file of this item be opened? Pure; the registries' answers come in. */
import { levelOf } from '../commitment-case/departments.ts';
import type { Refusal } from '../law/refusal.ts';
import { startOfDay } from '../time/civil-date.ts';
import type { CivilDate, Instant } from '../time/instant.ts';
import { issuedOn } from './duties.ts';
import { refuse } from '../law/refuse.ts';

export interface RuleToOpen {
  author: { unit: string; roles: readonly string[] };
  /** The caller is of the author's unit, or of one set over it. */
  ofAuthor: boolean;
  /** Version of the list in force today. */
  listVersion?: number;
  /** The item as that version has it, with the accepting departments and their roles. */
  item?: {
    id: string;
    types: readonly string[];
    accepting: readonly { unit: string; roles: readonly string[] }[];
  };
}

/** Why the file cannot be opened; nothing when it can. */
export const refuseOpening = (r: RuleToOpen): Refusal | undefined =>
  refuseAuthor(r) ?? refuseItem(r);

/** 第十二条 Rules are written by accepting departments of the city. */
function refuseAuthor({ author, ofAuthor }: RuleToOpen): Refusal | undefined {
  if (!ofAuthor)
    return refuse(
      'not-authorised',
      'TJ84-12.2',
      '只能由制定部门或者其上级单位立卷。',
      'Only the author or a unit set over it opens this file.',
      '由制定部门或者其上级单位提交。',
      'Let the author or its superior submit it.',
    );
  if (levelOf(author.roles) !== 'city')
    return refuse(
      'author-not-city-level',
      'TJ84-12.2',
      '实施细则由市级受理部门编制，制定部门不是市级受理部门。',
      'Rules are written by accepting departments of the city; this author is none.',
      '由市级受理部门提交。',
      'Let an accepting department of the city submit it.',
    );
  return undefined;
}

/** An item that is done on commitment by the list in force, and the author's to rule. */
function refuseItem({ author, listVersion, item }: RuleToOpen): Refusal | undefined {
  if (listVersion === undefined)
    return refuse(
      'list-missing',
      'TJ84-0.1',
      '今日没有施行的政务服务事项清单。',
      'No list of service items is in force today.',
      '先登记清单。',
      'Register the list first.',
    );
  if (!item)
    return refuse(
      'item-unknown',
      'TJ84-0.1',
      '今日施行的清单没有该事项。',
      'The list in force has no such item.',
      '核对事项编号。',
      'Check the item.',
    );
  if (item.types.length === 0)
    return refuse(
      'item-not-committed',
      'TJ84-2',
      '该事项不实行承诺制，不需要实施细则。',
      'The item is not done on commitment and needs no such rule.',
      '仅对承诺制事项编制。',
      'Only for items done on commitment.',
    );
  return ofOwnLevelOrBelow(author.unit, item);
}

/** 第十二条 What another department of the city implements is that one's to rule; what only districts implement, any of the city's. */
function ofOwnLevelOrBelow(
  author: string,
  { accepting }: NonNullable<RuleToOpen['item']>,
): Refusal | undefined {
  const city = accepting.filter(({ roles }) => levelOf(roles) === 'city').map(({ unit }) => unit);
  if (city.length === 0 || city.includes(author)) return undefined;
  return refuse(
    'not-own-or-lower',
    'TJ84-12.2',
    '该事项由其他市级受理部门实施，不是本部门或者下级实施的事项。',
    'Another department of the city implements this item, neither this one nor one below it.',
    '由实施该事项的市级受理部门编制。',
    'Let the city department that implements it write the rule.',
  );
}

export const itemHasFile = (file: string): Refusal =>
  refuse(
    'item-has-file',
    'TJ84-0.1',
    `该事项的实施细则已有案卷 ${file}。`,
    `The item has its file already: ${file}.`,
    '在原案卷中办理。',
    'Go on in that file.',
  );

/** Since when an item is done on commitment, by the lists that are registered; `knownAtIssuing`: a list of the day of issue is registered. */
export interface Allowed {
  allowedFrom: CivilDate;
  knownAtIssuing: boolean;
}

/** From when both deliverables run, and whether by law (the items of the issuing) or by management; an adopted instrument gives no legal period. */
export function periodOf(
  { allowedFrom }: Allowed,
  adoptedOn?: CivilDate,
): { ofIssuing: boolean; from: Instant } {
  if (adoptedOn === undefined && allowedFrom <= issuedOn)
    return { ofIssuing: true, from: startOfDay(issuedOn) };
  return {
    ofIssuing: false,
    from: startOfDay(adoptedOn !== undefined && adoptedOn > allowedFrom ? adoptedOn : allowedFrom),
  };
}

/** Nothing is assumed of a day whose list nobody has registered. */
export function remarksOn({ knownAtIssuing }: Allowed): string[] {
  return knownAtIssuing
    ? []
    : [
        `${issuedOn} 施行的清单没有登记：不能认定该事项属于印发时的事项，期限仅作管理要求。The list of the day of issue is not registered: whether the item was on it is not known, so its period is management.`,
      ];
}
