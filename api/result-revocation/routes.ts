/** POST /v1/result-revocations: a written suggestion to revoke a result whose case is closed (TJ84-10.1); the same file serves a revoked licence (TJ84-11). */
import { z } from 'zod';
import {
  findResult,
  revocationOf,
  type CascadeRow,
  type ResultRow,
} from '../../db/licence-revocation/store.ts';
import { resultRevocation } from '../../domain/result-revocation/procedure.ts';
import { numbered } from '../../domain/law/procedure.ts';
import { licenceRevoked } from '../../domain/commitment-case/acts.ts';
import { refuseSuggestion, underWay } from '../../domain/result-revocation/opening.ts';
import { suggestionShape } from '../../domain/result-revocation/forms.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import { type ActDeps } from '../intake/submit-act.ts';
import { settingsOf } from '../commitment-registries/settings.ts';
import { bring } from '../background/system-acts.ts';
import type { Caller } from '../http/authentication.ts';
import type { Api } from '../http/openapi.ts';
import { openFileFor } from '../intake/open-file.ts';
import type { NewFile, OpeningContext } from '../intake/opening-context.ts';
import type { OpenedReply } from '../intake/opened.ts';
import { systemCaller } from '../intake/system.ts';
import { openingRoute } from '../intake/opening-route.ts';
import { Problem } from '../http/problems.ts';
import { fileOr404 } from '../intake/submit-act.ts';
import { scopeOf } from '../intake/authority.ts';
import type { ActFacts } from '../../domain/law/forms.ts';
import { fileId } from '../files/file-shape.ts';
import { when } from '../http/when.ts';

const tag = '撤销 Revocations';
type SuggestionPayload = z.output<typeof suggestionShape>;

export function resultRevocationRoutes(deps: ActDeps) {
  return (api: Api): void => {
    suggestion(api, deps);
    reading(api, deps);
  };
}

function suggestion(api: Api, deps: ActDeps): void {
  openingRoute(
    api,
    {
      path: '/v1/result-revocations',
      tag,
      summary: '书面撤销建议（案卷已结） — Suggest the revocation of a result whose case is closed',
      body: suggestionShape,
      opens: { type: 'revocation-suggestion', clause: 'TJ84-10.1' },
      description: '案卷未结的，在该案卷中提交 revocation-suggestion（TJ84-10.1）。',
      problems: [
        'no-legal-basis',
        'result-unknown',
        'not-owed-by-you',
        'suggestion-not-written',
        'already-revoked',
        'case-still-open',
        'revocation-under-way',
        'receipt-not-yours',
        'in-the-future',
      ],
    },
    (body, caller, key) => openSuggested(deps, caller, key, body),
  );
}

async function openSuggested(
  deps: ActDeps,
  caller: Caller,
  key: string,
  { receivedAt, ...payload }: SuggestionPayload,
): Promise<OpenedReply> {
  return openFileFor(deps, caller, {
    payload,
    receivedAt,
    key,
    procedure: resultRevocation,
    ifOpen: async (file) => {
      throw Problem.refused(underWay(file));
    },
    prepare: async (context) => {
      const result = await findResult(deps.sql, payload.result);
      const own = result?.bureau === context.bureau.id ? result : undefined;
      const refusal = refuseSuggestion({
        written: payload.document !== undefined && payload.documentNo !== undefined,
        unit: caller.unit,
        result: own,
      });
      if (refusal) return { refusal };
      return fileFor(context, own!, statedIn(payload), {
        cause: 'suggestion',
        confirmed: true,
        unit: caller.unit,
        officer: caller.id,
      });
    },
  });
}

const statedIn = (p: Omit<SuggestionPayload, 'receivedAt'>): ActFacts => ({
  facts: {
    result: p.result,
    documentHash: p.document!.sha256,
    heard: p.heard,
    reasonGiven: p.notHeardBecause !== undefined,
  },
});

/** Opens the file in which a result of a revoked licence is revoked; one that is open already hears of the licence. */
export async function openForLicence(
  deps: ActDeps,
  cascade: CascadeRow,
  result: ResultRow,
  confirmed: boolean,
): Promise<string> {
  const payload = { result: result.id, cascade: cascade.file };
  const facts = { cascade: cascade.file, documentHash: cascade.document.sha256 };
  // Nobody waits for the verdict on it.
  const { body } = await openFileFor({ ...deps, verdictTimeout: 1 }, systemCaller(cascade.bureau), {
    payload,
    key: `revocation:${cascade.file}:${result.id}`,
    procedure: resultRevocation,
    ifOpen: async (file): Promise<OpenedReply> => {
      await bring(deps, file, licenceRevoked.type, facts, `${cascade.file}:${result.id}`);
      return { status: 200, body: { file, act: '', joined: true, status: 'joined' } };
    },
    prepare: async (context) =>
      fileFor(
        context,
        result,
        { facts: { result: result.id, ...facts } },
        {
          cause: 'licence',
          cascade: cascade.file,
          unit: cascade.reporter,
          officer: cascade.reportedBy,
          confirmed,
        },
      ),
  });
  return body.file;
}

/** `unit`, `officer`: who asks for the revocation. */
interface Why {
  cause: 'suggestion' | 'licence';
  cascade?: string;
  confirmed: boolean;
  unit: string;
  officer: string;
}

function fileFor(
  { bureau, arrivedAt }: OpeningContext,
  result: ResultRow,
  stated: ActFacts,
  { unit, officer, ...why }: Why,
): NewFile {
  const year = civilDateOf(arrivedAt).slice(0, 4);
  const subject = { kind: 'result', id: result.id };
  return {
    subject,
    idPattern: numbered(resultRevocation.prefix, bureau.id, year),
    type: why.cause === 'licence' ? 'licence-order' : 'revocation-suggestion',
    stated,
    opening: {
      ...why,
      ...(unit === result.accepting && { askedBy: officer }),
      type: result.type,
      subject,
      case: result.case,
      settings: settingsOf(bureau),
      units: {
        accepting: result.accepting,
        supervising: result.supervising,
        ...(unit !== result.supervising && { reporter: unit }),
      },
    } as NewFile['opening'],
  };
}

const time = z.string().nullable();
const shape = z
  .object({
    file: z.string(),
    result: z.string(),
    cause: z.enum(['suggestion', 'licence']),
    case: time,
    cascade: time,
    state: z.string(),
    revokedAt: time,
    revokedByFile: time,
  })
  .meta({ id: 'ResultRevocation' });

function reading(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/result-revocations/:id',
      tag,
      summary:
        '撤销卷 — The revocation of a result: why, its closed case, the cascade it comes from',
      auth: 'caller',
      params: z.strictObject({ id: fileId }),
      responses: { 200: { description: '撤销 Revocation', schema: shape } },
      problems: ['not-found', 'other-bureau'],
    },
    async ({ params, caller }) => {
      const row = await revocationOf(sql, params.id);
      if (!row) throw new Problem('not-found');
      await scopeOf(sql, caller, await fileOr404(sql, params.id));
      return { body: { ...row, cause: row.cause as 'licence', revokedAt: when(row.revokedAt) } };
    },
  );
}
