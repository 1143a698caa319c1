/** 清单的管理设置 QJ-2.1a says 及时 and gives no number: working days, the bureau's own. */
import type { KpiId } from '../service-figures/kpis.ts';

export interface ServiceCatalogueSettings {
  /** From the proposal of a version until another person has confirmed or rejected it. */
  confirmDays: number;
  /** Between two reminders of what is late. */
  againDays: number;
  /** 目标 Of each year after 2021, whose targets are printed: a decimal, in percent where the figure is a share. */
  targets: Readonly<Record<string, Readonly<Partial<Record<KpiId, string>>>>>;
}

export const defaultServiceCatalogueSettings: ServiceCatalogueSettings = {
  confirmDays: 5,
  againDays: 5,
  targets: {},
};
