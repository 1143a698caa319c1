/** 异议的义务 For the reading sheet, as the bureau's settings have them today; the version of the rule may say otherwise of the decision. */
import { declared, type DeclareDuties } from '../law/declared.ts';
import { dutiesFor } from './duties.ts';
import { creditObjectionSettingsOf } from './settings-form.ts';

export const declareDuties: DeclareDuties = (all) =>
  declared(dutiesFor(creditObjectionSettingsOf(all)), {
    dated: {
      decide: {
        zh: '评价规则版本定有期限的，依其期限',
        en: 'the period of the version of the rule, where it has one',
      },
    },
  });
