/** 登记投诉 How a complaint is taken in: its words are sealed, and kept with the file or not at all (QJ-2.6c). */
import { createHash } from 'node:crypto';
import { complaintKnown } from '../../db/service-complaint/store.ts';
import { at } from '../../domain/law/form-fields.ts';
import { numbered } from '../../domain/law/procedure.ts';
import type { Refusal } from '../../domain/law/refusal.ts';
import type { ComplaintPayload } from '../../domain/service-complaint/forms.ts';
import { refuseComplaint } from '../../domain/service-complaint/opening.ts';
import { serviceComplaint } from '../../domain/service-complaint/procedure.ts';
import { serviceComplaintSettingsOf } from '../../domain/service-complaint/settings-form.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Caller } from '../http/authentication.ts';
import { Problem } from '../http/problems.ts';
import { calendarFrom } from '../intake/calendar-snapshot.ts';
import { openFileFor } from '../intake/open-file.ts';
import type { OpenedReply } from '../intake/opened.ts';
import type { NewFile, OpeningContext } from '../intake/opening-context.ts';
import type { Seal } from '../intake/sealing.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { keepWords, sealWords } from '../service-words/keeping.ts';

const hex = (...parts: string[]): string =>
  createHash('sha256').update(parts.join('\n'), 'utf8').digest('hex').slice(0, 32);

export async function openComplaint(
  deps: ActDeps,
  seal: Seal | undefined,
  caller: Caller,
  key: string,
  { words, complainant, ...payload }: ComplaintPayload,
): Promise<OpenedReply> {
  const id = hex(caller.id, key);
  const sealed = sealWords(seal, `words:ts-${id}`, {
    words,
    ...(complainant && { complainant }),
  });
  const handling = payload.handling ?? caller.unit;
  const complaint = { ...payload, handling, words: sealed.id };
  return openFileFor(deps, caller, {
    // The mark of what was sent this time: other words under the same key are noticed.
    payload: { ...complaint, mark: sealed.mark },
    key,
    procedure: serviceComplaint,
    prepare: async (context) => {
      const file = await prepare(deps, context, complaint, id);
      return 'refusal' in file ? file : { ...file, within: keepWords(caller.bureau, sealed) };
    },
    ifOpen: () => Promise.reject(new Problem('complaint-known')),
  });
}

type Kept = Omit<ComplaintPayload, 'words' | 'complainant' | 'handling'> & { handling: string };

async function prepare(
  { sql }: ActDeps,
  { bureau, caller, arrivedAt, receivedAt }: OpeningContext,
  p: Kept,
  id: string,
): Promise<NewFile | { refusal: Refusal }> {
  const { source, number, unit, officer, handling, kind } = p;
  const known = await complaintKnown(sql, {
    bureau: bureau.id,
    by: caller.id,
    source,
    number,
    handling,
    unit,
    officer,
  });
  const handedAt = at(p.handedAt);
  const refusal = refuseComplaint({
    source,
    number,
    ...known,
    handedAt,
    now: receivedAt,
  });
  if (refusal) return { refusal };
  const from = handedAt ?? receivedAt;
  const year = (instant: Instant): string => civilDateOf(instant).slice(0, 4);
  return {
    subject: {
      kind: 'service-complaint',
      id: number === undefined ? `ts-${id}` : `ts-${hex(bureau.id, source, number)}`,
    },
    idPattern: numbered(serviceComplaint.prefix, bureau.id, year(arrivedAt)),
    type: 'service-complaint',
    stated: { facts: { source, kind } },
    opening: {
      units: { handling },
      source,
      kind,
      from,
      ...(officer !== undefined && { officer }),
      settings: serviceComplaintSettingsOf(bureau.settings),
      // It may have been handed down before the year of its registration.
      calendar: await calendarFrom(sql, Number(year(from)) - 1),
    },
  };
}
