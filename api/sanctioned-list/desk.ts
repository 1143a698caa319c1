/** 台面：处罚名单通报 What the desk shows of the lists. Counts only. */
import { findBureau } from '../../db/queries/subjects.ts';
import { listCounts } from '../../db/sanctioned-list/store.ts';
import { sanctionedListSettingsOf } from '../../domain/sanctioned-list/settings-form.ts';
import { nextPeriod } from '../../domain/time/periods.ts';
import { databaseToday } from '../http/clock.ts';
import { deskLink, type DeskLines } from '../files/desk-links.ts';

export const listLines: DeskLines = async ({ sql, bureau, ui }) => {
  const n = await listCounts(sql, bureau);
  const link = deskLink({ ui });
  // Over and without a list for longer than a round of the loop: nobody prepares it, or the loop stands still.
  const { months } = sanctionedListSettingsOf((await findBureau(sql, bureau))?.settings ?? {});
  const unopened = n.until !== null && nextPeriod(n.until, months, databaseToday()) ? 1 : 0;
  return [
    link(
      '待确认的处罚名单',
      'Lists to be confirmed',
      n.unconfirmed,
      '/v1/sanctioned-lists?state=open&kind=period',
      'DubanProcedure = "sanctioned-list"',
    ),
    link(
      '逾期未送交、未签收的名单',
      'Lists not delivered or acknowledged in time',
      n.unsent,
      '/v1/duties?clause=TJ51-15&procedure=sanctioned-list',
    ),
    link(
      '待更正的已通报决定',
      'Corrections under way',
      n.corrections,
      '/v1/sanctioned-lists?state=open&kind=correction',
    ),
    link('期满没有立卷的通报', 'Periods over without a list', unopened, '/v1/sanctioned-lists'),
  ];
};
