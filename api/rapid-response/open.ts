/** A letter opens a file, or joins the one its subject has already. */
import { districtBodies, territoryOf } from '../../db/district-cooperation/store.ts';
import { isNear } from '../../db/queries/authority.ts';
import { approverOf, findSubject, unitsOf, type SubjectRow } from '../../db/queries/subjects.ts';
import { sha256 } from '../../db/queries/turns.ts';
import { refuseOutside, withAnotherBody } from '../../domain/district-cooperation/territory.ts';
import { numbered } from '../../domain/law/procedure.ts';
import type { Refusal } from '../../domain/law/refusal.ts';
import { rapidResponse } from '../../domain/rapid-response/procedure.ts';
import { defaultSettings, type Settings } from '../../domain/rapid-response/settings.ts';
import { refuseOpening as refusalOf, remarksOn } from '../../domain/rapid-response/opening.ts';
import type { Approver } from '../../domain/rapid-response/approver.ts';
import { alleged, type LetterToFile } from '../../domain/rapid-response/letter.ts';
import { partyName } from '../../domain/registry/roles.ts';
import { rapidResponseSettings } from '../../domain/rapid-response/settings-form.ts';
import { civilDateOf, parseInstant } from '../../domain/time/civil-date.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import { refuseCitedFindings } from '../audit-finding/citing.ts';
import { deliver, type ActDeps } from '../intake/submit-act.ts';
import type { Caller } from '../http/authentication.ts';
import { openFileFor } from '../intake/open-file.ts';
import type { NewFile, OpeningContext } from '../intake/opening-context.ts';
import { onRecord, openedOf, type OpenedReply } from '../intake/opened.ts';
import { Problem } from '../http/problems.ts';
import type { FactsOf } from '../../domain/law/acts.ts';
import type { ActFacts } from '../../domain/law/forms.ts';
import { furtherLetter } from '../../domain/rapid-response/acts.ts';
import { settingsRead } from '../../domain/registry/settings-read.ts';
import { settingsTold } from '../commitment-registries/settings.ts';
import { clauseOfLetter, letterToOpen, preemptive, factsOfLetter } from './letter.ts';

export async function open(
  deps: ActDeps,
  caller: Caller,
  key: string,
  body: LetterToFile,
): Promise<OpenedReply> {
  const { receivedAt, ...payload } = body;
  return openFileFor(deps, caller, {
    payload,
    receivedAt,
    key,
    procedure: rapidResponse,
    ifOpen: async (file) => {
      const refusal =
        (await outside(deps, body, caller, civilDateOf(await deps.clock.measure()))) ??
        (await refuseCitedFindings(deps.sql, caller.bureau, body.subject, body.findings));
      if (refusal) throw Problem.refused(refusal);
      if (body.direction === 'A' && !(await isNear(deps.sql, file, caller.unit)))
        throw Problem.refused(withAnotherBody);
      return join(deps, caller, file, key, payload);
    },
    prepare: async (context) => {
      const subject = await findSubject(deps.sql, body.subject.kind, body.subject.id);
      if (!subject || subject.bureau !== context.bureau.id)
        throw new Problem('not-found', unregistered(body));
      const letter = letterToOpen(
        body,
        subject,
        caller,
        context.receivedAt,
        await approver(deps, body, caller),
      );
      const refusal =
        refusalOf(letter) ??
        (await outside(deps, body, caller, civilDateOf(context.receivedAt))) ??
        (await refuseCitedFindings(deps.sql, caller.bureau, body.subject, body.findings));
      if (refusal) return { refusal };
      const year = civilDateOf(context.arrivedAt).slice(0, 4);
      return {
        subject: { kind: subject.kind, id: subject.id },
        direction: body.direction,
        idPattern: numbered(`${rapidResponse.prefix}-${body.direction}`, context.bureau.id, year),
        type: 'referral-letter',
        stated: factsOfLetter(body),
        opening: await openingOf(deps, context, subject, body.direction, remarksOn(letter)),
      };
    },
  });
}

const unregistered = (letter: LetterToFile) => ({
  clause: clauseOfLetter(letter),
  say: { zh: '登记中没有该主体。', en: 'The subject is not registered.' },
  lawful: { zh: '核对主体编号，或先登记该主体。', en: 'Check the subject, or register it first.' },
});

