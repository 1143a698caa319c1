import type { CivilDate } from '../time/instant.ts';
import type { Refusal } from './refusal.ts';

/** 身份与权限 What the registries say, at the moment of the verdict, of the officer who acts. */
export interface Standing {
  kind: 'person' | 'system';
  unit: string;
  bureau: string;
  unitRoles: readonly string[];
  roles: readonly string[];
  /** TJ51-19.2: removed from the enforcement team. */
  removed: boolean;
  /** TJ51-19.1: until when the signed commitment letter counts; null when none is signed. */
  commitmentUntil: CivilDate | null;
  /** TJ51-19.1: an act of this officer was accepted in the file while that letter counted: what was begun goes on. Absent where it was not asked (before 2026-12). */
  letterBegun?: boolean;
}

/** 职权 The office somebody holds: what the registries say of whoever asks, whether to read or to act. */
export type Office = Pick<Standing, 'kind' | 'unit' | 'bureau' | 'unitRoles' | 'roles' | 'removed'>;

/** Whether one of the roles is held today. Whoever was removed holds none, whatever the registry still lists (TJ51-19.2). */
export const holdsRole = (
  { roles, removed }: Pick<Office, 'roles' | 'removed'>,
  ...asked: readonly string[]
): boolean => !removed && asked.some((role) => roles.includes(role));

/** How whoever asks stands to a file. */
export interface Relation {
  /** The bureau of the file. */
  bureau: string;
  /** The own unit, or one under it, is a party or was reported to; or the officer is one of those who may know a plan before the door is opened. */
  near: boolean;
  /** QY-17.1: of a complaint, whether the officer took part or belongs to the body complained of. */
  involved: boolean;
  /** QY-10.3: the target is still unannounced, and not for this officer to know. */
  unannounced: boolean;
}

/** `full`: with the acts' payloads. `outline`: stage, duties, register, but no narrative. `withheld`: that there is a file and how it stands, nothing that its acts say. */
export type Scope = 'full' | 'outline' | 'withheld';

/** QY-4.2, 10.1 Who is told what a clue or a recusal says: a registrar, a regulator, and whoever heads a body today (`inPost`): the role alone has no dates. */
export const readsClues = (
  office: Pick<Office, 'kind' | 'roles' | 'removed'>,
  inPost: boolean,
): boolean =>
  office.kind === 'person' &&
  (holdsRole(office, 'registrar', 'regulator') || (inPost && holdsRole(office, 'head')));

/** 谁可以查阅 Party units and their superiors read all of a file, coordinators read it without narrative, regulators read everything of their bureau. Each does so only while in office, and a system only on behalf of a person. */
export function mayRead(office: Office, file: Relation): Scope | Refusal {
  if (office.bureau !== file.bureau) return refusals.otherBureau;
  const bar = refuseOffice(office);
  if (bar) return bar;
  if (office.kind === 'system') return refusals.noReader;
  if (file.involved) return refusals.involved;
  const scope =
    holdsRole(office, 'regulator') || file.near
      ? 'full'
      : holdsRole(office, 'coordinator')
        ? 'outline'
        : undefined;
  if (scope === undefined) return refusals.notAParty;
  return file.unannounced ? 'withheld' : scope;
}

/** TJ51-19.2, X-4  Whoever was removed, and whoever is registered for nothing, neither reads a file nor acts in one. */
export function refuseOffice({
  removed,
  roles,
}: Pick<Office, 'roles' | 'removed'>): Refusal | undefined {
  if (removed) return refusals.removed;
  return roles.length === 0 ? refusals.noOffice : undefined;
}

/** No enforcement: a coordinator may file them without being an enforcement officer (TJ51-19.1). */
export const managementActs: ReadonlySet<string> = new Set(['chase', 'retry', 'calendar-revision']);

/** An act about to be taken in. `named`: the own unit, or one under it, is a party of the file or named by what can be filed now. */
export interface Filing {
  type: string;
  bureau: string;
  named: boolean;
  reads: boolean;
  on: CivilDate | undefined;
  manages: boolean;
  /** The clause under which somebody else may file it now. */
  awaitedUnder?: string | undefined;
}

/**
 * 谁可以提交 What is refused before the inbox: only what nothing that may still happen in the file can change. Whether a party may do something now is judged by
 * the file. `on` is absent where a receiving system states the receipt; then the file itself looks whether the commitment letter counted on that day.
 */
export function maySubmit(office: Standing, act: Filing): Refusal | undefined {
  if (office.bureau !== act.bureau) return refusals.otherBureau;
  const bar = refuseOffice(office);
  if (bar) return bar;
  const unsigned =
    act.on &&
    refuseStanding(office, office.unit, act.on, act.manages || managementActs.has(act.type));
  if (unsigned) return unsigned;
  if (act.named || fromOutside(office, act)) return undefined;
  return act.awaitedUnder
    ? { ...refusals.notAParty, code: 'not-owed-by-you', clause: act.awaitedUnder }
    : refusals.notAParty;
}

