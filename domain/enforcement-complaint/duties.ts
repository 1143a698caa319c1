/** 执法扰企 Who owes the answer to a complaint about enforcement (QY-17.1). Data only; the period is the bureau's setting. */
import type { Duty } from '../law/duty.ts';
import { management, say, workingDays } from '../inspection/basis.ts';
import type { InspectionSettings } from '../inspection/settings.ts';
import { answer } from './acts.ts';

export const answerComplaint = (s: InspectionSettings) =>
  ({
    owedBy: 'handling',
    owedTo: 'institution',
    id: 'answerComplaint',
    act: answer.type,
    judgedBy: 'service',
    limit: workingDays(s.complaintDays),
    basis: management('QY-17.1', '第十七条'),
    action: say('处理执法扰企线索', 'Deal with the complaint about enforcement'),
  }) satisfies Duty;
