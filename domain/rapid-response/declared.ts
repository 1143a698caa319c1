/** 快速反应的义务 For the reading sheet: of institutions and of practitioners, as the bureau's settings have them. */
import { declared, underEach, type DeclareDuties } from '../law/declared.ts';
import { settingsRead } from '../registry/settings-read.ts';
import { dutiesFor } from './duties.ts';
import { rapidResponseSettings } from './settings-form.ts';
import { defaultSettings, type Settings } from './settings.ts';
import type { SubjectKind } from './terms.ts';

const dated = {
  informPatients: {
    zh: '告知书所定的患者告知日期',
    en: 'The day by which patients are to be informed, as the notice says',
  },
  statement: { zh: '告知书所定的陈述申辩末日', en: 'The end of the window that was offered' },
};

export const declareDuties: DeclareDuties = (all) => {
  const { settings } = settingsRead<Settings>(
    all['rapidResponse'],
    rapidResponseSettings,
    defaultSettings,
  );
  const of = (kind: SubjectKind) =>
    declared(dutiesFor(kind, settings), { dated, until: ['statement'] });
  return underEach([
    [{ zh: '医药机构', en: 'Institutions' }, of('institution')],
    [{ zh: '医师、药师', en: 'Practitioners' }, of('practitioner')],
  ]);
};
