/**
 * 政务服务投诉 A complaint about a service, handed down by 国家政务服务平台 or 渝快办 (黔江 2021 方案, 二（六）) or taken by the bureau itself (附件3 第37项):
 * the first answer, the tracking, the result, and the conclusion; it may be transferred to another section until the end. The text wants every one answered and gives no hours, so each period is management.
 */
import * as acts from '../domain/service-complaint/acts.ts';
import { tracking, transfer, type State } from '../domain/service-complaint/acts.ts';
import { dutiesFor, RESPONSES } from '../domain/service-complaint/duties.ts';
import { guards, notAwaited } from '../domain/service-complaint/guards.ts';
import type { ServiceComplaintSettings } from '../domain/service-complaint/settings.ts';
import type { ActIn, ActOf } from '../domain/law/acts.ts';
import type { Duty } from '../domain/law/duty.ts';
import type { Instant } from '../domain/time/instant.ts';
import { CaseFile } from './kit/case-file.ts';
import type { Performed } from './kit/waits.ts';
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
  const units = { ...opening.units };
  const state: State = {
    handedDown: source !== 'direct',
    handling: units.handling,
    about: officer === undefined ? [] : [officer],
  };
  const file = new CaseFile(opening, {
    acts: [acts],
    units,
    state,
    guards,
    notAwaited,
    manages: true,
  });
  return file.run(RESPONSES, () => new Complaint(file, opening, units).run());
}

class Complaint {
  readonly file: CaseFile<State>;
  readonly opening: ServiceComplaintOpening;
  readonly units: { handling: string };
  /** How often it was transferred. */
  #round = 0;
  #again: () => void = () => {};
  #answered = false;
  #withdraw: (() => void)[] = [];

  constructor(
    file: CaseFile<State>,
    opening: ServiceComplaintOpening,
    units: { handling: string },
  ) {
    this.file = file;
    this.opening = opening;
    this.units = units;
  }

  // 二（六）响应、跟踪、办理、办结
  async run(): Promise<string> {
    const { file, opening } = this;
    const duties = dutiesFor(opening.settings);
    file.stage = 'received';
    this.#offer();
    const answered = await this.#owed(duties.respond, opening.from);
    const at = answered.act.servedAt!;
    file.effect('complaint-first-answered', { at });
    this.#enter('service-complaint-answered', answered.act.id, { at });
    file.stage = 'answered';
    this.#answered = true;
    this.#offer();
    const settled = await this.#owed(duties.result, at);
    file.stage = 'settled';
    const { founded } = settled.act.facts;
    const told = await this.#owed(duties.conclude, settled.act.occurredAt!);
    const closedAt = told.act.servedAt!;
    file.effect('complaint-concluded', { founded, at: closedAt });
    this.#enter('service-complaint-concluded', told.act.id, { founded, at: closedAt });
    return founded;
  }

  #enter(type: string, act: string, body: { at: Instant; founded?: string }): void {
    this.file.enter({ key: type, type, clause: RESPONSES, act, body });
  }

  /** What may be filed until the end by the section that deals with it: 转办, and, once it is answered, 跟踪. */
  #offer(): void {
    const { file } = this;
    for (const withdraw of this.#withdraw.splice(0)) withdraw();
    const by = [file.state.handling];
    if (file.changed('complaint-transfer'))
      this.#withdraw.push(
        file.allow({ act: transfer.type, by, clause: RESPONSES }, (act) => this.#transferred(act)),
      );
    if (this.#answered)
      this.#withdraw.push(file.allow({ act: tracking.type, by, clause: RESPONSES }, () => {}));
  }

  /** Owed by whichever section deals with it by then: a transfer moves the duty, and not the day on which it is due. */
  #owed<D extends Duty>(duty: D, from: Instant): Promise<Performed<ActIn<D>>> {
    const { file } = this;
    return new Promise((resolve) => {
      this.#again = (): void => {
        const which = this.#round === 0 ? {} : { round: this.#round };
        void file.performed(duty, from, which).then((performed) => {
          if (performed.act) resolve(performed);
        });
      };
      this.#again();
    });
  }

  /** 转办 Whom it is about may be named without another section. */
  #transferred(act: ActOf<typeof transfer>): void {
    const { file, units } = this;
    const { to, about } = act.facts;
    if (about !== undefined) file.state.about.push(about);
    file.state.since = act.occurredAt!;
    if (to === units.handling) return;
    for (const { key } of file.waits) file.release(key, 'transferred to another section');
    units.handling = to;
    file.state.handling = to;
    file.effect('reader', { act: act.id, units: [to] });
    file.effect('complaint-transferred', { to });
    this.#round++;
    file.enter({
      key: `service-complaint-transferred:${this.#round}`,
      type: 'service-complaint-transferred',
      clause: RESPONSES,
      act: act.id,
      body: { to, at: act.occurredAt! },
    });
    this.#offer();
    this.#again();
  }
}
