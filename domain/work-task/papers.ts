/** 公文 The papers of a task of the plan: how it goes, that it is done, that it was accepted or sent back, and which date counts (QJ-A1). */
import { after, because, before, letter, outcome, reason, record } from '../law/paper-parts.ts';
import { p, rows, said, signed, type Paper } from '../law/papers.ts';
import { completion, dateConfirmation, decision, progress } from './acts.ts';

const toOffice = { receiver: 'office' };
const description = said('description', 'text', '情况', 'Description');

export const papers: readonly Paper[] = [
  letter(
    'progress',
    ['任务推进情况报告', 'Report on the progress'],
    after(progress),
    { description },
    [p('现将任务（{{file}}）的推进情况报告如下。'), p('{{description}}')],
    toOffice,
  ),
  letter(
    'completion',
    ['任务完成情况报告', 'Report on the completion'],
    after(completion),
    {
      description,
      completedAt: said('completedAt', 'instant', '完成时间', 'Completed at'),
    },
    [p('任务（{{file}}）已于{{completedAt}}完成，现报告如下。'), p('{{description}}')],
    toOffice,
  ),
  record(
    'acceptance',
    ['任务完成确认（退回）单', 'Acceptance of the completion'],
    after(decision, 'office'),
    { outcome, reason },
    [
      rows(['任务', '{{file}}'], ['结果', '{{outcome}}']),
      because,
      signed('督查人员（签名、日期）'),
    ],
  ),
  record(
    'date-confirmation',
    ['完成时限确认书', 'Confirmation of the date'],
    before(dateConfirmation, 'office'),
    { on: said('on', 'day', '以其为准的日期', 'The date'), reason },
    [
      rows(['任务', '{{file}}'], ['以其为准的日期', '{{on}}']),
      because,
      signed('确认人（签名、日期）'),
    ],
  ),
];
