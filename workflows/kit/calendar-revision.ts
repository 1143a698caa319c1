/** 放假安排 X-2 A notice of the calendar reaches a file. */
import type { ActOf } from '../../domain/law/acts.ts';
import type { calendarRevision as revision } from '../../domain/law/common-act-types.ts';
import { commonClauses } from '../../domain/law/common-clauses.ts';
import { recount } from '../../domain/law/wait.ts';
import * as entries from './entries.ts';
import type { CommonAct } from './open-file.ts';

/** 放假安排 X-2: a new or changed notice. Open day-based periods are counted again; what has passed is left to a person. */
export const calendarRevision: CommonAct<ActOf<typeof revision>> = {
  clause: commonClauses['calendar-revision'],
  ours: true,
  refuse: () => undefined,
  accept({ file, waits, settlement, draft }, act) {
    const { year, version, notice, publishedOn, off, work, fictitious } = act.facts;
    const known = file.calendar.find((y) => y.year === year);
    if (known && known.version >= version) return;
    file.calendar = [
      ...file.calendar.filter((y) => y.year !== year),
      { year, version, notice, publishedOn, off, work, fictitious },
    ];
    for (const wait of waits.open) {
      const change = recount(wait, file.calendar, act.arrivedAt);
      if (!change) continue;
      draft.enter(entries.revised(wait, change.before, change.after, act, change.passed));
      draft.touch(wait);
    }
    for (const wait of waits.settled) {
      if (wait.undetermined === undefined) continue;
      const change = recount(wait, file.calendar, wait.undetermined);
      if (!change) continue;
      draft.enter(entries.revised(wait, change.before, change.after, act, change.passed));
      draft.touch(wait, wait.undetermined);
      settlement.determine(wait);
    }
    file.recounted(act);
  },
};
