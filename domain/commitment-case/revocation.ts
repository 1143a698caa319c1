/** 第十条第一款 The revocation of a result is the same wherever it is made, in its case or in a file of its own: reasons, remedies, service, and never twice. */
import type { ActOf } from '../law/acts.ts';
import type { Refusal } from '../law/refusal.ts';
import type { revocation, revokedElsewhere } from './acts.ts';

type RevokedElsewhere = ActOf<typeof revokedElsewhere>;

import { refuse } from '../law/refuse.ts';

export const alreadyRevoked = refuse(
  'already-revoked',
  'TJ84-10.1',
  '该办理结果已经撤销。',
  'The result has been revoked already.',
  '无需再次撤销。',
  'Nothing to do.',
);

/** Why nothing is owed of a result any more, and by whom: for the register. */
export const whyElsewhere = ({ facts: { file, act, unit, officer } }: RevokedElsewhere): string =>
  `the result was revoked in ${file}${officer === undefined ? '' : ` by ${officer}${unit === undefined ? '' : ` of ${unit}`}`} (act ${act})`;
export const noteElsewhere = ({ facts: { file } }: RevokedElsewhere): string =>
  `该办理结果已在 ${file} 撤销（TJ84-10.1），本卷不再办理撤销。The result has been revoked in ${file}: nothing of it is left to do here.`;

/** `clause`: art. 10 or 11, under which it is owed. */
export function refuseRevocation(
  { facts, known }: ActOf<typeof revocation>,
  clause: string,
): Refusal | undefined {
  if (known && known.state === 'revoked') return alreadyRevoked;
  if (!facts.reasonGiven)
    return refuse(
      'reason-missing',
      clause,
      '撤销须说明理由。',
      'A revocation gives its reasons.',
      '写明理由。',
      'State the reasons.',
    );
  if (!facts.remediesGiven)
    return refuse(
      'remedies-missing',
      clause,
      '撤销须告知救济机关和期限。',
      'A revocation names the remedies: body and period.',
      '填写 remedies。',
      'Give remedies.',
    );
  return facts.served
    ? undefined
    : refuse(
        'service-missing',
        clause,
        '撤销须送达行政相对人。',
        'A revocation is served on the party.',
        '填写 service。',
        'Give service.',
      );
}
