/** 清单的管理设置 How a bureau's settings of the lists are registered, and how they are read. */
import { z } from 'zod';
import { day } from '../law/shapes.ts';
import { settingsRead } from '../registry/settings-read.ts';
import { kpiIds } from '../service-figures/kpis.ts';
import { defaultServiceCatalogueSettings, type ServiceCatalogueSettings } from './settings.ts';

const days = z.int().min(1).max(365);

const year = z.string().regex(/^20(?:2[1-9]|[3-9]\d)$/, {
  error:
    '2021 年及以后；文本约束的局，2021 年以所印为准 | A year from 2021; what is printed for 2021 holds where the text binds',
});
const deadlines = z.record(year, z.strictObject({ innovations: day }));
const targets = z.record(
  year,
  z.partialRecord(
    z.enum(kpiIds),
    z.string().regex(/^\d{1,4}(?:\.\d{1,2})?$/, {
      error: '应为小数，占比写百分数 | A decimal, in percent where the figure is a share',
    }),
  ),
);

/** What is absent has the default of settings.ts. */
export const serviceCatalogueSettings = z
  .strictObject({ confirmDays: days, againDays: days, targets, deadlines })
  .partial() satisfies z.ZodType<Partial<ServiceCatalogueSettings>>;

/** What a bureau has set, over the defaults; what is not valid (written past the registry) counts as absent. */
export const serviceCatalogueSettingsOf = (
  settings: Readonly<Record<string, unknown>>,
): ServiceCatalogueSettings =>
  settingsRead<ServiceCatalogueSettings>(
    settings['serviceCatalogue'],
    serviceCatalogueSettings,
    defaultServiceCatalogueSettings,
  ).settings;
