/** 快速反应管理期限 The management settings of a bureau for the rapid response, with their defaults. */

/** Management settings of a bureau for this procedure; none of them is law, and everything that rests on them says so. */
export interface Settings {
  /** 3日 as natural days (default) or working days (legal-time §5). */
  threeDays: 'calendar' | 'working';
  /** Hours within which the subject should have been told the start of the suspension. */
  noticeHours: number;
  /** Days until a suspension without an end is reviewed. */
  reviewDays: number;
  /** Days within which 监督所 should say, in direction A, whether it has filed a case. */
  filingStatusDays: number;
  /** Days within which a suspension is decided anew once no case is filed. */
  noCaseReviewDays: number;
  /** TJ51-14.3: how many take part in 集体讨论, at least. */
  discussionParticipants: number;
  /** TJ51-10: whether a missing face recognition bars a restoration or only warns. */
  faceGate: 'block' | 'warn';
}

export const defaultSettings: Settings = {
  threeDays: 'calendar',
  noticeHours: 24,
  reviewDays: 30,
  filingStatusDays: 30,
  noCaseReviewDays: 3,
  discussionParticipants: 3,
  faceGate: 'warn',
};
