/** 清单的管理设置 QJ-2.1a says 及时 and gives no number: working days, the bureau's own. */
export interface ServiceCatalogueSettings {
  /** From the proposal of a version until another person has confirmed or rejected it. */
  confirmDays: number;
  /** Between two reminders of what is late. */
  againDays: number;
}

export const defaultServiceCatalogueSettings: ServiceCatalogueSettings = {
  confirmDays: 5,
  againDays: 5,
};
