/** 自查 What a register notices of itself with every turn, and keeps for good: that an older state was put in its place, and who has come to sit in an office. Pure. */
import type { Instant } from '../time/instant.ts';
import type { Book } from './book.ts';
import { inOffice, type Ground } from './ground.ts';

/** `logged`: the newest commitment in the bureau's log. Each that is not the register's own is noticed once. */
export function noticeLog(book: Book, logged: string | null, now: Instant): boolean {
  const agrees = logged === (book.commitment?.value ?? null);
  book.putBack ??= [];
  if (!agrees && !book.putBack.some((one) => one.logged === logged))
    book.putBack.push({ noticedAt: now, logged });
  return agrees;
}

/** Whoever can change the registry can give himself an office: its other holders see that somebody has come, and since when. */
export function noticeHolders(
  book: Book,
  registered: Pick<Ground, 'officers' | 'units'>,
  now: Instant,
): void {
  book.holders ??= [];
  for (const holder of book.holders)
    if (!inOffice(registered, holder.officer)) holder.until ??= now;
  const known = new Set(book.holders.filter((one) => !one.until).map(({ officer }) => officer));
  for (const id of registered.officers.keys())
    if (inOffice(registered, id) && !known.has(id)) book.holders.push({ officer: id, since: now });
}
