/** 指标 The settlement system and the indicator of the day of 熔断; both are ground, and the sample bureau has one administrator only. */
import type { DemoClient } from './client.ts';

/** `document`: what it was adopted by. */
export async function registerIndicator(
  client: DemoClient,
  indicator: string,
  document: object,
): Promise<void> {
  await client.put('/v1/officers/s-js', {
    unit: 'tj.sbzx',
    kind: 'system',
    name: '样例结算系统',
    phone: null,
    roles: ['receiving-system'],
    certificate: null,
    commitmentSignedOn: null,
    commitmentValidUntil: null,
    removedOn: null,
    newRecord: null,
  });
  const stands = await client.list(`/v1/indicators?indicator=${indicator}`);
  if (stands.length === 0)
    await client.put(`/v1/indicators/${indicator}/versions/1`, {
      title: '单日刷卡人次',
      unit: '人次/日',
      warnAt: 100,
      trip: { at: 120, touches: 3, withinMinutes: 60 },
      agreementClause: '第32条',
      cut: 'settlement',
      subjects: ['institution'],
      validFrom: null,
      validUntil: null,
      adopted: { by: '样例局务会', document: document },
    });
  console.log(
    `      ${indicator}@1：≥ 100 警示 warns；60 分钟内 3 次 ≥ 120 熔断 trips；第32条；切断联网结算`,
  );
}
