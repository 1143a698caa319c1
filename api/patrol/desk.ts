/** 台面：巡查 What the desk shows of patrols. Counts only. */
import { patrolCounts } from '../../db/patrol/store.ts';
import { deskLink, type DeskLines } from '../files/desk-links.ts';

export const patrolLines: DeskLines = async ({ sql, bureau, ui }) => {
  const n = await patrolCounts(sql, bureau);
  const link = deskLink({ ui });
  return [
    link(
      '在办的“网警”巡查',
      'Patrols open',
      n.open,
      '/v1/patrols?state=open',
      'DubanProcedure = "patrol"',
    ),
    link(
      '巡查阶段滞留',
      'Patrols that stay too long at a stage',
      n.dwelling,
      '/v1/patrols?dwelling=true',
    ),
    link(
      '待回头看',
      'Look backs owed',
      n.lookBacks,
      '/v1/patrols?stage=look-back&state=open',
      'DubanProcedure = "patrol" AND DubanStage = "look-back"',
    ),
    link(
      '转立案被退回',
      'Filings from patrols that were refused',
      n.unfiled,
      '/v1/patrols?state=open&filing=refused',
    ),
  ];
};
