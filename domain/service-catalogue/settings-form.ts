/** 清单的管理设置 How a bureau's settings of the lists are registered, and how they are read. */
import { z } from 'zod';
import { settingsRead } from '../registry/settings-read.ts';
import { defaultServiceCatalogueSettings, type ServiceCatalogueSettings } from './settings.ts';

const days = z.int().min(1).max(365);

/** What is absent has the default of settings.ts. */
export const serviceCatalogueSettings = z
  .strictObject({ confirmDays: days, againDays: days })
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
