/** 台面：案件回访 What the desk shows of rounds of revisits. Counts only, and nothing of what is answered. */
import { openRounds } from '../../db/revisit/store.ts';
import { deskLink, type DeskLines } from '../files/desk-links.ts';

export const revisitLines: DeskLines = async ({ sql, bureau, ui }) => [
  deskLink({ ui })(
    '进行中的案件回访',
    'Rounds of revisits open',
    await openRounds(sql, bureau),
    '/v1/files?procedure=revisit&state=open',
    'DubanProcedure = "revisit"',
  ),
];
