/** 巡查立卷 How a patrol is opened, or joined where one is open about the same subject and matter (TJ51-4.1). */
import { findFile } from '../../db/queries/files.ts';
import { findSubject, unitsOf } from '../../db/queries/subjects.ts';
import { allCitedBefore, formerPatrol, type Former } from '../../db/patrol/store.ts';
import type { Sql } from '../../db/client.ts';
import { withAnotherBody } from '../../domain/district-cooperation/territory.ts';
import type { FactsOf } from '../../domain/law/acts.ts';
import type { ActFacts } from '../../domain/law/forms.ts';
import { numbered } from '../../domain/law/procedure.ts';
import type { Refusal } from '../../domain/law/refusal.ts';
import { patrolFinding } from '../../domain/patrol/acts.ts';
import { foundIn, type PatrolPayload } from '../../domain/patrol/forms.ts';
import { refuseOpening } from '../../domain/patrol/opening.ts';
import { patrol } from '../../domain/patrol/procedure.ts';
import { patrolSettingsOf } from '../../domain/patrol/settings-form.ts';
import { subjectKeyOf, type FindingKey } from '../../domain/patrol/terms.ts';
import { chainOf } from '../../domain/penalty-case/reviewing.ts';
import { civilDateOf, parseInstant } from '../../domain/time/civil-date.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Caller } from '../http/authentication.ts';
import { Problem } from '../http/problems.ts';
import { openFileFor } from '../intake/open-file.ts';
import { onRecord, openedOf, type OpenedReply } from '../intake/opened.ts';
import type { NewFile, OpeningContext } from '../intake/opening-context.ts';
import { linkable } from '../intake/linkable.ts';
import { deliver, type ActDeps } from '../intake/submit-act.ts';
import { originsOf } from '../penalty-case/open.ts';
import { outside } from '../penalty-case/territory.ts';

export function openPatrol(
  deps: ActDeps,
  caller: Caller,
  key: string,
  payload: PatrolPayload,
): Promise<OpenedReply> {
  return openFileFor(deps, caller, {
    payload,
    key,
    procedure: patrol,
    prepare: (context) => prepare(deps, context, payload),
    ifOpen: (file) => join(deps, caller, file, key, payload),
  });
}

export const matchOf = (
  bureau: string,
  p: Pick<PatrolPayload, 'subject' | 'matter'> & { matterRef?: string | null | undefined },
) => ({
  bureau,
  kind: p.subject.kind,
  subject: p.subject.id,
  matter: p.matter,
  ref: p.matterRef ?? null,
});

const unregistered = {
  clause: 'TJ51-4.1',
  say: { zh: '登记中没有该主体。', en: 'The subject is not registered.' },
  lawful: { zh: '核对主体编号，或先登记该主体。', en: 'Check the subject, or register it first.' },
};

async function prepare(
  { sql }: ActDeps,
  context: OpeningContext,
  p: PatrolPayload,
): Promise<NewFile | { refusal: Refusal }> {
  const { bureau, caller, receivedAt } = context;
  const subject = await findSubject(sql, p.subject.kind, p.subject.id);
  if (!subject || subject.bureau !== bureau.id) throw new Problem('not-found', unregistered);
  const match = matchOf(bureau.id, p);
  const origins = await originsOf(sql, caller, p.origins);
  const former = await formerPatrol(sql, match, caller.unit, p.follows);
  const refusal =
    refuseOpening({
      roles: caller.unitRoles,
      subject: p.subject,
      foundAt: parseInstant(p.foundAt)!,
      receivedAt,
      origins,
      follows:
        p.follows === undefined
          ? undefined
          : former !== undefined && (await linkable(sql, caller, p.follows)) !== undefined,
      stale:
        p.newFacts !== true &&
        p.findings !== undefined &&
        (await allCitedBefore(sql, match, p.findings)),
    }) ?? (await outside(sql, context, p));
  if (refusal) return { refusal };
  return newPatrol(sql, context, {
    ...p,
    type: 'patrol-opening',
    unit: caller.unit,
    foundAt: parseInstant(p.foundAt)!,
    origins: origins.flatMap((o) => (o ? [o.file] : [])),
    former,
  });
}

interface ToOpen extends Pick<PatrolPayload, 'subject' | 'matter' | 'document'> {
  type: 'patrol-opening' | 'patrol-report' | 'patrol-relapse';
  matterRef?: string | null | undefined;
  unit: string;
  foundAt: Instant;
  findings?: readonly FindingKey[] | undefined;
  origins?: readonly string[];
  reported?: FindingKey;
  former: Former | undefined;
}

export async function newPatrol(
  sql: Sql,
  { bureau, arrivedAt }: OpeningContext,
  p: ToOpen,
): Promise<NewFile> {
  const superiors = chainOf(await unitsOf(sql, bureau.id), p.unit).slice(1);
  const { subject, matter, matterRef, foundAt, document, former } = p;
  const told = { foundAt, documentHash: document.sha256 };
  return {
    subject: { kind: 'matter', id: subjectKeyOf(p) },
    idPattern: numbered(patrol.prefix, bureau.id, civilDateOf(arrivedAt).slice(0, 4)),
    type: p.type,
    stated: {
      occurredAt: foundAt,
      facts: {
        subject: subject.id,
        matter,
        documentHash: document.sha256,
        ...p.reported,
        ...(former?.near && { follows: former.file }),
      },
    },
    opening: {
      ...told,
      subject,
      matter,
      ...(matterRef && { matterRef }),
      units: {
        'supervision-body': p.unit,
        head: superiors.at(-1) ?? p.unit,
        subject: subject.id,
      },
      origins: [...(p.origins ?? [])],
      findings: [...(p.findings ?? [])],
      ...(p.reported && { reported: p.reported }),
      ...(former && { follows: former.file, followsShown: former.near }),
      ...(former?.failed && { failed: former.failed }),
      settings: patrolSettingsOf(bureau.settings),
    },
  };
}

/** 再次发现 The body's own further finding joins; what another body has taken up first stays there (TJ51-8.1). */
async function join(
  deps: ActDeps,
  caller: Caller,
  file: string,
  key: string,
  payload: PatrolPayload,
): Promise<OpenedReply> {
  const there = await findFile(deps.sql, file);
  if (there?.opening.units?.['supervision-body'] !== caller.unit)
    throw Problem.refused(withAnotherBody);
  const origins = (await originsOf(deps.sql, caller, payload.origins)).flatMap((o) =>
    o ? [o.file] : [],
  );
  const stated: ActFacts<FactsOf<typeof patrolFinding>> = {
    occurredAt: parseInstant(payload.foundAt)!,
    facts: foundIn(payload, origins),
  };
  const { act, verdict } = await deliver(
    deps,
    caller,
    file,
    patrolFinding.type,
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
