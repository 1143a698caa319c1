/** 结论 How findings of a drill are told: what differs, and what could not be compared. */
import type { Finding } from './report.ts';

export const differs = (zh: string, en: string, at: string[]): Finding[] =>
  at.length > 0 ? [{ state: 'differs', say: { zh, en }, at }] : [];
export const unchecked = (zh: string, en: string, at: string[]): Finding[] =>
  at.length > 0 ? [{ state: 'unchecked', say: { zh, en }, at }] : [];

/** What cannot even be read is no less different; the rest is compared all the same. Which kind of error, and not what it says. */
export async function orDiffers(at: string, work: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await work();
  } catch (error) {
    const what = error instanceof Error ? error.name : typeof error;
    return differs('无法读取，未能比对', 'What stands there cannot be read:', [`${at} ${what}`]);
  }
}
