/** POST /v1/rapid-responses: a letter (函告) opens a file, or joins the one its subject has already. */
import { approverOf, findSubject, unitsOf, type SubjectRow } from '../../db/queries/files.ts';
import { sha256 } from '../../db/queries/turns.ts';
import { numbered } from '../../domain/law/procedure.ts';
import { rapidResponse } from '../../domain/rapid-response/procedure.ts';
import { defaultSettings, type Settings } from '../../domain/rapid-response/duties.ts';
import {
  refuseOpening as refusalOf,
  remarksOn,
  restsOnBoth,
  type LetterToOpen,
} from '../../domain/rapid-response/opening.ts';
import type { Approver } from '../../domain/rapid-response/approver.ts';
import {
  alleged,
  letterShape,
  suspectedIn,
  type LetterPayload,
} from '../../domain/rapid-response/forms.ts';
import { partyName } from '../../domain/registry/roles.ts';
import { rapidResponseSettings } from '../../domain/rapid-response/settings-form.ts';
import { civilDateOf, parseInstant } from '../../domain/time/civil-date.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { deliver, type ActDeps } from '../intake/submit-act.ts';
import type { Caller } from '../http/authentication.ts';
import type { Api } from '../http/openapi.ts';
import {
  onRecord,
  openedOf,
  openFileFor,
  type NewFile,
  type OpeningContext,
  type OpenedReply,
} from '../intake/open-file.ts';
import { openingRoute } from '../intake/opening-route.ts';
import { Problem } from '../http/problems.ts';
import type { FactsOf } from '../../domain/law/acts.ts';
import type { ActFacts } from '../../domain/law/forms.ts';
import {
  furtherLetter,
  type Letter,
  type PreemptiveSuspension,
} from '../../domain/rapid-response/acts.ts';
import { letterClause } from '../../domain/rapid-response/terms.ts';
import { settingsRead } from '../../domain/registry/settings-read.ts';
import { settingsTold } from '../commitment-registries/settings.ts';

export function rapidResponseRoutes(deps: ActDeps) {
  return (api: Api): void => {
    openingRoute(
      api,
      {
        path: '/v1/rapid-responses',
        tag: '快速反应 Rapid response',
        summary: '函告立卷 — Open a file by a letter',
        description:
          '方向 A：监督所函告支付处；方向 B：社保中心先行暂停后函告监督所。主体已有未结案卷的，函告并入该卷；所附事由一并计入。newFacts 说明是否带来新的事实或者事由：是的，或者另一方发来的，收函方须在 24 小时内另行答复。 A letter on a subject with an open file joins it, and its grounds with it; one with new facts or grounds, or from the other body, starts an answer of its own within 24 hours.',
        body: letterShape,
        opens: { type: 'referral-letter', clause: clauseOfLetter },
        again: '并入已有案卷，或重复提交 Joined, or sent again',
        problems: [
          'no-legal-basis',
          'not-owed-by-you',
          'not-designated',
          'ground-missing',
          'wrong-ground',
          'investigation-missing',
          'suspension-missing',
          'suspension-after-letter',
          'clause-missing',
          'clause-unknown',
          'approver-missing',
          'approver-unfit',
          'no-refusal-clause',
          'clause-not-covering',
          'notice-recipient',
          'before-trigger',
          'commitment-unsigned',
          'officer-removed',
          'receipt-not-yours',
          'in-the-future',
          'duplicate-letter',
        ],
      },
      (body, caller, key) => open(deps, caller, key, body),
    );
  };
}

