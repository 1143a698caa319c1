/** 共同项目 What every paper may say, whatever its procedure: from the registries and from the file itself. */
import type { Sentence } from '../law/refusal.ts';

export const commonFields = {
  bureau: { zh: '医保局名称', en: 'Name of the bureau' },
  unit: { zh: '制发单位', en: 'The unit that issues it' },
  officer: { zh: '经办人', en: 'Who issues it' },
  certificate: { zh: '经办人执法证号', en: 'Number of that officer’s certificate' },
  subject: { zh: '当事人名称', en: 'Name of the subject' },
  subjectId: { zh: '当事人编号', en: 'Id of the subject' },
  creditCode: { zh: '统一社会信用代码', en: 'Credit code of the subject' },
  file: { zh: '案卷编号', en: 'Number of the file' },
  procedure: { zh: '程序', en: 'Procedure' },
  article: { zh: '依据条款', en: 'The article under which it is issued' },
  bindingArticle: {
    zh: '依据条款，只在该文件施行于本地区时有值',
    en: 'The article, where it binds here: empty where the bureau has only adopted it',
  },
  instrument: { zh: '依据文件', en: 'The instrument' },
  day: { zh: '制发日期', en: 'Day of issue' },
  receiver: { zh: '收文单位', en: 'The unit it is addressed to' },
} as const satisfies Record<string, Sentence>;

export type CommonField = keyof typeof commonFields;
