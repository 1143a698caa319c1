/** 清单版本的提出 How the next version of the lists is proposed: one file a version, and one at a time (QJ-2.1a). */
import {
  confirmedVersions,
  confirmingUnit,
  unknownCommitmentItems,
  versionOn,
  type VersionRow,
} from '../../db/service-catalogue/store.ts';
import { bindingInstruments, isRefusal } from '../../domain/law/instruments.ts';
import { numbered } from '../../domain/law/procedure.ts';
import type { Refusal } from '../../domain/law/refusal.ts';
import { refuse } from '../../domain/law/refuse.ts';
import { LIST } from '../../domain/service-catalogue/duties.ts';
import type { ProposalPayload, RevocationPayload } from '../../domain/service-catalogue/forms.ts';
import { dayOf, refuseVersion } from '../../domain/service-catalogue/opening.ts';
import { serviceCatalogue } from '../../domain/service-catalogue/procedure.ts';
import { serviceCatalogueSettingsOf } from '../../domain/service-catalogue/settings-form.ts';
import {
  changesOf,
  changeText,
  printed,
  type Lists,
} from '../../domain/service-catalogue/terms.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import type { Caller } from '../http/authentication.ts';
import { Problem } from '../http/problems.ts';
import { calendarFrom } from '../intake/calendar-snapshot.ts';
import { openFileFor } from '../intake/open-file.ts';
import type { OpenedReply } from '../intake/opened.ts';
import type { NewFile, OpeningContext } from '../intake/opening-context.ts';
import type { ActDeps } from '../intake/submit-act.ts';

type Proposal = ProposalPayload & Lists;

export function proposeVersion(
  deps: ActDeps,
  caller: Caller,
  key: string,
  { powers, services, ...body }: ProposalPayload,
): Promise<OpenedReply> {
  // What is not written out is that of the annexes: the payload has it as it is registered.
  const payload = JSON.parse(
    JSON.stringify({
      ...body,
      powers: powers ?? printed.powers,
      services: services ?? printed.services,
    }),
  ) as Proposal;
  return openFileFor(deps, caller, {
    payload,
    key,
    procedure: serviceCatalogue,
    prepare: (context) => prepare(deps, context, payload),
    ifOpen: () => Promise.reject(pending()),
  });
}

const pending = (): Problem =>
  new Problem('catalogue-pending', {
    clause: LIST,
    say: {
      zh: '另一版清单正待复核，本次的变更须与它对照。',
      en: 'Another version is waiting; this one has to be compared with it.',
    },
    lawful: {
      zh: '等该版复核或者不予施行之后再提出。',
      en: 'Propose it once that version has been confirmed or rejected.',
    },
  });

async function prepare(
  { sql }: ActDeps,
  { bureau, caller, receivedAt, adopted }: OpeningContext,
  p: Proposal,
): Promise<NewFile | { refusal: Refusal }> {
  const today = civilDateOf(receivedAt);
  const { first, coming } = await confirmedVersions(sql, bureau.id, today);
  const { decidedOn, inForceOn } = p;
  // Where the first one has not come yet, what comes before it follows nothing, and is no first one either.
  const day = dayOf(inForceOn ?? today, today);
  const last =
    first === null ? undefined : await versionOn(sql, bureau.id, day < first ? first : day);
  const refusal = refuseVersion({
    binding: !adopted,
    today,
    decidedOn,
    inForceOn,
    reasonGiven: p.reason !== undefined,
    lists: p,
    denominators: p.denominators,
    last,
  });
  if (refusal || !decidedOn || !inForceOn) return { refusal: refusal! };
  const basis = bindingInstruments(bureau, 'QJ', decidedOn);
  if (isRefusal(basis)) return { refusal: basis };
  const confirming = await confirmingUnit(sql, bureau.id, caller.unit, p.confirming);
  if (confirming === undefined) return { refusal: noUnit() };
  const changes = last ? changesOf(last.lists, p).map(changeText) : [];
  return {
    subject: { kind: 'service-catalogue', id: bureau.id },
    idPattern: numbered(serviceCatalogue.prefix, bureau.id, today.slice(0, 4)),
    type: 'service-catalogue-proposal',
    stated: { facts: { decidedOn, inForceOn, changes, documentHash: p.document.sha256 } },
    opening: {
      units: { proposing: caller.unit, confirming },
      first: !last,
      base: last?.file ?? '',
      inForceOn,
      powers: p.powers.length,
      services: p.services.length,
      changes,
      settings: serviceCatalogueSettingsOf(bureau.settings),
      remarks: [
        ...(await remarksOn(sql, bureau.id, p, inForceOn)),
        ...overtaken(coming.filter((one) => one > day)),
      ],
      calendar: await calendarFrom(sql, Number(today.slice(0, 4)) - 1),
    },
  };
}

