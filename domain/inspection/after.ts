/** 检查之后 What the inspected may say of each step (QY-17.2). */

/** 评价环节 The steps of an inspection that an enterprise may evaluate, each once. */
export const steps = ['notice', 'certificates', 'on-site', 'statement', 'result', 'rectification', 'whole'] as const;
export type Step = (typeof steps)[number];
/** Before the end there is nothing to say of what comes after it. */
export const afterEnd: ReadonlySet<Step> = new Set<Step>(['statement', 'result', 'rectification', 'whole']);
/** 扰企迹象 */
export const signs = ['too-frequent', 'too-many-people', 'rude', 'not-heard', 'costs', 'disruption'] as const;

/** Fewer than this and nothing is told, so that nobody is found out by counting. Management. */
export const LEAST = 3;
