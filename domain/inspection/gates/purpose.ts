/** 第九条 Why somebody goes there: off-site where possible, and never as the precondition of a licence or a payment (QY-9.1, 9.3). */
import { passed, refused, type Finding } from '../findings.ts';
import { goesThere } from '../judging.ts';
import type { Case } from '../plan.ts';

/** QY-9.1  Going there needs a reason; it is part of the plan. */
export function onSiteReason({ plan }: Case): Finding[] {
  if (!goesThere(plan) || plan.onSiteReasonGiven) return [passed('on-site-reason', 'QY-9.1')];
  return [
    refused(
      'on-site-reason',
      'QY-9.1',
      'on-site-reason-missing',
      [
        '现场检查须说明为什么书面核查、信息共享、智能审核或者大数据分析不够。',
        'The plan says why checking off-site does not do.',
      ],
      ['写明理由，或者改为非现场检查。', 'Give the reason, or check off-site.'],
      { missing: ['on-site-reason'] },
    ),
  ];
}

/** QY-9.3  No precondition of a licence or a payment, unless a law makes it one. */
export function purpose({ plan }: Case): Finding[] {
  if (plan.purpose !== 'precondition' || plan.purposeBasis) return [passed('purpose', 'QY-9.3')];
  return [
    refused(
      'purpose',
      'QY-9.3',
      'inspection-as-precondition',
      [
        '没有法定依据，不得将检查作为行政许可、行政给付的前提。',
        'Without a law an inspection is no precondition of a licence or a payment.',
      ],
      ['写明法定依据，或者取消该检查。', 'Name the law, or drop the inspection.'],
      { missing: ['purpose-basis'] },
    ),
  ];
}
