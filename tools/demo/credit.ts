/**
 * 信用承诺制 A material is promised for later: it stands under 重点监管, nothing is stopped while it can still come (第九条),
 * and feedback that is left lying is chased (第十五条（四）).
 */
import { later, type Clock } from './clock.ts';
import type { DemoClient } from './client.ts';
import { chapter } from './print.ts';
import { ScenarioFile, type Played } from './scenario-file.ts';

const accepting = 'tj.jjzx';
const PROMISED_IN_DAYS = 30;

export async function credit(client: DemoClient, clock: Clock): Promise<Played[]> {
  const d = new ScenarioFile('D', client, clock);
  const promisedOn = clock.in(PROMISED_IN_DAYS);
  await approval(d, clock, promisedOn);
  await firstCheck(d, clock, promisedOn);
  await lyingFeedback(d, clock);
  await secondCheck(d, clock, promisedOn);
  return [{ scenario: d, title: '信用承诺制 credit commitment：基金管理中心 → 基金监督管理处' }];
}

/** 第三、五条、第九条第一款 Approved, archived and pushed in one call; what is missing is under key supervision from receipt. */
async function approval(d: ScenarioFile, clock: Clock, promisedOn: string): Promise<void> {
  chapter(clock.day, '批准、归档、推送', 'Approval, archive and push in one call');
  const archive = { application: d.proof(), commitment: d.proof(), result: d.proof() };
  const missing = [{ material: 'm-1', promise: '三十日内补交药师注册证明。', promisedOn }];
  await d.open('acceptor', 'approval', {
    result: d.resultId(),
    item: 'xy-02',
    type: 'credit',
    approvedOn: clock.day,
    party: '911201011234567891',
    licences: ['津药-样例-1'],
    missing,
    archive,
    push: true,
  });
  await d.showCase();
  await d.showDuties();
}

/** 第六、七条、第九条第二款 While the material can still come, nothing is stopped. */
async function firstCheck(d: ScenarioFile, clock: Clock, promisedOn: string): Promise<void> {
  await clock.forward(3);
  await d.bare('distributor', 'distribution', { assignee: 'o-jgc-2' });
  await clock.to(`${clock.in(2)}T10:00:00+08:00`);
  chapter(clock.day, '第一次检查：待补齐', 'The first check: to be supplemented');
  await d.bare('supervisor', 'check-record', {
    document: d.proof(),
    checkedAt: clock.now,
    method: '现场核查',
    findings: '药师注册证明未交。',
    result: 'to-supplement',
  });
  await d.bare('supervisor', 'supervision-result', {
    to: accepting,
    document: d.proof(),
    findings: '药师注册证明未交。',
    result: 'to-supplement',
    promisedOn,
  });
  const remedies = { body: '市人民政府', period: '60日内申请行政复议' };
  await d.send('supervisor', 'stop-order', {
    orderedAt: clock.now,
    service: d.served(),
    reasons: '材料不全。',
    remedies,
  });
  await d.showDuties();
}

/** 第十五条（四） 长期未处理: after the management period its own coordinator is reminded, and again; anybody may chase. */
async function lyingFeedback(d: ScenarioFile, clock: Clock): Promise<void> {
  const { due } = await d.duty('receiveFeedback');
  await clock.to(later(due, 10));
  chapter(clock.day, '反馈长期未处理', 'Feedback left lying');
  await d.until('receiveFeedback', 'overdue');
  await d.showCase();
  await d.bare('jgcCoordinator', 'chase', {
    duty: 'receiveFeedback',
    to: accepting,
    channel: 'system',
    at: clock.now,
  });
  await clock.forward(1);
  await d.bare('acceptor', 'chase-answer', {
    duty: 'receiveFeedback',
    answer: '已催承诺人，今日处理。',
  });
  await d.bare('acceptor', 'feedback-receipt', { handling: '已书面催告承诺人按期补交。' });
}

/** 第九条第二款 The promised date passes, and the case is judged again. */
async function secondCheck(d: ScenarioFile, clock: Clock, promisedOn: string): Promise<void> {
  await clock.to(`${promisedOn}T15:00:00+08:00`);
  await clock.forward(19);
  chapter(
    clock.day,
    '承诺日期届满，第二次检查：相符',
    'The promised date has passed: the second check',
  );
  await d.until('check:2', 'open');
  await d.bare('acceptor', 'supplement', { material: 'm-1', document: d.proof() });
  await clock.forward(24);
  await d.bare('supervisor', 'check-record', {
    document: d.proof(),
    checkedAt: clock.now,
    method: '书面核查',
    findings: '药师注册证明已补交，真实有效。',
    result: 'conforming',
  });
  await d.bare('supervisor', 'supervision-result', {
    to: accepting,
    document: d.proof(),
    findings: '与承诺相符。',
    result: 'conforming',
    conforming: ['m-1'],
  });
  await d.showCase();
  await clock.forward(4);
  chapter(clock.day, '反馈处理', 'The feedback is received');
  await d.bare('acceptor', 'feedback-receipt', { handling: '已归入办件档案。' });
  await d.closed();
}
