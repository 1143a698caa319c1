/** 清单的管理设置 QJ-2.1a says 及时 and gives no number: working days, the bureau's own. */
import type { CivilDate } from '../time/instant.ts';
import type { KpiId } from '../service-figures/kpis.ts';

export interface ServiceCatalogueSettings {
  /** From the proposal of a version until another person has confirmed or rejected it. */
  confirmDays: number;
  /** Between two reminders of what is late. */
  againDays: number;
  /** 目标 Of each year; those of 2021 are printed where the text binds. A decimal, in percent where the figure is a share. */
  targets: Readonly<Record<string, Readonly<Partial<Record<KpiId, string>>>>>;
  /** QJ-2.8 By when the innovations of a year are to be there; the end of the year where nothing is set. 2021-09-30 is printed. */
  deadlines: Readonly<Record<string, { innovations: CivilDate }>>;
}

export const defaultServiceCatalogueSettings: ServiceCatalogueSettings = {
  confirmDays: 5,
  againDays: 5,
  targets: {},
  deadlines: {},
};
