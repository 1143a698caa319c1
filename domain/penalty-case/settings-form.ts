/** 立案查处的管理设置 How a bureau's settings of penalty cases are registered, and how they are read. */
import { z } from 'zod';
import { dayText } from '../law/shapes.ts';
import { settingsRead } from '../registry/settings-read.ts';
import { defaultPenaltySettings, type PenaltySettings } from './settings.ts';

const days = z.int().min(1).max(365);

/** What is absent has the default of settings.ts. */
export const penaltySettings = z
  .strictObject({
    order4AdoptedOn: dayText.nullable(),
    discussionParticipants: z.int().min(3).max(60),
    discussionFor: z.enum(['all', 'grave']),
    graveFineFen: z.int().positive(),
    assignDays: days,
    reportDays: days,
    statementDays: days,
    hearingDays: days,
    payDays: days,
    surchargePerMille: z.int().min(0).max(30),
    carryOutDays: days,
    closeDays: days,
    intervalDays: days,
    policeDays: days,
    againDays: days,
  })
  .partial() satisfies z.ZodType<Partial<PenaltySettings>>;

/** What a bureau has set, over the defaults; what is not valid (written past the registry) counts as absent. */
export const penaltySettingsOf = (settings: Readonly<Record<string, unknown>>): PenaltySettings =>
  settingsRead<PenaltySettings>(settings['penaltyCase'], penaltySettings, defaultPenaltySettings)
    .settings;
