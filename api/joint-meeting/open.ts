/** 召集联席会议 How the file of a meeting is opened (TJ51-5.0). */
import { randomUUID } from 'node:crypto';
import { unitsOf } from '../../db/queries/subjects.ts';
import type { CallPayload } from '../../domain/joint-meeting/forms.ts';
import { refuseOpening } from '../../domain/joint-meeting/opening.ts';
import { jointMeeting } from '../../domain/joint-meeting/procedure.ts';
import { jointMeetingSettingsOf } from '../../domain/joint-meeting/settings-form.ts';
import { numbered } from '../../domain/law/procedure.ts';
import type { Refusal } from '../../domain/law/refusal.ts';
import { civilDateOf, parseInstant } from '../../domain/time/civil-date.ts';
import type { Caller } from '../http/authentication.ts';
import { Problem } from '../http/problems.ts';
import { allLinkable } from '../intake/linkable.ts';
import { openFileFor } from '../intake/open-file.ts';
import type { OpenedReply } from '../intake/opened.ts';
import type { NewFile, OpeningContext } from '../intake/opening-context.ts';
import type { ActDeps } from '../intake/submit-act.ts';

export function callMeeting(
  deps: ActDeps,
  caller: Caller,
  key: string,
  payload: CallPayload,
): Promise<OpenedReply> {
  return openFileFor(deps, caller, {
    payload,
    key,
    procedure: jointMeeting,
    prepare: (context) => prepare(deps, context, payload),
    // Every meeting is a subject of its own.
    ifOpen: () => Promise.reject(new Problem('conflict')),
  });
}

async function prepare(
  { sql }: ActDeps,
  { bureau, caller, receivedAt }: OpeningContext,
  p: CallPayload,
): Promise<NewFile | { refusal: Refusal }> {
  const roles = new Map((await unitsOf(sql, bureau.id)).map((u) => [u.id, u.roles]));
  const on = parseInstant(p.on)!;
  const files = [...new Set(p.topics.flatMap(({ file }) => file ?? []))];
  const refusal = refuseOpening({
    convener: caller.unit,
    sides: {
      supervision: { unit: p.supervision, roles: roles.get(p.supervision) },
      handling: { unit: p.handling, roles: roles.get(p.handling) },
    },
    on,
    receivedAt,
    filesKnown: await allLinkable(sql, caller, files),
  });
  if (refusal) return { refusal };
  const counterpart = caller.unit === p.supervision ? p.handling : p.supervision;
  const topics = { count: p.topics.length, files };
  return {
    subject: { kind: 'meeting', id: randomUUID() },
    idPattern: numbered(jointMeeting.prefix, bureau.id, civilDateOf(receivedAt).slice(0, 4)),
    type: 'meeting-call',
    stated: {
      facts: {
        supervision: p.supervision,
        handling: p.handling,
        on,
        topics,
        ...(p.document && { documentHash: p.document.sha256 }),
      },
    },
    opening: {
      units: {
        convener: caller.unit,
        counterpart,
        supervision: p.supervision,
        handling: p.handling,
      },
      on,
      topics,
      settings: jointMeetingSettingsOf(bureau.settings),
    },
  };
}
