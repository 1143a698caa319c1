/** 投诉的管理设置 No hours stand in the text (QJ-2.6c): working days, the bureau's own. */
export interface ServiceComplaintSettings {
  responseDays: number;
  resultDays: number;
  /** From the result until everybody was told. */
  concludeDays: number;
  againDays: number;
}

export const defaultServiceComplaintSettings: ServiceComplaintSettings = {
  responseDays: 1,
  resultDays: 15,
  concludeDays: 3,
  againDays: 5,
};
