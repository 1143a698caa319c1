/** 会商周期到 What a schedule starts when a term has come: it calls the pair to a consultation, once for that term. */
import { defineSearchAttributeKey } from '@temporalio/common';
import { proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { CallActivities } from '../activities/contract.ts';

const { callConsultation } = proxyActivities<CallActivities>({
  startToCloseTimeout: '10s',
  retry: { maximumInterval: '1m' },
  summary: '召集会商',
});
const scheduledFor = defineSearchAttributeKey('TemporalScheduledStartTime', 'DATETIME');

interface Pair {
  bureau: string;
  accepting: string;
  supervising: string;
}

/** The term is the instant for which the schedule fired, whenever that was carried out. */
export async function consultationCall(pair: Pair): Promise<void> {
  const { typedSearchAttributes, startTime } = workflowInfo();
  await callConsultation({
    ...pair,
    at: (typedSearchAttributes.get(scheduledFor) ?? startTime).getTime(),
  });
}
