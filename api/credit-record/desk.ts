/** 台面：企业信用信息 What the desk shows of the records. Counts only. */
import { findBureau } from '../../db/queries/subjects.ts';
import { openSources, proposedChanges } from '../../db/credit-record/changes.ts';
import { countUncounted } from '../../db/credit-record/uncounted.ts';
import { creditRecordSettingsOf } from '../../domain/credit-record/settings-form.ts';
import { due } from '../../domain/time/due.ts';
import { databaseNow } from '../http/clock.ts';
import { deskLink, type DeskLines } from '../files/desk-links.ts';
import { calendarFrom } from '../intake/calendar-snapshot.ts';

export const creditRecordLines: DeskLines = async ({ sql, bureau, ui }) => {
  const link = deskLink({ ui });
  const brought = await openSources(sql, bureau);
  const { registerDays } = creditRecordSettingsOf((await findBureau(sql, bureau))?.settings ?? {});
  const calendar = brought.length > 0 ? await calendarFrom(sql, 0) : [];
  const late = brought.filter(
    (at) => due(at, { unit: 'working-days', count: registerDays }, calendar).at <= databaseNow(),
  ).length;
  return [
    link(
      '待登记的信用信息',
      'Credit information that files have brought, to be recorded',
      brought.length,
      '/v1/credit/sources?state=open',
    ),
    link(
      '超过管理期限没有登记的信用信息',
      'Of it, not recorded within the management period',
      late,
      '/v1/credit/sources?state=open',
    ),
    link(
      '待复核的信用信息撤回、更正',
      'Withdrawals and corrections of credit records to be decided',
      await proposedChanges(sql, bureau),
      '/v1/credit/changes?state=proposed',
    ),
    link(
      '评价后发现、没有一次评价计入的失信行为',
      'Acts found after the assessment of their window, which no grading counts',
      await countUncounted(sql, bureau),
      '/v1/credit/uncounted',
    ),
  ];
};
