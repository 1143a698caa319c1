/** 待办的筛选 Whose duties, and of law or of management: the same at the list and at the calendar. */
import { asked, select } from './filters.ts';
import type { Html } from './html.ts';
import type { Visit } from './visit.ts';

/** The query of the duty board; without a choice it is what the own unit owes. */
export function boardFilter(query: URLSearchParams, names: readonly string[]): URLSearchParams {
  const whose = query.get('whose') ?? '';
  const filter = asked(query, names);
  if (whose === 'me') filter.set('assignee', 'me');
  else if (whose !== 'all') filter.set('mine', 'true');
  if (whose === 'none') filter.set('assignee', 'none');
  return filter;
}

export const whoseField = ({ t, query }: Visit): Html =>
  select(
    'whose',
    t('谁的', 'Whose'),
    [
      ['', t('本单位应办', 'owed by my unit')],
      ['me', t('由我承办', 'in my hands')],
      ['none', t('本单位未分派', 'of my unit, nobody’s yet')],
      ['all', t('我能看到的全部', 'all that I may see')],
    ],
    query.get('whose') ?? '',
  );

export const forceField = ({ t, query }: Visit): Html =>
  select(
    'force',
    t('性质', 'Kind'),
    [
      ['', t('全部', 'all')],
      ['law', t('法定期限', 'law')],
      ['management', t('管理时限', 'management')],
    ],
    query.get('force') ?? '',
  );
