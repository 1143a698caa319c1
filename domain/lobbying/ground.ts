/** 依据 What a turn is judged by: who asks, what the registries say now, and what the bureau has set. */
import type { Instant } from '../time/instant.ts';
import type { LobbyingSettings } from './settings.ts';
import { offices } from './terms.ts';

export interface RegisteredOfficer {
  id: string;
  name: string;
  unit: string;
  kind: 'person' | 'system';
  roles: readonly string[];
  removed: boolean;
}
export interface RegisteredUnit {
  id: string;
  roles: readonly string[];
  superior: string | null;
}

export interface Ground {
  now: Instant;
  caller: { id: string; unit: string; through?: string | undefined };
  settings: LobbyingSettings;
  officers: ReadonlyMap<string, RegisteredOfficer>;
  units: ReadonlyMap<string, RegisteredUnit>;
  /** Who has handled a case, and since when; undefined where there is no such case. */
  handlersOf(id: string): readonly { officer: string; since: Instant }[] | undefined;
  /** HMAC under a key of the register. */
  mark(text: string): string;
  /** The id of a place where nothing lies. */
  freePlace(): string;
}

/** 在任人员 Persons who are registered and not removed. */
export const serving = (officer: RegisteredOfficer | undefined): boolean =>
  officer !== undefined && officer.kind === 'person' && !officer.removed;

/** 执法监督处、监察室 Whether somebody sits in one of the two offices. */
export function inOffice(ground: Pick<Ground, 'officers' | 'units'>, id: string): boolean {
  const officer = ground.officers.get(id);
  const roles = officer && ground.units.get(officer.unit)?.roles;
  return serving(officer) && offices.some((office) => roles?.includes(office));
}
