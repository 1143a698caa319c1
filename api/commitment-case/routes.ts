/** POST /v1/commitment-cases: an approval on commitment opens a file; the daily push; what is shown of a case beside its file. */

import { approvalShape } from '../../domain/commitment-case/approval.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import type { Api } from '../http/openapi.ts';
import { openingRoute } from '../intake/opening-route.ts';
import { tag } from './case-shape.ts';
import { openCommitmentCase } from './open.ts';
import { pushing } from './pushes.ts';
import { reading } from './reading.ts';
import { keySupervision } from './key-supervision.ts';

export function commitmentCaseRoutes(deps: ActDeps) {
  return (api: Api): void => {
    opening(api, deps);
    pushing(api, deps);
    reading(api, deps);
    keySupervision(api, deps);
  };
}

function opening(api: Api, deps: ActDeps): void {
  openingRoute(
    api,
    {
      path: '/v1/commitment-cases',
      tag,
      summary: '批准立卷 — Open a file by an approval on commitment',
      description: '承诺制事项批准后由受理部门立卷；可以同时归档并推送。一个办理结果只有一个案卷。',
      body: approvalShape,
      opens: { type: 'approval', clause: 'TJ84-3.2' },
      problems: [
        'no-legal-basis',
        'approval-in-future',
        'acceptor-not-listed',
        'list-missing',
        'item-unknown',
        'type-not-allowed',
        'supervisor-unknown',
        'missing-not-for-type',
        'explanation-missing',
        'material-not-promisable',
        'material-twice',
        'promise-before-approval',
        'archive-incomplete',
        'archive-first',
        'result-has-file',
        'receipt-not-yours',
        'in-the-future',
      ],
    },
    (body, caller, key) => openCommitmentCase(deps, caller, key, body),
  );
}
