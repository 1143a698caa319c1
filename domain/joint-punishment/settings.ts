/** 联合惩戒名单的管理设置 From when a decision is final follows from other laws, which the plan does not cite: our reading, the bureau's to set. */
export interface JointPunishmentSettings {
  /** 行政诉讼法 46: months from the service in which a suit may be brought; those for a review end before. */
  suitMonths: number;
  /** 行政诉讼法 45: days from the decision of a review in which a suit may be brought. */
  afterReviewDays: number;
  /** Working days in which another person decides what is proposed. */
  decideDays: number;
}

export const defaultJointPunishmentSettings: JointPunishmentSettings = {
  suitMonths: 6,
  afterReviewDays: 15,
  decideDays: 5,
};