/** 及时 Nobody waits for a version whose day has not come; but on that day it takes the place of this one. */
const overtaken = (coming: readonly CivilDate[]): string[] =>
  coming.map(
    (day) =>
      `另一版已复核，自 ${day} 起施行，不含本次变更；需要的，撤回该版再提出。A version that was confirmed before holds from ${day} without these changes.`,
  );

/** 撤回 A version that was confirmed and whose day has not come is taken back by two persons, in a file of its own. */
export function revokeVersion(
  deps: ActDeps,
  caller: Caller,
  key: string,
  version: VersionRow,
  body: RevocationPayload,
): Promise<OpenedReply> {
  return openFileFor(deps, caller, {
    payload: { ...body, version: version.file },
    key,
    procedure: serviceCatalogue,
    prepare: (context) => prepareRevocation(deps, context, version, body),
    ifOpen: () => Promise.reject(pending()),
  });
}

async function prepareRevocation(
  { sql }: ActDeps,
  { bureau, caller, receivedAt }: OpeningContext,
  version: VersionRow,
  { confirming: named, document }: RevocationPayload,
): Promise<NewFile | { refusal: Refusal }> {
  const today = civilDateOf(receivedAt);
  if (version.state !== 'confirmed' || version.inForceFrom! <= today) return { refusal: dayCome() };
  const confirming = await confirmingUnit(sql, bureau.id, caller.unit, named);
  if (confirming === undefined) return { refusal: noUnit() };
  const { file: revokes, inForceFrom, powers, services, changes } = version;
  return {
    subject: { kind: 'service-catalogue', id: bureau.id },
    idPattern: numbered(serviceCatalogue.prefix, bureau.id, today.slice(0, 4)),
    type: 'service-catalogue-revocation',
    stated: { facts: { version: revokes, documentHash: document.sha256 } },
    opening: {
      units: { proposing: caller.unit, confirming },
      first: false,
      revokes,
      inForceOn: inForceFrom!,
      powers,
      services,
      changes,
      settings: serviceCatalogueSettingsOf(bureau.settings),
      remarks: [],
      calendar: await calendarFrom(sql, Number(today.slice(0, 4)) - 1),
    },
  };
}

const dayCome = (): Refusal =>
  refuse(
    'catalogue-day-come',
    LIST,
    '只有已复核而尚未施行的版本可以撤回。',
    'Only a version that is confirmed and whose day has not come is revoked.',
    '已经施行的，提出新的版本；待复核的，不予施行。',
    'What is in force is changed by a next version; what waits is rejected.',
  );

const noUnit = (): Refusal =>
  refuse(
    'unknown-reference',
    LIST,
    '本局没有登记所写的复核单位。',
    'The bureau has registered no such unit to confirm it.',
    '写明本局的单位。',
    'Name a unit of the bureau.',
  );

async function remarksOn(
  sql: ActDeps['sql'],
  bureau: string,
  { services }: Lists,
  day: string,
): Promise<string[]> {
  const named = services.flatMap(({ commitmentItem }) => commitmentItem ?? []);
  const unknown = await unknownCommitmentItems(sql, bureau, named, day);
  return unknown.length === 0
    ? []
    : [
        `承诺制事项清单中没有的事项：${unknown.join('、')}（TJ84-3.1）。Not on the list of commitment: ${unknown.join(', ')}.`,
      ];
}
