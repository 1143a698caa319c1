/** 线索不能依据的情形 What must be true of a clue before a plan can rely on it (QY-4.2, 6.2, 12.3, 15.1, X-7). */
import type { ProblemCode } from '../law/codes.ts';
import { headStandsBehind } from './judging.ts';
import type { Case } from './plan.ts';
import type { Clue } from './known.ts';
import type { ClueKind } from './terms.ts';

export interface Wrong {
  code: ProblemCode;
  zh: string;
  en: string;
}
type Check = (c: Case, clue: Clue) => Wrong | undefined;

/** What a kind of clue must have beside its evidence, so that it is what it says. */
const grounds: { readonly [kind in ClueKind]?: readonly [zh: string, en: string] } = {
  transferred: ['没有写明转办单位', 'does not say who transferred it'],
  'data-monitoring': ['没有写明数据监测的命中编号', 'names no hit of the monitoring'],
  'own-request': ['没有该机构签章的申请', 'has no application signed by the institution'],
};

/** What must exist for a clue to be true, in the order in which one asks (QY-4.2, 6.2, 12.3, 15.1, X-7). */
const checks: readonly Check[] = [
  ({ plan }, { id, institution }) =>
    institution === plan.institution
      ? undefined
      : {
          code: 'clue-of-another',
          zh: `线索 ${id} 没有指向该机构。`,
          en: `The clue ${id} does not name this institution.`,
        },
  ({ plan }, { id, registeredAt }) =>
    registeredAt < plan.filedAt
      ? undefined
      : {
          code: 'clue-not-earlier',
          zh: `线索 ${id} 的登记不早于方案。`,
          en: `The clue ${id} was not registered before the plan.`,
        },
  (_, { id, evidence }) =>
    evidence
      ? undefined
      : {
          code: 'clue-unproved',
          zh: `线索 ${id} 没有证据材料。`,
          en: `The clue ${id} has no evidence.`,
        },
  (_, { id, kind, grounded }) =>
    grounded || !grounds[kind]
      ? undefined
      : {
          code: 'clue-unproved',
          zh: `线索 ${id} ${grounds[kind][0]}。`,
          en: `The clue ${id} ${grounds[kind][1]}.`,
        },
  refuseOrder,
  refuseRecheck,
  ({ plan }, { id, by }) =>
    plan.team.some((m) => m.officer === by)
      ? {
          code: 'clue-of-the-team',
          zh: `线索 ${id} 由检查组成员登记。`,
          en: `The clue ${id} was registered by somebody on the team.`,
        }
      : undefined,
  (c, { id, used }) =>
    used && !(c.plan.reasons.includes('clues') && headStandsBehind(c))
      ? {
          code: 'clue-used',
          zh: `线索 ${id} 已经用于另一次检查，没有说明再次使用的理由。`,
          en: `The clue ${id} has led to another inspection already, and no reason is given for using it again.`,
        }
      : undefined,
];

/** An order comes from above the body that acts and above the one in whose name it acts: whoever delegates does not order itself. */
function refuseOrder({ plan, known }: Case, { id, kind, orderedBy }: Clue): Wrong | undefined {
  if (
    kind !== 'superior-order' ||
    (orderedBy !== undefined &&
      orderedBy !== plan.inNameOf &&
      known.body.superiors.includes(orderedBy))
  )
    return undefined;
  return {
    code: 'order-not-superior',
    zh: `线索 ${id} 不是本单位上级交办。`,
    en: `The clue ${id} is no order of a superior of this body.`,
  };
}

/** 整改复查 There is an inspection of this institution, of these items, under which something is ordered to be put right and not yet found so. */
function refuseRecheck({ plan }: Case, { id, kind, items, rechecks }: Clue): Wrong | undefined {
  if (kind !== 're-check') return undefined;
  const founded =
    rechecks?.institution === plan.institution &&
    rechecks.ordered &&
    items !== null &&
    items.every((item) => rechecks.items.includes(item));
  return founded
    ? undefined
    : {
        code: 'recheck-unfounded',
        zh: `线索 ${id} 没有对应的检查和未复核的整改要求。`,
        en: `The clue ${id} re-checks no inspection of these items under which a rectification is ordered and open.`,
      };
}

/** What is wrong with a clue that a plan names; nothing when it can be relied on. */
export function clueProblem(c: Case, id: string): Wrong | undefined {
  const clue = c.known.clues.find((k) => k.id === id);
  if (!clue)
    return {
      code: 'clue-unknown',
      zh: `线索 ${id} 没有登记。`,
      en: `The clue ${id} is not registered.`,
    };
  return checks.map((check) => check(c, clue)).find((wrong) => wrong !== undefined);
}
