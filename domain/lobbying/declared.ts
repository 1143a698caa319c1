/** 请托说情登记的声明 What the system knows of the register (TJ51 annex 2). It is no procedure: nothing of it is a file, or stands in a register of files. */
import type { Declared } from '../law/procedure.ts';
import { codes } from './codes.ts';
import { declareDuties } from './duties.ts';
import { lobbyingSettings } from './settings-form.ts';
import { defaultLobbyingSettings } from './settings.ts';

export const lobbying = {
  id: 'lobbying',
  title: { zh: '请托说情登记', en: 'Register of lobbying' },
  codes,
  settings: { name: 'lobbying', form: lobbyingSettings, defaults: defaultLobbyingSettings },
  duties: declareDuties,
  names: {
    'lobbying-register': { zh: '请托说情登记表', en: 'Form of the register of lobbying' },
    'lobbying-report': { zh: '逐级报告', en: 'Report to the next level' },
    'lobbying-take-up': { zh: '受理', en: 'Taking up' },
    registrant: { zh: '登记人', en: 'the registrant' },
    recipient: { zh: '接收报告的负责人', en: 'the recipient' },
    'next-level': { zh: '上一级负责人', en: 'the next level' },
  },
  forms: {},
} as const satisfies Declared;
