/** 立案 How a case is filed, or joins the one that is open about the same subject and matter (TJ51-14.1). */
import { approverOf, findSubject } from '../../db/queries/subjects.ts';
import { findFile } from '../../db/queries/files.ts';
import {
  allCitedIn,
  maySupersede,
  numberOfCase,
  subjectOfOrigin,
} from '../../db/penalty-case/store.ts';
import type { Sql } from '../../db/client.ts';
import { furtherFiling } from '../../domain/penalty-case/acts.ts';
import { demandIn } from '../../domain/penalty-case/form-fields.ts';
import type { FilingPayload } from '../../domain/penalty-case/forms.ts';
import { refuseFiling, type CaseToFile } from '../../domain/penalty-case/opening.ts';
import { penaltyCase } from '../../domain/penalty-case/procedure.ts';
import { penaltySettingsOf } from '../../domain/penalty-case/settings-form.ts';
import type { Origin } from '../../domain/penalty-case/terms.ts';
import type { FactsOf } from '../../domain/law/acts.ts';
import type { ActFacts } from '../../domain/law/forms.ts';
import { numbered } from '../../domain/law/procedure.ts';
import type { Refusal } from '../../domain/law/refusal.ts';
import { civilDateOf, parseInstant } from '../../domain/time/civil-date.ts';
import type { Caller } from '../http/authentication.ts';
import { Problem } from '../http/problems.ts';
import { linkable } from '../intake/linkable.ts';
import { openFileFor } from '../intake/open-file.ts';
import { onRecord, openedOf, type OpenedReply } from '../intake/opened.ts';
import type { NewFile, OpeningContext } from '../intake/opening-context.ts';
import { deliver, type ActDeps } from '../intake/submit-act.ts';
import { placesOf } from './places.ts';
import { outside } from './territory.ts';

export function fileCase(
  deps: ActDeps,
  caller: Caller,
  key: string,
  payload: FilingPayload,
): Promise<OpenedReply> {
  return openFileFor(deps, caller, {
    payload,
    key,
    procedure: penaltyCase,
    prepare: (context) => prepare(deps, context, payload),
    ifOpen: (file) => join(deps, caller, file, key, payload),
  });
}

const unregistered = {
  clause: 'TJ51-14.1',
  say: { zh: '登记中没有该主体。', en: 'The subject is not registered.' },
  lawful: { zh: '核对主体编号，或先登记该主体。', en: 'Check the subject, or register it first.' },
};

async function prepare(
  { sql }: ActDeps,
  context: OpeningContext,
  p: FilingPayload,
): Promise<NewFile | { refusal: Refusal }> {
  const { bureau, caller } = context;
  const subject = await findSubject(sql, p.subject.kind, p.subject.id);
  if (!subject || subject.bureau !== bureau.id) throw new Problem('not-found', unregistered);
  const found = await originsOf(sql, caller, p.origins);
  const refusal =
    refuseFiling(await asked(sql, context, p, found)) ?? (await outside(sql, context, p));
  return refusal ? { refusal } : newCase(sql, context, p, named(found));
}

const matterOf = (bureau: string, p: FilingPayload) => ({
  bureau,
  kind: p.subject.kind,
  subject: p.subject.id,
  matter: p.matter,
});

/** What the registries say of the filing. */
async function asked(
  sql: Sql,
  { bureau, caller, receivedAt }: OpeningContext,
  p: FilingPayload,
  origins: Awaited<ReturnType<typeof originsOf>>,
): Promise<CaseToFile> {
  const filedAt = parseInstant(p.filedAt)!;
  const approver = (officer: string) => approverOf(sql, officer, caller.unit, civilDateOf(filedAt));
  const extension = p.clue?.extension;
  return {
    roles: caller.unitRoles,
    subject: p.subject,
    basisGiven: p.basis.length > 0,
    filedAt,
    clueAt: p.clue && parseInstant(p.clue.receivedAt)!,
    receivedAt,
    demandLacking: demandIn(p.refusedToCorrect).demandLacking,
    approver: await approver(p.approvedBy),
    extensionBy: extension ? await approver(extension.approvedBy) : null,
    origins,
    supersedes:
      p.supersedes &&
      (await maySupersede(sql, p.supersedes.file, {
        ...matterOf(bureau.id, p),
        unit: caller.unit,
        returned: p.supersedes.by === 'police',
      })),
  };
}

