/** /v1/service-complaints: complaints are taken in, listed and counted; their words are opened for whoever deals with them (QJ-2.6c). */
import { z } from 'zod';
import { complaintCounts, complaintWords } from '../../db/service-complaint/store.ts';
import { RESPONSES } from '../../domain/service-complaint/duties.ts';
import { complaintShape } from '../../domain/service-complaint/forms.ts';
import { day } from '../../domain/law/shapes.ts';
import { rate } from '../../domain/service-evaluation/rate.ts';
import { fileId } from '../files/file-shape.ts';
import { holds } from '../http/authentication.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { requireReader } from '../intake/authority.ts';
import { openingRoute } from '../intake/opening-route.ts';
import type { Seal } from '../intake/sealing.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { rateShape } from '../service-evaluation/list.ts';
import { openWords } from '../service-words/keeping.ts';
import { complaintList } from './list.ts';
import { openComplaint } from './open.ts';
import { tag } from './tag.ts';

export function serviceComplaintRoutes(deps: ActDeps, seal: Seal | undefined) {
  return (api: Api): void => {
    openingRoute(
      api,
      {
        path: '/v1/service-complaints',
        tag,
        summary: '登记投诉 — Register a complaint about a service',
        description:
          'QJ-2.6c：国家政务服务平台、渝快办交办的写明平台编号和交办时间；本局直接受理的（附件3 第37项）不写编号。被投诉部门、被投诉人员所在部门不得承办，被投诉人员不得登记；办结之前可以转办并写明查明的被投诉人员。首次响应、跟踪、办理结果、办结依次进行。投诉人和内容密封。期限均为管理设定。',
        body: complaintShape,
        opens: { type: 'service-complaint', clause: RESPONSES },
        problems: [
          'no-legal-basis',
          'complaint-number-missing',
          'handing-down-undated',
          'complaint-known',
          'complained-of',
          'in-the-future',
          'unknown-reference',
          'sealing-key-missing',
        ],
      },
      (body, caller, key) => openComplaint(deps, seal, caller, key, body),
    );
    complaintList(api, deps);
    figures(api, deps);
    wordsOf(api, deps, seal);
  };
}

function figures(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/service-complaints/figures',
      tag,
      summary: '响应率 — The rate of answers over all that was handed down in a period',
      description: 'QJ-2.6c：分母为期间内平台交办的全部投诉，在办的计入。起止日均包含。',
      auth: 'caller',
      reads: 'none',
      query: z.strictObject({ from: day, until: day }),
      responses: {
        200: {
          description: '比率 The rate',
          schema: z.object({ from: z.string(), until: z.string(), answered: rateShape }),
        },
      },
    },
    async ({ query: { from, until }, caller }) => {
      requireReader(caller);
      const n = await complaintCounts(sql, { bureau: caller.bureau, from, until });
      return { body: { from, until, answered: rate(n.answered, n.received) } };
    },
  );
}

const said = z.object({
  words: z.string().optional(),
  complainant: z.object({ name: z.string(), contact: z.string() }).optional(),
});

function wordsOf(api: Api, { sql }: ActDeps, seal: Seal | undefined): void {
  api.route(
    {
      method: 'get',
      path: '/v1/service-complaints/:file/words',
      tag,
      summary: '查阅投诉内容（登记） — Who complained and how; the look is logged',
      description: '承办部门和监管人员查阅；被投诉人员不得查阅。已依令删除的，erased 为真。',
      auth: 'caller',
      reads: 'sealed',
      params: z.strictObject({ file: fileId }),
      responses: {
        200: {
          description: '内容 The words',
          schema: z.object({
            words: z.string().nullable(),
            complainant: z.object({ name: z.string(), contact: z.string() }).nullable(),
            erased: z.boolean(),
          }),
        },
      },
      problems: ['not-found', 'not-authorised', 'sealing-key-missing'],
    },
    async ({ params: { file }, caller }) => {
      requireReader(caller);
      const found = await complaintWords(sql, {
        bureau: caller.bureau,
        file,
        officer: caller.id,
      });
      if (!found) throw new Problem('not-found');
      const may = found.shows === 'all' || (found.shows === null && holds(caller, 'regulator'));
      if (!may)
        throw new Problem('not-authorised', {
          clause: RESPONSES,
          say: {
            zh: '投诉内容只对承办部门和监管人员开放，被投诉人员不得查阅。',
            en: 'For the unit that deals with it and regulators; never for whoever is complained of.',
          },
          lawful: { zh: '由承办部门查阅。', en: 'Let the handling unit look.' },
        });
      const kept = await openWords(sql, seal, found.words);
      const { words = null, complainant = null } = said.parse(kept ?? {});
      return { body: { words, complainant, erased: kept === null } };
    },
  );
}
