/** 清单版本的提出 May these lists be proposed as the next version (QJ-2.1a, A2, A3)? Pure; the registries' answers come in. */
import type { Refusal } from '../law/refusal.ts';
import { refuse } from '../law/refuse.ts';
import { addMonths } from '../time/civil-date.ts';
import type { CivilDate } from '../time/instant.ts';
import { LIST } from './duties.ts';
import { compare, decimal, ZERO } from './exact.ts';
import {
  changesOf,
  countsOf,
  flags,
  POWERS,
  powerTypes,
  printed,
  SERVICES,
  type Change,
  type Lists,
  type Service,
} from './terms.ts';

const TIME = 'QJ-2.6d';
const FLAGS = 'QJ-2.6g';

export interface VersionToPropose {
  /** The instrument binds the bureau: its annexes are the first version. */
  binding: boolean;
  today: CivilDate;
  decidedOn: CivilDate | undefined;
  inForceOn: CivilDate | undefined;
  reasonGiven: boolean;
  lists: Lists;
  /** As the proposal says which numbers the shares follow. */
  denominators: { powers: number; services: number } | undefined;
  /** What it follows: the version in force on its day. */
  last: { inForceFrom: CivilDate; lists: Lists } | undefined;
}

/** 施行 The day on which it is in force at the earliest: a later version changes nothing of what has been. */
export const dayOf = (inForceOn: CivilDate, today: CivilDate): CivilDate =>
  inForceOn > today ? inForceOn : today;

/** Why it cannot be proposed; nothing when it can. */
export const refuseVersion = (v: VersionToPropose): Refusal | undefined =>
  refuseDays(v) ?? refuseTimes(v) ?? refuseFlags(v) ?? (v.last ? refuseNext(v) : refuseFirst(v));

function refuseDays({ decidedOn, inForceOn, today, last }: VersionToPropose): Refusal | undefined {
  if (decidedOn === undefined || inForceOn === undefined)
    return refuse(
      'catalogue-undated',
      LIST,
      '没有写明清单调整的决定日期或施行日期。',
      'The day of the decision, or from which the lists hold, is missing.',
      '写明两个日期。',
      'State both days.',
    );
  if (decidedOn > today)
    return refuse(
      'in-the-future',
      LIST,
      `决定日期（${decidedOn}）在将来。`,
      `The day of the decision (${decidedOn}) is in the future.`,
      '决定之后再提出。',
      'Propose it once it has been decided.',
    );
  const latest = addMonths(today, 12);
  if (inForceOn > latest)
    return refuse(
      'catalogue-too-far',
      LIST,
      `施行日期（${inForceOn}）在一年以后。`,
      `It would hold from ${inForceOn}, more than a year from now.`,
      `不晚于 ${latest}。`,
      `Not after ${latest}.`,
    );
  // One whose day has not come may be replaced on that very day.
  const stands = last && last.inForceFrom <= today;
  const earliest = stands && last.inForceFrom >= decidedOn ? last.inForceFrom : decidedOn;
  if (inForceOn < decidedOn || (stands && inForceOn <= last.inForceFrom))
    return refuse(
      'catalogue-order',
      LIST,
      last
        ? `施行日期不得早于决定日期，且须晚于现行版本的施行日期（${last.inForceFrom}）。`
        : `施行日期不得早于决定日期（${decidedOn}）。`,
      last
        ? `It holds not before its decision, and after ${last.inForceFrom}, from which the version before it holds.`
        : `It holds not before its decision (${decidedOn}).`,
      `${earliest} 之后的日期。`,
      `A day after ${earliest}.`,
    );
  return undefined;
}

/** QJ-2.6d A statutory time of zero or a negative time is none. */
function refuseTimes({ lists }: VersionToPropose): Refusal | undefined {
  const wrong = lists.services.filter(({ time }) => {
    if (!time) return false;
    const statutory = decimal(time.statutory);
    const actual = time.actual === undefined ? ZERO : decimal(time.actual);
    return !statutory || !actual || compare(statutory, ZERO) <= 0 || compare(actual, ZERO) < 0;
  });
  return wrong.length === 0
    ? undefined
    : refuse(
        'service-time-invalid',
        TIME,
        `法定时限须大于零，实际时限不得为负：第 ${numbers(wrong)} 项。`,
        `A statutory time is above zero and an actual one not below: ${numbers(wrong)}.`,
        '没有法定时限的，不填时限。',
        'Leave the times out where there is no statutory one.',
      );
}

const numbers = (all: readonly { number: number }[]): string =>
  all.map(({ number }) => number).join('、');

const contradicts = (s: Service): boolean =>
  (s.fullyOnline === true && s.online === false) ||
  (s.noMaterials === true && (s.materials?.length ?? 0) > 0) ||
  (s.commitmentItem !== undefined && s.commitment === false);

