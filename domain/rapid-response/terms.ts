/** 快速反应的用语 The words of Annex 1 and part three: whom a file is about, what is alleged, which violations are the key ones. */
export type SubjectKind = 'institution' | 'practitioner';
/** Which paragraph of Annex 1 governs: 一 institutions, 二 practitioners. */
export const paragraphOf = (subject: SubjectKind): 1 | 2 => (subject === 'institution' ? 1 : 2);
/** The clause of a step of that paragraph. */
export const stepOf = ({ subject }: { subject: SubjectKind }, step: string): string =>
  `TJ51-A1-${paragraphOf(subject)}.${step}`;

/** （一）The clause of a letter of either direction. */
export const letterClause = (direction: 'A' | 'B', subject: SubjectKind): string =>
  stepOf({ subject }, direction === 'A' ? '1a' : subject === 'institution' ? '1c' : '1b');

export const grounds = {
  institution: ['suspected-violation', 'agreement-breach', 'refusal', 'other'],
  practitioner: ['suspected-violation', 'refusal', 'other'],
} as const satisfies Record<SubjectKind, readonly string[]>;
export type Ground = (typeof grounds)['institution'][number];

/** TJ51-3 the eight key violations, numbered as in the instrument; 7 and 8 are compound. */
export const keyViolations = {
  'leased-department': { clause: 'TJ51-3.1', zh: '承包、出租科室' },
  'false-claim': { clause: 'TJ51-3.2', zh: '虚假申报' },
  'practice-beyond-licence': { clause: 'TJ51-3.3', zh: '超许可范围执业' },
  'forged-records': { clause: 'TJ51-3.4', zh: '伪造医疗文书或凭证' },
  'private-settlement': { clause: 'TJ51-3.5', zh: '私自联网结算' },
  'hoarded-cards': { clause: 'TJ51-3.6', zh: '敛存社会保障卡' },
  'borrowed-licence': { clause: 'TJ51-3.7', zh: '挂靠执业医师证、出借医师工作站' },
  obstruction: { clause: 'TJ51-3.8', zh: '抗拒阻挠监督检查、拒不执行处理处罚决定' },
} as const;
export type KeyViolation = keyof typeof keyViolations;
export const keyViolationCodes = Object.keys(keyViolations) as [KeyViolation, ...KeyViolation[]];

/** 六 What a circuit breaker cuts: the online settlement, or the qualification to serve. */
export const cuts = ['settlement', 'qualification'] as const;
export type Cut = (typeof cuts)[number];

/** Which of the two bodies sent a letter: 监督所, or 社保中心 with its 支付处. */
export type Side = 'supervision' | 'handling';
