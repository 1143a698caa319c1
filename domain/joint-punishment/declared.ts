/** 联合惩戒名单的声明 What the system knows of the list for joint punishment (QJ-2.7). It has no files: it is a registry beside the credit records. */
import { declared } from '../law/declared.ts';
import type { Declared } from '../law/procedure.ts';
import { codes } from './codes.ts';
import { decideListing } from './duties.ts';
import { jointPunishmentSettings, jointPunishmentSettingsOf } from './settings-form.ts';
import { defaultJointPunishmentSettings } from './settings.ts';

export const jointPunishment = {
  id: 'joint-punishment',
  title: { zh: '失信联合惩戒对象名单', en: 'List for joint punishment' },
  codes,
  settings: {
    name: 'jointPunishment',
    form: jointPunishmentSettings,
    defaults: defaultJointPunishmentSettings,
  },
  duties: (all) => declared({ decide: decideListing(jointPunishmentSettingsOf(all)) }),
  names: {
    'joint-punishment-decision': { zh: '决定列入、移出名单', en: 'Decision on the list' },
    proposer: { zh: '提出人', en: 'Whoever proposes' },
  },
  forms: {},
} as const satisfies Declared;
