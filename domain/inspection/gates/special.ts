/** 第七条 专项检查: the plan, the government's approval, the filing, the publication, in this order and before the start; how many a year; the emergency (QY-7.1 to 7.3). */
import { passed, refused, type Finding } from '../findings.ts';
import { dayOf, headStandsBehind, spanOf, yearOf } from '../judging.ts';
import type { Case, SpecialPapers } from '../plan.ts';
import type { CivilDate } from '../../time/instant.ts';

const steps = ['plan', 'government-approval', 'justice-filing', 'publication'] as const;
const datesOf = (s: SpecialPapers): (CivilDate | undefined)[] => [
  s.planMadeOn,
  s.government?.on,
  s.filedWithJusticeOn,
  s.publishedOn,
];

/** QY-7.1  All of them before anybody goes; no bureau approves its own. */
export function specialPapers(c: Case): Finding[] {
  if (c.plan.kind !== 'special')
    return [
      passed('special-papers', 'QY-7.1', {
        say: { zh: '不是专项检查。', en: 'No special inspection.' },
      }),
    ];
  const papers = c.plan.special ?? { campaign: '' };
  const wrong = [...missingPapers(papers, dayOf(c)), ...governmentOf(papers), ...orderOf(papers)];
  const outside = outsideOf(c, papers);
  if (outside.length > 0) return outside;
  if (wrong.length === 0) return [passed('special-papers', 'QY-7.1')];
  return papers.emergency ? emergency(c, papers, wrong) : wrong;
}

function missingPapers(s: SpecialPapers, by: CivilDate): Finding[] {
  const missing = steps.filter((_, n) => {
    const on = datesOf(s)[n];
    return on === undefined || on > by;
  });
  if (missing.length === 0) return [];
  return [
    refused(
      'special-papers',
      'QY-7.1',
      'special-papers-missing',
      [
        '专项检查开始之前须有计划、县级以上人民政府批准、同级司法行政部门备案和向社会公布。',
        'Plan, approval by a government of county level or above, filing and publication all come before the start.',
      ],
      ['手续齐全之后开始。', 'Start once all are there.'],
      { missing },
    ),
  ];
}

function governmentOf({ government }: SpecialPapers): Finding[] {
  if (!government || (government.isGovernment && government.document !== '')) return [];
  return [
    refused(
      'special-papers',
      'QY-7.1',
      'approver-no-government',
      [
        '专项检查须由县级以上人民政府批准，不得由医保局自行批准。',
        'A government of county level or above approves it, never the bureau itself.',
      ],
      ['报县级以上人民政府批准。', 'Have it approved by the government.'],
      { missing: ['government-approval'] },
    ),
  ];
}

function orderOf(s: SpecialPapers): Finding[] {
  const dated = datesOf(s).filter((on) => on !== undefined);
  if (dated.every((on, n) => n === 0 || dated[n - 1]! <= on)) return [];
  return [
    refused(
      'special-papers',
      'QY-7.1',
      'special-papers-order',
      [
        '手续次序应为：计划、政府批准、备案、公布。',
        'The order is: plan, approval, filing, publication.',
      ],
      ['核对各手续日期。', 'Check the dates.'],
    ),
  ];
}

/** What was approved is what may be done: its body, its items, its days. No emergency widens it. */
function outsideOf(c: Case, { scope }: SpecialPapers): Finding[] {
  if (!scope) return [];
  const { plan } = c;
  const days = c.stage === 'start' ? spanOf(c) : plan.days;
  const outside = [
    ...(scope.body === plan.body || scope.body === plan.inNameOf ? [] : ['body']),
    ...(plan.items.every((i) => scope.items.includes(i.item)) ? [] : ['items']),
    ...(scope.days.from <= days.from && days.until <= scope.days.until ? [] : ['days']),
  ];
  if (outside.length === 0) return [];
  return [
    refused(
      'special-papers',
      'QY-7.1',
      'outside-special',
      [
        '不在该专项检查计划批准、公布的主体、事项或者日期之内。',
        'Not inside the body, items or days of the special inspection as approved and published.',
      ],
      ['按专项检查计划实施；需要变更的另行报批。', 'Keep to it; a change is approved anew.'],
      { missing: outside },
    ),
  ];
}

/** QY-7.3  With the risk, its reason and the head's approval it may start; every paper still follows and stays open until it does. */
function emergency(c: Case, { emergency: e }: SpecialPapers, wrong: readonly Finding[]): Finding[] {
  if (!e?.risk || !e.reasonGiven)
    return [
      refused(
        'special-papers',
        'QY-7.3',
        'reason-missing',
        ['紧急专项检查须说明风险和理由。', 'An emergency names its risk and gives the reason.'],
        [
          '写明风险种类和理由；没有的按一般程序办理。',
          'State both; otherwise the ordinary procedure holds.',
        ],
        { missing: [...(e?.risk ? [] : ['risk']), ...(e?.reasonGiven ? [] : ['reason'])] },
      ),
    ];
  if (!headStandsBehind(c))
    return [
      refused(
        'special-papers',
        'QY-7.3',
        'approver-missing',
        [
          '紧急专项检查须先经主体负责人批准。',
          'An emergency starts after the approval of the head.',
        ],
        ['报主体负责人批准。', 'Have the head approve it.'],
        { missing: ['approval'] },
      ),
    ];
  const owed = ['amended-plan-filing', ...new Set(wrong.flatMap((f) => f.missing ?? []))];
  return wrong.map((f) => ({
    ...f,
    clause: 'QY-7.3',
    outcome: 'excepted' as const,
    by: e.risk!,
    owed,
    force: 'reading' as const,
  }));
}

/** QY-7.2  Special inspections of the year, each counted once whatever it visits. The number is the bureau's. */
export function specialNumber(c: Case): Finding[] {
  const {
    plan,
    known: {
      settings: { specialsPerYear: most },
      campaigns,
    },
  } = c;
  if (plan.kind !== 'special')
    return [
      passed('special-number', 'QY-7.2', {
        say: { zh: '不是专项检查。', en: 'No special inspection.' },
      }),
    ];
  if (most === null)
    return [
      {
        ...refused(
          'special-number',
          'QY-7.2',
          'special-number-unset',
          ['没有设定年度专项检查数量。', 'No yearly number of special inspections is set.'],
          ['登记年度数量。', 'Register the number.'],
          { missing: ['specials-per-year'], force: 'management' },
        ),
        outcome: 'warned',
      },
    ];
  const year = yearOf(dayOf(c));
  const others = new Set(
    campaigns
      .filter((k) => k.year === year && k.campaign !== plan.special?.campaign)
      .map((k) => k.campaign),
  ).size;
  if (others < most) return [passed('special-number', 'QY-7.2', { force: 'management' })];
  return [
    refused(
      'special-number',
      'QY-7.2',
      'special-number-reached',
      [
        `${year} 年专项检查已有 ${others} 项，数量为 ${most} 项。`,
        `${others} special inspections in ${year}, the number is ${most}.`,
      ],
      ['列入以后年度。', 'Take it up in a later year.'],
      { force: 'management' },
    ),
  ];
}
