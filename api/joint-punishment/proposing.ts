/** 列入 How somebody is proposed for the list: on a decision of ours, or by its paper (QJ-2.7). */
import { createHash } from 'node:crypto';
import {
  decisionForList,
  proposeListing,
  subjectRegistered,
} from '../../db/joint-punishment/store.ts';
import { currentCalendars } from '../../db/queries/calendar.ts';
import { findBureau } from '../../db/queries/subjects.ts';
import {
  finalOn,
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
import { keepWords } from '../service-words/keeping.ts';

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
  const { decision, subject } = await grounds(sql, caller, p);
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
  const id = await proposeListing(sql, {
    bureau: bureau.id,
    by: caller.id,
    ...(await kept(sql, seal, caller, subject)),
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
  if (id === undefined)
    throw new Problem('listed-already', {
      clause: LISTS,
      lawful: { zh: '查看名单。', en: 'Look at the list.' },
    });
  return id;
}

type Subject = NonNullable<ListingPayload['paper']>['subject'];

async function grounds(
  sql: ActDeps['sql'],
  { bureau }: Caller,
  p: ListingPayload,
): Promise<{ decision: Listing['decision']; subject: Subject }> {
  if (p.decision) {
    const known = await decisionForList(sql, bureau, p.decision);
    if (!known) throw unknown('list-decision-unknown');
    return {
      decision: {
        state: known.state,
        penalty: known.outcome === 'penalty',
        matter: known.matter,
        // Both: what the case has on record, and what whoever proposes answers for.
        severe: known.severe && p.severe,
        servedOn: known.servedOn ?? undefined,
      },
      subject: { kind: known.subjectKind, id: known.subjectId },
    };
  }
  const { subject, servedOn } = p.paper!;
  if (subject.kind !== 'person' && !(await subjectRegistered(sql, bureau, subject)))
    throw unknown('unknown-reference');
  const matter = p.fraud ? 'fraud' : 'other';
  return {
    decision: { state: 'served', penalty: true, matter, severe: p.severe, servedOn },
    subject,
  };
}

/** 个人 Sealed, under an id that says nothing; recognised again by a mark that only the key can make. */
async function kept(
  sql: ActDeps['sql'],
  seal: Seal | undefined,
  { bureau }: Caller,
  subject: Subject,
): Promise<object> {
  if (subject.kind !== 'person') return { subjectKind: subject.kind, subjectId: subject.id };
  if (!seal) throw new Problem('sealing-key-missing');
  const { name } = subject;
  const idNumber = subject.idNumber.toUpperCase();
  const mark = seal.mark(idNumber, `joint-punishment:${bureau}`);
  const id = createHash('sha256').update(mark, 'utf8').digest('hex').slice(0, 32);
  const words = await keepWords(sql, seal, { bureau, id: `words:jp-${id}` }, { name, idNumber });
  if (!words.same) throw unknown('unknown-reference');
  return { subjectKind: 'person', subjectId: null, words: words.words, mark };
}
