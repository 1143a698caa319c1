/** 预约 How a visit at home is booked: who, where and why are sealed, and kept with the file or not at all (QJ-2.4b). */
import { createHash } from 'node:crypto';
import { unitOfBureau } from '../../db/home-visit/store.ts';
import type { BookingPayload } from '../../domain/home-visit/forms.ts';
import { refuseBooking } from '../../domain/home-visit/opening.ts';
import { homeVisit } from '../../domain/home-visit/procedure.ts';
import { homeVisitSettingsOf } from '../../domain/home-visit/settings-form.ts';
import { numbered } from '../../domain/law/procedure.ts';
import type { Refusal } from '../../domain/law/refusal.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import type { Caller } from '../http/authentication.ts';
import { Problem } from '../http/problems.ts';
import { openFileFor } from '../intake/open-file.ts';
import type { OpenedReply } from '../intake/opened.ts';
import type { NewFile, OpeningContext } from '../intake/opening-context.ts';
import type { Seal } from '../intake/sealing.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { keepWords, sealWords } from '../service-words/keeping.ts';

export async function bookVisit(
  deps: ActDeps,
  seal: Seal | undefined,
  caller: Caller,
  key: string,
  { applicant, ...payload }: BookingPayload,
): Promise<OpenedReply> {
  const id = createHash('sha256').update(`${caller.id}\n${key}`, 'utf8').digest('hex').slice(0, 32);
  const words = sealWords(seal, `words:sm-${id}`, applicant);
  const handling = payload.handling ?? caller.unit;
  return openFileFor(deps, caller, {
    // The mark of what was sent this time: another person under the same key is noticed.
    payload: { ...payload, handling, words: words.id, mark: words.mark },
    key,
    procedure: homeVisit,
    prepare: async (context) => {
      const file = await prepare(deps, context, { ...payload, handling, applicant }, id);
      return 'refusal' in file ? file : { ...file, within: keepWords(caller.bureau, words) };
    },
    ifOpen: () => Promise.reject(new Problem('conflict')),
  });
}

async function prepare(
  { sql }: ActDeps,
  { bureau, receivedAt, arrivedAt }: OpeningContext,
  {
    ground,
    mobility,
    services,
    on,
    part,
    handling,
    applicant,
  }: BookingPayload & { handling: string },
  id: string,
): Promise<NewFile | { refusal: Refusal }> {
  if (!(await unitOfBureau(sql, bureau.id, handling)))
    throw new Problem('unknown-reference', { clause: 'QJ-2.4b' });
  const settings = homeVisitSettingsOf(bureau.settings);
  const refusal = refuseBooking({
    ground,
    mobility,
    bornOn: applicant.bornOn,
    certificate: applicant.certificate !== undefined,
    reasonGiven: applicant.reason !== undefined,
    addressGiven: applicant.address !== undefined,
    on,
    today: civilDateOf(receivedAt),
    age: settings.age,
  });
  if (refusal) return { refusal };
  return {
    subject: { kind: 'home-visit', id: `sm-${id}` },
    idPattern: numbered(homeVisit.prefix, bureau.id, civilDateOf(arrivedAt).slice(0, 4)),
    type: 'visit-booking',
    stated: { facts: { ground, on, part, services } },
    opening: { units: { handling }, on, part, services, settings },
  };
}
