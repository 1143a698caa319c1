/**
 * 政务服务事项清单 One version of the lists of powers and public services: the plan of Qianjiang for 2021, 二（一）. Proposed by one person and confirmed by another,
 * who has read what is confirmed; from its day there is one version in force, for the window and the network alike. A change of it is another file.
 */
import * as acts from '../domain/service-catalogue/acts.ts';
import { rejection, type State } from '../domain/service-catalogue/acts.ts';
import { dutiesFor, LIST } from '../domain/service-catalogue/duties.ts';
import { guards, notAwaited } from '../domain/service-catalogue/guards.ts';
import type { ServiceCatalogueSettings } from '../domain/service-catalogue/settings.ts';
import type { CivilDate } from '../domain/time/instant.ts';
import { civilDateOf } from '../domain/time/civil-date.ts';
import { CaseFile } from './kit/case-file.ts';
import type { Closing, Opening } from './messages.ts';

interface ServiceCatalogueOpening extends Opening {
  units: { proposing: string; confirming: string };
  first: boolean;
  inForceOn: CivilDate;
  powers: number;
  services: number;
  /** As `kind:item`; none of the first version. */
  changes: readonly string[];
  settings: ServiceCatalogueSettings;
  remarks: readonly string[];
  /** The version that it takes back, whose day has not come. */
  revokes?: string;
}

export async function serviceCatalogue(opening: ServiceCatalogueOpening): Promise<Closing> {
  const state: State = { list: opening.letter.hash, revokes: opening.revokes !== undefined };
  const file = new CaseFile(opening, {
    acts: [acts],
    units: opening.units,
    state,
    guards,
    notAwaited,
    manages: true,
  });
  return file.run(LIST, () => run(file, opening));
}

/** 二（一）Confirmed by another person, or rejected: until then what was in force goes on. */
async function run(file: CaseFile<State>, opening: ServiceCatalogueOpening): Promise<string> {
  const { units, letter, settings } = opening;
  for (const remark of opening.remarks) file.warn(remark);
  file.stage = 'proposed';
  const { confirm } = dutiesFor(settings);
  const by = [...new Set([units.confirming, units.proposing])];
  const withdrawn = file.allow({ act: rejection.type, by, clause: LIST }, () => {
    withdrawn();
    file.release(confirm.id, 'the version was rejected');
  });
  const { act } = await file.performed(confirm, letter.receivedAt);
  withdrawn();
  if (!act) return 'rejected';
  if (opening.revokes !== undefined) {
    const { revokes: version } = opening;
    file.effect('service-catalogue-revoked', { version, at: act.receivedAt });
    file.enter({
      key: 'service-catalogue-revoked',
      type: 'service-catalogue-revoked',
      clause: LIST,
      act: act.id,
      body: { version, inForceFrom: opening.inForceOn },
    });
    return 'revoked';
  }
  const confirmedOn = civilDateOf(act.receivedAt);
  const { first, inForceOn, powers, services, changes } = opening;
  // The first version may reach back to the text; a later one changes nothing of what has been.
  const inForceFrom = first || inForceOn > confirmedOn ? inForceOn : confirmedOn;
  file.effect('service-catalogue-confirmed', { act: act.id, at: act.receivedAt, inForceFrom });
  file.enter({
    key: 'service-catalogue-in-force',
    type: 'service-catalogue-in-force',
    clause: LIST,
    act: act.id,
    body: { inForceFrom, powers, services, changes: [...changes] },
  });
  return 'confirmed';
}
