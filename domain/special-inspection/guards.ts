/** 不得 What article 7 forbids of a special inspection, paper by paper. Pure; each refusal cites its clause and says what would be lawful. */
import type { Act } from '../law/act.ts';
import { canBeFiled, type Possible } from '../law/act-names.ts';
import { areaCovers } from '../law/instruments.ts';
import type { Refusal } from '../law/refusal.ts';
import type { CivilDate } from '../time/instant.ts';
import type {
  Acts,
  State,
  emergencyApproval,
  governmentApproval,
  justiceFiling,
  specialEnd,
  specialWithdrawal,
} from './acts.ts';
import { refuse } from '../law/refuse.ts';
import { notAwaitedNow } from '../law/not-awaited.ts';
import type { ActOf, GuardOf, Guards } from '../law/acts.ts';

/** 7.1  A people's government of county level or above, of a place that contains the body's; never the bureau, none of its units, no other department. */
const byGovernment: GuardOf<typeof governmentApproval, State> = (
  { facts: { kind, level, area }, known },
  { body },
) => {
  if (kind !== 'government' || known!.ownUnit)
    return refuse(
      'approver-no-government',
      'QY-7.1',
      '专项检查须由县级以上人民政府批准，不得由医保局自行批准。',
      'A government of county level or above approves it, never the bureau itself.',
      '报县级以上人民政府批准。',
      'Have it approved by the government.',
    );
  if (level === 'township')
    return refuse(
      'approver-no-government',
      'QY-7.1',
      '乡镇人民政府不是县级以上人民政府。',
      'A township government is below county level.',
      '报县级以上人民政府批准。',
      'Have it approved by a government of county level or above.',
    );
  return areaCovers(area, body.area)
    ? undefined
    : refuse(
        'approver-elsewhere',
        'QY-7.1',
        `批准机关的辖区（${area}）不包括检查主体所在地（${body.area}）。`,
        `The government's place (${area}) does not contain the body's (${body.area}).`,
        '报本地县级以上人民政府批准。',
        'Have it approved by the government of the place.',
      );
};

/** 7.1  Plan, approval, filing, publication: none is dated before the one it follows. */
const notBefore =
  (before: (s: State) => CivilDate | undefined, zh: string, en: string) =>
  ({ facts: { on } }: { facts: { on: CivilDate } }, state: State): Refusal | undefined => {
    const first = before(state);
    if (first === undefined || on >= first) return undefined;
    return refuse(
      'special-papers-order',
      'QY-7.1',
      `所写日期（${on}）早于${zh}（${first}）。`,
      `Dated ${on}, before ${en} (${first}).`,
      `不得早于 ${first}。`,
      `No earlier than ${first}.`,
    );
  };
const afterPlan = notBefore((s) => s.madeOn, '计划的日期', 'the plan');
const afterApproval = notBefore(
  (s) => s.government?.on ?? s.madeOn,
  '政府批准的日期',
  'the approval',
);
const afterFiling = notBefore((s) => s.filedOn, '备案的日期', 'the filing');

/** 7.1  同级: the justice department of the level that approved; of an emergency, where nobody has yet, that of the body. */
const sameLevel = (
  { facts: { level, area } }: Pick<ActOf<typeof justiceFiling>, 'facts'>,
  state: State,
): Refusal | undefined => {
  const of = state.government ?? state.body;
  if (level === of.level && (areaCovers(area, of.area) || areaCovers(of.area, area)))
    return undefined;
  return refuse(
    'justice-not-same-level',
    'QY-7.1',
    `备案机关（${level}，${area}）不是同级司法行政部门（${of.level}，${of.area}）。`,
    `Filed with ${level} ${area}; the same level is ${of.level} ${of.area}.`,
    '报同级司法行政部门备案。',
    'File it with the justice department of the same level.',
  );
};

/** 7.3, 10.1 */
const byHead: GuardOf<typeof emergencyApproval, State> = ({ known }) =>
  known!.head
    ? undefined
    : refuse(
        'approver-not-head',
        'QY-7.3',
        '紧急专项检查须由主体负责人批准，不得由内设机构负责人批准。',
        'The head of the body approves an emergency, nobody lower.',
        '报登记的正职或者分管负责人批准。',
        'Let the registered head or deputy in charge approve it.',
      );

/** Begun is begun: it is ended and reported, not withdrawn. */
const nothingBegun: GuardOf<typeof specialWithdrawal, State> = ({ known }) =>
  known!.begun === 0
    ? undefined
    : refuse(
        'special-begun',
        'QY-7.2',
        '已经按此专项实施检查，不得撤回。',
        'Visits under it have begun; it cannot be withdrawn.',
        '检查完毕后，提交专项检查结束。',
        'File the end of the special inspection when they are over.',
      );
const nothingPending: GuardOf<typeof specialEnd, State> = ({ known }) =>
  known!.pending === 0
    ? undefined
    : refuse(
        'special-pending',
        'QY-7.1',
        '还有未实施的检查方案。',
        'Plans under it are still to be carried out.',
        '实施或者取消后再结束。',
        'Carry them out or cancel them first.',
      );

export const guards: Guards<Acts, State> = {
  'government-approval': [byGovernment, afterPlan],
  'justice-filing': [sameLevel, afterApproval],
  'amended-plan-filing': [sameLevel, afterPlan],
  'special-publication': [afterFiling],
  'emergency-approval': [byHead],
  'special-withdrawal': [nothingBegun],
  'special-end': [nothingPending],
};

const order = ['government-approval', 'justice-filing', 'special-publication'];
/** What a paper needs that is not there yet. */
export function notAwaited(state: State) {
  return (act: Act, possible: Possible): Refusal => {
    const can = canBeFiled(possible);
    const lawful: [string, string] = [can.zh, can.en];
    if (act.type === 'special-end')
      return refuse(
        'special-papers-owed',
        state.risk ? 'QY-7.3' : 'QY-7.1',
        '手续尚未补齐，不得结束。',
        'Papers are still owed: it cannot end.',
        ...lawful,
      );
    if (['justice-filing', 'special-publication'].includes(act.type))
      return refuse(
        'special-papers-order',
        'QY-7.1',
        `手续依次为：${order.map((type) => possible.nameOf(type).zh).join('、')}。`,
        'The order is: approval, filing, publication.',
        ...lawful,
      );
    return notAwaitedNow(
      state.risk ? 'QY-7.3' : 'QY-7.1',
      '本件现在不接收这种文书。',
      'Such a paper is not awaited now.',
      possible,
    );
  };
}
