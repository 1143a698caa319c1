/** 不得 What articles 12 to 15 forbid of an implementing rule, act by act. Pure; each refusal cites its clause and says what would be lawful. */
import type { Act } from '../law/act.ts';
import type { Refusal } from '../law/refusal.ts';
import { civilDateOf } from '../time/civil-date.ts';
import type { Acts, State, itemWithdrawn } from './acts.ts';
import { sections } from './sections.ts';
import { refuse } from '../law/refuse.ts';
import type { Possible } from '../law/act-names.ts';
import { notAwaitedNow } from '../law/not-awaited.ts';
import type { GuardOf, Guards } from '../law/acts.ts';
import { countersigned, type VersionGuard } from './countersigning.ts';

/** 第十三条 All six, or it is not published. */
const sixSections: VersionGuard = (act) => {
  const { missing } = act.facts;
  if (missing.length === 0) return undefined;
  return refuse(
    'section-missing',
    'TJ84-13',
    `缺少：${missing.map((id) => sections[id].zh).join('、')}。`,
    `Missing: ${missing.map((id) => sections[id].en).join('; ')}.`,
    '六项内容齐全后发布。',
    'Publish it with all six sections filled.',
  );
};

/** 第十三条（①）Both departments are registered ones, and those of the service list. */
const departmentsAreListed: VersionGuard = (act) => {
  const { unregistered, unlisted } = act.known!;
  if (unregistered.length > 0)
    return refuse(
      'department-unregistered',
      'TJ84-13',
      `没有登记的部门：${unregistered.join('、')}。`,
      `Not registered: ${unregistered.join(', ')}.`,
      '写明本局登记的部门。',
      'Name departments that are registered.',
    );
  if (unlisted.length === 0) return undefined;
  const pairs = unlisted
    .map(({ accepting, supervising }) => `${accepting} → ${supervising}`)
    .join('、');
  return refuse(
    'department-mismatch',
    'TJ84-13',
    `与政务服务事项清单不符：${pairs}。`,
    `Not as the service list has it: ${pairs}.`,
    '按清单写明受理部门及其监管部门。',
    'Name who accepts and who supervises as the list does.',
  );
};

/** 第十二条 For what it implements itself or below. */
const ownOrLower: VersionGuard = (act) => {
  const { beyond } = act.known!;
  return beyond.length === 0
    ? undefined
    : refuse(
        'not-own-or-lower',
        'TJ84-12.2',
        `${beyond.join('、')} 不是本部门的下级，不得为其编制。`,
        `${beyond.join(', ')} is not below this department.`,
        '只写本部门和下级实施的情形。',
        'Rule on what this department or those below it implement.',
      );
};

/** A period is cited to its section: there must be one. */
const periodsStandInSections: VersionGuard = (act) => {
  const { unsectioned } = act.facts;
  return unsectioned.length === 0
    ? undefined
    : refuse(
        'period-section-missing',
        'TJ84-13',
        `期限所在的条目不在细则中：${unsectioned.join('、')}。`,
        `No such section for a period: ${unsectioned.join(', ')}.`,
        '写明期限所在的条目。',
        'Name the section that sets the period.',
      );
};

/** 第十四条 A version has no effect before it is published, and the versions follow each other: no range is cut or covered. */
const notRetroactive: VersionGuard = (act) => {
  const {
    facts: { effectiveFrom },
    occurredAt,
  } = act;
  if (occurredAt === undefined || effectiveFrom >= civilDateOf(occurredAt)) return undefined;
  return refuse(
    'rule-retroactive',
    'TJ84-14',
    `施行日期（${effectiveFrom}）早于发布。`,
    `It would hold from a day before its publication (${effectiveFrom}).`,
    '自发布之日或者以后施行。',
    'Let it hold from its publication or later.',
  );
};
const noOverlap: VersionGuard = (act) => {
  const {
    facts: { effectiveFrom },
    known,
  } = act;
  if (known!.lastFrom === null || effectiveFrom > known!.lastFrom) return undefined;
  return refuse(
    'rule-overlap',
    'TJ84-14',
    `第${known!.last}版涵盖${known!.lastFrom}，新版须晚于该日。`,
    `Version ${known!.last} covers ${known!.lastFrom}; a new one begins later.`,
    `自${known!.lastFrom}之后施行。`,
    `Let it hold from a day after ${known!.lastFrom}.`,
  );
};

/** 第十四条 Why, for all but the first version of an item; and what was approved under the version before keeps it. */
const reasonIsGiven: VersionGuard = (act) =>
  act.facts.reasonGiven || act.known!.last === 0
    ? undefined
    : refuse(
        'reason-missing',
        'TJ84-14',
        '调整实施细则须写明理由。',
        'A new version needs its reason.',
        '填写 reason。',
        'Fill in reason.',
      );
const pastIsKept: VersionGuard = (act) => {
  const {
    facts: { effectiveFrom },
    known,
  } = act;
  return known!.approved
    ? refuse(
        'rule-changes-past',
        'TJ84-14',
        `${effectiveFrom}及以后已有按现行版本批准的办理结果。`,
        `Results have been approved under the present version on or after ${effectiveFrom}.`,
        '自更晚的日期施行，例如明日。',
        'Let it hold from a later day, tomorrow for example.',
      )
    : undefined;
};

/** The item left one list and stands in the one in force again. */
const isWithdrawn: GuardOf<typeof itemWithdrawn, State> = ({ known }) =>
  known!.listed
    ? refuse(
        'item-still-listed',
        'TJ84-0.1',
        '该事项仍在施行的清单中。',
        'The item is on the list in force.',
        '案卷继续。',
        'The file goes on.',
      )
    : undefined;

const version = [
  sixSections,
  departmentsAreListed,
  ownOrLower,
  periodsStandInSections,
  reasonIsGiven,
  notRetroactive,
  noOverlap,
] as const;
export const guards: Guards<Acts, State> = {
  'rule-publication': version,
  'rule-revision': [...version, pastIsKept],
  countersignature: [countersigned],
  'item-withdrawn': [isWithdrawn],
};

/** An act that nobody awaits. */
/** Under which article an act stands, whether or not it is awaited. */
export function clauseOf(type: string): string {
  if (type === 'rule-revision' || type === 'rule-review') return 'TJ84-14';
  return type === 'countersignature' ? 'TJ84-15.5' : 'TJ84-0.1';
}

export function notAwaited(state: State) {
  return (act: Act, possible: Possible): Refusal => {
    const clause = clauseOf(act.type);
    if (act.type === 'rule-publication' && state.versions.length > 0)
      return refuse(
        'not-awaited',
        'TJ84-14',
        '实施细则已经发布，不得改写。',
        'The rule is published and is not overwritten.',
        '发布实施细则新版本。',
        'Publish a new version of the rule.',
      );
    if (state.versions.length === 0 && clause !== 'TJ84-0.1')
      return refuse(
        'not-awaited',
        clause,
        '实施细则尚未发布。',
        'The rule is not published yet.',
        '先发布实施细则。',
        'Publish the rule first.',
      );
    return notAwaitedNow(
      clause,
      '本案卷现在不接收这种文书。',
      'The file does not await such an act now.',
      possible,
    );
  };
}
