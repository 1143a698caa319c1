/** 参保人员信用的管理设置 The rule of points is the city's (全市建立), which the plan does not print: the bureau enters it as data. Without it there are records and no score. */
export interface InsuredCreditSettings {
  /** 基础分 */
  base: number;
  /** 计分年限 Years after which a record counts no more, the corresponding day included. */
  years: number;
  /** 计分事项 What may be recorded, and its points. */
  kinds: readonly { kind: string; name: string; points: number }[];
  /** Working days in which another person decides what is proposed. */
  decideDays: number;
}

export const defaultInsuredCreditSettings: InsuredCreditSettings = {
  base: 100,
  years: 2,
  kinds: [],
  decideDays: 5,
};