/** What the law lets somebody file who is no party: chasing and retrying, confirming evidence by whoever may see it. */
function fromOutside(office: Office, { type, reads }: Filing): boolean {
  if (type === 'chase') return holdsRole(office, 'coordinator');
  if (type === 'retry') return holdsRole(office, 'coordinator', 'administrator');
  return type === 'evidence-confirmation' && reads;
}

/**
 * May this officer act for the unit the act names? Only an officer of that unit, not removed, and with a commitment letter where the unit enforces;
 * `manages`: the act is no enforcement (督办, 重试), so a coordinator needs no such letter.
 */
export function refuseStanding(
  standing: Standing | null,
  unit: string,
  on: CivilDate,
  manages = false,
): Refusal | undefined {
  if (!standing || standing.unit !== unit) return refusals.notOfThisUnit;
  if (standing.removed) return refusals.removed;
  if (manages || !mustHaveSigned(standing)) return undefined;
  return letterCounts(standing, on) || goesOn(standing) ? undefined : refusals.noCommitment;
}

const mustHaveSigned = ({ kind, unitRoles }: Standing): boolean =>
  kind === 'person' && unitRoles.includes('supervision-body');
const letterCounts = ({ commitmentUntil }: Standing, on: CivilDate): boolean =>
  commitmentUntil !== null && commitmentUntil >= on;
const goesOn = ({ commitmentUntil, letterBegun }: Standing): boolean =>
  commitmentUntil !== null && letterBegun === true;

/** TJ51-19.1  An act by somebody whose letter has run out, in a file begun before that: accepted, said in the answer and shown to the head. */
export function lapsedLetter(standing: Standing | null, on: CivilDate): string | undefined {
  return standing && mustHaveSigned(standing) && !letterCounts(standing, on) && goesOn(standing)
    ? '承诺书已过有效期，在办案卷可以办完；新的案卷须先续签。The commitment letter has run out: work begun goes on, new work asks for a new letter.'
    : undefined;
}

const refusals = {
  notOfThisUnit: {
    code: 'not-authorised',
    clause: 'TJ51-A1',
    say: {
      zh: '经办人员不属于该单位，或名册中没有此人。',
      en: 'The officer does not belong to this unit, or is not registered.',
    },
    lawful: {
      zh: '由负有该义务的单位的在册人员办理。',
      en: 'A registered officer of the unit that owes the act may submit it.',
    },
  },
  removed: {
    code: 'officer-removed',
    clause: 'TJ51-19.2',
    say: {
      zh: '该人员已被清除出行政执法队伍，不得再办理案件。',
      en: 'This officer has been removed from the enforcement team and may not handle files.',
    },
    lawful: { zh: '改派其他在册执法人员。', en: 'Assign another registered officer.' },
  },
  noCommitment: {
    code: 'commitment-unsigned',
    clause: 'TJ51-19.1',
    say: {
      zh: '该执法人员没有在有效期内的承诺书。',
      en: 'This enforcement officer has no commitment letter in force.',
    },
    lawful: {
      zh: '先签订承诺书并登记，或由已签订承诺书的人员办理。',
      en: 'Sign and register the commitment letter first, or let an officer who has signed act.',
    },
  },
  otherBureau: {
    code: 'other-bureau',
    clause: 'X-4',
    say: { zh: '该案卷不属于本局。', en: 'The file belongs to another bureau.' },
    lawful: {
      zh: '由该案卷所属的医保局办理、查阅。',
      en: 'The bureau to which it belongs may do or read this.',
    },
  },
  noOffice: {
    code: 'not-authorised',
    clause: 'X-4',
    say: { zh: '登记簿中没有授予该人员任何角色。', en: 'The registry gives this officer no role.' },
    lawful: {
      zh: '由登记员登记其角色后办理、查阅。',
      en: 'Let a registrar register the role first.',
    },
  },
  noReader: {
    code: 'not-authorised',
    clause: 'X-4',
    say: { zh: '系统不以自己的名义查阅案卷。', en: 'A system reads no file in its own name.' },
    lawful: {
      zh: '代登记的人员查阅（令牌的 act），或者接收推送。',
      en: "Read for a registered person (the token's `act`), or receive the deliveries.",
    },
  },
  notAParty: {
    code: 'not-authorised',
    clause: 'X-4',
    say: {
      zh: '本单位不是该案卷的当事单位，也不是其上级。',
      en: 'Your unit is neither a party to this file nor a superior of one.',
    },
    lawful: {
      zh: '由当事单位或者其上级办理、查阅。',
      en: 'A party unit or a superior of one may do or read this.',
    },
  },
  involved: {
    code: 'not-independent',
    clause: 'QY-17.1',
    say: {
      zh: '与该检查有关的人员、被反映单位的人员不得查阅。',
      en: 'Nobody who took part, nor of the body complained of, may look.',
    },
    lawful: {
      zh: '由检查组和被反映单位之外的人员办理、查阅。',
      en: 'Somebody outside the team and the body complained of may do or read this.',
    },
  },
} as const satisfies Record<string, Refusal>;