/** （八）Direction A: a district body writes about the subjects of its area, or with the assignment of the city body. */
async function outside(
  { sql }: ActDeps,
  { direction, subject, assignment }: LetterToFile,
  { unit, bureau }: Caller,
  on: CivilDate,
): Promise<Refusal | undefined> {
  if (direction === 'B') return undefined;
  return refuseOutside(
    await territoryOf(sql, { unit, bureau, subject, on, assignedBy: assignment?.by }),
  );
}

/** （一）A later letter joins the open file; no second suspension, no second clock, except its own 24 hours where it brings something new. */
async function join(
  deps: ActDeps,
  caller: Caller,
  file: string,
  key: string,
  letter: object,
): Promise<OpenedReply> {
  const payload = letter as LetterToFile;
  const stated: ActFacts<FactsOf<typeof furtherLetter>> = {
    facts: {
      documentHash: sha256(payload.documentNo),
      ...(payload.newFacts !== undefined && { newFacts: payload.newFacts }),
      ...alleged(payload),
      ...preemptive(payload),
    },
  };
  const { act, verdict } = await deliver(
    deps,
    caller,
    file,
    furtherLetter.type,
    key,
    payload,
    stated,
  );
  if (verdict && !verdict.accepted) throw onRecord(Problem.refused(verdict.refusal));
  return {
    status: verdict ? 200 : 202,
    body: openedOf(caller, file, act, verdict, true),
    headers: { Location: `/v1/files/${file}/acts/${act.id}` },
  };
}

/** （一）Direction B: what the registries say of the approver of the pre-emptive suspension, on its day. */
async function approver(
  { sql }: ActDeps,
  { direction, suspension }: LetterToFile,
  caller: Caller,
): Promise<Approver | 'unregistered' | undefined> {
  if (direction === 'A' || suspension?.approver === undefined) return undefined;
  return (
    (await approverOf(
      sql,
      suspension.approver,
      caller.unit,
      civilDateOf(parseInstant(suspension.decidedAt)!),
    )) ?? 'unregistered'
  );
}

async function openingOf(
  deps: ActDeps,
  { bureau, caller, receivedAt }: OpeningContext,
  subject: SubjectRow,
  direction: string,
  remarks: string[],
): Promise<NewFile['opening']> {
  const filled = await unitsFor(deps, bureau.id, caller.unit, civilDateOf(receivedAt));
  const { settings, invalid } = settingsTold(
    settingsRead<Settings>(
      bureau.settings['rapidResponse'],
      rapidResponseSettings,
      defaultSettings,
    ),
    '快速反应',
  );
  return {
    direction,
    subject: { kind: subject.kind, id: subject.id, heads: subject.heads },
    units: { ...filled, subject: subject.id },
    settings,
    remarks: [...remarks, ...invalid],
  } as NewFile['opening'];
}

/** The units that fill the four offices: the writer's own where it has one, otherwise the city's. */
async function unitsFor(
  { sql }: ActDeps,
  bureau: string,
  unit: string,
  on: CivilDate,
): Promise<Record<string, string>> {
  // The city's bodies: a district's only where it has written itself.
  const districts = await districtBodies(sql, bureau, on);
  const units = (await unitsOf(sql, bureau)).filter(({ id }) => id === unit || !districts.has(id));
  const roles = [
    'supervision-body',
    'payment-division',
    'system-division',
    'insurance-centre',
  ] as const;
  const filled = Object.fromEntries(
    roles.map((role) => [
      role,
      (
        units.find((u) => u.id === unit && u.roles.includes(role)) ??
        units.find((u) => u.roles.includes(role))
      )?.id,
    ]),
  );
  const missing = roles.filter((role) => !filled[role]);
  if (missing.length > 0)
    throw new Problem('unknown-reference', {
      say: {
        zh: `本局没有登记以下单位：${missing.map((role) => partyName(role).zh).join('、')}`,
        en: `The bureau has no unit for: ${missing.map((role) => partyName(role).en).join(', ')}`,
      },
      lawful: { zh: '先登记单位及其职责。', en: 'Register the units and their roles first.' },
    });
  return filled as Record<string, string>;
}
