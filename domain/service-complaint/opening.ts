/** 登记投诉 May it be taken in? Pure; the registries' answers come in. */
import type { Refusal } from '../law/refusal.ts';
import { formatInstant } from '../time/civil-date.ts';
import type { Instant } from '../time/instant.ts';
import { refuse } from './guards.ts';
import type { Source } from './terms.ts';

export interface ComplaintToOpen {
  source: Source;
  number: string | undefined;
  /** It is registered under this number already. */
  known: boolean;
  handedAt: Instant | undefined;
  now: Instant;
  /** Of the sections and the person that are named. */
  registered: boolean;
  /** The unit that would deal with it is one complained of, or that of whom it is about, and the bureau has another one. */
  ownSection: boolean;
  /** Whoever registers it is complained of, under whichever account. */
  ownPerson: boolean;
}

export function refuseComplaint(c: ComplaintToOpen): Refusal | undefined {
  if ((c.source === 'direct') !== (c.number === undefined))
    return refuse(
      'complaint-number-missing',
      c.source === 'direct' ? '直接受理的投诉没有平台编号。' : '没有写明平台的交办编号。',
      c.source === 'direct'
        ? 'What the bureau takes by itself has no number of a platform.'
        : 'The number under which the platform handed it down is missing.',
      '平台交办的写明编号，直接受理的不写。',
      'State the number of what a platform hands down, and of nothing else.',
    );
  if ((c.source === 'direct') !== (c.handedAt === undefined))
    return refuse(
      'handing-down-undated',
      c.source === 'direct' ? '直接受理的投诉没有交办时间。' : '没有写明平台的交办时间。',
      c.source === 'direct'
        ? 'What the bureau takes by itself was not handed down.'
        : 'When the platform handed it down is missing: it counts in the period of that day.',
      '平台交办的写明交办时间，直接受理的不写。',
      'State it of what a platform hands down, and of nothing else.',
    );
  if (c.known)
    return refuse(
      'complaint-known',
      '平台以该编号交办的投诉已经登记。',
      'What the platform handed down under this number is registered.',
      '在原案卷办理。',
      'Deal with it in its file.',
    );
  if (c.handedAt !== undefined && c.handedAt > c.now)
    return refuse(
      'in-the-future',
      `交办时间（${formatInstant(c.handedAt)}）在将来。`,
      `It would be handed down in the future (${formatInstant(c.handedAt)}).`,
      '写明平台上的交办时间。',
      'State when the platform handed it down.',
    );
  return refuseParties(c);
}

function refuseParties({
  registered,
  ownSection,
  ownPerson,
}: ComplaintToOpen): Refusal | undefined {
  if (!registered)
    return refuse(
      'unknown-reference',
      '所写部门或者人员没有在本局登记。',
      'A section or person named is not registered in the bureau.',
      '写明本局登记的部门和人员。',
      'Name registered ones, or leave them out.',
    );
  if (ownPerson)
    return refuse(
      'complained-of',
      '被投诉人员不得登记对自己的投诉。',
      'Whoever is complained of does not register the complaint.',
      '由其他人员登记。',
      'Let somebody else register it.',
    );
  return ownSection
    ? refuse(
        'complained-of',
        '被投诉部门、被投诉人员所在部门不得办理。',
        'Neither the section complained of nor that of the person deals with the complaint.',
        '写明其他承办部门。',
        'Name another section that deals with it.',
      )
    : undefined;
}
