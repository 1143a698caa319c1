/** 解释口径（印刷本） The reading sheet as a page that a browser prints. */
import { kindWords } from './words.ts';
import { factsOf, noteOf, PAGE_END, pageHead, tableOf, type Language } from '../reports/markup.ts';
import type { Sentence } from '../law/refusal.ts';

export interface PaperSheet {
  language: Language;
  bureau: string;
  madeAt: string;
  procedures: readonly { title: Sentence; rows: readonly (readonly string[])[] }[];
  others: readonly (readonly string[])[];
}

const say = (zh: string, en: string): Sentence => ({ zh, en });
const words = {
  title: say('期限解释口径', 'Reading sheet: what is counted how'),
  bureau: say('医保局', 'Bureau'),
  made: say('制作时间', 'Made at'),
  force: say(
    `性质：${kindWords.text.zh}＝文件有明文；${kindWords.reading.zh}＝本系统的理解，按其判定违期；${kindWords.management.zh}＝本局的管理设定，超过不是违期。“另一解释”并列计算，只供比较。`,
    'Force. Text: the instrument says so. Reading: our understanding, by which breaches are judged. Management: a setting of the bureau, never a breach. The second reading is counted beside the first, for comparison.',
  ),
  confirmed: say(
    '“确认”为提出该项设定的人员→复核的人员和时间；“未确认”的，沿用系统默认值或者系统的理解，本局尚无人确认。',
    'Confirmed by: who proposed the setting → who confirmed it, and when. What nobody has confirmed stands on the system’s own value or understanding.',
  ),
  others: say('不涉及期限的其他设定', 'Other settings, behind no period'),
} as const;

const sheetHead: readonly Sentence[] = [
  say('义务', 'Duty'),
  say('适用', 'In which files'),
  say('负有方→对方', 'Owed by → to'),
  say('期限', 'Limit'),
  say('另一解释', 'Second reading'),
  say('判定时点', 'Judged by'),
  say('性质', 'Force'),
  say('文号、条款', 'Instrument, article'),
  say('设定', 'Setting'),
  say('确认', 'Confirmed by'),
];
const settingHead: readonly Sentence[] = [
  say('设定', 'Setting'),
  say('现行值', 'In force'),
  say('确认', 'Confirmed by'),
];

export function* sheetPage(sheet: PaperSheet): Generator<string> {
  const { language: l } = sheet;
  yield pageHead(l, `${sheet.bureau} ${words.title[l]}`);
  yield factsOf([[words.made[l], sheet.madeAt]]);
  yield noteOf(words.force[l]);
  yield noteOf(words.confirmed[l]);
  for (const { title, rows } of sheet.procedures)
    yield `<section>\n<h2>${title[l]}</h2>\n${tableOf({ caption: title[l], head: sheetHead.map((one) => one[l]), rows })}</section>\n`;
  if (sheet.others.length > 0)
    yield `<section>\n<h2>${words.others[l]}</h2>\n${tableOf({ caption: words.others[l], head: settingHead.map((one) => one[l]), rows: sheet.others })}</section>\n`;
  yield PAGE_END;
}
