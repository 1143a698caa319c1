/** 列入 How somebody is proposed for the list: on a decision of ours, or by its paper (QJ-2.7). */
import { randomUUID } from 'node:crypto';
import {
  decisionForList,
  proposeListing,
  subjectRegistered,
  type ListingBar,
} from '../../db/joint-punishment/store.ts';
import { currentCalendars } from '../../db/queries/calendar.ts';
import { findBureau } from '../../db/queries/subjects.ts';
import {
  finalOn,
  findsFraud,
  LISTS,
  refuseListing,
  type Listing,
} from '../../domain/joint-punishment/listing.ts';
import { jointPunishmentSettingsOf } from '../../domain/joint-punishment/settings-form.ts';
import type { ListingPayload } from '../../domain/joint-punishment/shapes.ts';
import { bindingInstruments, isRefusal } from '../../domain/law/instruments.ts';
import type { Caller } from '../http/authentication.ts';
import { databaseToday } from '../http/clock.ts';
import { Problem } from '../http/problems.ts';
import type { Seal } from '../intake/sealing.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { assertPerson } from '../registries/two-persons.ts';
import { sealWords } from '../service-words/keeping.ts';

/** Why it was not taken, and what would be lawful. */
const barred: Readonly<Record<ListingBar, () => Problem>> = {
  listed: () =>
    new Problem('listed-already', {
      clause: LISTS,
      lawful: { zh: '查看名单。', en: 'Look at the list.' },
    }),
  filed: () =>
    new Problem('list-decision-filed', {
      clause: LISTS,
      say: {
        zh: '本局案卷中有该文号的决定，不能以决定书列入。',
        en: 'A file of the bureau has the decision under this number: its paper lists nobody.',
      },
      lawful: { zh: '以案卷中的处罚决定提出。', en: 'Name the penalty in its file.' },
    }),
  fallen: () => new Problem('list-decision-fallen', { clause: LISTS }),
};

const unknown = (code: 'list-decision-unknown' | 'unknown-reference'): Problem =>
  new Problem(code, {
    clause: LISTS,
    lawful: { zh: '核对后重新提交。', en: 'Check it and submit it again.' },
  });

export async function proposed(
  { sql, clock }: ActDeps,
  seal: Seal | undefined,
  caller: Caller,
  p: ListingPayload,
): Promise<number> {
  assertPerson(caller);
  clock.check();
  const bureau = (await findBureau(sql, caller.bureau))!;
  const today = databaseToday();
  const basis = bindingInstruments(bureau, 'QJ', today);
  if (isRefusal(basis)) throw Problem.refused(basis);
  const { decision, subject, unit } = await grounds(sql, caller, p);
  const listing: Listing = {
    decision,
    finality: p.finality,
    decidedOn: p.decidedOn,
    proved: p.proof !== undefined,
    today,
    calendar: await currentCalendars(sql),
    settings: jointPunishmentSettingsOf(bureau.settings),
  };
  const refusal = refuseListing(listing);
  if (refusal) throw Problem.refused(refusal);
  const answer = await proposeListing(sql, {
    bureau: bureau.id,
    by: caller.id,
    unit,
    ...listedSubject(seal, caller, subject),
    file: p.decision?.file ?? null,
    number: p.decision?.number ?? null,
    decisionNo: p.paper?.documentNo ?? null,
    document: p.paper?.document ?? null,
    servedOn: decision.servedOn!,
    finality: p.finality,
    finalOn: finalOn(listing)!,
    finalityDocument: p.proof ?? null,
    gravity: p.gravity,
  });
  if ('bar' in answer) throw barred[answer.bar]();
  return answer.id;
}

type Subject = NonNullable<ListingPayload['paper']>['subject'];

async function grounds(
  sql: ActDeps['sql'],
  { bureau, unit }: Caller,
  p: ListingPayload,
): Promise<{ decision: Listing['decision']; subject: Subject; unit: string }> {
  if (p.decision) {
    const known = await decisionForList(sql, bureau, p.decision);
    if (!known) throw unknown('list-decision-unknown');
    return {
      decision: {
        state: known.state,
        penalty: known.outcome === 'penalty',
        // Both: what was decided, and what whoever proposes answers for.
        fraud: findsFraud(known, p.fraud),
        severe: known.severe && p.severe,
        servedOn: known.servedOn ?? undefined,
      },
      subject: { kind: known.subjectKind, id: known.subjectId },
      unit: known.unit,
    };
  }
  const { subject, servedOn } = p.paper!;
  if (subject.kind !== 'person' && !(await subjectRegistered(sql, bureau, subject)))
    throw unknown('unknown-reference');
  const { fraud, severe } = p;
  return { decision: { state: 'served', penalty: true, fraud, severe, servedOn }, subject, unit };
}

/** 个人 Sealed with the row and under an id of its own; recognised again by a mark of the number that only the key can make. */
function listedSubject(seal: Seal | undefined, { bureau }: Caller, subject: Subject): object {
  if (subject.kind !== 'person') return { subjectKind: subject.kind, subjectId: subject.id };
  const { name, idNumber } = subject;
  const words = sealWords(seal, `words:jp-${randomUUID()}`, { name, idNumber });
  const mark = seal!.mark(idNumber, `joint-punishment:${bureau}`);
  return { subjectKind: 'person', subjectId: null, words, mark };
}
