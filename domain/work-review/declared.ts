/** 督查的义务 For the reading sheet: under each kind of review, as the bureau's settings have them today. */
import { declared, underEach, type DeclareDuties } from '../law/declared.ts';
import { spans } from '../time/spans.ts';
import { workPlanSettingsOf } from '../work-plan/settings-form.ts';
import { closeReview } from './duties.ts';
import { kindNames } from './terms.ts';

export const declareDuties: DeclareDuties = (all) =>
  underEach(
    spans.map((span) => [
      kindNames[span],
      declared({ close: closeReview(workPlanSettingsOf(all), span) }),
    ]),
  );
