/** 上门服务的管理设置 QJ-2.4b gives no number: the bureau's own. */
export interface HomeVisitSettings {
  /** 高龄 From which age on. */
  age: number;
  /** Working days from the booking to the confirmation. */
  confirmDays: number;
  /** Nobody met so often, and the file ends. */
  noShows: number;
  againDays: number;
}

export const defaultHomeVisitSettings: HomeVisitSettings = {
  age: 80,
  confirmDays: 1,
  noShows: 2,
  againDays: 5,
};
