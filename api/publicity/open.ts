/** 拟稿 How the publicity of a decision is begun: one file a decision (TJ51-7). */
import { decisionOf, isPersonOf, isPublicised, maskingOf } from '../../db/publicity/store.ts';
import { approverOf, unitOfOfficer } from '../../db/queries/subjects.ts';
import { numbered } from '../../domain/law/procedure.ts';
import type { Refusal } from '../../domain/law/refusal.ts';
import { wordsOf, type DraftPayload } from '../../domain/publicity/forms.ts';
import { identifiersIn } from '../../domain/publicity/masking.ts';
import { refuseDraft } from '../../domain/publicity/opening.ts';
import { publicity } from '../../domain/publicity/procedure.ts';
import { publicitySettingsOf } from '../../domain/publicity/settings-form.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import type { Caller } from '../http/authentication.ts';
import { Problem } from '../http/problems.ts';
import { linkable } from '../intake/linkable.ts';
import { openFileFor } from '../intake/open-file.ts';
import type { OpenedReply } from '../intake/opened.ts';
import type { NewFile, OpeningContext } from '../intake/opening-context.ts';
import type { ActDeps } from '../intake/submit-act.ts';

export function draftPublicity(
  deps: ActDeps,
  caller: Caller,
  key: string,
  payload: DraftPayload,
): Promise<OpenedReply> {
  return openFileFor(deps, caller, {
    payload,
    key,
    procedure: publicity,
    prepare: (context) => prepare(deps, context, payload),
    ifOpen: () =>
      Promise.reject(
        new Problem('already-publicised', {
          clause: 'TJ51-7',
          say: {
            zh: '该决定已有曝光案卷：一个决定一件。',
            en: 'There is a publicity of this decision: one file a decision.',
          },
          lawful: { zh: '在原案卷中办理。', en: 'Go on in that file.' },
        }),
      ),
  });
}

async function prepare(
  { sql }: ActDeps,
  { bureau, caller, receivedAt }: OpeningContext,
  p: DraftPayload,
): Promise<NewFile | { refusal: Refusal }> {
  const known = await linkable(sql, caller, p.decision.file);
  const decision = known && (await decisionOf(sql, bureau.id, p.decision));
  const today = civilDateOf(receivedAt);
  const approver = await approverOf(sql, p.approver, caller.unit, today);
  const settings = publicitySettingsOf(bureau.settings);
  const refusal = refuseDraft({
    caller: caller.unit,
    decision,
    publicised: decision !== undefined && (await isPublicised(sql, p.decision)),
    identifiers: identifiersIn(wordsOf(p)),
    masking: decision ? await maskingOf(sql, decision, p) : { unmasked: 0, subjectNamed: true },
    approver: approver && { ...approver, own: await isPersonOf(sql, p.approver, caller.id) },
    waitDays: settings.waitDays,
    receivedAt,
  });
  if (refusal || !decision) return { refusal: refusal! };
  const { file, number } = p.decision;
  const subject = { kind: decision.subjectKind, id: decision.subject };
  return {
    subject: { kind: 'decision', id: `${file}:${number}` },
    idPattern: numbered(publicity.prefix, bureau.id, today.slice(0, 4)),
    type: 'publicity-draft',
    stated: { facts: { decision: file, number, approver: p.approver } },
    opening: {
      units: {
        'supervision-body': caller.unit,
        approving: (await unitOfOfficer(sql, p.approver)) ?? caller.unit,
      },
      decision: { file, number },
      subject,
      settings,
    },
  };
}
