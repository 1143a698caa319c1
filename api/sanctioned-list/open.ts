/** 立卷 How the list of a period is opened, and the correction of what was told and has fallen. Both by the system itself (TJ51-15). */
import { z } from 'zod';
import { findBureau } from '../../db/queries/subjects.ts';
import type { TaskRow } from '../../db/queries/tasks.ts';
import { listedUntil, preparerOf } from '../../db/sanctioned-list/store.ts';
import { bindingInstruments, isRefusal } from '../../domain/law/instruments.ts';
import { numbered } from '../../domain/law/procedure.ts';
import { sanctionedList } from '../../domain/sanctioned-list/procedure.ts';
import { sanctionedListSettingsOf } from '../../domain/sanctioned-list/settings-form.ts';
import type { Fallen } from '../../domain/sanctioned-list/terms.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import { instant } from '../../domain/time/instant.ts';
import { beginOf, nextPeriod, type Period } from '../../domain/time/periods.ts';
import { preparingBody } from '../district-cooperation/preparing.ts';
import { databaseToday } from '../http/clock.ts';
import { Problem } from '../http/problems.ts';
import { openFileFor } from '../intake/open-file.ts';
import type { NewFile, OpeningContext } from '../intake/opening-context.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { systemCaller } from '../intake/system.ts';

/** Every period of a bureau that is over and has no list, the oldest first. Answers their files; the same period is opened once, whoever asks. */
export async function openDue(deps: ActDeps, id: string): Promise<string[]> {
  const opened: string[] = [];
  const today = databaseToday();
  const bureau = (await findBureau(deps.sql, id))!;
  if (isRefusal(bindingInstruments(bureau, sanctionedList.instrument, today))) return opened;
  const { months, unit: set } = sanctionedListSettingsOf(bureau.settings);
  const unit = await preparingBody(deps.sql, id, set, today);
  if (unit === undefined) return opened;
  const next = async (): Promise<Period | undefined> =>
    nextPeriod(await listedUntil(deps.sql, id, beginOf(today, months)), months, today);
  for (let period = await next(); period; period = await next()) {
    const { body } = await openList(deps, id, unit, period);
    if (opened.includes(body.file)) return opened;
    opened.push(body.file);
  }
  return opened;
}

const openList = (deps: ActDeps, bureau: string, unit: string, period: Period) =>
  openFileFor(deps, systemCaller(bureau), {
    payload: { ...period },
    key: `list-period:${bureau}:${period.from}`,
    procedure: sanctionedList,
    prepare: (context) =>
      Promise.resolve(
        newFile(context, unit, {
          id: `${bureau}:${period.from}`,
          kind: 'list-period',
          more: { period },
        }),
      ),
    ifOpen: () => Promise.reject(new Problem('conflict')),
  });

function newFile(
  { bureau, receivedAt }: OpeningContext,
  unit: string,
  { id, kind, more }: { id: string; kind: 'list-period' | 'list-correction'; more: object },
): NewFile {
  return {
    subject: { kind, id },
    idPattern: numbered(sanctionedList.prefix, bureau.id, civilDateOf(receivedAt).slice(0, 4)),
    type: kind,
    stated: { facts: { ...more } },
    opening: {
      units: { 'supervision-body': unit },
      ...more,
      settings: sanctionedListSettingsOf(bureau.settings),
    },
  };
}

const fallenShape = z.object({
  list: z.string(),
  decision: z.object({ file: z.string(), number: z.int() }),
  state: z.enum(['decided', 'served', 'fallen', 'changed']),
  at: z.number(),
  turn: z.int().optional(),
});

/** The task of a decision that was told and has fallen, or stands again: one correction for each turn of it. */
export async function correctFallen({ data, key }: TaskRow, deps: ActDeps): Promise<void> {
  const said = fallenShape.parse(data);
  const { turn = 1 } = said;
  const fallen: Fallen = { ...said, at: instant(said.at) };
  const preparer = await preparerOf(deps.sql, fallen.list);
  if (!preparer) return;
  const { file, number } = fallen.decision;
  await openFileFor(deps, systemCaller(preparer.bureau), {
    payload: said,
    key: `list-correction:${key}`,
    procedure: sanctionedList,
    prepare: (context) =>
      Promise.resolve(
        newFile(context, preparer.unit, {
          id: [file, number, ...(turn > 1 ? [turn] : [])].join(':'),
          kind: 'list-correction',
          more: { fallen },
        }),
      ),
    ifOpen: () => Promise.reject(new Problem('conflict')),
  });
}
