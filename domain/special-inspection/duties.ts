/** 专项检查 Who owes what of a special inspection that was started in an emergency (QY-7.3). Data only; every period is the bureau's setting. */
import type { Duty } from '../law/duty.ts';
import { management, say, workingDays } from '../inspection/basis.ts';
import type { InspectionSettings } from '../inspection/settings.ts';
import { amendedPlanFiling, governmentApproval, specialPublication } from './acts.ts';

export function dutiesFor(s: InspectionSettings) {
  const mine = { owedBy: 'inspecting' } as const;
  return {
    // 第七条 Filed again, approved and published afterwards.
    fileAmendedPlan: {
      ...mine,
      id: 'fileAmendedPlan',
      act: amendedPlanFiling.type,
      owedTo: 'justice',
      judgedBy: 'receipt',
      limit: workingDays(s.amendedPlanDays),
      basis: management('QY-7.3', '第七条'),
      action: say('修改专项检查计划并备案', 'File the amended plan of special inspections'),
    },
    approveEmergency: {
      ...mine,
      id: 'approveEmergency',
      act: governmentApproval.type,
      owedTo: 'government',
      judgedBy: 'occurrence',
      limit: workingDays(s.emergencyPapersDays),
      basis: management('QY-7.3', '第七条'),
      action: say('补报县级以上人民政府批准', 'Obtain the approval of the government afterwards'),
    },
    publishEmergency: {
      ...mine,
      id: 'publishEmergency',
      act: specialPublication.type,
      owedTo: 'public',
      judgedBy: 'occurrence',
      limit: workingDays(s.emergencyPapersDays),
      basis: management('QY-7.3', '第七条'),
      action: say('补行向社会公布', 'Publish it afterwards'),
    },
  } as const satisfies Record<string, Duty<'inspecting' | 'justice' | 'government' | 'public'>>;
}
export type Duties = ReturnType<typeof dutiesFor>;
