/** 承诺制事项的义务 For the reading sheet: by type of commitment, and by the text that governs the case. */
import {
  declared,
  underEach,
  type BureauSettings,
  type DeclaredDuty,
  type DeclareDuties,
} from '../law/declared.ts';
import type { Sentence } from '../law/refusal.ts';
import { settingsRead } from '../registry/settings-read.ts';
import { dutiesFor, type DutyContext } from './duties.ts';
import { commitmentSettings } from './settings-form.ts';
import { defaultCommitmentSettings, type CommitmentSettings } from './settings.ts';

export const commitmentSettingsOf = (all: BureauSettings): CommitmentSettings =>
  settingsRead<CommitmentSettings>(all['commitment'], commitmentSettings, defaultCommitmentSettings)
    .settings;

/** 立即 How `atOnce` sets the last day (duties.ts). */
export const atOnceSaid = ({ officeHours, revokeAlertHours }: CommitmentSettings): Sentence => ({
  zh: `立即：办公时间${revokeAlertHours}小时后提示，当日（办公时间${officeHours.opens}–${officeHours.closes}，收到时已下班的为次一工作日）届满`,
  en: `At once: an alert after ${revokeAlertHours} h of business time, over with the working day (${officeHours.opens}–${officeHours.closes}; of what comes after hours, the next)`,
});

const promised: Sentence = { zh: '承诺书所载补齐日期', en: 'The day that was promised' };

function of(
  type: DutyContext['type'],
  instrument: 'TJ84' | 'TJ55',
  settings: CommitmentSettings,
): DeclaredDuty[] {
  const revoke = atOnceSaid(settings);
  return declared(dutiesFor({ type, instrument, settings }), {
    dated: { supplement: promised, revoke, revokeUnderLicence: revoke },
  });
}

export const declareDuties: DeclareDuties = (all) => {
  const settings = commitmentSettingsOf(all);
  return underEach([
    [
      { zh: '证明事项告知承诺制', en: 'Certification on commitment' },
      of('certification', 'TJ84', settings),
    ],
    [{ zh: '“一制三化”信用承诺制', en: 'Credit commitment' }, of('credit', 'TJ84', settings)],
    [
      { zh: '2021年9月22日以前批准的', en: 'Approved before 22 September 2021' },
      of('certification', 'TJ55', settings),
    ],
  ]);
};

/** 撤销办理结果 The duties of a revocation whose case has ended. */
export const declareRevocations: DeclareDuties = (all) => {
  const settings = commitmentSettingsOf(all);
  const { revoke, revokeUnderLicence } = dutiesFor({
    type: 'certification',
    instrument: 'TJ84',
    settings,
  });
  const dated = atOnceSaid(settings);
  return [
    { duty: revoke, dated },
    { duty: revokeUnderLicence, dated },
  ];
};
