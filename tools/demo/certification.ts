/**
 * 证明事项告知承诺制 A commitment in place of a certificate: what is found differs from it, so the activity is stopped (第八条)
 * and the result revoked on the written suggestion of the supervising department (第十条).
 */
import type { Clock } from './clock.ts';
import type { DemoClient } from './client.ts';
import { chapter } from './print.ts';
import { ScenarioFile, type Played } from './scenario-file.ts';

const accepting = 'tj.jjzx';
const remedies = { body: '市人民政府', period: '60日内申请行政复议' };

export async function certification(client: DemoClient, clock: Clock): Promise<Played[]> {
  const c = new ScenarioFile('C', client, clock);
  await approval(c, clock);
  await push(c, clock);
  await check(c, clock);
  await stop(c, clock);
  await revocation(c, clock);
  return [
    {
      scenario: c,
      title: '证明事项告知承诺制 certification on commitment：基金管理中心 → 基金监督管理处',
    },
  ];
}

/** 第三条 Supervision after approval begins with the approval. */
async function approval(c: ScenarioFile, clock: Clock): Promise<void> {
  chapter(clock.day, '批准、归档', 'Approval and archive');
  await c.open('acceptor', 'approval', {
    result: c.resultId(),
    item: 'zm-01',
    type: 'certification',
    approvedOn: clock.day,
    party: '911201011234567890',
  });
  await c.bare('acceptor', 'archive', { application: c.proof(), commitment: c.proof() });
  await c.bare('acceptor', 'archive', {
    application: c.proof(),
    commitment: c.proof(),
    result: c.proof(),
  });
}

/** 第五、六条 */
async function push(c: ScenarioFile, clock: Clock): Promise<void> {
  await clock.forward(2);
  chapter(clock.day, '推送、分发', 'Push and distribution');
  await c.bare('acceptor', 'push', {});
  await c.showDuties();
  await clock.forward(1);
  await c.bare('distributor', 'distribution', { assignee: 'o-jgc-2' });
}

/** 第七条 待补齐 belongs to the other type of commitment: here what differs is stopped. */
async function check(c: ScenarioFile, clock: Clock): Promise<void> {
  await clock.to(`${clock.in(2)}T10:00:00+08:00`);
  chapter(clock.day, '检查、反馈', 'Check and feedback');
  await c.bare('supervisor', 'check-record', {
    document: c.proof(),
    checkedAt: clock.now,
    method: '现场核查',
    findings: '实际居住地与承诺不一致。',
    result: 'not-conforming',
  });
  await clock.forward(1);
  const result = { to: accepting, document: c.proof(), findings: '实际居住地与承诺不一致。' };
  await c.bare('supervisor', 'supervision-result', {
    ...result,
    result: 'to-supplement',
    promisedOn: clock.in(20),
  });
  await c.bare('supervisor', 'supervision-result', {
    ...result,
    result: 'not-conforming',
    handlingSuggestion: { kind: 'revoke', text: '撤销备案。' },
  });
  await c.showDuties();
}

/** 第八条 */
async function stop(c: ScenarioFile, clock: Clock): Promise<void> {
  await clock.forward(2);
  chapter(clock.day, '责令停止、撤销建议', 'Stop order and suggestion to revoke');
  await c.send('supervisor', 'stop-order', {
    orderedAt: clock.now,
    service: c.served(),
    reasons: '承诺内容与实际情况不符。',
    remedies,
  });
  await c.send('supervisor', 'revocation-suggestion', {
    heard: true,
    reasons: '承诺内容与实际情况不符。',
  });
  await c.showDuties();
}

/** 第十条 立即: a management clock of our own, and never a breach. */
async function revocation(c: ScenarioFile, clock: Clock): Promise<void> {
  await clock.forward(0.5);
  chapter(clock.day, '撤销', 'Revocation');
  await c.send('acceptor', 'revocation', {
    decidedAt: clock.now,
    service: c.served(),
    reasons: '收到监管部门书面撤销建议。',
    remedies,
  });
  await c.closed();
}
