/** POST /v1/patrols: a patrol is opened, or joined (TJ51-4.1). */
import { patrolShape } from '../../domain/patrol/forms.ts';
import type { Api } from '../http/openapi.ts';
import { openingRoute } from '../intake/opening-route.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { patrolList } from './list.ts';
import { openPatrol } from './open.ts';
import { tag } from './tag.ts';

export function patrolRoutes(deps: ActDeps) {
  return (api: Api): void => {
    openingRoute(
      api,
      {
        path: '/v1/patrols',
        tag,
        summary: '巡查立卷 — Open a patrol',
        description:
          'TJ51-4.1：监督所对同一主体、同一案由立一卷，依次为监控跟踪 → 警示约谈 → 立案查处 → 回头看；越过阶段须说明理由，不得退回。已有在办巡查的并入（200，joined）。期限均为管理设定，不是违期。',
        body: patrolShape,
        opens: { type: 'patrol-opening', clause: 'TJ51-4.1' },
        again: '重复提交，或者已并入 Sent again, or joined',
        problems: [
          'no-legal-basis',
          'paper-void',
          'not-found',
          'not-owed-by-you',
          'in-the-future',
          'link-unknown',
          'origin-of-another',
          'follows-unfit',
          'duplicate',
          'outside-area',
          'assignment-by-district',
          'with-another-body',
          'audit-finding-unknown',
          'audit-finding-other-subject',
          'audit-finding-withdrawn',
        ],
      },
      (body, caller, key) => openPatrol(deps, caller, key, body),
    );
    patrolList(api, deps);
  };
}
