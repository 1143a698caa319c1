/** 信用信息的声明 What the system knows of the registry of credit records (QHD-1.3, 2.2, 2.3). It has no files of its own: files bring theirs, officers record. */
import type { Declared } from '../law/procedure.ts';
import { codes } from './codes.ts';
import { creditRecordSettings } from './settings-form.ts';
import { defaultCreditRecordSettings } from './settings.ts';

export const creditRecord = {
  id: 'credit-record',
  title: { zh: '企业信用信息', en: 'Credit records' },
  codes,
  settings: {
    name: 'creditRecord',
    form: creditRecordSettings,
    defaults: defaultCreditRecordSettings,
  },
  duties: () => [],
  names: {},
  forms: {},
} as const satisfies Declared;
