/** 已结案卷 A file that has ended takes no act: refused under the clause of the act, with what is lawful now. */
import type { Refusal, Sentence } from './refusal.ts';

const anew: Sentence = { zh: '新的事项另行立卷。', en: 'Open a new file for new facts.' };
const instead: Readonly<Record<string, Sentence>> = {
  chase: {
    zh: '本卷已没有待办义务，无需督办；督办未结案卷的义务。',
    en: 'The file owes nothing any more; chase what an open file owes.',
  },
  'chase-answer': {
    zh: '本卷已没有待答复的督办。',
    en: 'No chase of this file waits for an answer.',
  },
  'evidence-confirmation': {
    zh: '本卷的补录均已处理，否则不会结案。',
    en: 'Its late entries were dealt with, or it would not have ended.',
  },
  retry: {
    zh: '已结案卷没有可以重试的写入。',
    en: 'A file that has ended has nothing to try again.',
  },
};

/** `name`: what the act is called. */
export function refuseClosed(clause: string, type: string, { zh, en }: Sentence): Refusal {
  return {
    code: 'file-closed',
    clause,
    say: {
      zh: `案卷已经结束，不能再提交${zh}。`,
      en: `The file has ended: ${en} cannot be filed in it.`,
    },
    lawful: Object.hasOwn(instead, type) ? instead[type]! : anew,
  };
}
