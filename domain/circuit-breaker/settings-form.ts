/** 熔断的管理设置 How a bureau's settings of circuit breakers are registered, and how they are read. */
import { z } from 'zod';
import { settingsRead } from '../registry/settings-read.ts';
import { defaultCircuitBreakerSettings, type CircuitBreakerSettings } from './settings.ts';

const days = z.int().min(1).max(365);
const hours = z.int().min(1).max(720);

/** What is absent has the default of settings.ts. */
export const circuitBreakerSettings = z
  .strictObject({
    aheadSeconds: z.int().min(0).max(3600),
    staleHours: z.int().min(1).max(8760),
    touchDays: days,
    deliverHours: hours,
    acknowledgeHours: hours,
    attentionHours: hours,
    decideDays: days,
    halfOpenDays: days,
    againHours: hours,
  })
  .partial() satisfies z.ZodType<Partial<CircuitBreakerSettings>>;

/** What a bureau has set, over the defaults; what is not valid (written past the registry) counts as absent. */
export const circuitBreakerSettingsOf = (
  settings: Readonly<Record<string, unknown>>,
): CircuitBreakerSettings =>
  settingsRead<CircuitBreakerSettings>(
    settings['circuitBreaker'],
    circuitBreakerSettings,
    defaultCircuitBreakerSettings,
  ).settings;
