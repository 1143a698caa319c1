/**
 * 政务服务投诉 A complaint about a service, handed down by 国家政务服务平台 or 渝快办 (黔江 2021 方案, 二（六）) or taken by the bureau itself (附件3 第37项):
 * the first answer, the tracking, the result, and the conclusion. The text wants every one answered and gives no hours, so each period is management.
 */
import * as acts from '../domain/service-complaint/acts.ts';
import { tracking, type State } from '../domain/service-complaint/acts.ts';
import { dutiesFor, RESPONSES } from '../domain/service-complaint/duties.ts';
import { guards, notAwaited } from '../domain/service-complaint/guards.ts';
import type { ServiceComplaintSettings } from '../domain/service-complaint/settings.ts';
import type { Instant } from '../domain/time/instant.ts';
import { CaseFile } from './kit/case-file.ts';
import type { Closing, Opening } from './messages.ts';

interface ServiceComplaintOpening extends Opening {
  units: { handling: string };
  source: string;
  /** The handing down; of what the bureau takes by itself, the registration. */
  from: Instant;
  officer?: string;
  settings: ServiceComplaintSettings;
}

export async function serviceComplaint(opening: ServiceComplaintOpening): Promise<Closing> {
  const { officer, source } = opening;
  const state: State = {
    handedDown: source !== 'direct',
    ...(officer !== undefined && { about: officer }),
  };
  const file = new CaseFile(opening, {
    acts: [acts],
    units: opening.units,
    state,
    guards,
    notAwaited,
    manages: true,
  });
  return file.run(RESPONSES, () => run(file, opening));
}

async function run(
  file: CaseFile<State>,
  { units, from, settings }: ServiceComplaintOpening,
): Promise<string> {
  const duties = dutiesFor(settings);
  file.stage = 'received';
  const answered = await file.performed(duties.respond, from);
  const at = answered.act.servedAt!;
  file.effect('complaint-first-answered', { at });
  file.enter({
    key: 'service-complaint-answered',
    type: 'service-complaint-answered',
    clause: RESPONSES,
    act: answered.act.id,
    body: { at },
  });
  file.stage = 'answered';
  // 跟踪 Until it is concluded.
  file.allow({ act: tracking.type, by: [units.handling], clause: RESPONSES }, () => {});
  const settled = await file.performed(duties.result, at);
  file.stage = 'settled';
  const { founded } = settled.act.facts;
  const told = await file.performed(duties.conclude, settled.act.occurredAt!);
  const closedAt = told.act.servedAt!;
  file.effect('complaint-concluded', { founded, at: closedAt });
  file.enter({
    key: 'service-complaint-concluded',
    type: 'service-complaint-concluded',
    clause: RESPONSES,
    act: told.act.id,
    body: { founded, at: closedAt },
  });
  return founded;
}