function refuseFlags({ lists }: VersionToPropose): Refusal | undefined {
  const services = lists.services.filter(contradicts);
  const powers = lists.powers.filter((p) => p.fullyOnline === true && p.online === false);
  if (services.length + powers.length === 0) return undefined;
  const which = [
    ...(services.length > 0 ? [`服务 ${numbers(services)}`] : []),
    ...(powers.length > 0 ? [`权力 ${numbers(powers)}`] : []),
  ].join('；');
  return refuse(
    'flags-contradict',
    FLAGS,
    `标识相互矛盾（${flags.fullyOnline.zh}须网上可办，${flags.noMaterials.zh}不得列材料，列入承诺清单的须为${flags.commitment.zh}）：${which}。`,
    `What is wholly online is online, what needs no materials lists none, what is in the list of commitment is by commitment: ${which}.`,
    '更正这些事项的标识。',
    'Correct what is said of these items.',
  );
}

/** 附件2、附件3 The first version is the annexes: their names and types, verbatim, and their numbers. */
function refuseFirst({ binding, lists }: VersionToPropose): Refusal | undefined {
  if (!binding) return undefined;
  const powers = same(
    lists.powers.map((p) => `${p.number} ${p.type} ${p.name}`),
    printed.powers.map((p) => `${p.number} ${p.type} ${p.name}`),
  );
  const services = same(
    lists.services.map((s) => `${s.number} ${s.name}`),
    printed.services.map((s) => `${s.number} ${s.name}`),
  );
  if (powers && services) return undefined;
  const { byType } = countsOf(printed);
  const types = Object.entries(byType).map(
    ([type, count]) => `${powerTypes[type as keyof typeof powerTypes].zh} ${count}`,
  );
  return refuse(
    'catalogue-not-as-printed',
    powers ? SERVICES : POWERS,
    `首版清单为附件所印的权力 ${printed.powers.length} 项（${types.join('、')}）和服务 ${printed.services.length} 项，名称照录。`,
    `The first version has the ${printed.powers.length} powers and ${printed.services.length} services of the annexes, verbatim.`,
    '先按附件登记首版，再登记变更。',
    'Register the annexes first, then their changes.',
  );
}

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.toSorted().join('\n') === b.toSorted().join('\n');

/** 及时动态调整 A later version changes something, with a reason; what is called otherwise says why, and what the shares are counted over is said. */
function refuseNext(v: VersionToPropose): Refusal | undefined {
  const changes = changesOf(v.last!.lists, v.lists);
  if (changes.length === 0)
    return refuse(
      'catalogue-unchanged',
      LIST,
      '与现行版本相同。',
      'It is what is in force.',
      '没有变更的，沿用现行版本。',
      'The version in force goes on.',
    );
  if (!v.reasonGiven)
    return refuse(
      'reason-missing',
      LIST,
      '清单的调整须写明理由。',
      'A change of the lists says why.',
      '写明依据和理由。',
      'State its basis and its reason.',
    );
  const unexplained = changes.filter(
    ({ kind, item, why }) =>
      !why && (kind === 'rename' || (kind === 'add' && exchanges(changes, item[0]!))),
  );
  if (unexplained.length > 0) {
    const which = unexplained.map(({ item }) => item).join('、');
    return refuse(
      'name-change-unexplained',
      LIST,
      `名称或者类型变更而没有理由的事项：${which}。`,
      `Called or classed otherwise without a reason: ${which}.`,
      '在这些事项的 why 中写明理由。',
      'Say why with each of these items.',
    );
  }
  return refuseDenominators(v);
}

/** Of one list something is deleted and something added: by their numbers nobody sees that one is exchanged for the other. */
const exchanges = (changes: readonly Change[], list: string): boolean =>
  changes.some(({ kind, item }) => kind === 'delete' && item.startsWith(list));

function refuseDenominators({ lists, last, denominators }: VersionToPropose): Refusal | undefined {
  const [now, before] = [countsOf(lists), countsOf(last!.lists)];
  const other =
    now.powers !== before.powers ||
    now.services !== before.services ||
    changesOf(last!.lists, lists).some(({ kind }) => kind === 'delete');
  const right = denominators?.powers === now.powers && denominators.services === now.services;
  return right || (!other && !denominators)
    ? undefined
    : refuse(
        'denominators-unsaid',
        LIST,
        `事项数变更的，须写明此后各项占比的分母：权力 ${now.powers} 项、服务 ${now.services} 项。`,
        `Where the numbers change, the version says what the shares are counted over from then on: ${now.powers} powers, ${now.services} services.`,
        '核对事项后写明 denominators。',
        'Check the items and state both numbers.',
      );
}
