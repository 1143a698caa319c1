/** 第一条 Who inspects whom: designated institutions only, by a body that is qualified and has published it (QY-0, 1.1, 1.2). */

import { passed, refused, type Finding } from '../findings.ts';
import { holdsThrough, spanOf, touches } from '../judging.ts';
import type { Case } from '../plan.ts';
import { again } from './validity.ts';

/** QY-0  Designated institutions; unknown ownership is treated as private. */
export function scope(c: Case): Finding[] {
  const { status, ownership } = c.known.institution;
  if (status !== 'designated' && status !== 'suspended')
    return [
      refused(
        'scope',
        'QY-0',
        'not-designated',
        ['该机构没有定点资格。', 'The institution is not designated.'],
        ['只对定点医药机构制定方案。', 'Plan inspections of designated institutions only.'],
      ),
    ];
  if (ownership === 'unknown')
    return [
      passed('scope', 'QY-0', {
        say: {
          zh: '所有制不详，按民营机构保护。',
          en: 'Ownership unknown: protected as a private institution.',
        },
        force: 'reading',
      }),
    ];
  return [passed('scope', 'QY-0')];
}

/** QY-1.1  Statutory qualification: the body's own, or that of the delegator in whose name it acts. */
export function qualification(c: Case): Finding[] {
  const span = spanOf(c);
  const q = c.known.body.qualification;
  const say = [
    '检查主体没有法定的行政执法主体资格。',
    'The body has no statutory qualification to enforce.',
  ] as const;
  const lawful = ['由具备资格的主体检查。', 'Let a qualified body inspect.'] as const;
  if (!q)
    return [
      refused('qualification', 'QY-1.1', 'body-unqualified', say, lawful, {
        missing: ['qualification'],
      }),
    ];
  if (holdsThrough(q.valid, span) && !touches(q.suspended, span))
    return [passed('qualification', 'QY-1.1')];
  const earliest = again(q.valid, q.suspended, span);
  return [
    refused(
      'qualification',
      'QY-1.1',
      'body-unqualified',
      ['主体资格在检查之日无效或者被暂停。', 'The qualification is not in force on the day.'],
      lawful,
      earliest ? { earliest } : {},
    ),
  ];
}

/** QY-1.2  The qualification is public before anybody acts on it. */
export function qualificationPublished(c: Case): Finding[] {
  const on = c.known.body.qualification?.publishedOn ?? null;
  if (on !== null && on <= c.known.today) return [passed('qualification-published', 'QY-1.2')];
  const rest = on ? { earliest: on } : {};
  return [
    refused(
      'qualification-published',
      'QY-1.2',
      'qualification-unpublished',
      ['行政执法主体资格没有向社会公开。', 'The qualification is not published.'],
      ['公开主体资格并登记网址和日期。', 'Publish it and register address and date.'],
      { missing: ['publication'], ...rest },
    ),
  ];
}
