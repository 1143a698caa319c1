/** 请托说情登记的管理设定 How a bureau's settings of the register are registered, and how they are read. */
import { z } from 'zod';
import { settingsRead } from '../registry/settings-read.ts';
import { defaultLobbyingSettings, type LobbyingSettings } from './settings.ts';

/** What is absent has the default of settings.ts. A beat divides the day, so that the beats of every day are the same. */
export const lobbyingSettings = z
  .strictObject({
    beatHours: z.int().refine((hours) => [1, 2, 3, 4, 6, 8, 12, 24].includes(hours), {
      error: '须能整除 24 小时 | It must divide 24 hours',
    }),
    places: z.int().min(4).max(512),
    placeKilobytes: z.int().min(4).max(64),
    nextLevelHours: z
      .int()
      .min(1)
      .max(24 * 30),
    retaliationDays: z.int().min(1).max(60),
    smallNumber: z.int().min(2).max(20),
    entriesPerDay: z.int().min(20).max(1000),
    fullPercent: z.int().min(10).max(90),
  })
  .partial() satisfies z.ZodType<Partial<LobbyingSettings>>;

/** What a bureau has set, over the defaults; what is not valid (written past the registry) counts as absent. */
export const lobbyingSettingsOf = (settings: Readonly<Record<string, unknown>>): LobbyingSettings =>
  settingsRead<LobbyingSettings>(settings['lobbying'], lobbyingSettings, defaultLobbyingSettings)
    .settings;
