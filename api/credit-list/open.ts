/** 清单的通过 How an adopted list is registered: one file an adoption, with the changes that it owes a report of (QHD-2.1). */
import { lastList } from '../../db/credit-list/store.ts';
import type { AdoptionPayload } from '../../domain/credit-list/forms.ts';
import { refuseAdoption } from '../../domain/credit-list/opening.ts';
import { creditList } from '../../domain/credit-list/procedure.ts';
import { creditListSettingsOf } from '../../domain/credit-list/settings-form.ts';
import { changesOf, changeText, printedItems, remarksOn } from '../../domain/credit-list/terms.ts';
import { bindingInstruments, isRefusal } from '../../domain/law/instruments.ts';
import { numbered } from '../../domain/law/procedure.ts';
import type { Refusal } from '../../domain/law/refusal.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import type { Caller } from '../http/authentication.ts';
import { Problem } from '../http/problems.ts';
import { calendarFrom } from '../intake/calendar-snapshot.ts';
import { openFileFor } from '../intake/open-file.ts';
import type { OpenedReply } from '../intake/opened.ts';
import type { NewFile, OpeningContext } from '../intake/opening-context.ts';
import type { ActDeps } from '../intake/submit-act.ts';

type Adoption = AdoptionPayload & { items: NonNullable<AdoptionPayload['items']> };

export function adoptList(
  deps: ActDeps,
  caller: Caller,
  key: string,
  { items, ...body }: AdoptionPayload,
): Promise<OpenedReply> {
  // A list that is not written out is that of the annex: the payload has it as it is registered.
  const payload: Adoption = { ...body, items: items ?? printedItems.map((item) => ({ ...item })) };
  return openFileFor(deps, caller, {
    payload,
    key,
    procedure: creditList,
    prepare: (context) => prepare(deps, context, payload),
    ifOpen: () =>
      Promise.reject(
        new Problem('list-adopted-meanwhile', {
          clause: 'QHD-2.1c',
          say: {
            zh: '另一版清单刚刚登记，本次的变更须与它对照。',
            en: 'Another version was registered at this moment; this one has to be compared with it.',
          },
          lawful: {
            zh: '查看该版后重新提交。',
            en: 'Look at that version and submit it again.',
          },
        }),
      ),
  });
}

async function prepare(
  { sql }: ActDeps,
  { bureau, caller, receivedAt, adopted }: OpeningContext,
  p: Adoption,
): Promise<NewFile | { refusal: Refusal }> {
  const today = civilDateOf(receivedAt);
  const last = await lastList(sql, bureau.id);
  const { adoptedOn } = p;
  const refusal = refuseAdoption({
    ofSection: caller.unitRoles.includes('fund-supervision'),
    binding: !adopted,
    adoptedOn,
    today,
    items: p.items,
    last,
  });
  if (refusal || adoptedOn === undefined) return { refusal: refusal! };
  const basis = bindingInstruments(bureau, 'QHD', adoptedOn);
  if (isRefusal(basis)) return { refusal: basis };
  const version = (last?.version ?? 0) + 1;
  const changes = last ? changesOf(last.items, p.items).map(changeText) : [];
  return {
    subject: { kind: 'credit-list', id: `${bureau.id}.${version}` },
    idPattern: numbered(creditList.prefix, bureau.id, today.slice(0, 4)),
    type: 'credit-list-adoption',
    stated: { facts: { version, adoptedOn, changes, documentHash: p.document.sha256 } },
    opening: {
      units: { 'fund-supervision': caller.unit },
      version,
      adoptedOn,
      changes,
      settings: creditListSettingsOf(bureau.settings),
      remarks: remarksOn(p.items, p.provincial?.items),
      // The ten days may lie before the year of the registration.
      calendar: await calendarFrom(sql, Number(adoptedOn.slice(0, 4)) - 1),
    },
  };
}