async function open(
  deps: ActDeps,
  caller: Caller,
  key: string,
  body: LetterPayload,
): Promise<OpenedReply> {
  const { receivedAt, ...payload } = body;
  return openFileFor(deps, caller, {
    payload,
    receivedAt,
    key,
    procedure: rapidResponse,
    ifOpen: (file) => join(deps, caller, file, key, payload),
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
      const refusal = refusalOf(letter);
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

/** （一）Of a letter as far as it can be read: A or B, to an institution or a practitioner. */
function clauseOfLetter(letter: unknown): string {
  const { direction, subject } = (letter ?? {}) as {
    direction?: unknown;
    subject?: { kind?: unknown } | null;
  };
  return letterClause(
    direction === 'B' ? 'B' : 'A',
    subject?.kind === 'practitioner' ? 'practitioner' : 'institution',
  );
}

const unregistered = (letter: LetterPayload) => ({
  clause: clauseOfLetter(letter),
  say: { zh: '登记中没有该主体。', en: 'The subject is not registered.' },
  lawful: { zh: '核对主体编号，或先登记该主体。', en: 'Check the subject, or register it first.' },
});

/** （一）A later letter joins the open file; no second suspension, no second clock, except its own 24 hours where it brings something new. */
async function join(
  deps: ActDeps,
  caller: Caller,
  file: string,
  key: string,
  letter: object,
): Promise<OpenedReply> {
  const payload = letter as LetterPayload;
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
  { direction, suspension }: LetterPayload,
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

function letterToOpen(
  body: LetterPayload,
  subject: SubjectRow,
  caller: Caller,
  receivedAt: Instant,
  approvedBy: Approver | 'unregistered' | undefined,
): LetterToOpen {
  const cited = subject.agreement?.clauses?.find((c) => c.id === body.suspension?.agreementClause);
  return {
    direction: body.direction,
    subject: subject.kind,
    status: subject.status,
    grounds: [...new Set(body.grounds)],
    otherGround: body.otherGround !== undefined,
    investigated: body.investigation !== undefined,
    receivedAt,
    senderRoles: caller.unitRoles,
    recipients: [subject.id, ...subject.heads],
    suspension: body.suspension && {
      decidedAt: parseInstant(body.suspension.decidedAt)!,
      startsAt: parseInstant(body.suspension.startsAt)!,
      clauseCited: body.suspension.agreementClause !== undefined,
      clauseInAgreement: cited !== undefined,
      clauseCovers: cited?.covers ?? [],
      approver: approvedBy,
      endsOn: body.suspension.endsOn,
      notices: noticesOf(body.suspension),
    },
  };
}

/** （一）Direction B: the suspension stands already; the file is told of it, whether it opens or joins. */
function preemptive({ direction, suspension, grounds }: LetterPayload) {
  if (direction === 'A' || !suspension) return {};
  return { suspension: toldOf(suspension), ...(!restsOnBoth(grounds) && { oneGround: true }) };
}

type SuspensionPayload = NonNullable<LetterPayload['suspension']>;

function toldOf(s: SuspensionPayload): PreemptiveSuspension {
  const dates = {
    ...(s.endsOn && { endsOn: s.endsOn }),
    ...(s.reviewOn && { reviewOn: s.reviewOn }),
  };
  return {
    decidedAt: parseInstant(s.decidedAt)!,
    startsAt: parseInstant(s.startsAt)!,
    ...dates,
    ...(s.notices && { notices: noticesOf(s) }),
  };
}

/** （三）The notices served before the letter. */
const noticesOf = ({ notices = [] }: SuspensionPayload) =>
  notices.map(({ recipient, servedAt, patientsInformedBy, method }) => ({
    item: recipient,
    servedAt: parseInstant(servedAt)!,
    patientsInformedBy,
    method,
  }));

function factsOfLetter(body: LetterPayload): ActFacts<Letter['facts']> {
  const suspension = body.suspension && toldOf(body.suspension);
  return {
    facts: {
      direction: body.direction,
      subject: body.subject.id,
      documentHash: sha256(body.documentNo),
      grounds: [...new Set(body.grounds)],
      ...suspectedIn(body),
      phoned: body.phone !== undefined,
      ...(suspension && { suspension }),
    },
  };
}

async function openingOf(
  deps: ActDeps,
  { bureau, caller }: OpeningContext,
  subject: SubjectRow,
  direction: string,
  remarks: string[],
): Promise<NewFile['opening']> {
  const units = await unitsOf(deps.sql, bureau.id);
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
        units.find((u) => u.id === caller.unit && u.roles.includes(role)) ??
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
    units: { ...(filled as Record<string, string>), subject: subject.id },
    settings,
    remarks: [...remarks, ...invalid],
  } as NewFile['opening'];
}
