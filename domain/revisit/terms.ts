/** 案件回访的用语 What is asked of an institution, how it may answer, and by what it is in the population (TJ51-18). */

/** 公平、公正、廉洁、文明. */
export const topics = ['fairness', 'justice', 'integrity', 'civility'] as const;
export type Topic = (typeof topics)[number];

/** 是、部分是、否、未作回答 Whether the officers were so. */
export const scale = ['yes', 'partly', 'no', 'unanswered'] as const;
export type Answer = (typeof scale)[number];

export type Answers = Readonly<
  Record<Topic, { readonly answer: Answer; readonly words?: string | undefined }>
>;

/** 现场检查、已送达且有效的处理处罚决定、快速反应的处理决定 By which an institution belongs to the population. */
export const groundKinds = ['inspection', 'penalty', 'final-decision'] as const;
export type GroundKind = (typeof groundKinds)[number];

/** 未能接触、拒绝回访、已不在名录、没有可以回访的人员 Why nobody could be asked. */
export const hindrances = ['no-contact', 'declined', 'struck', 'no-revisitors'] as const;
export type Hindrance = (typeof hindrances)[number];

/** 廉洁「否」 Such an answer alleges dishonesty: it can be handed to 监察室 as a clue. */
export const allegesDishonesty = (answers: Answers): boolean => answers.integrity.answer === 'no';
