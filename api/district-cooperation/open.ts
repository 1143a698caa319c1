/** 协同记录 How the file of what city and district did together is opened (TJ51-8.2). */
import { randomUUID } from 'node:crypto';
import { levelsOf, peopleOf } from '../../db/district-cooperation/store.ts';
import type { RecordPayload } from '../../domain/district-cooperation/forms.ts';
import { refuseOpening } from '../../domain/district-cooperation/opening.ts';
import { districtCooperation } from '../../domain/district-cooperation/procedure.ts';
import { districtCooperationSettingsOf } from '../../domain/district-cooperation/settings-form.ts';
import { numbered } from '../../domain/law/procedure.ts';
import type { Refusal } from '../../domain/law/refusal.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import type { Caller } from '../http/authentication.ts';
import { Problem } from '../http/problems.ts';
import { openFileFor } from '../intake/open-file.ts';
import type { OpenedReply } from '../intake/opened.ts';
import type { NewFile, OpeningContext } from '../intake/opening-context.ts';
import { allLinkable } from '../intake/linkable.ts';
import type { ActDeps } from '../intake/submit-act.ts';

export function recordCooperation(
  deps: ActDeps,
  caller: Caller,
  key: string,
  payload: RecordPayload,
): Promise<OpenedReply> {
  return openFileFor(deps, caller, {
    payload,
    key,
    procedure: districtCooperation,
    prepare: (context) => prepare(deps, context, payload),
    // Every event is a subject of its own.
    ifOpen: () => Promise.reject(new Problem('conflict')),
  });
}

async function prepare(
  { sql }: ActDeps,
  { bureau, caller, receivedAt }: OpeningContext,
  p: RecordPayload,
): Promise<NewFile | { refusal: Refusal }> {
  const on = p.on as CivilDate;
  const levels = await levelsOf(sql, bureau.id, [caller.unit, ...p.with], on);
  const files = [...new Set(p.files)];
  const refusal = refuseOpening({
    recorder: { unit: caller.unit, level: levels.get(caller.unit) },
    sides: p.with.map((unit) => ({ unit, level: levels.get(unit) })),
    on,
    today: civilDateOf(receivedAt),
    ownOfficers: await peopleOf(sql, caller.unit, p.officers, on),
    filesKnown: await allLinkable(sql, caller, files),
  });
  if (refusal) return { refusal };
  return {
    subject: { kind: 'cooperation', id: randomUUID() },
    idPattern: numbered(districtCooperation.prefix, bureau.id, civilDateOf(receivedAt).slice(0, 4)),
    type: 'cooperation-record',
    stated: { facts: { kind: p.kind, on, files, documentHash: p.document.sha256 } },
    opening: {
      units: {
        recorder: caller.unit,
        ...Object.fromEntries(p.with.map((unit, n) => [`side-${n + 1}`, unit])),
      },
      kind: p.kind,
      on,
      files,
      settings: districtCooperationSettingsOf(bureau.settings),
    },
  };
}
