/** 期间报告的种类 What a report by period is about, how its cases are told apart, and in which words. */
import type { Sentence } from '../law/refusal.ts';

const say = (zh: string, en: string): Sentence => ({ zh, en });

export const reportKinds = [
  'breaches',
  'overrides',
  'late-entries',
  'refused-attempts',
  'chases',
  'technical-stops',
] as const;
export type ReportKind = (typeof reportKinds)[number];

interface KindTerms {
  title: Sentence;
  /** By which instant a case belongs to a day. */
  when: Sentence;
  /** 分类 Each case is in one of them, so that they add up. */
  categories: Readonly<Record<string, Sentence>>;
}

export const kindTerms: Readonly<Record<ReportKind, KindTerms>> = {
  breaches: {
    title: say('违期', 'Breaches'),
    when: say(
      '按期限届满的时刻计入：以日计的期限，末日24:00届满，计入次日',
      'On the day on which the period is over: a period of days ends at 24:00 of its last day and counts on the next',
    ),
    categories: {
      unperformed: say('违期，尚未履行', 'Standing, not performed yet'),
      late: say('违期，逾期履行', 'Standing, performed late'),
      claimed: say('补录主张按期，待确认', 'Claimed in time, evidence not confirmed yet'),
      disputed: say('系统中断争议，待决定', 'Disputed because of an outage, not decided yet'),
      excused: say('因系统中断不计违期', 'Excused because of an outage'),
      reversed: say('已撤销', 'Reversed'),
    },
  },
  overrides: {
    title: say('突破关口', 'Overrides of gates'),
    when: say('按作出突破的日期计入', 'On the day of the override'),
    categories: {
      needed: say('必要（否则不能成立）', 'Needed: the gate would have refused'),
      'not-needed': say('非必要', 'Not needed'),
    },
  },
  'late-entries': {
    title: say('补录', 'Late entries'),
    when: say('按系统收到补录的时刻计入', 'When the entry arrived'),
    categories: {
      pending: say('待确认', 'Evidence not confirmed yet'),
      confirmed: say('已确认，违期撤销', 'Confirmed, the breach reversed'),
      rejected: say('未获确认，违期成立', 'Rejected, the breach stands'),
      management: say('仅涉及管理时限', 'Of a management period only'),
    },
  },
  'refused-attempts': {
    title: say('退回的提交', 'Refused attempts'),
    when: say('按提交到达的时刻计入', 'When the attempt arrived'),
    categories: {
      'by-file': say('由案卷裁定退回', 'Refused by the file'),
      'before-file': say('进入收件箱之前退回', 'Refused before the inbox'),
      opening: say('立卷被退回', 'Opening refused'),
    },
  },
  chases: {
    title: say('督办', 'Chases'),
    when: say('按督办到达的时刻计入', 'When the chase arrived'),
    categories: {
      unanswered: say('未答复', 'Unanswered'),
      answered: say('已答复', 'Answered'),
    },
  },
  'technical-stops': {
    title: say('技术停滞', 'Technical stops'),
    when: say('按停滞开始的时刻计入', 'When the stop began'),
    categories: {
      lasting: say('仍在停滞', 'Still stopped'),
      over: say('已恢复', 'Over'),
    },
  },
};

export const categoryName = (kind: ReportKind, category: string): Sentence =>
  kindTerms[kind].categories[category] ?? say(category, category);
