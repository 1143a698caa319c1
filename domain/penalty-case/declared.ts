/** 立案查处的义务 For the reading sheet, as the bureau's settings have them today. */
import { declared, type DeclareDuties } from '../law/declared.ts';
import { dutiesFor } from './duties.ts';
import { penaltySettingsOf } from './settings-form.ts';

const byDecision = {
  zh: '决定或者批准的分期所定的日期；没有的，按所写期限',
  en: 'The day that the decision or the approved instalments set; else as written',
};

export const declareDuties: DeclareDuties = (all) => {
  const settings = penaltySettingsOf(all);
  return declared(dutiesFor(settings, settings.order4AdoptedOn !== null), {
    dated: {
      supervised: { zh: '挂牌督办文书所定的日期', en: 'The day that the supervision sets' },
      carryOut: byDecision,
      hear: { zh: '事先告知所定的陈述申辩末日', en: 'The end of the window of the notice' },
    },
    until: ['hear', 'askAgain'],
  });
};
