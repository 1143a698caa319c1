/** 未公开的案卷 QY-10.3 What is told where others read along (a robot's group, a mailbox, a calendar service) is no place for what is unannounced. */
import type { Sql } from '../../db/client.ts';
import type { Unannounced } from '../../db/queries/reminder-news.ts';
import { procedures } from '../../domain/procedures.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import { rulesOf } from '../rules.ts';

/** Of each procedure whose files stay unannounced, under which condition on the file `f` an officer may know it; of nobody ('') once everybody may. */
export const unannouncedTo = (sql: Sql, officer: string, day: CivilDate): Unannounced[] =>
  procedures
    .filter(({ unannounced }) => unannounced)
    .map(({ id }) => ({
      procedure: id,
      known: rulesOf(id).subjectKnown?.(sql, officer, day),
    }));
