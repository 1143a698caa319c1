/** 台面 What of the breakers waits for somebody. */
import { breakerCounts } from '../../db/circuit-breaker/lists.ts';
import { deskLink, type DeskLines } from '../files/desk-links.ts';

export const breakerLines: DeskLines = async (desk) => {
  const n = await breakerCounts(desk.sql, desk.bureau);
  const link = deskLink(desk);
  const stage = (name: string) => `DubanProcedure = "circuit-breaker" AND DubanStage = "${name}"`;
  const list = '/v1/circuit-breakers';
  return [
    link(
      '警示未送达',
      'Warnings not delivered',
      n.undelivered,
      '/v1/breaker-warnings?delivered=false',
    ),
    link(
      '熔断未执行，待处理',
      'Trips that could not be carried out',
      n.attention,
      `${list}?stage=attention`,
      stage('attention'),
    ),
    link(
      '停付、恢复支付没有回执',
      'Orders to stop or resume without acknowledgement',
      n.unacknowledged,
      `${list}?state=open`,
    ),
    link('熔断中', 'Cut off by a breaker', n.open, `${list}?stage=open`, stage('open')),
    link(
      '已恢复，待决定半开或者复位',
      'Restored, half-open or reset to be decided',
      n.restored,
      `${list}?stage=restored`,
      stage('restored'),
    ),
  ];
};