/** 国令310 art. 10: what the police return falls; nothing has changed it. */
const supersededIn = ({ file, by, outcome }: NonNullable<FilingPayload['supersedes']>) => ({
  file,
  outcome: by === 'police' ? 'annulled' : outcome,
});

async function newCase(
  sql: Sql,
  context: OpeningContext,
  p: FilingPayload,
  origins: Origin[],
): Promise<NewFile> {
  const { bureau, receivedAt } = context;
  const ref = p.matterRef ?? null;
  const number = await numberOfCase(sql, { ...matterOf(bureau.id, p), ref });
  return {
    // One open case a subject and matter. What was decided is carried out; what is found after that is another case.
    subject: {
      kind: 'matter',
      id: [p.subject.kind, p.subject.id, p.matter, ...(ref ? [ref] : []), number].join(':'),
    },
    idPattern: numbered(penaltyCase.prefix, bureau.id, civilDateOf(receivedAt).slice(0, 4)),
    type: 'penalty-filing',
    stated: {
      occurredAt: parseInstant(p.filedAt)!,
      facts: {
        subject: p.subject.id,
        matter: p.matter,
        approvedBy: p.approvedBy,
        documentHash: p.document.sha256,
        origins,
      },
    },
    opening: {
      ...(await placesOf(sql, context, p.subject.id)),
      subject: p.subject,
      matter: p.matter,
      caseNo: p.caseNo,
      approvedBy: p.approvedBy,
      origins,
      ...(p.refusedToCorrect && { demand: demandIn(p.refusedToCorrect).demand }),
      ...(p.clue && {
        clue: {
          receivedAt: parseInstant(p.clue.receivedAt)!,
          extended: p.clue.extension !== undefined,
        },
      }),
      ...(p.supersedes && { supersedes: supersededIn(p.supersedes) }),
      settings: penaltySettingsOf(bureau.settings),
    },
  };
}

/** Each as far as the caller may read it, with whom it is about. */
export const originsOf = (sql: Sql, caller: Caller, files: readonly string[]) =>
  Promise.all(
    [...new Set(files)].map(async (id) => {
      const file = await linkable(sql, caller, id);
      if (!file || file.bureau !== caller.bureau) return undefined;
      return { file: id, procedure: file.procedure, subject: await subjectOfOrigin(sql, id) };
    }),
  );

const named = (found: Awaited<ReturnType<typeof originsOf>>): Origin[] =>
  found.flatMap((o) => (o ? [{ file: o.file, procedure: o.procedure }] : []));

/** 并案 The same subject and matter has an open case: this is another origin of it, or another fact. Area, approval, origins and findings were asked as of any filing. */
async function join(
  deps: ActDeps,
  caller: Caller,
  file: string,
  key: string,
  payload: FilingPayload,
): Promise<OpenedReply> {
  const there = await findFile(deps.sql, file);
  if (there?.opening.units?.['supervision-body'] !== caller.unit)
    throw new Problem('case-elsewhere', {
      clause: 'TJ51-8.1',
      say: {
        zh: '该主体的该案由已由其他监督机构先行立案。',
        en: 'Another supervision body has filed a case about this matter first.',
      },
      lawful: {
        zh: '将线索和材料移送先立案的机构。',
        en: 'Hand over what there is to the body that filed first.',
      },
    });
  const origins = named(await originsOf(deps.sql, caller, payload.origins));
  // TJ51-11 Findings that the case has already are nothing new by themselves.
  const known = payload.findings && (await allCitedIn(deps.sql, file, payload.findings));
  const stated: ActFacts<FactsOf<typeof furtherFiling>> = {
    facts: {
      origins,
      newFacts: payload.newFacts ?? !known,
      ...demandIn(payload.refusedToCorrect),
    },
  };
  const { act, verdict } = await deliver(
    deps,
    caller,
    file,
    furtherFiling.type,
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
