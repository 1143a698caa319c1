/** 台面：黑名单 What the desk shows of listings. Counts only. */
import { listingCounts } from '../../db/credit-blacklist/store.ts';
import { deskLink, type DeskLines } from '../files/desk-links.ts';

const QUERY = 'DubanProcedure = "credit-blacklist"';

export const creditBlacklistLines: DeskLines = async ({ sql, bureau, ui }) => {
  const n = await listingCounts(sql, bureau);
  const link = deskLink({ ui });
  return [
    link(
      '办理中的黑名单列入',
      'Listings that are not decided yet',
      n.open,
      '/v1/credit/blacklist',
      QUERY,
    ),
    link(
      '待决定移出黑名单',
      'Removals from the blacklist to be decided',
      n.groundless,
      '/v1/credit/blacklist?state=listed',
      QUERY,
    ),
  ];
};
