/** POST /v1/licence-revocations: a supervising department reports a lawfully revoked licence (TJ84-11); the list of what depends on it, and where each result stands. */
import { createHash } from 'node:crypto';
import { licenceKnown } from '../../db/licence-revocation/store.ts';
import { licenceRevocation } from '../../domain/licence-revocation/procedure.ts';
import { numbered } from '../../domain/law/procedure.ts';
import { alreadyReported, refuseReport } from '../../domain/licence-revocation/opening.ts';
import { reportShape, type ReportPayload } from '../../domain/licence-revocation/forms.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import { type ActDeps } from '../intake/submit-act.ts';
import { type Caller } from '../http/authentication.ts';
import { settingsOf } from '../commitment-registries/settings.ts';
import type { Api } from '../http/openapi.ts';
import { openFileFor } from '../intake/open-file.ts';
import type { NewFile, OpeningContext } from '../intake/opening-context.ts';
import type { OpenedReply } from '../intake/opened.ts';
import { openingRoute } from '../intake/opening-route.ts';
import { Problem } from '../http/problems.ts';
import { reading, tag } from './reading.ts';

export function licenceRevocationRoutes(deps: ActDeps) {
  return (api: Api): void => {
    report(api, deps);
    reading(api, deps);
  };
}

function report(api: Api, deps: ActDeps): void {
  openingRoute(
    api,
    {
      path: '/v1/licence-revocations',
      tag,
      summary: '吊销反馈 — Report a revoked licence',
      body: reportShape,
      opens: { type: 'licence-report', clause: 'TJ84-11' },
      description:
        '依法吊销许可证或者营业执照的，列出依据该证照的全部有效办理结果（包括案卷已结的），由各受理部门逐一确认并立即撤销（TJ84-11）。',
      problems: [
        'no-legal-basis',
        'not-owed-by-you',
        'licence-not-revoked',
        'document-missing',
        'in-the-future',
        'licence-unknown',
        'licence-reported',
        'receipt-not-yours',
      ],
    },
    (body, caller, key) => open(deps, caller, key, body),
  );
}

async function open(
  deps: ActDeps,
  caller: Caller,
  key: string,
  { receivedAt, ...payload }: ReportPayload,
): Promise<OpenedReply> {
  const reported = async (file: string): Promise<never> => {
    throw Problem.refused(alreadyReported(file));
  };
  try {
    return await openFileFor(deps, caller, {
      payload,
      receivedAt,
      key,
      procedure: licenceRevocation,
      ifOpen: reported,
      prepare: (context) => prepare(deps, context, payload),
    });
  } catch (error) {
    // Another report on the licence was faster, and its file has ended already.
    if ((error as { constraint_name?: string }).constraint_name !== 'licence_revocation_once')
      throw error;
    return reported(
      (await licenceKnown(deps.sql, caller.bureau, payload.licence.kind, payload.licence.number))
        .reported!,
    );
  }
}

async function prepare(
  deps: ActDeps,
  { bureau, caller, receivedAt, arrivedAt }: OpeningContext,
  p: Omit<ReportPayload, 'receivedAt'>,
): Promise<NewFile | { refusal: NonNullable<ReturnType<typeof refuseReport>> }> {
  const { kind, number } = p.licence;
  const { known, reported } = await licenceKnown(deps.sql, bureau.id, kind, number);
  const refusal = refuseReport({
    event: p.event,
    documented: p.document !== undefined,
    decidedOn: p.decidedOn,
    today: civilDateOf(receivedAt),
    senderRoles: caller.unitRoles,
    known,
    reported: reported ?? undefined,
  });
  if (refusal) return { refusal };
  const subject = { kind: 'licence', id: opaque(bureau.id, kind, number) };
  return {
    subject,
    idPattern: numbered(licenceRevocation.prefix, bureau.id, civilDateOf(arrivedAt).slice(0, 4)),
    type: 'licence-report',
    stated: { facts: { kind, decidedOn: p.decidedOn, documentHash: p.document!.sha256 } },
    // Which departments: the database says, in the transaction that makes the list.
    opening: {
      kind,
      subject,
      settings: settingsOf(bureau),
      departments: [],
      units: { reporter: caller.unit },
    } as NewFile['opening'],
  };
}

/** The licence number is no id: its hash is. */
const opaque = (bureau: string, kind: string, number: string): string =>
  `lic-${createHash('sha256').update(`${bureau}:${kind}:${number}`, 'utf8').digest('hex').slice(0, 32)}`;
