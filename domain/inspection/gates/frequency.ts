/** 第四条 How often: the yearly cap of the institution, its clues, the watch (QY-4.1 to 4.3). */
import { addDays } from '../../time/civil-date.ts';
import type { CivilDate } from '../../time/instant.ts';
import { unled } from '../exceptions.ts';
import { clueProblem } from '../clue-problems.ts';
import { passed, refused, warned, type Finding } from '../findings.ts';
import { dayOf, goesThere, plansOfVisit, yearOf } from '../judging.ts';
import { isRecheck, placesTaken, roomFrom } from '../places.ts';
import type { Case } from '../plan.ts';
import { visitsAmong } from '../visits.ts';

/** QY-4.1  Daily inspections of one institution in a calendar year, by all bodies of the system. A place is counted by the year of the (planned) start. */
export function yearlyCap(c: Case): Finding[] {
  const {
    plan,
    known: { institution, places, pairs },
  } = c;
  if (plan.kind !== 'daily')
    return [
      passed('yearly-cap', 'QY-4.1', {
        say: { zh: '频次上限只约束日常检查。', en: 'The cap binds daily inspections only.' },
      }),
    ];
  if (!goesThere(plan) || isRecheck(c))
    return [
      passed('yearly-cap', 'QY-4.1', {
        say: {
          zh: '非现场检查和整改复查不占名额。',
          en: 'Off-site checks and re-checks use no place.',
        },
      }),
    ];
  const cap = institution.yearlyCap;
  if (cap === null)
    return [
      refused(
        'yearly-cap',
        'QY-4.1',
        'cap-missing',
        ['没有登记该机构的年度频次上限。', "The institution's yearly cap is not registered."],
        ['先登记年度频次上限。', 'Register the cap first.'],
        { missing: ['yearly-cap'] },
      ),
    ];
  const year = yearOf(dayOf(c));
  const taken = placesTaken(places, year, plansOfVisit(c), pairs);
  if (taken < cap) return [passed('yearly-cap', 'QY-4.1')];
  const earliest = roomFrom(places, cap, year, plansOfVisit(c), pairs);
  return [
    refused(
      'yearly-cap',
      'QY-4.1',
      'yearly-cap-reached',
      [
        `该机构 ${year} 年日常检查已占 ${taken} 个名额，上限为 ${cap} 个。`,
        `${taken} places of ${year} are taken, the cap is ${cap}.`,
      ],
      ['等待名额释放，或者下一年度检查。', 'Wait for a place, or inspect in a year with room.'],
      earliest ? { earliest } : {},
    ),
  ];
}

/** QY-4.2  A clue is registered before the plan, names this institution and has its evidence; a case inspection has at least one. */
export function clues(c: Case): Finding[] {
  const bad = unreliable(c);
  if (bad.length > 0) return bad;
  if (c.plan.kind !== 'case') return [passed('clues', 'QY-4.2')];
  return ledByClues(c);
}

/** QY-4.2  Of a case inspection: every item is one to which a clue leads. */
function ledByClues(c: Case): Finding[] {
  const strangers = c.plan.clues.length === 0 ? [] : unled(c);
  if (strangers.length > 0)
    return strangers.map((item) =>
      refused(
        'clues',
        'QY-4.2',
        'clue-item',
        [`事项 ${item} 没有可以依据的线索。`, `No clue leads to the item ${item}.`],
        [
          '只检查线索指向的事项；其他线索和部分整改复查须说明理由（yearly-cap）并经负责人批准。',
          'Inspect what the clue names; other clues need a reason (yearly-cap) and the head behind it.',
        ],
        { item },
      ),
    );
  if (c.plan.clues.length > 0) return [passed('clues', 'QY-4.2')];
  return [
    refused(
      'clues',
      'QY-4.2',
      'clue-missing',
      ['线索检查没有写明线索或者申请。', 'An inspection led by a clue names it.'],
      [
        '写明线索编号；没有线索的按日常检查办理。',
        'Name the clue; without one it is a daily inspection.',
      ],
      { missing: ['clue'] },
    ),
  ];
}

/** The clues of the plan that cannot be relied on. */
const unreliable = (c: Case): Finding[] =>
  c.plan.clues.flatMap((id) => {
    const wrong = clueProblem(c, id);
    return wrong
      ? [
          refused(
            'clues',
            'QY-4.2',
            wrong.code,
            [wrong.zh, wrong.en],
            [
              '登记指向该机构的线索及证据，再提交方案。',
              'Register the clue with its evidence, naming this institution, then file the plan.',
            ],
            { missing: [id] },
          ),
        ]
      : [];
  });

/** QY-4.3  Clearly above a reasonable frequency, exempt or not: watched, no bar. The numbers are the bureau's. */
export function reasonableFrequency(c: Case): Finding[] {
  const {
    known: {
      history,
      pairs,
      settings: { watch },
    },
    plan,
  } = c;
  const on = dayOf(c);
  const visits = history.filter((p) => p.onSite && !plansOfVisit(c).includes(p.id));
  const count = (counts: (begun: CivilDate) => boolean) =>
    visitsAmong(
      visits.filter((p) => counts(p.startedOn)).map((p) => p.id),
      pairs,
    );
  const counts = {
    'per-day': count((d) => d === on),
    'per-week': count((d) => addDays(on, -6) <= d && d <= on),
    'per-month': count((d) => d.slice(0, 7) === on.slice(0, 7)),
  };
  const limits = {
    'per-day': watch.perDay,
    'per-week': watch.perWeek,
    'per-month': watch.perMonth,
  };
  const above = goesThere(plan)
    ? (Object.keys(counts) as (keyof typeof counts)[]).filter((k) => counts[k] + 1 > limits[k])
    : [];
  if (above.length === 0)
    return [passed('reasonable-frequency', 'QY-4.3', { force: 'management' })];
  return [
    warned(
      refused(
        'reasonable-frequency',
        'QY-4.3',
        'frequency-watched',
        [
          '连同本次，对该机构的检查明显超过合理频次，转行政执法监督机构跟踪。',
          'With this one the institution is inspected clearly above a reasonable frequency: the supervision of enforcement follows it.',
        ],
        ['合并或者推迟检查。', 'Merge or postpone it.'],
        { missing: above, force: 'management' },
      ),
    ),
  ];
}
