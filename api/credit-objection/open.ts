/** 异议的提出 How an objection is opened: through the handling body, or by the subject with its code (QHD-2.5a). */
import { objectionKnown, unitsOfObjections } from '../../db/credit-objection/store.ts';
import type { SubjectKey } from '../../db/credit-record/subjects.ts';
import { CLAUSE } from '../../domain/credit-objection/duties.ts';
import type { ObjectionPayload } from '../../domain/credit-objection/forms.ts';
import { refuseObjection } from '../../domain/credit-objection/opening.ts';
import { creditObjection } from '../../domain/credit-objection/procedure.ts';
import { creditObjectionSettingsOf } from '../../domain/credit-objection/settings-form.ts';
import type { Target } from '../../domain/credit-objection/terms.ts';
import { numbered } from '../../domain/law/procedure.ts';
import type { Refusal } from '../../domain/law/refusal.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import type { Caller } from '../http/authentication.ts';
import { Problem } from '../http/problems.ts';
import { openFileFor } from '../intake/open-file.ts';
import type { OpenedReply } from '../intake/opened.ts';
import type { NewFile, OpeningContext } from '../intake/opening-context.ts';
import type { ActDeps } from '../intake/submit-act.ts';

interface Objecting {
  subject: SubjectKey;
  channel: 'officer' | 'code';
  payload: ObjectionPayload;
}

export const objectFor = (
  deps: ActDeps,
  caller: Caller,
  key: string,
  objecting: Objecting,
): Promise<OpenedReply> =>
  openFileFor(deps, caller, {
    payload: objecting.payload,
    key,
    procedure: creditObjection,
    prepare: (context) => prepare(deps, context, objecting),
    ifOpen: (file) =>
      Promise.reject(
        new Problem('objection-open', {
          clause: CLAUSE,
          say: { zh: `已有异议 ${file} 在处理。`, en: `The objection ${file} is being handled.` },
          lawful: {
            zh: '补充的证据交给正在处理的案卷。',
            en: 'Give further evidence to that file.',
          },
        }),
      ),
  });

async function prepare(
  { sql }: ActDeps,
  { bureau, arrivedAt }: OpeningContext,
  { subject, channel, payload }: Objecting,
): Promise<NewFile | { refusal: Refusal }> {
  const { record, ground, evidence, authorisation } = payload;
  const target: Target = record === undefined ? 'grade' : 'record';
  const refusal = refuseObjection({
    ...(await objectionKnown(sql, subject, record)),
    channel,
    authorised: authorisation !== undefined,
    target,
    grounded: ground !== undefined,
    evidence: evidence.length,
  });
  if (refusal) return { refusal };
  const units = await unitsOfObjections(sql, bureau.id);
  if (!units) throw new Problem('not-found');
  return {
    subject: {
      kind: 'credit-objection',
      id: `${bureau.id}:${record ?? `${subject.kind}:${subject.id}`}`,
    },
    idPattern: numbered(creditObjection.prefix, bureau.id, civilDateOf(arrivedAt).slice(0, 4)),
    type: 'credit-objection-letter',
    stated: {
      facts: { target, ...(record && { record }), evidence: evidence.map((e) => e.sha256) },
    },
    opening: {
      units,
      target,
      ...(record && { record }),
      channel,
      settings: creditObjectionSettingsOf(bureau.settings),
    },
  };
}
